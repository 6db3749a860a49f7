import { Injectable } from '@nestjs/common';
import { startOf } from '../domain/check/situation';
import { localDay, type Day } from '../domain/period';
import type { Actor } from '../domain/permission';
import { waitingOn } from '../domain/pledge-waiting';
import { shortfallOn, silenceOn } from '../domain/shortfall';
import type { Reader } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { Clock } from '../platform/clock';
import { Pilot } from '../pilots/pilot.entity';
import { CalendarService } from '../rulebooks/calendar.service';
import { RulebooksService } from '../rulebooks/rulebooks.service';
import {
  awaitedOf,
  historyOf,
  pledgeDetail,
  type PledgeFiguresQuery,
  type PledgeDetail,
  type PledgeRows,
} from './figures.dto';
import { PledgeDelivery, PledgeRevision, PledgeStandingEntry, PledgeTermsRow, PledgeTranche } from './pledge.entity';
import { PledgesRepository } from './pledges.repository';

/** One pledge with its whole history and what it comes to on a day. Nothing of this is stored. */
@Injectable()
export class FiguresService {
  constructor(
    private readonly journal: Journal,
    private readonly rows: PledgesRepository,
    private readonly calendars: CalendarService,
    private readonly rulebooks: RulebooksService,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal pledge.not-found */
  async detail(actor: Actor, id: string, { on, recordedBefore }: PledgeFiguresQuery): Promise<PledgeDetail> {
    const day = on ?? this.clock.today();
    return this.journal.read(actor, async q => {
      const rows = await this.all(q, id);
      const calendar = await this.calendars.of(q, rows.pledge.county);
      const asRecordedBefore = recordedBefore && startOf(recordedBefore);
      const figures = shortfallOn(historyOf(rows), day, { calendar, ...(asRecordedBefore && { asRecordedBefore }) });
      const counted = { calendar, term: await this.term(q, rows, day) };
      return pledgeDetail(rows, {
        figures: { on: day, ...figures },
        silence: silenceOn(historyOf(rows), day, counted),
        waiting: waitingOn(awaitedOf(rows, figures.oldestDueOn), day, counted),
      });
    });
  }

  private async all(q: Reader, id: string): Promise<PledgeRows> {
    const pledge = await this.rows.found(q, id);
    const of = { pledge_id: id };
    return {
      pledge,
      standings: await q.find(PledgeStandingEntry, of, { order: { ordinal: 'ASC' } }),
      terms: await q.find(PledgeTermsRow, of, { order: { number: 'ASC' } }),
      tranches: await q.find(PledgeTranche, of, { order: { terms_number: 'ASC', ordinal: 'ASC' } }),
      deliveries: await q.find(PledgeDelivery, of, { order: { entered_at: 'ASC', id: 'ASC' } }),
      revisions: await q.find(PledgeRevision, of, { order: { entered_at: 'ASC', id: 'ASC' } }),
    };
  }

  /** Of the answer to a claim. A body outside the county has no officer here to answer, hence no term to keep. */
  private async term(q: Reader, { pledge, standings }: PledgeRows, day: Day): Promise<number | null> {
    const last = standings.findLast(({ recorded_at }) => localDay(recorded_at) <= day);
    if (pledge.giver_id === null || last?.standing !== 'claimed') return null;
    const pilot = await q.one(Pilot, { id: pledge.pilot_id });
    const place = { region: pledge.county, ...(pilot && { field: pilot.field }) };
    const kept = await this.rulebooks.chosen(q, place, day);
    return kept?.rulebook.terms['pledge-answer']?.workdays ?? null;
  }
}
