import * as fc from 'fast-check';
import {
  approvalLifecycle,
  attribute,
  isLawfulSuspension,
  mayBeDeemed,
  nextApprovalState,
  suspensionReasons,
  type ApprovalEvent,
  type ApprovalEventKind,
  type ApprovalState,
  type ClockInput,
} from '../../src/domain/clock';
import { openActs, unreachable } from '../../src/domain/lifecycle';
import { addDays, dayFromNumber, dayNumber, type Day } from '../../src/domain/period';
import { isWorkday, workdaysBetween } from '../../src/domain/workdays';
import { nationalCalendar } from '../../src/platform/calendar';

const calendar = nationalCalendar();
const states = Object.keys(approvalLifecycle.states) as ApprovalState[];
const kinds = Object.keys(approvalLifecycle.acts) as ApprovalEventKind[];

const history = (...steps: [ApprovalEventKind, Day, string?][]): ApprovalEvent[] =>
  steps.map(([kind, on, reason]) => ({ kind, on, reason }));

const clockOn = (day: Day, events: ApprovalEvent[], rest: Partial<ClockInput> = {}) =>
  attribute({ term: 20, events, ...rest }, day, calendar);

// Any legal history: at each step one of the open events, some days later (often none: several events on one day).
const step = fc.record({ pick: fc.nat(20), gap: fc.oneof(fc.constant(0), fc.nat(25)), reason: fc.nat(5) });
const histories = fc
  .record({ start: fc.nat(700), steps: fc.array(step, { maxLength: 14 }), ask: fc.integer({ min: -3, max: 260 }) })
  .map(({ start, steps, ask }) => {
    const events: ApprovalEvent[] = [];
    let state: ApprovalState = 'not-started';
    const first = dayNumber('2024-01-10') + start;
    let at = first;
    for (const { pick, gap, reason } of steps) {
      const open: ApprovalEventKind[] = openActs(approvalLifecycle, state);
      const kind = open[pick % Math.max(1, open.length)];
      if (kind === undefined) break;
      at += events.length === 0 ? 0 : gap;
      events.push({ kind, on: dayFromNumber(at), reason: kind === 'suspended' ? suspensionReasons[reason] : null });
      state = approvalLifecycle.acts[kind].to;
    }
    return { events, day: dayFromNumber(first + ask) };
  });

// Who had the matter on a day, read off the events without the clock: the last event strictly before the day decides.
function holder(events: ApprovalEvent[], day: Day): string | null {
  const last = events.filter(event => event.on < day).at(-1);
  if (!last) return null;
  switch (last.kind) {
    case 'path-named':
    case 'returned':
      return 'sponsor';
    case 'suspended':
      return isLawfulSuspension(last.reason) ? 'suspended' : 'authority';
    case 'granted':
    case 'refused':
    case 'withdrawn':
    case 'lapsed':
      return null;
    default:
      return 'authority';
  }
}

