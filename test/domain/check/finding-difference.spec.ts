// Two findings told apart: everything that changed is told, nothing else is, and swapped they tell the same backwards.

import fc from 'fast-check';
import { check } from '../../../src/domain/check/check';
import type { Facts } from '../../../src/domain/check/facts';
import { findingDifference, type ToldFinding } from '../../../src/domain/check/finding-difference';
import type { Rulebook } from '../../../src/domain/check/rulebook';
import { explain } from '../../../src/domain/check/wording';
import { arbitraryBook, arbitraryFacts } from './arbitrary';
import { answer, answers, coveredFacts, fullBook, judgement } from './samples';

function told(facts: Facts, book: Rulebook): ToldFinding {
  const books = { older: book, present: null };
  const finding = check(facts, books);
  return { finding, explanation: { zh: explain(finding, books, 'zh'), en: explain(finding, books, 'en') } };
}

const changed = (changes: Partial<Facts>) =>
  findingDifference(told(coveredFacts(), fullBook()), told({ ...coveredFacts(), ...changes }, fullBook()));

test('a finding does not differ from itself', () => {
  expect(changed({})).toEqual({
    same: true,
    ...{ outcome: null, recordPart: null },
    ...{ conditions: [], redLines: [], causes: [], solved: [], opened: [] },
  });
});

test('one fact turned: the red line that it meets, the outcome, and the conditions it alone decides', () => {
  const difference = changed({ answers: { ...answers(), 'private-gain': answer('yes') } });
  expect(difference.outcome).toMatchObject({ before: { en: 'covered by the record' } });
  expect(difference.redLines.map(({ what }) => what)).toEqual(['result']);
  const [line] = difference.redLines;
  expect(line!.before!.zh).not.toBe(line!.after!.zh);
  expect(difference.conditions).toEqual([]);
});

test('a figure that moves without turning anything is told as a figure', () => {
  const { flaw } = coveredFacts();
  const difference = changed({ flaw: { ...flaw, lossFen: (flaw.lossFen ?? 0) + 100 } });
  expect(difference.outcome).toBeNull();
  expect(difference.conditions.map(({ code, what }) => [code, what])).toContainEqual(['C12', 'figures']);
});

test('what is asked is told when it opens and when it is solved', () => {
  const base = coveredFacts();
  const open = { ...base, judgements: { ...base.judgements, C14: judgement('unknown') } };
  const [whole, asking] = [told(base, fullBook()), told(open, fullBook())];
  const opened = findingDifference(whole, asking);
  expect(opened.opened.map(({ zh }) => zh)).toEqual([expect.stringContaining('C14')]);
  expect(findingDifference(asking, whole).solved).toEqual(opened.opened);
});

test('for any two findings: complete, in words of both languages, and the same backwards', () => {
  let differing = 0;
  fc.assert(
    fc.property(arbitraryFacts, arbitraryFacts, arbitraryBook(), arbitraryBook('C'), (a, b, one, two) => {
      const [before, after] = [told(a, one), told(b, two)];
      const [there, back] = [findingDifference(before, after), findingDifference(after, before)];
      if (!there.same) differing++;
      expect(there.outcome === null).toBe(before.finding.outcome === after.finding.outcome);
      for (const part of ['conditions', 'redLines'] as const) {
        const codes = new Set(there[part].map(({ code }) => code));
        const items = (side: ToldFinding) =>
          new Map(side.finding.applied[part].map(item => [item.code as string, item]));
        const [was, is] = [items(before), items(after)];
        for (const code of new Set([...was.keys(), ...is.keys()])) {
          expect([code, codes.has(code)]).toEqual([
            code,
            was.get(code)?.result !== is.get(code)?.result || codes.has(code),
          ]);
        }
        expect(new Set(back[part].map(({ code }) => code))).toEqual(codes);
      }
      expect(back.solved).toEqual(there.opened);
      const sentences = [...there.conditions, ...there.redLines, ...there.causes].flatMap(item => [
        item.before,
        item.after,
      ]);
      for (const words of sentences)
        if (words) expect([words.zh, words.en].join()).not.toMatch(/\{\w+\}|undefined|NaN/);
    }),
    { numRuns: 200 },
  );
  expect(differing).toBeGreaterThan(100);
});
