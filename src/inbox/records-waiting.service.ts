import { Injectable } from '@nestjs/common';
import { chooseRulebook } from '../domain/check/choosing';
import type { Rulebook } from '../domain/check/rulebook';
import { filingStep } from '../domain/inbox/filing-step';
import { dueClock } from '../domain/inbox/urgency';
import { mayDo } from '../domain/permission';
import { OrganisationsService } from '../identity/organisations.service';
import type { Reader } from '../ledger/door';
import { RecordsRepository, type FiledRecord } from './records.repository';
import { basis, bookClock, waits, type Asked, type Source, type Waiting } from './waiting';

/** Days before its end from which the sponsor is reminded to renew a record: a setting of this registry. */
const ENDING_DAYS = 30;

/** Exemption records: to file, to renew, their safeguards; for the filing office its opinion and the sealing. */
@Injectable()
export class RecordsWaiting implements Source {
  constructor(
    private readonly rows: RecordsRepository,
    private readonly organisations: OrganisationsService,
  ) {}

  async waiting(q: Reader, asked: Asked): Promise<Waiting[]> {
    const { roles } = asked.actor;
    return [
      ...(mayDo(roles, 'exemption.file') ? await this.own(q, asked) : []),
      ...(mayDo(roles, 'exemption.review') ? await this.filed(q, asked) : []),
    ];
  }

  private async own(q: Reader, { actor, day, calendar }: Asked): Promise<Waiting[]> {
    const ending = await this.rows.ending(q, actor, { day, ahead: ENDING_DAYS });
    return [
      ...(await this.rows.drafts(q, actor)).map(row => waits(row)),
      ...ending.map(row => waits(row, dueClock(row.period_to!, { day, calendar, basis: PERIOD }))),
      ...(await this.rows.safeguards(q, actor, day)).map(row => waits(row)),
    ];
  }

  private async filed(q: Reader, asked: Asked): Promise<Waiting[]> {
    const { actor } = asked;
    const { kind: unitKind } = await this.organisations.organisationIn(q, actor.organisationId);
    const rows = await this.rows.filed(q, actor);
    return rows.flatMap(row => {
      const book = bookOf(row, asked);
      if (book === null || row.line || row.hand || row.partaking) return [];
      const pilotOpen = row.pilot_state === 'registered' || row.pilot_state === 'running';
      const { personId } = actor;
      const step = filingStep(book, { unitKind, personId, opinions: row.opinions, pilotOpen });
      if (step === null) return [];
      // Until somebody has looked the shorter term runs, then the one for being done with it.
      const code = row.looked ? 'seal' : 'first-look';
      const clock = bookClock(book, { code, since: row.filed_on }, asked);
      return [waits({ ...row, kind: `exemption.${step}`, since: row.filed_on }, clock)];
    });
  }
}

const PERIOD = basis('period', '备案自身的期限', "the record's own period");

/** Filed under one, a record keeps it. */
function bookOf(row: FiledRecord, { actor, day, books }: Asked): Rulebook | null {
  const kept = books.find(({ code, version }) => code === row.rulebook_code && version === row.rulebook_version);
  return kept ?? chooseRulebook(books, { region: actor.county, day, field: row.field });
}
