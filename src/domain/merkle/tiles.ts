// C2SP tlog-tiles: how the log is cut into files that anyone may cache. A full tile has 256 hashes or entries and never
// changes; the last one of a level is partial and says in its name how much of it there is.
import { refusals } from '../errors';
import { HASH_BYTES, MAX_U64 } from './tree';

export const tilesRefusal = refusals({
  'tiles.path-malformed': {
    kind: 'invalid',
    zh: '“{path}”不是条块路径，应为 {wanted}',
    en: '"{path}" is not a path of a tile; expected {wanted}',
  },
  'tiles.bundle-malformed': {
    kind: 'invalid',
    zh: '条目包不合格式：{zh}。',
    en: 'the bundle of entries is malformed: {en}.',
  },
});

export const TILE_WIDTH = 256;
/** 8 · 7 = 56 is the last multiple of 8 below 64. */
const MAX_TILE_LEVEL = 7;
const MAX_ENTRY_BYTES = 0xffff;
const WANTED = 'tile/<0..7|entries>/<x001/x234/067>[.p/<1..255>]';

/** `level` counts tiles: the hashes of tile level L are those of tree level 8 · L. */
export interface Tile {
  level: number | 'entries';
  index: bigint;
  /** 1 to 255 in a partial tile, 256 in a full one */
  width: number;
}

/** Path without a leading slash: `tile/0/x001/x234/067`, `tile/entries/000.p/17`. */
export function printTilePath({ level, index, width }: Tile): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)!;
  const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${path}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** One path for one tile: other spellings are refused. @throws Refusal tiles.path-malformed */
export function parseTilePath(path: string): Tile {
  const parts = /^tile\/(\d|entries)\/((?:x\d{3}\/){0,6}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (parts !== null) {
    const level = parts[1] === 'entries' ? 'entries' : Number(parts[1]);
    const index = BigInt(parts[2]!.replace(/[x/]/g, ''));
    const tile: Tile = { level, index, width: parts[3] === undefined ? TILE_WIDTH : Number(parts[3]) };
    const partial = parts[3] === undefined || (tile.width > 0 && tile.width < TILE_WIDTH);
    const ranged = (level === 'entries' || level <= MAX_TILE_LEVEL) && index <= MAX_U64 / BigInt(TILE_WIDTH);
    if (partial && ranged && printTilePath(tile) === path) return tile;
  }
  throw tilesRefusal('tiles.path-malformed', { figures: { path: path.slice(0, 100), wanted: WANTED } });
}

/** The widest form in which a tree of `size` leaves has this tile; 0 when it has none of it. */
export function tileWidth({ level, index }: Pick<Tile, 'level' | 'index'>, size: bigint): number {
  const nodes = level === 'entries' ? size : size >> BigInt(8 * level);
  const rest = nodes - index * BigInt(TILE_WIDTH);
  if (rest <= 0n) return 0;
  return rest >= BigInt(TILE_WIDTH) ? TILE_WIDTH : Number(rest);
}

/** Concatenated hashes of a tile. */
export function encodeTile(hashes: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(hashes.length * HASH_BYTES);
  hashes.forEach((hash, i) => bytes.set(hash, i * HASH_BYTES));
  return bytes;
}

/** Each entry as two bytes of length, big-endian, and its leaf bytes. @throws Refusal tiles.bundle-malformed */
export function encodeEntries(leaves: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(leaves.reduce((sum, leaf) => sum + 2 + leaf.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const leaf of leaves) {
    if (leaf.length > MAX_ENTRY_BYTES) {
      throw malformed('有条目超过 65535 字节', `an entry has ${leaf.length} bytes, more than ${MAX_ENTRY_BYTES}`);
    }
    view.setUint16(at, leaf.length);
    bytes.set(leaf, at + 2);
    at += 2 + leaf.length;
  }
  return bytes;
}

/** Exactly `count` leaves. @throws Refusal tiles.bundle-malformed */
export function decodeEntries(bytes: Uint8Array, count: number): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const leaves: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = at + 2 <= bytes.length ? at + 2 + view.getUint16(at) : Infinity;
    if (end > bytes.length)
      throw malformed(`第 ${leaves.length + 1} 条不完整`, `entry ${leaves.length + 1} is cut off`);
    leaves.push(bytes.slice(at + 2, end));
    at = end;
  }
  if (leaves.length === count) return leaves;
  throw malformed(
    `应有 ${count} 条，实有 ${leaves.length} 条`,
    `it must hold ${count} entries, holds ${leaves.length}`,
  );
}

function malformed(zh: string, en: string) {
  return tilesRefusal('tiles.bundle-malformed', { figures: { zh, en } });
}
