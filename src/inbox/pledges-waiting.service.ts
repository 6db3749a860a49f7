import { Injectable } from '@nestjs/common';
import { unenteredTranche } from '../domain/inbox/tranche';
import { dueClock } from '../domain/inbox/urgency';
import { mayDo } from '../domain/permission';
import { addWorkdays } from '../domain/workdays';
import type { Reader } from '../ledger/door';
import { UnitsRepository, type FoundPledge } from './units.repository';
import { basis, rulebookClock, waits, type Asked, type Source, type Waiting } from './waiting';

/** Working days before a tranche is due from which its giver is asked for the delivery: a setting of this registry. */
const AHEAD = 5;

/** Pilots of the own unit, and pledges that wait for its word on either side. */
@Injectable()
export class PledgesWaiting implements Source {
  constructor(private readonly rows: UnitsRepository) {}

  async waiting(q: Reader, asked: Asked): Promise<Waiting[]> {
    const { actor, day } = asked;
    const found: Waiting[] = [];
    if (mayDo(actor.roles, 'pilot.change')) {
      found.push(...(await this.rows.pilots(q, actor, day)).map(row => waits(row)));
    }
    const answered = { 'pledge.counter-sign': 'pledge.answer', 'pledge.restate': 'pledge.claim' } as const;
    for (const row of await this.rows.standings(q, actor)) {
      const permission = answered[row.kind as keyof typeof answered];
      if (mayDo(actor.roles, permission)) found.push(waits(row, standingClock(row, asked)));
    }
    if (mayDo(actor.roles, 'pledge.deliver')) {
      found.push(...(await this.rows.entries(q, actor)).map(row => waits(row)));
    }
    if (actor.roles.includes('department')) found.push(...(await this.owed(q, asked)));
    return found;
  }

  private async owed(q: Reader, { actor, day, calendar }: Asked): Promise<Waiting[]> {
    const through = addWorkdays(calendar, day, AHEAD);
    const rows = await this.rows.owed(q, actor, through);
    return rows.flatMap(row => {
      const due = unenteredTranche(row, through);
      if (due === null) return [];
      const since = addWorkdays(calendar, due, -AHEAD);
      const clock = dueClock(due, { day, calendar, basis: TRANCHE });
      return [waits({ ...row, kind: 'pledge.deliver', since: since < day ? since : day }, clock)];
    });
  }
}

const TRANCHE = basis('tranche', '承诺的分期到期日', 'the due day of the tranche promised');

/** As the pledge's own figures count silence: the rulebook of the day asked, from the last claim on. */
const standingClock = (row: FoundPledge, asked: Asked) =>
  row.kind === 'pledge.counter-sign'
    ? rulebookClock({ code: 'pledge-answer', field: row.field, since: row.since, on: asked.day }, asked)
    : undefined;
