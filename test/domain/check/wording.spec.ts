// Sentences are made from codes and figures: every reason has words in both languages, and every placeholder shows the
// figure of its own name.

import fc from 'fast-check';
import { check } from '../../../src/domain/check/check';
import { REASONS } from '../../../src/domain/check/reasons';
import type { Reason } from '../../../src/domain/check/reasons';
import { explain, linesOf } from '../../../src/domain/check/wording';
import { CAUSE_WORDS } from '../../../src/domain/check/words/causes';
import { fillWith, shown } from '../../../src/domain/check/words/filling';
import { REASON_WORDS } from '../../../src/domain/check/words/reasons';
import { arbitraryBook, arbitraryFacts } from './arbitrary';
import { coveredFacts, fullBook } from './samples';

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();
const LANGUAGES = ['zh', 'en'] as const;

test('every reason has words in both languages, with the same figures in each', () => {
  expect(Object.keys(REASON_WORDS).sort()).toEqual([...REASONS].sort());
  for (const [code, { zh, en }] of [...Object.entries(REASON_WORDS), ...Object.entries(CAUSE_WORDS)]) {
    expect([code, /[\u4e00-\u9fff]/.test(zh), /[a-z]/.test(en)]).toEqual([code, true, true]);
    expect([code, ...placeholders(en)]).toEqual([code, ...placeholders(zh)]);
  }
});

test('every placeholder of every sentence shows the figure of its own name', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(arbitraryFacts, arbitraryBook(), fc.option(arbitraryBook('C')), (facts, older, present) => {
      const finding = check(facts, { older, present });
      for (const lang of LANGUAGES) {
        const told = explain(finding, { older, present }, lang);
        finding.applied.conditions.forEach((one, i) => {
          seen.add(one.reason);
          const words = REASON_WORDS[one.reason as Reason][lang];
          const values = placeholders(words).map(name => shown(name, one.figures[name] ?? null, lang));
          for (const value of values) expect(told.conditions[i]?.sentence).toContain(value);
          for (const name of placeholders(words)) expect(Object.keys(one.figures)).toContain(name);
        });
        finding.applied.redLines.forEach(one => seen.add(one.reason));
        expect(linesOf(told, lang).join('\n')).not.toMatch(/\{\w+\}|undefined|NaN|\[object/);
      }
    }),
    { numRuns: 400 },
  );
  const unseen = REASONS.filter(reason => !seen.has(reason));
  // Reached by the tables of conditions.spec.ts; here only the rarest may stay out.
  expect(unseen.length).toBeLessThan(12);
});

test('the numbers stand where they belong', () => {
  const facts = coveredFacts();
  const late = {
    ...facts,
    flaw: {
      ...facts.flaw,
      lossFen: 123_456_789,
      selfReport: { made: 'yes' as const, on: null, recordedAt: '2026-05-29T02:00:00.000Z' },
    },
  };
  const books = { older: fullBook(), present: null };
  const zh = explain(check(late, books), books, 'zh');
  const en = explain(check(late, books), books, 'en');
  const sentence = (told: typeof zh, code: string) => told.conditions.find(one => one.code === code)?.sentence;
  expect(sentence(en, 'C10')).toBe(
    'aware on 2026-05-18, self-reported only on 2026-05-29: 9 working days; the term is 5',
  );
  expect(sentence(zh, 'C12')).toBe('损失 1,234,567.89元，超过限额 30,000.00元');
  expect(zh.headline).toBe('结论：触碰红线，不得容错（清单效果：可以免责）');
  expect(zh.redLines.map(({ code, title, resultLabel }) => `${code} ${title} ${resultLabel}`)).toEqual([
    'R01 谋取私利 未触碰',
    'R02 造假 未触碰',
    'R03 损失特大 触碰',
    'R04 性质恶劣 未触碰',
  ]);
  expect(en.counterfactuals.softer).toEqual([
    'With the loss: CNY 30,000.00: outside the record',
    'With the loss: CNY 30,000.01: outside the record',
    'With the loss: CNY 90,000.00: outside the record',
  ]);
  expect(en.conditions[0]?.provision).toBe('Rule, art. 1');
});

test('a placeholder without a figure is an error, never a blank', () => {
  expect(() => fillWith('{workdays}', {}, 'en')).toThrow('no figure "workdays"');
});