describe('the attributed clock', () => {
  it('INVARIANT: gives every working day to exactly one party, and the parts sum to the whole', () => {
    fc.assert(
      fc.property(histories, ({ events, day }) => {
        const clock = clockOn(day, events);
        const expected: Record<string, number> = { sponsor: 0, authority: 0, suspended: 0 };
        const mistaken: string[] = []; // some hundred thousand days: collected, because an expectation costs more than the clock
        for (let at = events[0]?.on ?? day; at <= day; at = addDays(at, 1)) {
          const party = holder(events, at);
          const holding = clock.parts.filter(part => part.from <= at && at <= part.to);
          if (holding.map(part => part.party).join() !== (party ?? '')) mistaken.push(at);
          if (party !== null && isWorkday(calendar, at)) expected[party] = (expected[party] ?? 0) + 1;
        }
        expect(mistaken).toEqual([]);
        expect(clock.totals).toEqual(expected);
        expect(clock.total).toBe(clock.parts.reduce((sum, part) => sum + part.workdays, 0));
        const seen = events.filter(event => event.on <= day);
        const decided = clock.onDesk === 'decided';
        const end = decided ? (seen.at(-1)?.on ?? day) : day;
        expect(clock.total).toBe(seen[0] ? workdaysBetween(calendar, seen[0].on, end) : 0);
      }),
      { numRuns: 600 },
    );
  });

  it('measures the term in authority days only, and looks at nothing after the day asked', () => {
    fc.assert(
      fc.property(histories, fc.nat(30), ({ events, day }, term) => {
        const clock = clockOn(day, events, { term, deemable: true });
        const applied = clock.inquiry === null || events.some(e => e.kind === 'applied' && e.on <= day);
        const spent = clock.termUsed + (applied ? (clock.inquiry?.used ?? 0) : 0);
        expect(spent).toBe(clock.totals.authority);
        expect(clock.overdueBy).toBe(Math.max(0, clock.termUsed - term));
        expect(clock.deemedOn !== null).toBe(applied && clock.overdueBy > 0);
        const past = events.filter(event => event.on <= day);
        expect(clockOn(day, past, { term, deemable: true })).toEqual(clock);
      }),
    );
  });

  it('never takes back a day: as days pass, no total shrinks', () => {
    fc.assert(
      fc.property(histories, ({ events, day }) => {
        const [today, tomorrow] = [clockOn(day, events).totals, clockOn(addDays(day, 1), events).totals];
        for (const party of ['sponsor', 'authority', 'suspended'] as const) {
          expect(tomorrow[party] - today[party]).toBeGreaterThanOrEqual(0);
        }
        expect(tomorrow.sponsor + tomorrow.authority + tomorrow.suspended).toBeLessThanOrEqual(
          today.sponsor + today.authority + today.suspended + 1,
        );
      }),
    );
  });

  it('tells the story of a returned and suspended application, part by part', () => {
    const events = history(
      ['applied', '2026-03-02'], // Monday
      ['accepted', '2026-03-04'],
      ['returned', '2026-03-06'],
      ['resubmitted', '2026-03-10'],
      ['suspended', '2026-03-11', 'hearing'],
      ['resumed', '2026-03-16'],
      ['granted', '2026-03-18'],
    );
    const clock = clockOn('2026-12-31', events, { term: 5 });
    expect(clock.parts).toEqual([
      { party: 'authority', from: '2026-03-03', to: '2026-03-04', workdays: 2, cause: 'applied' },
      { party: 'authority', from: '2026-03-05', to: '2026-03-06', workdays: 2, cause: 'accepted' },
      { party: 'sponsor', from: '2026-03-07', to: '2026-03-10', workdays: 2, cause: 'returned' },
      { party: 'authority', from: '2026-03-11', to: '2026-03-11', workdays: 1, cause: 'resubmitted' },
      { party: 'suspended', from: '2026-03-12', to: '2026-03-16', workdays: 3, cause: 'suspended' },
      { party: 'authority', from: '2026-03-17', to: '2026-03-18', workdays: 2, cause: 'resumed' },
    ]);
    expect(clock).toMatchObject({
      totals: { sponsor: 2, authority: 7, suspended: 3 },
      total: 12,
      onDesk: 'decided',
      state: 'granted',
      rounds: 1,
      termUsed: 7,
      overdueBy: 2,
      inquiry: null,
      deemedOn: null,
    });
  });

  it('S1: runs on the authority until it names the path, and measures that apart from the application', () => {
    const events = history(['inquired', '2026-03-02'], ['path-named', '2026-04-08'], ['applied', '2026-04-10']);
    // 3 March to 8 April: 27 weekdays less Qingming Monday 6 April.
    expect(clockOn('2026-03-30', events)).toMatchObject({ onDesk: 'authority', termUsed: 20, overdueBy: 0 });
    expect(clockOn('2026-03-31', events)).toMatchObject({ onDesk: 'authority', termUsed: 21, overdueBy: 1 });
    expect(clockOn('2026-04-09', events)).toMatchObject({ onDesk: 'sponsor', termUsed: 26, overdueBy: 6 });
    expect(clockOn('2026-04-13', events)).toMatchObject({
      onDesk: 'authority',
      totals: { sponsor: 2, authority: 27, suspended: 0 },
      termUsed: 1,
      overdueBy: 0,
      inquiry: { used: 26, overdueBy: 6 },
    });
  });

  it.each([
    ['before anything', '2026-03-01', 'not-started', 0],
    ['on the day of the application itself', '2026-03-02', 'authority', 0],
    ['on the day after', '2026-03-03', 'authority', 1],
    ['on the last day of the term', '2026-03-30', 'authority', 20],
  ])('%s', (_, day, onDesk, total) => {
    expect(clockOn(day, history(['applied', '2026-03-02']))).toMatchObject({ onDesk, total, overdueBy: 0 });
  });

  it('gives a day of several events to whoever held the matter until then', () => {
    const clock = clockOn(
      '2026-03-06',
      history(
        ['applied', '2026-03-02'],
        ['returned', '2026-03-04'],
        ['resubmitted', '2026-03-04'],
        ['returned', '2026-03-04'],
      ),
    );
    expect(clock).toMatchObject({ rounds: 2, onDesk: 'sponsor', totals: { authority: 2, sponsor: 2, suspended: 0 } });
    expect(clock.parts).toHaveLength(2);
  });

  it.each([...suspensionReasons, 'leader-away', undefined])('a suspension for %s', reason => {
    const events = history(['applied', '2026-03-02'], ['suspended', '2026-03-03', reason]);
    const lawful = reason !== undefined && reason !== 'leader-away';
    const clock = clockOn('2026-03-06', events);
    expect(clock.onDesk).toBe(lawful ? 'suspended' : 'authority');
    expect(clock.termUsed).toBe(lawful ? 1 : 4);
  });

  it('has nothing overdue where no term was named', () => {
    const clock = clockOn('2026-12-31', history(['applied', '2024-03-01']), { term: null, deemable: true });
    expect(clock).toMatchObject({ overdueBy: 0, deemedOn: null });
    expect(clock.termUsed).toBeGreaterThan(600);
  });

  it.each([
    [{ kind: 'applied', on: '2026-03-02' }, { kind: 'inquired', on: '2026-03-03' }, 'state.act-not-open'],
    [{ kind: 'applied', on: '2026-03-02' }, { kind: 'granted', on: '2026-03-01' }, 'approval.events-unordered'],
    [{ kind: 'granted', on: '2026-03-02' }, { kind: 'applied', on: '2026-03-03' }, 'state.act-not-open'],
  ] as [ApprovalEvent, ApprovalEvent, string][])('refuses %j followed by %j', (first, second, code) => {
    expect(() => clockOn('2026-03-31', [first, second])).toThrow(expect.objectContaining({ code }));
  });
});

