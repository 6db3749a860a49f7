// What a receipt proves to somebody who holds only pinned keys: that the entry is in the signed log (order), and before
// what time, by the word of witnesses or time-stamp authorities and never of the log. Needs no network and no database.
import { utf8 } from '../canonical';
import { Refusal, refusals, Words } from '../errors';
import { Instant } from '../period';
import { Checkpoint, parseCheckpoint } from './checkpoint';
import { cosignatureVerifier, cosignedInstant } from './cosignature';
import { concatBytes, Leaf, leafBytes, sameBytes, toHex } from './encoding';
import { NoteSignature, OpenedNote, openNote, parseNote } from './note';
import { ed25519Verifier, NoteCrypto } from './note-key';
import { PinnedKeys } from './pinned-keys';
import { proofRefusal, verifyInclusion } from './proof';
import { parseReceipt, Receipt } from './receipt';
import { Hash, leafHash } from './tree';

export const verdictRefusal = refusals({
  'receipt.log-unknown': {
    kind: 'invalid',
    zh: '所持公钥中没有账本“{origin}”的公钥。',
    en: 'no key is pinned for the log "{origin}".',
  },
  'receipt.log-silent': {
    kind: 'invalid',
    zh: '检查点没有账本“{origin}”自己的签名。',
    en: 'the log "{origin}" itself has not signed the checkpoint.',
  },
  'receipt.leaf-malformed': {
    kind: 'invalid',
    zh: '条目不是七个字段的规范 JSON。',
    en: 'the leaf is not canonical JSON of the seven members.',
  },
  'receipt.payload-differs': {
    kind: 'invalid',
    zh: '内容与条目中的摘要不符。',
    en: 'the payload does not fit the digests in the leaf.',
  },
});

/** An RFC 3161 token to judge; `imprint` is SHA-256 of the checkpoint's note text, the rest PEM. */
export interface TokenQuestion {
  token: Uint8Array;
  imprint: Uint8Array;
  chains: readonly string[];
  authorities: readonly string[];
}

/** `why` is null when the token verifies, and then `time` is not; `by` is the subject of the signer's certificate. */
export interface TokenAnswer {
  by: string;
  time: Instant | null;
  why: Words | null;
}

export interface ReceiptCrypto extends NoteCrypto {
  sm3: Hash;
  token(question: TokenQuestion): Promise<TokenAnswer>;
}

/** An outside statement of time in the receipt; `why` it did not count, null when it did. */
export interface Anchor extends TokenAnswer {
  kind: 'witness' | 'token';
}

export interface ReceiptDetails {
  origin: string;
  size: bigint;
  index: bigint;
  /** lower-case hex */
  leafHash: string;
  leaf: Leaf;
  /** null once erased; the text of the payload otherwise, its digests compared */
  payload: string | null;
  /** key names, more than one while the log rotates its keys */
  signedBy: string[];
  anchors: Anchor[];
}

export type ReceiptVerdict =
  | { verdict: 'PROVEN BEFORE'; time: Instant; details: ReceiptDetails }
  | { verdict: 'ORDER ONLY'; details: ReceiptDetails }
  | { verdict: 'INVALID'; why: Words };

/** `PROVEN BEFORE 2026-03-02T01:00:00.000Z`, `ORDER ONLY`, `INVALID: <why in English>`: the one line that counts. */
export function verdictLine(verdict: ReceiptVerdict): string {
  if (verdict.verdict === 'PROVEN BEFORE') return `PROVEN BEFORE ${verdict.time}`;
  return verdict.verdict === 'INVALID' ? `INVALID: ${verdict.why.en}` : verdict.verdict;
}

/** Judges the text of a receipt.json. Never throws and never rejects, whatever it is given. */
export async function verifyReceipt(text: string, keys: PinnedKeys, crypto: ReceiptCrypto): Promise<ReceiptVerdict> {
  try {
    const receipt = parseReceipt(text);
    const { checkpoint, opened } = openCheckpoint(receipt.proof.checkpoint, keys, crypto);
    const details = provenOrder(receipt, checkpoint, crypto);
    const witnessed = judgeCosignatures(opened, keys);
    const stamped = await judgeTokens(receipt, { text: opened.text, keys, crypto });
    const anchors = [...witnessed.anchors, ...stamped];
    const signedBy = opened.verified.filter(isOf(keys.logs)).map(one => `${one.name}+${one.keyId}`);
    const times = stamped.flatMap(({ why, time }) => (why === null && time !== null ? [time] : []));
    const time = [...times, ...witnessed.quorumTime].sort()[0];
    const whole = { ...details, signedBy, anchors };
    return time === undefined
      ? { verdict: 'ORDER ONLY', details: whole }
      : { verdict: 'PROVEN BEFORE', time, details: whole };
  } catch (error) {
    return { verdict: 'INVALID', why: error instanceof Refusal ? error.words : UNREADABLE };
  }
}

