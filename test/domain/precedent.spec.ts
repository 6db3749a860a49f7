import fc from 'fast-check';
import { DECISION_KINDS, type DecisionKind } from '../../src/domain/claim/claim';
import { departure, ENOUGH, likeness, WEIGHTS, type CaseFeatures } from '../../src/domain/claim/precedent';

const RESULTS = ['C07:met', 'C09:met', 'C09:unmet', 'C10:met', 'C11:met', 'C12:unmet', 'R03:met'];
const CAUSES = ['approval-stuck', 'pledge-undelivered', 'whistle-unanswered'];
const sorted = (all: string[]) => fc.subarray(all).map(some => [...some].sort());

const features: fc.Arbitrary<CaseFeatures> = fc.record({
  flawKind: fc.constantFrom('built-before-approval', 'papers-missing', null),
  lane: fc.constantFrom('pre-registered' as const, 'after-the-fact' as const),
  outcome: fc.constantFrom('covered' as const, 'outside-record' as const, 'barred' as const),
  results: sorted(RESULTS),
  causes: sorted(CAUSES),
});

const CASE: CaseFeatures = {
  flawKind: 'built-before-approval',
  lane: 'pre-registered',
  outcome: 'covered',
  results: ['C09:met', 'C11:met'],
  causes: ['approval-stuck'],
};

describe('likeness', () => {
  it('weighs parts of a hundred', () => {
    expect(Object.values(WEIGHTS).reduce((sum, one) => sum + one, 0)).toBe(100);
  });

  it('is 100 of a case with a known kind to itself, and the same both ways', () => {
    fc.assert(
      fc.property(features, features, (a, b) => {
        expect(likeness(a, a).score).toBe(a.flawKind === null ? 100 - WEIGHTS.flawKind : 100);
        expect(likeness(a, b).score).toBe(likeness(b, a).score);
        expect(likeness(a, b).score).toBeGreaterThanOrEqual(0);
        expect(likeness(a, b).score).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('lists exactly what both have, and nothing adds to likeness but that', () => {
    fc.assert(
      fc.property(features, features, (a, b) => {
        const { results, causes } = likeness(a, b);
        expect(results).toEqual(a.results.filter(one => b.results.includes(one)));
        expect(causes).toEqual(a.causes.filter(one => b.causes.includes(one)));
      }),
    );
  });

  it('never falls when the other case takes over a result of this one', () => {
    fc.assert(
      fc.property(features, features, (a, b) => {
        const nearer = { ...b, results: [...new Set([...b.results, ...a.results.slice(0, 1)])].sort() };
        expect(likeness(a, nearer).score).toBeGreaterThanOrEqual(likeness(a, b).score);
      }),
    );
  });

  it.each<[string, Partial<CaseFeatures>, number]>([
    ['all alike', {}, 100],
    ['another kind of flaw', { flawKind: 'papers-missing' }, 70],
    ['an unknown kind is like none', { flawKind: null }, 70],
    ['another lane and outcome', { lane: 'after-the-fact', outcome: 'eligible' }, 85],
    ['one of three results shared', { results: ['C09:met', 'C11:unmet'] }, 77],
    ['no cause', { causes: [] }, 80],
    ['one cause of two', { causes: ['approval-stuck', 'pledge-undelivered'] }, 90],
    [
      'nothing shared',
      { flawKind: 'x', lane: 'after-the-fact', outcome: 'barred', results: ['C01:met'], causes: [] },
      0,
    ],
  ])('%s', (_, changes, score) => {
    expect(likeness(CASE, { ...CASE, ...changes }).score).toBe(score);
  });
});

describe('departure from all precedents', () => {
  const kinds = fc.array(fc.constantFrom(...DECISION_KINDS), { maxLength: 6 });

  it('is said exactly where there are enough of them and none is of the kind', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DECISION_KINDS), kinds, (kind, precedents) => {
        const expected = precedents.length >= ENOUGH && precedents.every(one => one !== kind);
        expect(departure(kind, precedents).departsFromAll).toBe(expected);
        expect(departure(kind, precedents).words === null).toBe(!expected);
      }),
    );
  });

  it('says nothing where nothing is drafted', () => {
    fc.assert(fc.property(kinds, precedents => !departure(null, precedents).departsFromAll));
  });

  it('names how the others were decided', () => {
    const others: DecisionKind[] = ['exempt', 'exempt', 'mitigated'];
    expect(departure('refused', others).words).toEqual({
      zh: '拟作的认定与全部 3 件相似先例（免责、减责）均不一致，请说明理由',
      en: 'the draft departs from all 3 similar precedents (exempt, mitigated); say why',
    });
  });
});
