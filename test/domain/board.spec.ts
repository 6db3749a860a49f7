// The pure arithmetic of the board: months of China, the short clock against the long one, what a pilot lacks.
import fc from 'fast-check';
import { approvalClock } from '../../src/domain/approval-clock';
import { deskOn, median } from '../../src/domain/board/desk';
import { lacks, worseFirst, type Lack } from '../../src/domain/board/figures';
import { instantsOf, MONTH_FORM, monthOf, monthsThrough } from '../../src/domain/board/months';
import { cellText } from '../../src/domain/board/report';
import { approvalLifecycle, suspensionReasons, type ApprovalEvent, type ApprovalState } from '../../src/domain/clock';
import { claimClock, signalOn, type ClockOf } from '../../src/domain/claim/clock';
import { CLAIM_STATES } from '../../src/domain/claim/claim';
import { openActs } from '../../src/domain/lifecycle';
import { addDays } from '../../src/domain/period';
import { nationalCalendar } from '../../src/platform/calendar';

const calendar = nationalCalendar();
const someDay = fc.integer({ min: 0, max: 900 }).map(n => addDays('2024-06-01', n));

describe('months', () => {
  test.each([
    ['2026-03', '2026-02-28T16:00:00.000Z', '2026-03-31T16:00:00.000Z'],
    ['2024-02', '2024-01-31T16:00:00.000Z', '2024-02-29T16:00:00.000Z'],
    ['2025-12', '2025-11-30T16:00:00.000Z', '2025-12-31T16:00:00.000Z'],
  ])('%s is the time from %s to before %s', (month, from, before) => {
    expect(instantsOf(month)).toEqual({ from, before });
  });

  it('hold exactly the instants that belong to them', () => {
    const instant = fc
      .date({ min: new Date('2024-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
      .map(date => date.toISOString());
    fc.assert(
      fc.property(instant, at => {
        const { from, before } = instantsOf(monthOf(at));
        expect(from <= at && at < before).toBe(true);
        expect(monthOf(at)).toMatch(MONTH_FORM);
      }),
    );
  });

  it('follow one another without a gap, twelve through the day', () => {
    fc.assert(
      fc.property(someDay, day => {
        const months = monthsThrough(day);
        expect([months.length, months.at(-1)]).toEqual([12, day.slice(0, 7)]);
        for (const [at, month] of months.slice(1).entries()) {
          expect(instantsOf(months[at]!).before).toBe(instantsOf(month).from);
        }
      }),
    );
  });
});

/** Histories that can have happened: one open event after another, some days apart. */
const history = fc
  .array(fc.tuple(fc.nat(100), fc.integer({ min: 0, max: 25 }), fc.constantFrom(...suspensionReasons, null)), {
    maxLength: 9,
  })
  .map(steps => {
    const events: ApprovalEvent[] = [];
    let state: ApprovalState = approvalLifecycle.initial;
    let on = '2025-01-06';
    for (const [pick, days, reason] of steps) {
      const acts = openActs(approvalLifecycle, state);
      if (acts.length === 0) break;
      const kind = acts[pick % acts.length]!;
      on = addDays(on, days);
      events.push({ kind, on, reason: kind === 'suspended' ? reason : null });
      state = approvalLifecycle.acts[kind].to;
    }
    return events;
  });

it('reads the short clock as the long one', () => {
  const term = fc.option(fc.integer({ min: 0, max: 30 }));
  fc.assert(
    fc.property(history, term, term, fc.integer({ min: -5, max: 250 }), (events, own, inquiryTerm, later) => {
      const [input, day] = [{ term: own, inquiryTerm, events }, addDays('2025-01-06', later)];
      const { totals, overdueBy } = approvalClock(input, day, calendar);
      expect(deskOn(input, day, calendar)).toEqual({ workdays: totals, overdueBy });
    }),
    { numRuns: 400 },
  );
});

it('shows the signal of the present step', () => {
  const acts = fc.array(fc.tuple(fc.constantFrom(...CLAIM_STATES), fc.nat(20)), { maxLength: 7 }).map(steps => {
    let on = '2025-03-03';
    return steps.map(([state, days]): ClockOf['acts'][number] => {
      on = addDays(on, days);
      return { act: 'step', state, stage: 'first', recordedAt: `${on}T01:00:00.000Z`, detail: {} };
    });
  });
  const terms = { 'claim-admission': { workdays: 5 }, 'fact-finding': { workdays: 20 } } as unknown as ClockOf['terms'];
  const seen = new Set<string | null>();
  fc.assert(
    fc.property(acts, fc.nat(90), (given, later) => {
      const day = addDays('2025-03-03', later);
      const { present } = claimClock({ acts: given, terms }, day, calendar);
      const signal = signalOn({ acts: given, terms }, day, calendar);
      seen.add(signal);
      expect(signal).toBe(present && (present.signal ?? 'none'));
    }),
    { numRuns: 500 },
  );
  expect([...seen].sort()).toEqual(['green', 'none', 'red', 'yellow', null].sort());
});

test.each<[number[], number | null]>([
  [[], null],
  [[7], 7],
  [[3, 1], 2],
  [[9, 1, 5], 5],
  [[10, 2, 2, 100], 6],
])('the median of %j is %s', (values, middle) => {
  expect(median(values)).toBe(middle);
});

const lack = (pledgesUndelivered: number, approvalsOverdue: number, worstOverdueBy = 0): Lack => ({
  pledgesUndelivered,
  approvalsOverdue,
  worstOverdueBy,
  undeliveredFen: 0,
  undeliveredUnits: 0,
});

test.each<[Lack, boolean[]]>([
  [lack(0, 0), [false, false, false, false]],
  [lack(2, 0), [true, true, false, false]],
  [lack(0, 1), [true, false, true, false]],
  [lack(1, 1), [true, true, true, true]],
])('%j lacks means, pledges, approvals, both: %j', (given, [any, pledges, approvals, both]) => {
  const answers = [lacks(given), lacks(given, 'pledges'), lacks(given, 'approvals'), lacks(given, 'both')];
  expect(answers).toEqual([any, pledges, approvals, both]);
});

it('puts both before one, and the longer overdue first', () => {
  const rows = [lack(1, 0), lack(0, 1, 3), lack(1, 1, 1), lack(0, 1, 9)];
  expect([...rows].sort(worseFirst)).toEqual([rows[2], rows[3], rows[1], rows[0]]);
});

test.each<[Parameters<typeof cellText>[0], string]>([
  ['=1+1', '=1+1'],
  [{ count: 0 }, '0'],
  [{ count: null }, '—'],
  [{ fen: 123_456 }, '1,234.56'],
  [{ fen: -5 }, '-0.05'],
])('a cell %j reads %s', (cell, text) => {
  expect(cellText(cell)).toBe(text);
});
