// The case format (docs/case-format.md): what it fills in, and what it refuses, with the path of the field.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { readCase } from '../../src/domain/check/case';
import { mismatches } from '../../src/domain/check/case-expect';
import { check } from '../../src/domain/check/check';
import { booksFor } from '../../src/domain/check/choosing';
import { DECIDING_FACTS } from '../../src/domain/check/facts';
import { findRulebook, loadRulebooks } from '../../src/platform/rulebook-files';
import { nationalCalendar } from '../../src/platform/calendar';
import { parseText } from '../../src/platform/yaml';

const defaults = { calendar: nationalCalendar() };
const least = () => ({ case: 'x', place: '513221', askedOn: '2026-05-20', flaw: {} }) as any;
const read = (raw: unknown) => {
  const reading = readCase(raw, defaults);
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.case;
};
const faultsOf = (raw: unknown): string[] => {
  const reading = readCase(raw, defaults);
  return 'faults' in reading ? reading.faults.map(fault => `${fault.field}: ${fault.en}`) : [];
};
const scope = { recordedAt: '2026-02-04', regions: ['513221'], activities: ['a'], period: { from: '2026-02-10' } };
const record = { sealedAt: '2026-03-02', flawKinds: ['k'], period: { from: '2026-03-01' } };

describe('the least case', () => {
  it('knows nothing, and takes nothing for favourable', () => {
    const { facts } = read(least());
    expect({ ...facts, calendar: facts.calendar.id }).toEqual({
      v: 1,
      askedOn: '2026-05-20',
      pilot: null,
      record: null,
      flaw: {
        code: 'flaw',
        kind: null,
        actFrom: null,
        actTo: null,
        regions: null,
        activities: null,
        breaches: null,
        awareOn: null,
        foundOn: null,
        selfReport: { made: 'unknown', on: null, recordedAt: null },
        amountFen: null,
        lossFen: null,
        recordedAt: null,
      },
      safeguardsDone: [],
      answers: {},
      judgements: {},
      pledges: [],
      approvals: [],
      whistles: [],
      edits: [],
      calendar: nationalCalendar().id,
    });
  });

  it.each([
    ['yes', 'yes'],
    ['no', 'no'],
    ['unknown', 'unknown'],
    [true, 'yes'],
    [false, 'no'],
  ])('an answer may be written %s, alone or in full', (written, value) => {
    const short = read({ ...least(), answers: { 'private-gain': written } }).facts.answers['private-gain'];
    expect(short).toEqual({ value, by: null, on: null, recordedAt: null, evidence: [] });
    const full = { value: written, by: 'inspector-7', on: '2026-03-01', recordedAt: '2026-03-02', evidence: ['ab'] };
    expect(read({ ...least(), answers: { 'private-gain': full } }).facts.answers['private-gain']).toEqual({
      ...full,
      value,
      recordedAt: '2026-03-02T04:00:00.000Z',
    });
  });

  it.each([
    ['2026-03-02', '2026-03-02T04:00:00.000Z'],
    ['2026-03-02T00:00+08:00', '2026-03-01T16:00:00.000Z'],
    ['2026-03-02T07:59:59+08:00', '2026-03-01T23:59:59.000Z'],
    ['2026-03-02T08:00+08:00', '2026-03-02T00:00:00.000Z'],
    ['2026-03-02T23:59:59.999Z', '2026-03-02T23:59:59.999Z'],
    ['2026-01-01T01:00+08:00', '2025-12-31T17:00:00.000Z'],
  ])('the instant %s is %s', (written, instant) => {
    expect(read({ ...least(), flaw: { recordedAt: written } }).facts.flaw.recordedAt).toBe(instant);
  });

  it('names rulebooks by id, path or inline, one or two', () => {
    expect(read(least()).rulebooks).toBeNull();
    const same = { id: 'WC-513221@1' };
    expect(read({ ...least(), rulebook: 'WC-513221@1' }).rulebooks).toEqual({ older: same, present: same });
    const two = { ...least(), olderRulebook: null, presentRulebook: './x.yaml' };
    expect(read(two).rulebooks).toEqual({ older: null, present: { path: './x.yaml' } });
    const book = findRulebook(loadRulebooks().rulebooks, 'WC-513221')?.rulebook as any;
    expect(read({ ...least(), rulebook: book }).rulebooks?.present).toEqual({ inline: book });
    expect(faultsOf({ ...least(), rulebook: { ...book, panelSize: 4 } })).toEqual([
      'rulebook.panelSize: must be odd and at least 3',
    ]);
  });
});

