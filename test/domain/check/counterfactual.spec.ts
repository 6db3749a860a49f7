// The smallest sets of changes, against brute force over every atom: each listed set turns the outcome when the facts
// are changed and checked anew, no smaller set does, and no set of that size is left out.

import fc from 'fast-check';
import { applyChanges } from '../../../src/domain/check/changes';
import { atoms, check } from '../../../src/domain/check/check';
import type { Books } from '../../../src/domain/check/check';
import type { Facts } from '../../../src/domain/check/facts';
import type { Counterfactual, FactChange } from '../../../src/domain/check/finding';
import { rankOf } from '../../../src/domain/check/outcome';
import { arbitraryBook, arbitraryFacts } from './arbitrary';
import { coveredFacts, fullBook, unfiledFacts } from './samples';

const LISTED = 12;
const keyOf = (changes: readonly FactChange[]): string => changes.map(({ fact, to }) => `${fact}=${to}`).join(' & ');

/** All sets of up to `most` atoms on different paths. */
function* sets(
  all: readonly FactChange[],
  most: number,
  from = 0,
  chosen: readonly FactChange[] = [],
): Generator<readonly FactChange[]> {
  if (chosen.length > 0) yield chosen;
  if (chosen.length === most) return;
  for (let i = from; i < all.length; i++) {
    const atom = all[i];
    if (atom && !chosen.some(({ fact }) => fact === atom.fact)) yield* sets(all, most, i + 1, [...chosen, atom]);
  }
}

interface Turned {
  softer: Map<number, Map<string, string>>;
  harsher: Map<number, Map<string, string>>;
}

function bruteForce(facts: Facts, books: Books, most: number): Turned {
  const present = check(facts, books);
  const base = rankOf(present.outcome);
  const turned: Turned = { softer: new Map(), harsher: new Map() };
  for (const set of sets(atoms(facts, books), most)) {
    const { outcome, lane } = check(applyChanges(facts, set), books);
    if (lane !== present.lane) throw new Error(`the lane changed: ${keyOf(set)}`);
    const to = rankOf(outcome) > base ? turned.softer : rankOf(outcome) < base ? turned.harsher : null;
    if (to === null) continue;
    if (!to.has(set.length)) to.set(set.length, new Map());
    to.get(set.length)?.set(keyOf(set), outcome);
  }
  return turned;
}

function agree(listed: readonly Counterfactual[], turned: Map<number, Map<string, string>>, most: number): void {
  const size = Math.min(Infinity, ...turned.keys());
  if (listed.length === 0) {
    expect([...turned.keys()]).toEqual([]);
    return;
  }
  const own = listed[0]?.changes.length ?? 0;
  expect(listed.every(({ changes }) => changes.length === own)).toBe(true);
  if (own > most) {
    expect(size).toBe(Infinity);
    return;
  }
  expect(own).toBe(size);
  const all = turned.get(size) ?? new Map<string, string>();
  const ours = new Map(listed.map(({ changes, outcome }) => [keyOf(changes), outcome]));
  for (const [key, outcome] of ours) expect([key, all.get(key)]).toEqual([key, outcome]);
  expect(ours.size).toBe(Math.min(all.size, LISTED));
}

/** Sets too large for the brute force must at least turn the outcome. */
function turns(facts: Facts, books: Books): void {
  const finding = check(facts, books);
  for (const [sign, listed] of [
    [1, finding.counterfactuals.softer],
    [-1, finding.counterfactuals.harsher],
  ] as const) {
    for (const { outcome, changes } of listed) {
      const again = check(applyChanges(facts, changes), books);
      expect([keyOf(changes), again.outcome]).toEqual([keyOf(changes), outcome]);
      expect(Math.sign(rankOf(again.outcome) - rankOf(finding.outcome))).toBe(sign);
    }
  }
}

const cut = (conditions: number, code?: string) =>
  arbitraryBook(code).map(book => ({
    ...book,
    conditions: book.conditions.slice(0, conditions),
    redLines: book.redLines.slice(0, 1),
  }));

describe('counterfactuals', () => {
  test('one rulebook: exactly the smallest sets (brute force over pairs)', () => {
    fc.assert(
      fc.property(arbitraryFacts, cut(3), (facts, book) => {
        const books = { older: book, present: null };
        const { softer, harsher } = check(facts, books).counterfactuals;
        const turned = bruteForce(facts, books, 2);
        agree(softer, turned.softer, 2);
        agree(harsher, turned.harsher, 2);
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  test('two rulebooks: exactly the smallest sets (brute force over pairs)', () => {
    fc.assert(
      fc.property(arbitraryFacts, cut(2), cut(2, 'C'), (facts, older, present) => {
        const books = { older, present };
        const { softer, harsher } = check(facts, books).counterfactuals;
        const turned = bruteForce(facts, books, 2);
        agree(softer, turned.softer, 2);
        agree(harsher, turned.harsher, 2);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  test('every listed set turns the outcome when the facts are changed and checked anew', () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryBook(), fc.option(arbitraryBook('C')), (facts, older, present) => {
        turns(facts, { older, present });
      }),
      { numRuns: 300 },
    );
  });
});

describe('counterfactuals by example', () => {
  const books = { older: fullBook(), present: null };

  test('an act within the record, reported late, would have been covered had it been reported in time', () => {
    const facts = coveredFacts();
    const late: Facts = {
      ...facts,
      flaw: { ...facts.flaw, selfReport: { made: 'yes', on: null, recordedAt: '2026-05-29T02:00:00.000Z' } },
    };
    const { softer } = check(late, books).counterfactuals;
    expect(softer).toEqual([{ outcome: 'covered', changes: [{ fact: 'flaw.selfReport', to: 'in-time' }] }]);
  });

  test('what everything covers has nothing more lenient, and each single failure is listed up to twelve', () => {
    const { softer, harsher } = check(coveredFacts(), books).counterfactuals;
    expect(softer).toEqual([]);
    expect(harsher).toHaveLength(LISTED);
    expect(harsher[0]).toEqual({
      outcome: 'outside-record',
      changes: [{ fact: 'answers.collective-decision', to: 'no' }],
    });
  });

  test('no change of fact converts the second lane into the first', () => {
    const facts: Facts = { ...unfiledFacts(), answers: {} };
    const finding = check(facts, books);
    expect(finding.lane).toBe('after-the-fact');
    for (const { outcome } of finding.counterfactuals.softer) expect(outcome).toBe('eligible');
  });

  test('a loss over two limits names the loss at each limit that would turn the outcome', () => {
    const facts = coveredFacts();
    const grave: Facts = { ...facts, flaw: { ...facts.flaw, lossFen: 20_000_000 } };
    expect(check(grave, books).counterfactuals.softer).toEqual([
      { outcome: 'covered', changes: [{ fact: 'flaw.lossFen', to: '3000000' }] },
      { outcome: 'outside-record', changes: [{ fact: 'flaw.lossFen', to: '3000001' }] },
      { outcome: 'outside-record', changes: [{ fact: 'flaw.lossFen', to: '9000000' }] },
    ]);
  });
});
