// Rows of checkpoints and of what outsiders put on them. Sizes are numbers of entries, instants RFC 3339 UTC.
import { Injectable } from '@nestjs/common';
import type { Instant } from '../domain/period';
import type { Reader, Writer } from '../ledger/door';

export interface CheckpointRow {
  size: number;
  root: Buffer;
  /** The signed note without cosignatures. */
  note: string;
  signed_at: Instant;
}

export interface CosignatureRow {
  witness: string;
  key_id: string;
  line: string;
  cosigned_at: Instant;
}

export interface TokenRow {
  authority: string;
  token: Buffer;
  gen_time: Instant;
  chain: string;
}

export interface Heads {
  head: { size: number; root: Buffer } | null;
  last: CheckpointRow | null;
}

/** Separates these advisory locks from the migrations'; the second number is the county. */
const LOG_LOCKS = 0x7069;

const COLUMNS = 'c.size, c.root, c.note, c.signed_at';

@Injectable()
export class CheckpointsRepository {
  /** Of the processes that may sign a log one does, until its transaction ends; the others are told no at once. */
  async tryLock(tx: Writer): Promise<boolean> {
    const [row] = await tx.sql<{ taken: boolean }>('select pg_try_advisory_xact_lock($1, $2::integer) as taken', [
      LOG_LOCKS,
      tx.county,
    ]);
    return row!.taken;
  }

  async lock(tx: Writer): Promise<void> {
    await tx.sql('select pg_advisory_xact_lock($1, $2::integer)', [LOG_LOCKS, tx.county]);
  }

  /** Head of the log and its newest checkpoint, from one snapshot. */
  async heads(q: Reader, county: string): Promise<Heads> {
    const [row] = await q.sql<{ head_size: number | null; head_root: Buffer } & { [K in keyof CheckpointRow]: null }>(
      `select h.size as head_size, h.root as head_root, ${COLUMNS} from (select $1::char(6) as county) k
       left join ledger_head h on h.county = k.county
       left join lateral (select * from checkpoint where county = k.county order by size desc limit 1) c on true`,
      [county],
    );
    const { head_size, head_root, ...last } = row!;
    return {
      head: head_size === null ? null : { size: head_size, root: head_root },
      last: last.size === null ? null : (last as unknown as CheckpointRow),
    };
  }

  async insertCheckpoint(tx: Writer, row: CheckpointRow): Promise<void> {
    await tx.sql('insert into checkpoint (county, size, root, note, signed_at) values ($1, $2, $3, $4, $5)', [
      tx.county,
      row.size,
      row.root,
      row.note,
      row.signed_at,
    ]);
  }

  async at(q: Reader, county: string, size: number): Promise<CheckpointRow | null> {
    const rows = await q.sql<CheckpointRow>(`select ${COLUMNS} from checkpoint c where c.county = $1 and c.size = $2`, [
      county,
      size,
    ]);
    return rows[0] ?? null;
  }

  /** The smallest anchored checkpoint that covers an entry, with the time by which it was anchored. */
  async anchored(
    q: Reader,
    county: string,
    position: number,
  ): Promise<(CheckpointRow & { anchored_at: Instant }) | null> {
    const rows = await q.sql<CheckpointRow & { anchored_at: Instant }>(
      `select ${COLUMNS}, a.anchored_at from anchor a join checkpoint c on c.county = a.county and c.size = a.size
       where a.county = $1 and a.size > $2 order by a.size, a.anchored_at limit 1`,
      [county, position],
    );
    return rows[0] ?? null;
  }

  /** The largest anchored checkpoint. */
  async newestAnchor(q: Reader, county: string): Promise<{ size: number; anchored_at: Instant } | null> {
    const rows = await q.sql<{ size: number; anchored_at: Instant }>(
      'select size, anchored_at from anchor where county = $1 order by size desc, anchored_at limit 1',
      [county],
    );
    return rows[0] ?? null;
  }

  cosignatures(q: Reader, county: string, size: number): Promise<CosignatureRow[]> {
    return q.sql<CosignatureRow>(
      `select witness, key_id, line, cosigned_at from cosignature where county = $1 and size = $2
       order by cosigned_at, witness, key_id`,
      [county, size],
    );
  }

  tokens(q: Reader, county: string, size: number): Promise<TokenRow[]> {
    return q.sql<TokenRow>(
      `select authority, token, gen_time, chain from timestamp_token where county = $1 and size = $2
       order by gen_time, authority`,
      [county, size],
    );
  }

  /** False when this key's cosignature was there already. */
  async insertCosignature(tx: Writer, size: number, row: CosignatureRow): Promise<boolean> {
    const rows = await tx.sql(
      `insert into cosignature (county, size, witness, key_id, line, cosigned_at, received_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning size`,
      [tx.county, size, row.witness, row.key_id, row.line, row.cosigned_at, tx.now],
    );
    return rows.length === 1;
  }

  /** False when this authority's token was there already. */
  async insertToken(tx: Writer, size: number, row: TokenRow): Promise<boolean> {
    const rows = await tx.sql(
      `insert into timestamp_token (county, size, authority, token, gen_time, chain, received_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning size`,
      [tx.county, size, row.authority, row.token, row.gen_time, row.chain, tx.now],
    );
    return rows.length === 1;
  }

  /** Nothing is written where an equal or larger checkpoint was anchored no later: it already says more. */
  async insertAnchor(tx: Writer, size: number, { kind, at }: { kind: 'quorum' | 'token'; at: Instant }): Promise<void> {
    await tx.sql(
      `insert into anchor (county, size, kind, anchored_at, received_at) select $1, $2, $3, $4, $5
       where not exists (select from anchor a where a.county = $1 and a.size >= $2 and a.anchored_at <= $4)`,
      [tx.county, size, kind, at, tx.now],
    );
  }

  async isAnchored(tx: Writer, size: number, kind: 'quorum' | 'token'): Promise<boolean> {
    const rows = await tx.sql('select from anchor where county = $1 and size = $2 and kind = $3 limit 1', [
      tx.county,
      size,
      kind,
    ]);
    return rows.length === 1;
  }
}
