// What a decision on a claim rests on: the rule it cites with the comparison of the time rule, whether it departs from the
// check, what must go to the higher level first, and the exact state it was made on (domain.md section 7, point 5).

import { canonicalBytes } from '../canonical';
import type { BookFinding, Finding, Outcome } from '../check/finding';
import type { Effect } from '../check/rulebook';
import { DECISION_KINDS, type DecisionKind } from './claim';
import { refusals, type Words } from '../errors';
import type { Day } from '../period';

/** What sends a decision to the higher level first: what the rulebook names, and leniency in spite of a red line. */
export const REFERRAL_GROUNDS = ['forged-papers', 'loss-over-cap', 'barred'] as const;
export type ReferralGround = (typeof REFERRAL_GROUNDS)[number];

export interface WeighedRule {
  code: string;
  version: number;
  outcome: Outcome;
  effect: Effect;
}

/** The rule cited, older or newer, and the one it was compared with (从旧兼从轻). */
export interface CitedRule {
  chosen: 'older' | 'present';
  applied: WeighedRule;
  other: WeighedRule | null;
}

/** Digests (SHA-256, hex) of the parts of the state reviewed; `state_sha256` is that of their canonical JSON. */
export interface StateParts {
  /** Of the facts on record about the flaw, as of the day the finding was asked for. */
  facts: string;
  finding: string;
  /** Of the claim as filed and every statement heard. */
  hearing: string;
}

export type StatePart = keyof StateParts;
export const STATE_PARTS = ['facts', 'finding', 'hearing'] as const satisfies readonly StatePart[];

export const DECISION_KIND_WORDS: Readonly<Record<DecisionKind, Words>> = {
  exempt: { zh: '免责', en: 'exempt' },
  mitigated: { zh: '减责', en: 'mitigated' },
  reduced: { zh: '减轻', en: 'reduced' },
  lenient: { zh: '从轻', en: 'lenient' },
  refused: { zh: '不予容错', en: 'refused' },
};

export const STATE_PART_WORDS: Readonly<Record<StatePart, Words>> = {
  facts: { zh: '瑕疵的事实', en: 'the facts on record' },
  finding: { zh: '核对结论', en: 'the finding' },
  hearing: { zh: '申请与双方陈述', en: 'the claim and the statements' },
};

export const decisionRefusal = refusals({
  'claim.check-stale': {
    kind: 'conflict',
    zh: '最近一次核对之后事实已有变化（或尚未核对），请先重新核对',
    en: 'the facts have changed since the last check, or there was none: run the check first',
  },
  'claim.sides-unheard': {
    kind: 'conflict',
    zh: '尚未听取双方意见：缺 {missing}',
    en: 'both sides are heard first; missing: {missing_en}',
  },
  'claim.departure-unreasoned': {
    kind: 'invalid',
    zh: '拟定为“{kind}”，与核对结论所指（{expected}）不一致，须写明理由（departureReason）',
    en: '"{kind_en}" departs from what the check points to ({expected_en}); say why (departureReason)',
  },
  'claim.kind-not-voted': {
    kind: 'conflict',
    zh: '合议组多数意见为“{voted}”，不能拟定为“{kind}”',
    en: 'the majority voted "{voted_en}"; "{kind_en}" cannot be proposed',
  },
  'claim.barred-not-exempt': {
    kind: 'conflict',
    zh: '触碰红线的，不得免责',
    en: 'where a red line is crossed nobody is exempted',
  },
  'claim.harsher-on-appeal': {
    kind: 'conflict',
    zh: '申请人申请复审、复核的，不得作出比原认定（{reviewed}）更重的认定（{kind}）',
    en: "on the claimant's own appeal the decision is never harsher than the one reviewed: {kind_en} against {reviewed_en}",
  },
  'claim.no-proposal': {
    kind: 'conflict',
    zh: '本轮尚无拟定的认定',
    en: 'no decision was proposed in this round',
  },
  'claim.same-person': {
    kind: 'forbidden',
    zh: '拟定与签发、呈报须为不同的自然人',
    en: 'whoever proposed a decision neither issues nor refers it',
    constraints: ['claim_decision_two_persons'],
  },
  'claim.state-changed': {
    kind: 'conflict',
    zh: '表决、拟定之后内容已有变化：{parts}；请重新核对并再次表决',
    en: 'changed since the vote or the proposal: {parts_en}; check and vote again',
  },
  'claim.shorter-on-appeal': {
    kind: 'conflict',
    zh: '申请人申请复审、复核的，认定的有效期（validThrough）不得短于原认定（{reviewed}）',
    en: "on the claimant's own appeal the validity (validThrough) is never shorter than that of the decision reviewed ({reviewed})",
  },
  'claim.valid-through-past': {
    kind: 'invalid',
    zh: '有效期止日 {day} 早于今天 {today}',
    en: 'validThrough {day} lies before today, {today}',
  },
  'claim.decision-frozen': {
    kind: 'conflict',
    zh: '认定的内容不可更改，同一申请同时只有一份待签发的认定',
    en: 'what a decision says never changes, and a claim has one open decision at a time',
    constraints: ['claim_decision_frozen', 'claim_decision_open_once', 'claim_decision_issued_once'],
  },
});

const MILDER: readonly DecisionKind[] = ['mitigated', 'reduced', 'lenient'];
const BY_EFFECT: Readonly<Record<Effect, readonly DecisionKind[]>> = {
  'shall-exempt': ['exempt'],
  'may-exempt': ['exempt'],
  'lighter-or-exempt': ['exempt', ...MILDER],
  lighter: MILDER,
  'no-negative-appraisal': ['exempt'],
};

type Weighed = Pick<Finding, 'outcome' | 'effect'>;

