// What an outsider needs to check the log without trusting it: that a leaf is in a tree (inclusion) and that a later
// tree only added to an earlier one (consistency), RFC 6962 sections 2.1.1 and 2.1.2. Making is planned first and
// folded after, so that the database answers one query; verifying walks the bits and shares nothing with making.
import { refusals } from '../errors';
import { sameBytes, toHex } from './encoding';
import { foldRight, Hash, HASH_BYTES, MAX_U64, NodeId, nodeHash } from './tree';

const RULES = {
  'proof.out-of-range': {
    kind: 'invalid',
    zh: '序号与规模必须是 64 位无符号整数（{expected}），收到 {got}。',
    en: 'indexes and sizes are unsigned 64-bit integers ({expected}), got {got}.',
  },
  'proof.index-beyond-size': {
    kind: 'invalid',
    zh: '序号必须小于规模 {expected}，收到 {got}。',
    en: 'the index must be below the tree size {expected}, got {got}.',
  },
  'proof.from-empty': {
    kind: 'invalid',
    zh: '一致性证明的起点规模至少为 {expected}，收到 {got}：空树什么也不能证明。',
    en: 'a consistency proof starts at size {expected} or more, got {got}: an empty tree proves nothing.',
  },
  'proof.sizes-reversed': {
    kind: 'invalid',
    zh: '较早的规模不得大于较晚的规模 {expected}，收到 {got}。',
    en: 'the earlier size must not exceed the later size {expected}, got {got}.',
  },
  'proof.hash-length': {
    kind: 'invalid',
    zh: '每个哈希值应为 {expected} 字节，收到 {got} 字节。',
    en: 'every hash must be {expected} bytes, got {got}.',
  },
  'proof.hash-count': {
    kind: 'invalid',
    zh: '证明应恰有 {expected} 个哈希值，收到 {got} 个。',
    en: 'the proof must have exactly {expected} hashes, got {got}.',
  },
  'proof.root-differs': {
    kind: 'invalid',
    zh: '算出的树根与所称的不同：所称 {expected}，算得 {got}。',
    en: 'the computed root differs: claimed {expected}, computed {got}.',
  },
  'proof.earlier-root-differs': {
    kind: 'invalid',
    zh: '算出的较早树根与所称的不同：所称 {expected}，算得 {got}。',
    en: 'the computed earlier root differs: claimed {expected}, computed {got}.',
  },
  'proof.node-missing': {
    kind: 'unavailable',
    zh: '账本缺少节点 {expected}。',
    en: 'the log lacks node {expected}.',
  },
} as const;

/** Makes the bilingual refusal of a fault: `proofRefusal(fault.code, { figures: { ...fault } })`. */
export const proofRefusal = refusals(RULES);

/** Why a proof does not hold, with the value wanted (`expected`) and the value found (`got`). */
export interface ProofFault {
  code: keyof typeof RULES;
  expected: string;
  got: string;
}

/**
 * One group per proof hash, in proof order. The hash is the group's only node, or, on the ragged right edge where no
 * single full node exists, the fold of its nodes (leftmost first).
 */
export type ProofPlan = readonly (readonly NodeId[])[];

/**
 * The stored nodes an inclusion proof of leaf `index` in the tree of `size` leaves is made of, O(log size).
 * @throws Refusal proof.out-of-range, proof.index-beyond-size
 */
export function inclusionNodes(index: bigint, size: bigint): ProofPlan {
  refuse(rangeFault(index, size) ?? indexFault(index, size));
  const siblings: ProofPlan[number][] = [];
  let [begin, end] = [0n, size];
  for (let half = splitOf(size); end - begin > 1n; half = splitOf(end - begin)) {
    const middle = begin + half;
    siblings.push(index < middle ? fullNodes(middle, end) : fullNodes(begin, middle));
    if (index < middle) end = middle;
    else begin = middle;
  }
  return siblings.reverse();
}

/**
 * The stored nodes a consistency proof from `size1` to `size2` leaves is made of, O(log size2); none for equal sizes.
 * @throws Refusal proof.out-of-range, proof.from-empty, proof.sizes-reversed
 */
export function consistencyNodes(size1: bigint, size2: bigint): ProofPlan {
  refuse(rangeFault(size1, size2) ?? sizesFault(size1, size2));
  const groups: ProofPlan[number][] = [];
  let [begin, end] = [0n, size2];
  while (end !== size1) {
    const middle = begin + splitOf(end - begin);
    groups.push(size1 <= middle ? fullNodes(middle, end) : fullNodes(begin, middle));
    if (size1 <= middle) end = middle;
    else begin = middle;
  }
  // From the very left the verifier already holds this subtree's root: it is the earlier root itself.
  if (begin > 0n) groups.push(fullNodes(begin, end));
  return groups.reverse();
}

/**
 * Turns a plan into the proof's hashes once its nodes are at hand.
 * @throws Refusal proof.node-missing
 */
export function foldProof(hash: Hash, plan: ProofPlan, hashOf: (node: NodeId) => Uint8Array | undefined): Uint8Array[] {
  const fetched = (node: NodeId): Uint8Array => {
    const found = hashOf(node);
    if (found !== undefined) return found;
    throw proofRefusal('proof.node-missing', { figures: { expected: `${node.level}/${node.index}` } });
  };
  return plan.map(group => foldRight(hash, group.map(fetched)));
}

