// Pilots and flaws counted by what they are, in one statement each.
import { Injectable } from '@nestjs/common';
import type { Outcome } from '../domain/check/finding';
import type { FlawState } from '../domain/flaw';
import type { PilotOutcome, PilotState } from '../domain/pilot';
import type { Reader } from '../ledger/door';
import type { PilotOrigin } from '../pilots/pilot.entity';
import { inside, within, type Area } from './area';

export interface PilotsCounted {
  county: string;
  state: PilotState;
  outcome: PilotOutcome | null;
  origin: PilotOrigin;
  field: string;
  n: number;
}

export interface PlacesCounted {
  county: string;
  /** Nine digits of a township, or the county's six where the scope names the whole county. */
  place: string;
  state: PilotState;
  n: number;
}

export interface FlawsCounted {
  county: string;
  state: FlawState;
  outcome: Outcome | null;
  n: number;
}

@Injectable()
export class PilotsCountedRepository {
  async pilots(q: Reader, area: Area): Promise<PilotsCounted[]> {
    return q.sql<PilotsCounted>(
      `select p.county, p.state, p.outcome, p.origin, p.field, count(*) as n from pilot p where ${inside('p', area)}
       group by p.county, p.state, p.outcome, p.origin, p.field`,
      [within(area)],
    );
  }

  /** Of every version that was not withdrawn, as the list of pilots looks for a place; a pilot counts once a township. */
  async places(q: Reader, area: Area): Promise<PlacesCounted[]> {
    return q.sql<PlacesCounted>(
      // As a materialised list the pilots are hashed; the planner would look ten thousand of them up one by one.
      `with one as materialized (select p.county, p.id, p.state from pilot p where ${inside('p', area)}),
       named as (
         select distinct v.county, v.pilot_id,
           case when length(region) >= 9 and substr(region, 7, 3) <> '000' then left(region, 9) else v.county end as place
         from scope_version v
         join scope_part s on s.county = v.county and s.pilot_id = v.pilot_id and s.sha256 = v.parts ->> 'regions'
         cross join lateral jsonb_array_elements_text(
           case jsonb_typeof(s.value) when 'array' then s.value else '[]' end) region
         where v.state <> 'withdrawn' and ${inside('v', area)} and ${inside('s', area)})
       select named.county, place, state, count(*) as n
       from named join one on one.county = named.county and one.id = named.pilot_id group by named.county, place, state`,
      [within(area)],
    );
  }

  async flaws(q: Reader, area: Area): Promise<FlawsCounted[]> {
    return q.sql<FlawsCounted>(
      `select f.county, f.state, f.outcome, count(*) as n from flaw f where ${inside('f', area)}
       group by f.county, f.state, f.outcome`,
      [within(area)],
    );
  }
}
