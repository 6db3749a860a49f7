// How fast the log's tree grows, without a database, against what the machine can hash: SHA-256 of inputs of 65 bytes, as
// long as a node's. A leaf costs two such hashes, its own and, on average, one node.
import { hash } from 'node:crypto';
import { compiled } from './compiled.mjs';
import { compare, rateOf, takeTurns } from './rounds.mjs';

const { append, EMPTY_FRONTIER, leafHash, rootOf } = compiled('domain/merkle/tree');
const { sha256 } = compiled('platform/digests');

const HASHES_A_LEAF = 2;

export async function measure({ quick }) {
  const ms = quick ? 200 : 1_500;
  const leaf = new Uint8Array(64);
  let frontier = EMPTY_FRONTIER;
  const grow = i => {
    new DataView(leaf.buffer).setUint32(0, i);
    frontier = append(sha256, frontier, leafHash(sha256, leaf)).frontier;
  };
  const node = new Uint8Array(65);
  const bare = i => {
    new DataView(node.buffer).setUint32(0, i);
    hash('sha256', node, 'buffer');
  };
  const rates = await takeTurns(
    { tree: async () => rateOf(grow, ms) * HASHES_A_LEAF, limit: async () => rateOf(bare, ms) },
    quick ? 2 : 5,
  );
  if (rootOf(sha256, frontier).length !== 32) throw new Error('bench/tree: no root');
  return [
    {
      what: 'tree built leaf by leaf, against the SHA-256 of this machine',
      unit: 'hashes/s (two a leaf) against hashes/s',
      aim: null,
      limits:
        'the call into OpenSSL costs more than the hash; the rest is new arrays and BigInt indexes of the frontier',
      ...compare(rates.tree, rates.limit),
    },
  ];
}
