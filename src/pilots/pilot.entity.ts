import { Entity } from 'typeorm';
import type { PilotOutcome, PilotState } from '../domain/pilot';
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
} from '../platform/columns';

export type PilotOrigin = 'self-started' | 'assigned';

@Entity('pilot')
export class Pilot {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @VersionColumn() version: number;
  @TextColumn() code: string;
  @TextColumn() state: PilotState;
  @TextColumn() title: string;
  @TextColumn() problem: string;
  @TextColumn() beneficiaries: string;
  @TextColumn({ nullable: true }) need_evidence: string | null;
  @TextColumn() origin: PilotOrigin;
  @TextColumn({ nullable: true }) assigned_by: string | null;
  @RefColumn() sponsor_id: string;
  @RefColumn() lead_id: string;
  @TextColumn() field: string;
  @DayColumn() period_from: string;
  @DayColumn({ nullable: true }) period_to: string | null;
  @TextColumn({ nullable: true }) outcome: PilotOutcome | null;
  @TextColumn() search_text: string;
  @TextsColumn() grams: string[];
  @InstantColumn() recorded_at: string;
}

@Entity('pilot_state')
export class PilotStateEntry {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @RefColumn() pilot_id: string;
  @IntegerColumn() ordinal: number;
  @TextColumn() state: PilotState;
  @TextColumn({ nullable: true }) reason: string | null;
  @DayColumn() happened_on: string;
  @RefColumn() actor_id: string;
  @InstantColumn() recorded_at: string;
}
