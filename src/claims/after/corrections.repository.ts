// Lists of corrections, and the day of each one's last answer.
import { Injectable } from '@nestjs/common';
import type { Day } from '../../domain/period';
import type { Actor } from '../../domain/permission';
import type { Reader } from '../../ledger/door';
import { Conditions } from '../../platform/conditions';
import { decodeCursor, PAGE_SIZE } from '../../platform/page';
import type { ClaimCorrection } from './after.entity';
import type { CorrectionTasksQuery } from './corrections.dto';
import { copiedOnly, ownOnly } from '../visibility';

const COLUMNS = `c.county, c.id, c.version, c.code, c.claim_id, c.state, c.text, c.unit_id, c.due_on, c.evidence, c.ordered_on,
  c.actor_id, c.person_id, c.actor_unit, utc_text(c.recorded_at) as recorded_at`;

@Injectable()
export class CorrectionsRepository {
  /** One row more than `limit`, newest first; of sponsors, departments and the organisation department only those addressed to the own unit. */
  async page(
    q: Reader,
    query: CorrectionTasksQuery,
    { actor, day }: { actor: Actor; day: Day },
  ): Promise<ClaimCorrection[]> {
    const where = new Conditions('c').within(q.scope);
    if (ownOnly(actor) || (await copiedOnly(q, actor))) where.add('c.unit_id = ?', actor.organisationId);
    where.when(query.state, 'c.state = ?').when(query.unit, 'c.unit_id = ?');
    if (query.overdue === 'yes') where.add(`c.state in ('open', 'sent-back') and c.due_on < ?`, day);
    where.olderThan(decodeCursor(query.cursor));
    const limit = where.next((query.limit ?? PAGE_SIZE) + 1);
    return q.sql<ClaimCorrection>(
      `select ${COLUMNS} from claim_correction c where ${where.text} order by c.recorded_at desc, c.id desc limit ${limit}`,
      where.values,
    );
  }

  /** The local day of the last answer to each, by id; one never answered is missing. */
  async answerDays(q: Reader, ids: readonly string[]): Promise<Map<string, Day>> {
    if (ids.length === 0) return new Map();
    const rows = await q.sql<{ id: string; day: Day }>(
      `select correction_id as id, (max(recorded_at) at time zone 'Asia/Shanghai')::date as day
       from claim_correction_entry where act = 'answer' and correction_id = any ($1::uuid[]) group by correction_id`,
      [ids],
    );
    return new Map(rows.map(({ id, day }) => [id, day]));
  }

  async openOf(q: Reader, claim: { county: string; id: string }): Promise<number> {
    const [row] = await q.sql<{ open: number }>(
      `select count(*)::int as open from claim_correction where county = $1 and claim_id = $2 and state <> 'signed-off'`,
      [claim.county, claim.id],
    );
    return row!.open;
  }
}
