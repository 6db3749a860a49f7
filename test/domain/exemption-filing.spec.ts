import type { Departure } from '../../src/domain/check/facts';
import type { Rulebook } from '../../src/domain/check/rulebook';
import type { Refusal } from '../../src/domain/errors';
import {
  departureAuthorised,
  firstLookOn,
  officeOf,
  opinionsNeeded,
  refuseNear,
  refuseUnheard,
  type FilingOffice,
  type Stance,
} from '../../src/domain/filing';
import type { Calendar } from '../../src/domain/workdays';

const bookOf = (offices: FilingOffice[], opinions: number, firstLook?: number): Rulebook =>
  ({
    code: 'B',
    version: 1,
    filing: { offices, opinions },
    terms: firstLook === undefined ? {} : { 'first-look': { workdays: firstLook, basis: {} } },
  }) as unknown as Rulebook;

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'ok';
  } catch (error) {
    return (error as Refusal).code;
  }
};

describe('filing offices', () => {
  test.each([
    ['discipline', ['discipline'], 'discipline'],
    ['organisation-department', ['discipline', 'organisation'], 'organisation'],
    ['reform-office', ['reform'], 'reform'],
    ['organisation-department', ['discipline'], 'exemption.not-filing-office'],
    ['government', ['discipline', 'organisation', 'reform'], 'exemption.not-filing-office'],
  ] as const)('a unit of kind %s under %j', (kind, offices, expected) => {
    const work = () => officeOf(kind, bookOf([...offices], 1));
    const code = codeOf(work);
    expect(code === 'ok' ? work() : code).toBe(expected);
  });

  const both: FilingOffice[] = ['discipline', 'organisation'];
  test.each([
    [['discipline'] as FilingOffice[], 1, {}, 'ok'],
    [both, 1, {}, 'ok'],
    [both, 2, {}, 'exemption.opinions-missing'],
    [both, 2, { discipline: 'for' }, 'exemption.opinions-missing'],
    [both, 2, { discipline: 'against' }, 'exemption.opinions-missing'],
    [both, 2, { discipline: 'for', organisation: 'for' }, 'ok'],
    [both, 2, { discipline: 'for', organisation: 'against' }, 'exemption.opinion-against'],
    [[...both, 'reform'] as FilingOffice[], 2, { discipline: 'for', reform: 'for' }, 'ok'],
    [[...both, 'reform'] as FilingOffice[], 3, { discipline: 'for', reform: 'for' }, 'exemption.opinions-missing'],
  ])('%j with %i opinions, given %j: %s', (offices, opinions, given, expected) => {
    const heard = Object.entries(given).map(([office, stance]) => ({
      office: office as FilingOffice,
      stance: stance as Stance,
    }));
    expect(codeOf(() => refuseUnheard(heard, bookOf(offices, opinions)))).toBe(expected);
  });

  it('asks for no written opinion where one office is enough', () => {
    expect([0, 1, 2, 3].map(opinions => opinionsNeeded(bookOf(['discipline'], opinions)))).toEqual([0, 0, 2, 3]);
  });
});

describe('recusal', () => {
  const flags = [true, false];
  const all = flags.flatMap(line => flags.flatMap(hand => flags.map(partaking => ({ line, hand, partaking }))));
  test.each(all)('%j', nearness => {
    const near = nearness.line || nearness.hand || nearness.partaking;
    expect(codeOf(() => refuseNear(nearness))).toBe(near ? 'exemption.recused' : 'ok');
  });

  it('says why, every reason of it, in both languages', () => {
    try {
      refuseNear({ line: true, hand: true, partaking: false });
    } catch (error) {
      const { zh, en } = (error as Refusal).words;
      expect(zh).toContain('上下级');
      expect(zh).toContain('经手');
      expect(en).toMatch(/superiors.*had a hand/);
      return;
    }
    throw new Error('not refused');
  });
});

describe('the term of the first look', () => {
  // A Friday; Monday is a holiday by notice.
  const filedAt = '2026-03-06T02:00:00.000Z';
  const calendar: Calendar = {
    id: 'c',
    publishedThrough: '2026-12-31',
    exceptions: [{ day: '2026-03-09', working: false, name: '节', notice: 'n' }],
  };
  const look = (day: string, lookedAt: string | null = null) =>
    firstLookOn({ filedAt, lookedAt }, bookOf(['discipline'], 1, 1), { day, calendar });

  test.each([
    ['2026-03-06', null, false, 0],
    ['2026-03-10', null, false, 0],
    ['2026-03-11', null, true, 1],
    ['2026-03-13', null, true, 3],
    ['2026-03-13', '2026-03-10T09:00:00.000Z', false, 0],
    ['2026-03-13', '2026-03-10T16:30:00.000Z', true, 1],
  ])('on %s, looked at %s: overdue %s by %i', (day, lookedAt, overdue, workdaysLate) => {
    expect(look(day, lookedAt)).toMatchObject({ due: '2026-03-10', overdue, workdaysLate, provisional: false });
  });

  it('is nothing where nothing was filed or no term is set', () => {
    const never = { filedAt: null, lookedAt: null };
    expect(firstLookOn(never, bookOf(['discipline'], 1, 1), { day: '2026-03-06', calendar })).toBeNull();
    expect(
      firstLookOn({ filedAt, lookedAt: null }, bookOf(['discipline'], 1), { day: '2026-03-06', calendar }),
    ).toBeNull();
  });

  it('says so when the calendar is not published that far', () => {
    const short = { ...calendar, publishedThrough: '2026-03-08' };
    const found = firstLookOn({ filedAt, lookedAt: null }, bookOf(['discipline'], 1, 1), {
      day: '2026-03-06',
      calendar: short,
    });
    expect(found?.provisional).toBe(true);
  });
});

describe('a departure authorised', () => {
  const departure: Departure = {
    document: 'd',
    article: '1',
    ruleLevel: 'city',
    authorisation: {
      issuer: 'i',
      level: 'province',
      number: 'n',
      regions: ['513221'],
      period: { from: '2026-01-01', to: '2026-12-31' },
    },
  };
  const on = { regions: ['513221106'], day: '2026-06-01' };
  const given = departure.authorisation!;
  test.each([
    ['by a higher level', departure, on, true],
    ['by the same level', { ...departure, authorisation: { ...given, level: 'city' as const } }, on, true],
    ['by a lower level', { ...departure, authorisation: { ...given, level: 'county' as const } }, on, false],
    ['by nobody', { ...departure, authorisation: null }, on, false],
    ['on its first day', departure, { ...on, day: '2026-01-01' }, true],
    ['too early', departure, { ...on, day: '2025-12-31' }, false],
    ['too late', departure, { ...on, day: '2027-01-01' }, false],
    ['elsewhere', departure, { ...on, regions: ['513221106', '510104'] }, false],
  ])('%s', (_, given, where, expected) => {
    expect(departureAuthorised(given, where)).toBe(expected);
  });
});