/** The kinds a check points to, mildest first; none while something is unknown: people decide what is not known. */
export function expectedKinds({ outcome, effect }: Weighed): readonly DecisionKind[] {
  switch (outcome) {
    case 'covered':
    case 'eligible':
      return BY_EFFECT[effect];
    case 'outside-record':
    case 'not-eligible':
    case 'barred':
      return ['refused'];
    case 'undetermined':
      return [];
  }
}

/** True where a decision of this kind owes a reason. */
export const departs = (kind: DecisionKind, applied: Weighed): boolean => !expectedKinds(applied).includes(kind);

/** @throws Refusal claim.departure-unreasoned */
export function refuseUnreasoned(kind: DecisionKind, applied: Weighed, reason: string | null): void {
  if (reason !== null || !departs(kind, applied)) return;
  const expected = expectedKinds(applied);
  const named = (lang: keyof Words, none: string) =>
    expected.map(one => DECISION_KIND_WORDS[one][lang]).join(' / ') || none;
  throw decisionRefusal('claim.departure-unreasoned', {
    figures: {
      ...kindFigures(kind),
      expected: named('zh', '尚不能确定'),
      expected_en: named('en', 'undetermined'),
    },
    fields: [{ field: 'departureReason', zh: '须写明理由', en: 'must say why' }],
  });
}

/** -1: a is milder than b; 0: the same; 1: a is harsher. */
export const compareKinds = (a: DecisionKind, b: DecisionKind): number =>
  Math.sign(DECISION_KINDS.indexOf(a) - DECISION_KINDS.indexOf(b));

export const harsher = (a: DecisionKind, b: DecisionKind): boolean => compareKinds(a, b) > 0;

/**
 * What nobody may decide, whatever the votes. `reviewed`: the kind of the decision under review, null in the first stage.
 * A red line bars exemption, but an exemption already given is not taken back on the claimant's own appeal.
 * @throws Refusal claim.harsher-on-appeal, claim.barred-not-exempt
 */
export function refuseImpossible(kind: DecisionKind, { outcome }: Weighed, reviewed: DecisionKind | null): void {
  if (reviewed !== null && harsher(kind, reviewed)) {
    const words = DECISION_KIND_WORDS[reviewed];
    throw decisionRefusal('claim.harsher-on-appeal', {
      figures: { ...kindFigures(kind), reviewed: words.zh, reviewed_en: words.en },
    });
  }
  if (outcome === 'barred' && kind === 'exempt' && reviewed !== 'exempt') {
    throw decisionRefusal('claim.barred-not-exempt');
  }
}

const kindFigures = (kind: DecisionKind) => ({
  kind: DECISION_KIND_WORDS[kind].zh,
  kind_en: DECISION_KIND_WORDS[kind].en,
});

/** @throws Refusal claim.kind-not-voted */
export function refuseUnvoted(kind: DecisionKind, voted: DecisionKind): void {
  if (kind === voted) return;
  const words = DECISION_KIND_WORDS[voted];
  throw decisionRefusal('claim.kind-not-voted', {
    figures: { ...kindFigures(kind), voted: words.zh, voted_en: words.en },
  });
}

/** @throws Refusal claim.same-person */
export function refuseSamePerson(proposer: string, other: string): void {
  if (proposer === other) throw decisionRefusal('claim.same-person');
}

/** The rule cited with the comparison of the time rule, as the finding has them. */
export function citedRule({ timeRule, applied, other }: Pick<Finding, 'timeRule' | 'applied' | 'other'>): CitedRule {
  return { chosen: timeRule.applied, applied: weighed(applied), other: other && weighed(other) };
}

const weighed = ({ rulebook, outcome, effect }: BookFinding): WeighedRule => ({
  code: rulebook.code,
  version: rulebook.version,
  outcome,
  effect,
});

/** @param sha256 hex of the bytes */
export function stateSha256(parts: StateParts, sha256: (bytes: Uint8Array) => string): string {
  const { facts, finding, hearing } = parts;
  return sha256(canonicalBytes({ facts, finding, hearing }));
}

export const changedParts = (pinned: StateParts, now: StateParts): StatePart[] =>
  STATE_PARTS.filter(part => pinned[part] !== now[part]);

/** @throws Refusal claim.state-changed naming what changed */
export function refuseChangedState(pinned: StateParts, now: StateParts): void {
  const parts = changedParts(pinned, now);
  if (parts.length === 0) return;
  throw decisionRefusal('claim.state-changed', {
    figures: {
      parts: parts.map(part => STATE_PART_WORDS[part].zh).join('、'),
      parts_en: parts.map(part => STATE_PART_WORDS[part].en).join(', '),
    },
  });
}

/** @throws Refusal claim.valid-through-past */
export function refusePastValidity(day: Day | null, today: Day): void {
  if (day === null || day >= today) return;
  const fields = [{ field: 'validThrough', zh: '早于今天', en: 'lies before today' }];
  throw decisionRefusal('claim.valid-through-past', { figures: { day, today }, fields });
}

interface Valid {
  kind: DecisionKind;
  validThrough: Day | null;
}

/** An exemption that ends earlier is harsher as well; a milder kind may end when it will. @throws Refusal claim.shorter-on-appeal */
export function refuseShorter({ kind, validThrough }: Valid, reviewed: Valid | null): void {
  if (reviewed?.kind !== kind || validThrough === null) return;
  if (reviewed.validThrough !== null && reviewed.validThrough <= validThrough) return;
  const fields = [{ field: 'validThrough', zh: '短于原认定', en: 'ends before that of the decision reviewed' }];
  throw decisionRefusal('claim.shorter-on-appeal', { figures: { reviewed: reviewed.validThrough ?? '∞' }, fields });
}
