import { Injectable } from '@nestjs/common';
import { approvalRefusal } from '../domain/approval';
import type { Day } from '../domain/period';
import type { Actor } from '../domain/permission';
import type { Reader } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { PilotsService } from '../pilots/pilots.service';
import { Clock } from '../platform/clock';
import { decodeCursor, pageOf, PAGE_SIZE } from '../platform/page';
import { Approval } from './approval.entity';
import {
  approvalDetail,
  approvalListItem,
  approvalView,
  type ApprovalDetail,
  type ApprovalListRow,
  type ApprovalPage,
  type ApprovalsQuery,
  type ApprovalView,
} from './approvals.dto';
import { ApprovalsRepository } from './approvals.repository';
import { clockView } from './clock.dto';
import { ClocksService, type CountyTime } from './clocks.service';

// Candidates whose clocks are read at once while looking for the overdue ones.
const BATCH = 500;

/** Reading approvals: lists, one with its events, and its clock on a day. */
@Injectable()
export class ApprovalsService {
  constructor(
    private readonly journal: Journal,
    private readonly rows: ApprovalsRepository,
    private readonly pilots: PilotsService,
    private readonly clocks: ClocksService,
    private readonly time: Clock,
  ) {}

  /** The approval within the reader's reach. @throws Refusal approval.not-found */
  async found(q: Reader, id: string): Promise<Approval> {
    const approval = await q.one(Approval, { id });
    if (!approval) throw approvalRefusal('approval.not-found');
    return approval;
  }

  /** In the order in which they were opened. @throws Refusal pilot.not-found */
  async ofPilot(actor: Actor, pilotId: string): Promise<ApprovalView[]> {
    return this.journal.read(actor, async q => {
      await this.pilots.found(q, pilotId);
      const approvals = await q.find(Approval, { pilot_id: pilotId }, { order: { recorded_at: 'ASC', id: 'ASC' } });
      return approvals.map(approvalView);
    });
  }

  async list(actor: Actor, query: ApprovalsQuery): Promise<ApprovalPage> {
    const limit = query.limit ?? PAGE_SIZE;
    const wanted = { ...query, unit: actor.organisationId };
    const after = query.cursor === undefined ? null : decodeCursor(query.cursor);
    const rows = await this.journal.read(actor, async q => {
      const { overdueOn } = query;
      if (overdueOn === undefined) return this.rows.slice(q, wanted, { after, take: limit + 1 });
      return this.overdue(q, { ...wanted, overdueOn }, limit + 1);
    });
    return pageOf(rows, limit, approvalListItem);
  }

  /** With the clock as it stands on `day`, by default today. @throws Refusal approval.not-found */
  async detail(actor: Actor, id: string, day: Day = this.time.today()): Promise<ApprovalDetail> {
    return this.journal.read(actor, async q => {
      const approval = await this.found(q, id);
      const { field } = await this.pilots.found(q, approval.pilot_id);
      const events = (await this.rows.events(q, [id])).get(id) ?? [];
      const predecessors = await this.rows.predecessors(q, id);
      const county = await this.clocks.of(q, approval.county);
      const { clock, deemedBy } = this.clocks.read(county, { approval, field, events }, day);
      const parts = { events, predecessors, calendar: county.calendar, clock: clockView(clock, deemedBy) };
      return approvalDetail(approval, parts);
    });
  }

  /** Goes through the candidates until `take` are found whose clock is past the term on that day. */
  private async overdue(
    q: Reader,
    query: ApprovalsQuery & { unit: string; overdueOn: Day },
    take: number,
  ): Promise<ApprovalListRow[]> {
    const found: ApprovalListRow[] = [];
    const counties = new Map<string, CountyTime>();
    let after = query.cursor === undefined ? null : decodeCursor(query.cursor);
    for (;;) {
      const rows = await this.rows.slice(q, query, { after, take: BATCH });
      const events = await this.rows.events(
        q,
        rows.map(row => row.id),
      );
      for (const approval of rows) {
        const county = counties.get(approval.county) ?? (await this.clocks.of(q, approval.county));
        counties.set(approval.county, county);
        const subject = { approval, field: approval.pilot_field, events: events.get(approval.id) ?? [] };
        const { overdueBy } = this.clocks.read(county, subject, query.overdueOn).clock;
        if (overdueBy > 0) found.push({ ...approval, overdue_by: overdueBy });
        if (found.length === take) return found;
      }
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) return found;
      after = { at: last.recorded_at, id: last.id };
    }
  }
}
