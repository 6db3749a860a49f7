import { Entity } from 'typeorm';
import type { ClaimStage, DecisionKind } from '../../domain/claim/claim';
import type { CitedRule, ReferralGround, StateParts } from '../../domain/claim/decision';
import type { Day, Instant } from '../../domain/period';
import {
  CountyColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
  TextsColumn,
  VersionColumn,
} from '../../platform/columns';

export type DecisionState = 'proposed' | 'referred' | 'issued' | 'sent-back' | 'dropped';

/** A decision from its proposal to its issue; what it says never changes. */
@Entity('claim_decision')
export class ClaimDecision {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @VersionColumn() version: number;
  @TextColumn() code: string;
  @RefColumn() claim_id: string;
  @TextColumn() stage: ClaimStage;
  @IntegerColumn() round: number;
  @TextColumn() state: DecisionState;
  @TextColumn() kind: DecisionKind;
  @TextColumn() reason: string;
  @TextColumn({ nullable: true }) departure_reason: string | null;
  @JsonColumn() rule: CitedRule;
  @RefColumn() finding_id: string;
  @TextColumn() state_sha256: string;
  @JsonColumn() state_parts: StateParts;
  @TextsColumn() referral_grounds: ReferralGround[];
  @DayColumn({ nullable: true }) valid_through: Day | null;
  @RefColumn() proposed_by: string;
  @RefColumn() proposed_person: string;
  @InstantColumn() proposed_at: Instant;
  @RefColumn({ nullable: true }) issued_by: string | null;
  @RefColumn({ nullable: true }) issued_person: string | null;
  @InstantColumn({ nullable: true }) issued_at: Instant | null;
  @RefColumn({ nullable: true }) referred_by: string | null;
  @RefColumn({ nullable: true }) referred_person: string | null;
  @InstantColumn({ nullable: true }) referred_at: Instant | null;
  @RefColumn({ nullable: true }) approved_by: string | null;
  @RefColumn({ nullable: true }) approved_person: string | null;
  @InstantColumn({ nullable: true }) approved_at: Instant | null;
  @TextColumn({ nullable: true }) higher_reason: string | null;
  @InstantColumn() recorded_at: Instant;
}
