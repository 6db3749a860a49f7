// Dates checked by hand against the State Council's notices 国办发明电〔2023〕7号, 〔2024〕12号 and 〔2025〕7号: the count is
// written out beside each row, so that a reader can check it again with a calendar on the wall.
import * as fc from 'fast-check';
import { CLAIM_LIFECYCLE, type ClaimStage, type ClaimState, type ClaimStep } from '../../src/domain/claim/claim';
import { appealThrough, claimClock, YELLOW, type ClaimTerms, type StepClock } from '../../src/domain/claim/clock';
import { claimStretches, type ActEntered } from '../../src/domain/claim/stretches';
import { openActs } from '../../src/domain/lifecycle';
import { monthTerm } from '../../src/domain/month-term';
import { addDays, addMonths, isDay, type Day } from '../../src/domain/period';
import { isWorkday, workdaysBetween } from '../../src/domain/workdays';
import { nationalCalendar } from '../../src/platform/calendar';

const basis = { setting: true };
const TERMS: ClaimTerms = {
  'claim-admission': { workdays: 5, basis },
  'fact-finding': { workdays: 20, basis },
  'fact-finding-extension': { workdays: 10, basis },
  deliberation: { workdays: 10, basis },
  reply: { workdays: 5, basis },
};
const calendar = nationalCalendar();

type Told = [act: string, state: ClaimState, on: Day, detail?: object];

/** Acts at nine in the morning, China time; a review's request changes the stage. */
function told(...acts: Told[]): ActEntered[] {
  let stage: ClaimStage = 'first';
  return acts.map(([act, state, on, detail]) => {
    if (state === 're-review' || state === 'upper-review') stage = state;
    return { act, state, stage, recordedAt: `${on}T01:00:00.000Z`, detail: { ...detail } };
  });
}

const clockOn = (day: Day, ...acts: Told[]) => claimClock({ acts: told(...acts), terms: TERMS }, day, calendar);
const presentOn = (day: Day, ...acts: Told[]): StepClock => clockOn(day, ...acts).present!;

