import { Injectable } from '@nestjs/common';
import type { Rulebook } from '../../domain/check/rulebook';
import type { IndexedCalendar } from '../../domain/workdays';
import type { Reader } from '../../ledger/door';
import { CalendarService } from '../../rulebooks/calendar.service';
import { idOf, rulebookRefusal, RulebooksService } from '../../rulebooks/rulebooks.service';
import type { Claim } from '../claim.entity';

export interface Measure {
  terms: Rulebook['terms'];
  calendar: IndexedCalendar;
}

/** What a claim's terms are measured with: the rulebook of the day of filing, the working days of its county. */
@Injectable()
export class TermsService {
  constructor(
    private readonly rulebooks: RulebooksService,
    private readonly calendars: CalendarService,
  ) {}

  /** The rulebook pinned when the claim was filed. @throws Refusal rulebook.not-found */
  async bookOf(q: Reader, claim: Pick<Claim, 'rulebook_code' | 'rulebook_version'>): Promise<Rulebook> {
    const id = idOf({ code: claim.rulebook_code, version: claim.rulebook_version });
    const kept = (await this.rulebooks.all(q)).find(({ rulebook }) => idOf(rulebook) === id);
    if (!kept) throw rulebookRefusal('rulebook.not-found', { figures: { id } });
    return kept.rulebook;
  }

  /** Both for each claim by its id; claims of one county and rulebook share one. */
  async measures(q: Reader, claims: readonly Claim[]): Promise<Map<string, Measure>> {
    const shared = new Map<string, Measure>();
    const measures = new Map<string, Measure>();
    for (const claim of claims) {
      const key = `${claim.county} ${claim.rulebook_code}@${claim.rulebook_version}`;
      const measure = shared.get(key) ?? (await this.measure(q, claim));
      shared.set(key, measure);
      measures.set(claim.id, measure);
    }
    return measures;
  }

  private async measure(q: Reader, claim: Claim): Promise<Measure> {
    const { terms } = await this.bookOf(q, claim);
    return { terms, calendar: await this.calendarOf(q, claim.county) };
  }

  async calendarOf(q: Reader, county: string): Promise<IndexedCalendar> {
    return this.calendars.of(q, county);
  }
}