describe('deemed granted', () => {
  const deemedOn = (...steps: [ApprovalEventKind, Day, string?][]) =>
    clockOn('2026-12-31', history(...steps), { term: 3, deemable: true }).deemedOn;

  it('falls on the first working day past the term, wherever the authority days lie', () => {
    expect(deemedOn(['applied', '2026-03-02'])).toBe('2026-03-06');
    expect(deemedOn(['applied', '2026-02-12'])).toBe('2026-02-25'); // the term is 13, 14 (a worked Saturday) and 24 February
  });

  it('resumes where the sponsor gave it back', () => {
    expect(deemedOn(['applied', '2026-03-02'], ['returned', '2026-03-04'], ['resubmitted', '2026-03-20'])).toBe(
      '2026-03-24',
    );
  });

  it('does not come of a decision on the last day, nor of an inquiry', () => {
    expect(deemedOn(['applied', '2026-03-02'], ['refused', '2026-03-05'])).toBeNull();
    expect(deemedOn(['applied', '2026-03-02'], ['refused', '2026-03-06'])).toBe('2026-03-06');
    expect(deemedOn(['inquired', '2026-03-02'])).toBeNull();
  });

  it.each([
    [true, [], true],
    [true, ['signage'], true],
    [false, [], false],
    [true, ['safety'], false],
    [true, ['fire'], false],
    [true, ['environment'], false],
    [true, ['signage', 'land'], false],
    [true, ['secrecy'], false],
  ])('named %s, fields %j: %s', (named, fields, expected) => {
    expect(mayBeDeemed(named, fields)).toBe(expected);
  });
});

describe('the life of an approval', () => {
  const terminal = ['granted', 'refused', 'withdrawn', 'lapsed'];

  it('reaches every state', () => {
    expect(unreachable(approvalLifecycle)).toEqual([]);
  });

  it.each(states)('%s is left, or is terminal', state => {
    expect(openActs(approvalLifecycle, state).length === 0).toBe(terminal.includes(state));
  });

  it('opens in each state exactly the events the table names, and refuses the others', () => {
    for (const state of states) {
      for (const kind of kinds) {
        const rule = approvalLifecycle.acts[kind];
        if (rule.from.includes(state)) expect(nextApprovalState(state, kind)).toBe(rule.to);
        else
          expect(() => nextApprovalState(state, kind)).toThrow(expect.objectContaining({ code: 'state.act-not-open' }));
      }
    }
  });

  it('lapses only on the desk of the sponsor', () => {
    expect(approvalLifecycle.acts.lapsed.from).toEqual(['path-named', 'returned']);
  });
});
