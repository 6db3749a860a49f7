import { ApiProperty } from '@nestjs/swagger';
import type { Facts } from '../domain/check/facts';
import { LANES, OUTCOMES, type Finding, type Lane, type Outcome } from '../domain/check/finding';
import { ReceiptView } from '../ledger/ledger.dto';
import { ExplanationView } from '../platform/explanations.dto';
import { IdField } from '../platform/fields';
import { WholeFinding } from '../platform/findings.dto';
import type { Difference } from './differences';
import type { FindingRow } from './finding.entity';
import { DIGEST, UUID } from './flaws.dto';

/** The very rulebook a finding was made with. */
export class UsedRulebook {
  @ApiProperty({ example: 'WC-513221' }) code: string;
  @ApiProperty({ example: 2 }) version: number;
  @ApiProperty({ example: DIGEST }) sha256: string;
}

export class UsedRulebooks {
  @ApiProperty({ type: UsedRulebook, nullable: true, description: '行为时的清单 / in force on the day of the act' })
  older: UsedRulebook | null;
  @ApiProperty({ type: UsedRulebook, nullable: true, description: '现行清单 / in force on the day of the check' })
  present: UsedRulebook | null;
}

export class FindingSummary {
  @ApiProperty({ example: UUID }) id: string;
  @ApiProperty({ example: 'HD-513221-2026-0001' }) code: string;
  @ApiProperty({ example: UUID }) flawId: string;
  @ApiProperty({ example: '1.0.0' }) engine: string;
  @ApiProperty({ example: '2026-06-10' }) askedOn: string;
  @ApiProperty({ enum: LANES }) lane: Lane;
  @ApiProperty({ enum: OUTCOMES }) outcome: Outcome;
  @ApiProperty({ example: DIGEST, description: '事实摘要（RFC 8785 后 SHA-256）/ digest of the facts' })
  factsDigest: string;
  @ApiProperty({ example: DIGEST, description: '结论摘要 / digest of the finding' }) findingDigest: string;
  @ApiProperty({ type: UsedRulebooks }) rulebooks: UsedRulebooks;
  @ApiProperty({ example: UUID, description: '核对人账号 / who asked' }) by: string;
  @ApiProperty({ example: '2026-06-10T01:00:00.000Z' }) recordedAt: string;
}

export class FindingView extends FindingSummary {
  @ApiProperty({ type: WholeFinding, description: '核对结论全文 / the whole finding' }) finding: Finding;
  @ApiProperty({ type: ExplanationView }) explanation: ExplanationView;
  @ApiProperty({ type: ReceiptView, nullable: true }) receipt: ReceiptView | null;
}

export class FindingDetail extends FindingView {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: '核对所依据的事实 / the facts it was made from',
  })
  facts: Facts;
}

export class DifferenceView implements Difference {
  @ApiProperty({ example: 'applied.outcome' }) path: string;
  @ApiProperty({ type: String, nullable: true, example: '"undetermined"' }) from: string | null;
  @ApiProperty({ type: String, nullable: true, example: '"covered"' }) to: string | null;
}

export class DifferenceQuery {
  @IdField({ zh: '与哪一次核对相比' }) to: string;
}

export class FindingDifference {
  @ApiProperty({ type: [DifferenceView], description: '事实有何不同 / in the facts' }) facts: Difference[];
  @ApiProperty({ type: [DifferenceView], description: '结论有何不同 / in the findings' }) finding: Difference[];
}

export class ReplayView {
  @ApiProperty({ example: 'HD-513221-2026-0001' }) code: string;
  @ApiProperty({ example: true, description: '逐字节相同 / identical byte for byte' }) identical: boolean;
  @ApiProperty({
    type: [String],
    description: '不同之处 / what differs',
    enum: ['facts-digest', 'finding-digest', 'rulebook', 'engine', 'finding', 'ledger'],
    isArray: true,
    example: [],
  })
  differs: ReplayFault[];
  @ApiProperty({ example: '1.0.0', description: '当时的引擎 / engine of the finding' }) engine: string;
  @ApiProperty({ example: '1.0.0', description: '现在的引擎 / engine now' }) engineNow: string;
  @ApiProperty({ type: [DifferenceView] }) differences: Difference[];
}

export type ReplayFault = 'facts-digest' | 'finding-digest' | 'rulebook' | 'engine' | 'finding' | 'ledger';

export function findingSummary(row: Omit<FindingRow, 'facts' | 'document'>): FindingSummary {
  return {
    id: row.id,
    code: row.code,
    flawId: row.flaw_id,
    engine: row.engine,
    askedOn: row.asked_on,
    lane: row.lane,
    outcome: row.outcome,
    factsDigest: row.facts_sha256,
    findingDigest: row.document_sha256,
    rulebooks: JSON.parse(row.rulebooks) as UsedRulebooks,
    by: row.actor_id,
    recordedAt: row.recorded_at,
  };
}