const slips: [string, (c: any) => void, string][] = [
  ['unknown field', c => (c.answer = {}), 'answer: unknown field "answer"; did you mean answers?'],
  [
    'unknown fact',
    c => (c.answers = { 'private-gains': 'no' }),
    'answers.private-gains: unknown field "private-gains"; did you mean private-gain?',
  ],
  ['neither yes nor no', c => (c.answers = { remedied: 'maybe' }), 'answers.remedied.value: unknown "maybe"'],
  ['a number for yes', c => (c.answers = { remedied: 1 }), 'answers.remedied.value: expected yes'],
  ['no flaw', c => delete c.flaw, 'flaw: is missing'],
  ['no name', c => delete c.case, 'case: is missing'],
  ['no day of asking', c => delete c.askedOn, 'askedOn: is missing'],
  ['neither place nor rulebook', c => delete c.place, 'place: name the place'],
  ['no such day', c => (c.flaw.actFrom = '2026-02-29'), 'flaw.actFrom: expected an existing day'],
  ['an instant without its zone', c => (c.flaw.recordedAt = '2026-02-28T10:00'), 'flaw.recordedAt: expected a day'],
  ['hour 24', c => (c.flaw.recordedAt = '2026-02-28T24:00Z'), 'flaw.recordedAt: expected a day'],
  ['a fraction of a fen', c => (c.flaw.lossFen = 0.5), 'flaw.lossFen: expected a whole number'],
  ['yuan as text', c => (c.flaw.lossFen = '100'), 'flaw.lossFen: expected a whole number'],
  [
    'act that ends before it begins',
    c => (c.flaw = { actFrom: '2026-03-02', actTo: '2026-03-01' }),
    'flaw.actTo: lies before',
  ],
  [
    'act after the day of asking',
    c => (c.flaw = { actOn: '2026-05-21' }),
    'flaw.actFrom: lies after the day of asking',
  ],
  [
    'two ways to say the day',
    c => (c.flaw = { actOn: '2026-03-02', actTo: '2026-03-02' }),
    'flaw.actOn: stands instead of',
  ],
  ['region of five digits', c => (c.flaw.regions = ['51322']), 'flaw.regions[0]: expected a region code'],
  ['judgement of no condition', c => (c.judgements = { C21: 'met' }), 'judgements.C21: unknown field'],
  ['judgement in other words', c => (c.judgements = { C13: 'yes' }), 'judgements.C13.value: unknown "yes"'],
  [
    'scope entries out of order',
    c => (c.pilot = { scopes: [{ ...scope, recordedAt: '2026-02-05' }, scope] }),
    'pilot.scopes[1].recordedAt: entries stand',
  ],
  [
    'period that ends first',
    c => (c.pilot = { scopes: [{ ...scope, period: { from: '2026-02-10', to: '2026-02-09' } }] }),
    'pilot.scopes[0].period.to: lies before',
  ],
  [
    'record ended without a time',
    c => (c.record = { ...record, endedBy: 'revoked' }),
    'record.endedAt: a record that ended',
  ],
  ['record without kinds', c => (c.record = { ...record, flawKinds: [] }), 'record.flawKinds: needs at least 1'],
  [
    'pledge twice',
    c => (c.pledges = [1, 2].map(() => ({ code: 'P', giver: 'g', kind: 'funds', standings: [] }))),
    'pledges[1]: "P" repeats pledges[0]',
  ],
  [
    'events out of order',
    c =>
      (c.approvals = [
        {
          code: 'A',
          matter: 'm',
          approver: 'b',
          events: [
            { kind: 'applied', on: '2026-02-02', recordedAt: '2026-02-02' },
            { kind: 'granted', on: '2026-02-01', recordedAt: '2026-02-03' },
          ],
        },
      ]),
    'approvals[0].events[1]: events stand',
  ],
  [
    'unknown event',
    c =>
      (c.approvals = [
        {
          code: 'A',
          matter: 'm',
          approver: 'b',
          events: [{ kind: 'aplied', on: '2026-02-02', recordedAt: '2026-02-02' }],
        },
      ]),
    'approvals[0].events[0].kind: unknown "aplied"; did you mean applied?',
  ],
  [
    'unknown outcome expected',
    c => (c.expect = { outcome: 'cover' }),
    'expect.outcome: unknown "cover"; did you mean covered?',
  ],
  [
    'unknown condition expected',
    c => (c.expect = { conditions: { C03: 'ok' } }),
    'expect.conditions.C03.result: unknown "ok"',
  ],
  [
    'one rulebook and two',
    c => Object.assign(c, { rulebook: 'a', presentRulebook: 'b' }),
    'rulebook: stands instead of',
  ],
];

