import * as fc from 'fast-check';
import { addDays, dayFromNumber, dayNumber, type Day } from '../../src/domain/period';
import {
  addWorkdays,
  correctCalendar,
  explainTerm,
  indexCalendar,
  isPublished,
  isWorkday,
  workdaysBetween,
  type Calendar,
  type CalendarException,
} from '../../src/domain/workdays';
import { nationalCalendar } from '../../src/platform/calendar';

// Day by day, without arithmetic: what the fast functions must agree with.
function slowIsWorkday(calendar: Calendar, day: Day): boolean {
  const exception = calendar.exceptions.find(e => e.day === day);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return exception ? exception.working : weekday >= 1 && weekday <= 5;
}

function slowBetween(calendar: Calendar, from: Day, to: Day): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (slowIsWorkday(calendar, day)) count++;
  return count;
}

const FIRST = dayNumber('2025-11-01');
const day = fc.integer({ min: FIRST, max: FIRST + 150 }).map(dayFromNumber);
// Exceptions may also restate what the weekday says already: a county's correction does.
const calendars = fc
  .uniqueArray(fc.tuple(fc.integer({ min: FIRST + 20, max: FIRST + 120 }), fc.boolean()), {
    selector: ([n]) => n,
    maxLength: 40,
  })
  .map((entries): Calendar => {
    const exceptions = entries
      .sort(([a], [b]) => a - b)
      .map(([n, working]): CalendarException => ({ day: dayFromNumber(n), working, name: 'x', notice: 'y' }));
    return { id: 'any', publishedThrough: '2026-12-31', exceptions };
  });