describe('due days, by hand', () => {
  const rows: [why: string, acts: Told[], due: Day][] = [
    // 12 Thu, 13 Fri, 14 Sat (worked), 24 Tue (after the Spring Festival 15-23), 25 Wed
    ['admission over the Spring Festival 2026', [['file', 'filed', '2026-02-11']], '2026-02-25'],
    // 14 Sat (worked), 24-27, 28 Sat (worked) = 6; March 2-6 = 11; 9-13 = 16; 16-19 = 20
    ['fact-finding over both made-up Saturdays', [['admit', 'admitted', '2026-02-13']], '2026-03-19'],
    // 28 Sun (worked), 29, 30; 1-8 October rest; 9, 10
    ['admission over the National Day 2025', [['file', 'filed', '2025-09-26']], '2025-10-10'],
    // 9, 10, 11 Sat (worked) = 3; 13-17 = 8; 20, 21 = 10
    [
      'deliberation from the eve of the National Day 2025',
      [['deliberate', 'deliberating', '2025-09-30']],
      '2025-10-21',
    ],
    // 20 Sun (worked), 21, 22, 23, 24; the Mid-Autumn Festival on the 25th is not reached
    ['admission over a made-up Sunday 2026', [['file', 'filed', '2026-09-18']], '2026-09-24'],
    // 30; 1-7 October rest; 8, 9, 10 Sat (worked), 12
    ['reply over the National Day 2026', [['issue', 'decided', '2026-09-29']], '2026-10-12'],
    // 1-5 May rest; 6, 7, 8, 9 Sat (worked), 11
    ['admission over Labour Day 2026', [['file', 'filed', '2026-04-30']], '2026-05-11'],
    // 3; 4-6 April rest (Qingming on the Monday); 7, 8, 9, 10
    ['admission over Qingming 2026', [['file', 'filed', '2026-04-02']], '2026-04-10'],
    // 31 December; 1-3 January rest; 4 Sun (worked), 5, 6, 7
    ['admission over the year end', [['file', 'filed', '2025-12-30']], '2026-01-07'],
    // Filed on a day of rest: the day does not count anyway. 24-27, 28 Sat (worked)
    ['filed within the Spring Festival', [['file', 'filed', '2026-02-18']], '2026-02-28'],
    // 3-6 = 4 used; rests 9-16; 17-20 = 8, 23-27 = 13, 30-3 April = 18, 7, 8 = 20 (6 April is Qingming)
    [
      'fact-finding that rested',
      [
        ['admit', 'admitted', '2026-03-02'],
        ['suspend', 'suspended', '2026-03-06'],
        ['resume', 'investigating', '2026-03-16'],
      ],
      '2026-04-08',
    ],
    // 20 days end on 30 March; 31, April 1-3 = 24, 7-10 = 28, 13, 14 = 30
    [
      'fact-finding extended on its last day',
      [
        ['admit', 'admitted', '2026-03-02'],
        ['extend', 'admitted', '2026-03-30', { workdays: 10 }],
      ],
      '2026-04-14',
    ],
    // 3-6, 9-13 = 9; then from 18 March: 19, 20 = 11, 23-27 = 16, 30, 31, 1, 2 April = 20
    [
      'fact-finding gone back to',
      [
        ['admit', 'admitted', '2026-03-02'],
        ['deliberate', 'deliberating', '2026-03-13'],
        ['reopen', 'investigating', '2026-03-18'],
      ],
      '2026-04-02',
    ],
    // 16, 17, 18 = 3; then from 20 March: 23-27 = 8, 30, 31 = 10
    [
      'deliberation gone back to',
      [
        ['deliberate', 'deliberating', '2026-03-13'],
        ['reopen', 'investigating', '2026-03-18'],
        ['deliberate', 'deliberating', '2026-03-20'],
      ],
      '2026-03-31',
    ],
    // What the higher level sends back is deliberated anew: 23-27 = 5, 30-3 April = 10
    [
      'deliberation after a referral was sent back',
      [
        ['deliberate', 'deliberating', '2026-03-02'],
        ['refer', 'referred', '2026-03-13'],
        ['send-back', 'deliberating', '2026-03-20'],
      ],
      '2026-04-03',
    ],
    // 30 January + 1 month has no date in February: the 28th, a Saturday that is worked
    ['appeal at a month end', [['serve', 'served', '2026-01-30']], '2026-02-28'],
    ['appeal from 31 January', [['serve', 'served', '2026-01-31']], '2026-02-28'],
    ['appeal from 31 January of a leap year', [['serve', 'served', '2024-01-31']], '2024-02-29'],
    // 16 February falls into the Spring Festival: the 24th is the next day worked
    ['appeal that ends in the Spring Festival', [['serve', 'served', '2026-01-16']], '2026-02-24'],
    ['appeal that ends in the National Day 2025', [['serve', 'served', '2025-09-03']], '2025-10-09'],
    ['appeal that ends on a made-up Sunday', [['serve', 'served', '2025-12-04']], '2026-01-04'],
    ['appeal from 31 March', [['serve', 'served', '2026-03-31']], '2026-04-30'],
    ['re-review, one month', [['request-re-review', 're-review', '2026-03-10']], '2026-04-10'],
    // A referral does not stop the month of a re-review
    [
      're-review that was referred',
      [
        ['request-re-review', 're-review', '2026-03-10'],
        ['refer', 'referred', '2026-03-20'],
      ],
      '2026-04-10',
    ],
    // 3 October is a Saturday of the National Day 2026
    ['upper review, two months', [['request-upper-review', 'upper-review', '2026-08-03']], '2026-10-08'],
    ['upper review over the year end', [['request-upper-review', 'upper-review', '2025-12-31']], '2026-02-28'],
  ];

  it.each(rows)('%s', (_, acts, due) => {
    const present = presentOn(acts.at(-1)![2], ...acts);
    expect({ due: present.due, explained: present.explanation!.due }).toEqual({ due, explained: due });
    // On its last day a step is in time; on the next day worked it is one day late.
    expect(presentOn(due, ...acts)).toMatchObject({ left: 0, overdueBy: 0 });
    const next = Array.from({ length: 12 }, (__, n) => addDays(due, n + 1)).find(day => isWorkday(calendar, day))!;
    expect(presentOn(next, ...acts)).toMatchObject({ left: 0, overdueBy: 1, due });
  });

  it.each(['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati'])('are the same under TZ=%s', zone => {
    const before = process.env.TZ;
    process.env.TZ = zone;
    try {
      expect(rows.map(([, acts]) => presentOn(acts.at(-1)![2], ...acts).due)).toEqual(rows.map(([, , due]) => due));
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });

  it('an act late in the evening of China time belongs to that day, whatever UTC says', () => {
    const filed = (at: string) => [
      { act: 'file', state: 'filed', stage: 'first', recordedAt: at, detail: {} } as const,
    ];
    const due = (at: string) => claimClock({ acts: filed(at), terms: TERMS }, '2026-03-31', calendar).present!.due;
    expect(due('2026-03-11T15:59:59.000Z')).toBe('2026-03-18');
    expect(due('2026-03-11T16:00:00.000Z')).toBe('2026-03-19');
  });

  it('beyond the last notice a date is provisional, and says so', () => {
    // 29, 30, 31 December; 2027 counted as Mondays to Fridays until its notice: 1, 4 January
    expect(presentOn('2026-12-29', ['file', 'filed', '2026-12-28'])).toMatchObject({
      due: '2027-01-04',
      provisional: true,
      explanation: { provisional: true },
    });
    expect(presentOn('2026-12-22', ['file', 'filed', '2026-12-21'])).toMatchObject({
      due: '2026-12-28',
      provisional: false,
    });
    expect(monthTerm('2026-12-01', 1, calendar)).toMatchObject({ due: '2027-01-01', provisional: true });
  });
});

describe('what a clock says besides', () => {
  const RESTING: Told[] = [
    ['admit', 'admitted', '2026-03-02'],
    ['suspend', 'suspended', '2026-03-06'],
  ];

  it('a resting step has no due day and loses none of its term', () => {
    const at = (day: Day) => presentOn(day, ...RESTING);
    expect(at('2026-03-12')).toMatchObject({ running: false, due: null, explanation: null, used: 4, left: 16 });
    expect([at('2026-03-06').suspended, at('2026-03-12').suspended, at('2026-06-30').left]).toEqual([0, 4, 16]);
  });

  it('a step that was late before it rested keeps its due day', () => {
    const late: Told[] = [
      ['admit', 'admitted', '2026-03-02'],
      ['suspend', 'suspended', '2026-04-01'],
    ];
    expect(presentOn('2026-04-20', ...late)).toMatchObject({ due: '2026-03-30', overdueBy: 2, signal: 'red' });
  });

  it('turns yellow with a fifth of the term left, at least one and at most two days, and red when it is past', () => {
    const signals = (days: Day[], act: Told) => days.map(day => presentOn(day, act).signal);
    // Five days from Monday 9 March: 16 is the last. A fifth of five is one.
    const five = ['2026-03-12', '2026-03-13', '2026-03-14', '2026-03-16', '2026-03-17'];
    expect(signals(five, ['file', 'filed', '2026-03-09'])).toEqual(['green', 'yellow', 'yellow', 'yellow', 'red']);
    // Twenty days from Monday 2 March: 30 is the last, two are left on the 26th.
    const twenty = ['2026-03-25', '2026-03-26', '2026-03-30', '2026-03-31'];
    expect(signals(twenty, ['admit', 'admitted', '2026-03-02'])).toEqual(['green', 'yellow', 'yellow', 'red']);
    expect(YELLOW).toEqual({ share: 5, least: 1, most: 2 });
  });

  it('without a term in the rulebook there is no due day and no signal', () => {
    const { present } = claimClock({ acts: told(['file', 'filed', '2026-03-09']), terms: {} }, '2026-06-01', calendar);
    expect(present).toMatchObject({ term: null, due: null, left: null, signal: null, overdueBy: 0 });
    expect(presentOn('2026-06-01', ['refer', 'referred', '2026-03-09'])).toMatchObject({
      step: 'referral',
      signal: null,
    });
  });

  it('the window of an appeal binds the claimant: it has a due day and no signal, and none after an upper review', () => {
    expect(presentOn('2026-06-01', ['serve', 'served', '2026-03-09'])).toMatchObject({
      due: '2026-04-09',
      signal: null,
    });
    const upper: Told[] = [
      ['request-upper-review', 'upper-review', '2026-03-09'],
      ['serve', 'served', '2026-04-09'],
    ];
    expect(presentOn('2026-06-01', ...upper)).toMatchObject({ step: 'appeal', due: null, term: null, left: null });
    expect(appealThrough('2026-01-16', calendar)).toBe('2026-02-24');
  });

  it('ended steps keep how long they took and how late they were', () => {
    const { history, present } = clockOn(
      '2026-07-01',
      ['file', 'filed', '2026-03-02'],
      ['admit', 'admitted', '2026-03-10'], // 3-6, 9, 10 = 6 of 5
      ['investigate', 'investigating', '2026-03-11'],
      ['deliberate', 'deliberating', '2026-03-31'], // 11-13, 16-20, 23-27, 30, 31 = 15 of 20
      ['withdraw', 'withdrawn', '2026-04-03'],
    );
    expect(present).toBeNull();
    expect(history.map(({ step, used, overdueBy, endedOn, due }) => [step, used, overdueBy, endedOn, due])).toEqual([
      ['claim-admission', 6, 1, '2026-03-10', '2026-03-09'],
      ['fact-finding', 15, 0, '2026-03-31', '2026-04-08'],
      ['deliberation', 3, 0, '2026-04-03', '2026-04-15'],
    ]);
  });

  it('acts after the day are not looked at', () => {
    expect(clockOn('2026-03-01', ['file', 'filed', '2026-03-02'])).toMatchObject({ present: null, history: [] });
    expect(presentOn('2026-03-05', ['file', 'filed', '2026-03-02'], ['admit', 'admitted', '2026-03-06']).step).toBe(
      'claim-admission',
    );
  });
});

describe('adding months', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2025-12-31', 2, '2026-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-08-31', 1, '2026-09-30'],
    ['2026-05-15', 0, '2026-05-15'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-03-31', -1, '2026-02-28'],
  ])('%s and %i months', (day, n, expected) => expect(addMonths(day, n)).toBe(expected));

  it('gives a day that exists, in the right month, never past the date', () => {
    const days = fc.integer({ min: 0, max: 40_000 }).map(n => addDays('1990-01-01', n));
    fc.assert(
      fc.property(days, fc.integer({ min: -30, max: 30 }), (day, n) => {
        const later = addMonths(day, n);
        const monthsOf = (one: Day) => Number(one.slice(0, 4)) * 12 + Number(one.slice(5, 7));
        expect(isDay(later)).toBe(true);
        expect(monthsOf(later) - monthsOf(day)).toBe(n);
        expect(later.slice(8) <= day.slice(8)).toBe(true);
        // Shortened only where the month ends.
        if (later.slice(8) < day.slice(8)) expect(addDays(later, 1).slice(8)).toBe('01');
      }),
    );
  });
});

