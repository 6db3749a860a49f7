// Runs published test vectors against this implementation, so that anyone can see that the log speaks plain RFC 6962.
// A vector passes only when the verdict is the wanted one; nothing is skipped and nothing counts by default.
import { utf8 } from '../canonical';
import { sameBytes, toHex } from './encoding';
import { ProofFault, verifyConsistency, verifyInclusion } from './proof';
import { append, EMPTY_FRONTIER, emptyRoot, Hash, leafHash, nodeHash, rootOf } from './tree';
import {
  ConsistencyVector,
  GivenHash,
  HasherCase,
  InclusionVector,
  readVectors,
  VectorDocument,
} from './vector-document';

export interface VectorFailure {
  name: string;
  expected: string;
  got: string;
}

export interface VectorTally {
  passed: number;
  failed: VectorFailure[];
}

interface Outcome extends VectorFailure {
  passed: boolean;
}

/**
 * Runs a parsed vector document of any of the three kinds (inclusion, consistency, reference tree).
 * @throws Refusal vectors.malformed naming the field of a document of another shape; a document without vectors is one
 */
export function runVectors(document: unknown, hash: Hash): VectorTally {
  const outcomes = outcomesOf(readVectors(document), hash);
  const failed = outcomes
    .filter(outcome => !outcome.passed)
    .map(({ name, expected, got }) => ({ name, expected, got }));
  return { passed: outcomes.length - failed.length, failed };
}

function outcomesOf(document: VectorDocument, hash: Hash): Outcome[] {
  switch (document.kind) {
    case 'inclusion':
      return document.vectors.map(vector => judge(vector, tryInclusion(vector, hash)));
    case 'consistency':
      return document.vectors.map(vector => judge(vector, tryConsistency(vector, hash)));
    case 'tree':
      return [...growTree(document, hash), ...document.hasherCases.map(one => runHasherCase(one, hash))];
  }
}

const UNREADABLE = 'unreadable base64';

function tryInclusion(vector: InclusionVector, hash: Hash): ProofFault | typeof UNREADABLE | null {
  const { leafHash: leaf, root, proof } = vector;
  if (leaf === null || root === null || !readable(proof)) return UNREADABLE;
  return verifyInclusion({ hash, index: vector.index, size: vector.size, leafHash: leaf, proof, root });
}

function tryConsistency(vector: ConsistencyVector, hash: Hash): ProofFault | typeof UNREADABLE | null {
  const { size1, size2, root1, root2, proof } = vector;
  if (root1 === null || root2 === null || !readable(proof)) return UNREADABLE;
  return verifyConsistency({ hash, size1, size2, root1, root2, proof });
}

function readable(proof: GivenHash[]): proof is Uint8Array[] {
  return !proof.includes(null);
}

function judge(vector: { name: string; wantErr: boolean }, fault: ProofFault | string | null): Outcome {
  const why = fault === null || typeof fault === 'string' ? fault : `${fault.code}, ${fault.expected} <> ${fault.got}`;
  return {
    name: vector.name,
    passed: (fault !== null) === vector.wantErr,
    expected: vector.wantErr ? 'refused' : 'accepted',
    got: why === null ? 'accepted' : `refused (${why})`,
  };
}

/** Grows the reference tree leaf by leaf: every root and every stored node must come out as published. */
function growTree(tree: Extract<VectorDocument, { kind: 'tree' }>, hash: Hash): Outcome[] {
  let frontier = EMPTY_FRONTIER;
  const outcomes = [compare('root of size 0', tree.roots[0]!, rootOf(hash, frontier))];
  tree.leaves.forEach((leaf, i) => {
    const grown = append(hash, frontier, leafHash(hash, leaf));
    frontier = grown.frontier;
    for (const { level, index, hash: made } of grown.newNodes) {
      outcomes.push(compare(`node ${level}/${index}`, tree.levels[level]![Number(index)]!, made));
    }
    outcomes.push(compare(`root of size ${i + 1}`, tree.roots[i + 1]!, rootOf(hash, frontier)));
  });
  return outcomes;
}

function runHasherCase({ name, parts, digest }: HasherCase, hash: Hash): Outcome {
  const [first, second] = parts.map(utf8);
  if (first === undefined) return compare(name, digest, emptyRoot(hash));
  return compare(name, digest, second === undefined ? leafHash(hash, first) : nodeHash(hash, first, second));
}

function compare(name: string, wanted: Uint8Array, made: Uint8Array): Outcome {
  return { name, passed: sameBytes(wanted, made), expected: toHex(wanted), got: toHex(made) };
}