describe('counting working days', () => {
  it('agrees with counting day by day, on any calendar', () => {
    fc.assert(
      fc.property(calendars, day, day, (calendar, a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        expect(isWorkday(calendar, a)).toBe(slowIsWorkday(calendar, a));
        expect(workdaysBetween(calendar, from, to)).toBe(slowBetween(calendar, from, to));
        expect(workdaysBetween(calendar, to, from) + workdaysBetween(calendar, from, to)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('adds so that the term ends on the n-th working day, on any calendar', () => {
    fc.assert(
      fc.property(calendars, day, fc.integer({ min: 1, max: 90 }), (calendar, from, n) => {
        const due = addWorkdays(calendar, from, n);
        expect(slowIsWorkday(calendar, due)).toBe(true);
        expect(slowBetween(calendar, from, due)).toBe(n);
      }),
      { numRuns: 500 },
    );
  });

  it('goes back in the same way', () => {
    fc.assert(
      fc.property(calendars, day, fc.integer({ min: 1, max: 90 }), (calendar, from, n) => {
        const start = addWorkdays(calendar, from, -n);
        expect(slowIsWorkday(calendar, start)).toBe(true);
        expect(slowBetween(calendar, addDays(start, -1), addDays(from, -1))).toBe(n);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves a term of nothing on its day, even a holiday', () => {
    expect(addWorkdays(nationalCalendar(), '2026-10-01', 0)).toBe('2026-10-01');
  });

  it('counts the same indexed or plain, and an indexed calendar is still the plain value', () => {
    const plain: Calendar = JSON.parse(JSON.stringify(nationalCalendar()));
    const indexed = indexCalendar(plain);
    expect(workdaysBetween(plain, '2026-01-01', '2026-12-31')).toBe(
      workdaysBetween(indexed, '2026-01-01', '2026-12-31'),
    );
    expect(JSON.stringify(indexed)).toBe(JSON.stringify(plain));
    expect(indexCalendar(indexed)).toBe(indexed);
  });
});

describe('a term explains itself', () => {
  it('names the notice for every day skipped and made up, across a year end', () => {
    const term = explainTerm(nationalCalendar(), '2025-12-30', 3);
    expect(term.due).toBe('2026-01-05'); // 31 Dec, 4 Jan (a worked Sunday), 5 Jan
    expect(term.skipped).toEqual([
      { day: '2026-01-01', why: 'holiday', name: '元旦', notice: '国办发明电〔2025〕7号' },
      { day: '2026-01-02', why: 'holiday', name: '元旦', notice: '国办发明电〔2025〕7号' },
      { day: '2026-01-03', why: 'weekend', name: null, notice: null },
    ]);
    expect(term.madeUp).toEqual([{ day: '2026-01-04', why: 'make-up', name: '元旦', notice: '国办发明电〔2025〕7号' }]);
    expect(term.provisional).toBe(false);
    expect(term.rule.zh).toContain('第八十二条');
  });

  it('accounts for every calendar day of the term, on any calendar', () => {
    fc.assert(
      fc.property(calendars, day, fc.nat(60), (calendar, from, n) => {
        const { due, skipped } = explainTerm(calendar, from, n);
        const left = new Set(skipped.map(s => s.day));
        for (let at = addDays(from, 1); at <= due; at = addDays(at, 1)) {
          expect(left.has(at)).toBe(!slowIsWorkday(calendar, at));
        }
        expect(dayNumber(due) - dayNumber(from)).toBe(n + skipped.length);
      }),
    );
  });

  it.each([
    ['2026-12-28', 3, '2026-12-31', false],
    ['2026-12-28', 4, '2027-01-01', true], // plain weekdays until the notice for 2027 comes
    ['2027-02-01', 1, '2027-02-02', true],
    ['2023-12-29', 1, '2024-01-02', true], // no notice before 2024 is carried
    ['2024-01-01', 1, '2024-01-02', false],
  ])('%s + %i is %s, provisional: %s', (from, n, due, provisional) => {
    expect(explainTerm(nationalCalendar(), from, n)).toMatchObject({ due, provisional });
  });

  it('knows what the notices reach', () => {
    const calendar = nationalCalendar();
    const reached = ['2023-12-31', '2024-01-01', '2026-12-31', '2027-01-01'].map(d => isPublished(calendar, d));
    expect(reached).toEqual([false, true, true, false]);
    const { id, publishedThrough, exceptions } = calendar;
    expect(isPublished({ id, publishedThrough, exceptions }, '1999-01-01')).toBe(true);
  });
});

describe('a county correction', () => {
  const flood = { day: '2026-07-06', working: false, reason: '防汛停工', notice: '汶府办〔2026〕1号' };
  const madeUp = { day: '2026-07-11', working: true, reason: '防汛停工补班' };

  it('is laid over the national calendar and explains itself', () => {
    const calendar = correctCalendar(nationalCalendar(), [madeUp, flood]);
    const term = explainTerm(calendar, '2026-07-03', 6);
    expect(term.due).toBe('2026-07-13');
    expect(term.skipped).toContainEqual({
      day: '2026-07-06',
      why: 'county-rest',
      name: '防汛停工',
      notice: '汶府办〔2026〕1号',
    });
    expect(term.madeUp).toEqual([
      { day: '2026-07-11', why: 'county-work', name: '防汛停工补班', notice: '防汛停工补班' },
    ]);
    expect(calendar.id).toBe('cn-2024-2026+2026-07-06R+2026-07-11W');
    expect(calendar.exceptions.map(e => e.day)).toEqual(calendar.exceptions.map(e => e.day).sort());
  });

  it('outweighs the notice, and the later correction outweighs the earlier', () => {
    const off = { day: '2026-02-14', working: false, reason: '雪灾' };
    const on = { ...off, working: true, reason: '恢复上班' };
    expect(isWorkday(nationalCalendar(), '2026-02-14')).toBe(true);
    expect(isWorkday(correctCalendar(nationalCalendar(), [off]), '2026-02-14')).toBe(false);
    expect(isWorkday(correctCalendar(nationalCalendar(), [off, on]), '2026-02-14')).toBe(true);
  });

  it('changes nothing when there is none', () => {
    expect(correctCalendar(nationalCalendar(), [])).toBe(nationalCalendar());
  });
});
