// Which payloads were erased on record: an entry of the log says so, with the position and the leaf it was taken from.
import { toHex } from '../domain/merkle/encoding';
import type { Reader } from '../ledger/door';
import type { EntryRow } from '../ledger/ledger.repository';
import type { FsckRepository } from './fsck.repository';

/** Of payloads that went while the log was being read; a log robbed of all its payloads is not asked about each. */
const MOST_LOOKS = 100;

type Known = ReadonlyMap<number, string>;

export class Erasures {
  private latest: Known;
  private looks = 0;

  private constructor(
    private readonly rows: FsckRepository,
    private readonly county: string,
    private readonly first: Known,
  ) {
    this.latest = first;
  }

  static async of(q: Reader, rows: FsckRepository, county: string): Promise<Erasures> {
    return new Erasures(rows, county, await read(q, rows, county));
  }

  /** On record before any payload was read. */
  wasErased(entry: EntryRow): boolean {
    return this.first.get(entry.position) === toHex(entry.leaf_hash);
  }

  /** On record by now: it may have been erased meanwhile. */
  async isErased(q: Reader, entry: EntryRow): Promise<boolean> {
    const erased = () => this.latest.get(entry.position) === toHex(entry.leaf_hash);
    if (erased() || this.looks++ >= MOST_LOOKS) return erased();
    this.latest = await read(q, this.rows, this.county);
    return erased();
  }
}

async function read(q: Reader, rows: FsckRepository, county: string): Promise<Known> {
  const known = new Map<number, string>();
  for (const bytes of await rows.erasures(q, county)) {
    const { position, leafHash } = parsed(bytes);
    if (typeof position === 'number' && typeof leafHash === 'string') known.set(position, leafHash);
  }
  return known;
}

function parsed(bytes: Buffer): { position?: unknown; leafHash?: unknown } {
  try {
    return (JSON.parse(bytes.toString('utf8')) ?? {}) as { position?: unknown; leafHash?: unknown };
  } catch {
    return {};
  }
}
