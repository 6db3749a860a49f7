import { ApiProperty } from '@nestjs/swagger';
import { CLAIM_STAGES, DECISION_KINDS, type ClaimStage, type DecisionKind } from '../../domain/claim/claim';
import {
  DECISION_KIND_WORDS,
  REFERRAL_GROUNDS,
  STATE_PARTS,
  STATE_PART_WORDS,
  type CitedRule,
  type ReferralGround,
  type StatePart,
  type StateParts,
  type WeighedRule,
} from '../../domain/claim/decision';
import { comparisonWords } from '../../domain/claim/cited';
import { OUTCOMES, type Finding, type Outcome } from '../../domain/check/finding';
import { EFFECTS, type Effect } from '../../domain/check/rulebook';
import type { Words } from '../../domain/errors';
import { ChoiceField, DayField, TextField } from '../../platform/fields';
import { WordsView } from '../../platform/words.dto';
import { ClaimWritten } from '../procedure/claims.dto';
import type { ClaimDecision, DecisionState } from './decision.entity';

const UUID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
const INSTANT = '2026-06-20T01:00:00.000Z';
const DIGEST = 'a3f1c1e0b6d24c5f9e8d7c6b5a49382716f5e4d3c2b1a09f8e7d6c5b4a392817';
const STATES = ['proposed', 'referred', 'issued', 'sent-back', 'dropped'] as const satisfies readonly DecisionState[];

export class DecisionBody {
  @ChoiceField({ zh: '认定种类（须为合议组多数意见）', of: DECISION_KINDS, example: 'exempt' }) kind: DecisionKind;
  @TextField({ zh: '认定理由', min: 10, max: 5000, example: '符合容错清单各项条件，未触碰红线，合议组多数意见为免责' })
  reason: string;
  @TextField({
    zh: '与核对结论所指不一致的理由（不一致时必填；一致时不保留）',
    min: 10,
    max: 5000,
    optional: true,
    example: '报告虽迟延两日，但系节假日通讯中断所致',
  })
  departureReason?: string;
  @DayField({ zh: '认定有效期止日（可空：长期有效）', optional: true, nullable: true, example: '2027-06-30' })
  validThrough?: string | null;
}

export class HigherReasonBody {
  @TextField({ zh: '理由', min: 2, max: 2000, example: '损失已全部挽回，同意县纪委的拟定意见' }) reason: string;
}

export class ServeBody {
  @TextField({ zh: '送达方式', min: 2, max: 500, example: '直接送达申请单位，抄送县委组织部' }) how: string;
}

export class DecisionProposed extends ClaimWritten {
  @ApiProperty({ example: UUID }) decisionId: string;
  @ApiProperty({ example: 'RD-513221-2026-0001' }) decisionCode: string;
}

class WeighedRuleView implements WeighedRule {
  @ApiProperty({ example: 'WC-513221' }) code: string;
  @ApiProperty({ example: 2 }) version: number;
  @ApiProperty({ enum: OUTCOMES }) outcome: Outcome;
  @ApiProperty({ enum: EFFECTS }) effect: Effect;
}

class CitedRuleView implements CitedRule {
  @ApiProperty({ enum: ['older', 'present'] }) chosen: CitedRule['chosen'];
  @ApiProperty({ type: WeighedRuleView }) applied: WeighedRule;
  @ApiProperty({ type: WeighedRuleView, nullable: true }) other: WeighedRule | null;
}

class StatePartsView implements StateParts {
  @ApiProperty({ example: DIGEST }) facts: string;
  @ApiProperty({ example: DIGEST }) finding: string;
  @ApiProperty({ example: DIGEST }) hearing: string;
}

/** The decision stands; it only says that what it was made on has changed since. */
export class OlderStateView {
  @ApiProperty({ enum: STATE_PARTS, isArray: true, example: ['facts'] }) changed: StatePart[];
  @ApiProperty({ type: WordsView }) words: Words;
}

