import fc from 'fast-check';
import { CLEARANCE_LIFECYCLE } from '../../src/domain/claim/clearance';
import { CORRECTION_LIFECYCLE, CORRECTION_STATES, dueDay, standingOn } from '../../src/domain/claim/correction';
import { unreachable } from '../../src/domain/lifecycle';
import { addDays } from '../../src/domain/period';
import { addWorkdays, indexCalendar } from '../../src/domain/workdays';

/** The National Day of 2026 with a made-up Saturday. */
const calendar = indexCalendar({
  id: 'test',
  publishedThrough: '2026-12-31',
  exceptions: [
    ...['01', '02', '05', '06', '07'].map(day => ({
      day: `2026-10-${day}`,
      working: false,
      name: '国庆节',
      notice: '国办',
    })),
    { day: '2026-10-10', working: true, name: '国庆节', notice: '国办' },
  ],
});
const today = '2026-09-28';

it('leads to every state of its tables', () => {
  expect(unreachable(CORRECTION_LIFECYCLE)).toEqual([]);
  expect(unreachable(CLEARANCE_LIFECYCLE)).toEqual([]);
});

describe('the term', () => {
  it.each<[string, object, string]>([
    ['a day', { dueOn: '2026-10-20' }, '2026-10-20'],
    ['two working days', { workdays: 2 }, '2026-09-30'],
    ['three, over the holiday', { workdays: 3 }, '2026-10-08'],
    ['five, with the Saturday made up', { workdays: 5 }, '2026-10-10'],
  ])('by %s', (_, asked, due) => {
    expect(dueDay(asked, { today, calendar })).toBe(due);
  });

  it.each<[object, string]>([
    [{}, 'correction.due-unsaid'],
    [{ dueOn: '2026-10-20', workdays: 3 }, 'correction.due-unsaid'],
    [{ dueOn: today }, 'correction.due-past'],
    [{ dueOn: '2026-09-27' }, 'correction.due-past'],
  ])('refuses %j', (asked, code) => {
    expect(() => dueDay(asked, { today, calendar })).toThrow(expect.objectContaining({ code }));
  });
});

describe('how it stands on a day', () => {
  const dueOn = '2026-09-30';
  it.each<[string, (typeof CORRECTION_STATES)[number], string | null, string, boolean, number]>([
    ['open on the last day', 'open', null, dueOn, false, 0],
    ['open the day after, which is a holiday', 'open', null, '2026-10-01', true, 0],
    ['open after the holiday', 'open', null, '2026-10-09', true, 2],
    ['answered on the last day', 'answered', dueOn, '2026-10-20', false, 0],
    ['answered late', 'answered', '2026-10-09', '2026-10-20', true, 2],
    ['sent back: the answer stands no longer', 'sent-back', dueOn, '2026-10-08', true, 1],
    ['signed off after an answer in time', 'signed-off', dueOn, '2026-11-20', false, 0],
    ['signed off after a late answer', 'signed-off', '2026-10-08', '2026-11-20', true, 1],
  ])('%s', (_, state, answeredOn, day, overdue, workdaysLate) => {
    expect(standingOn({ state, dueOn, answeredOn }, { day, calendar })).toMatchObject({ overdue, workdaysLate });
  });

  it('a term in working days is never overdue on a day within it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 80 }), (workdays, after) => {
        const due = dueDay({ workdays }, { today, calendar });
        const day = addDays(today, after);
        const { overdue } = standingOn({ state: 'open', dueOn: due, answeredOn: null }, { day, calendar });
        expect(overdue).toBe(day > addWorkdays(calendar, today, workdays));
      }),
    );
  });

  it('says that a calendar not yet published may move the day', () => {
    const stands = standingOn({ state: 'open', dueOn: '2027-01-04', answeredOn: null }, { day: today, calendar });
    expect(stands.provisional).toBe(true);
  });
});
