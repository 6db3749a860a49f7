import { Column, Entity } from 'typeorm';
import type { Instant } from '../domain/period';
import {
  CountyColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
  VersionColumn,
} from '../platform/columns';
import type { Fault, Unjudged } from './faults';

/** One check of a county's log; without `ended_at` it runs, or was cut off with its process. */
@Entity('fsck_run')
export class FsckRun {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @VersionColumn() version: number;
  @TextColumn() origin: 'nightly' | 'asked';
  @RefColumn({ nullable: true }) asked_by: string | null;
  @InstantColumn() began_at: Instant;
  @InstantColumn({ nullable: true }) ended_at: Instant | null;
  @Column('bigint', { nullable: true }) size: number | null;
  @TextColumn({ nullable: true }) root: string | null;
  @IntegerColumn({ nullable: true }) passed: number | null;
  @IntegerColumn({ nullable: true }) failed: number | null;
  @JsonColumn({ nullable: true }) faults: Fault[] | null;
  @JsonColumn({ nullable: true }) unjudged: Unjudged[] | null;
  @TextColumn({ nullable: true }) broken: string | null;
}
