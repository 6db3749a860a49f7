import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { BookFinding, Finding, Outcome } from '../../src/domain/check/finding';
import type { Effect } from '../../src/domain/check/rulebook';
import { CLAIM_STAGES, DECISION_KINDS, type ClaimStage, type DecisionKind } from '../../src/domain/claim/claim';
import {
  changedParts,
  citedRule,
  compareKinds,
  decisionRefusal,
  departs,
  expectedKinds,
  harsher,
  refuseChangedState,
  refuseImpossible,
  refusePastValidity,
  refuseSamePerson,
  refuseShorter,
  refuseUnreasoned,
  REFERRAL_GROUNDS,
  STATE_PARTS,
  stateSha256,
  type ReferralGround,
} from '../../src/domain/claim/decision';
import { comparisonWords } from '../../src/domain/claim/cited';
import { bodiesOf, mayReadDeliberation, mayReadProposals } from '../../src/domain/claim/reading';
import { referralDue, referralGrounds, refuseUnreferred } from '../../src/domain/claim/referral';
import { refuseLateReview, refuseUnavailableReview, reviewingBody } from '../../src/domain/claim/review';
import { Refusal } from '../../src/domain/errors';

const refusalOf = (work: () => unknown): string => {
  try {
    work();
    return 'open';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

const EFFECTS: Effect[] = ['shall-exempt', 'may-exempt', 'lighter-or-exempt', 'lighter', 'no-negative-appraisal'];
const OUTCOMES: Outcome[] = ['barred', 'outside-record', 'not-eligible', 'undetermined', 'covered', 'eligible'];

// Row: outcome and effect; columns: exempt, mitigated, reduced, lenient, refused; x owes a reason.
const DEPARTURES = `
  covered         shall-exempt            . x x x x
  covered         may-exempt              . x x x x
  covered         lighter-or-exempt       . . . . x
  covered         lighter                 x . . . x
  covered         no-negative-appraisal   . x x x x
  eligible        shall-exempt            . x x x x
  eligible        may-exempt              . x x x x
  eligible        lighter-or-exempt       . . . . x
  eligible        lighter                 x . . . x
  eligible        no-negative-appraisal   . x x x x
  outside-record  shall-exempt            x x x x .
  outside-record  may-exempt              x x x x .
  outside-record  lighter-or-exempt       x x x x .
  outside-record  lighter                 x x x x .
  outside-record  no-negative-appraisal   x x x x .
  not-eligible    shall-exempt            x x x x .
  not-eligible    may-exempt              x x x x .
  not-eligible    lighter-or-exempt       x x x x .
  not-eligible    lighter                 x x x x .
  not-eligible    no-negative-appraisal   x x x x .
  barred          shall-exempt            x x x x .
  barred          may-exempt              x x x x .
  barred          lighter-or-exempt       x x x x .
  barred          lighter                 x x x x .
  barred          no-negative-appraisal   x x x x .
  undetermined    shall-exempt            x x x x x
  undetermined    may-exempt              x x x x x
  undetermined    lighter-or-exempt       x x x x x
  undetermined    lighter                 x x x x x
  undetermined    no-negative-appraisal   x x x x x`;

const cells = DEPARTURES.trim()
  .split('\n')
  .flatMap(line => {
    const [outcome, effect, ...marks] = line.trim().split(/\s+/) as [Outcome, Effect, ...string[]];
    return DECISION_KINDS.map((kind, at) => ({ outcome, effect, kind, due: marks[at] === 'x' }));
  });

it('has a cell for every outcome, effect and kind', () => {
  const all = OUTCOMES.flatMap(outcome =>
    EFFECTS.flatMap(effect => DECISION_KINDS.map(kind => [outcome, effect, kind])),
  );
  expect(cells.map(({ outcome, effect, kind }) => `${outcome} ${effect} ${kind}`).sort()).toEqual(
    all.map(cell => cell.join(' ')).sort(),
  );
});

it.each(cells)('$outcome under $effect, decided $kind: departs $due', ({ outcome, effect, kind, due }) => {
  const applied = { outcome, effect };
  expect(departs(kind, applied)).toBe(due);
  expect(expectedKinds(applied).includes(kind)).toBe(!due);
  expect(refusalOf(() => refuseUnreasoned(kind, applied, null))).toBe(due ? 'claim.departure-unreasoned' : 'open');
  expect(refusalOf(() => refuseUnreasoned(kind, applied, '事出有因，节假日通讯中断'))).toBe('open');
});

it('names the field and what the check points to', () => {
  try {
    refuseUnreasoned('refused', { outcome: 'covered', effect: 'lighter' }, null);
    throw new Error('was not refused');
  } catch (error) {
    const { words, fields } = error as Refusal;
    expect(fields.map(({ field }) => field)).toEqual(['departureReason']);
    expect(words.zh).toContain('减责 / 减轻 / 从轻');
    expect(words.en).toContain('mitigated / reduced / lenient');
  }
});

describe('the order of kinds', () => {
  const aKind = fc.constantFrom(...DECISION_KINDS);

  it('is the mildest first', () => {
    expect([...DECISION_KINDS]).toEqual(['exempt', 'mitigated', 'reduced', 'lenient', 'refused']);
    expect([...DECISION_KINDS].reverse().sort(compareKinds)).toEqual([...DECISION_KINDS]);
  });

  it('is total, and nothing is harsher than itself', () => {
    fc.assert(
      fc.property(aKind, aKind, aKind, (a, b, c) => {
        expect(harsher(a, a)).toBe(false);
        expect(harsher(a, b) && harsher(b, a)).toBe(false);
        expect(harsher(a, b) || harsher(b, a)).toBe(a !== b);
        if (harsher(a, b) && harsher(b, c)) expect(harsher(a, c)).toBe(true);
      }),
    );
  });

  it('is never gone up on the claimant’s own appeal, whatever the check says', () => {
    fc.assert(
      fc.property(
        aKind,
        aKind,
        fc.constantFrom(...OUTCOMES),
        fc.constantFrom(...EFFECTS),
        (kind, reviewed, outcome, effect) => {
          const refused = refusalOf(() => refuseImpossible(kind, { outcome, effect }, reviewed));
          const order = DECISION_KINDS.indexOf(kind) - DECISION_KINDS.indexOf(reviewed);
          if (order > 0) expect(refused).toBe('claim.harsher-on-appeal');
          // What stands may always be upheld: no appeal runs into a wall.
          if (order === 0) expect(refused).toBe('open');
        },
      ),
    );
  });

  it.each(DECISION_KINDS)('a red line and the kind %s in the first stage', kind => {
    const barred = { outcome: 'barred', effect: 'may-exempt' } as const;
    expect(refusalOf(() => refuseImpossible(kind, barred, null))).toBe(
      kind === 'exempt' ? 'claim.barred-not-exempt' : 'open',
    );
    expect(refusalOf(() => refuseImpossible('exempt', barred, kind))).toBe(
      kind === 'exempt' ? 'open' : 'claim.barred-not-exempt',
    );
  });
});

const book = (changes: Partial<BookFinding> = {}): BookFinding => ({
  rulebook: { code: 'WC-513221', version: 2 },
  effect: 'may-exempt',
  outcome: 'covered',
  conditions: [],
  groups: [],
  redLines: [],
  recordPart: 'matches',
  ...changes,
});
const provision = { document: '办法', article: '14', setting: false };
const capped = (capFen: number | null): BookFinding['conditions'] => [
  {
    code: 'C12',
    result: 'unmet',
    decides: true,
    reason: 'loss-over-cap',
    figures: { capFen },
    evidence: [],
    missing: [],
    edits: [],
    provision,
    distinction: 'unintended-fault',
    element: 'consequences',
    group: null,
  },
];
const forgedLine = (result: 'met' | 'unmet'): BookFinding['redLines'] => [
  { code: 'R02', result, reason: 'x', figures: { facts: ['forged-papers'] }, evidence: [], missing: [], provision },
];

describe('referral', () => {
  const BOTH = { higherLevel: ['forged-papers', 'loss-over-cap'], caps: { lossFen: 500, basis: {} } } as const;
  const NONE = { higherLevel: [], caps: { lossFen: 500, basis: {} } } as const;
  const given = (over: { outcome?: Outcome; applied?: BookFinding; forged?: boolean; loss?: number | null }) => ({
    finding: { outcome: over.outcome ?? 'covered', applied: over.applied ?? book() },
    forgedPapers: over.forged ?? false,
    lossFen: over.loss === undefined ? 0 : over.loss,
  });

  test.each<[string, DecisionKind, ReturnType<typeof given>, typeof BOTH | typeof NONE, ReferralGround[]]>([
    ['nothing', 'exempt', given({}), BOTH, []],
    ['forged papers', 'refused', given({ forged: true }), BOTH, ['forged-papers']],
    [
      'the line of forged papers',
      'refused',
      given({ applied: book({ redLines: forgedLine('met') }) }),
      BOTH,
      ['forged-papers'],
    ],
    ['that line clear', 'refused', given({ applied: book({ redLines: forgedLine('unmet') }) }), BOTH, []],
    ['forged papers the rulebook keeps', 'refused', given({ forged: true }), NONE, []],
    ['a loss at the cap', 'exempt', given({ loss: 500 }), BOTH, []],
    ['a loss over the cap', 'exempt', given({ loss: 501 }), BOTH, ['loss-over-cap']],
    [
      'a loss over the record’s lower cap',
      'exempt',
      given({ loss: 300, applied: book({ conditions: capped(200) }) }),
      BOTH,
      ['loss-over-cap'],
    ],
    [
      'a condition without a cap',
      'exempt',
      given({ loss: 501, applied: book({ conditions: capped(null) }) }),
      BOTH,
      ['loss-over-cap'],
    ],
    ['a loss nobody knows', 'exempt', given({ loss: null }), BOTH, []],
    ['a loss the rulebook keeps', 'exempt', given({ loss: 501 }), NONE, []],
    ['a red line, refused', 'refused', given({ outcome: 'barred' }), NONE, []],
    ['a red line, milder', 'lenient', given({ outcome: 'barred' }), NONE, ['barred']],
    [
      'all of it',
      'mitigated',
      given({ outcome: 'barred', forged: true, loss: 501 }),
      BOTH,
      ['forged-papers', 'loss-over-cap', 'barred'],
    ],
  ])('%s', (_, kind, facts, rulebook, expected) => {
    expect(referralGrounds(kind, facts, rulebook)).toEqual(expected);
  });

  it.each(CLAIM_STAGES)('is due in the stage %s where there are grounds and somebody above', stage => {
    for (const higher of [null, '513200']) {
      const due = referralDue(['barred'], { stage, higher });
      expect(due).toBe(stage !== 'upper-review' && higher !== null);
      expect(referralDue([], { stage, higher })).toBe(false);
    }
  });

  it('names every ground in both languages', () => {
    for (const ground of REFERRAL_GROUNDS) {
      expect(() => refuseUnreferred([ground])).toThrow(Refusal);
      try {
        refuseUnreferred([ground]);
      } catch (error) {
        expect((error as Refusal).words.zh).not.toContain('{');
        expect((error as Refusal).words.en).not.toContain('undefined');
      }
    }
    expect(refusalOf(() => refuseUnreferred([]))).toBe('open');
  });
});

describe('the rule cited', () => {
  const older = book({ rulebook: { code: 'WC-513221', version: 1 }, outcome: 'not-eligible' });
  const present = book();
  const finding = (timeRule: Finding['timeRule'], other: BookFinding | null) => ({ timeRule, applied: present, other });

  it('keeps both rulebooks of the time rule', () => {
    expect(citedRule(finding({ applied: 'present', reason: 'present-more-lenient' }, older))).toEqual({
      chosen: 'present',
      applied: { code: 'WC-513221', version: 2, outcome: 'covered', effect: 'may-exempt' },
      other: { code: 'WC-513221', version: 1, outcome: 'not-eligible', effect: 'may-exempt' },
    });
    expect(citedRule(finding({ applied: 'older', reason: 'only-one' }, null)).other).toBeNull();
  });

  it('is put into words with both outcomes', () => {
    const words = comparisonWords(finding({ applied: 'present', reason: 'present-more-lenient' }, older));
    for (const part of ['从轻', 'WC-513221 v2', 'WC-513221 v1', '在备案容错范围内', '不符合容错条件']) {
      expect(words.zh).toContain(part);
    }
    expect(words.en).toMatch(/more lenient.*covered by the record.*not eligible/);
  });
});

describe('the state reviewed', () => {
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });
  const parts = fc.record({ facts: hex, finding: hex, hearing: hex });

  it('is the digest of its three parts in canonical JSON', () => {
    const text = `{"facts":"a","finding":"b","hearing":"c"}`;
    expect(stateSha256({ hearing: 'c', finding: 'b', facts: 'a' }, sha256)).toBe(sha256(Buffer.from(text)));
  });

  it('changes with any part, and says which', () => {
    fc.assert(
      fc.property(parts, parts, fc.subarray([...STATE_PARTS]), (a, b, moved) => {
        const now = { ...a, ...Object.fromEntries(moved.map(part => [part, b[part]])) };
        const really = moved.filter(part => a[part] !== b[part]);
        expect(changedParts(a, now)).toEqual(STATE_PARTS.filter(part => really.includes(part)));
        expect(stateSha256(a, sha256) === stateSha256(now, sha256)).toBe(really.length === 0);
        expect(refusalOf(() => refuseChangedState(a, now))).toBe(really.length === 0 ? 'open' : 'claim.state-changed');
      }),
    );
  });

  it('names in both languages what changed', () => {
    try {
      refuseChangedState({ facts: 'a', finding: 'b', hearing: 'c' }, { facts: 'x', finding: 'b', hearing: 'y' });
      throw new Error('was not refused');
    } catch (error) {
      expect((error as Refusal).words.zh).toContain('瑕疵的事实、申请与双方陈述');
      expect((error as Refusal).words.en).toContain('the facts on record, the claim and the statements');
    }
  });
});

