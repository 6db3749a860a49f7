import { Column, Entity } from 'typeorm';
import type { Tri } from '../domain/check/facts';
import type { EndGround, ExemptionAct, Risk, StoredState } from '../domain/exemption';
import type { FilingOffice, Stance } from '../domain/filing';
import type { WarningSeen } from '../domain/breadth';
import {
  CountyColumn,
  DayColumn,
  FenColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
  TextsColumn,
  VersionColumn,
} from '../platform/columns';

export interface DepartmentFiling {
  on: string;
  with: string;
  number: string | null;
}

export interface SuperiorTold {
  on: string;
  whom: string;
  how: string;
}

@Entity('exemption')
export class Exemption {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @VersionColumn() version: number;
  @TextColumn() code: string;
  @TextColumn() state: StoredState;
  @RefColumn() pilot_id: string;
  @RefColumn() unit_id: string;
  @IntegerColumn() scope_number: number;
  @TextColumn() already_happened: Tri;
  @TextColumn() inspection_open: Tri;
  @TextsColumn() flaw_kinds: string[];
  @JsonColumn() risks: Risk[];
  @TextsColumn() safeguards: string[];
  @Column('uuid', { array: true }) approval_ids: string[];
  @Column('uuid', { array: true }) pledge_ids: string[];
  @FenColumn({ nullable: true }) loss_cap_fen: number | null;
  @DayColumn() period_from: string;
  @DayColumn({ nullable: true }) period_to: string | null;
  @JsonColumn({ nullable: true }) department_filing: DepartmentFiling | null;
  @JsonColumn({ nullable: true }) superior_told: SuperiorTold | null;
  @TextColumn() content_sha256: string;
  @RefColumn({ nullable: true }) renews_id: string | null;
  @TextColumn() search_text: string;
  @TextsColumn() grams: string[];
  @InstantColumn() recorded_at: string;
  @IntegerColumn() round: number;
  @TextColumn({ nullable: true }) rulebook_code: string | null;
  @IntegerColumn({ nullable: true }) rulebook_version: number | null;
  @InstantColumn({ nullable: true }) first_filed_at: string | null;
  @InstantColumn({ nullable: true }) filed_at: string | null;
  @RefColumn({ nullable: true }) filed_by: string | null;
  @InstantColumn({ nullable: true }) looked_at: string | null;
  @InstantColumn({ nullable: true }) sealed_at: string | null;
  @RefColumn({ nullable: true }) sealed_by: string | null;
  @JsonColumn({ nullable: true }) warnings: WarningSeen[] | null;
  @TextColumn({ nullable: true }) seal_reason: string | null;
  @InstantColumn({ nullable: true }) ended_at: string | null;
  @RefColumn({ nullable: true }) ended_by: string | null;
  @TextColumn({ nullable: true }) end_ground: EndGround | null;
  @TextColumn({ nullable: true }) end_reason: string | null;
}

@Entity('exemption_act')
export class ExemptionActEntry {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @RefColumn() exemption_id: string;
  @IntegerColumn() ordinal: number;
  @IntegerColumn() round: number;
  @TextColumn() act: ExemptionAct;
  @TextColumn({ nullable: true }) text: string | null;
  @RefColumn() actor_id: string;
  @RefColumn() person_id: string;
  @RefColumn() unit_id: string;
  @InstantColumn() recorded_at: string;
}

@Entity('exemption_opinion')
export class ExemptionOpinion {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @RefColumn() exemption_id: string;
  @IntegerColumn() round: number;
  @TextColumn() office: FilingOffice;
  @TextColumn() stance: Stance;
  @TextColumn() text: string;
  @RefColumn() actor_id: string;
  @RefColumn() person_id: string;
  @RefColumn() unit_id: string;
  @InstantColumn() recorded_at: string;
}
