// What comes first in the inbox, what a signal means, which tranche is owed: tables of days and properties over any list.
import fc from 'fast-check';
import { INBOX, INBOX_KINDS, INBOX_SUBJECTS } from '../../src/domain/inbox/kinds';
import { unenteredTranche } from '../../src/domain/inbox/tranche';
import {
  byUrgency,
  dueClock,
  isOverdue,
  signalFor,
  termClock,
  type Ranked,
  type TermBasis,
} from '../../src/domain/inbox/urgency';
import { addDays } from '../../src/domain/period';
import { addWorkdays, workdaysBetween, type Calendar } from '../../src/domain/workdays';

const calendar: Calendar = { id: 'plain', publishedThrough: '2026-12-31', exceptions: [] };
const basis: TermBasis = { source: 'rulebook', code: 'seal', rulebook: 'WC-513221@2', zh: '期限', en: 'term' };
const on = (day: string) => ({ day, calendar, basis });

describe('a term', () => {
  // 2026-03-02 is a Monday; ten working days after it end on the 16th.
  it.each([
    ['2026-03-02', 0, 10, 'green'],
    ['2026-03-11', 7, 3, 'green'],
    ['2026-03-12', 8, 2, 'yellow'],
    ['2026-03-16', 10, 0, 'yellow'],
    ['2026-03-17', 11, -1, 'red'],
    ['2026-03-23', 15, -5, 'red'],
  ])('of ten working days stands on %s at %i used, %i left: %s', (day, daysUsed, daysLeft, signal) => {
    const clock = termClock('2026-03-02', 10, on(day));
    expect(clock).toEqual({ due: '2026-03-16', term: 10, daysUsed, daysLeft, basis, signal });
  });

  it('is past the day after its last one, also on a day of rest', () => {
    expect(dueClock('2026-03-13', on('2026-03-13'))).toMatchObject({ daysLeft: 0, signal: 'yellow' });
    expect(dueClock('2026-03-13', on('2026-03-14'))).toMatchObject({ daysLeft: -1, signal: 'red' });
    expect(dueClock('2026-03-14', on('2026-03-14'))).toMatchObject({ daysLeft: 0 });
    expect(dueClock('2026-03-14', on('2026-03-15'))).toMatchObject({ daysLeft: -1 });
  });

  it.each([
    [1, 2, 'yellow'],
    [2, 2, 'green'],
    [1, 20, 'yellow'],
    [2, 20, 'yellow'],
    [3, 20, 'green'],
    [2, null, 'yellow'],
    [3, null, 'green'],
    [0, 1, 'yellow'],
    [-1, 1, 'red'],
  ] as const)('with %i days left of %s is %s', (left, term, signal) => {
    expect(signalFor(left, term)).toBe(signal);
  });

  it('agrees with its own due day for every day and length', () => {
    const days = fc.integer({ min: 0, max: 300 }).map(n => addDays('2026-01-01', n));
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 90 }), (since, term, later) => {
        const day = addDays(since, later);
        const clock = termClock(since, term, on(day));
        expect(clock.due).toBe(addWorkdays(calendar, since, term));
        expect(clock.daysUsed).toBe(workdaysBetween(calendar, since, day));
        expect(clock.daysLeft! < 0).toBe(day > clock.due!);
        expect(clock.signal === 'red').toBe(isOverdue(clock));
      }),
    );
  });
});

describe('urgency', () => {
  const one = (key: string, changes: Partial<Ranked> = {}): Ranked => ({
    ...{ key, waitingSince: '2026-03-02', due: null, daysLeft: null },
    ...changes,
  });

  it('puts the most overdue first, then the nearest day, then what has waited longest', () => {
    const items = [
      one('new', { waitingSince: '2026-03-05' }),
      one('late', { due: '2026-03-01', daysLeft: -1 }),
      one('old'),
      one('soon', { due: '2026-03-09', daysLeft: 2 }),
      one('later', { due: '2026-03-19', daysLeft: 9 }),
      one('latest', { due: '2026-02-01', daysLeft: -9 }),
      one('soon-too', { due: '2026-03-09', daysLeft: 2, waitingSince: '2026-02-02' }),
    ];
    const order = ['latest', 'late', 'soon-too', 'soon', 'later', 'old', 'new'];
    expect(items.sort(byUrgency).map(({ key }) => key)).toEqual(order);
  });

  const ranked = fc.record({
    key: fc.string({ minLength: 1, maxLength: 3 }),
    waitingSince: fc.constantFrom('2026-03-02', '2026-03-03'),
    due: fc.constantFrom('2026-03-04', '2026-03-05', null),
    daysLeft: fc.constantFrom(-2, -1, 0, 1, null),
  });

  it('is an order: the same for every shuffle, equal only for equals', () => {
    const lists = fc.uniqueArray(ranked, { selector: ({ key }) => key, maxLength: 12 });
    fc.assert(
      fc.property(lists, fc.infiniteStream(fc.nat()), (items, dice) => {
        const shuffled = items
          .map(item => ({ item, at: dice.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ item }) => item);
        expect([...shuffled].sort(byUrgency)).toEqual([...items].sort(byUrgency));
        for (const a of items) for (const b of items) expect(byUrgency(a, b) === 0).toBe(a === b);
      }),
    );
  });

  it('never puts what is in time before what is over', () => {
    fc.assert(
      fc.property(fc.array(ranked, { maxLength: 12 }), items => {
        const over = [...items].sort(byUrgency).map(isOverdue);
        expect(over.lastIndexOf(true) < over.indexOf(false) || !over.includes(false) || !over.includes(true)).toBe(
          true,
        );
      }),
    );
  });
});

describe('a tranche', () => {
  const tranches = [
    { dueOn: '2026-03-31', amount: 10 },
    { dueOn: '2026-06-30', amount: 20 },
  ];
  it.each([
    ['nothing entered', { revised: null, entered: 0 }, '2026-07-01', '2026-03-31'],
    ['not due yet', { revised: null, entered: 0 }, '2026-03-30', null],
    ['on its day', { revised: null, entered: 0 }, '2026-03-31', '2026-03-31'],
    ['the first entered', { revised: null, entered: 10 }, '2026-06-29', null],
    ['the second due', { revised: null, entered: 10 }, '2026-06-30', '2026-06-30'],
    ['the first in part', { revised: null, entered: 9 }, '2026-06-30', '2026-03-31'],
    ['all entered', { revised: null, entered: 30 }, '2026-12-31', null],
    ['revised down to what was entered', { revised: 10, entered: 10 }, '2026-12-31', null],
    ['revised down below it', { revised: 15, entered: 10 }, '2026-12-31', '2026-06-30'],
    ['revised to nothing', { revised: 0, entered: 0 }, '2026-12-31', null],
  ])('%s', (_, given, through, due) => {
    expect(unenteredTranche({ tranches, ...given }, through)).toBe(due);
  });
});

it('names a subject of the closed list for every kind, and no act twice in other words', () => {
  for (const kind of INBOX_KINDS) expect(INBOX_SUBJECTS).toContain(INBOX[kind].subject);
  expect(new Set(INBOX_KINDS.map(kind => INBOX[kind].subject)).size).toBe(INBOX_SUBJECTS.length);
});
