import { Column, Entity } from 'typeorm';
import type { ClearanceState } from '../../domain/claim/clearance';
import type { CorrectionAct, CorrectionState } from '../../domain/claim/correction';
import type { Day, Instant } from '../../domain/period';
import {
  CountyColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  RefColumn,
  TextColumn,
  TextsColumn,
  VersionColumn,
} from '../../platform/columns';

@Entity('claim_correction')
export class ClaimCorrection {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @VersionColumn() version: number;
  @TextColumn() code: string;
  @RefColumn() claim_id: string;
  @TextColumn() state: CorrectionState;
  @TextColumn() text: string;
  @RefColumn() unit_id: string;
  @DayColumn() due_on: Day;
  @TextsColumn() evidence: string[];
  @DayColumn() ordered_on: Day;
  @RefColumn() actor_id: string;
  @RefColumn() person_id: string;
  @RefColumn() actor_unit: string;
  @InstantColumn() recorded_at: Instant;
}

@Entity('claim_correction_entry')
export class ClaimCorrectionEntry {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @RefColumn() correction_id: string;
  @RefColumn() claim_id: string;
  @IntegerColumn() ordinal: number;
  @TextColumn() act: CorrectionAct;
  @TextColumn() state: CorrectionState;
  @TextColumn() text: string;
  @TextsColumn() evidence: string[];
  @DayColumn() due_on: Day;
  @RefColumn() actor_id: string;
  @RefColumn() person_id: string;
  @RefColumn() unit_id: string;
  @InstantColumn() recorded_at: Instant;
}

@Entity('claim_clearance')
export class ClaimClearance {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @VersionColumn() version: number;
  @TextColumn() code: string;
  @RefColumn() claim_id: string;
  @TextColumn() state: ClearanceState;
  @TextsColumn() alleged: string[];
  @TextsColumn() found: string[];
  @TextColumn() scope: string;
  @RefColumn() proposed_by: string;
  /** Of whoever proposed it. */
  @RefColumn() person_id: string;
  @RefColumn() proposed_unit: string;
  @InstantColumn() recorded_at: Instant;
  @RefColumn({ nullable: true }) ended_by: string | null;
  @RefColumn({ nullable: true }) ended_person: string | null;
  @RefColumn({ nullable: true }) ended_unit: string | null;
  @InstantColumn({ nullable: true }) ended_at: Instant | null;
  @TextColumn({ nullable: true }) end_reason: string | null;
}

export const DOCUMENT_KINDS = ['filing-receipt', 'decision', 'correction', 'clearance'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** A document as issued. The bytes are left out of finds: only a download asks for them. */
@Entity('claim_document')
export class ClaimDocument {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @RefColumn() claim_id: string;
  @TextColumn() kind: DocumentKind;
  @RefColumn() subject_id: string;
  @TextColumn() number: string;
  @DayColumn() issued_on: Day;
  @TextColumn() organ: string;
  @TextColumn() verification_code: string;
  @Column('bytea', { select: false }) docx: Buffer;
  @TextColumn() docx_sha256: string;
  @Column('bytea', { select: false }) pdf: Buffer;
  @TextColumn() pdf_sha256: string;
  @InstantColumn() recorded_at: Instant;
}
