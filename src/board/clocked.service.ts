import { Injectable } from '@nestjs/common';
import { ClocksService, inquiryTerm, type CountyTime } from '../approvals/clocks.service';
import { deskOn, median } from '../domain/board/desk';
import { monthsThrough, instantsOf, type Month } from '../domain/board/months';
import type { ClockParty } from '../domain/clock';
import { signalOn, type ShownSignal } from '../domain/claim/clock';
import type { Rulebook } from '../domain/check/rulebook';
import type { Day } from '../domain/period';
import type { Reader } from '../ledger/door';
import { Clock } from '../platform/clock';
import { idOf } from '../rulebooks/rulebooks.service';
import type { Area } from './area';
import { ClockedRepository, type ClaimsCounted, type OpenApproval } from './clocked.repository';
import { TrendsRepository, type MonthCounted } from './trends.repository';

export interface ApproverCounted {
  county: string;
  approver: string;
  open: number;
  overdue: number;
  workdays: Record<ClockParty, number>;
  worst: number;
}

/** An open pilot assigned from above with approvals past their term. */
export interface StuckPilot {
  county: string;
  pilot: string;
  approvals: number;
  worst: number;
}

export interface ApprovalsCounted {
  approvers: ApproverCounted[];
  stuck: StuckPilot[];
}

export interface SignalsCounted {
  county: string;
  signal: ShownSignal;
  n: number;
}

export interface ClaimsBySignal {
  claims: ClaimsCounted[];
  signals: SignalsCounted[];
}

export interface MonthsCounted {
  months: Month[];
  counted: MonthCounted[];
  /** Of approvals decided in the month: how many, and the median of the authority's working days. */
  decided: Map<Month, { n: number; median: number | null }>;
}

/** What no column says: the clocks of approvals and claims, read for a day over whatever is open. */
@Injectable()
export class ClockedService {
  constructor(
    private readonly rows: ClockedRepository,
    private readonly trends: TrendsRepository,
    private readonly clocks: ClocksService,
    private readonly clock: Clock,
  ) {}

  async approvals(q: Reader, area: Area, day: Day): Promise<ApprovalsCounted> {
    const open = await this.rows.approvals(q, area, { day, past: day < this.clock.today() });
    const times = await this.times(q, open);
    const approvers = new Map<string, ApproverCounted>();
    const stuck = new Map<string, StuckPilot>();
    const inquiries = new Map<string, number | null>();
    for (const approval of open) {
      const time = times.get(approval.county)!;
      const { term, events } = approval;
      const input = { term, inquiryTerm: termAsked(inquiries, time, approval), events };
      const { workdays, overdueBy } = deskOn(input, day, time.calendar);
      const row = entryOf(approvers, approval.approver, () => fresh(approval));
      row.open++;
      for (const party of ['sponsor', 'authority', 'suspended'] as const) row.workdays[party] += workdays[party];
      if (overdueBy === 0) continue;
      row.overdue++;
      row.worst = Math.max(row.worst, overdueBy);
      const { assigned, county } = approval;
      if (assigned === null) continue;
      const pilot = entryOf(stuck, assigned, () => ({ county, pilot: assigned, approvals: 0, worst: 0 }));
      pilot.approvals++;
      pilot.worst = Math.max(pilot.worst, overdueBy);
    }
    return { approvers: [...approvers.values()], stuck: [...stuck.values()] };
  }

  async claims(q: Reader, area: Area, day: Day): Promise<ClaimsBySignal> {
    const claims = await this.rows.claims(q, area);
    const open = await this.rows.openClaims(q, area, { day, past: day < this.clock.today() });
    const times = await this.times(q, open);
    const signals = new Map<string, SignalsCounted>();
    for (const { county, rulebook, acts } of open) {
      const time = times.get(county)!;
      const { terms } = bookOf(time, rulebook);
      const signal = signalOn({ acts, terms }, day, time.calendar);
      if (signal !== null) entryOf(signals, `${county} ${signal}`, () => ({ county, signal, n: 0 })).n++;
    }
    return { claims, signals: [...signals.values()] };
  }

  /** The twelve months through that of the day. */
  async months(q: Reader, area: Area, day: Day): Promise<MonthsCounted> {
    const months = monthsThrough(day);
    const span = { from: instantsOf(months[0]!).from, before: instantsOf(months.at(-1)!).before };
    const counted = await this.trends.months(q, area, span);
    const decided = await this.trends.decided(q, area, span);
    const times = await this.times(q, decided);
    const spent = new Map<Month, number[]>(months.map(month => [month, []]));
    for (const { county, month, term, events } of decided) {
      const until = events.at(-1)!.on;
      const { workdays } = deskOn({ term, inquiryTerm: null, events }, until, times.get(county)!.calendar);
      spent.get(month)!.push(workdays.authority);
    }
    return {
      months,
      counted,
      decided: new Map(
        months.map(month => [month, { n: spent.get(month)!.length, median: median(spent.get(month)!) }]),
      ),
    };
  }

  private async times(q: Reader, rows: readonly { county: string }[]): Promise<Map<string, CountyTime>> {
    const times = new Map<string, CountyTime>();
    for (const { county } of rows) if (!times.has(county)) times.set(county, await this.clocks.of(q, county));
    return times;
  }
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

const fresh = ({ county, approver }: OpenApproval): ApproverCounted => ({
  county,
  approver,
  open: 0,
  overdue: 0,
  workdays: { sponsor: 0, authority: 0, suspended: 0 },
  worst: 0,
});

/** The rulebook of the day of the inquiry says it; many approvals share that day and field. */
function termAsked(
  known: Map<string, number | null>,
  time: CountyTime,
  { field, events }: OpenApproval,
): number | null {
  const asked = events.find(event => event.kind === 'inquired');
  if (asked === undefined) return null;
  const key = `${time.county} ${field} ${asked.on}`;
  return entryOf(known, key, () => inquiryTerm(time, field, asked.on));
}

function bookOf({ books }: CountyTime, id: string): Rulebook {
  const book = books.find(one => idOf(one) === id);
  if (book === undefined) throw new Error(`no rulebook ${id} for a claim on record`);
  return book;
}
