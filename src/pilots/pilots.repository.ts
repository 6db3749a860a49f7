// The list of pilots: filters, Chinese search and cursor paging in one statement.
import { Injectable } from '@nestjs/common';
import { instantsOf, type Month } from '../domain/board/months';
import type { Reader } from '../ledger/door';
import { Conditions } from '../platform/conditions';
import { decodeCursor, PAGE_SIZE } from '../platform/page';
import type { PilotRow, PilotsQuery } from './pilots.dto';

const COLUMNS = `id, county, version, code, state, title, problem, beneficiaries, need_evidence, origin, assigned_by,
  sponsor_id, lead_id, field, period_from, period_to, outcome, recorded_at`;

/** Some region that some version of the scope names; 513221000 is the county, written with zeros. */
const inScope = (condition: string): string =>
  // The planner may look inside a part before it has compared its digest, and other parts are no lists: hence the CASE.
  `exists (select from scope_version v join scope_part p
     on p.county = v.county and p.pilot_id = v.pilot_id and p.sha256 = v.parts ->> 'regions'
   where v.county = pilot.county and v.pilot_id = pilot.id and v.state <> 'withdrawn'
     and exists (select from jsonb_array_elements_text(
       case jsonb_typeof(p.value) when 'array' then p.value else '[]' end) region where ${condition}))`;

@Injectable()
export class PilotsRepository {
  /** One row more than `limit`, newest first: its presence says that there is a next page. */
  async page(q: Reader, query: PilotsQuery): Promise<PilotRow[]> {
    const where = new Conditions().within(q.scope);
    where
      .when(query.state, 'state = ?')
      .when(query.field, 'field = ?')
      .when(query.unit, 'sponsor_id = ?')
      .when(query.county, 'county = ?')
      .when(query.outcome, 'outcome = ?')
      .when(query.origin, 'origin = ?')
      .when(query.place, inScope('starts_with(region, ?)'))
      .when(query.day, 'period_from <= ? and (period_to is null or period_to >= ?)', query.day, query.day);
    if (query.countyWide !== undefined) where.add(inScope(`(length(region) < 9 or substr(region, 7, 3) = '000')`));
    if (query.registeredIn !== undefined) registeredIn(where, query.registeredIn);
    where.saying(query.q).olderThan(decodeCursor(query.cursor));
    const limit = where.next((query.limit ?? PAGE_SIZE) + 1);
    return q.sql<PilotRow>(
      `select ${COLUMNS} from pilot where ${where.text} order by recorded_at desc, id desc limit ${limit}`,
      where.values,
    );
  }
}

/** By the ledger's time. */
function registeredIn(where: Conditions, month: Month): void {
  const { from, before } = instantsOf(month);
  where.add(
    `exists (select from pilot_state s where s.county = pilot.county and s.pilot_id = pilot.id and s.state = 'registered'
       and s.recorded_at >= ? and s.recorded_at < ?)`,
    from,
    before,
  );
}
