// The list of flaws, and what the registry knows of people's stakes in a pilot.
import { Injectable } from '@nestjs/common';
import { instantsOf } from '../domain/board/months';
import type { Stakes } from '../domain/recusal';
import type { Reader } from '../ledger/door';
import { Conditions } from '../platform/conditions';
import { decodeCursor, PAGE_SIZE } from '../platform/page';
import type { FlawRow, FlawsQuery } from './flaws.dto';

export interface ListedFlaw extends FlawRow {
  pilot_code: string;
  pilot_title: string;
}

const COLUMNS = `f.id, f.county, f.version, f.code, f.state, f.pilot_id, f.kind, f.act_from, f.act_to, f.regions,
  f.activities, f.breaches, f.found_on, f.found_by, f.aware_on, f.units, f.posts, f.amount_fen, f.loss_fen,
  f.description, f.files, f.self_report, f.self_report_on, f.self_reported_at, f.established, f.reporter_id,
  f.reporter_unit, f.outcome, f.recorded_at, p.code as pilot_code, p.title as pilot_title`;

/** The sponsor's unit with all its superiors, and whoever had a hand in the pilot: registered, led or moved it, reported
 * the flaw on its side, filed a record, stood for a pledge or handled an approval. */
const STAKES = `
  with recursive line as (
    select o.id, o.superior_id, 1 as depth from organisation o where o.county = $1 and o.id = $2
    union all
    select above.id, above.superior_id, line.depth + 1 from line
    join organisation above on above.county = $1 and above.id = line.superior_id where line.depth < 20
  ), hand as (
    select lead_id as account_id from pilot where county = $1 and id = $3
    union select actor_id from pilot_state where county = $1 and pilot_id = $3
    union select reporter_id from flaw where county = $1 and pilot_id = $3 and not established
    union select s.actor_id from pledge_standing s join pledge g on g.county = s.county and g.id = s.pledge_id
      where g.county = $1 and g.pilot_id = $3
    union select e.actor_id from approval_event e join approval a on a.county = e.county and a.id = e.approval_id
      where a.county = $1 and a.pilot_id = $3
    union select x.actor_id from exemption_act x join exemption r on r.county = x.county and r.id = x.exemption_id
      where r.county = $1 and r.pilot_id = $3 and x.act in ('draft', 'edit', 'file', 'withdraw')
  )
  select array(select id from line) as units,
    array(select distinct a.person_id from account a join hand h on h.account_id = a.id where a.county = $1) as persons`;

@Injectable()
export class FlawsRepository {
  /** One row more than asked for, newest first: its presence says that there is a next page. */
  async page(q: Reader, query: FlawsQuery & { pilot?: string }): Promise<ListedFlaw[]> {
    const where = new Conditions('f').within(q.scope);
    where
      .when(query.pilot, 'f.pilot_id = ?')
      .when(query.state, 'f.state = ?')
      .when(query.kind, 'f.kind = ?')
      .when(query.outcome, 'f.outcome = ?')
      .when(query.county, 'f.county = ?')
      .when(query.checked, `(f.outcome is not null) = (? = 'yes')`)
      .when(query.field, 'p.field = ?')
      .when(query.unit, 'p.sponsor_id = ?')
      .when(query.place, 'exists (select from unnest(f.regions) region where starts_with(region, ?))')
      .when(query.day, 'f.act_from <= ? and coalesce(f.act_to, f.act_from) >= ?', query.day, query.day);
    if (query.reportedIn !== undefined) {
      const { from, before } = instantsOf(query.reportedIn);
      where.add('f.recorded_at >= ? and f.recorded_at < ?', from, before);
    }
    where.saying(query.q).olderThan(decodeCursor(query.cursor));
    const limit = where.next((query.limit ?? PAGE_SIZE) + 1);
    return q.sql<ListedFlaw>(
      `select ${COLUMNS} from flaw f join pilot p on p.county = f.county and p.id = f.pilot_id
       where ${where.text} order by f.recorded_at desc, f.id desc limit ${limit}`,
      where.values,
    );
  }

  async stakes(q: Reader, pilot: { id: string; sponsor_id: string }): Promise<Stakes> {
    const [row] = await q.sql<Stakes>(STAKES, [q.scope.county, pilot.sponsor_id, pilot.id]);
    return row!;
  }
}
