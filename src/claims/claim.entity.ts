import { Column, Entity } from 'typeorm';
import type {
  ClaimantKind,
  ClaimAct,
  ClaimSide,
  ClaimStage,
  ClaimState,
  DecisionKind,
  Wish,
} from '../domain/claim/claim';
import type { StateParts } from '../domain/claim/decision';
import type { RecusalGround, RecusalOrigin, RecusalState } from '../domain/claim/recusal';
import type { ManagingLevel, RoutedBy } from '../domain/claim/routing';
import type { Element } from '../domain/check/finding';
import type { Day, Instant } from '../domain/period';
import {
  CountyColumn,
  DayColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
  TextsColumn,
  VersionColumn,
} from '../platform/columns';

export type AccountabilityState = 'begun' | 'decided' | 'dropped';

@Entity('accountability')
export class Accountability {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @VersionColumn() version: number;
  @TextColumn() code: string;
  @TextColumn() state: AccountabilityState;
  @RefColumn() flaw_id: string;
  @RefColumn() unit_id: string;
  @RefColumn({ nullable: true }) officer_id: string | null;
  @TextColumn() managed_by: ManagingLevel;
  @DayColumn() begun_on: Day;
  @TextColumn({ nullable: true }) document_number: string | null;
  @TextColumn() reason: string;
  @DayColumn({ nullable: true }) ended_on: Day | null;
  @TextColumn({ nullable: true }) end_document: string | null;
  @TextColumn({ nullable: true }) end_reason: string | null;
  @RefColumn() actor_id: string;
  @RefColumn() person_id: string;
  @RefColumn() actor_unit: string;
  @InstantColumn() recorded_at: Instant;
}

@Entity('claim')
export class Claim {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @VersionColumn() version: number;
  @TextColumn() code: string;
  @TextColumn() state: ClaimState;
  @TextColumn() stage: ClaimStage;
  @IntegerColumn() round: number;
  @RefColumn() flaw_id: string;
  @RefColumn() accountability_id: string;
  @TextColumn() claimant_kind: ClaimantKind;
  @RefColumn() claimant_unit: string;
  @RefColumn({ nullable: true }) claimant_account: string | null;
  @RefColumn({ nullable: true }) claimant_person: string | null;
  @TextColumn() statement: string;
  @TextColumn() wish: Wish;
  @TextsColumn() evidence: string[];
  /** Six digits: the county, city or province whose discipline body handles the present stage. */
  @Column({ type: 'character', length: 6 }) handling: string;
  @TextColumn() routed_by: RoutedBy;
  @TextColumn() rulebook_code: string;
  @IntegerColumn() rulebook_version: number;
  @RefColumn() filed_by: string;
  @RefColumn() filed_person: string;
  @InstantColumn() filed_at: Instant;
  @DayColumn({ nullable: true }) served_on: Day | null;
  @RefColumn({ nullable: true }) decision_id: string | null;
  @InstantColumn() recorded_at: Instant;
}

/** `recuse` stands for every word about recusal, which has a table of its own. */
export type EnteredAct = ClaimAct | 'recuse' | 'appoint' | 'leave';

@Entity('claim_act')
export class ClaimActEntry {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @RefColumn() claim_id: string;
  @IntegerColumn() ordinal: number;
  @TextColumn() stage: ClaimStage;
  @IntegerColumn() round: number;
  @TextColumn() act: EnteredAct;
  @TextColumn() state: ClaimState;
  @TextColumn({ nullable: true }) text: string | null;
  @JsonColumn() detail: Record<string, unknown>;
  @RefColumn() actor_id: string;
  @RefColumn() person_id: string;
  @RefColumn() unit_id: string;
  @InstantColumn() recorded_at: Instant;
}

@Entity('claim_statement')
export class ClaimStatement {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @RefColumn() claim_id: string;
  @IntegerColumn() ordinal: number;
  @TextColumn() stage: ClaimStage;
  @TextColumn() side: ClaimSide;
  @TextColumn() text: string;
  @DayColumn() heard_on: Day;
  @TextsColumn() evidence: string[];
  @TextColumn({ nullable: true }) spoken_by: string | null;
  @RefColumn() actor_id: string;
  @RefColumn() person_id: string;
  @RefColumn() unit_id: string;
  @InstantColumn() recorded_at: Instant;
}

@Entity('claim_recusal')
export class ClaimRecusal {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @VersionColumn() version: number;
  @RefColumn() claim_id: string;
  @RefColumn() account_id: string;
  @RefColumn() person_id: string;
  @TextColumn() origin: RecusalOrigin;
  @TextColumn({ nullable: true }) side: ClaimSide | null;
  @TextColumn() ground: RecusalGround;
  @TextColumn() reason: string;
  @TextColumn() state: RecusalState;
  @RefColumn() raised_by: string;
  @RefColumn() raised_person: string;
  @InstantColumn() recorded_at: Instant;
  @RefColumn({ nullable: true }) decided_by: string | null;
  @RefColumn({ nullable: true }) decided_person: string | null;
  @InstantColumn({ nullable: true }) decided_at: Instant | null;
  @TextColumn({ nullable: true }) decision_reason: string | null;
}

@Entity('claim_member')
export class ClaimMember {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @VersionColumn() version: number;
  @RefColumn() claim_id: string;
  @TextColumn() stage: ClaimStage;
  @RefColumn() account_id: string;
  @RefColumn() person_id: string;
  @RefColumn() unit_id: string;
  @FlagColumn() chair: boolean;
  @RefColumn() appointed_by: string;
  @InstantColumn() appointed_at: Instant;
  @InstantColumn({ nullable: true }) left_at: Instant | null;
  @TextColumn({ nullable: true }) left_reason: string | null;
}

@Entity('claim_opinion')
export class ClaimOpinion {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @RefColumn() claim_id: string;
  @TextColumn() stage: ClaimStage;
  @IntegerColumn() round: number;
  @JsonColumn() elements: Record<Element, string>;
  @TextColumn() vote: DecisionKind;
  @TextColumn() reason: string;
  @RefColumn() finding_id: string;
  @TextColumn() state_sha256: string;
  @JsonColumn() state_parts: StateParts;
  @RefColumn() actor_id: string;
  @RefColumn() person_id: string;
  @RefColumn() unit_id: string;
  @InstantColumn() recorded_at: Instant;
}
