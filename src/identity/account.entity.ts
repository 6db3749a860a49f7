import { Entity } from 'typeorm';
import type { Instant } from '../domain/period';
import {
  CountyColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
  TextColumn,
  VersionColumn,
} from '../platform/columns';

/** Who may log in. Its secrets stand apart, in Credential. */
@Entity('account')
export class Account {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @VersionColumn() version: number;
  @RefColumn() organisation_id: string;
  /** The natural person: the same for all accounts of one person. */
  @RefColumn() person_id: string;
  /** Unique across all counties. */
  @TextColumn() login: string;
  @TextColumn() name: string;
  @TextColumn({ nullable: true }) post: string | null;
  @FlagColumn({ default: false }) disabled: boolean;
  @InstantColumn() recorded_at: Instant;
}
