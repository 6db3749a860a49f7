import { Column, Entity } from 'typeorm';
import type { DecidingFact, Judgement, Tri } from '../domain/check/facts';
import type { Outcome } from '../domain/check/finding';
import type { FlawState, FoundBy, MarkedBreach } from '../domain/flaw';
import type { Day, Instant } from '../domain/period';
import {
  CountyColumn,
  DayColumn,
  FenColumn,
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

@Entity('flaw')
export class Flaw {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @VersionColumn() version: number;
  @TextColumn() code: string;
  @TextColumn() state: FlawState;
  @RefColumn() pilot_id: string;
  @TextColumn({ nullable: true }) kind: string | null;
  @DayColumn({ nullable: true }) act_from: Day | null;
  @DayColumn({ nullable: true }) act_to: Day | null;
  @TextsColumn({ nullable: true }) regions: string[] | null;
  @TextsColumn({ nullable: true }) activities: string[] | null;
  @JsonColumn({ nullable: true }) breaches: MarkedBreach[] | null;
  @DayColumn({ nullable: true }) found_on: Day | null;
  @TextColumn() found_by: FoundBy;
  @DayColumn({ nullable: true }) aware_on: Day | null;
  @Column('uuid', { array: true }) units: string[];
  @TextsColumn() posts: string[];
  @FenColumn({ nullable: true }) amount_fen: number | null;
  @FenColumn({ nullable: true }) loss_fen: number | null;
  @TextColumn() description: string;
  @TextsColumn() files: string[];
  @TextColumn() self_report: Tri;
  @DayColumn({ nullable: true }) self_report_on: Day | null;
  @InstantColumn({ nullable: true }) self_reported_at: Instant | null;
  /** Entered by an inspector, not by the sponsor's unit about itself. */
  @FlagColumn() established: boolean;
  @RefColumn() reporter_id: string;
  @RefColumn() reporter_unit: string;
  /** Of the last check; null: never checked. */
  @TextColumn({ nullable: true }) outcome: Outcome | null;
  @TextColumn() search_text: string;
  @TextsColumn() grams: string[];
  @InstantColumn() recorded_at: Instant;
}

@Entity('flaw_edit')
export class FlawEdit {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @RefColumn() flaw_id: string;
  /** The version of the flaw that the edit made. */
  @IntegerColumn() ordinal: number;
  @TextColumn() field: string;
  @TextColumn({ nullable: true }) from_text: string | null;
  @TextColumn({ nullable: true }) to_text: string | null;
  @TextColumn() reason: string;
  @FlagColumn() established: boolean;
  @RefColumn() actor_id: string;
  @InstantColumn() recorded_at: Instant;
}

@Entity('flaw_answer')
export class FlawAnswer {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @RefColumn() flaw_id: string;
  @IntegerColumn() ordinal: number;
  @TextColumn() fact: DecidingFact;
  @TextColumn() value: Tri;
  @DayColumn({ nullable: true }) happened_on: Day | null;
  @TextColumn({ nullable: true }) reason: string | null;
  @TextsColumn() evidence: string[];
  /** By an inspector without a stake: outranks the sponsor's side. */
  @FlagColumn() established: boolean;
  @RefColumn() actor_id: string;
  @RefColumn() unit_id: string;
  @InstantColumn() recorded_at: Instant;
}

@Entity('flaw_judgement')
export class FlawJudgement {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @RefColumn() flaw_id: string;
  @IntegerColumn() ordinal: number;
  /** Code of a condition or red line: C13, R18. */
  @TextColumn() question: string;
  @TextColumn() value: Judgement['value'];
  @TextColumn() reason: string;
  @RefColumn() actor_id: string;
  @InstantColumn() recorded_at: Instant;
}

@Entity('safeguard_done')
export class SafeguardDoneRow {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @RefColumn() exemption_id: string;
  @IntegerColumn() ordinal: number;
  @TextColumn() code: string;
  @TextColumn() done: Tri;
  @DayColumn({ nullable: true }) happened_on: Day | null;
  @TextColumn({ nullable: true }) reason: string | null;
  @TextsColumn() evidence: string[];
  @FlagColumn() established: boolean;
  @RefColumn() actor_id: string;
  @RefColumn() unit_id: string;
  @InstantColumn() recorded_at: Instant;
}
