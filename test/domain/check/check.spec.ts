// What holds for every check, whatever the facts and the rulebooks (domain.md section 5).

import fc from 'fast-check';
import { canonicalJson } from '../../../src/domain/canonical';
import { check } from '../../../src/domain/check/check';
import { DECIDING_FACTS } from '../../../src/domain/check/facts';
import type { Facts } from '../../../src/domain/check/facts';
import type { Finding } from '../../../src/domain/check/finding';
import { rankOf } from '../../../src/domain/check/outcome';
import { CONDITION_CODES } from '../../../src/domain/check/rulebook';
import type { Rulebook } from '../../../src/domain/check/rulebook';
import { arbitraryBook, arbitraryFacts, redLine } from './arbitrary';
import { coveredFacts, fullBook, unfiledFacts } from './samples';

const runs = { numRuns: 300 };
const rank = (finding: Finding): number => rankOf(finding.outcome);

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

test('the sample is covered, and eligible without a record', () => {
  const books = { older: fullBook(), present: fullBook() };
  expect(check(coveredFacts(), books)).toMatchObject({
    outcome: 'covered',
    recordPart: 'matches',
    missing: [],
    questions: [],
  });
  expect(
    check(unfiledFacts(), books)
      .applied.conditions.filter(one => one.result === 'unmet')
      .map(one => one.code),
  ).toEqual([]);
  expect(check(unfiledFacts(), books).outcome).toBe('eligible');
});

test('no rulebook at all is refused; a rulebook that repeats a condition too', () => {
  expect(() => check(coveredFacts(), { older: null, present: null })).toThrow('check.no-rulebook');
  const [first] = fullBook().conditions;
  const twice = fullBook({ conditions: first ? [first, first] : [] });
  expect(() => check(coveredFacts(), { older: twice, present: null })).toThrow('check.rule-twice');
});

test('replay gives the same bytes, and the input is not touched', () => {
  fc.assert(
    fc.property(arbitraryFacts, arbitraryBook(), fc.option(arbitraryBook('C')), (facts, older, present) => {
      const bytes = canonicalJson(check(deepFreeze(facts), deepFreeze({ older, present })));
      const copy = JSON.parse(JSON.stringify({ facts, older, present })) as {
        facts: Facts;
        older: Rulebook;
        present: Rulebook | null;
      };
      expect(canonicalJson(check(copy.facts, { older: copy.older, present: copy.present }))).toBe(bytes);
      expect(JSON.stringify(check(facts, { older, present }))).toBe(JSON.stringify(check(copy.facts, copy)));
    }),
    runs,
  );
});

test('the order of what is a set does not matter', () => {
  const turned = (facts: Facts): Facts => ({
    ...facts,
    pilot: facts.pilot && {
      ...facts.pilot,
      scopes: facts.pilot.scopes.map(scope => ({
        ...scope,
        regions: [...scope.regions].reverse(),
        activities: [...scope.activities].reverse(),
        departures: [...scope.departures].reverse(),
      })),
    },
    record: facts.record && {
      ...facts.record,
      flawKinds: [...facts.record.flawKinds].reverse(),
      safeguards: [...facts.record.safeguards].reverse(),
    },
    flaw: {
      ...facts.flaw,
      regions: facts.flaw.regions && [...facts.flaw.regions].reverse(),
      activities: facts.flaw.activities && [...facts.flaw.activities].reverse(),
      breaches: facts.flaw.breaches && [...facts.flaw.breaches].reverse(),
    },
    safeguardsDone: [...facts.safeguardsDone].reverse(),
    answers: Object.fromEntries(Object.entries(facts.answers).reverse()),
    judgements: Object.fromEntries(Object.entries(facts.judgements).reverse()),
    whistles: [...facts.whistles].reverse(),
    edits: [...facts.edits].reverse(),
  });
  const unique = arbitraryFacts.filter(({ whistles, pilot }) => {
    const keys = pilot?.scopes.flatMap(s => s.departures.map(d => `${s.version} ${d.document} ${d.article}`)) ?? [];
    return new Set(whistles.map(w => w.code)).size === whistles.length && new Set(keys).size === keys.length;
  });
  fc.assert(
    fc.property(unique, arbitraryBook(), (facts, older) => {
      const books = { older, present: null };
      expect(check(turned(facts), books)).toEqual(check(facts, books));
    }),
    runs,
  );
});

test('every condition and every red line is always shown, in order, whatever the outcome', () => {
  fc.assert(
    fc.property(arbitraryFacts, arbitraryBook(), (facts, older) => {
      const { applied } = check(facts, { older, present: null });
      expect(applied.conditions.map(one => one.code)).toEqual([...CONDITION_CODES]);
      expect(applied.redLines.map(one => one.code)).toEqual(older.redLines.map(line => line.code).sort());
    }),
    runs,
  );
});

test('covered and eligible leave nothing that decides unknown, unmet or for people, and no red line open', () => {
  fc.assert(
    fc.property(arbitraryFacts, arbitraryBook(), (facts, older) => {
      const { applied, outcome, missing, questions } = check(facts, { older, present: null });
      if (outcome !== 'covered' && outcome !== 'eligible') return;
      const alone = applied.conditions.filter(one => one.decides && one.group === null);
      expect(alone.filter(one => one.result !== 'met' && one.result !== 'not-applicable')).toEqual([]);
      expect(applied.groups.filter(one => one.result !== 'met' && one.result !== 'not-applicable')).toEqual([]);
      expect(applied.redLines.filter(one => one.result !== 'unmet')).toEqual([]);
      expect([...missing, ...questions]).toEqual([]);
    }),
    runs,
  );
});

