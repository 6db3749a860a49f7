// How the log grows: RFC 6962 section 2.1 hashing, and the frontier, the roots of the full subtrees of which the tree
// is made, largest first. Appending touches the frontier only, so the log head is one small row, and every full node
// is born exactly once, so it can be stored once and never changed. The hash function is the caller's.
import { refusals } from '../errors';

export type Hash = (bytes: Uint8Array) => Uint8Array;

/** Both SHA-256 and SM3 give 32 bytes. */
export const HASH_BYTES = 32;
export const MAX_U64 = 0xffff_ffff_ffff_ffffn;

/** A full node: root of the 2^level leaves that start at leaf index · 2^level. Level 0 holds the leaf hashes. */
export interface NodeId {
  level: number;
  index: bigint;
}

export interface TreeNode extends NodeId {
  hash: Uint8Array;
}

/** `hashes` holds one root for each 1 bit of `size`, from the highest bit (the leftmost subtree) down. */
export interface Frontier {
  readonly size: bigint;
  readonly hashes: readonly Uint8Array[];
}

export const EMPTY_FRONTIER: Frontier = { size: 0n, hashes: [] };

export const treeRefusal = refusals({
  'ledger.frontier-damaged': {
    kind: 'unavailable',
    zh: '账本头与其规模不符：规模 {size} 应有 {expected} 个子树根，实有 {got} 个；拒绝续写。',
    en: 'the log head does not fit its size: {size} leaves need {expected} subtree roots, found {got}; refusing to extend.',
  },
  'ledger.hash-length': {
    kind: 'invalid',
    zh: '哈希值应为 {expected} 字节，收到 {got} 字节。',
    en: 'a hash must be {expected} bytes, got {got}.',
  },
  'ledger.full': {
    kind: 'conflict',
    zh: '账本已达 {size} 条的上限。',
    en: 'the log has reached its limit of {size} leaves.',
  },
});

export function emptyRoot(hash: Hash): Uint8Array {
  return hash(new Uint8Array(0));
}

/** The prefixes 0x00 and 0x01 keep a leaf from posing as a node. */
export function leafHash(hash: Hash, leaf: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + leaf.length);
  bytes.set(leaf, 1);
  return hash(bytes);
}

export function nodeHash(hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + left.length + right.length);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return hash(bytes);
}

/**
 * Adds one leaf hash. `newNodes` are the full nodes that came into being, the leaf first, then upward; on average two.
 * @throws Refusal ledger.frontier-damaged, ledger.hash-length, ledger.full
 */
export function append(
  hash: Hash,
  frontier: Frontier,
  leaf: Uint8Array,
): { frontier: Frontier; newNodes: readonly TreeNode[] } {
  assertWhole(frontier);
  assertHashLength(leaf);
  if (frontier.size === MAX_U64) throw treeRefusal('ledger.full', { figures: { size: String(MAX_U64) } });
  const hashes = [...frontier.hashes];
  let node: TreeNode = { level: 0, index: frontier.size, hash: leaf };
  const newNodes = [node];
  // An odd index means the left sibling is the last root of the frontier: the two become one node of the next level.
  while (node.index % 2n === 1n) {
    node = { level: node.level + 1, index: node.index / 2n, hash: nodeHash(hash, hashes.pop()!, node.hash) };
    newNodes.push(node);
  }
  hashes.push(node.hash);
  return { frontier: { size: frontier.size + 1n, hashes }, newNodes };
}

/**
 * Root of the whole tree.
 * @throws Refusal ledger.frontier-damaged, ledger.hash-length
 */
export function rootOf(hash: Hash, frontier: Frontier): Uint8Array {
  assertWhole(frontier);
  return frontier.size === 0n ? emptyRoot(hash) : foldRight(hash, frontier.hashes);
}

/** One hash out of the roots of adjoining full subtrees, largest (leftmost) first; at least one. */
export function foldRight(hash: Hash, roots: readonly Uint8Array[]): Uint8Array {
  return roots.reduceRight((right, left) => nodeHash(hash, left, right));
}

function assertWhole(frontier: Frontier): void {
  let expected = 0;
  for (let size = frontier.size; size > 0n; size >>= 1n) if (size % 2n === 1n) expected++;
  const got = frontier.hashes.length;
  if (got !== expected || frontier.size < 0n || frontier.size > MAX_U64) {
    throw treeRefusal('ledger.frontier-damaged', { figures: { size: String(frontier.size), expected, got } });
  }
  frontier.hashes.forEach(assertHashLength);
}

function assertHashLength(bytes: Uint8Array): void {
  if (bytes.length === HASH_BYTES) return;
  throw treeRefusal('ledger.hash-length', { figures: { expected: HASH_BYTES, got: bytes.length } });
}
