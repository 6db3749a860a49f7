// A finding as it leaves the registry, in codes and figures: shared by the flaws it is made for and the claims it serves.
import { ApiProperty } from '@nestjs/swagger';
import type { Edit } from '../domain/check/facts';
import {
  CAUSE_KINDS,
  LANES,
  OUTCOMES,
  RESULTS,
  type BookFinding,
  type Cause,
  type CauseKind,
  type ConditionFinding,
  type Counterfactual,
  type Distinction,
  type Element,
  type FactChange,
  type Finding,
  type FindingFigures,
  type Lane,
  type LaterEdit,
  type Outcome,
  type RedLineFinding,
  type Result,
} from '../domain/check/finding';
import { CONDITION_CODES, EFFECTS, type ConditionCode, type Effect } from '../domain/check/rulebook';

export const RECORD_PARTS = ['matches', 'fails', 'unknown'] as const satisfies readonly Finding['recordPart'][];
const DISTINCTIONS = ['first-trial', 'no-clear-limit', 'unintended-fault'] as const satisfies readonly Distinction[];
const ELEMENTS = [
  'motive',
  'conditions',
  'procedure',
  'gravity',
  'consequences',
  'remedy',
] as const satisfies readonly Element[];
const EDITED = [
  'pilot',
  'scope',
  'flaw',
  'pledge',
  'approval',
  'safeguard',
] as const satisfies readonly Edit['about'][];
const CHOSEN = ['older', 'present'] as const;
const CHOSEN_BECAUSE = [
  'only-one',
  'same',
  'older-rule',
  'present-more-lenient',
] as const satisfies readonly Finding['timeRule']['reason'][];

const FiguresProperty = () =>
  ApiProperty({
    type: 'object',
    additionalProperties: {
      oneOf: [
        { type: 'string' },
        { type: 'number' },
        { type: 'boolean' },
        { type: 'array', items: { type: 'string' } },
      ],
      nullable: true,
    },
    example: { workdays: 3, limit: 5 },
  });

class LaterEditView implements LaterEdit {
  @ApiProperty({ enum: EDITED }) about: Edit['about'];
  @ApiProperty({ example: 'SD-513221-2026-0001' }) subject: string;
  @ApiProperty({ example: 'period' }) field: string;
  @ApiProperty({ type: String, nullable: true, example: null }) from: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) to: string | null;
  @ApiProperty({ format: 'date-time', example: '2026-06-10T01:00:00.000Z' }) recordedAt: string;
  @ApiProperty({ type: 'integer', nullable: true, description: '自行为首日起 / since the act began', example: 12 })
  delayWorkdays: number | null;
}

class ProvisionView {
  @ApiProperty({ example: '汶川县容错清单（2026）' }) document: string;
  @ApiProperty({ example: '第五条' }) article: string;
  @ApiProperty({ description: '是本地设定的数值 / a value set here', example: false }) setting: boolean;
}

class RedLineFindingView implements RedLineFinding {
  @ApiProperty({ example: 'R01' }) code: string;
  @ApiProperty({ enum: RESULTS }) result: Result;
  @ApiProperty({ example: 'not-asked' }) reason: string;
  @FiguresProperty() figures: FindingFigures;
  @ApiProperty({ type: [String] }) evidence: readonly string[];
  @ApiProperty({ type: [String] }) missing: readonly string[];
  @ApiProperty({ type: ProvisionView }) provision: ProvisionView;
}

class ConditionFindingView implements ConditionFinding {
  @ApiProperty({ enum: CONDITION_CODES }) code: ConditionCode;
  @ApiProperty({ enum: RESULTS }) result: Result;
  @ApiProperty({ description: '计入结论 / counts towards the outcome', example: true }) decides: boolean;
  @ApiProperty({ example: 'sealed-same-day' }) reason: string;
  @FiguresProperty() figures: FindingFigures;
  @ApiProperty({ type: [String] }) evidence: readonly string[];
  @ApiProperty({ type: [String] }) missing: readonly string[];
  @ApiProperty({ type: [LaterEditView] }) edits: readonly LaterEdit[];
  @ApiProperty({ type: ProvisionView }) provision: ProvisionView;
  @ApiProperty({ enum: DISTINCTIONS }) distinction: Distinction;
  @ApiProperty({ enum: ELEMENTS }) element: Element;
  @ApiProperty({ type: 'integer', nullable: true, description: '所在的选择组 / its any-of group', example: null })
  group: number | null;
}

