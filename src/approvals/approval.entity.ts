import { Entity, PrimaryColumn } from 'typeorm';
import type { ApprovalPath, ApprovalRecord, FieldClass } from '../domain/approval';
import type { ApprovalEventKind, ApprovalState, SuspensionReason } from '../domain/clock';
import type { Day, Instant } from '../domain/period';
import type { Remark } from '../domain/remarks';
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
} from '../platform/columns';

@Entity('approval')
export class Approval implements ApprovalRecord {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @VersionColumn() version: number;
  @TextColumn() code: string;
  @RefColumn() pilot_id: string;
  /** The state after the last event. */
  @TextColumn() state: ApprovalState;
  @RefColumn() approver_id: string;
  @TextColumn() field_class: FieldClass;
  @TextColumn() matter: string;
  @TextColumn({ nullable: true }) legal_basis: string | null;
  /** Working days; null until somebody has said which procedure applies. */
  @IntegerColumn({ nullable: true }) term_workdays: number | null;
  @TextsColumn() materials: string[];
  @InstantColumn() recorded_at: Instant;
}

@Entity('approval_event')
export class ApprovalEventRow {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @RefColumn() approval_id: string;
  @IntegerColumn() ordinal: number;
  @TextColumn() kind: ApprovalEventKind;
  /** As stated; only `recorded_at` proves anything. */
  @DayColumn() happened_on: Day;
  @TextColumn({ nullable: true }) reason: SuspensionReason | null;
  @IntegerColumn({ nullable: true }) round: number | null;
  @JsonColumn() remarks: Remark[];
  @JsonColumn({ nullable: true }) path: ApprovalPath | null;
  @JsonColumn({ nullable: true }) path_before: ApprovalPath | null;
  @TextColumn({ nullable: true }) note: string | null;
  @RefColumn() actor_id: string;
  /** The unit for which the actor acted. */
  @RefColumn() unit_id: string;
  @InstantColumn() recorded_at: Instant;
}

@Entity('approval_predecessor')
export class ApprovalPredecessor {
  @CountyColumn() county: string;
  @RefColumn() pilot_id: string;
  @PrimaryColumn('uuid') approval_id: string;
  @PrimaryColumn('uuid') predecessor_id: string;
  @InstantColumn() recorded_at: Instant;
}
