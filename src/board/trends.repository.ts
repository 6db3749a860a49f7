// What was put on record month by month, by the ledger's time in Asia/Shanghai.
import { Injectable } from '@nestjs/common';
import type { Month } from '../domain/board/months';
import type { ApprovalEvent } from '../domain/clock';
import type { Instant } from '../domain/period';
import type { Reader } from '../ledger/door';
import { inside, within, type Area } from './area';
import { unpacked } from './clocked.repository';

export type Recorded = 'registered' | 'sealed' | 'reported' | 'delivered' | 'issued';

export interface MonthCounted {
  what: Recorded;
  month: Month;
  n: number;
  fen: number;
  units: number;
}

export interface DecidedApproval {
  county: string;
  month: Month;
  term: number | null;
  events: ApprovalEvent[];
}

export interface Span {
  from: Instant;
  before: Instant;
}

const month = (column: string): string => `to_char(${column} at time zone 'Asia/Shanghai', 'YYYY-MM')`;

interface Source {
  what: Recorded;
  from: string;
  where?: string;
  at: string;
  /** What is counted once a month. */
  id: string;
}

const SOURCES: readonly Source[] = [
  { what: 'registered', from: 'pilot_state', where: `x.state = 'registered'`, at: 'recorded_at', id: 'pilot_id' },
  { what: 'sealed', from: 'exemption', at: 'sealed_at', id: 'id' },
  { what: 'reported', from: 'flaw', at: 'recorded_at', id: 'id' },
  { what: 'delivered', from: 'pledge_delivery', where: `x.state = 'confirmed'`, at: 'answered_at', id: 'pledge_id' },
  { what: 'issued', from: 'claim_decision', where: `x.state = 'issued'`, at: 'issued_at', id: 'claim_id' },
];

function counted({ what, from, where = 'true', at, id }: Source, area: Area): string {
  const [fen, units] = what === 'delivered' ? ['sum(x.amount_fen)', 'sum(x.quantity)'] : ['0', '0'];
  return `select '${what}' as what, ${month(`x.${at}`)} as month, count(distinct x.${id}) as n,
      coalesce(${fen}, 0)::bigint as fen, coalesce(${units}, 0)::bigint as units
    from ${from} x where ${inside('x', area)} and ${where} and x.${at} >= $2 and x.${at} < $3 group by 2`;
}

@Injectable()
export class TrendsRepository {
  async months(q: Reader, area: Area, { from, before }: Span): Promise<MonthCounted[]> {
    const text = SOURCES.map(source => counted(source, area)).join(' union all ');
    return q.sql<MonthCounted>(text, [within(area), from, before]);
  }

  /** Granted or refused in the span, with everything that happened until then. */
  async decided(q: Reader, area: Area, { from, before }: Span): Promise<DecidedApproval[]> {
    const rows = await q.sql<Omit<DecidedApproval, 'events'> & { events: string | null }>(
      `select a.county, a.term_workdays as term, ${month('last.recorded_at')} as month,
         string_agg(e.kind || ' ' || e.happened_on || ' ' || coalesce(e.reason, ''), ',' order by e.ordinal) as events
       from approval_event last
       join approval a on a.county = last.county and a.id = last.approval_id
       join approval_event e on e.county = a.county and e.approval_id = a.id
       where ${inside('last', area)} and ${inside('a', area)} and ${inside('e', area)}
         and last.kind in ('granted', 'refused') and last.recorded_at >= $2 and last.recorded_at < $3
       group by a.county, a.id, a.term_workdays, last.recorded_at`,
      [within(area), from, before],
    );
    return rows.map(unpacked);
  }
}
