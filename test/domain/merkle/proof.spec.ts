import { toHex } from '../../../src/domain/merkle/encoding';
import {
  consistencyNodes,
  foldProof,
  inclusionNodes,
  proofRefusal,
  ProofPlan,
  verifyConsistency,
  verifyInclusion,
} from '../../../src/domain/merkle/proof';
import { append, EMPTY_FRONTIER, Frontier, leafHash, NodeId, rootOf } from '../../../src/domain/merkle/tree';
import { sha256 as hash } from '../../../src/platform/digests';
import { NaiveTree, someLeaves } from './naive';

const LARGEST = 300;
const MAX = 2n ** 64n - 1n;
const leaves = someLeaves(LARGEST);
const naive = new NaiveTree(leaves);
const stored = new Map<string, Uint8Array>();
const keyOf = ({ level, index }: NodeId) => `${level}/${index}`;
const fetch = (node: NodeId) => stored.get(keyOf(node));
const prove = (plan: ProofPlan) => foldProof(hash, plan, fetch);
const frontiers: Frontier[] = [EMPTY_FRONTIER];
for (const leaf of leaves) {
  const { frontier, newNodes } = append(hash, frontiers[frontiers.length - 1]!, leafHash(hash, leaf));
  frontiers.push(frontier);
  for (const node of newNodes) stored.set(keyOf(node), node.hash);
}
const same = (a: readonly Uint8Array[], b: readonly Uint8Array[]) =>
  a.length === b.length && a.every((bytes, i) => Buffer.compare(bytes, b[i]!) === 0);
const inclusion = (index: number, size: number) => ({
  hash,
  index: BigInt(index),
  size: BigInt(size),
  leafHash: naive.leaf(index),
  proof: prove(inclusionNodes(BigInt(index), BigInt(size))),
  root: naive.root(0, size),
});
const consistency = (size1: number, size2: number) => ({
  hash,
  size1: BigInt(size1),
  size2: BigInt(size2),
  root1: naive.root(0, size1),
  root2: naive.root(0, size2),
  proof: prove(consistencyNodes(BigInt(size1), BigInt(size2))),
});

/** Runs `act` once for every single-bit change of `bytes`, which are as before afterwards. */
function eachBitFlip(bytes: Uint8Array, act: () => void): void {
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    act();
    bytes[bit >> 3]! ^= 1 << (bit & 7);
  }
}

