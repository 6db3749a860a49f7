// A finding in words, as wording.ts makes them.
import { ApiProperty } from '@nestjs/swagger';
import { CAUSE_KINDS, RESULTS, type CauseKind } from '../domain/check/finding';
import type { ExplainedItem, Explanation } from '../domain/check/wording';

class ExplainedItemView implements ExplainedItem {
  @ApiProperty({ example: 'C01' }) code: string;
  @ApiProperty({ example: '事前备案' }) title: string;
  @ApiProperty({ enum: RESULTS }) result: string;
  @ApiProperty({ example: '不满足' }) resultLabel: string;
  @ApiProperty({ example: '备案与行为同日，同日不足以证明在先' }) sentence: string;
  @ApiProperty({ example: '汶川县容错清单（2026）第五条' }) provision: string;
  @ApiProperty({ type: [String], description: '行为开始后的改动 / changed after the act began' })
  edits: readonly string[];
}

class ExplainedCauseView {
  @ApiProperty({ enum: CAUSE_KINDS }) kind: CauseKind;
  @ApiProperty({ example: 'CN-513221-2026-0001' }) subject: string;
  @ApiProperty({ example: '承诺的补助资金 5 万元未到位' }) sentence: string;
  @ApiProperty({ type: [String] }) edits: readonly string[];
}

class ExplainedCounterfactuals {
  @ApiProperty({ type: [String] }) softer: readonly string[];
  @ApiProperty({ type: [String] }) harsher: readonly string[];
}

/** In one language. */
class ExplainedFinding implements Explanation {
  @ApiProperty({ example: '尚不能得出结论：有待查明的事实' }) headline: string;
  @ApiProperty({ example: '事前备案' }) lane: string;
  @ApiProperty({ type: String, nullable: true, example: null }) recordPart: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) lateRecord: string | null;
  @ApiProperty({ example: '只有一份清单可用' }) timeRule: string;
  @ApiProperty({ type: [ExplainedItemView] }) conditions: readonly ExplainedItem[];
  @ApiProperty({ type: [ExplainedItemView] }) redLines: readonly ExplainedItem[];
  @ApiProperty({ type: [ExplainedCauseView] }) causes: Explanation['causes'];
  @ApiProperty({ type: [String] }) missing: readonly string[];
  @ApiProperty({ type: [String] }) questions: readonly string[];
  @ApiProperty({ type: ExplainedCounterfactuals }) counterfactuals: Explanation['counterfactuals'];
}

/** Sentences made from codes and figures, in both languages; `conditions` and `redLines` keep their codes. */
export class ExplanationView {
  @ApiProperty({ type: ExplainedFinding }) zh: Explanation;
  @ApiProperty({ type: ExplainedFinding }) en: Explanation;
}
