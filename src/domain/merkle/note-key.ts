// Keys of signed notes as one line of text (C2SP signed-note): whose they are, what they sign and the public key. The
// key id binds name, type and key together, so that a line copied wrongly or given another use is refused.
import { utf8 } from '../canonical';
import { refusals } from '../errors';
import { concatBytes, fromBase64, toBase64, toHex } from './encoding';
import { isKeyName, KEY_ID_BYTES, NoteSignature, NoteVerifier } from './note';
import { Hash } from './tree';

export const noteKeyRefusal = refusals({
  'note.key-malformed': {
    kind: 'invalid',
    zh: '密钥“{key}”不合格式：{zh}。',
    en: 'the key "{key}" is malformed: {en}.',
  },
});

/** What a key signs: a note's text, or a time and the text. 0xff is free for types without a number (SM2 here). */
export const KEY_TYPE = { ed25519: 0x01, cosignature: 0x04, unassigned: 0xff } as const;
export const ED25519_KEY_BYTES = 32;
export const ED25519_SIGNATURE_BYTES = 64;

export type Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
export type Sign = (message: Uint8Array) => Uint8Array;

/** What the pure floor must be given; platform/signatures.ts and the verifier page have one each. */
export interface NoteCrypto {
  sha256: Hash;
  ed25519: Verify;
}

export interface VerifierKey {
  name: string;
  /** 8 lower-case hex digits */
  keyId: string;
  type: number;
  /** 32 bytes for both Ed25519 types */
  publicKey: Uint8Array;
}

/** First four bytes of SHA-256(name ‖ newline ‖ type ‖ public key), in lower-case hex. */
export function keyIdOf(key: { name: string; type: number; publicKey: Uint8Array }, sha256: Hash): string {
  return toHex(sha256(concatBytes(utf8(`${key.name}\n`), typed(key))).subarray(0, KEY_ID_BYTES));
}

/** A key with its id. @throws Refusal note.key-malformed for a bad name or a wrong length */
export function verifierKey(key: { name: string; type: number; publicKey: Uint8Array }, sha256: Hash): VerifierKey {
  if (!isKeyName(key.name))
    throw malformed(key.name, '名称为空，或含空格、加号', 'the name is empty or has a space or +');
  if (isEd25519(key.type) && key.publicKey.length !== ED25519_KEY_BYTES) {
    throw malformed(key.name, '公钥应为 32 字节', `the public key must be 32 bytes, got ${key.publicKey.length}`);
  }
  return { ...key, keyId: keyIdOf(key, sha256) };
}

/** `<name>+<key id>+<base64(type ‖ public key)>` */
export function printVerifierKey(key: VerifierKey): string {
  return `${key.name}+${key.keyId}+${toBase64(typed(key))}`;
}

/** @throws Refusal note.key-malformed; a key id that does not fit the rest is one */
export function parseVerifierKey(text: string, sha256: Hash): VerifierKey {
  const { name, keyId, type, bytes } = parseKey(text);
  const key = verifierKey({ name, type, publicKey: bytes }, sha256);
  if (!isEd25519(type)) throw malformed(text, '密钥类型未知', `its type 0x${type.toString(16)} is not known here`);
  if (key.keyId === keyId) return key;
  throw malformed(text, `密钥编号应为 ${key.keyId}`, `its key id should be ${key.keyId}`);
}

/** A private key as one line; `seed` is the 32 bytes of RFC 8032. Whoever has the line can sign. */
export function printSignerKey(key: VerifierKey, seed: Uint8Array): string {
  return `PRIVATE+KEY+${key.name}+${key.keyId}+${toBase64(concatBytes(Uint8Array.of(key.type), seed))}`;
}

/**
 * `publicOf` gives the 32 public bytes of a seed.
 * @throws Refusal note.key-malformed; its text never repeats the line, which is secret
 */
export function parseSignerKey(
  text: string,
  { sha256, publicOf }: { sha256: Hash; publicOf: (seed: Uint8Array) => Uint8Array },
): { key: VerifierKey; seed: Uint8Array } {
  const hidden = 'PRIVATE+KEY';
  if (!text.startsWith(`${hidden}+`)) throw malformed(hidden, '不是私钥', 'it is not a private key');
  const { name, keyId, type, bytes: seed } = parseKey(text.slice(hidden.length + 1), hidden);
  if (!isEd25519(type) || seed.length !== ED25519_KEY_BYTES) {
    throw malformed(hidden, '类型或长度不对', 'its type or its length is wrong');
  }
  const key = verifierKey({ name, type, publicKey: publicOf(seed) }, sha256);
  if (key.keyId !== keyId) throw malformed(hidden, '密钥编号与私钥不符', 'its key id does not fit the key');
  return { key, seed };
}

/** Verifies signatures of type 0x01. */
export function ed25519Verifier(key: VerifierKey, crypto: NoteCrypto): NoteVerifier {
  const verify: NoteVerifier['verify'] = (message, signature) =>
    signature.length === ED25519_SIGNATURE_BYTES && crypto.ed25519(key.publicKey, message, signature);
  return { name: key.name, keyId: key.keyId, verify };
}

/** Signs a note's text with a key of type 0x01. */
export function signNote(text: string, key: VerifierKey, sign: Sign): NoteSignature {
  return { name: key.name, keyId: key.keyId, signature: sign(utf8(text)) };
}

function parseKey(text: string, shown = text): { name: string; keyId: string; type: number; bytes: Uint8Array } {
  const [, name, keyId, base64] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/s.exec(text) ?? [];
  const bytes = fromBase64(base64 ?? '');
  if (!isKeyName(name) || bytes === null || bytes.length < 2) {
    throw malformed(shown, '应为“名称+八位编号+base64”', 'it must be "<name>+<8 hex digits>+<base64 of type and key>"');
  }
  return { name, keyId: keyId!, type: bytes[0]!, bytes: bytes.subarray(1) };
}

function isEd25519(type: number): boolean {
  return type === KEY_TYPE.ed25519 || type === KEY_TYPE.cosignature;
}

function typed({ type, publicKey }: { type: number; publicKey: Uint8Array }): Uint8Array {
  return concatBytes(Uint8Array.of(type), publicKey);
}

function malformed(key: string, zh: string, en: string) {
  return noteKeyRefusal('note.key-malformed', { figures: { key: key.slice(0, 200), zh, en } });
}
