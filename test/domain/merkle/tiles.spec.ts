import * as fc from 'fast-check';
import { Refusal } from '../../../src/domain/errors';
import {
  decodeEntries,
  encodeEntries,
  encodeTile,
  parseTilePath,
  printTilePath,
  tileWidth,
  type Tile,
} from '../../../src/domain/merkle/tiles';
import { MAX_U64 } from '../../../src/domain/merkle/tree';

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'nothing was refused';
};

describe('paths', () => {
  it.each<[string, Tile]>([
    ['tile/0/000', { level: 0, index: 0n, width: 256 }],
    ['tile/0/x001/x234/067', { level: 0, index: 1234067n, width: 256 }],
    ['tile/7/999.p/1', { level: 7, index: 999n, width: 1 }],
    ['tile/1/x001/000.p/255', { level: 1, index: 1000n, width: 255 }],
    ['tile/entries/x273/088', { level: 'entries', index: 273088n, width: 256 }],
    ['tile/entries/x273/088.p/7', { level: 'entries', index: 273088n, width: 7 }],
  ])('%s', (path, tile) => {
    expect(printTilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  it('come back from what was printed', () => {
    const tiles = fc.record({
      level: fc.constantFrom<Tile['level']>('entries', 0, 1, 2, 3, 4, 5, 6, 7),
      index: fc.bigInt({ min: 0n, max: MAX_U64 >> 8n }),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(fc.property(tiles, tile => expect(parseTilePath(printTilePath(tile))).toEqual(tile)));
  });

  it.each([
    '',
    '/tile/0/000',
    'tile/8/000',
    'tile/00/000',
    'tile/-1/000',
    'tile/0/0',
    'tile/0/0000',
    'tile/0/001/002',
    'tile/0/x001',
    'tile/0/x000/001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/07',
    'tile/0/000.p',
    'tile/0/000/',
    'tile/0/000\n',
    'tile/0/000.p/1/2',
    'tile/data/000',
    'tile/0/../000',
    'tile/0/x100/x000/x000/x000/x000/x000/000',
  ])('refuse %p', path => expect(codeOf(() => parseTilePath(path))).toBe('tiles.path-malformed'));
});

describe('widths', () => {
  it.each<[Tile['level'], bigint, bigint, number]>([
    [0, 0n, 0n, 0],
    [0, 0n, 1n, 1],
    [0, 0n, 256n, 256],
    [0, 1n, 256n, 0],
    [0, 1n, 300n, 44],
    [1, 0n, 255n, 0],
    [1, 0n, 300n, 1],
    [1, 0n, 65536n, 256],
    [2, 0n, 65536n, 1],
    ['entries', 2n, 70000n, 256],
    ['entries', 273n, 70000n, 112],
    [7, 0n, MAX_U64, 255],
  ])('tile %p/%p of %p leaves has %p', (level, index, size, width) => {
    expect(tileWidth({ level, index }, size)).toBe(width);
  });

  it('of all tiles of a level add up to the nodes there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000 }), fc.constantFrom(0, 1, 2), (size, level) => {
        const nodes = Math.floor(size / 256 ** level);
        let sum = 0;
        for (let index = 0n; tileWidth({ level, index }, BigInt(size)) > 0; index++) {
          sum += tileWidth({ level, index }, BigInt(size));
        }
        expect(sum).toBe(nodes);
      }),
    );
  });
});

describe('bundles', () => {
  it('come back from what was written', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 600 })), leaves => {
        expect(decodeEntries(encodeEntries(leaves), leaves.length)).toEqual(leaves);
      }),
    );
  });

  it('write each length in two bytes', () => {
    expect([...encodeEntries([Uint8Array.of(9), new Uint8Array(258)])].slice(0, 5)).toEqual([0, 1, 9, 1, 2]);
    expect([...encodeTile([new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)])]).toHaveLength(64);
  });

  it.each<[string, number[], number]>([
    ['half a length', [0], 1],
    ['a cut entry', [0, 2, 1], 1],
    ['too few', [0, 1, 9], 2],
    ['too many', [0, 1, 9, 0, 0], 1],
  ])('refuse %s', (_, bytes, count) => {
    expect(codeOf(() => decodeEntries(Uint8Array.from(bytes), count))).toBe('tiles.bundle-malformed');
  });

  it('refuse an entry whose length does not fit', () => {
    expect(encodeEntries([new Uint8Array(65535)])).toHaveLength(65537);
    expect(codeOf(() => encodeEntries([new Uint8Array(65536)]))).toBe('tiles.bundle-malformed');
  });
});
