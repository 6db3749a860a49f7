import fc from 'fast-check';
import {
  BREADTH_LIMITS,
  likestOf,
  mostFilings,
  WARNING_CODES,
  warningsOf,
  type Breadth,
  type Surroundings,
} from '../../src/domain/breadth';
import type { Rulebook } from '../../src/domain/check/rulebook';
import { addDays } from '../../src/domain/period';
import type { Calendar } from '../../src/domain/workdays';

const calendar: Calendar = { id: 'plain', publishedThrough: '2026-12-31', exceptions: [] };
const kinds = Array.from({ length: 10 }, (_, at) => `k${at}`);
const book = {
  flawKinds: kinds.map(code => ({ code })),
  caps: { lossFen: 1000, basis: {} },
} as unknown as Rulebook;

const record: Breadth = {
  flawKinds: ['k0'],
  safeguards: ['s'],
  risks: ['用地手续办结前开工'],
  period: { from: '2026-03-01', to: '2026-12-31' },
  lossCapFen: 1000,
  leansOn: ['a'],
  scope: { regions: ['513221106'], period: { from: '2026-03-01', to: '2026-12-31' } },
};
const scope = record.scope;
const quiet: Surroundings = { filedOn: '2026-03-06', unitFilings: ['2026-03-06'], others: [], flawDays: [] };
const codes = (changes: Partial<Breadth>, around: Partial<Surroundings> = {}) =>
  warningsOf({ ...record, ...changes }, book, { around: { ...quiet, ...around }, calendar }).map(one => one.code);

const open = { regions: ['513221106'], period: { from: '2026-03-01', to: null } };
const county = { ...scope, regions: ['513221'] };
const copy = { code: 'BA-2', flawKinds: ['k0'], safeguards: ['s'], risks: ['用地手续办结前开工'] };

describe('warnings before sealing', () => {
  const cases: [string, Partial<Breadth>, Partial<Surroundings>, string[]][] = [
    ['a narrow record', {}, {}, []],
    ['half of the kinds', { flawKinds: kinds.slice(0, 5) }, {}, []],
    ['more than half of the kinds', { flawKinds: kinds.slice(0, 6) }, {}, ['most-flaw-kinds']],
    ['the whole county', { scope: county }, {}, ['whole-county']],
    ['the county padded to a township', { scope: { ...scope, regions: ['513221000'] } }, {}, ['whole-county']],
    [
      'everything everywhere',
      { flawKinds: kinds, scope: county },
      {},
      ['most-flaw-kinds', 'whole-county', 'everything-everywhere'],
    ],
    ['no end', { period: { from: '2026-03-01', to: null }, scope: open }, {}, ['no-end']],
    ['three years to the day', { period: { from: '2026-03-01', to: '2029-02-28' }, scope: open }, {}, []],
    ['a day longer', { period: { from: '2026-03-01', to: '2029-03-01' }, scope: open }, {}, ['too-long']],
    ['three years from a leap day', { period: { from: '2028-02-29', to: '2031-02-28' }, scope: open }, {}, []],
    ['and a day longer', { period: { from: '2028-02-29', to: '2031-03-01' }, scope: open }, {}, ['too-long']],
    ['beyond the scope', { period: { from: '2026-03-01', to: '2027-01-01' } }, {}, ['beyond-scope-period']],
    ['before the scope', { period: { from: '2026-02-28', to: '2026-12-31' } }, {}, ['beyond-scope-period']],
    ['no loss cap', { lossCapFen: null }, {}, ['no-loss-cap']],
    ['a loss cap of nothing', { lossCapFen: 0 }, {}, []],
    ['a cap above the rulebook', { lossCapFen: 1001 }, {}, ['cap-above-rulebook']],
    ['no safeguard', { safeguards: [] }, {}, ['no-safeguards']],
    ['leaning on nothing', { leansOn: [] }, {}, ['leaning-on-nothing']],
    ['a copy', {}, { others: [copy] }, ['near-identical']],
    ['half a copy', {}, { others: [{ ...copy, risks: ['资金到位前签订合同'] }] }, []],
    ['a flaw found that day', {}, { flawDays: ['2026-03-06'] }, ['flaw-already-found']],
    ['a flaw found five working days before', {}, { flawDays: ['2026-02-27'] }, ['flaw-already-found']],
    ['a flaw found six working days before', {}, { flawDays: ['2026-02-26'] }, []],
    ['a flaw found since', {}, { flawDays: ['2026-03-20'] }, ['flaw-already-found']],
    ['four filings', {}, { unitFilings: Array(4).fill('2026-03-06') }, []],
    ['five filings on a day', {}, { unitFilings: Array(5).fill('2026-03-06') }, ['bulk-filing']],
  ];
  test.each(cases)('%s', (_, changes, around, expected) => {
    expect(codes(changes, around)).toEqual(expected);
  });

  it('knows every code of its list by one of these cases', () => {
    expect([...new Set(cases.flatMap(([, , , expected]) => expected))].sort()).toEqual([...WARNING_CODES].sort());
  });
});

describe('bulk filings', () => {
  // 2026-03-06 is a Friday.
  test.each([
    ['a working week', ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06'], 5],
    ['across the week-end', ['2026-03-06', '2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12'], 5],
    ['one working day too many', ['2026-03-06', '2026-03-09', '2026-03-10', '2026-03-11', '2026-03-13'], 4],
    ['a Saturday belongs to the run that begins on it', ['2026-02-28', '2026-03-02', '2026-03-06'], 3],
    ['long ago', ['2026-01-05', '2026-01-05', '2026-01-05', '2026-03-06'], 1],
    ['only later ones', ['2026-03-09'], 0],
  ])('%s: %j', (_, unitFilings, expected) => {
    expect(mostFilings({ ...quiet, unitFilings }, calendar)).toBe(expected);
  });

  it('never counts more than there are, nor fewer than were filed on the very day', () => {
    const day = fc.integer({ min: -20, max: 20 }).map(n => addDays('2026-03-06', n));
    fc.assert(
      fc.property(fc.array(day, { maxLength: 20 }), unitFilings => {
        const most = mostFilings({ ...quiet, unitFilings }, calendar);
        expect(most).toBeLessThanOrEqual(unitFilings.length);
        expect(most).toBeGreaterThanOrEqual(unitFilings.filter(one => one === quiet.filedOn).length);
      }),
    );
  });
});

describe('likeness', () => {
  it('is whole for the same text in another order, and symmetric', () => {
    const text = fc.record({
      flawKinds: fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1 }),
      safeguards: fc.uniqueArray(fc.constantFrom('s', 't', 'u')),
      risks: fc.array(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const turned = { ...a, code: 'x', flawKinds: [...a.flawKinds].reverse(), risks: [...a.risks].reverse() };
        expect(likestOf(a, [turned])?.percent).toBe(100);
        const [there, back] = [likestOf(a, [{ ...b, code: 'b' }]), likestOf(b, [{ ...a, code: 'a' }])];
        expect(there?.percent).toBe(back?.percent);
      }),
    );
  });

  it('names the likest of several, and nobody when there is none', () => {
    const far = { ...copy, code: 'far', risks: ['完全不同的内容'] };
    expect(likestOf(record, [far, copy, far])).toEqual({ code: 'BA-2', percent: 100 });
    expect(likestOf(record, [])).toBeNull();
  });
});

it('flags at the limits it declares', () => {
  expect(BREADTH_LIMITS).toEqual({
    years: 3,
    bulkFilings: 5,
    bulkWorkdays: 5,
    alikePercent: 90,
    flawWorkdays: 5,
  });
});
