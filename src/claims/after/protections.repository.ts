// What was served about a matter: decisions by number, kind and day. Nothing of the file is asked for.
import { Injectable } from '@nestjs/common';
import type { DecisionKind } from '../../domain/claim/claim';
import type { CitedRule } from '../../domain/claim/decision';
import type { Day } from '../../domain/period';
import type { Reader } from '../../ledger/door';
import { Conditions } from '../../platform/conditions';

export interface MatterRow {
  accountability: string;
  /** Local day of a confirmed clearance. */
  cleared_on: Day | null;
  /** A claim not withdrawn or turned away. */
  claimed: boolean;
  /** One that is not at rest: its first decision or a review is still to come. */
  pending: boolean;
}

export interface ServedRow {
  accountability: string;
  code: string;
  kind: DecisionKind;
  rule: CitedRule;
  valid_through: Day | null;
  served_on: Day;
}

// The day a decision was served stands with the claim while its stage lasts, and in the act of serving for ever.
const SERVED = `
  select c.accountability_id as accountability, d.code, d.kind, d.rule, d.valid_through,
    coalesce(case when c.stage = d.stage then c.served_on end, (s.recorded_at at time zone 'Asia/Shanghai')::date) as served_on
  from claim c
  join claim_decision d on d.county = c.county and d.claim_id = c.id and d.state = 'issued'
  join claim_act s on s.county = c.county and s.claim_id = c.id and s.act = 'serve' and s.stage = d.stage
  where c.accountability_id = any ($1::uuid[]) order by s.ordinal`;

@Injectable()
export class ProtectionsRepository {
  /** Accountability for the matter (a flaw's or an accountability's code) against exactly this unit or officer. */
  async matters(q: Reader, asked: { matter: string; unit?: string; officer?: string }): Promise<MatterRow[]> {
    const where = new Conditions();
    where.add('(a.code = ? or f.code = ?)', asked.matter, asked.matter);
    where.when(asked.unit, 'a.unit_id = ?').when(asked.officer, 'a.officer_id = ?');
    if (asked.officer === undefined) where.add('a.officer_id is null');
    return q.sql<MatterRow>(
      `select a.id as accountability,
         (select max((l.ended_at at time zone 'Asia/Shanghai')::date) from claim c
          join claim_clearance l on l.county = c.county and l.claim_id = c.id and l.state = 'confirmed'
          where c.county = a.county and c.accountability_id = a.id) as cleared_on,
         exists (select from claim c where c.county = a.county and c.accountability_id = a.id
          and c.state not in ('withdrawn', 'not-admitted')) as claimed,
         exists (select from claim c where c.county = a.county and c.accountability_id = a.id
          and c.state not in ('withdrawn', 'not-admitted', 'served', 'closed')) as pending
       from accountability a join flaw f on f.county = a.county and f.id = a.flaw_id
       where ${where.text} order by a.recorded_at, a.id`,
      where.values,
    );
  }

  /** In the order they were served. */
  async served(q: Reader, accountabilities: readonly string[]): Promise<ServedRow[]> {
    return q.sql<ServedRow>(SERVED, [accountabilities]);
  }

  /** The natural person behind an account; null when it is not within reach. */
  async personOf(q: Reader, accountId: string): Promise<string | null> {
    const [row] = await q.sql<{ person_id: string }>('select person_id from account where id = $1', [accountId]);
    return row?.person_id ?? null;
  }
}
