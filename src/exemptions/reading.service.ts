import { Injectable } from '@nestjs/common';
import { EXEMPTION_LIFECYCLE, isEditable, isInForce, type ExemptionAct } from '../domain/exemption';
import { departureAuthorised, firstLookOn, opinionsNeeded, type FilingOffice } from '../domain/filing';
import { openActs } from '../domain/lifecycle';
import type { Day } from '../domain/period';
import type { Actor } from '../domain/permission';
import { Journal } from '../ledger/journal';
import { Clock } from '../platform/clock';
import { pageOf, PAGE_SIZE } from '../platform/page';
import { foundExemption } from './acts';
import { Exemption, ExemptionActEntry, ExemptionOpinion } from './exemption.entity';
import type { ExemptionsQuery } from './exemptions.dto';
import { ExemptionsRepository } from './exemptions.repository';
import { GroundsService, type Grounds } from './grounds.service';
import {
  actView,
  exemptionView,
  opinionView,
  warningView,
  type ExemptionDetail,
  type ExemptionPage,
  type Standings,
  type WarningView,
} from './views.dto';

@Injectable()
export class ReadingService {
  constructor(
    private readonly journal: Journal,
    private readonly rows: ExemptionsRepository,
    private readonly grounds: GroundsService,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: ExemptionsQuery): Promise<ExemptionPage> {
    const today = this.clock.today();
    const rows = await this.journal.read(actor, q => this.rows.page(q, query, today));
    return pageOf(rows, query.limit ?? PAGE_SIZE, row => exemptionView(row, today));
  }

  /** `day`: for which the term of the first look and the force of the record are computed; today by default. */
  async detail(actor: Actor, id: string, day?: Day): Promise<ExemptionDetail> {
    const today = this.clock.today();
    return this.journal.read(actor, async q => {
      const row = await foundExemption(q, id);
      const grounds = await this.grounds.of(q, row, today);
      const warnings = await this.grounds.warnings(q, row, { ...grounds, today });
      const [opinions, acts] = [
        await q.find(ExemptionOpinion, { exemption_id: id }, { order: { recorded_at: 'ASC', id: 'ASC' } }),
        await q.find(ExemptionActEntry, { exemption_id: id }, { order: { ordinal: 'ASC' } }),
      ];
      const { pilot, book, calendar } = grounds;
      const filing = { filedAt: row.filed_at, lookedAt: row.looked_at };
      return {
        ...exemptionView(row, today),
        pilot: { id: pilot.id, code: pilot.code, title: pilot.title },
        warnings: warnings.map(warningView),
        inForce: inForceOn(row, day ?? today),
        firstLook: book && firstLookOn(filing, book, { day: day ?? today, calendar }),
        standings: standings(row, grounds, today),
        opinionsDue: opinionsDue(row, grounds, opinions),
        opinions: opinions.map(opinionView),
        sealReason: row.seal_reason,
        acts: acts.map(actView),
        open: openOn(row),
      };
    });
  }

  async warnings(actor: Actor, id: string): Promise<WarningView[]> {
    const today = this.clock.today();
    return this.journal.read(actor, async q => {
      const row = await foundExemption(q, id);
      const grounds = await this.grounds.of(q, row, today);
      return (await this.grounds.warnings(q, row, { ...grounds, today })).map(warningView);
    });
  }
}

function inForceOn(row: Exemption, day: Day): boolean {
  const period = { from: row.period_from, to: row.period_to };
  return isInForce({ state: row.state, period, sealedAt: row.sealed_at, endedAt: row.ended_at }, day);
}

function standings(row: Exemption, { scope }: Grounds, today: Day): Standings {
  return {
    filedWithDepartment: row.department_filing,
    superiorTold: row.superior_told,
    recordSealedAt: row.sealed_at,
    departures: scope.departures.map(departure => ({
      document: departure.document,
      article: departure.article,
      authorised: departureAuthorised(departure, { regions: scope.regions, day: today }),
      number: departure.authorisation?.number ?? null,
    })),
  };
}

function opinionsDue(row: Exemption, { book }: Grounds, given: readonly ExemptionOpinion[]): FilingOffice[] {
  if (row.state !== 'filed' || book === null || opinionsNeeded(book) === 0) return [];
  const heard = given.filter(one => one.round === row.round).map(one => one.office);
  return book.filing.offices.filter(office => !heard.includes(office));
}

/** A renewal is a new record, not an act on this one; superseding happens by sealing that renewal. */
function openOn({ state }: Exemption): ExemptionAct[] {
  const steps = openActs(EXEMPTION_LIFECYCLE, state).filter(step => step !== 'supersede');
  return isEditable(state) ? ['edit', ...steps] : steps;
}
