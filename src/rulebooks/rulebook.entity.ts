import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Rulebook } from '../domain/check/rulebook';
import {
  CountyColumn,
  DayColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
  TextColumn,
} from '../platform/columns';

@Entity('rulebook')
export class RulebookRow {
  /** The region the rulebook belongs to, as six digits; its log carries the entry of the loading. */
  @Column('character', { length: 6 }) county: string;
  @PrimaryColumn('text') code: string;
  @PrimaryColumn('integer') version: number;
  @TextColumn() title_zh: string;
  @TextColumn() title_en: string;
  @DayColumn({ nullable: true }) in_force_from: string | null;
  @DayColumn({ nullable: true }) in_force_to: string | null;
  @TextColumn() document: string;
  @TextColumn() sha256: string;
  @InstantColumn() recorded_at: string;
}

@Entity('calendar_correction')
export class CalendarCorrectionRow {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @DayColumn() day: string;
  @FlagColumn() working: boolean;
  @TextColumn() reason: string;
  @TextColumn({ nullable: true }) notice: string | null;
  @RefColumn() actor_id: string;
  @InstantColumn() recorded_at: string;
}

/** A rulebook on record with the SHA-256 of its canonical JSON. */
export interface KeptRulebook {
  rulebook: Rulebook;
  sha256: string;
}
