import { Entity } from 'typeorm';
import type { Lane, Outcome } from '../domain/check/finding';
import type { Day, Instant } from '../domain/period';
import { CountyColumn, DayColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../platform/columns';

/** What a check said, with everything it was made from; never changed. */
@Entity('finding')
export class FindingRow {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @TextColumn() code: string;
  @RefColumn() flaw_id: string;
  @TextColumn() engine: string;
  @DayColumn() asked_on: Day;
  @TextColumn() lane: Lane;
  @TextColumn() outcome: Outcome;
  /** Canonical JSON of the facts, kept as text. */
  @TextColumn() facts: string;
  @TextColumn() facts_sha256: string;
  /** Canonical JSON of `UsedRulebooks`. */
  @TextColumn() rulebooks: string;
  /** Canonical JSON of the finding, kept as text. */
  @TextColumn() document: string;
  @TextColumn() document_sha256: string;
  @RefColumn() actor_id: string;
  @InstantColumn() recorded_at: Instant;
}
