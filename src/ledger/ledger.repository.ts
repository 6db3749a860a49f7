// Reads of the log for proofs and for the auditor. Rows come back as the domain's values.
import { Injectable } from '@nestjs/common';
import type { NodeId } from '../domain/merkle/tree';
import type { Reader } from './door';

export interface HeadRow {
  size: number;
  root: Buffer;
  last_received_at: string | null;
}

export interface EntryRow {
  position: number;
  kind: string;
  subject: string;
  received_at: string;
  actor_unit: string;
  leaf: Buffer;
  leaf_hash: Buffer;
}

export interface PayloadRow {
  position: number;
  salt: Buffer;
  payload: Buffer;
}

export interface Erased {
  at: string;
  /** Code of the erasure. */
  erasure: string;
}

@Injectable()
export class LedgerRepository {
  async head(q: Reader, county: string): Promise<HeadRow | null> {
    const rows = await q.sql<HeadRow>('select size, root, last_received_at from ledger_head where county = $1', [
      county,
    ]);
    return rows[0] ?? null;
  }

  /** Entries in the order of the log from `from` on, at most `limit`. */
  entries(q: Reader, county: string, range: { from: number; limit: number }): Promise<EntryRow[]> {
    return q.sql<EntryRow>(
      `select position, kind, subject, received_at, actor_unit, leaf, leaf_hash from ledger_entry
       where county = $1 and position >= $2 order by position limit $3`,
      [county, range.from, range.limit],
    );
  }

  /** Which of these entries had their payload erased on an order. */
  async erased(q: Reader, county: string, positions: readonly number[]): Promise<Map<number, Erased>> {
    if (positions.length === 0) return new Map();
    const rows = await q.sql<Erased & { position: number }>(
      `select position, ended_at as at, code as erasure from erasure
       where county = $1 and position = any($2::bigint[]) and state = 'executed'`,
      [county, positions],
    );
    return new Map(rows.map(({ position, at, erasure }) => [position, { at, erasure }]));
  }

  /** The history of one subject, oldest first. */
  history(q: Reader, county: string, subject: string): Promise<(EntryRow & { payload: Buffer | null })[]> {
    return q.sql(
      `select e.position, e.kind, e.subject, e.received_at, e.actor_unit, e.leaf, e.leaf_hash, p.payload
       from ledger_entry e left join ledger_payload p using (county, position)
       where e.county = $1 and e.subject = $2 order by e.position`,
      [county, subject],
    );
  }

  payloads(q: Reader, county: string, range: { from: number; limit: number }): Promise<PayloadRow[]> {
    return q.sql<PayloadRow>(
      'select position, salt, payload from ledger_payload where county = $1 and position >= $2 order by position limit $3',
      [county, range.from, range.limit],
    );
  }

  /** The stored full nodes a proof is folded from, keyed `level/index`. */
  async nodes(q: Reader, county: string, ids: readonly NodeId[]): Promise<Map<string, Buffer>> {
    const rows = await q.sql<{ level: number; index: string | number; hash: Buffer }>(
      `select n.level, n.index, n.hash from unnest($2::smallint[], $3::bigint[]) as x (level, index)
       join ledger_node n on n.county = $1 and n.level = x.level and n.index = x.index`,
      [county, ids.map(id => id.level), ids.map(id => id.index.toString())],
    );
    return new Map(rows.map(row => [`${row.level}/${row.index}`, row.hash]));
  }

  /** Consecutive full nodes of one level, leftmost first; at most `limit`. */
  async level(q: Reader, county: string, range: { level: number; from: number; limit: number }): Promise<Buffer[]> {
    const rows = await q.sql<{ hash: Buffer }>(
      `select hash from ledger_node where county = $1 and level = $2 and index >= $3 and index < $3::bigint + $4
       order by index`,
      [county, range.level, range.from, range.limit],
    );
    return rows.map(row => row.hash);
  }
}
