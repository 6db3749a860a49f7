// Signatures under the public keys of certificates: RSA (PKCS #1 v1.5) and ECDSA with SHA-2, through WebCrypto, which
// Node and every browser have. Anything else, SHA-1 above all, does not verify.
import { AsnConvert } from '@peculiar/asn1-schema';
import { SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import { toHex } from '../domain/merkle/encoding';
import { ecdsaRaw } from './der';

export type HashName = 'SHA-256' | 'SHA-384' | 'SHA-512';

const HASHES: Record<string, HashName> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};
const SIGNATURES: Record<string, HashName> = {
  '1.2.840.113549.1.1.11': 'SHA-256',
  '1.2.840.113549.1.1.12': 'SHA-384',
  '1.2.840.113549.1.1.13': 'SHA-512',
  '1.2.840.10045.4.3.2': 'SHA-256',
  '1.2.840.10045.4.3.3': 'SHA-384',
  '1.2.840.10045.4.3.4': 'SHA-512',
};
const RSA = '1.2.840.113549.1.1.1';
const EC = '1.2.840.10045.2.1';
const CURVES: Record<string, { namedCurve: string; width: number }> = {
  '06082a8648ce3d030107': { namedCurve: 'P-256', width: 32 },
  '06052b81040022': { namedCurve: 'P-384', width: 48 },
  '06052b81040023': { namedCurve: 'P-521', width: 66 },
};

/** The hash that a digest algorithm's object identifier names, or null. */
export function hashOfDigest(oid: string): HashName | null {
  return HASHES[oid] ?? null;
}

/** The hash within a signature algorithm's object identifier, or null. */
export function hashOfSignature(oid: string): HashName | null {
  return SIGNATURES[oid] ?? null;
}

/** In a SignerInfo plain RSA may be named, the hash then being that of the digest algorithm. */
export function isSignatureWith(oid: string, hash: HashName): boolean {
  return oid === RSA || hashOfSignature(oid) === hash;
}

/** False for keys that are not RSA or of a NIST curve. */
export async function verifySignature(
  { key, hash, signature }: { key: SubjectPublicKeyInfo; hash: HashName; signature: Uint8Array },
  data: Uint8Array,
): Promise<boolean> {
  const { subtle } = globalThis.crypto;
  const spki = AsnConvert.serialize(key);
  const { algorithm, parameters } = key.algorithm;
  if (algorithm === RSA) {
    const imported = await subtle.importKey('spki', spki, { name: 'RSASSA-PKCS1-v1_5', hash }, false, ['verify']);
    return subtle.verify('RSASSA-PKCS1-v1_5', imported, signature.slice(), data.slice());
  }
  const curve = algorithm === EC && parameters ? CURVES[toHex(new Uint8Array(parameters))] : undefined;
  const raw = curve ? ecdsaRaw(signature, curve.width) : null;
  if (curve === undefined || raw === null) return false;
  const { namedCurve } = curve;
  const imported = await subtle.importKey('spki', spki, { name: 'ECDSA', namedCurve }, false, ['verify']);
  return subtle.verify({ name: 'ECDSA', hash }, imported, raw.slice(), data.slice());
}
