// What waits for a unit about its pilots and about pledges made to or claimed from it; each kind in one statement, found by
// county and unit and never by walking the pilots.
import { Injectable } from '@nestjs/common';
import type { Day } from '../domain/period';
import type { Actor } from '../domain/permission';
import type { Reader } from '../ledger/door';
import type { Found, Subject } from './waiting';

export const PILOT_PART = 'p.id as pilot_id, p.code as pilot_code, p.title as pilot_title';
/** Local day of an instant. */
export const dayOf = (column: string): string => `(${column} at time zone 'Asia/Shanghai')::date`;

const LAST_STATE = `coalesce((select max(${dayOf('s.recorded_at')}) from pilot_state s
  where s.county = p.county and s.pilot_id = p.id), ${dayOf('p.recorded_at')})`;

export interface FoundPledge extends Found {
  field: string;
}

export interface OwedPledge extends Subject {
  tranches: { dueOn: Day; amount: number }[];
  revised: number | null;
  entered: number;
}

const PLEDGE = `g.id, g.code, t.what as title, g.county, ${PILOT_PART}, p.field`;
const OF_PLEDGE = `pledge g
  join pledge_terms t on t.county = g.county and t.pledge_id = g.id and t.number = g.terms_number
  join pilot p on p.county = g.county and p.id = g.pilot_id`;
const STANDING_SINCE = `(select max(${dayOf('s.recorded_at')}) from pledge_standing s
  where s.county = g.county and s.pledge_id = g.id)`;

@Injectable()
export class UnitsRepository {
  /** A pilot whose time is over still runs until somebody closes it and says how it ended. */
  async pilots(q: Reader, { county, organisationId }: Actor, day: Day): Promise<Found[]> {
    return q.sql<Found>(
      `select case p.state when 'draft' then 'pilot.register' when 'registered' then 'pilot.start' else 'pilot.close' end as kind,
         p.id, p.code, p.title, p.county, ${PILOT_PART},
         case when p.state in ('draft', 'registered') then ${LAST_STATE} else p.period_to end as since
       from pilot p where p.county = $1 and p.sponsor_id = $2
         and (p.state in ('draft', 'registered') or p.state in ('running', 'suspended') and p.period_to < $3)
       union all
       select 'amendment.record', p.id, p.code, p.title, p.county, ${PILOT_PART}, ${dayOf('v.opened_at')}
       from pilot p join scope_version v on v.county = p.county and v.pilot_id = p.id and v.state = 'open'
       where p.county = $1 and p.sponsor_id = $2 and p.state in ('registered', 'running', 'suspended')`,
      [county, organisationId, day],
    );
  }

  /** On a closed pilot a giver still owes his word, its sponsor no new claim. */
  async standings(q: Reader, { county, organisationId }: Actor): Promise<FoundPledge[]> {
    return q.sql<FoundPledge>(
      `select case g.standing when 'claimed' then 'pledge.counter-sign' else 'pledge.restate' end as kind,
         ${PLEDGE}, ${STANDING_SINCE} as since
       from ${OF_PLEDGE} where g.county = $1 and (g.standing = 'claimed' and g.giver_id = $2
         or g.standing = 'disputed' and g.receiver_id = $2 and p.state <> 'closed')`,
      [county, organisationId],
    );
  }

  /** Deliveries and revisions the other side entered, gathered by pledge. */
  async entries(q: Reader, { county, organisationId }: Actor): Promise<Found[]> {
    return q.sql<Found>(
      `select e.kind, ${PLEDGE}, min(${dayOf('e.entered_at')}) as since, array_agg(e.id::text order by e.entered_at, e.id) as parts
       from (
         select 'delivery.confirm' as kind, county, id, pledge_id, entered_unit, entered_at from pledge_delivery
           where county = $1 and state = 'entered'
         union all
         select 'revision.confirm', county, id, pledge_id, entered_unit, entered_at from pledge_revision
           where county = $1 and state = 'entered') e
       join ${OF_PLEDGE} on g.county = e.county and g.id = e.pledge_id
       where e.entered_unit <> $2 and $2 in (g.giver_id, g.receiver_id)
       group by e.kind, g.county, g.id, g.code, t.what, p.id, p.code, p.title, p.field`,
      [county, organisationId],
    );
  }

  /** Made pledges of this giver with a tranche due by `through`, on pilots that go on. */
  async owed(q: Reader, { county, organisationId }: Actor, through: Day): Promise<OwedPledge[]> {
    return q.sql<OwedPledge>(
      `select ${PLEDGE},
         (select json_agg(json_build_object('dueOn', d.due_on, 'amount', coalesce(d.amount_fen, d.quantity)) order by d.ordinal)
           from pledge_tranche d where d.county = g.county and d.pledge_id = g.id and d.terms_number = g.terms_number) as tranches,
         (select coalesce(r.amount_fen, r.quantity) from pledge_revision r
           where r.county = g.county and r.pledge_id = g.id and r.state = 'confirmed'
           order by r.answered_at desc, r.id desc limit 1)::float8 as revised,
         (select coalesce(sum(coalesce(d.amount_fen, d.quantity)), 0) from pledge_delivery d
           where d.county = g.county and d.pledge_id = g.id and d.state <> 'refused')::float8 as entered
       from ${OF_PLEDGE} where g.county = $1 and g.giver_id = $2 and g.standing = 'made' and p.state <> 'closed'
         and exists (select from pledge_tranche d where d.county = g.county and d.pledge_id = g.id
           and d.terms_number = g.terms_number and d.due_on <= $3)`,
      [county, organisationId, through],
    );
  }
}
