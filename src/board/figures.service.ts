import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/permission';
import type { Day } from '../domain/period';
import type { Reader } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { RulebooksService } from '../rulebooks/rulebooks.service';
import type { Area } from './area';
import { ClockedService, type ApprovalsCounted, type ClaimsBySignal, type MonthsCounted } from './clocked.service';
import { CountedService, type Counted } from './counted.service';

export interface Figures extends Counted {
  approvals: ApprovalsCounted;
  claims: ClaimsBySignal;
  /** Names of units, by id. */
  units: ReadonlyMap<string, string>;
}

/** Kept answers; a county's leaders and auditors ask for the same few. */
const KEPT = 24;

/**
 * The figures of an area on a day. They may be kept as long as nothing was written: every write of the registry adds its
 * entry to a county's log, logs only grow, and rulebooks are only added to, so the sizes and the day are an exact key.
 * The sizes are read first: what is written while figures are made gives the next reader another key.
 */
@Injectable()
export class FiguresOfBoardService {
  private readonly kept = new Map<string, unknown>();

  constructor(
    private readonly journal: Journal,
    private readonly counted: CountedService,
    private readonly clocked: ClockedService,
    private readonly rulebooks: RulebooksService,
  ) {}

  /** In three lanes, each on a connection of its own, because the database has more than one hand. */
  async figures(actor: Actor, area: Area, day: Day): Promise<Figures> {
    return this.once(actor, { area, key: `figures ${day}` }, async () => {
      const read = <T>(work: (q: Reader) => Promise<T>) => this.journal.read(actor, work);
      const [pledges, approvals, rest] = await Promise.all([
        read(q => this.counted.pledges(q, area, day)),
        read(q => this.clocked.approvals(q, area, day)),
        read(async q => ({ ...(await this.counted.others(q, area)), claims: await this.clocked.claims(q, area, day) })),
      ]);
      const givers = pledges.givers.flatMap(({ giver }) => giver ?? []);
      const ids = [...givers, ...approvals.approvers.map(({ approver }) => approver)];
      return { ...rest, pledges, approvals, units: await read(q => this.counted.units(q, ids)) };
    });
  }

  async months(actor: Actor, area: Area, day: Day): Promise<MonthsCounted> {
    const key = `months ${day.slice(0, 7)}`;
    return this.once(actor, { area, key }, () => this.journal.read(actor, q => this.clocked.months(q, area, day)));
  }

  private async once<T>(actor: Actor, { area, key }: { area: Area; key: string }, make: () => Promise<T>): Promise<T> {
    const state = await this.journal.read(actor, async q => {
      const entries = await this.counted.entries(q, area);
      return `${entries} ${(await this.rulebooks.all(q)).length}`;
    });
    const whole = `${area.reach} ${area.county} ${state} ${key}`;
    const known = this.kept.get(whole);
    if (known !== undefined) return known as T;
    const made = await make();
    this.kept.set(whole, made);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= KEPT) break;
      this.kept.delete(oldest);
    }
    return made;
  }
}
