import { Entity } from 'typeorm';
import type { Instant } from '../domain/period';
import { CountyColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../platform/columns';

/** One refresh token. The row whose id is its own family stands for the family: its revocation ends them all. */
@Entity('session')
export class Session {
  @CountyColumn() county: string;
  @IdColumn() id: string;
  @RefColumn() account_id: string;
  @RefColumn() family: string;
  @TextColumn() token_sha256: string;
  @InstantColumn() issued_at: Instant;
  @InstantColumn() expires_at: Instant;
  @InstantColumn({ nullable: true }) used_at: Instant | null;
  @InstantColumn({ nullable: true }) revoked_at: Instant | null;
}