test('undetermined names what is missing or who must answer', () => {
  fc.assert(
    fc.property(arbitraryFacts, arbitraryBook(), (facts, older) => {
      const { outcome, missing, questions } = check(facts, { older, present: null });
      if (outcome === 'undetermined') expect(missing.length + questions.length).toBeGreaterThan(0);
    }),
    runs,
  );
});

/** Facts in which one known value is no longer known, and was not against the person before. */
const forgotten: ((facts: Facts) => Facts)[] = [
  ...DECIDING_FACTS.map(fact => (facts: Facts): Facts => {
    const answers = { ...facts.answers };
    delete answers[fact];
    return { ...facts, answers };
  }),
  ...(['kind', 'actTo', 'regions', 'activities', 'breaches', 'awareOn', 'lossFen'] as const).map(
    field =>
      (facts: Facts): Facts => ({ ...facts, flaw: { ...facts.flaw, [field]: null } }),
  ),
  facts => ({ ...facts, flaw: { ...facts.flaw, selfReport: { made: 'unknown', on: null, recordedAt: null } } }),
  facts => ({ ...facts, safeguardsDone: [] }),
  facts => ({ ...facts, judgements: {} }),
];

test('unknown never turns into met: forgetting a value never lifts an outcome to covered or eligible', () => {
  fc.assert(
    fc.property(arbitraryFacts, arbitraryBook(), fc.constantFrom(...forgotten), (facts, older, forget) => {
      const books = { older, present: null };
      const [before, after] = [check(facts, books), check(forget(facts), books)];
      if (rank(after) === 3) expect(rank(before)).toBe(3);
      before.applied.conditions.forEach((one, i) => {
        const then = after.applied.conditions[i];
        if (then?.result === 'met') expect([one.code, one.result]).toEqual([one.code, 'met']);
      });
    }),
    { numRuns: 400 },
  );
});

test('what is known and favourable only helps: from the covered sample, each forgetting leaves at most undetermined', () => {
  const books = { older: fullBook(), present: null };
  for (const forget of forgotten) {
    const { outcome } = check(forget(coveredFacts()), books);
    expect(['covered', 'undetermined']).toContain(outcome);
  }
});

test('adding a red line never softens', () => {
  fc.assert(
    fc.property(arbitraryFacts, arbitraryBook(), redLine, (facts, older, line) => {
      const more: Rulebook = { ...older, redLines: [...older.redLines.filter(one => one.code !== line.code), line] };
      const fewer: Rulebook = { ...older, redLines: older.redLines.filter(one => one.code !== line.code) };
      const [without, withLine] = [fewer, more].map(book => check(facts, { older: book, present: null }));
      if (without && withLine) expect(rank(withLine)).toBeLessThanOrEqual(rank(without));
    }),
    runs,
  );
});

test('the lane is decided by the record and the day alone, and its words never cross', () => {
  fc.assert(
    fc.property(arbitraryFacts, arbitraryBook(), (facts, older) => {
      const { lane, outcome, recordPart, counterfactuals } = check(facts, { older, present: null });
      const outcomes = [outcome, ...[...counterfactuals.softer, ...counterfactuals.harsher].map(one => one.outcome)];
      const foreign = lane === 'pre-registered' ? ['eligible', 'not-eligible'] : ['covered', 'outside-record'];
      for (const one of outcomes) expect(foreign).not.toContain(one);
      if (facts.record === null) expect(lane).toBe('after-the-fact');
      expect(recordPart === null).toBe(lane === 'after-the-fact');
    }),
    runs,
  );
});

describe('time rule', () => {
  const strict = fullBook({ code: 'OLD', caps: { lossFen: 500_000, basis: {} } });
  const mild = fullBook({ code: 'NEW' });
  test.each([
    ['older stricter, present more lenient', strict, mild, 'present', 'present-more-lenient', 'covered'],
    ['older more lenient', mild, strict, 'older', 'older-rule', 'covered'],
    ['equal outcomes, equal effects', fullBook({ code: 'A' }), mild, 'older', 'older-rule', 'covered'],
    [
      'equal outcomes, present shall exempt',
      mild,
      fullBook({ code: 'B', effect: 'shall-exempt' }),
      'present',
      'present-more-lenient',
      'covered',
    ],
    [
      'equal outcomes, present only lighter',
      mild,
      fullBook({ code: 'B', effect: 'lighter' }),
      'older',
      'older-rule',
      'covered',
    ],
    ['the same rulebook', mild, fullBook({ code: 'NEW' }), 'older', 'same', 'covered'],
  ])('%s', (_name, older, present, applied, reason, outcome) => {
    const finding = check(coveredFacts(), { older, present });
    expect(finding).toMatchObject({ timeRule: { applied, reason }, outcome });
    expect(finding.other === null).toBe(reason === 'same');
    expect(finding.applied.rulebook.code).toBe(applied === 'older' ? older.code : present.code);
  });

  test('only one rulebook: the older of a closed case, or the present one', () => {
    expect(check(coveredFacts(), { older: strict, present: null }).timeRule).toEqual({
      applied: 'older',
      reason: 'only-one',
    });
    expect(check(coveredFacts(), { older: null, present: mild }).timeRule).toEqual({
      applied: 'present',
      reason: 'only-one',
    });
  });

  test('the finding is never harsher than under either rulebook alone', () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryBook(), arbitraryBook('C'), (facts, older, present) => {
        const both = rank(check(facts, { older, present }));
        const each = [older, present].map(book => rank(check(facts, { older: book, present: null })));
        expect(both).toBe(Math.max(...each));
      }),
      runs,
    );
  });
});