describe(`all sizes 0..${LARGEST} against the naive tree`, () => {
  it('the frontier gives the naive root', () => {
    frontiers.forEach((frontier, size) => expect(toHex(rootOf(hash, frontier))).toBe(toHex(naive.root(0, size))));
  });

  it('every inclusion proof is the naive one and verifies', () => {
    const wrong: string[] = [];
    let proofs = 0;
    for (let size = 1; size <= LARGEST; size++) {
      for (let index = 0; index < size; index++, proofs++) {
        const claim = inclusion(index, size);
        if (!same(claim.proof, naive.path(index, 0, size)) || verifyInclusion(claim)) wrong.push(`${index} in ${size}`);
      }
    }
    expect({ wrong, proofs }).toEqual({ wrong: [], proofs: (LARGEST * (LARGEST + 1)) / 2 });
  });

  it('every consistency proof is the naive one and verifies', () => {
    const wrong: string[] = [];
    let proofs = 0;
    for (let size2 = 1; size2 <= LARGEST; size2++) {
      for (let size1 = 1; size1 <= size2; size1++, proofs++) {
        const claim = consistency(size1, size2);
        const fault = verifyConsistency(claim);
        if (!same(claim.proof, naive.consistency(size1, size2)) || fault) wrong.push(`${size1} to ${size2}`);
      }
    }
    expect({ wrong, proofs }).toEqual({ wrong: [], proofs: (LARGEST * (LARGEST + 1)) / 2 });
  });

  it('a plan names full stored nodes only, O(log size) of them', () => {
    const wrong: string[] = [];
    for (let size = 1; size <= LARGEST; size++) {
      const most = 2 * Math.ceil(Math.log2(size + 1));
      for (const at of [0, size >> 1, size - 1]) {
        const plans = [inclusionNodes(BigInt(at), BigInt(size)), consistencyNodes(BigInt(at + 1), BigInt(size))];
        for (const nodes of plans.map(plan => plan.flat())) {
          const full = nodes.every(({ level, index }) => (index + 1n) << BigInt(level) <= BigInt(size));
          if (nodes.length > most || !full) wrong.push(`${at} of ${size}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('bit flips', () => {
  const sizes = [1, 2, 3, 5, 7, 8, 13, 64, 65, 100, 255, 256, 257, 300];

  it.each(sizes)('every bit of an inclusion claim of size %i counts', size => {
    let accepted = 0;
    for (const index of new Set([0, size >> 1, size - 1])) {
      const claim = inclusion(index, size);
      const flippable = [claim.leafHash, claim.root, ...claim.proof].map(bytes => Uint8Array.from(bytes));
      const [leaf, root, ...proof] = flippable;
      const copy = { ...claim, leafHash: leaf!, root: root!, proof };
      for (const bytes of flippable) eachBitFlip(bytes, () => (accepted += verifyInclusion(copy) === null ? 1 : 0));
      expect(verifyInclusion(copy)).toBeNull();
    }
    expect(accepted).toBe(0);
  });

  it.each(sizes)('every bit of a consistency claim to size %i counts', size2 => {
    let accepted = 0;
    for (const size1 of new Set([1, Math.max(1, size2 >> 1), Math.max(1, size2 - 1), size2])) {
      const claim = consistency(size1, size2);
      const flippable = [claim.root1, claim.root2, ...claim.proof].map(bytes => Uint8Array.from(bytes));
      const [root1, root2, ...proof] = flippable;
      const copy = { ...claim, root1: root1!, root2: root2!, proof };
      for (const bytes of flippable) eachBitFlip(bytes, () => (accepted += verifyConsistency(copy) === null ? 1 : 0));
      expect(verifyConsistency(copy)).toBeNull();
    }
    expect(accepted).toBe(0);
  });

  it('another index, size, order or pair of roots is refused', () => {
    const claim = inclusion(5, 13);
    for (let index = 0n; index < 13n; index++) {
      expect(verifyInclusion({ ...claim, index }) === null).toBe(index === 5n);
    }
    for (const proof of [[...claim.proof].reverse(), [claim.root, ...claim.proof.slice(1)]]) {
      expect(verifyInclusion({ ...claim, proof })?.code).toBe('proof.root-differs');
    }
    const later = consistency(5, 13);
    const swapped = { ...later, root1: later.root2, root2: later.root1 };
    expect(verifyConsistency(swapped)?.code).toBe('proof.earlier-root-differs');
  });
});

describe('refusals carry both values', () => {
  const short = new Uint8Array(31);
  const good = inclusion(2, 5);
  it.each([
    ['spare hash', { proof: [...good.proof, good.root] }, 'proof.hash-count', '3', '4'],
    ['missing hash', { proof: good.proof.slice(1) }, 'proof.hash-count', '3', '2'],
    ['no hash', { proof: [] }, 'proof.hash-count', '3', '0'],
    ['index = size', { index: 5n }, 'proof.index-beyond-size', '5', '5'],
    ['empty tree', { index: 0n, size: 0n, proof: [] }, 'proof.index-beyond-size', '0', '0'],
    ['index past 64 bits', { index: MAX + 1n }, 'proof.out-of-range', `0..${MAX}`, String(MAX + 1n)],
    ['size past 64 bits', { size: MAX + 1n }, 'proof.out-of-range', `0..${MAX}`, String(MAX + 1n)],
    ['negative index', { index: -1n }, 'proof.out-of-range', `0..${MAX}`, '-1'],
    ['index of -1 wrapped', { index: MAX }, 'proof.index-beyond-size', '5', String(MAX)],
    ['short leaf hash', { leafHash: short }, 'proof.hash-length', '32', '31'],
    ['short root', { root: short }, 'proof.hash-length', '32', '31'],
    ['empty proof hash', { proof: [good.root, new Uint8Array(0), good.root] }, 'proof.hash-length', '32', '0'],
  ])('inclusion: %s', (_, change, code, expected, got) => {
    expect(verifyInclusion({ ...good, ...change })).toEqual({ code, expected, got });
  });

  const later = consistency(3, 7);
  const equal = consistency(4, 4);
  it.each([
    ['spare hash', { ...later, proof: [...later.proof, later.root1] }, 'proof.hash-count', '4', '5'],
    ['missing hash', { ...later, proof: later.proof.slice(1) }, 'proof.hash-count', '4', '3'],
    ['no hash', { ...later, proof: [] }, 'proof.hash-count', '4', '0'],
    ['root repeated', { ...consistency(4, 7), proof: [naive.root(0, 4), ...consistency(4, 7).proof] }, 'proof.hash-count', '1', '2'], // prettier-ignore
    ['equal sizes with a hash', { ...equal, proof: [later.root1] }, 'proof.hash-count', '0', '1'],
    ['from size 0', { ...later, size1: 0n }, 'proof.from-empty', '1', '0'],
    ['from 0 to 0', { ...equal, size1: 0n, size2: 0n }, 'proof.from-empty', '1', '0'],
    ['reversed', { ...later, size1: 8n }, 'proof.sizes-reversed', '7', '8'],
    ['past 64 bits', { ...later, size2: MAX + 1n }, 'proof.out-of-range', `0..${MAX}`, String(MAX + 1n)],
    ['short root', { ...later, root2: short }, 'proof.hash-length', '32', '31'],
    ['equal sizes, other roots', { ...equal, root1: later.root1 }, 'proof.root-differs', toHex(equal.root2), toHex(later.root1)], // prettier-ignore
  ])('consistency: %s', (_, claim, code, expected, got) => {
    expect(verifyConsistency(claim)).toEqual({ code, expected, got });
  });

  it.each<[string, () => unknown, string]>([
    ['inclusion of leaf 3 of 3', () => inclusionNodes(3n, 3n), 'proof.index-beyond-size'],
    ['inclusion in the empty tree', () => inclusionNodes(0n, 0n), 'proof.index-beyond-size'],
    ['inclusion of leaf -1', () => inclusionNodes(-1n, 3n), 'proof.out-of-range'],
    ['consistency from 0', () => consistencyNodes(0n, 3n), 'proof.from-empty'],
    ['consistency from 0 to 0', () => consistencyNodes(0n, 0n), 'proof.from-empty'],
    ['consistency backwards', () => consistencyNodes(4n, 3n), 'proof.sizes-reversed'],
    ['consistency past 64 bits', () => consistencyNodes(1n, MAX + 1n), 'proof.out-of-range'],
    ['a node not stored', () => foldProof(hash, [[{ level: 3, index: 9n }]], () => undefined), 'proof.node-missing'],
  ])('not made: %s', (_, make, code) => expect(make).toThrow(expect.objectContaining({ code })));

  it('become bilingual texts', () => {
    const fault = verifyInclusion({ ...good, index: 9n })!;
    const { zh, en } = proofRefusal(fault.code, { figures: { expected: fault.expected, got: fault.got } }).words;
    expect([zh, en]).toEqual(['序号必须小于规模 5，收到 9。', 'the index must be below the tree size 5, got 9.']);
  });
});

describe('the end of the 64-bit range', () => {
  // A tree whose every stored node is the same 32 bytes: only the shape is under test.
  const blank = () => new Uint8Array(32);
  it.each([0n, 1n, 2n ** 53n + 1n, MAX - 1n])('plans and counts agree for index %p of 2^64 - 1', index => {
    const plan = inclusionNodes(index, MAX);
    const claim = { hash, index, size: MAX, leafHash: blank(), proof: foldProof(hash, plan, blank), root: blank() };
    expect(plan.flat().length).toBeLessThanOrEqual(128);
    expect(verifyInclusion(claim)?.code).toBe('proof.root-differs');
    const size1 = index + 1n;
    const proof = foldProof(hash, consistencyNodes(size1, MAX), blank);
    const code = verifyConsistency({ hash, size1, size2: MAX, root1: blank(), root2: blank(), proof })?.code;
    expect(code).toEqual(size1 === MAX ? undefined : expect.stringMatching(/root-differs$/));
  });
});
