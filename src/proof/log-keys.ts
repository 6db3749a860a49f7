// The keys of one log: which of them sign now, and what a note must carry to count as signed by this log. Retired keys
// sign nothing more, but stay known: receipts they signed must verify for ever.
import { refusals } from '../domain/errors';
import { parseCheckpoint, type Checkpoint } from '../domain/merkle/checkpoint';
import { openNote, parseNote, printNote, type NoteSignature } from '../domain/merkle/note';
import {
  ed25519Verifier,
  KEY_TYPE,
  parseSignerKey,
  parseVerifierKey,
  printSignerKey,
  printVerifierKey,
  signNote,
  verifierKey,
  type VerifierKey,
} from '../domain/merkle/note-key';
import type { Instant } from '../domain/period';
import { sha256 } from '../platform/digests';
import { ed25519PublicKey, ed25519Signer, noteCrypto } from '../platform/signatures';

export const logKeyRefusal = refusals({
  'log-key.exists': {
    kind: 'conflict',
    zh: '{origin} 已有签名密钥；如需更换请用 keys rotate',
    en: '{origin} has a key already; to change it use keys rotate',
  },
  'log-key.none': { kind: 'conflict', zh: '{origin} 没有签名密钥', en: '{origin} has no key' },
  'log-key.rotating': {
    kind: 'conflict',
    zh: '{origin} 已有两把密钥同时签名；请先用 keys retire 停用旧的',
    en: '{origin} signs with two keys already; retire the older one first (keys retire)',
  },
  'log-key.nothing-to-retire': {
    kind: 'conflict',
    zh: '{origin} 只有一把密钥在签名，不能停用',
    en: '{origin} signs with one key only; it cannot be retired',
  },
  'log-key.malformed': {
    kind: 'unavailable',
    zh: '密钥文件不合格式：{file}',
    en: 'the key file is malformed: {file}',
  },
  'log-key.other-origin': {
    kind: 'unavailable',
    zh: '密钥属于 {name}，而本账本名为 {origin}（见 LOG_HOST），停止签名',
    en: 'the key belongs to {name}, but this log is called {origin} (see LOG_HOST); nothing is signed',
  },
});

export interface LogKey {
  key: VerifierKey;
  /** 32 bytes; null once retired, when it is forgotten. */
  seed: Uint8Array | null;
  createdAt: Instant;
  retiredAt: Instant | null;
}

/** As a key file has it. */
interface KeptKey {
  vkey: string;
  signer: string | null;
  createdAt: Instant;
  retiredAt: Instant | null;
}

export const signing = (keys: readonly LogKey[]): LogKey[] => keys.filter(({ seed }) => seed !== null);

/** A key out of 32 random bytes; its name is the log's origin. */
export function makeLogKey(origin: string, seed: Uint8Array, createdAt: Instant): LogKey {
  const key = verifierKey({ name: origin, type: KEY_TYPE.ed25519, publicKey: ed25519PublicKey(seed) }, sha256);
  return { key, seed, createdAt, retiredAt: null };
}

export function printKeyFile(keys: readonly LogKey[]): string {
  const kept = keys.map(({ key, seed, createdAt, retiredAt }): KeptKey => {
    const signer = seed && printSignerKey(key, seed);
    return { vkey: printVerifierKey(key), signer, createdAt, retiredAt };
  });
  return `${JSON.stringify({ v: 1, keys: kept }, null, 2)}\n`;
}

/** @throws Refusal log-key.malformed, which never repeats what the file holds */
export function parseKeyFile(text: string, file: string): LogKey[] {
  try {
    const { v, keys } = JSON.parse(text) as { v: number; keys: KeptKey[] };
    const read = keys.map(({ vkey, signer, createdAt, retiredAt }): LogKey => {
      const key = parseVerifierKey(vkey, sha256);
      const own = signer === null ? null : parseSignerKey(signer, { sha256, publicOf: ed25519PublicKey });
      if (own !== null && printVerifierKey(own.key) !== vkey) throw new Error('another key');
      return { key, seed: own && own.seed, createdAt, retiredAt };
    });
    if (v === 1 && read.length > 0 && read.every(({ key }) => key.type === KEY_TYPE.ed25519)) return read;
  } catch {
    // Told below: the reason could carry a part of a secret.
  }
  throw logKeyRefusal('log-key.malformed', { figures: { file } });
}

/** The signed note of a checkpoint's text: a line of every key that signs now, oldest first, then `more` lines. */
export function signCheckpoint(text: string, keys: readonly LogKey[], more: readonly NoteSignature[] = []): string {
  const signatures = signing(keys).map(({ key, seed }) => signNote(text, key, ed25519Signer(seed!)));
  return printNote({ text, signatures: [...signatures, ...more] });
}

/**
 * What a note of this log states. Without any known key only its form is judged.
 * @throws Refusal note.*, checkpoint.malformed, log-key.other-origin
 */
export function openCheckpoint(note: string, keys: readonly LogKey[], origin: string): Checkpoint {
  const verifiers = keys.map(({ key }) => ed25519Verifier(key, noteCrypto));
  const { text } = verifiers.length === 0 ? parseNote(note) : openNote(note, verifiers);
  const checkpoint = parseCheckpoint(text);
  refuseOtherOrigin(checkpoint.origin, origin);
  return checkpoint;
}

/** @throws Refusal log-key.other-origin */
export function refuseOtherOrigin(name: string, origin: string): void {
  if (name !== origin) throw logKeyRefusal('log-key.other-origin', { figures: { name, origin } });
}
