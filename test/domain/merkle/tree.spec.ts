import { toHex } from '../../../src/domain/merkle/encoding';
import {
  append,
  EMPTY_FRONTIER,
  emptyRoot,
  leafHash,
  MAX_U64,
  nodeHash,
  rootOf,
} from '../../../src/domain/merkle/tree';
import { sha256 as hash, sm3 } from '../../../src/platform/digests';
import { NaiveTree, someLeaves } from './naive';

describe('append', () => {
  it('makes every full node exactly once, with the hash of the naive tree', () => {
    const leaves = someLeaves(200);
    const naive = new NaiveTree(leaves);
    const made = new Map<string, string>();
    let frontier = EMPTY_FRONTIER;
    for (const leaf of leaves) {
      const grown = append(hash, frontier, leafHash(hash, leaf));
      frontier = grown.frontier;
      for (const { level, index, hash: bytes } of grown.newNodes) {
        expect(made.has(`${level}/${index}`)).toBe(false);
        const begin = Number(index) * 2 ** level;
        expect(toHex(bytes)).toBe(toHex(naive.root(begin, begin + 2 ** level)));
        made.set(`${level}/${index}`, toHex(bytes));
      }
    }
    expect(frontier.size).toBe(200n);
    expect(made.size).toBe(200 + 100 + 50 + 25 + 12 + 6 + 3 + 1);
  });

  it('leaves the earlier frontier untouched', () => {
    const one = append(hash, EMPTY_FRONTIER, new Uint8Array(32)).frontier;
    const before = toHex(rootOf(hash, one));
    append(hash, one, new Uint8Array(32).fill(1));
    expect(toHex(rootOf(hash, one))).toBe(before);
    expect(EMPTY_FRONTIER).toEqual({ size: 0n, hashes: [] });
  });

  const bytes = new Uint8Array(32);
  it.each([
    ['too few roots', { size: 3n, hashes: [bytes] }, bytes, 'ledger.frontier-damaged'],
    ['too many roots', { size: 4n, hashes: [bytes, bytes] }, bytes, 'ledger.frontier-damaged'],
    ['roots of nothing', { size: 0n, hashes: [bytes] }, bytes, 'ledger.frontier-damaged'],
    ['negative size', { size: -1n, hashes: [] }, bytes, 'ledger.frontier-damaged'],
    ['size past 64 bits', { size: MAX_U64 + 1n, hashes: [bytes] }, bytes, 'ledger.frontier-damaged'],
    ['short root', { size: 1n, hashes: [bytes.subarray(1)] }, bytes, 'ledger.hash-length'],
    ['short leaf hash', EMPTY_FRONTIER, bytes.subarray(1), 'ledger.hash-length'],
    ['full log', { size: MAX_U64, hashes: Array.from({ length: 64 }, () => bytes) }, bytes, 'ledger.full'],
  ])('refuses: %s', (_, frontier, leaf, code) => {
    expect(() => append(hash, frontier, leaf)).toThrow(expect.objectContaining({ code }));
  });

  it('a damaged head gives no root either', () => {
    const act = () => rootOf(hash, { size: 3n, hashes: [bytes] });
    expect(act).toThrow('3 leaves need 2 subtree roots, found 1');
  });
});

describe('hashing', () => {
  it('separates leaves from nodes', () => {
    const [left, right] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    const posing = Uint8Array.from([...left, ...right]);
    expect(toHex(leafHash(hash, posing))).not.toBe(toHex(nodeHash(hash, left, right)));
    expect(toHex(nodeHash(hash, left, right))).not.toBe(toHex(nodeHash(hash, right, left)));
  });

  it('takes the hash function it is given', () => {
    expect(toHex(emptyRoot(sm3))).toBe('1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b');
    expect(toHex(emptyRoot(hash))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});
