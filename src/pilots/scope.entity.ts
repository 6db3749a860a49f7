import { Entity, PrimaryColumn } from 'typeorm';
import type { ScopeField } from '../domain/scope';
import {
  CountyColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
  TextsColumn,
  VersionColumn,
} from '../platform/columns';

@Entity('scope_part')
export class ScopePart {
  @CountyColumn() county: string;
  @PrimaryColumn('uuid') pilot_id: string;
  @PrimaryColumn('text') sha256: string;
  @JsonColumn() value: unknown;
}

@Entity('scope_version')
export class ScopeVersionRow {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @VersionColumn() version: number;
  @RefColumn() pilot_id: string;
  @IntegerColumn() number: number;
  @TextColumn() state: 'open' | 'recorded' | 'withdrawn';
  @TextColumn() reason: string;
  @TextsColumn() changed: ScopeField[];
  @JsonColumn() parts: Record<ScopeField, string>;
  @InstantColumn() opened_at: string;
  @InstantColumn({ nullable: true }) recorded_at: string | null;
}
