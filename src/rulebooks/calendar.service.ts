import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/permission';
import { explainTerm, type IndexedCalendar } from '../domain/workdays';
import type { Reader } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { calendarFor, nationalCalendar } from '../platform/calendar';
import { newId } from '../platform/ids';
import { CalendarCorrectionRow } from './rulebook.entity';
import {
  correctionView,
  type CorrectionBody,
  type CorrectionView,
  type CorrectionWritten,
  type TermView,
} from './rulebooks.dto';

/** The working days of a county: the national calendar with the county's corrections on record laid over it. */
@Injectable()
export class CalendarService {
  constructor(private readonly journal: Journal) {}

  /** Of a county; corrections of one day: the later recorded counts. */
  async of(q: Reader, county: string): Promise<IndexedCalendar> {
    const rows = await this.rows(q, county);
    if (rows.length === 0) return nationalCalendar();
    return calendarFor(
      rows.map(({ day, working, reason, notice }) => ({ day, working, reason, ...(notice !== null && { notice }) })),
    );
  }

  async corrections(actor: Actor): Promise<CorrectionView[]> {
    return this.journal.read(actor, async q => (await this.rows(q, actor.county)).map(correctionView));
  }

  async correct(actor: Actor, body: CorrectionBody): Promise<CorrectionWritten> {
    const { value, receipts } = await this.journal.write(actor, async tx => {
      const row: CalendarCorrectionRow = {
        county: tx.county,
        id: newId(),
        day: body.day,
        working: body.working,
        reason: body.reason,
        notice: body.notice ?? null,
        actor_id: actor.accountId,
        recorded_at: tx.now,
      };
      await tx.insert(CalendarCorrectionRow, row);
      tx.record('calendar.corrected', body.day, { day: body.day, working: body.working });
      return row;
    });
    return { ...correctionView(value), receipt: receipts[0]! };
  }

  /** A date that explains itself. */
  async term(actor: Actor, { from, workdays }: { from: string; workdays: number }): Promise<TermView> {
    return this.journal.read(actor, async q => explainTerm(await this.of(q, actor.county), from, workdays));
  }

  private rows(q: Reader, county: string): Promise<CalendarCorrectionRow[]> {
    return q.find(CalendarCorrectionRow, { county }, { order: { recorded_at: 'ASC', id: 'ASC' } });
  }
}
