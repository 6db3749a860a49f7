import { Injectable } from '@nestjs/common';
import { correctionRefusal, standingOn } from '../../domain/claim/correction';
import type { Day } from '../../domain/period';
import type { Actor } from '../../domain/permission';
import type { Reader } from '../../ledger/door';
import { Journal } from '../../ledger/journal';
import { Clock } from '../../platform/clock';
import { pageOf, PAGE_SIZE } from '../../platform/page';
import { CalendarService } from '../../rulebooks/calendar.service';
import { foundClaim } from '../acts';
import { ClaimCorrection, ClaimCorrectionEntry } from './after.entity';
import type { Claim } from '../claim.entity';
import {
  correctionEntryView,
  correctionTaskView,
  type CorrectionTaskDetail,
  type CorrectionTaskPage,
  type CorrectionTasksQuery,
  type CorrectionTaskView,
} from './corrections.dto';
import { CorrectionsRepository } from './corrections.repository';
import { foundCorrection } from './corrections.service';
import { concerns, copiedOnly, ownOnly, refuseUnread } from '../visibility';

/** Corrections read back, each as it stands on a day, and whether all of a claim are done. */
@Injectable()
export class FollowingService {
  constructor(
    private readonly journal: Journal,
    private readonly rows: CorrectionsRepository,
    private readonly calendars: CalendarService,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: CorrectionTasksQuery): Promise<CorrectionTaskPage> {
    const day = query.day ?? this.clock.today();
    return this.journal.read(actor, async q => {
      const rows = await this.rows.page(q, query, { actor, day });
      const views = new Map((await this.views(q, rows, day)).map(view => [view.id, view]));
      return pageOf(rows, query.limit ?? PAGE_SIZE, row => views.get(row.id)!);
    });
  }

  /** Oldest first. @throws Refusal claim.not-found */
  async ofClaim(actor: Actor, claimId: string, day = this.clock.today()): Promise<CorrectionTaskView[]> {
    return this.journal.read(actor, async q => {
      await refuseUnread(q, await foundClaim(q, claimId), actor);
      const rows = await q.find(ClaimCorrection, { claim_id: claimId }, { order: { recorded_at: 'ASC', id: 'ASC' } });
      return this.views(q, rows, day);
    });
  }

  /** @throws Refusal correction.not-found */
  async detail(actor: Actor, id: string, day = this.clock.today()): Promise<CorrectionTaskDetail> {
    return this.journal.read(actor, async q => {
      const row = await foundCorrection(q, id);
      const mine = row.unit_id === actor.organisationId || concerns(await foundClaim(q, row.claim_id), actor);
      if (!mine && (ownOnly(actor) || (await copiedOnly(q, actor)))) throw correctionRefusal('correction.not-found');
      const [view] = await this.views(q, [row], day);
      const entries = await q.find(ClaimCorrectionEntry, { correction_id: id }, { order: { ordinal: 'ASC' } });
      return { ...view!, entries: entries.map(correctionEntryView) };
    });
  }

  /** How many corrections of a claim are not signed off. */
  openCorrections(q: Reader, claim: Pick<Claim, 'county' | 'id'>): Promise<number> {
    return this.rows.openOf(q, claim);
  }

  /** Call it with the claim locked. @throws Refusal claim.corrections-open */
  async refuseUnfinished(q: Reader, claim: Pick<Claim, 'county' | 'id'>): Promise<void> {
    const count = await this.openCorrections(q, claim);
    if (count > 0) throw correctionRefusal('claim.corrections-open', { figures: { count } });
  }

  private async views(q: Reader, rows: readonly ClaimCorrection[], day: Day): Promise<CorrectionTaskView[]> {
    const ids = rows.map(row => row.id);
    const answered = await this.rows.answerDays(q, ids);
    const counties = [...new Set(rows.map(row => row.county))];
    const calendars = new Map<string, Awaited<ReturnType<CalendarService['of']>>>();
    for (const county of counties) calendars.set(county, await this.calendars.of(q, county));
    return rows.map(row => {
      const answeredOn = answered.get(row.id) ?? null;
      const calendar = calendars.get(row.county)!;
      const standing = standingOn({ state: row.state, dueOn: row.due_on, answeredOn }, { day, calendar });
      return correctionTaskView(row, { ...standing, answeredOn });
    });
  }
}
