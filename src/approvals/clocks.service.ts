// The clock of an approval with what it takes from other rooms: the county's working days, and the rulebook's word on
// inquiries and on silence.
import { Injectable } from '@nestjs/common';
import { approvalClock, type ApprovalClock } from '../domain/approval-clock';
import type { ApprovalRecord } from '../domain/approval';
import { mayBeDeemed } from '../domain/clock';
import { chooseRulebook } from '../domain/check/choosing';
import type { Rulebook } from '../domain/check/rulebook';
import { neverDeemedGranted } from '../domain/check/rulebook-rules';
import type { Day } from '../domain/period';
import type { IndexedCalendar } from '../domain/workdays';
import type { Reader } from '../ledger/door';
import { CalendarService } from '../rulebooks/calendar.service';
import { idOf, RulebooksService } from '../rulebooks/rulebooks.service';
import type { ApprovalEventRow } from './approval.entity';

/** What every clock of one county shares; loaded once, used for many. */
export interface CountyTime {
  county: string;
  calendar: IndexedCalendar;
  books: readonly Rulebook[];
}

export interface ClockSubject {
  approval: ApprovalRecord;
  /** The pilot's field of work. */
  field: string;
  events: readonly ApprovalEventRow[];
}

export interface ReadClock {
  clock: ApprovalClock;
  /** The rulebook that lets silence grant the matter, or null. */
  deemedBy: string | null;
}

@Injectable()
export class ClocksService {
  constructor(
    private readonly calendars: CalendarService,
    private readonly rulebooks: RulebooksService,
  ) {}

  async of(q: Reader, county: string): Promise<CountyTime> {
    const calendar = await this.calendars.of(q, county);
    const books = (await this.rulebooks.all(q)).map(({ rulebook }) => rulebook);
    return { county, calendar, books };
  }

  /** The rulebook of the day on which the matter was put to the authority counts, not today's. */
  read(time: CountyTime, { approval, field, events }: ClockSubject, day: Day): ReadClock {
    const applied = events.find(one => one.kind === 'applied');
    const deeming = applied ? bookOn(time, field, applied.happened_on) : null;
    const deemable = deeming !== null && isDeemable(deeming, approval);
    const input = {
      term: approval.term_workdays,
      inquiryTerm: inquiryTerm(time, field, events.find(one => one.kind === 'inquired')?.happened_on ?? null),
      deemable,
      events: events.map(({ kind, happened_on, reason, round, remarks }) => ({
        kind,
        on: happened_on,
        reason,
        round,
        remarks,
      })),
    };
    return { clock: approvalClock(input, day, time.calendar), deemedBy: deemable ? idOf(deeming) : null };
  }
}

const bookOn = ({ books, county }: CountyTime, field: string, day: Day): Rulebook | null =>
  chooseRulebook(books, { region: county, day, field });

/** The term for naming the path, in working days, by the rulebook of the day of the inquiry; null: it fixes none. */
export function inquiryTerm(time: CountyTime, field: string, inquiredOn: Day | null): number | null {
  if (inquiredOn === null) return null;
  return bookOn(time, field, inquiredOn)?.terms['inquiry-answer']?.workdays ?? null;
}

/** A matter of a closed class stays one, whatever class was declared for it. */
function isDeemable(book: Rulebook, { matter, field_class }: ApprovalRecord): boolean {
  const worded = neverDeemedGranted(matter)?.class ?? 'other';
  return mayBeDeemed(book.deemedGranted.includes(matter), [field_class, worded]);
}