describe('docs/case-format.md', () => {
  const text = readFileSync(join(__dirname, '..', '..', 'docs', 'case-format.md'), 'utf8');

  it('has an example that runs and comes out as it expects', () => {
    const parsed = parseText(/```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? '', 'case-format.md');
    if (!parsed.ok) throw new Error('syntax');
    const one = read(parsed.documents[0]?.value);
    const { rulebooks } = loadRulebooks();
    const books = booksFor(
      rulebooks.map(item => item.rulebook),
      { region: one.place ?? '', actFrom: one.facts.flaw.actFrom, askedOn: one.facts.askedOn },
    );
    expect(mismatches(check(one.facts, books), one.expect ?? { outcome: 'covered' })).toEqual([]);
  });

  it('names every deciding fact', () => {
    expect(DECIDING_FACTS.filter(fact => !text.includes(fact))).toEqual([]);
  });
});

describe('a case with a slip', () => {
  it.each(slips)('is refused: %s', (_, slip, expected) => {
    const raw = least();
    slip(raw);
    expect(faultsOf(raw).filter(fault => fault.startsWith(expected))).toHaveLength(1);
  });

  it('has all its faults reported at once', () => {
    const raw = { ...least(), anwers: {}, askedOn: 'today', flaw: { lossFen: -1, kindd: 'x' } };
    expect(faultsOf(raw).map(fault => fault.split(':')[0])).toEqual([
      'anwers',
      'askedOn',
      'flaw.kindd',
      'flaw.lossFen',
    ]);
  });

  it('never makes the reader throw', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('', ...Object.keys(least()), 'pilot', 'record', 'answers', 'expect', 'rulebook'),
        (junk, key) => {
          const raw = key === '' ? junk : { ...least(), [key]: junk };
          expect(Object.keys(readCase(raw, defaults))).toHaveLength(1);
        },
      ),
    );
  });
});

describe('an expectation', () => {
  const one = read({ ...least(), answers: { 'forged-papers': 'yes' } });
  const present = findRulebook(loadRulebooks().rulebooks, 'WC-513221')?.rulebook ?? null;
  const finding = check(one.facts, { older: null, present });
  const expecting = (expect: unknown) => mismatches(finding, read({ ...least(), expect }).expect ?? {});

  it('compares only what is written', () => {
    expect(expecting({})).toEqual([]);
    expect(expecting({ outcome: 'barred', conditions: { R02: 'met', C01: 'not-applicable' }, causes: [] })).toEqual([]);
  });

  it.each<[any, string[]]>([
    [{ outcome: 'eligible' }, ['outcome']],
    [{ lane: 'pre-registered', recordPart: 'matches' }, ['lane', 'recordPart']],
    [{ conditions: { R02: 'unmet' } }, ['conditions.R02']],
    [{ conditions: { R99: 'met' } }, ['conditions.R99']],
    [{ conditions: { R02: { result: 'met', reason: 'other' } } }, ['conditions.R02.reason']],
    [
      { conditions: { R02: { result: 'met', figures: { facts: ['private-gain'] } } } },
      ['conditions.R02.figures.facts'],
    ],
    [{ groups: { 1: 'met', 9: 'met' } }, ['groups.1', 'groups.9']],
    [{ causes: ['approval-stuck'] }, ['causes']],
    [{ missing: [], questions: [] }, ['missing', 'questions']],
    [
      { otherOutcome: 'barred', applied: 'older', timeRule: 'same', lateBy: 1 },
      ['lateBy', 'applied', 'timeRule', 'otherOutcome'],
    ],
    [{ softer: [['flaw.kind=foreseen']] }, ['softer']],
  ])('that fails names the field: %j', (expect_, fields) => {
    expect(expecting(expect_).map(one => one.field)).toEqual(fields);
  });
});
