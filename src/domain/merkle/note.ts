// C2SP signed notes: a text, an empty line, and one line for each signature. What opens here is what somebody known has
// signed; a signature by a stranger proves nothing and is passed over, a bad one under a known key spoils the whole note.
import { utf8 } from '../canonical';
import { refusals, Words } from '../errors';
import { concatBytes, fromBase64, fromHex, toBase64, toHex } from './encoding';

export const noteRefusal = refusals({
  'note.malformed': {
    kind: 'invalid',
    zh: '签名文书不合格式：{zh}。',
    en: 'the signed note is malformed: {en}.',
  },
  'note.key-ambiguous': {
    kind: 'invalid',
    zh: '密钥 {key} 给出了不止一次，不能确定由哪一把验证。',
    en: 'the key {key} was given more than once, so it is not clear which one verifies.',
  },
  'note.signature-invalid': {
    kind: 'invalid',
    zh: '密钥 {key} 的签名验不通过，整份文书不可信。',
    en: 'the signature of the key {key} does not verify, so the whole note is refused.',
  },
  'note.unsigned': {
    kind: 'invalid',
    zh: '没有任何已知密钥的签名；签名者为：{signers}。',
    en: 'no known key has signed it; signed by: {signers}.',
  },
});

/** The longest note that is read, and the most signatures; C2SP asks for 16 at least. */
export const MAX_NOTE_LENGTH = 1_000_000;
export const MAX_NOTE_SIGNATURES = 100;

export const KEY_ID_BYTES = 4;
const EM_DASH = '\u2014';
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;
const LONE_SURROGATE = /[\ud800-\udfff]/u;
const NAME = /^[^\p{White_Space}+]+$/u;

export interface NoteSignature {
  name: string;
  /** 8 lower-case hex digits */
  keyId: string;
  /** what follows the key id: 64 bytes for Ed25519, 72 for a cosignature */
  signature: Uint8Array;
}

export interface Note {
  /** the signed text with its final newline */
  text: string;
  signatures: readonly NoteSignature[];
}

/** One known key, bound to its algorithm. `message` is the UTF-8 of the note's text. */
export interface NoteVerifier {
  name: string;
  keyId: string;
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

export interface OpenedNote {
  text: string;
  /** of known keys, all verified, in their order; the same line twice counts once */
  verified: NoteSignature[];
  unknown: NoteSignature[];
}

/** A key name: not empty, without Unicode spaces, controls and `+`. */
export function isKeyName(name: unknown): name is string {
  return typeof name === 'string' && NAME.test(name) && !CONTROL.test(name) && !LONE_SURROGATE.test(name);
}

/**
 * Splits a note without judging any signature.
 * @throws Refusal note.malformed
 */
export function parseNote(text: string): Note {
  if (text.length > MAX_NOTE_LENGTH) throw malformed('超过一百万字符', 'it is longer than a million characters');
  if (CONTROL.test(text) || LONE_SURROGATE.test(text)) {
    throw malformed('含有换行以外的控制字符或不成对的代理码', 'it holds a control character or a lone surrogate');
  }
  const split = text.lastIndexOf('\n\n');
  if (split < 0) throw malformed('正文与签名之间缺少空行', 'no empty line parts the text from the signatures');
  const tail = text.slice(split + 2);
  if (tail === '') throw malformed('没有签名行', 'there is no signature line');
  return { text: text.slice(0, split + 1), signatures: parseSignatures(tail) };
}

/** As parseNote, from bytes, which must be UTF-8. @throws Refusal note.malformed */
export function parseNoteBytes(bytes: Uint8Array): Note {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformed('不是 UTF-8 文本', 'it is not UTF-8 text');
  }
  return parseNote(text);
}

/**
 * Reads signature lines, each with its newline: the tail of a note, or a witness's answer.
 * @throws Refusal note.malformed
 */
