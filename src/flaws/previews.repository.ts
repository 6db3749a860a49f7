// Findings one batch after another by key, for whoever's reach: a province's come county after county.
import { Injectable } from '@nestjs/common';
import type { Outcome } from '../domain/check/finding';
import type { Reader } from '../ledger/door';

/** As much of a finding as making it again takes; its own document is not read, which would double the bytes. */
export interface PastFinding {
  county: string;
  id: string;
  code: string;
  outcome: Outcome;
  facts: string;
  rulebooks: string;
  /** Is it the newest of its flaw? */
  latest: boolean;
}

export interface After {
  county: string;
  id: string;
}

const LATEST = `not exists (select from finding n where n.county = f.county and n.flaw_id = f.flaw_id
  and (n.recorded_at, n.id) > (f.recorded_at, f.id))`;

/** From '510000' to '519999' for reach '51': the key of the county bounds the scan, and row-level security guards it. */
const within = (reach: string): [string, string] => [reach.padEnd(6, '0'), reach.padEnd(6, '9')];

@Injectable()
export class PreviewsRepository {
  async count(q: Reader, latest: boolean): Promise<number> {
    const [row] = await q.sql<{ total: number }>(
      `select count(*)::int as total from finding f
       where f.county between $1::bpchar and $2::bpchar ${latest ? `and ${LATEST}` : ''}`,
      within(q.scope.reach),
    );
    return row!.total;
  }

  async after(q: Reader, after: After | null, want: { latest: boolean; limit: number }): Promise<PastFinding[]> {
    const [from, to] = within(q.scope.reach);
    return q.sql<PastFinding>(
      `select county, id, code, outcome, facts, rulebooks, ${LATEST} as latest from finding f
       where (f.county, f.id) > ($1::bpchar, $2::uuid) and f.county between $3::bpchar and $4::bpchar
         ${want.latest ? `and ${LATEST}` : ''}
       order by f.county, f.id limit $5`,
      [after?.county ?? from, after?.id ?? '00000000-0000-0000-0000-000000000000', from, to, want.limit],
    );
  }
}
