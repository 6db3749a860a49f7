import { Entity, PrimaryColumn } from 'typeorm';
import type { Instant } from '../domain/period';
import { CountyColumn, FlagColumn, InstantColumn, IntegerColumn, TextColumn } from '../platform/columns';

@Entity('credential')
export class Credential {
  @CountyColumn() county: string;
  @PrimaryColumn('uuid') account_id: string;
  /** argon2id in PHC form. */
  @TextColumn() password_hash: string;
  /** Given out by an administrator; its holder must choose another before doing anything else. */
  @FlagColumn() one_time: boolean;
  /** Set for a one-time password only. */
  @InstantColumn({ nullable: true }) expires_at: Instant | null;
  @InstantColumn() changed_at: Instant;
  /** Wrong passwords since the last right one. */
  @IntegerColumn({ default: 0 }) failures: number;
  @InstantColumn({ nullable: true }) locked_until: Instant | null;
}