const UNREADABLE: Words = { zh: '回执无法读取。', en: 'the receipt cannot be read.' };

function openCheckpoint(note: string, keys: PinnedKeys, crypto: NoteCrypto) {
  const checkpoint = parseCheckpoint(parseNote(note).text);
  const logs = keys.logs.filter(key => key.name === checkpoint.origin);
  if (logs.length === 0) {
    throw verdictRefusal('receipt.log-unknown', { figures: { origin: checkpoint.origin } });
  }
  const witnesses = keys.witnesses.map(key => cosignatureVerifier(key, crypto));
  const opened = openNote(note, [...logs.map(key => ed25519Verifier(key, crypto)), ...witnesses]);
  if (opened.verified.some(isOf(logs))) return { checkpoint, opened };
  throw verdictRefusal('receipt.log-silent', { figures: { origin: checkpoint.origin } });
}

/** Everything but time: the leaf is well made, is in the signed tree, and commits to the payload. */
function provenOrder(
  { proof, content }: Receipt,
  { origin, size, root }: Checkpoint,
  { sha256, sm3 }: ReceiptCrypto,
): Omit<ReceiptDetails, 'anchors' | 'signedBy'> {
  const hash = leafHash(sha256, proof.leaf);
  const claim = { hash: sha256, index: proof.index, size, leafHash: hash, proof: proof.proof, root };
  const fault = verifyInclusion(claim);
  if (fault !== null) throw proofRefusal(fault.code, { figures: { expected: fault.expected, got: fault.got } });
  const leaf = readLeaf(proof.leaf);
  if (content !== null) {
    const salted = concatBytes(content.salt, content.payload);
    const same = toHex(sha256(salted)) === leaf.sha256 && toHex(sm3(salted)) === leaf.sm3;
    if (!same) throw verdictRefusal('receipt.payload-differs');
  }
  const payload = content === null ? null : readUtf8(content.payload);
  return { origin, size, index: proof.index, leafHash: toHex(hash), leaf, payload };
}

function readLeaf(bytes: Uint8Array): Leaf {
  try {
    const leaf = JSON.parse(readUtf8(bytes)) as Leaf;
    if (sameBytes(leafBytes(leaf), bytes)) return leaf;
  } catch (error) {
    if (error instanceof Refusal) throw error;
  }
  throw verdictRefusal('receipt.leaf-malformed');
}

function readUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** Each witness counts once, with its earliest word; the quorum's time is that of the last one needed. */
function judgeCosignatures(
  { verified, unknown }: OpenedNote,
  { witnesses, quorum }: PinnedKeys,
): { anchors: Anchor[]; quorumTime: Instant[] } {
  const earliest = new Map<string, Instant>();
  const cosignatures = verified.filter(isOf(witnesses));
  for (const one of cosignatures) {
    const time = cosignedInstant(one);
    if (!earliest.has(one.name) || time < earliest.get(one.name)!) earliest.set(one.name, time);
  }
  const quorumTime = [...earliest.values()].sort().slice(quorum - 1, quorum);
  const count = earliest.size;
  const tooFew: Words = {
    zh: `见证方不足：需 ${quorum} 个，有 ${count} 个`,
    en: `too few witnesses: ${quorum} needed, ${count} there`,
  };
  const why = quorumTime.length > 0 ? null : tooFew;
  const known = cosignatures.map((one): Anchor => {
    return { kind: 'witness', by: one.name, time: cosignedInstant(one), why };
  });
  const strangers = unknown.map((one): Anchor => {
    return { kind: 'witness', by: `${one.name}+${one.keyId}`, time: null, why: STRANGER };
  });
  return { anchors: [...known, ...strangers], quorumTime };
}

const STRANGER: Words = { zh: '签名者不在所持公钥之中', en: 'no key of this signer is pinned' };

async function judgeTokens(
  { tokens, chains }: Receipt,
  { text, keys, crypto }: { text: string; keys: PinnedKeys; crypto: ReceiptCrypto },
): Promise<Anchor[]> {
  const imprint = crypto.sha256(utf8(text));
  const anchors: Anchor[] = [];
  for (const token of tokens) {
    const answer = await crypto.token({ token, imprint, chains, authorities: keys.authorities });
    anchors.push({ kind: 'token', ...answer });
  }
  return anchors;
}

function isOf(keys: readonly { name: string; keyId: string }[]) {
  return (one: NoteSignature): boolean => keys.some(key => key.name === one.name && key.keyId === one.keyId);
}
