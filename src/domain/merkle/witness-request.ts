// C2SP tlog-witness: the body of `add-checkpoint`, by which a log asks a witness to cosign. Reading is strict, because
// a witness signs what it read.
import { refusals } from '../errors';
import { parseU64 } from './checkpoint';
import { fromBase64, toBase64 } from './encoding';
import { HASH_BYTES } from './tree';

export const witnessRequestRefusal = refusals({
  'witness.request-malformed': {
    kind: 'invalid',
    zh: '见证请求不合格式：{zh}。',
    en: 'the witness request is malformed: {en}.',
  },
});

export const MAX_CONSISTENCY_HASHES = 63;

export interface AddCheckpoint {
  /** the size the log believes the witness last signed; 0 for none */
  old: bigint;
  /** consistency proof from `old` to the checkpoint's size; empty when `old` is 0 */
  proof: readonly Uint8Array[];
  /** the signed note, verbatim */
  checkpoint: string;
}

export function printAddCheckpoint({ old, proof, checkpoint }: AddCheckpoint): string {
  return `old ${old}\n${proof.map(hash => `${toBase64(hash)}\n`).join('')}\n${checkpoint}`;
}

/** The checkpoint is cut off, not judged. @throws Refusal witness.request-malformed */
export function parseAddCheckpoint(body: string): AddCheckpoint {
  const end = body.indexOf('\n\n');
  if (end < 0) throw malformed('检查点之前缺少空行', 'no empty line stands before the checkpoint');
  const [first, ...lines] = body.slice(0, end).split('\n');
  const old = first!.startsWith('old ') ? parseU64(first!.slice(4)) : null;
  if (old === null) throw malformed('首行不是“old 规模”', 'its first line is not "old <size>"');
  if (lines.length > MAX_CONSISTENCY_HASHES) {
    throw malformed(`哈希值超过 ${MAX_CONSISTENCY_HASHES} 个`, `it has more than ${MAX_CONSISTENCY_HASHES} hashes`);
  }
  return { old, proof: parseHashLines(lines, malformed), checkpoint: body.slice(end + 2) };
}

/** One 32-byte hash a line in base64, without newlines. Throws what `refuse` makes. */
export function parseHashLines(lines: readonly string[], refuse: (zh: string, en: string) => Error): Uint8Array[] {
  return lines.map((line, i) => {
    const hash = fromBase64(line);
    if (hash?.length === HASH_BYTES) return hash;
    throw refuse(`第 ${i + 1} 个哈希值不是 32 字节的 base64`, `hash ${i + 1} is not base64 of 32 bytes`);
  });
}

function malformed(zh: string, en: string) {
  return witnessRequestRefusal('witness.request-malformed', { figures: { zh, en } });
}
