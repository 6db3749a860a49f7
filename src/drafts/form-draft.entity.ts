import { Entity, PrimaryColumn } from 'typeorm';
import type { DraftForm } from '../domain/form-draft';
import type { Instant } from '../domain/period';
import { CountyColumn, InstantColumn, IntegerColumn, TextColumn } from '../platform/columns';

@Entity('form_draft')
export class FormDraft {
  @CountyColumn() county: string;
  @PrimaryColumn('uuid') account_id: string;
  @PrimaryColumn('text') form: DraftForm;
  @PrimaryColumn('text') key: string;
  @IntegerColumn() revision: number;
  /** JSON as the browser sent it. */
  @TextColumn() content: string;
  @InstantColumn() saved_at: Instant;
}