test.each<[string, () => void, string]>([
  ['a validity that ends today', () => refusePastValidity('2026-06-09', '2026-06-09'), 'open'],
  ['one that ended', () => refusePastValidity('2026-06-08', '2026-06-09'), 'claim.valid-through-past'],
  ['one without an end', () => refusePastValidity(null, '2026-06-09'), 'open'],
  ['two persons', () => refuseSamePerson('a', 'b'), 'open'],
  ['one person', () => refuseSamePerson('a', 'a'), 'claim.same-person'],
  [
    'a review on the last day',
    () => refuseLateReview({ servedOn: '2026-06-09', lastDay: '2026-07-09' }, '2026-07-09'),
    'open',
  ],
  [
    'a review a day late',
    () => refuseLateReview({ servedOn: '2026-06-09', lastDay: '2026-07-09' }, '2026-07-10'),
    'claim.review-late',
  ],
  ['a re-review by the same body', () => expect(reviewingBody('513221', 're-review')).toBe('513221'), 'open'],
  ['an upper review by the body above', () => expect(reviewingBody('513221', 'upper-review')).toBe('513200'), 'open'],
  ['an upper review of a province', () => reviewingBody('510000', 'upper-review'), 'claim.no-higher-body'],
])('%s', (_, work, expected) => {
  expect(refusalOf(work)).toBe(expected);
});

