import { Injectable } from '@nestjs/common';
import type { Instant } from '../domain/period';
import type { Writer } from '../ledger/door';

/** The table itself is closed to the app role; it may only ask these two questions. */
@Injectable()
export class SetupRepository {
  /** Puts the digest in place of any earlier one; false once anybody has an account. */
  async offer(tx: Writer, sha256: string, expiresAt: Instant): Promise<boolean> {
    const rows = await tx.sql<{ offered: boolean }>('select offer_setup($1, $2) as offered', [sha256, expiresAt]);
    return rows[0]!.offered;
  }

  /** Uses the token up; false when it is not the one, has expired, or somebody has an account already. */
  async redeem(tx: Writer, sha256: string): Promise<boolean> {
    const rows = await tx.sql<{ redeemed: boolean }>('select redeem_setup($1, $2) as redeemed', [sha256, tx.now]);
    return rows[0]!.redeemed;
  }

  async hasOrganisation(tx: Writer): Promise<boolean> {
    return (await tx.sql('select 1 from organisation where county = $1 limit 1', [tx.county])).length > 0;
  }
}
