// What an outside proof of time changes in a finding, and that facts of before there were any replay to the same bytes.
import fc from 'fast-check';
import { canonicalJson } from '../../../src/domain/canonical';
import { check } from '../../../src/domain/check/check';
import type { Facts } from '../../../src/domain/check/facts';
import { coveredFacts, fullBook } from './samples';

const books = (anchoring: 'required' | 'shown') => ({ older: null, present: fullBook({ anchoring }) });
const text = (facts: Facts, anchoring: 'required' | 'shown' = 'shown') => canonicalJson(check(facts, books(anchoring)));
const noticed = (noticeAnchoredAt: string | null): Facts => {
  const facts = coveredFacts();
  return { ...facts, flaw: { ...facts.flaw, noticeAnchoredAt } };
};

it('says nothing of the notice where the facts have no such member', () => {
  expect(coveredFacts().flaw).not.toHaveProperty('noticeAnchoredAt');
  expect(text(coveredFacts())).not.toContain('noticeAnchoredOn');
});

it.each([
  [null, '"noticeAnchoredOn":null'],
  // Half past midnight in Asia/Shanghai: the local day is the next one.
  ['2026-06-08T16:30:00.000Z', '"noticeAnchoredOn":"2026-06-09"'],
])('shows a notice anchored at %s as %s', (at, shown) => {
  expect(text(noticed(at))).toContain(shown);
});

it('changes by the notice no byte but that figure: no result, no outcome, no wording', () => {
  const instants = fc.date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(fc.option(instants), fc.constantFrom('required' as const, 'shown' as const), (at, anchoring) => {
      const told = text(noticed(at && at.toISOString()), anchoring);
      expect(told.replace(/"noticeAnchoredOn":(null|"[\d-]+"),/g, '')).toBe(text(coveredFacts(), anchoring));
    }),
  );
});
