// What the clocks of the board are read from: open approvals and claims, each with its events in one row, so that
// thousands of them come in one statement.
import { Injectable } from '@nestjs/common';
import { SETTLED_STATES } from '../domain/approval';
import type { ApprovalEvent, ApprovalEventKind } from '../domain/clock';
import type { ActEntered } from '../domain/claim/stretches';
import type { DecisionKind } from '../domain/claim/claim';
import type { Day } from '../domain/period';
import type { Reader } from '../ledger/door';
import { inside, within, type Area } from './area';
import { ASSIGNED_OPEN } from './pledges-counted.repository';

export interface OpenApproval {
  county: string;
  approver: string;
  term: number | null;
  field: string;
  /** The pilot, when it was assigned from above and is still to be done. */
  assigned: string | null;
  events: ApprovalEvent[];
}

export interface ClaimsCounted {
  county: string;
  /** Of the decision in force, once served. */
  kind: DecisionKind | null;
  n: number;
}

export interface OpenClaim {
  county: string;
  /** `WC-513221@2` */
  rulebook: string;
  acts: ActEntered[];
}

/** 'applied 2026-03-03 ,suspended 2026-03-20 hearing': a text is read faster than rows or JSON. */
const EVENTS = `(select string_agg(e.kind || ' ' || e.happened_on || ' ' || coalesce(e.reason, ''), ',' order by e.ordinal)
  from approval_event e where e.county = a.county and e.approval_id = a.id) as events`;

interface PackedApproval extends Omit<OpenApproval, 'events'> {
  events: string | null;
}

@Injectable()
export class ClockedRepository {
  /** Put to the authority by the day and not settled by it; `past`: some settled since may have been open then. */
  async approvals(q: Reader, area: Area, { day, past }: { day: Day; past: boolean }): Promise<OpenApproval[]> {
    const since = `or a.id in (select e.approval_id from approval_event e
      where ${inside('e', area)} and e.kind = any ($2) and e.happened_on > $3)`;
    const rows = await q.sql<PackedApproval>(
      `select a.county, a.approver_id as approver, a.term_workdays as term, o.field,
         case when ${ASSIGNED_OPEN} then o.id end as assigned, ${EVENTS}
       from approval a join pilot o on o.county = a.county and o.id = a.pilot_id
       where ${inside('a', area)} and a.state <> 'not-started' and (a.state <> all ($2) ${past ? since : ''})`,
      past ? [within(area), SETTLED_STATES, day] : [within(area), SETTLED_STATES],
    );
    return rows.map(unpacked).filter(({ events }) => isOpenOn(events, day));
  }

  async claims(q: Reader, area: Area): Promise<ClaimsCounted[]> {
    return q.sql<ClaimsCounted>(
      `select c.county, case when c.state <> 'decided' then d.kind end as kind, count(*) as n
       from claim c left join claim_decision d on d.county = c.county and d.id = c.decision_id
       where ${inside('c', area)} group by 1, 2`,
      [within(area)],
    );
  }

  /** Claims that may have been going on at the end of the day, each with its acts in order. */
  async openClaims(q: Reader, area: Area, { day, past }: { day: Day; past: boolean }): Promise<OpenClaim[]> {
    const since = `or exists (select from claim_act a where a.county = c.county and a.claim_id = c.id
      and (a.recorded_at at time zone 'Asia/Shanghai')::date > $2)`;
    return q.sql<OpenClaim>(
      `select c.county, c.rulebook_code || '@' || c.rulebook_version as rulebook,
         (select json_agg(json_build_object('act', a.act, 'state', a.state, 'stage', a.stage,
             'recordedAt', utc_text(a.recorded_at), 'detail', a.detail) order by a.ordinal)
           from claim_act a where a.county = c.county and a.claim_id = c.id) as acts
       from claim c
       where ${inside('c', area)} and (c.state not in ('closed', 'withdrawn', 'not-admitted') ${past ? since : ''})`,
      past ? [within(area), day] : [within(area)],
    );
  }
}

export function unpacked<R extends { events: string | null }>(row: R): Omit<R, 'events'> & { events: ApprovalEvent[] } {
  return { ...row, events: eventsIn(row.events) };
}

function eventsIn(text: string | null): ApprovalEvent[] {
  if (text === null) return [];
  return text.split(',').map(one => {
    const [kind, on, reason] = one.split(' ');
    return { kind: kind as ApprovalEventKind, on: on!, reason: reason || null };
  });
}

const SETTLED: ReadonlySet<ApprovalEventKind> = new Set(SETTLED_STATES);

/** One pass: this is asked of every approval that may have been open. */
function isOpenOn(events: readonly ApprovalEvent[], day: Day): boolean {
  let put = false;
  for (const { kind, on } of events) {
    if (on > day) continue;
    if (SETTLED.has(kind)) return false;
    if (kind === 'inquired' || kind === 'applied') put = true;
  }
  return put;
}
