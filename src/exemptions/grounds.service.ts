import { Injectable } from '@nestjs/common';
import { warningsOf, type WarningSeen } from '../domain/breadth';
import type { Rulebook } from '../domain/check/rulebook';
import { exemptionRefusal, isEditable, refuseUnfit } from '../domain/exemption';
import { localDay, type Day } from '../domain/period';
import type { Scope } from '../domain/scope';
import type { IndexedCalendar } from '../domain/workdays';
import type { Reader } from '../ledger/door';
import type { Pilot } from '../pilots/pilot.entity';
import { PilotsService } from '../pilots/pilots.service';
import { ScopesService } from '../pilots/scopes.service';
import { CalendarService } from '../rulebooks/calendar.service';
import { RulebooksService } from '../rulebooks/rulebooks.service';
import type { Exemption } from './exemption.entity';
import type { ContentBody } from './exemptions.dto';
import { ExemptionsRepository } from './exemptions.repository';

/** What a record stands on. The rulebook is the one it was filed under; before filing, the one in force today. */
export interface Grounds {
  pilot: Pilot;
  scope: Scope;
  /** null: none is in force for the county any more, and the record was never filed. */
  book: Rulebook | null;
  calendar: IndexedCalendar;
}

@Injectable()
export class GroundsService {
  constructor(
    private readonly pilots: PilotsService,
    private readonly scopes: ScopesService,
    private readonly rulebooks: RulebooksService,
    private readonly calendars: CalendarService,
    private readonly rows: ExemptionsRepository,
  ) {}

  /** @throws Refusal pilot.not-found */
  pilot(q: Reader, id: string): Promise<Pilot> {
    return this.pilots.found(q, id);
  }

  async of(q: Reader, row: Exemption, today: Day): Promise<Grounds> {
    const pilot = await this.pilots.found(q, row.pilot_id);
    return {
      pilot,
      scope: await this.scope(q, row.pilot_id, row.scope_number),
      book: await this.book(q, row, { pilot, today }),
      calendar: await this.calendars.of(q, row.county),
    };
  }

  /** The rulebook in force for the county today. @throws Refusal rulebook.none-in-force */
  bookToday(q: Reader, pilot: Pilot, today: Day): Promise<Rulebook> {
    return this.rulebooks.inForce(q, { region: pilot.county, field: pilot.field }, today);
  }

  /**
   * Scope version recorded, codes in the rulebook, approvals and pledges of the same pilot.
   * @throws Refusal exemption.scope-not-recorded, exemption.content-invalid, rulebook.none-in-force
   */
  async refuseUnfit(
    q: Reader,
    pilot: Pilot,
    { content, today }: { content: Omit<ContentBody, 'opening' | 'period' | 'risks' | 'lossCapFen'>; today: Day },
  ): Promise<Rulebook> {
    await this.scope(q, pilot.id, content.scopeNumber);
    const book = await this.bookToday(q, pilot, today);
    refuseUnfit(content, book, await this.rows.knownOf(q, pilot.id, content));
    return book;
  }

  /** Live while the record is on its way; what was seen at sealing afterwards. */
  async warnings(q: Reader, row: Exemption, { scope, book, calendar, today }: Grounds & { today: Day }) {
    const live = isEditable(row.state) || row.state === 'filed';
    if (!live || book === null) return row.warnings ?? [];
    const filedOn = row.state === 'filed' && row.filed_at !== null ? localDay(row.filed_at) : today;
    const around = { filedOn, ...(await this.rows.surroundings(q, row)) };
    return warningsOf(breadthOf(row, scope), book, { around, calendar }) satisfies WarningSeen[];
  }

  private async scope(q: Reader, pilotId: string, number: number): Promise<Scope> {
    const versions = await this.scopes.versions(q, pilotId);
    const found = versions.find(({ row }) => row.number === number && row.state === 'recorded');
    if (found) return found.scope;
    throw exemptionRefusal('exemption.scope-not-recorded', {
      figures: { number },
      fields: [{ field: 'scopeNumber', zh: '该版范围未登记', en: 'is no recorded scope version' }],
    });
  }

  private async book(
    q: Reader,
    row: Exemption,
    { pilot, today }: { pilot: Pilot; today: Day },
  ): Promise<Rulebook | null> {
    if (row.rulebook_code === null || row.state === 'returned') {
      const chosen = await this.rulebooks.chosen(q, { region: pilot.county, field: pilot.field }, today);
      return chosen?.rulebook ?? null;
    }
    const kept = await this.rulebooks.all(q);
    const pinned = kept.find(
      ({ rulebook }) => rulebook.code === row.rulebook_code && rulebook.version === row.rulebook_version,
    );
    return pinned?.rulebook ?? null;
  }
}

function breadthOf(row: Exemption, scope: Scope) {
  return {
    flawKinds: row.flaw_kinds,
    safeguards: row.safeguards,
    risks: row.risks.map(risk => risk.text),
    period: { from: row.period_from, to: row.period_to },
    lossCapFen: row.loss_cap_fen,
    leansOn: [...row.approval_ids, ...row.pledge_ids],
    scope,
  };
}