export interface InclusionClaim {
  hash: Hash;
  index: bigint;
  size: bigint;
  leafHash: Uint8Array;
  /** from the leaf's sibling upward */
  proof: readonly Uint8Array[];
  root: Uint8Array;
}

/** Null when the proof shows that `leafHash` is leaf `index` of the tree of `size` leaves with this root. */
export function verifyInclusion(claim: InclusionClaim): ProofFault | null {
  const { hash, index, size, proof, root } = claim;
  const ill = rangeFault(index, size) ?? indexFault(index, size) ?? lengthFault([claim.leafHash, root, ...proof]);
  if (ill !== null) return ill;
  const sides = siblingSides(index, size - 1n);
  if (sides.length !== proof.length) return countFault(sides.length, proof.length);
  const computed = proof.reduce(
    (below, sibling, i) => (sides[i] === 'left' ? nodeHash(hash, sibling, below) : nodeHash(hash, below, sibling)),
    claim.leafHash,
  );
  return rootFault('proof.root-differs', root, computed);
}

export interface ConsistencyClaim {
  hash: Hash;
  size1: bigint;
  size2: bigint;
  root1: Uint8Array;
  root2: Uint8Array;
  proof: readonly Uint8Array[];
}

/** Null when the proof shows that the tree (size2, root2) begins with the tree (size1, root1). Size 0 is refused. */
export function verifyConsistency(claim: ConsistencyClaim): ProofFault | null {
  const { hash, size1, size2, root1, root2, proof } = claim;
  const ill = rangeFault(size1, size2) ?? sizesFault(size1, size2) ?? lengthFault([root1, root2, ...proof]);
  if (ill !== null) return ill;
  if (size1 === size2) {
    return proof.length > 0 ? countFault(0, proof.length) : rootFault('proof.root-differs', root2, root1);
  }
  // The walk starts at the largest full subtree that ends the earlier tree; when it is the whole earlier tree, its
  // hash is root1 and the proof does not repeat it.
  let [node, last] = [size1 - 1n, size2 - 1n];
  for (; node % 2n === 1n; node >>= 1n) last >>= 1n;
  const sides = siblingSides(node, last);
  const given = node === 0n ? [root1, ...proof] : proof;
  const expected = node === 0n ? sides.length : sides.length + 1;
  if (proof.length !== expected) return countFault(expected, proof.length);
  let earlier = given[0]!;
  let later = earlier;
  sides.forEach((side, i) => {
    const sibling = given[i + 1]!;
    // A sibling to the left belongs to both trees, one to the right to the later tree only.
    if (side === 'left') earlier = nodeHash(hash, sibling, earlier);
    later = side === 'left' ? nodeHash(hash, sibling, later) : nodeHash(hash, later, sibling);
  });
  return rootFault('proof.earlier-root-differs', root1, earlier) ?? rootFault('proof.root-differs', root2, later);
}

/** Side of each sibling on the way up from `node` in a level whose last node is `last`; an only child has none. */
function siblingSides(node: bigint, last: bigint): ('left' | 'right')[] {
  const sides: ('left' | 'right')[] = [];
  for (; last > 0n; node >>= 1n, last >>= 1n) {
    if (node % 2n === 1n) sides.push('left');
    else if (node < last) sides.push('right');
  }
  return sides;
}

/** The largest power of two below `size`: where RFC 6962 divides a tree. 1 for sizes 0 to 2. */
function splitOf(size: bigint): bigint {
  return size <= 2n ? 1n : 1n << BigInt((size - 1n).toString(2).length - 1);
}

/** The full nodes that make up leaves begin to end - 1 of a subtree, largest first. */
function fullNodes(begin: bigint, end: bigint): NodeId[] {
  const nodes: NodeId[] = [];
  for (let at = begin; at < end;) {
    const rest = end - at;
    const level = rest.toString(2).length - 1;
    nodes.push({ level, index: at >> BigInt(level) });
    at += 1n << BigInt(level);
  }
  return nodes;
}

function refuse(fault: ProofFault | null): void {
  if (fault !== null) throw proofRefusal(fault.code, { figures: { expected: fault.expected, got: fault.got } });
}

function rangeFault(...values: bigint[]): ProofFault | null {
  const bad = values.find(value => value < 0n || value > MAX_U64);
  return bad === undefined ? null : { code: 'proof.out-of-range', expected: `0..${MAX_U64}`, got: String(bad) };
}

function indexFault(index: bigint, size: bigint): ProofFault | null {
  return index < size ? null : { code: 'proof.index-beyond-size', expected: String(size), got: String(index) };
}

function sizesFault(size1: bigint, size2: bigint): ProofFault | null {
  if (size1 === 0n) return { code: 'proof.from-empty', expected: '1', got: '0' };
  return size1 <= size2 ? null : { code: 'proof.sizes-reversed', expected: String(size2), got: String(size1) };
}

function lengthFault(hashes: readonly Uint8Array[]): ProofFault | null {
  const bad = hashes.find(bytes => bytes.length !== HASH_BYTES);
  return bad === undefined
    ? null
    : { code: 'proof.hash-length', expected: String(HASH_BYTES), got: String(bad.length) };
}

function countFault(expected: number, got: number): ProofFault {
  return { code: 'proof.hash-count', expected: String(expected), got: String(got) };
}

function rootFault(code: ProofFault['code'], claimed: Uint8Array, computed: Uint8Array): ProofFault | null {
  return sameBytes(claimed, computed) ? null : { code, expected: toHex(claimed), got: toHex(computed) };
}
