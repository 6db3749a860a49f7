import { Entity } from 'typeorm';
import type { Instant } from '../domain/period';
import type { Role } from '../domain/permission';
import { CountyColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../platform/columns';

/** A role from the instant it was granted to the instant it was revoked; in force while `revoked_at` is null. */
@Entity('role_grant')
export class RoleGrant {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @RefColumn() account_id: string;
  @RefColumn() person_id: string;
  @TextColumn() role: Role;
  /** The granting account; null for a county's first administrators. */
  @RefColumn({ nullable: true }) granted_by: string | null;
  @InstantColumn() granted_at: Instant;
  @TextColumn() reason: string;
  @RefColumn({ nullable: true }) revoked_by: string | null;
  @InstantColumn({ nullable: true }) revoked_at: Instant | null;
  @TextColumn({ nullable: true }) revoke_reason: string | null;
}