/** Any history that the state table allows, each act some days after the one before. */
const histories = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 12 })), { maxLength: 25 }).map(choices => {
  const acts: Told[] = [['file', 'filed', '2025-09-15']];
  for (const [choice, days] of choices) {
    const [, state, on] = acts.at(-1)!;
    const open = openActs(CLAIM_LIFECYCLE, state).filter(act => act !== 'extend' || !acts.some(([a]) => a === act));
    const act: ClaimStep | undefined = open[choice % Math.max(1, open.length)];
    if (act === undefined) break;
    const detail = act === 'extend' ? { workdays: 10 } : {};
    acts.push([act, CLAIM_LIFECYCLE.acts[act].to ?? state, addDays(on, days), detail]);
  }
  return acts;
});
const after = fc.integer({ min: 0, max: 60 });

describe('for any history', () => {
  it('every working day since the filing belongs to exactly one step, at work or at rest', () => {
    fc.assert(
      fc.property(histories, after, (acts, days) => {
        const day = addDays(acts.at(-1)![2], days);
        const { history, present } = clockOn(day, ...acts);
        const ended = history.map(one => one.endedOn!).sort();
        const all = [...history, ...(present ? [present] : [])];
        const sum = all.reduce((total, one) => total + one.used + one.suspended, 0);
        expect(sum).toBe(workdaysBetween(calendar, '2025-09-15', present ? day : ended.at(-1)!));
        expect(history.every(one => one.endedOn !== null)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('used and left are the term while nothing is overdue; overdue is what exceeds it', () => {
    fc.assert(
      fc.property(histories, after, (acts, days) => {
        const { history, present } = clockOn(addDays(acts.at(-1)![2], days), ...acts);
        for (const one of [...history, ...(present ? [present] : [])]) {
          if (one.term === null) expect([one.left, one.overdueBy, one.due]).toEqual([null, 0, null]);
          else expect(one.used + one.left! - one.overdueBy).toBe(one.term + one.extension);
          expect(one.left === null || one.overdueBy === 0 || one.left === 0).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('grows with the day and never turns back to a milder signal', () => {
    const rank = { green: 0, yellow: 1, red: 2 };
    fc.assert(
      fc.property(histories, after, after, (acts, a, b) => {
        const last = acts.at(-1)![2];
        const [early, late] = [addDays(last, Math.min(a, b)), addDays(last, Math.max(a, b))];
        const [one, two] = [clockOn(early, ...acts).present, clockOn(late, ...acts).present];
        expect(one === null).toBe(two === null);
        if (one === null || two === null) return;
        expect([one.step, one.due]).toEqual([two.step, two.due]);
        expect(one.used <= two.used && one.suspended <= two.suspended && one.overdueBy <= two.overdueBy).toBe(true);
        if (one.signal !== null) expect(rank[one.signal]).toBeLessThanOrEqual(rank[two.signal!]);
        // Overdue exactly by the days worked since the due day, where the step was never away.
        const away = claimStretches(told(...acts), late).find(({ endedOn }) => endedOn === null)!.segments.length > 1;
        if (two.due === null || away) return;
        expect(two.overdueBy).toBe(Math.max(0, workdaysBetween(calendar, two.due, late)));
      }),
      { numRuns: 500 },
    );
  });

  it('what happens later changes nothing of what was so on a day', () => {
    fc.assert(
      fc.property(histories, fc.nat(), (acts, cut) => {
        const known = acts.slice(0, 1 + (cut % acts.length));
        const day = known.at(-1)![2];
        const before = acts.filter(([, , on]) => on <= day);
        expect(claimStretches(told(...acts), day)).toEqual(claimStretches(told(...before), day));
      }),
    );
  });
});
