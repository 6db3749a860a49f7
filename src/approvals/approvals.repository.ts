// Lists of approvals: filters and cursor paging in one statement. Who is overdue is no column; the candidates for a day
// are narrowed here, and the clock decides.
import { Injectable } from '@nestjs/common';
import { SETTLED_STATES, WAITING_STATES } from '../domain/approval';
import { instantsOf, type Month } from '../domain/board/months';
import type { Day } from '../domain/period';
import type { Reader } from '../ledger/door';
import { Conditions } from '../platform/conditions';
import type { Cursor } from '../platform/page';
import type { ApprovalEventRow } from './approval.entity';
import type { ApprovalListRow, ApprovalsQuery } from './approvals.dto';

const COLUMNS = `a.county, a.id, a.version, a.code, a.pilot_id, a.state, a.approver_id, a.field_class, a.matter,
  a.legal_basis, a.term_workdays, a.materials, a.recorded_at, p.code as pilot_code, p.field as pilot_field`;

const EVENT_COLUMNS = `county, id, approval_id, ordinal, kind, happened_on, reason, round, remarks, path, path_before, note,
  actor_id, unit_id, recorded_at`;

export interface Slice {
  after: Cursor | null;
  take: number;
}

@Injectable()
export class ApprovalsRepository {
  /** Newest first; `take` rows after the cursor. `unit` is whom `waitingFor=me` means. */
  async slice(q: Reader, query: ApprovalsQuery & { unit: string }, { after, take }: Slice): Promise<ApprovalListRow[]> {
    const where = new Conditions('a').within(q.scope);
    where.when(query.approver, 'a.approver_id = ?').when(query.state, 'a.state = ?');
    where.when(query.county, 'a.county = ?').when(query.pilot, 'a.pilot_id = ?');
    if (query.waitingFor === 'me') {
      where.add(
        '((a.approver_id = ? and a.state = any(?)) or (p.sponsor_id = ? and a.state = any(?)))',
        query.unit,
        WAITING_STATES.approver,
        query.unit,
        WAITING_STATES.sponsor,
      );
    }
    for (const day of [query.openOn, query.overdueOn]) if (day !== undefined) openOn(where, day);
    if (query.decidedIn !== undefined) decidedIn(where, query.decidedIn);
    where.olderThan(after);
    const limit = where.next(take);
    return q.sql<ApprovalListRow>(
      `select ${COLUMNS} from approval a join pilot p on p.county = a.county and p.id = a.pilot_id
       where ${where.text} order by a.recorded_at desc, a.id desc limit ${limit}`,
      where.values,
    );
  }

  /** The events of many approvals, by approval, oldest first; an approval without events has an empty list. */
  async events(q: Reader, approvalIds: readonly string[]): Promise<Map<string, ApprovalEventRow[]>> {
    const rows = await q.sql<ApprovalEventRow>(
      `select ${EVENT_COLUMNS} from approval_event where approval_id = any($1) order by approval_id, ordinal`,
      [approvalIds],
    );
    const byApproval = new Map<string, ApprovalEventRow[]>(approvalIds.map(id => [id, []]));
    for (const row of rows) byApproval.get(row.approval_id)?.push(row);
    return byApproval;
  }

  /** What must be granted before this one may be applied for, oldest first. */
  async predecessors(q: Reader, approvalId: string): Promise<ApprovalListRow[]> {
    return q.sql<ApprovalListRow>(
      `select ${COLUMNS} from approval_predecessor d
       join approval a on a.county = d.county and a.id = d.predecessor_id
       join pilot p on p.county = a.county and p.id = a.pilot_id
       where d.approval_id = $1 order by a.recorded_at, a.id`,
      [approvalId],
    );
  }
}

/** Put to the authority by that day, and not settled by it. */
function openOn(where: Conditions, day: Day): void {
  where.add(
    `exists (select from approval_event e where e.county = a.county and e.approval_id = a.id
       and e.kind in ('inquired', 'applied') and e.happened_on <= ?)`,
    day,
  );
  where.add(
    `not exists (select from approval_event e where e.county = a.county and e.approval_id = a.id
       and e.kind = any(?) and e.happened_on <= ?)`,
    SETTLED_STATES,
    day,
  );
}

/** By the ledger's time. */
function decidedIn(where: Conditions, month: Month): void {
  const { from, before } = instantsOf(month);
  where.add(
    `exists (select from approval_event e where e.county = a.county and e.approval_id = a.id
       and e.kind in ('granted', 'refused') and e.recorded_at >= ? and e.recorded_at < ?)`,
    from,
    before,
  );
}