export class DecisionView {
  @ApiProperty({ example: UUID }) id: string;
  @ApiProperty({ example: 'RD-513221-2026-0001' }) code: string;
  @ApiProperty({ enum: STATES }) state: DecisionState;
  @ApiProperty({ enum: CLAIM_STAGES }) stage: ClaimStage;
  @ApiProperty({ example: 1 }) round: number;
  @ApiProperty({ example: true, description: '现行有效的认定 / the one in force' }) inForce: boolean;
  @ApiProperty({ enum: DECISION_KINDS }) kind: DecisionKind;
  @ApiProperty({ type: WordsView }) kindWords: Words;
  @ApiProperty({ example: '符合容错清单各项条件' }) reason: string;
  @ApiProperty({ type: String, nullable: true, example: null }) departureReason: string | null;
  @ApiProperty({ type: CitedRuleView, description: '所依据的清单与比较 / the rule cited' }) rule: CitedRule;
  @ApiProperty({ type: WordsView, description: '从旧兼从轻的比较 / older and newer rule compared' }) comparison: Words;
  @ApiProperty({ example: UUID }) findingId: string;
  @ApiProperty({ example: 'HD-513221-2026-0001' }) findingCode: string;
  @ApiProperty({ example: DIGEST, description: '所依据状态的摘要 / digest of the state decided on' })
  stateSha256: string;
  @ApiProperty({ type: StatePartsView }) stateParts: StateParts;
  @ApiProperty({
    type: OlderStateView,
    nullable: true,
    description: '依据的状态此后有变化 / decided on an older state',
  })
  olderState: OlderStateView | null;
  @ApiProperty({ enum: REFERRAL_GROUNDS, isArray: true, example: [] }) referralGrounds: ReferralGround[];
  @ApiProperty({ type: String, nullable: true, example: null }) validThrough: string | null;
  @ApiProperty({ example: UUID }) proposedBy: string;
  @ApiProperty({ example: INSTANT }) proposedAt: string;
  @ApiProperty({ type: String, nullable: true, example: UUID }) issuedBy: string | null;
  @ApiProperty({ type: String, nullable: true, example: INSTANT }) issuedAt: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) referredAt: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) approvedBy: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) approvedAt: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) higherReason: string | null;
  @ApiProperty({ type: String, nullable: true, example: INSTANT }) servedAt: string | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: '不同意见票数（送达后，不向申请人一方提供）/ votes for another kind',
    example: 1,
  })
  dissent: number | null;
}

const OLDER: Words = { zh: '该认定基于较早的状态作出', en: 'decided on an older state' };

export function olderState(changed: StatePart[]): OlderStateView | null {
  if (changed.length === 0) return null;
  const named = (lang: keyof Words, between: string) => changed.map(part => STATE_PART_WORDS[part][lang]).join(between);
  return {
    changed,
    words: { zh: `${OLDER.zh}：${named('zh', '、')}此后有变化`, en: `${OLDER.en}: ${named('en', ', ')} changed since` },
  };
}

export interface Told {
  finding: { code: string; document: string };
  inForce: boolean;
  changed: StatePart[];
  servedAt: string | null;
  dissent: number | null;
}

export function decisionView(row: ClaimDecision, told: Told): DecisionView {
  return {
    id: row.id,
    code: row.code,
    state: row.state,
    stage: row.stage,
    round: row.round,
    inForce: told.inForce,
    kind: row.kind,
    kindWords: DECISION_KIND_WORDS[row.kind],
    reason: row.reason,
    departureReason: row.departure_reason,
    rule: row.rule,
    comparison: comparisonWords(JSON.parse(told.finding.document) as Finding),
    findingId: row.finding_id,
    findingCode: told.finding.code,
    stateSha256: row.state_sha256,
    stateParts: row.state_parts,
    olderState: olderState(told.changed),
    referralGrounds: row.referral_grounds,
    validThrough: row.valid_through,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    issuedBy: row.issued_by,
    issuedAt: row.issued_at,
    referredAt: row.referred_at,
    approvedBy: row.approved_by,
    approvedAt: row.approved_at,
    higherReason: row.higher_reason,
    servedAt: told.servedAt,
    dissent: told.dissent,
  };
}
