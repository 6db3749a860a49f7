import { Column, Entity } from 'typeorm';
import type { PledgeEntryState, PledgeKind, PledgeStanding } from '../domain/pledge';
import {
  CountyColumn,
  DayColumn,
  FenColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  RefColumn,
  TextColumn,
  TextsColumn,
  VersionColumn,
} from '../platform/columns';

@Entity('pledge')
export class Pledge {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @VersionColumn() version: number;
  @TextColumn() code: string;
  @RefColumn() pilot_id: string;
  /** The sponsor unit of the pilot. */
  @RefColumn() receiver_id: string;
  /** Null for a body outside the county, which is only named. */
  @RefColumn({ nullable: true }) giver_id: string | null;
  @TextColumn({ nullable: true }) giver_name: string | null;
  @Column('character', { length: 18, nullable: true }) giver_credit_code: string | null;
  @TextColumn() kind: PledgeKind;
  @TextColumn() standing: PledgeStanding;
  @IntegerColumn() terms_number: number;
  @InstantColumn() recorded_at: string;
}

@Entity('pledge_standing')
export class PledgeStandingEntry {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @RefColumn() pledge_id: string;
  @IntegerColumn() ordinal: number;
  @TextColumn() standing: PledgeStanding;
  @TextColumn({ nullable: true }) reason: string | null;
  @RefColumn() unit_id: string;
  @RefColumn() actor_id: string;
  @InstantColumn() recorded_at: string;
}

@Entity('pledge_terms')
export class PledgeTermsRow {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @RefColumn() pledge_id: string;
  @IntegerColumn() number: number;
  @TextColumn({ nullable: true }) reason: string | null;
  @TextColumn() what: string;
  @FenColumn({ nullable: true }) amount_fen: number | null;
  @IntegerColumn({ nullable: true }) quantity: number | null;
  @TextColumn({ nullable: true }) unit: string | null;
  @TextColumn({ nullable: true }) document_number: string | null;
  @TextColumn({ nullable: true }) document_sha256: string | null;
  @RefColumn() actor_id: string;
  @InstantColumn() recorded_at: string;
}

@Entity('pledge_tranche')
export class PledgeTranche {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @RefColumn() pledge_id: string;
  @IntegerColumn() terms_number: number;
  @IntegerColumn() ordinal: number;
  @DayColumn() due_on: string;
  @FenColumn({ nullable: true }) amount_fen: number | null;
  @IntegerColumn({ nullable: true }) quantity: number | null;
  @InstantColumn() recorded_at: string;
}

@Entity('pledge_delivery')
export class PledgeDelivery {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @VersionColumn() version: number;
  @RefColumn() pledge_id: string;
  @TextColumn() state: PledgeEntryState;
  @DayColumn() happened_on: string;
  @FenColumn({ nullable: true }) amount_fen: number | null;
  @IntegerColumn({ nullable: true }) quantity: number | null;
  @TextColumn({ nullable: true }) note: string | null;
  @TextsColumn() evidence: string[];
  @RefColumn() entered_unit: string;
  @RefColumn() entered_by: string;
  @InstantColumn() entered_at: string;
  @RefColumn({ nullable: true }) answered_unit: string | null;
  @RefColumn({ nullable: true }) answered_by: string | null;
  @InstantColumn({ nullable: true }) answered_at: string | null;
  @TextColumn({ nullable: true }) reason: string | null;
}

@Entity('pledge_revision')
export class PledgeRevision {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @VersionColumn() version: number;
  @RefColumn() pledge_id: string;
  @TextColumn() state: PledgeEntryState;
  @DayColumn() happened_on: string;
  /** The new total. */
  @FenColumn({ nullable: true }) amount_fen: number | null;
  @IntegerColumn({ nullable: true }) quantity: number | null;
  @TextColumn() note: string;
  @TextsColumn() evidence: string[];
  @RefColumn() entered_unit: string;
  @RefColumn() entered_by: string;
  @InstantColumn() entered_at: string;
  @RefColumn({ nullable: true }) answered_unit: string | null;
  @RefColumn({ nullable: true }) answered_by: string | null;
  @InstantColumn({ nullable: true }) answered_at: string | null;
  @TextColumn({ nullable: true }) reason: string | null;
}
