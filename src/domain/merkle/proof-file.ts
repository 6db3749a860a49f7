// C2SP tlog-proof, version 1: an inclusion proof that stands alone, as lines of text. The leaf's bytes ride in `extra`,
// which nothing in the file authenticates: only hashing them and walking up to the signed root does.
import { refusals } from '../errors';
import { parseU64 } from './checkpoint';
import { fromBase64, toBase64 } from './encoding';
import { parseHashLines } from './witness-request';

export const proofFileRefusal = refusals({
  'proof-file.malformed': {
    kind: 'invalid',
    zh: '证明文件不合格式：{zh}。',
    en: 'the proof file is malformed: {en}.',
  },
});

const HEADER = 'c2sp.org/tlog-proof@v1';
/** A tree of 2^64 leaves is no deeper. */
const MAX_HASHES = 64;

export interface ProofFile {
  /** the leaf's bytes */
  leaf: Uint8Array;
  index: bigint;
  /** from the leaf's sibling upward */
  proof: readonly Uint8Array[];
  /** the signed note with its cosignatures, verbatim */
  checkpoint: string;
}

export function printProofFile({ leaf, index, proof, checkpoint }: ProofFile): string {
  const hashes = proof.map(hash => `${toBase64(hash)}\n`).join('');
  return `${HEADER}\nextra ${toBase64(leaf)}\nindex ${index}\n${hashes}\n${checkpoint}`;
}

/** The checkpoint is cut off, not judged. @throws Refusal proof-file.malformed */
export function parseProofFile(text: string): ProofFile {
  const end = text.indexOf('\n\n');
  if (end < 0) throw malformed('检查点之前缺少空行', 'no empty line stands before the checkpoint');
  const [header, extra, position, ...lines] = text.slice(0, end).split('\n');
  if (header !== HEADER) throw malformed(`首行不是 ${HEADER}`, `its first line is not ${HEADER}`);
  const leaf = extra?.startsWith('extra ') ? fromBase64(extra.slice(6)) : null;
  if (leaf === null) throw malformed('第二行不是“extra 条目”', 'its second line is not "extra <base64 of the leaf>"');
  const index = position?.startsWith('index ') ? parseU64(position.slice(6)) : null;
  if (index === null) throw malformed('第三行不是“index 序号”', 'its third line is not "index <position>"');
  if (lines.length > MAX_HASHES) {
    throw malformed(`哈希值超过 ${MAX_HASHES} 个`, `it has ${lines.length} hashes, more than ${MAX_HASHES}`);
  }
  return { leaf, index, proof: parseHashLines(lines, malformed), checkpoint: text.slice(end + 2) };
}

function malformed(zh: string, en: string) {
  return proofFileRefusal('proof-file.malformed', { figures: { zh, en } });
}
