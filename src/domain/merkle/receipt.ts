// The receipt a sponsor takes home: one entry of the log with the proof that it is there, and outside proofs of time.
// One text for one receipt: canonical JSON and no member but these, so that nothing can ride along unverified.
import { canonicalJson } from '../canonical';
import { refusals } from '../errors';
import { fromBase64, SALT_BYTES, toBase64 } from './encoding';
import { parseProofFile, ProofFile } from './proof-file';

export const receiptRefusal = refusals({
  'receipt.malformed': {
    kind: 'invalid',
    zh: '回执不合格式：{zh}。',
    en: 'the receipt is malformed: {en}.',
  },
});

/** In characters; a payload holds ids, codes and digests, so an honest receipt has some tens of thousands. */
export const MAX_RECEIPT_LENGTH = 10_000_000;

export interface Receipt {
  proof: ProofFile;
  /** null once the payload was erased; salt and payload go together */
  content: { salt: Uint8Array; payload: Uint8Array } | null;
  /** DER of RFC 3161 TimeStampTokens over SHA-256 of the checkpoint's note text */
  tokens: readonly Uint8Array[];
  /** PEM of certificates that lead from a token's signer to a pinned one; each text holds one or more */
  chains: readonly string[];
}

/** What `printReceipt` is given: the proof stays the text it was signed in. */
export interface ReceiptParts extends Omit<Receipt, 'proof'> {
  proof: string;
}

const MEMBERS = ['v', 'proof', 'payload', 'salt', 'tokens', 'chains'];
const PEM = /^(?:-----BEGIN CERTIFICATE-----\n(?:[A-Za-z0-9+/=]{1,76}\n)+-----END CERTIFICATE-----\n?)+$/;

/** Canonical JSON text of a receipt, the content of `receipt.json`. */
export function printReceipt({ proof, content, tokens, chains }: ReceiptParts): string {
  const erasable = content === null ? {} : { payload: toBase64(content.payload), salt: toBase64(content.salt) };
  return canonicalJson({ v: 1, proof, ...erasable, tokens: tokens.map(toBase64), chains });
}

/** Judges the form only. @throws Refusal receipt.malformed, proof-file.malformed */
export function parseReceipt(text: string): Receipt {
  const value = parseCanonical(text);
  const stranger = Object.keys(value).find(name => !MEMBERS.includes(name));
  if (stranger !== undefined) throw malformed(`有未知成员“${stranger}”`, `it has an unknown member "${stranger}"`);
  if (value.v !== 1) throw malformed('版本 v 应为 1', 'its version v must be 1');
  if (typeof value.proof !== 'string') throw malformed('缺少证明 proof', 'proof must be a text');
  return {
    proof: parseProofFile(value.proof),
    content: parseContent(value.salt, value.payload),
    tokens: parseList(value.tokens, 'tokens').map((token, i) => base64Of(token, `tokens[${i}]`)),
    chains: parseList(value.chains, 'chains').map((chain, i) => pemOf(chain, `chains[${i}]`)),
  };
}

/** PEM of one or more certificates, lines ended by LF: what openssl writes. */
export function isCertificatePem(value: unknown): value is string {
  return typeof value === 'string' && PEM.test(value);
}

function parseCanonical(text: string): Record<string, unknown> {
  if (typeof text !== 'string' || text.length > MAX_RECEIPT_LENGTH) {
    throw malformed('不是文本，或超过一千万字符', 'it is not a text, or longer than ten million characters');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed('不是 JSON', 'it is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed('不是 JSON 对象', 'it is not a JSON object');
  }
  if (!isCanonical(value, text)) {
    throw malformed('不是规范 JSON（RFC 8785）', 'it is not written as canonical JSON (RFC 8785)');
  }
  return value as Record<string, unknown>;
}

function isCanonical(value: unknown, text: string): boolean {
  try {
    return canonicalJson(value) === text;
  } catch {
    return false;
  }
}

function parseContent(salt: unknown, payload: unknown): Receipt['content'] {
  if (salt === undefined && payload === undefined) return null;
  if (salt === undefined || payload === undefined) {
    throw malformed('盐与内容须同在或同缺', 'salt and payload must both be there or both be absent');
  }
  const content = { salt: base64Of(salt, 'salt'), payload: base64Of(payload, 'payload') };
  if (content.salt.length === SALT_BYTES) return content;
  throw malformed(`盐应为 ${SALT_BYTES} 字节`, `the salt must be ${SALT_BYTES} bytes, got ${content.salt.length}`);
}

function parseList(value: unknown, field: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw malformed(`${field} 应为数组`, `${field} must be a list`);
}

function base64Of(value: unknown, field: string): Uint8Array {
  const bytes = typeof value === 'string' ? fromBase64(value) : null;
  if (bytes === null) throw malformed(`${field} 不是 base64`, `${field} is not base64`);
  return bytes;
}

function pemOf(value: unknown, field: string): string {
  if (isCertificatePem(value)) return value;
  throw malformed(`${field} 不是 PEM 证书`, `${field} is not PEM of certificates`);
}

function malformed(zh: string, en: string) {
  return receiptRefusal('receipt.malformed', { figures: { zh, en } });
}
