import { Entity } from 'typeorm';
import type { Instant } from '../domain/period';
import {
  CountyColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  RefColumn,
  TextColumn,
  VersionColumn,
} from '../platform/columns';
import type { DraftState } from './draft-rules';

/** A proposed rulebook, until a second person releases it; then frozen. */
@Entity('rulebook_draft')
export class RulebookDraft {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @VersionColumn() version: number;
  @TextColumn() code: string;
  @TextColumn() state: DraftState;
  @TextColumn() rulebook_code: string;
  @IntegerColumn() rulebook_version: number;
  @TextColumn() title_zh: string;
  @TextColumn() title_en: string;
  /** Canonical JSON of the proposed rulebook. */
  @TextColumn() document: string;
  @TextColumn() sha256: string;
  @TextColumn() reason: string;
  @RefColumn() drafted_by: string;
  @RefColumn() drafted_person: string;
  @RefColumn({ nullable: true }) released_by: string | null;
  @RefColumn({ nullable: true }) released_person: string | null;
  @InstantColumn({ nullable: true }) released_at: Instant | null;
  @InstantColumn() recorded_at: Instant;
}
