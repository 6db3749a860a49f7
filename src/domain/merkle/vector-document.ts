// Reads published test vectors of Merkle logs: inclusion and consistency vectors as transparency-dev/merkle writes
// them, and its reference tree. A document that is not exactly of such a shape is refused with the path of the field,
// because a vector that is misread silently is a test that cannot fail.
import { refusals, Words } from '../errors';
import { fromBase64, fromHex } from './encoding';

export const vectorsRefusal = refusals({
  'vectors.malformed': {
    kind: 'invalid',
    zh: '{field} {zh}。',
    en: '{field} {en}.',
  },
});

/** A hash as the vector gives it; null where the text is not base64 and the vector is meant to be refused. */
export type GivenHash = Uint8Array | null;

interface Verdict {
  name: string;
  wantErr: boolean;
  proof: GivenHash[];
}

export interface InclusionVector extends Verdict {
  index: bigint;
  size: bigint;
  leafHash: GivenHash;
  root: GivenHash;
}

export interface ConsistencyVector extends Verdict {
  size1: bigint;
  size2: bigint;
  root1: GivenHash;
  root2: GivenHash;
}

export interface HasherCase {
  name: string;
  /** no part: the empty root; one: a leaf; two: a node of these children */
  parts: readonly string[];
  digest: Uint8Array;
}

export type VectorDocument =
  | { kind: 'inclusion'; vectors: InclusionVector[] }
  | { kind: 'consistency'; vectors: ConsistencyVector[] }
  | { kind: 'tree'; leaves: Uint8Array[]; roots: Uint8Array[]; levels: Uint8Array[][]; hasherCases: HasherCase[] };

const WORDS = {
  object: { zh: '应为对象', en: 'must be an object' },
  list: { zh: '应为数组', en: 'must be an array' },
  someVectors: { zh: '应至少有一个向量', en: 'must hold at least one vector' },
  kind: {
    zh: '应有 leafIdx（包含证明）或 size1（一致性证明），参考树则应有 leafInputsHex',
    en: 'must have leafIdx (inclusion) or size1 (consistency); a reference tree has leafInputsHex',
  },
  decimal: { zh: '应为无前导零的十进制整数字符串', en: 'must be a string of a decimal integer without leading zeroes' },
  base64: { zh: '应为标准 base64 字符串', en: 'must be a string of standard base64' },
  hex: { zh: '应为小写十六进制字符串', en: 'must be a string of lower-case hex' },
  proof: { zh: '应为字符串数组或 null', en: 'must be an array of strings or null' },
  truth: { zh: '应为 true 或 false', en: 'must be true or false' },
  text: { zh: '应为字符串', en: 'must be a string' },
  hasherCase: {
    zh: '应为 empty root、empty leaf、leaf "X" 或 node ("X","Y")',
    en: 'must be empty root, empty leaf, leaf "X" or node ("X","Y")',
  },
} satisfies Record<string, Words>;

/**
 * Recognises the kind of a parsed document by its content and reads all of it.
 * @throws Refusal vectors.malformed naming the field, `vectors[3].treeSize`
 */
export function readVectors(document: unknown): VectorDocument {
  const root = record(document, '(root)');
  if ('leafInputsHex' in root) return readTree(root);
  const vectors = list(root.vectors, 'vectors').map((vector, i) => record(vector, `vectors[${i}]`));
  const [first] = vectors;
  if (first === undefined) throw malformed('vectors', WORDS.someVectors);
  if ('leafIdx' in first) return { kind: 'inclusion', vectors: vectors.map(readInclusion) };
  if ('size1' in first) return { kind: 'consistency', vectors: vectors.map(readConsistency) };
  throw malformed('vectors[0]', WORDS.kind);
}

type Fields = Record<string, unknown>;

function readInclusion(vector: Fields, i: number): InclusionVector {
  const at = `vectors[${i}]`;
  const verdict = readVerdict(vector, at);
  return {
    ...verdict,
    index: decimal(vector.leafIdx, `${at}.leafIdx`),
    size: decimal(vector.treeSize, `${at}.treeSize`),
    leafHash: base64(vector.leafHash, `${at}.leafHash`, verdict.wantErr),
    root: base64(vector.root, `${at}.root`, verdict.wantErr),
  };
}

