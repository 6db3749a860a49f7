// The log as files for anyone (C2SP tlog-tiles): what is read here needs no log-in and holds ids, codes and digests only.
import { Injectable } from '@nestjs/common';
import { refusals } from '../domain/errors';
import { encodeEntries, encodeTile, parseTilePath, tileWidth, TILE_WIDTH, type Tile } from '../domain/merkle/tiles';
import type { Reader } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { LedgerRepository } from '../ledger/ledger.repository';
import { CheckpointsRepository } from './checkpoints.repository';
import { PublishedStoreService } from './published-store.service';
import { logScope } from './signing.service';

export const tilesServiceRefusal = refusals({
  'tiles.not-found': { kind: 'not-found', zh: '账本没有这个条块', en: 'the log has no such tile' },
  'log.checkpoint-not-found': {
    kind: 'not-found',
    zh: '这个地区的账本没有签发过检查点',
    en: 'the log of this region has published no checkpoint',
  },
});

export interface TileFile {
  bytes: Buffer;
  /** A full tile never changes. */
  full: boolean;
}

@Injectable()
export class TilesService {
  constructor(
    private readonly journal: Journal,
    private readonly entries: LedgerRepository,
    private readonly rows: CheckpointsRepository,
    private readonly store: PublishedStoreService,
  ) {}

  /**
   * The newest published checkpoint, from outside the database, with the cosignatures it has by now.
   * @throws Refusal log.checkpoint-not-found, log.published-unreadable
   */
  async checkpoint(county: string): Promise<string> {
    refuseNoRegion(county, 'log.checkpoint-not-found');
    const published = this.store.read(county);
    if (published === null) throw tilesServiceRefusal('log.checkpoint-not-found');
    return this.journal.read(logScope(county), async q => {
      const stored = await this.rows.at(q, county, published.size);
      // A cosignature in a database that says something else was given on something else.
      if (stored?.note !== published.note) return published.note;
      const cosignatures = await this.rows.cosignatures(q, county, published.size);
      return published.note + cosignatures.map(({ line }) => line).join('');
    });
  }

  /** @throws Refusal tiles.path-malformed, tiles.not-found */
  async tile(county: string, path: string): Promise<TileFile> {
    refuseNoRegion(county, 'tiles.not-found');
    const tile = parseTilePath(path);
    return this.journal.read(logScope(county), async q => {
      const head = await this.entries.head(q, county);
      if (tile.width > tileWidth(tile, BigInt(head?.size ?? 0))) throw tilesServiceRefusal('tiles.not-found');
      const bytes = await this.read(q, county, tile);
      return { bytes: Buffer.from(bytes), full: tile.width === TILE_WIDTH };
    });
  }

  private async read(q: Reader, county: string, { level, index, width }: Tile): Promise<Uint8Array> {
    const range = { from: Number(index) * TILE_WIDTH, limit: width };
    if (level !== 'entries')
      return encodeTile(whole(width, await this.entries.level(q, county, { level: 8 * level, ...range })));
    const rows = await this.entries.entries(q, county, range);
    const inPlace = rows.filter(({ position }, at) => position === range.from + at);
    return encodeEntries(
      whole(
        width,
        inPlace.map(({ leaf }) => leaf),
      ),
    );
  }
}

/** Fewer than the head promises: rows were removed behind the log's back, and a short tile would be a false one. */
function whole(width: number, rows: Buffer[]): Buffer[] {
  if (rows.length !== width) throw tilesServiceRefusal('tiles.not-found');
  return rows;
}

function refuseNoRegion(county: string, code: 'tiles.not-found' | 'log.checkpoint-not-found'): void {
  if (!/^\d{6}$/.test(county)) throw tilesServiceRefusal(code);
}
