// Open flaws with what their last finding still asks for and what was said since, and the pilots somebody has a stake in.
import { Injectable } from '@nestjs/common';
import type { Tri } from '../domain/check/facts';
import type { FlawState } from '../domain/flaw';
import type { Actor } from '../domain/permission';
import type { Day } from '../domain/period';
import type { Reader } from '../ledger/door';
import { dayOf, PILOT_PART } from './units.repository';
import type { Subject } from './waiting';

export interface OpenFlaw extends Subject {
  state: FlawState;
  sponsor_id: string;
  reported_on: Day;
  /** Of the last finding; null: never checked. */
  found_on: Day | null;
  missing: string[];
  questions: string[];
  /** The first word since the last finding. */
  changed_on: Day | null;
  answers: { fact: string; value: Tri; established: boolean; ordinal: number }[];
  judgements: { question: string; value: string; ordinal: number }[];
}

const SINCE = `(select min(${dayOf('c.recorded_at')}) from (
  select recorded_at from flaw_edit where county = f.county and flaw_id = f.id
  union all select recorded_at from flaw_answer where county = f.county and flaw_id = f.id
  union all select recorded_at from flaw_judgement where county = f.county and flaw_id = f.id) c
  where c.recorded_at > n.recorded_at)`;

/** Seen from the person: the pilots of his unit and of those beneath it, and those he had a hand in by any account. */
const STAKED = `
  with recursive mine as (
    select id from account where county = $1 and person_id = $2
  ), below (id) as (
    select $3::uuid union select o.id from below b join organisation o on o.county = $1 and o.superior_id = b.id
  )
  select id from pilot where county = $1 and (sponsor_id in (select id from below) or lead_id in (select id from mine))
  union select pilot_id from pilot_state where county = $1 and actor_id in (select id from mine)
  union select pilot_id from flaw where county = $1 and not established and reporter_id in (select id from mine)
  union select g.pilot_id from pledge_standing s join pledge g on g.county = s.county and g.id = s.pledge_id
    where s.county = $1 and s.actor_id in (select id from mine)
  union select a.pilot_id from approval_event e join approval a on a.county = e.county and a.id = e.approval_id
    where e.county = $1 and e.actor_id in (select id from mine)
  union select r.pilot_id from exemption_act x join exemption r on r.county = x.county and r.id = x.exemption_id
    where x.county = $1 and x.actor_id in (select id from mine) and x.act in ('draft', 'edit', 'file', 'withdraw')`;

@Injectable()
export class OpenFlawsRepository {
  /** @param sponsor null: of the whole county */
  async open(q: Reader, county: string, sponsor: string | null): Promise<OpenFlaw[]> {
    return q.sql<OpenFlaw>(
      `select f.id, f.code, left(f.description, 60) as title, f.county, ${PILOT_PART}, f.state, p.sponsor_id,
         ${dayOf('f.recorded_at')} as reported_on, ${dayOf('n.recorded_at')} as found_on,
         coalesce(n.document::jsonb -> 'missing', '[]') as missing,
         coalesce(n.document::jsonb -> 'questions', '[]') as questions, ${SINCE} as changed_on,
         (select coalesce(jsonb_agg(jsonb_build_object('fact', a.fact, 'value', a.value, 'established', a.established,
           'ordinal', a.ordinal)), '[]') from flaw_answer a where a.county = f.county and a.flaw_id = f.id) as answers,
         (select coalesce(jsonb_agg(jsonb_build_object('question', j.question, 'value', j.value, 'ordinal', j.ordinal)), '[]')
           from flaw_judgement j where j.county = f.county and j.flaw_id = f.id) as judgements
       from flaw f join pilot p on p.county = f.county and p.id = f.pilot_id
       left join lateral (select x.document, x.recorded_at from finding x where x.county = f.county and x.flaw_id = f.id
         order by x.recorded_at desc, x.id desc limit 1) n on true
       where f.county = $1 and f.state <> 'closed' and ($2::uuid is null or p.sponsor_id = $2)`,
      [county, sponsor],
    );
  }

  /** Ids of the pilots about which he establishes and judges nothing. */
  async staked(q: Reader, { county, personId, organisationId }: Actor): Promise<ReadonlySet<string>> {
    const rows = await q.sql<{ id: string }>(STAKED, [county, personId, organisationId]);
    return new Set(rows.map(({ id }) => id));
  }
}