test.each<[ClaimStage, 're-review' | 'upper-review', boolean]>([
  ['first', 're-review', true],
  ['first', 'upper-review', false],
  ['re-review', 're-review', false],
  ['re-review', 'upper-review', true],
  ['upper-review', 're-review', false],
  ['upper-review', 'upper-review', false],
])('after the stage %s a %s is open: %s', (stage, review, open) => {
  expect(refusalOf(() => refuseUnavailableReview(stage, review))).toBe(open ? 'open' : 'claim.review-unavailable');
});

test.each<[string, DecisionKind, string | null, string | null, string]>([
  ['without an end as before', 'exempt', null, null, 'open'],
  ['to the same day', 'exempt', '2027-06-30', '2027-06-30', 'open'],
  ['longer', 'exempt', '2027-06-30', '2027-07-01', 'open'],
  ['without an end instead of one', 'exempt', '2027-06-30', null, 'open'],
  ['shorter by a day', 'exempt', '2027-06-30', '2027-06-29', 'claim.shorter-on-appeal'],
  ['an end instead of none', 'exempt', null, '2099-12-31', 'claim.shorter-on-appeal'],
  ['a milder kind that ends', 'lenient', null, '2027-06-29', 'open'],
])('the validity of an exemption given on review: %s', (_, reviewed, before, after, expected) => {
  const was = { kind: reviewed, validThrough: before };
  expect(refusalOf(() => refuseShorter({ kind: 'exempt', validThrough: after }, was))).toBe(expected);
  expect(refusalOf(() => refuseShorter({ kind: 'exempt', validThrough: after }, null))).toBe('open');
});

