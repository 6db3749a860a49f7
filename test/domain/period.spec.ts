import * as fc from 'fast-check';
import {
  addDays,
  covers,
  dayFromNumber,
  dayNumber,
  daysBetween,
  isDay,
  isInstant,
  localDay,
  overlaps,
  parseDay,
  parsePeriod,
  within,
  type Day,
  type Period,
} from '../../src/domain/period';

const LAST = 2_932_896; // 9999-12-31
const days = fc.integer({ min: -719_162, max: LAST }).map(dayFromNumber); // from 0001-01-01
const nearDays = fc.integer({ min: 19_000, max: 19_060 }).map(dayFromNumber);
const periods = fc
  .tuple(nearDays, fc.option(fc.nat(20), { nil: null }))
  .map(([from, length]): Period => ({ from, to: length === null ? null : addDays(from, length) }));

describe('a day', () => {
  it.each(['2024-02-29', '2000-02-29', '2026-12-31', '0001-01-01', '9999-12-31'])('%s exists', day => {
    expect(isDay(day)).toBe(true);
    expect(parseDay(day)).toBe(day);
  });

  it.each([
    '2026-02-30',
    '2025-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '0000-01-01',
    '2026-1-1',
    '20260101',
    '2026-01-01 ',
    '2026-01-01T00:00:00.000Z',
    '',
    null,
    20260101,
  ])('%p does not', text => {
    expect(isDay(text)).toBe(false);
    expect(() => parseDay(text, 'tranches[0].dueOn')).toThrow(
      expect.objectContaining({
        code: 'period.day-invalid',
        fields: [expect.objectContaining({ field: 'tranches[0].dueOn' })],
      }),
    );
  });

  it('agrees with the platform calendar from year 1 to 9999', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: LAST }), n => {
        const day = new Date(n * 86_400_000).toISOString().slice(0, 10);
        expect(dayFromNumber(n)).toBe(day);
        expect(dayNumber(day)).toBe(n);
        expect(isDay(day)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('compares as a string exactly as it compares in time', () => {
    fc.assert(fc.property(days, days, (a, b) => expect(a < b).toBe(daysBetween(a, b) > 0)));
  });

  it('adds and counts days as inverses', () => {
    fc.assert(
      fc.property(nearDays, fc.integer({ min: -4000, max: 4000 }), (day, n) => {
        expect(daysBetween(day, addDays(day, n))).toBe(n);
        expect(addDays(addDays(day, n), -n)).toBe(day);
      }),
    );
  });
});

describe('the local day of an instant', () => {
  it.each([
    ['2026-03-02T01:00:00.000Z', '2026-03-02'],
    ['2026-03-01T15:59:59.999Z', '2026-03-01'],
    ['2026-03-01T16:00:00.000Z', '2026-03-02'],
    ['2025-12-31T16:00:00.000Z', '2026-01-01'],
    ['2024-02-28T23:00:00.000Z', '2024-02-29'],
    ['2023-02-28T23:00:00.000Z', '2023-03-01'],
  ])('%s falls on %s in China', (instant, day) => {
    expect(localDay(instant)).toBe(day);
  });

  it('agrees with the time-zone database since 1992', () => {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
    const from = Date.UTC(1992, 0, 1);
    fc.assert(
      fc.property(fc.integer({ min: from, max: Date.UTC(2099, 0, 1) }), ms => {
        expect(localDay(new Date(ms).toISOString())).toBe(format.format(ms));
      }),
    );
  });

  it.each([
    '2026-03-02',
    '2026-03-02T01:00:00Z',
    '2026-03-02T01:00:00.000+08:00',
    '2026-02-30T01:00:00.000Z',
    '2026-03-02T24:00:00.000Z',
  ])('%s is no instant of ours', text => {
    expect(isInstant(text)).toBe(false);
    expect(() => localDay(text)).toThrow(expect.objectContaining({ code: 'period.instant-invalid' }));
  });
});

describe('a period', () => {
  const inBoth = (a: Period, b: Period, all: Day[]): Day[] => all.filter(day => covers(a, day) && covers(b, day));

  it.each([
    ['2026-01-01', '2026-01-31', '2026-01-01', true],
    ['2026-01-01', '2026-01-31', '2026-01-31', true],
    ['2026-01-01', '2026-01-31', '2025-12-31', false],
    ['2026-01-01', '2026-01-31', '2026-02-01', false],
    ['2026-01-01', null, '9999-12-31', true],
    ['2026-01-01', null, '2025-12-31', false],
  ])('%s..%s against %s: %s', (from, to, day, covered) => {
    expect(covers({ from, to }, day)).toBe(covered);
  });

  it('overlaps and lies within as its days do', () => {
    const all = Array.from({ length: 120 }, (_, i) => dayFromNumber(18_990 + i));
    fc.assert(
      fc.property(periods, periods, (a, b) => {
        expect(overlaps(a, b)).toBe(inBoth(a, b, all).length > 0);
        expect(overlaps(a, b)).toBe(overlaps(b, a));
        const endsInside = b.to === null || a.to !== null;
        const daysInside = all.filter(day => covers(a, day)).every(day => covers(b, day));
        expect(within(a, b)).toBe(endsInside && daysInside);
      }),
    );
  });

  it('refuses an end before its beginning, and takes one day', () => {
    expect(parsePeriod({ from: '2026-01-02', to: '2026-01-02' })).toEqual({ from: '2026-01-02', to: '2026-01-02' });
    expect(parsePeriod({ from: '2026-01-02' })).toEqual({ from: '2026-01-02', to: null });
    expect(() => parsePeriod({ from: '2026-01-02', to: '2026-01-01' }, 'scope.period')).toThrow(
      expect.objectContaining({
        code: 'period.reversed',
        fields: [expect.objectContaining({ field: 'scope.period.to' })],
      }),
    );
    expect(() => parsePeriod({ from: 'soon' })).toThrow(expect.objectContaining({ code: 'period.day-invalid' }));
  });
});