class ConditionGroupView {
  @ApiProperty({ example: 1 }) group: number;
  @ApiProperty({ enum: RESULTS }) result: Result;
  @ApiProperty({ enum: CONDITION_CODES, isArray: true }) members: readonly ConditionCode[];
}

class CauseView implements Cause {
  @ApiProperty({ enum: CAUSE_KINDS }) kind: CauseKind;
  @ApiProperty({ example: 'CN-513221-2026-0001' }) subject: string;
  @ApiProperty({ description: '所指单位 / the unit it counts against', example: '汶川县民政局' }) against: string;
  @FiguresProperty() figures: FindingFigures;
  @ApiProperty({ type: [LaterEditView] }) edits: readonly LaterEdit[];
}

class FactChangeView implements FactChange {
  @ApiProperty({ example: 'answers.private-gain' }) fact: string;
  @ApiProperty({ example: 'no' }) to: string;
}

class CounterfactualView implements Counterfactual {
  @ApiProperty({ enum: OUTCOMES }) outcome: Outcome;
  @ApiProperty({ type: [FactChangeView] }) changes: readonly FactChange[];
}

class CounterfactualsView {
  @ApiProperty({ type: [CounterfactualView] }) softer: readonly Counterfactual[];
  @ApiProperty({ type: [CounterfactualView] }) harsher: readonly Counterfactual[];
}

class NamedRulebookView {
  @ApiProperty({ example: 'WC-513221' }) code: string;
  @ApiProperty({ example: 2 }) version: number;
}

class BookFindingView implements BookFinding {
  @ApiProperty({ type: NamedRulebookView }) rulebook: NamedRulebookView;
  @ApiProperty({ enum: EFFECTS }) effect: Effect;
  @ApiProperty({ enum: OUTCOMES }) outcome: Outcome;
  @ApiProperty({ type: [ConditionFindingView] }) conditions: readonly ConditionFinding[];
  @ApiProperty({ type: [ConditionGroupView] }) groups: BookFinding['groups'];
  @ApiProperty({ type: [RedLineFindingView] }) redLines: readonly RedLineFinding[];
  @ApiProperty({ enum: RECORD_PARTS, nullable: true }) recordPart: Finding['recordPart'];
}

class LateRecordView {
  @ApiProperty({ example: 'BA-513221-2026-0001' }) code: string;
  @ApiProperty({ format: 'date-time', example: '2026-06-10T01:00:00.000Z' }) sealedAt: string;
  @ApiProperty({ example: 12 }) workdaysLate: number;
}

class TimeRuleView {
  @ApiProperty({ enum: CHOSEN }) applied: Finding['timeRule']['applied'];
  @ApiProperty({ enum: CHOSEN_BECAUSE }) reason: Finding['timeRule']['reason'];
}

export class WholeFinding implements Finding {
  @ApiProperty({ type: 'integer', enum: [1] }) v: 1;
  @ApiProperty({ example: '1.0.0' }) engine: string;
  @ApiProperty({ format: 'date', example: '2026-06-10' }) askedOn: string;
  @ApiProperty({ enum: LANES }) lane: Lane;
  @ApiProperty({ type: LateRecordView, nullable: true }) lateRecord: LateRecordView | null;
  @ApiProperty({ enum: OUTCOMES }) outcome: Outcome;
  @ApiProperty({ enum: EFFECTS }) effect: Effect;
  @ApiProperty({ enum: RECORD_PARTS, nullable: true }) recordPart: Finding['recordPart'];
  @ApiProperty({ type: TimeRuleView }) timeRule: Finding['timeRule'];
  @ApiProperty({ type: BookFindingView }) applied: BookFinding;
  @ApiProperty({ type: BookFindingView, nullable: true }) other: BookFinding | null;
  @ApiProperty({ type: [CauseView] }) causes: readonly Cause[];
  @ApiProperty({ type: [String] }) missing: readonly string[];
  @ApiProperty({ type: [String] }) questions: readonly string[];
  @ApiProperty({ type: CounterfactualsView }) counterfactuals: Finding['counterfactuals'];
}
