// Every case of test/data/cases against the engine, and the proof that together they cover the whole matrix: each
// condition in each of its five values, each red line of the county rulebook, both lanes, every outcome, the time rule.

import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { printFault } from '../../src/platform/yaml';
import { findRulebook, loadRulebooks } from '../../src/platform/rulebook-files';
import { readCaseFile, runCase } from '../../src/cli/case-run';
import type { CaseResult } from '../../src/cli/case-run';
import { CONDITION_CODES } from '../../src/domain/check/rulebook';
import type { ConditionCode } from '../../src/domain/check/rulebook';
import type { Result } from '../../src/domain/check/finding';

const folder = resolve(__dirname, '..', 'data', 'cases');
const known = loadRulebooks().rulebooks;
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.yaml'))
  .sort();

const results = new Map<string, CaseResult>();
function resultsOf(name: string): CaseResult[] {
  const { cases, faults } = readCaseFile(join(folder, name));
  if (faults.length > 0) throw new Error(faults.map(printFault).join('\n'));
  return cases.map(item => {
    const result = runCase(item, known);
    if ('faults' in result) throw new Error(result.faults.map(printFault).join('\n'));
    results.set(result.one.name, result);
    return result;
  });
}

/** Values no facts can bring about, with the reason. The table is empty: every condition can take all five values. */
const IMPOSSIBLE: Partial<Record<ConditionCode, Partial<Record<Result, string>>>> = {};
const VALUES: Result[] = ['met', 'unmet', 'not-applicable', 'unknown', 'for-people'];

describe('the cases of test/data/cases', () => {
  it('are at least 65', () => expect(files.length).toBeGreaterThanOrEqual(65));

  it.each(files)('%s', name => {
    for (const { one, finding, mismatches } of resultsOf(name)) {
      expect({ case: one.name, mismatches }).toEqual({ case: one.name, mismatches: [] });
      // The folder is the expected outcome; every case says what it rests on and expects at least one condition.
      expect(name.replaceAll('\\', '/')).toBe(`${finding.outcome}/${one.name.split('/')[1]}.yaml`);
      expect(one.name.split('/')[0]).toBe(finding.outcome);
      expect(one.provision).not.toBeNull();
      const { conditions, groups, causes, questions } = one.expect ?? {};
      expect(conditions ?? groups ?? causes ?? questions).toBeDefined();
    }
  });
});

describe('the matrix that the cases cover', () => {
  beforeAll(() => {
    if (results.size === 0) files.forEach(resultsOf);
  });

  /** Only what a case expects counts: a value that merely occurs is not tested. */
  const expected = (code: string, value: Result): string[] =>
    [...results.values()]
      .filter(({ one }) => one.expect?.conditions?.[code]?.result === value)
      .map(({ one }) => one.name);

  it.each(CONDITION_CODES.flatMap(code => VALUES.map(value => [code, value] as const)))('%s %s', (code, value) => {
    const reason = IMPOSSIBLE[code]?.[value];
    if (reason === undefined) expect(expected(code, value)).not.toEqual([]);
    else {
      const seen = [...results.values()].filter(({ finding }) =>
        [finding.applied, ...(finding.other ? [finding.other] : [])].some(book =>
          book.conditions.some(one => one.code === code && one.result === value),
        ),
      );
      expect(seen.map(({ one }) => one.name)).toEqual([]);
    }
  });

  it('every red line of the county rulebook is met in a case and the case is barred', () => {
    const county = findRulebook(known, 'WC-513221');
    for (const { code } of county?.rulebook.redLines ?? []) {
      const names = expected(code, 'met');
      expect(names.filter(name => results.get(name)?.finding.applied.rulebook.code === 'WC-513221')).not.toEqual([]);
      for (const name of names) expect(results.get(name)?.finding.outcome).toBe('barred');
    }
  });

  it.each(['pre-registered', 'after-the-fact'])('lane %s', lane => {
    const outcomes = new Set([...results.values()].filter(r => r.finding.lane === lane).map(r => r.finding.outcome));
    const [fails, passes] = lane === 'pre-registered' ? ['outside-record', 'covered'] : ['not-eligible', 'eligible'];
    expect([...outcomes].sort()).toEqual(['barred', fails, passes, 'undetermined'].sort());
  });

  it('every ground of the time rule', () => {
    const grounds = new Set([...results.values()].map(r => r.finding.timeRule.reason));
    expect([...grounds].sort()).toEqual(['older-rule', 'only-one', 'present-more-lenient', 'same']);
  });

  it('every kind of cause', () => {
    const kinds = new Set([...results.values()].flatMap(r => r.finding.causes.map(cause => cause.kind)));
    expect([...kinds].sort()).toEqual([
      'approval-stuck',
      'contradictory-remarks',
      'means-not-given',
      'path-not-named',
      'pledge-undelivered',
      'pledge-unsigned',
      'whistle-unanswered',
    ]);
  });

  it('the five stories', () => {
    const stories = new Set([...results.keys()].map(name => /\/(s[1-5])-/.exec(name)?.[1]).filter(Boolean));
    expect([...stories].sort()).toEqual(['s1', 's2', 's3', 's4', 's5']);
  });
});
