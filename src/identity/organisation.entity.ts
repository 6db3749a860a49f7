import { Column, Entity } from 'typeorm';
import type { Day, Instant } from '../domain/period';
import {
  CountyColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
  TextColumn,
  VersionColumn,
} from '../platform/columns';

export const ORGANISATION_LEVELS = ['village', 'township', 'county', 'city', 'province'] as const;
export type OrganisationLevel = (typeof ORGANISATION_LEVELS)[number];

export const ORGANISATION_KINDS = [
  'government',
  'bureau',
  'discipline',
  'organisation-department',
  'reform-office',
  'public-institution',
  'village-committee',
  'enterprise',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

@Entity('organisation')
export class Organisation {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @VersionColumn() version: number;
  /** 6, 9 or 12 digits, beginning with the county's six. */
  @TextColumn() region: string;
  @TextColumn() level: OrganisationLevel;
  @TextColumn() kind: OrganisationKind;
  @TextColumn() name: string;
  /** Unified social credit code, GB 32100. */
  @Column({ type: 'character', length: 18 }) credit_code: string;
  @RefColumn({ nullable: true }) superior_id: string | null;
  /** The local day on which it ceased to exist. */
  @DayColumn({ nullable: true }) closed_on: Day | null;
  @InstantColumn() recorded_at: Instant;
}
