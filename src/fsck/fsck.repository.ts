// Reads of the check: the log beside what vouches for it, page by page, and each registry table beside its entries.
import { Injectable } from '@nestjs/common';
import type { Instant } from '../domain/period';
import type { Reader } from '../ledger/door';
import type { Witnessed } from './witnessed';

export interface HeadState {
  size: number;
  root: Buffer;
  frontier: Buffer[];
}

export interface CheckpointState {
  size: number;
  root: Buffer;
  note: string;
  signed_at: Instant;
}

export interface VoucherState {
  size: number;
  by: string;
  key_id: string | null;
  line: string | null;
  token: Buffer | null;
  chain: string | null;
  at: Instant;
}

export interface AnchorState {
  size: number;
  kind: 'quorum' | 'token';
  anchored_at: Instant;
}

export interface RowState {
  id: string;
  name: string;
  subject: string;
  at: Instant | null;
  kinds: string[];
  expected: Record<string, unknown>;
  /** Values whose canonical SHA-256 the payload carries under the same member. */
  digests: Record<string, unknown>;
  /** The entries that may witness it; a null payload is gone. */
  entries: { position: number; kind: string; payload: string | null }[];
}

export interface StrayEntry {
  position: number;
  kind: string;
  subject: string;
  rows: number;
  entries: number;
}

@Injectable()
export class FsckRepository {
  async head(q: Reader, county: string): Promise<HeadState | null> {
    const sql = 'select size, root, frontier from ledger_head where county = $1';
    return (await q.sql<HeadState>(sql, [county]))[0] ?? null;
  }

  /** Counties (and cities, provinces, the nation) with a log, of those the reader sees. */
  async counties(q: Reader): Promise<string[]> {
    const rows = await q.sql<{ county: string }>('select county from ledger_head order by county');
    return rows.map(({ county }) => county);
  }

  /** Positions at or beyond the head, in one snapshot with it. */
  async beyondHead(q: Reader, county: string): Promise<number[]> {
    const rows = await q.sql<{ position: number }>(
      `select e.position from ledger_entry e
       where e.county = $1 and e.position >= coalesce((select h.size from ledger_head h where h.county = $1), 0)
       order by e.position limit 100`,
      [county],
    );
    return rows.map(({ position }) => position);
  }

  /** Where a leaf hash stands in the tree, or null. Only asked of a leaf that does not belong where it is. */
  async leafAt(q: Reader, county: string, hash: Uint8Array): Promise<number | null> {
    const rows = await q.sql<{ index: number }>(
      'select index from ledger_node where county = $1 and level = 0 and hash = $2 limit 1',
      [county, Buffer.from(hash)],
    );
    return rows[0]?.index ?? null;
  }

  /** Payloads of the entries that say a payload was erased. */
  async erasures(q: Reader, county: string): Promise<Buffer[]> {
    const rows = await q.sql<{ payload: Buffer }>(
      `select p.payload from ledger_entry e join ledger_payload p using (county, position)
       where e.county = $1 and e.kind = 'erasure.executed' order by e.position`,
      [county],
    );
    return rows.map(({ payload }) => payload);
  }

  async newestCheckpoint(q: Reader, county: string): Promise<number> {
    const sql = 'select coalesce(max(size), 0)::bigint as size from checkpoint where county = $1';
    return (await q.sql<{ size: number }>(sql, [county]))[0]!.size;
  }

  checkpoints(q: Reader, county: string, range: { after: number; limit: number }): Promise<CheckpointState[]> {
    return q.sql<CheckpointState>(
      `select size, root, note, signed_at from checkpoint where county = $1 and size > $2 order by size limit $3`,
      [county, range.after, range.limit],
    );
  }

  /** Cosignatures and tokens on checkpoints of these sizes, both ends included. */
  vouchers(q: Reader, county: string, range: { from: number; to: number }): Promise<VoucherState[]> {
    return q.sql<VoucherState>(
      `select size, witness as by, key_id, line, null::bytea as token, null as chain, cosigned_at as at
       from cosignature where county = $1 and size between $2 and $3
       union all
       select size, authority, null, null, token, chain, gen_time
       from timestamp_token where county = $1 and size between $2 and $3 order by 1, 2`,
      [county, range.from, range.to],
    );
  }

  anchors(q: Reader, county: string, range: { from: number; to: number }): Promise<AnchorState[]> {
    return q.sql<AnchorState>(
      'select size, kind, anchored_at from anchor where county = $1 and size between $2 and $3 order by size, kind',
      [county, range.from, range.to],
    );
  }

  /** Whether a checkpoint of that size or a larger one is anchored by then. */
  async isAnchoredBy(q: Reader, county: string, { size, at }: { size: number; at: Instant }): Promise<boolean> {
    const sql = 'select from anchor where county = $1 and size >= $2 and anchored_at <= $3 limit 1';
    return (await q.sql(sql, [county, size, at])).length > 0;
  }

  /** What hangs on no checkpoint: impossible by foreign key, unless somebody went past it. */
  strays(q: Reader, county: string): Promise<{ size: number; by: string; token: boolean }[]> {
    return q.sql(
      `select size, witness as by, false as token from cosignature v where county = $1
         and not exists (select from checkpoint c where c.county = v.county and c.size = v.size)
       union all
       select size, authority, true from timestamp_token v where county = $1
         and not exists (select from checkpoint c where c.county = v.county and c.size = v.size)`,
      [county],
    );
  }

  async notesAt(q: Reader, county: string, sizes: readonly number[]): Promise<Map<number, string>> {
    const rows = await q.sql<{ size: number; note: string }>(
      'select size, note from checkpoint where county = $1 and size = any($2::bigint[])',
      [county, sizes],
    );
    return new Map(rows.map(({ size, note }) => [size, note]));
  }

  /** Rows of one registry table after an id, each with the entries that may witness it. One statement, one snapshot. */
  rows(q: Reader, county: string, { of, after }: { of: Witnessed; after: { id: string; limit: number } }) {
    return q.sql<RowState>(
      `select r.id, r.name, r.subject, utc_text(r.at) as at, r.kinds, r.expected, r.digests,
         coalesce((select jsonb_agg(jsonb_build_object('position', e.position, 'kind', e.kind,
             'payload', encode(p.payload, 'base64')) order by e.position)
           from ledger_entry e left join ledger_payload p on p.county = e.county and p.position = e.position
           where e.county = $1 and e.subject = r.subject and e.kind = any(r.kinds)
             and (r.at is null or e.received_at = r.at)), '[]') as entries
       from (select * from (${of.rows}) all_rows where id > $2 order by id limit $3) r order by r.id`,
      [county, after.id, after.limit],
    );
  }

  /** Entries of the kinds that make such a row, of which there are fewer rows than entries at that instant. */
  strayEntries(q: Reader, county: string, { of, below }: { of: Witnessed; below: number }): Promise<StrayEntry[]> {
    return q.sql<StrayEntry>(
      `with r as (${of.rows}),
         made as (select subject, at, kind, count(*) as rows from r, unnest(r.kinds) as kind group by 1, 2, 3),
         said as (
           select e.subject, e.received_at as at, e.kind, min(e.position) as position, count(*) as entries
           from ledger_entry e where e.county = $1 and e.kind = any($2) and e.position < $3 group by 1, 2, 3)
       select s.position, s.kind, s.subject, coalesce(m.rows, 0)::bigint as rows, s.entries::bigint as entries
       from said s left join made m on m.subject = s.subject and m.kind = s.kind and m.at = s.at
       where coalesce(m.rows, 0) < s.entries order by s.position limit 1000`,
      [county, of.makes, below],
    );
  }
}
