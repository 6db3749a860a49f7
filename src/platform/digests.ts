// SHA-256 (FIPS 180-4) and SM3 (GB/T 32905-2016) from Node's own OpenSSL. SM3 was tried with the official builds of
// Node 20.20 (OpenSSL 3.0), 22.23 and 24.21 (OpenSSL 3.5); a Node linked to a FIPS-only OpenSSL lacks it and throws
// "Digest method not supported" on first use. One-shot hashing needs Node 20.12 or later.
import { hash } from 'node:crypto';
import { canonicalBytes } from '../domain/canonical';

/** 32 bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer');
}

/** 32 bytes. */
export function sm3(bytes: Uint8Array): Uint8Array {
  return hash('sm3', bytes, 'buffer');
}

/** 64 lower-case hex digits; a text counts as its UTF-8 bytes. */
export function sha256Hex(given: Uint8Array | string): string {
  return hash('sha256', given, 'hex');
}

/** 64 lower-case hex digits of the canonical text: equal values, equal digests. @throws Refusal canonical.not-json */
export function valueSha256(value: unknown): string {
  return sha256Hex(canonicalBytes(value));
}

/** 64 lower-case hex digits. */
export function sm3Hex(bytes: Uint8Array): string {
  return hash('sm3', bytes, 'hex');
}
