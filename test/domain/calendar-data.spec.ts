import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '../../src/domain/period';
import { isWorkday, workdaysBetween } from '../../src/domain/workdays';
import { calendarFor, nationalCalendar } from '../../src/platform/calendar';

const folder = join(__dirname, '../../data/calendar');

// Written out by hand from the three notices, independently of the library: the days off (weekends among them) and the
// weekend days worked.
const notices = [
  { name: '元旦', off: ['2024-01-01', '2024-01-01'], worked: [] },
  { name: '春节', off: ['2024-02-10', '2024-02-17'], worked: ['2024-02-04', '2024-02-18'] },
  { name: '清明节', off: ['2024-04-04', '2024-04-06'], worked: ['2024-04-07'] },
  { name: '劳动节', off: ['2024-05-01', '2024-05-05'], worked: ['2024-04-28', '2024-05-11'] },
  { name: '端午节', off: ['2024-06-08', '2024-06-10'], worked: [] },
  { name: '中秋节', off: ['2024-09-15', '2024-09-17'], worked: ['2024-09-14'] },
  { name: '国庆节', off: ['2024-10-01', '2024-10-07'], worked: ['2024-09-29', '2024-10-12'] },
  { name: '元旦', off: ['2025-01-01', '2025-01-01'], worked: [] },
  { name: '春节', off: ['2025-01-28', '2025-02-04'], worked: ['2025-01-26', '2025-02-08'] },
  { name: '清明节', off: ['2025-04-04', '2025-04-06'], worked: [] },
  { name: '劳动节', off: ['2025-05-01', '2025-05-05'], worked: ['2025-04-27'] },
  { name: '端午节', off: ['2025-05-31', '2025-06-02'], worked: [] },
  { name: '国庆节、中秋节', off: ['2025-10-01', '2025-10-08'], worked: ['2025-09-28', '2025-10-11'] },
  { name: '元旦', off: ['2026-01-01', '2026-01-03'], worked: ['2026-01-04'] },
  { name: '春节', off: ['2026-02-15', '2026-02-23'], worked: ['2026-02-14', '2026-02-28'] },
  { name: '清明节', off: ['2026-04-04', '2026-04-06'], worked: [] },
  { name: '劳动节', off: ['2026-05-01', '2026-05-05'], worked: ['2026-05-09'] },
  { name: '端午节', off: ['2026-06-19', '2026-06-21'], worked: [] },
  { name: '中秋节', off: ['2026-09-25', '2026-09-27'], worked: [] },
  { name: '国庆节', off: ['2026-10-01', '2026-10-07'], worked: ['2026-09-20', '2026-10-10'] },
] as const;

const numbers: Record<string, string> = {
  '2024': '国办发明电〔2023〕7号',
  '2025': '国办发明电〔2024〕12号',
  '2026': '国办发明电〔2025〕7号',
};

function* daysFrom([from, to]: readonly [string, string]): Generator<string> {
  for (let day = from; day <= to; day = addDays(day, 1)) yield day;
}

describe('the national calendar', () => {
  it.each(notices)('$name $off.0: the days off are off, their make-up days are worked', ({ off, worked }) => {
    for (const day of daysFrom(off)) expect([day, isWorkday(nationalCalendar(), day)]).toEqual([day, false]);
    for (const day of worked) expect([day, isWorkday(nationalCalendar(), day)]).toEqual([day, true]);
  });

  it('has no exception beyond the notices, and names the notice and the holiday of each', () => {
    const expected = notices.flatMap(({ name, off, worked }) => [
      ...[...daysFrom(off)]
        .filter(day => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()))
        .map(day => ({ day, working: false, name, notice: numbers[day.slice(0, 4)] })),
      ...worked.map(day => ({ day, working: true, name, notice: numbers[day.slice(0, 4)] })),
    ]);
    expected.sort((a, b) => (a.day < b.day ? -1 : 1));
    expect(nationalCalendar().exceptions).toEqual(expected);
  });

  it.each([
    // Working days of the year as the notices leave them: weekdays, less those off, plus the make-up days.
    ['2024', 262 - 19 + 8],
    ['2025', 261 - 18 + 5],
    ['2026', 261 - 19 + 6],
  ])('%s has %i working days', (year, count) => {
    expect(workdaysBetween(nationalCalendar(), `${Number(year) - 1}-12-31`, `${year}-12-31`)).toBe(count);
  });

  it.each([
    ['2024-02-09', '2024-02-19', 2], // Sunday 18th is worked, then Monday 19th
    ['2024-09-13', '2024-09-18', 2], // Saturday 14th and Wednesday 18th
    ['2024-12-31', '2025-01-03', 2],
    ['2025-09-26', '2025-10-13', 7], // 28, 29, 30 September; 9, 10, 11, 13 October
    ['2025-12-31', '2026-01-05', 2], // Sunday 4th is worked
    ['2026-02-13', '2026-03-02', 7], // 14; 24, 25, 26, 27, 28 February; 2 March
    ['2026-12-31', '2027-01-04', 2], // 2027 is unpublished: plain weekdays
  ])('from %s to %s: %i', (from, to, count) => {
    expect(workdaysBetween(nationalCalendar(), from, to)).toBe(count);
  });

  it('is what make.mjs writes from the library', () => {
    const scratch = mkdtempSync(join(tmpdir(), 'calendar-'));
    try {
      const target = join(scratch, 'made.json');
      execFileSync(process.execPath, [join(folder, 'make.mjs'), target]);
      expect(readFileSync(target, 'utf8')).toBe(readFileSync(join(folder, 'cn-2024-2026.json'), 'utf8'));
    } finally {
      rmSync(scratch, { recursive: true });
    }
  });

  it('takes a county correction', () => {
    const corrected = calendarFor([{ day: '2026-07-06', working: false, reason: '防汛停工' }]);
    expect(isWorkday(corrected, '2026-07-06')).toBe(false);
    expect(isWorkday(calendarFor([]), '2026-07-06')).toBe(true);
  });
});
