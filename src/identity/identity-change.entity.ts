import { Entity } from 'typeorm';
import type { Instant } from '../domain/period';
import {
  CountyColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../platform/columns';

/** What an organisation or an account was before a change, what it became, who changed it and why. */
@Entity('identity_change')
export class IdentityChange {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @RefColumn() subject_id: string;
  /** The act's ledger kind, `organisation.changed`. */
  @TextColumn() act: string;
  /** The version the change led to. */
  @IntegerColumn() version: number;
  /** The changed fields alone. */
  @JsonColumn() before: Record<string, unknown>;
  @JsonColumn() after: Record<string, unknown>;
  @TextColumn() reason: string;
  @RefColumn() changed_by: string;
  @InstantColumn() recorded_at: Instant;
}
