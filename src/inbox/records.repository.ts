// Exemption records that wait: for the unit that made them, and for the filing office they lie with.
import { Injectable } from '@nestjs/common';
import type { Nearness, FilingOffice, Stance } from '../domain/filing';
import type { Actor } from '../domain/permission';
import { addDays, type Day } from '../domain/period';
import type { PilotState } from '../domain/pilot';
import type { Reader } from '../ledger/door';
import { dayOf, PILOT_PART } from './units.repository';
import type { Found, Subject } from './waiting';

export interface FoundRecord extends Found {
  period_to: Day | null;
}

export interface FiledRecord extends Subject, Nearness {
  field: string;
  pilot_state: PilotState;
  rulebook_code: string;
  rulebook_version: number;
  filed_on: Day;
  looked: boolean;
  opinions: { office: FilingOffice; stance: Stance; personId: string }[];
}

const RECORD = `e.id, e.code, p.title, e.county, ${PILOT_PART}`;
const OF_RECORD = 'exemption e join pilot p on p.county = e.county and p.id = e.pilot_id';
const OPEN_PILOT = `p.state in ('registered', 'running')`;

/** Nobody has said of it whether it was done, or the word that counts is "unknown". */
const UNSAID = `array(select c from unnest(e.safeguards) c where coalesce((select s.done from safeguard_done s
  where s.county = e.county and s.exemption_id = e.id and s.code = c
  order by s.established desc, s.ordinal desc limit 1), 'unknown') = 'unknown')`;

@Injectable()
export class RecordsRepository {
  /** A draft that says the event has happened already cannot be filed, and asks for nothing. */
  async drafts(q: Reader, { county, organisationId }: Actor): Promise<Found[]> {
    return q.sql<Found>(
      `select case e.state when 'draft' then 'exemption.file' else 'exemption.refile' end as kind, ${RECORD},
         coalesce((select max(${dayOf('a.recorded_at')}) from exemption_act a
           where a.county = e.county and a.exemption_id = e.id and a.act = 'return'), ${dayOf('e.recorded_at')}) as since
       from ${OF_RECORD} where e.county = $1 and e.unit_id = $2 and e.state in ('draft', 'returned') and ${OPEN_PILOT}
         and e.already_happened <> 'yes' and e.inspection_open <> 'yes'`,
      [county, organisationId],
    );
  }

  /** Sealed, ending between the day and `ahead` days later, and without a renewal on its way. */
  async ending(
    q: Reader,
    { county, organisationId }: Actor,
    asked: { day: Day; ahead: number },
  ): Promise<FoundRecord[]> {
    const { day, ahead } = asked;
    return q.sql<FoundRecord>(
      `select 'exemption.renew' as kind, ${RECORD}, e.period_to, greatest(${dayOf('e.sealed_at')}, e.period_to - $4::integer) as since
       from ${OF_RECORD} where e.county = $1 and e.unit_id = $2 and e.state = 'sealed' and ${OPEN_PILOT}
         and e.period_to between $3 and $5 and not exists (select from exemption r
           where r.county = e.county and r.renews_id = e.id and r.state not in ('withdrawn', 'refused'))`,
      [county, organisationId, day, ahead, addDays(day, ahead)],
    );
  }

  /** Safeguards of records in force: what was promised for an act must be done by the day of it, and that may be any. */
  async safeguards(q: Reader, { county, organisationId }: Actor, day: Day): Promise<Found[]> {
    return q.sql<Found>(
      `select * from (
         select 'safeguard.record' as kind, ${RECORD}, greatest(e.period_from, ${dayOf('e.sealed_at')}) as since, ${UNSAID} as parts
         from ${OF_RECORD} where e.county = $1 and p.sponsor_id = $2 and e.state = 'sealed' and p.state <> 'closed'
           and e.period_from <= $3 and (e.period_to is null or e.period_to >= $3)) r
       where cardinality(parts) > 0`,
      [county, organisationId, day],
    );
  }

  /** Filed in the county, each with the opinions of its round and how near the actor stands to it, as a review asks it. */
  async filed(q: Reader, { county, organisationId, personId }: Actor): Promise<FiledRecord[]> {
    return q.sql<FiledRecord>(
      `with recursive below (id) as (
         select $2::uuid union select o.id from below b join organisation o on o.county = $1 and o.superior_id = b.id
       ), above (id) as (
         select $2::uuid union select o.superior_id from above a join organisation o on o.county = $1 and o.id = a.id
           where o.superior_id is not null
       )
       select ${RECORD}, p.field, p.state as pilot_state, e.rulebook_code, e.rulebook_version,
         ${dayOf('e.filed_at')} as filed_on, e.looked_at is not null as looked,
         (select coalesce(jsonb_agg(jsonb_build_object('office', i.office, 'stance', i.stance, 'personId', i.person_id)), '[]')
           from exemption_opinion i where i.county = e.county and i.exemption_id = e.id and i.round = e.round) as opinions,
         e.unit_id in (select id from below union select id from above) as line,
         exists (select from exemption_act x where x.county = e.county and x.exemption_id = e.id and x.person_id = $3
           and x.act in ('draft', 'edit', 'file', 'withdraw'))
         or exists (select from account c where c.county = e.county and c.id = p.lead_id and c.person_id = $3) as hand,
         exists (select from scope_version v join scope_part t
           on t.county = v.county and t.pilot_id = v.pilot_id and t.sha256 = v.parts ->> 'units'
           where v.county = e.county and v.pilot_id = e.pilot_id and v.number = e.scope_number and v.state = 'recorded'
             and t.value @> jsonb_build_array($2::uuid)) as partaking
       from ${OF_RECORD} where e.county = $1 and e.state = 'filed'`,
      [county, organisationId, personId],
    );
  }
}
