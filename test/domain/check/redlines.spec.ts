// Red lines, groups and the outcome table.

import { check } from '../../../src/domain/check/check';
import { DECIDING_FACTS } from '../../../src/domain/check/facts';
import type { Facts, Tri } from '../../../src/domain/check/facts';
import type { Finding, Outcome, Result } from '../../../src/domain/check/finding';
import { CONDITION_RANK, LINE_RANK, outcomeOf, rankOf } from '../../../src/domain/check/outcome';
import type { Rank } from '../../../src/domain/check/outcome';
import type { RedLine, Rulebook } from '../../../src/domain/check/rulebook';
import { answer, coveredFacts, fullBook, judgement, rule, unfiledFacts } from './samples';

const run = (facts: Facts, book: Partial<Rulebook> = {}): Finding =>
  check(facts, { older: fullBook(book), present: null });
const answering = (values: Facts['answers'], facts = coveredFacts()): Facts => ({
  ...facts,
  answers: { ...facts.answers, ...values },
});
const lossOf = (lossFen: number | null): Facts => ({ ...coveredFacts(), flaw: { ...coveredFacts().flaw, lossFen } });
const line = (test: RedLine['test']): Partial<Rulebook> => ({
  conditions: [rule('C14')],
  redLines: [{ code: 'R01', title: { zh: 'x', en: 'x' }, test, basis: {} }],
});

describe('red lines', () => {
  test.each(DECIDING_FACTS)('a line on %s: yes crosses, no is clear, unknown is neither', fact => {
    const results = (['yes', 'no', 'unknown'] as Tri[]).map(value => {
      const finding = run(answering({ [fact]: answer(value) }), line({ kind: 'fact', anyOf: [fact] }));
      return [finding.applied.redLines[0]?.result, finding.outcome];
    });
    expect(results).toEqual([
      ['met', 'barred'],
      ['unmet', 'covered'],
      ['unknown', 'undetermined'],
    ]);
  });

  test.each<[Tri, Tri, Result]>([
    ['no', 'no', 'unmet'],
    ['no', 'yes', 'met'],
    ['unknown', 'yes', 'met'],
    ['unknown', 'no', 'unknown'],
  ])('over two facts, %s and %s: %s', (a, b, result) => {
    const facts = answering({ 'forged-papers': answer(a), 'false-filing': answer(b) });
    expect(run(facts).applied.redLines[1]?.result).toBe(result);
  });

  test.each<[number | null, Result]>([
    [9_000_000, 'unmet'],
    [9_000_001, 'met'],
    [null, 'unknown'],
  ])('a loss of %p against a line at 9,000,000 fen: %s', (loss, result) => {
    expect(run(lossOf(loss)).applied.redLines[2]?.result).toBe(result);
  });

  test.each<['met' | 'unmet' | 'unknown' | null, Result]>([
    [null, 'for-people'],
    ['met', 'met'],
    ['unmet', 'unmet'],
    ['unknown', 'unknown'],
  ])('a question answered %p: %s', (value, result) => {
    const judgements: Facts['judgements'] = value === null ? {} : { R01: judgement(value), C14: judgement('met') };
    expect(run({ ...coveredFacts(), judgements }, line({ kind: 'question' })).applied.redLines[0]?.result).toBe(result);
  });

  test('a judgement never overrides a fact', () => {
    const facts = { ...answering({ 'private-gain': answer('yes') }), judgements: { R01: judgement('unmet') } };
    expect(run(facts)).toMatchObject({ outcome: 'barred' });
  });

  test('all conditions are still shown under a red line', () => {
    const { applied } = run(answering({ 'private-gain': answer('yes') }));
    expect(applied.conditions.filter(one => one.decides)).toHaveLength(20);
    expect(applied.redLines.map(one => one.code)).toEqual(['R01', 'R02', 'R03', 'R04']);
  });
});