function readConsistency(vector: Fields, i: number): ConsistencyVector {
  const at = `vectors[${i}]`;
  const verdict = readVerdict(vector, at);
  return {
    ...verdict,
    size1: decimal(vector.size1, `${at}.size1`),
    size2: decimal(vector.size2, `${at}.size2`),
    root1: base64(vector.root1, `${at}.root1`, verdict.wantErr),
    root2: base64(vector.root2, `${at}.root2`, verdict.wantErr),
  };
}

function readVerdict(vector: Fields, at: string): Verdict {
  const { wantErr } = vector;
  if (typeof wantErr !== 'boolean') throw malformed(`${at}.wantErr`, WORDS.truth);
  const proof = vector.proof === null ? [] : vector.proof;
  if (!Array.isArray(proof)) throw malformed(`${at}.proof`, WORDS.proof);
  const labels = ['desc', '_file'].filter(label => vector[label] !== undefined);
  const name = labels.map(label => text(vector[label], `${at}.${label}`)).join(', ');
  return {
    name: name === '' ? at : `${at} (${name})`,
    wantErr,
    proof: proof.map((hash, i) => base64(hash, `${at}.proof[${i}]`, wantErr)),
  };
}

function readTree(root: Fields): VectorDocument {
  const leaves = hexes(root.leafInputsHex, 'leafInputsHex');
  if (leaves.length === 0) throw malformed('leafInputsHex', WORDS.someVectors);
  const roots = hexes(root.rootHashesHexBySize, 'rootHashesHexBySize');
  exactly(leaves.length + 1, roots, 'rootHashesHexBySize');
  const levels = list(root.nodeHashesHexByLevel, 'nodeHashesHexByLevel').map((level, i) => {
    const nodes = hexes(level, `nodeHashesHexByLevel[${i}]`);
    exactly(Math.floor(leaves.length / 2 ** i), nodes, `nodeHashesHexByLevel[${i}]`);
    return nodes;
  });
  exactly(Math.floor(Math.log2(leaves.length)) + 1, levels, 'nodeHashesHexByLevel');
  return {
    kind: 'tree',
    leaves,
    roots,
    levels,
    hasherCases: list(root.hasherCases, 'hasherCases').map(readHasherCase),
  };
}

function readHasherCase(value: unknown, i: number): HasherCase {
  const at = `hasherCases[${i}]`;
  const { desc, hex } = record(value, at);
  const name = text(desc, `${at}.desc`);
  const digest = hexBytes(hex, `${at}.hex`);
  if (name === 'empty root') return { name, parts: [], digest };
  if (name === 'empty leaf') return { name, parts: [''], digest };
  const quoted = /^leaf "([^"]*)"$/.exec(name) ?? /^node \("([^"]*)","([^"]*)"\)$/.exec(name);
  if (quoted === null) throw malformed(`${at}.desc`, WORDS.hasherCase);
  return { name, parts: quoted.slice(1), digest };
}

function malformed(field: string, words: Words) {
  return vectorsRefusal('vectors.malformed', { figures: { field, ...words }, fields: [{ field, ...words }] });
}

function record(value: unknown, field: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(field, WORDS.object);
  return value as Fields;
}

function list(value: unknown, field: string): unknown[] {
  if (!Array.isArray(value)) throw malformed(field, WORDS.list);
  return value;
}

function exactly(count: number, items: readonly unknown[], field: string): void {
  if (items.length === count) return;
  const [zh, en] = [`应有 ${count} 项，实有 ${items.length} 项`, `must have ${count} items, has ${items.length}`];
  throw malformed(field, { zh, en });
}

function text(value: unknown, field: string): string {
  if (typeof value !== 'string') throw malformed(field, WORDS.text);
  return value;
}

// No upper bound here: that a size fits 64 bits is for the verifier to enforce, and a vector may test just that.
function decimal(value: unknown, field: string): bigint {
  if (typeof value !== 'string' || !/^(0|[1-9]\d{0,39})$/.test(value)) throw malformed(field, WORDS.decimal);
  return BigInt(value);
}

function base64(value: unknown, field: string, wantErr: boolean): GivenHash {
  const bytes = typeof value === 'string' ? fromBase64(value) : null;
  if (bytes === null && !(wantErr && typeof value === 'string')) throw malformed(field, WORDS.base64);
  return bytes;
}

function hexBytes(value: unknown, field: string): Uint8Array {
  const bytes = typeof value === 'string' ? fromHex(value) : null;
  if (bytes === null) throw malformed(field, WORDS.hex);
  return bytes;
}

function hexes(value: unknown, field: string): Uint8Array[] {
  return list(value, field).map((hex, i) => hexBytes(hex, `${field}[${i}]`));
}
