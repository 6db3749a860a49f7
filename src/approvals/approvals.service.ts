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
  type ClockedRow,
} from './approvals.dto';
import { ApprovalsRepository } from './approvals.repository';
import { clockView } from './clock.dto';
import { ClocksService, type CountyTime } from './clocks.service';

// Candidates whose clocks are read at once while looking for the overdue ones.
const BATCH = 500;

interface Reading {
  day: Day;
  counties?: Map<string, CountyTime>;
}

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
    const after = decodeCursor(query.cursor);
    const rows = await this.journal.read(actor, async q => {
      const { overdueOn } = query;
      if (overdueOn !== undefined) return this.overdue(q, { ...wanted, overdueOn }, limit + 1);
      const page = await this.rows.slice(q, wanted, { after, take: limit + 1 });
      const clocked = await this.clockReading(q, page, { day: this.time.today() });
      const read: ClockedRow[] = [];
      for (const row of page) read.push(await clocked(row));
      return read;
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

  /** For the rows of one page: their events in one statement, what a county's clocks share read once. */
  private async clockReading(q: Reader, rows: readonly ApprovalListRow[], { day, counties = new Map() }: Reading) {
    const ids = rows.map(row => row.id);
    const events = await this.rows.events(q, ids);
    return async (row: ApprovalListRow): Promise<ClockedRow> => {
      const county = counties.get(row.county) ?? (await this.clocks.of(q, row.county));
      counties.set(row.county, county);
      const subject = { approval: row, field: row.pilot_field, events: events.get(row.id) ?? [] };
      return { ...row, clock: this.clocks.read(county, subject, day).clock };
    };
  }

  /** Goes through the candidates until `take` are found whose clock is past the term on that day. */
  private async overdue(
    q: Reader,
    query: ApprovalsQuery & { unit: string; overdueOn: Day },
    take: number,
  ): Promise<ClockedRow[]> {
    const found: ClockedRow[] = [];
    const counties = new Map<string, CountyTime>();
    let after = decodeCursor(query.cursor);
    for (;;) {
      const rows = await this.rows.slice(q, query, { after, take: BATCH });
      const clocked = await this.clockReading(q, rows, { day: query.overdueOn, counties });
      for (const row of rows) {
        const read = await clocked(row);
        if (read.clock.overdueBy > 0) found.push({ ...read, overdue_by: read.clock.overdueBy });
        if (found.length === take) return found;
      }
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) return found;
      after = { at: last.recorded_at, id: last.id };
    }
  }
}