describe('groups', () => {
  const group: Partial<Rulebook> = {
    conditions: [rule('C14'), { anyOf: [rule('C19'), rule('C20'), rule('C13')], basis: {} }],
  };
  test.each<[Tri, Tri, 'met' | 'unmet' | null, Result, Outcome]>([
    ['yes', 'no', 'unmet', 'met', 'covered'],
    ['no', 'no', 'unmet', 'unmet', 'outside-record'],
    ['no', 'no', 'met', 'met', 'covered'],
    ['unknown', 'no', 'unmet', 'unknown', 'undetermined'],
    ['unknown', 'no', null, 'unknown', 'undetermined'],
    ['no', 'no', null, 'for-people', 'undetermined'],
    ['unknown', 'yes', null, 'met', 'covered'],
  ])('C19 %s, C20 %s, C13 %s: %s', (objection, unforeseeable, c13, result, outcome) => {
    const base = answering({ 'objection-on-record': answer(objection), unforeseeable: answer(unforeseeable) });
    const judgements = { C14: judgement('met'), R04: judgement('unmet'), ...(c13 ? { C13: judgement(c13) } : {}) };
    const finding = run({ ...base, judgements }, group);
    expect(finding.applied.groups).toEqual([{ group: 1, result, members: ['C13', 'C19', 'C20'] }]);
    expect(finding.outcome).toBe(outcome);
    if (result === 'met') expect([...finding.missing, ...finding.questions]).toEqual([]);
  });

  test('a member that does not apply neither helps nor harms', () => {
    const book: Partial<Rulebook> = {
      conditions: [{ anyOf: [rule('C12'), rule('C16')], basis: {} }],
      caps: { lossFen: null, basis: {} },
    };
    const facts = { ...unfiledFacts(), answers: { ...unfiledFacts().answers, 'within-powers': answer('no') } };
    expect(run(facts, book).applied.groups[0]?.result).toBe('unmet');
  });
});

describe('the outcome table', () => {
  const results: Result[] = ['met', 'unmet', 'not-applicable', 'unknown', 'for-people'];
  test('each result of a condition and of a red line has its rank', () => {
    expect(results.map(result => CONDITION_RANK[result])).toEqual([3, 1, 3, 2, 2]);
    expect(results.map(result => LINE_RANK[result])).toEqual([0, 3, 3, 2, 2]);
  });

  test.each<[Rank, Outcome, Outcome]>([
    [0, 'barred', 'barred'],
    [1, 'outside-record', 'not-eligible'],
    [2, 'undetermined', 'undetermined'],
    [3, 'covered', 'eligible'],
  ])('rank %i is %s, or %s without a record', (rank, pre, after) => {
    expect([outcomeOf('pre-registered', rank), outcomeOf('after-the-fact', rank)]).toEqual([pre, after]);
    expect([rankOf(pre), rankOf(after)]).toEqual([rank, rank]);
  });

  const unmet = { 'within-powers': answer('no') };
  const open = { 'objection-on-record': answer('unknown') };
  const barred = { 'private-gain': answer('yes') };
  test.each<[Facts['answers'], Outcome, Outcome]>([
    [{ ...barred, ...unmet, ...open }, 'barred', 'barred'],
    [{ ...unmet, ...open }, 'outside-record', 'not-eligible'],
    [open, 'undetermined', 'undetermined'],
    [{}, 'covered', 'eligible'],
  ])('the worst decides (%#)', (values, pre, after) => {
    expect(run(answering(values)).outcome).toBe(pre);
    expect(run(answering(values, unfiledFacts())).outcome).toBe(after);
  });

  test('the record part stands by itself: what people must answer does not blur it', () => {
    const unjudged = { ...coveredFacts(), judgements: { R04: judgement('unmet') } };
    expect(run(unjudged)).toMatchObject({
      outcome: 'undetermined',
      recordPart: 'matches',
      questions: ['C13', 'C14', 'C15'],
    });
    const noKind = { ...coveredFacts(), flaw: { ...coveredFacts().flaw, kind: null } };
    expect(run(noKind)).toMatchObject({ outcome: 'undetermined', recordPart: 'unknown', missing: ['flaw.kind'] });
    expect(run(answering(barred))).toMatchObject({ outcome: 'barred', recordPart: 'fails' });
  });
});
