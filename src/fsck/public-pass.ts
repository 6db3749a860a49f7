// The log as anyone outside sees it: checkpoint, tiles and entry bundles over HTTP, and the root rebuilt from these alone.
import { Refusal } from '../domain/errors';
import type { Checkpoint } from '../domain/merkle/checkpoint';
import { sameBytes, toHex } from '../domain/merkle/encoding';
import { decodeEntries, printTilePath, tileWidth, TILE_WIDTH, type Tile } from '../domain/merkle/tiles';
import { append, EMPTY_FRONTIER, HASH_BYTES, leafHash, rootOf, type Frontier } from '../domain/merkle/tree';
import { sha256 } from '../platform/digests';
import { openCheckpoint, type LogKey } from '../proof/log-keys';
import type { Findings } from './faults';

const PATIENCE_MS = 10_000;
/** The interface limits callers; a log of a million entries takes some minutes to read. */
const MOST_WAITS = 20;
const LONGEST_WAIT_MS = 61_000;

export interface PublicParts {
  county: string;
  /** `http://127.0.0.1:3000`, without a slash at the end. */
  address: string;
  origin: string;
  keys: readonly LogKey[];
  findings: Findings;
  /** Notes that were the newest published before and after the answer. */
  published: () => string | null;
  progress: (entries: number) => void;
}

/** Tile level (counting tiles) -> hashes of the tile being filled. */
type Filling = Map<number, { index: bigint; hashes: Uint8Array[] }>;

export class PublicPass {
  constructor(private readonly parts: PublicParts) {}

  async run(): Promise<void> {
    const { county, findings, progress } = this.parts;
    const before = this.parts.published();
    if (before === null) return;
    const checkpoint = await this.checkpoint(before);
    if (checkpoint === null) return;
    const filling: Filling = new Map();
    let frontier: Frontier = EMPTY_FRONTIER;
    for (let index = 0n; tileWidth({ level: 'entries', index }, checkpoint.size) > 0; index++) {
      const width = tileWidth({ level: 'entries', index }, checkpoint.size);
      const leaves = await this.leaves({ level: 'entries', index, width });
      const hashes = await this.hashes({ level: 0, index, width });
      if (leaves === null || hashes === null) return;
      for (const [at, leaf] of leaves.entries()) {
        frontier = this.grow(frontier, { hash: hashes[at]!, leaf: leafHash(sha256, leaf), filling });
      }
      if (!(await this.fullTiles(filling))) return;
      progress(Number(frontier.size));
    }
    for (const [level, { index, hashes }] of filling) await this.tile({ level, index, width: hashes.length }, hashes);
    const root = rootOf(sha256, frontier);
    const sides = { expected: toHex(checkpoint.root), found: toHex(root) };
    findings.expect(sameBytes(root, checkpoint.root), 'public.root-differs', { where: `log/${county}`, ...sides });
  }

  /** Tiles above the leaves are filled with what the tree gives, and compared once whole. */
  private grow(
    frontier: Frontier,
    { hash, leaf, filling }: { hash: Uint8Array; leaf: Uint8Array; filling: Filling },
  ): Frontier {
    const where = `#${frontier.size}`;
    const sides = { expected: toHex(hash), found: toHex(leaf) };
    this.parts.findings.expect(sameBytes(hash, leaf), 'public.entry-differs', { where, ...sides });
    const grown = append(sha256, frontier, hash);
    for (const node of grown.newNodes) {
      if (node.level === 0 || node.level % 8 !== 0) continue;
      const level = node.level / 8;
      const tile = filling.get(level) ?? { index: node.index / BigInt(TILE_WIDTH), hashes: [] };
      tile.hashes.push(node.hash);
      filling.set(level, tile);
    }
    return grown.frontier;
  }

  private async fullTiles(filling: Filling): Promise<boolean> {
    for (const [level, { index, hashes }] of filling) {
      if (hashes.length < TILE_WIDTH) continue;
      if (!(await this.tile({ level, index, width: TILE_WIDTH }, hashes))) return false;
      filling.delete(level);
    }
    return true;
  }

  private async tile(tile: Tile, rebuilt: readonly Uint8Array[]): Promise<boolean> {
    const served = await this.hashes(tile);
    if (served === null) return false;
    const same = served.every((hash, at) => sameBytes(hash, rebuilt[at]!));
    this.parts.findings.expect(same, 'public.tile-differs', { where: printTilePath(tile) });
    return true;
  }

  private async checkpoint(before: string): Promise<Checkpoint | null> {
    const { findings, keys, origin, county } = this.parts;
    const where = `log/${county}/checkpoint`;
    const bytes = await this.fetched(where);
    if (bytes === null) return null;
    const note = Buffer.from(bytes).toString('utf8');
    const published = [before, this.parts.published()];
    const known = published.some(one => one !== null && note.startsWith(one));
    if (!findings.expect(known, 'public.checkpoint-differs', { where, expected: before, found: note })) return null;
    try {
      return openCheckpoint(note, keys, origin);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      findings.fault('public.unreadable', where, { found: error.words.en });
      return null;
    }
  }

  private async leaves(tile: Tile): Promise<Uint8Array[] | null> {
    const path = `log/${this.parts.county}/${printTilePath(tile)}`;
    const bytes = await this.fetched(path);
    if (bytes === null) return null;
    try {
      return decodeEntries(bytes, tile.width);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.parts.findings.fault('public.unreadable', path, { found: error.words.en });
      return null;
    }
  }

  private async hashes(tile: Tile): Promise<Uint8Array[] | null> {
    const path = `log/${this.parts.county}/${printTilePath(tile)}`;
    const bytes = await this.fetched(path);
    if (bytes === null) return null;
    if (bytes.length === tile.width * HASH_BYTES) {
      return Array.from({ length: tile.width }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
    }
    const sides = { expected: `${tile.width * HASH_BYTES}`, found: `${bytes.length}` };
    this.parts.findings.fault('public.unreadable', path, sides);
    return null;
  }

  /** Null, with the fault entered, when it cannot be had. */
  private async fetched(path: string): Promise<Uint8Array | null> {
    for (let waits = 0; ; waits++) {
      const answer = await fetched(`${this.parts.address}/${path}`);
      if (answer instanceof Uint8Array) return answer;
      if (answer.status !== 429 || waits === MOST_WAITS) {
        this.parts.findings.fault('public.unreadable', path, { expected: '200', found: answer.why });
        return null;
      }
      await new Promise(resolve => setTimeout(resolve, answer.retryMs));
    }
  }
}

async function fetched(url: string): Promise<Uint8Array | { status: number; why: string; retryMs: number }> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.status === 200) return new Uint8Array(await response.arrayBuffer());
    const seconds = Number(response.headers.get('retry-after') ?? '1');
    const retryMs = Math.min(Number.isFinite(seconds) ? seconds * 1000 : 1000, LONGEST_WAIT_MS);
    return { status: response.status, why: String(response.status), retryMs };
  } catch (error) {
    return { status: 0, why: error instanceof Error ? error.message : String(error), retryMs: 0 };
  }
}