export function parseSignatures(text: string): NoteSignature[] {
  if (!text.endsWith('\n')) throw malformed('末行缺少换行', 'the last line lacks its newline');
  const lines = text.slice(0, -1).split('\n');
  if (lines.length > MAX_NOTE_SIGNATURES) {
    throw malformed(
      `签名超过 ${MAX_NOTE_SIGNATURES} 个`,
      `it carries more than ${MAX_NOTE_SIGNATURES} signatures (${lines.length})`,
    );
  }
  return lines.map(parseSignature);
}

function parseSignature(line: string, at: number): NoteSignature {
  const [dash, name, base64, ...rest] = line.split(' ');
  const bytes = fromBase64(base64 ?? '');
  const whole = dash === EM_DASH && rest.length === 0 && isKeyName(name) && bytes !== null;
  if (!whole || bytes.length <= KEY_ID_BYTES) {
    const en = `signature line ${at + 1} is not "\u2014 <key name> <base64 of key id and signature>"`;
    throw malformed(`第 ${at + 1} 个签名行不是“\u2014 密钥名 base64”的形式`, en);
  }
  return { name, keyId: toHex(bytes.subarray(0, KEY_ID_BYTES)), signature: bytes.subarray(KEY_ID_BYTES) };
}

/** One signature line with its newline. @throws Refusal note.malformed for a key id that is not 8 hex digits */
export function printSignature({ name, keyId, signature }: NoteSignature): string {
  const id = fromHex(keyId);
  if (!isKeyName(name) || id?.length !== KEY_ID_BYTES || signature.length === 0) {
    throw malformed(
      `密钥 ${name}+${keyId} 的签名不能写出`,
      `the signature of the key ${name}+${keyId} cannot be written`,
    );
  }
  return `${EM_DASH} ${name} ${toBase64(concatBytes(id, signature))}\n`;
}

/**
 * The whole note, such that parseNote gives it back.
 * @throws Refusal note.malformed when text or signatures cannot stand in a note
 */
export function printNote({ text, signatures }: Note): string {
  if (!text.endsWith('\n')) throw malformed('正文必须以换行结束', 'the text must end in a newline');
  const note = `${text}\n${signatures.map(printSignature).join('')}`;
  parseNote(note);
  return note;
}

/**
 * Verifies a note against the known keys. Every line of a known key must verify; there must be at least one.
 * @throws Refusal note.malformed, note.key-ambiguous, note.signature-invalid, note.unsigned
 */
export function openNote(note: string | Uint8Array, verifiers: readonly NoteVerifier[]): OpenedNote {
  const { text, signatures } = typeof note === 'string' ? parseNote(note) : parseNoteBytes(note);
  const message = utf8(text);
  const opened: OpenedNote = { text, verified: [], unknown: [] };
  const seen = new Set<string>();
  for (const signature of signatures) {
    const line = printSignature(signature);
    if (seen.has(line)) continue;
    seen.add(line);
    (isVerified(signature, message, verifiers) ? opened.verified : opened.unknown).push(signature);
  }
  if (opened.verified.length > 0) return opened;
  const signers = opened.unknown.map(nameOfKey).join(', ');
  throw noteRefusal('note.unsigned', { figures: { signers: signers.slice(0, 400) } });
}

/** False for a stranger; a known key either verifies or throws. */
function isVerified(signature: NoteSignature, message: Uint8Array, verifiers: readonly NoteVerifier[]): boolean {
  const known = verifiers.filter(({ name, keyId }) => name === signature.name && keyId === signature.keyId);
  if (known.length === 0) return false;
  const figures = { key: nameOfKey(signature) };
  if (known.length > 1) throw noteRefusal('note.key-ambiguous', { figures });
  if (!known[0]!.verify(message, signature.signature)) throw noteRefusal('note.signature-invalid', { figures });
  return true;
}

function nameOfKey({ name, keyId }: { name: string; keyId: string }): string {
  return `${name}+${keyId}`;
}

function malformed(zh: string, en: string) {
  const words: Words = { zh, en };
  return noteRefusal('note.malformed', { figures: { ...words } });
}
