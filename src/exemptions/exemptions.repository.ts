// The list of records, and what stands around one: other filings, flaws of the pilot, how near an inspector is.
import { Injectable } from '@nestjs/common';
import { instantsOf } from '../domain/board/months';
import type { Surroundings } from '../domain/breadth';
import type { Nearness } from '../domain/filing';
import type { Day } from '../domain/period';
import type { Actor } from '../domain/permission';
import type { Reader } from '../ledger/door';
import { Conditions } from '../platform/conditions';
import { decodeCursor, PAGE_SIZE } from '../platform/page';
import type { Exemption } from './exemption.entity';
import type { ExemptionsQuery } from './exemptions.dto';
import type { ExemptionRow } from './views.dto';

const COLUMNS = `id, county, version, code, state, pilot_id, unit_id, scope_number, already_happened, inspection_open,
  flaw_kinds, risks, safeguards, approval_ids, pledge_ids, loss_cap_fen, period_from, period_to, department_filing,
  superior_told, content_sha256, renews_id, recorded_at, round, rulebook_code, rulebook_version, first_filed_at, filed_at,
  filed_by, looked_at, sealed_at, sealed_by, warnings, seal_reason, ended_at, ended_by, end_ground, end_reason`;

/** Local day of an instant. */
const dayOf = (column: string): string => `(${column} at time zone 'Asia/Shanghai')::date`;

/** Records of other pilots that may be copies: the newest of the last year that foresee a kind in common. */
const OTHERS_LIMIT = 200;

@Injectable()
export class ExemptionsRepository {
  /** One row more than `limit`, newest first: its presence says that there is a next page. */
  async page(q: Reader, query: ExemptionsQuery, today: Day): Promise<ExemptionRow[]> {
    const where = new Conditions().within(q.scope);
    addState(where, query, today);
    addPilot(where, query);
    where
      .when(query.county, 'county = ?')
      .when(query.unit, 'unit_id = ?')
      .when(query.pilot, 'pilot_id = ?')
      .when(
        query.day,
        `${dayOf('sealed_at')} < ? and (ended_at is null or ${dayOf('ended_at')} > ?)
         and period_from <= ? and (period_to is null or period_to >= ?)`,
        ...Array<Day | undefined>(4).fill(query.day),
      );
    if (query.sealedIn !== undefined) {
      const { from, before } = instantsOf(query.sealedIn);
      where.add('sealed_at >= ? and sealed_at < ?', from, before);
    }
    where.saying(query.q).olderThan(decodeCursor(query.cursor));
    const limit = where.next((query.limit ?? PAGE_SIZE) + 1);
    return q.sql<ExemptionRow>(
      `select ${COLUMNS} from exemption where ${where.text} order by recorded_at desc, id desc limit ${limit}`,
      where.values,
    );
  }

  /** Which of the named approvals and pledges stand on this pilot. */
  async knownOf(
    q: Reader,
    pilotId: string,
    named: { approvals: readonly string[]; pledges: readonly string[] },
  ): Promise<{ approvals: string[]; pledges: string[] }> {
    const rows = await q.sql<{ id: string; kind: string }>(
      `select id, 'approval' as kind from approval where county = $1 and pilot_id = $2 and id = any ($3::uuid[])
       union all
       select id, 'pledge' from pledge where county = $1 and pilot_id = $2 and id = any ($4::uuid[])`,
      [q.scope.county, pilotId, named.approvals, named.pledges],
    );
    const ids = (kind: string) => rows.filter(row => row.kind === kind).map(row => row.id);
    return { approvals: ids('approval'), pledges: ids('pledge') };
  }

  async surroundings(q: Reader, row: Exemption): Promise<Pick<Surroundings, 'unitFilings' | 'others' | 'flawDays'>> {
    const filings = await q.sql<{ day: Day }>(
      `select ${dayOf('first_filed_at')} as day from exemption
       where county = $1 and unit_id = $2 and first_filed_at is not null order by first_filed_at desc limit 500`,
      [row.county, row.unit_id],
    );
    const others = await q.sql<{ code: string; flaw_kinds: string[]; safeguards: string[]; risks: Exemption['risks'] }>(
      `select code, flaw_kinds, safeguards, risks from exemption
       where county = $1 and pilot_id <> $2 and flaw_kinds && $3 and round > 0
         and recorded_at > $4::timestamptz - interval '1 year'
       order by recorded_at desc limit ${OTHERS_LIMIT}`,
      [row.county, row.pilot_id, row.flaw_kinds, row.recorded_at],
    );
    const flaws = await q.sql<{ day: Day }>(
      `select least(found_on, ${dayOf('recorded_at')}) as day from flaw where county = $1 and pilot_id = $2`,
      [row.county, row.pilot_id],
    );
    return {
      unitFilings: filings.map(one => one.day),
      others: others.map(one => ({
        code: one.code,
        flawKinds: one.flaw_kinds,
        safeguards: one.safeguards,
        risks: one.risks.map(risk => risk.text),
      })),
      flawDays: flaws.map(one => one.day),
    };
  }

  /** How near the actor stands to a record, and what kind of unit the actor is of. */
  async nearness(
    q: Reader,
    actor: Actor,
    about: { row: Exemption; leadId: string; units: readonly string[] },
  ): Promise<Nearness & { kind: string }> {
    const [found] = await q.sql<Nearness & { kind: string }>(
      `with recursive above (start, id) as (
         select x, x from unnest(array[$2, $3]::uuid[]) as x
         union
         select above.start, o.superior_id from above join organisation o on o.county = $1 and o.id = above.id
         where o.superior_id is not null
       )
       select exists (select from above where (start, id) in (($2::uuid, $3::uuid), ($3::uuid, $2::uuid))) as line,
         exists (select from exemption_act a where a.county = $1 and a.exemption_id = $4 and a.person_id = $5
           and a.act in ('draft', 'edit', 'file', 'withdraw'))
         or exists (select from account a where a.county = $1 and a.id = $6 and a.person_id = $5) as hand,
         $2::uuid = any ($7::uuid[]) as partaking,
         (select kind from organisation where county = $1 and id = $2) as kind`,
      [
        about.row.county,
        actor.organisationId,
        about.row.unit_id,
        about.row.id,
        actor.personId,
        about.leadId,
        about.units,
      ],
    );
    return found!;
  }
}

function addState(where: Conditions, { state }: ExemptionsQuery, today: Day): void {
  if (state === undefined) return;
  if (state === 'expired') where.add(`state = 'sealed' and period_to < ?`, today);
  else if (state === 'sealed') where.add(`state = 'sealed' and (period_to is null or period_to >= ?)`, today);
  else where.add('state = ?', state);
}

function addPilot(where: Conditions, { field, place }: ExemptionsQuery): void {
  where
    .when(
      field,
      'exists (select from pilot p where p.county = exemption.county and p.id = exemption.pilot_id and p.field = ?)',
    )
    .when(
      place,
      `exists (select from scope_version v join scope_part part
         on part.county = v.county and part.pilot_id = v.pilot_id and part.sha256 = v.parts ->> 'regions'
       where v.county = exemption.county and v.pilot_id = exemption.pilot_id and v.number = exemption.scope_number
         and v.state = 'recorded'
         and exists (select from jsonb_array_elements_text(
           -- The planner may look at parts before it joins them, and others than the regions are no lists.
           case jsonb_typeof(part.value) when 'array' then part.value else '[]' end) region where starts_with(region, ?)))`,
    );
}
