// The bytes that enter the log, exactly as docs/ledger-format.md fixes them, and the two text forms of bytes (hex and
// base64, RFC 4648). Reading is strict, one text for one value: a second spelling of a hash would let two receipts
// differ while claiming the same. No Buffer: the browser and the offline verifier run this code.
import { canonicalBytes } from '../canonical';
import { FieldFault, refusals } from '../errors';
import { isInstant } from '../period';

export const encodingRefusal = refusals({
  'ledger.leaf-malformed': {
    kind: 'invalid',
    zh: '账本条目的字段不合格式：{fields}。',
    en: 'the ledger leaf has malformed fields: {fields}.',
  },
  'ledger.salt-length': {
    kind: 'invalid',
    zh: '盐必须恰为 {expected} 字节，收到 {got} 字节。',
    en: 'the salt must be exactly {expected} bytes, got {got}.',
  },
});

export const SALT_BYTES = 16;

/** What the log commits to; the payload itself stays outside, so that it can be erased. */
export interface Leaf {
  /** id of the unit that acted */
  actor_unit: string;
  /** what happened, `flaw.checked` */
  kind: string;
  /** RFC 3339 UTC with milliseconds, `2026-03-02T01:00:00.000Z` */
  received_at: string;
  /** lower-case hex over salt ‖ canonical payload */
  sha256: string;
  /** lower-case hex over the same bytes */
  sm3: string;
  /** id of the thing it happened to */
  subject: string;
  v: 1;
}

const HEX = '0123456789abcdef';
const HEX_PAIRS = Array.from({ length: 256 }, (_, byte) => HEX.charAt(byte >> 4) + HEX.charAt(byte & 15));
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX_PAIRS[byte];
  return text;
}

/** Bytes of a lower-case hex text, or null when it is anything else. */
export function fromHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    const high = HEX.indexOf(text.charAt(2 * i));
    const low = HEX.indexOf(text.charAt(2 * i + 1));
    if (high < 0 || low < 0) return null;
    bytes[i] = high * 16 + low;
  }
  return bytes;
}

/** Base64 in the standard alphabet with padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const group = (bytes[i]! << 16) | ((left > 1 ? bytes[i + 1]! : 0) << 8) | (left > 2 ? bytes[i + 2]! : 0);
    text += BASE64.charAt(group >> 18) + BASE64.charAt((group >> 12) & 63);
    text += left > 1 ? BASE64.charAt((group >> 6) & 63) : '=';
    text += left > 2 ? BASE64.charAt(group & 63) : '=';
  }
  return text;
}

/** Bytes of a padded standard base64 text, or null: other alphabets, spaces and stray trailing bits are refused. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < text.length - padding; i++) {
    const value = BASE64.indexOf(text.charAt(i));
    if (value < 0) return null;
    held = (held << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = held >> bits;
    held &= (1 << bits) - 1;
  }
  return held === 0 ? bytes : null;
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

const KIND = /^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z][a-z0-9]*(-[a-z0-9]+)*)+$/;
const DIGEST = /^[0-9a-f]{64}$/;
const IDENTIFIER = /^[^\p{Cc}\p{Cs}\s]{1,200}$/u;
const isText = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);

// Entry tiles give a leaf two bytes of length (65,535); these bounds keep every leaf far below.
const LEAF_FIELDS: Record<keyof Leaf, { holds: (value: unknown) => boolean; zh: string; en: string }> = {
  actor_unit: {
    holds: isText(IDENTIFIER),
    zh: '应为 1 至 200 个字符、不含空白的标识',
    en: 'must be an id of 1 to 200 characters without spaces',
  },
  kind: {
    holds: value => typeof value === 'string' && value.length <= 100 && KIND.test(value),
    zh: '应为形如 flaw.checked 的代码，至多 100 个字符',
    en: 'must be a code such as flaw.checked, at most 100 characters',
  },
  received_at: {
    holds: value => typeof value === 'string' && isInstant(value),
    zh: '应为 RFC 3339 UTC 时刻，精确到毫秒，如 2026-03-02T01:00:00.000Z',
    en: 'must be an RFC 3339 UTC instant with milliseconds, 2026-03-02T01:00:00.000Z',
  },
  sha256: { holds: isText(DIGEST), zh: '应为 64 位小写十六进制', en: 'must be 64 lower-case hex digits' },
  sm3: { holds: isText(DIGEST), zh: '应为 64 位小写十六进制', en: 'must be 64 lower-case hex digits' },
  subject: {
    holds: isText(IDENTIFIER),
    zh: '应为 1 至 200 个字符、不含空白的标识',
    en: 'must be an id of 1 to 200 characters without spaces',
  },
  v: { holds: value => value === 1, zh: '应为 1', en: 'must be 1' },
};

/**
 * The bytes of one log entry: canonical JSON of exactly the seven fields. FINAL: changing them orphans every receipt.
 * @throws Refusal ledger.leaf-malformed listing every missing, malformed or unknown field
 */
export function leafBytes(leaf: Leaf): Uint8Array {
  const faults: FieldFault[] = [];
  for (const [field, { holds, zh, en }] of Object.entries(LEAF_FIELDS)) {
    if (!holds(leaf[field as keyof Leaf])) faults.push({ field, zh, en });
  }
  for (const field of Object.keys(leaf)) {
    if (!Object.hasOwn(LEAF_FIELDS, field))
      faults.push({ field, zh: '不是条目的字段', en: 'is not a field of a leaf' });
  }
  if (faults.length > 0) {
    const fields = faults.map(fault => fault.field).join(', ');
    throw encodingRefusal('ledger.leaf-malformed', { figures: { fields }, fields: faults });
  }
  return canonicalBytes(leaf);
}

/**
 * What sha256 and sm3 of a leaf are taken over: salt ‖ canonical payload. The salt keeps a leaf from confirming a guess
 * at an erased payload.
 * @throws Refusal ledger.salt-length, canonical.not-json
 */
export function digestInput(salt: Uint8Array, payload: unknown): Uint8Array {
  if (salt.length !== SALT_BYTES) {
    throw encodingRefusal('ledger.salt-length', { figures: { expected: SALT_BYTES, got: salt.length } });
  }
  const text = canonicalBytes(payload);
  const bytes = new Uint8Array(SALT_BYTES + text.length);
  bytes.set(salt);
  bytes.set(text, SALT_BYTES);
  return bytes;
}
