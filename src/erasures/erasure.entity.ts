import { Column, Entity } from 'typeorm';
import type { Instant } from '../domain/period';
import { CountyColumn, IdColumn, InstantColumn, RefColumn, TextColumn, VersionColumn } from '../platform/columns';
import type { ErasureState } from './erasure-rules';

/** An order to erase the payload of one ledger entry, until it is carried out or dropped; then frozen. */
@Entity('erasure')
export class Erasure {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @VersionColumn() version: number;
  @TextColumn() code: string;
  @TextColumn() state: ErasureState;
  /** Of the entry in the county's log. */
  @Column('bigint') position: number;
  @TextColumn() legal_document: string;
  @TextColumn() legal_article: string;
  @TextColumn() reason: string;
  @RefColumn() ordered_by: string;
  @RefColumn() ordered_person: string;
  @InstantColumn() recorded_at: Instant;
  @RefColumn({ nullable: true }) ended_by: string | null;
  @RefColumn({ nullable: true }) ended_person: string | null;
  @InstantColumn({ nullable: true }) ended_at: Instant | null;
  @TextColumn({ nullable: true }) drop_reason: string | null;
}
