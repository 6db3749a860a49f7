// One act that everything covers, and one rulebook that asks for everything: table tests change a single thing in them.

import { DECIDING_FACTS } from '../../../src/domain/check/facts';
import type { Answer, DecidingFact, Facts, Judgement, Tri } from '../../../src/domain/check/facts';
import type { ConditionCode, ConditionRule, Rulebook } from '../../../src/domain/check/rulebook';
import type { Calendar } from '../../../src/domain/workdays';

const rest = (day: string) => ({ day, working: false, name: '劳动节', notice: 'N' });

/** Labour Day 2026 off from Friday 1 to Tuesday 5 May, made up on Saturday 9 May. */
export const calendar: Calendar = {
  id: 'test-2026',
  publishedThrough: '2026-12-31',
  exceptions: [
    ...['2026-05-01', '2026-05-04', '2026-05-05'].map(rest),
    { day: '2026-05-09', working: true, name: '劳动节', notice: 'N' },
  ],
};

export function answer(value: Tri, on: string | null = null): Answer {
  return { value, by: 'u1', on, recordedAt: '2026-05-20T02:00:00.000Z', evidence: [] };
}

export function judgement(value: Judgement['value']): Judgement {
  return { value, by: 'inspector-1', reason: 'r', recordedAt: '2026-05-25T02:00:00.000Z' };
}

const GOOD: readonly DecidingFact[] = [
  'collective-decision',
  'within-powers',
  'remedied',
  'loss-recovered',
  'effect-removed',
  'harm-stopped',
  'objection-on-record',
  'unforeseeable',
];

export const answers = (): Record<DecidingFact, Answer> =>
  Object.fromEntries(DECIDING_FACTS.map(fact => [fact, answer(GOOD.includes(fact) ? 'yes' : 'no')])) as Record<
    DecidingFact,
    Answer
  >;

/** An act of 11 to 15 May 2026 (Monday to Friday), covered in every respect. */
export function coveredFacts(): Facts {
  return {
    v: 1,
    askedOn: '2026-06-01',
    pilot: {
      code: 'SD-513221-2026-0001',
      county: '513221',
      field: 'civil-affairs',
      assignedFromAbove: true,
      states: [
        { state: 'registered', recordedAt: '2026-03-02T01:00:00.000Z' },
        { state: 'running', recordedAt: '2026-03-03T01:00:00.000Z' },
      ],
      scopes: [
        {
          version: 1,
          recordedAt: '2026-03-02T01:00:00.000Z',
          regions: ['513221101'],
          activities: ['build-hall', 'level-ground'],
          period: { from: '2026-03-10', to: '2026-12-31' },
          units: ['U1'],
          capFen: 10_000_000,
          departures: [
            {
              document: 'D1',
              article: '5',
              ruleLevel: 'city',
              authorisation: {
                issuer: 'city',
                level: 'city',
                number: 'A-1',
                regions: ['513221'],
                period: { from: '2026-03-01', to: '2026-12-31' },
              },
            },
          ],
        },
      ],
    },
    record: {
      code: 'EX-513221-2026-0001',
      scopeVersion: 1,
      flawKinds: ['built-before-approval', 'late-filing'],
      safeguards: ['legal-review', 'minutes'],
      period: { from: '2026-03-10', to: '2026-12-31' },
      lossCapFen: 5_000_000,
      sealedAt: '2026-03-09T02:00:00.000Z',
      anchoredAt: '2026-03-09T03:00:00.000Z',
      endedBy: null,
      endedAt: null,
    },
    flaw: {
      code: 'FL-1',
      kind: 'built-before-approval',
      actFrom: '2026-05-11',
      actTo: '2026-05-15',
      regions: ['513221101203'],
      activities: ['build-hall'],
      breaches: [{ document: 'D1', article: '5', mark: 'prohibitory', departure: 'yes' }],
      awareOn: '2026-05-18',
      foundOn: '2026-05-18',
      selfReport: { made: 'yes', on: '2026-05-19', recordedAt: '2026-05-19T02:00:00.000Z' },
      amountFen: 8_000_000,
      lossFen: 1_000_000,
      recordedAt: '2026-05-19T02:00:00.000Z',
    },
    safeguardsDone: ['minutes', 'legal-review'].map(code => ({
      code,
      done: 'yes' as const,
      on: '2026-04-01',
      recordedAt: '2026-04-02T02:00:00.000Z',
      evidence: [`e-${code}`],
    })),
    answers: answers(),
    judgements: Object.fromEntries(
      ['C13', 'C14', 'C15', 'R04'].map(code => [code, judgement(code === 'R04' ? 'unmet' : 'met')]),
    ),
    pledges: [],
    approvals: [],
    whistles: [],
    edits: [],
    calendar,
  };
}

/** The same act without a record: the second lane. */
export const unfiledFacts = (): Facts => ({ ...coveredFacts(), record: null });

export const rule = (code: ConditionCode, params: ConditionRule['params'] = {}): ConditionRule => ({
  code,
  params,
  basis: { document: 'Rule', article: code },
});

const ASKED: readonly ConditionCode[] = [
  'C07',
  'C09',
  'C10',
  'C11',
  'C12',
  'C13',
  'C14',
  'C15',
  'C16',
  'C17',
  'C18',
  'C19',
  'C20',
];

/** Asks for every condition; four red lines, one of each kind and one over two facts. */
export function fullBook(changes: Partial<Rulebook> = {}): Rulebook {
  const basis = { document: 'Rule', article: '1' };
  return {
    code: 'FULL',
    version: 1,
    region: '513221',
    level: 'county',
    title: { zh: '全', en: 'Full' },
    source: { document: 'Rule', article: '1', adopted: null },
    inForce: { from: '2025-01-01', to: null, basis },
    matter: { zh: '事', en: 'matter' },
    effect: 'may-exempt',
    conditions: ASKED.map(code => rule(code)),
    redLines: [
      {
        code: 'R01',
        title: { zh: '谋取私利', en: 'private gain' },
        test: { kind: 'fact', anyOf: ['private-gain'] },
        basis,
      },
      {
        code: 'R02',
        title: { zh: '造假', en: 'forgery' },
        test: { kind: 'fact', anyOf: ['forged-papers', 'false-filing'] },
        basis,
      },
      { code: 'R03', title: { zh: '损失特大', en: 'large loss' }, test: { kind: 'loss-over', fen: 9_000_000 }, basis },
      { code: 'R04', title: { zh: '性质恶劣', en: 'grave' }, test: { kind: 'question' }, basis },
    ],
    flawKinds: [],
    safeguards: [],
    terms: { 'self-report': { workdays: 5, basis }, 'emergency-report': { workdays: 3, basis } },
    caps: { lossFen: 3_000_000, basis },
    anchoring: 'shown',
    filing: { offices: ['discipline'], opinions: 1 },
    panelSize: 3,
    deemedGranted: [],
    higherLevel: [],
    ...changes,
  };
}