describe('who reads what the panel said', () => {
  const readers = fc.record({
    claimantSide: fc.boolean(),
    sitting: fc.boolean(),
    ofBody: fc.boolean(),
    auditor: fc.boolean(),
  });

  it('never the claimant’s side, before serving the sitting panel alone', () => {
    fc.assert(
      fc.property(readers, fc.boolean(), fc.boolean(), (reader, stageServed, present) => {
        const may = mayReadDeliberation(reader, { served: stageServed, present });
        if (reader.claimantSide) expect(may || mayReadProposals(reader)).toBe(false);
        else if (!stageServed) expect(may).toBe(reader.sitting && present);
        else expect(may).toBe(reader.ofBody || reader.auditor || (reader.sitting && present));
      }),
    );
  });

  test.each([
    [{ county: '513221', handling: '513221', routed_by: 'unit-matter' }, ['513221', '513200']],
    [{ county: '513221', handling: '513200', routed_by: 'unit-matter' }, ['513221', '513200', '510000']],
    [{ county: '513221', handling: '513200', routed_by: 'city-managed' }, ['513200', '510000']],
    [{ county: '513221', handling: '510000', routed_by: 'province-managed' }, ['510000']],
  ] as const)('bodies of %o: %o', (claim, bodies) => {
    expect(bodiesOf(claim)).toEqual(bodies);
  });
});

it('declares every refusal in both languages', () => {
  expect(decisionRefusal('claim.check-stale').words).toEqual({
    zh: expect.stringMatching(/\p{Script=Han}/u),
    en: expect.stringMatching(/[a-z]/),
  });
});
