import { Injectable } from '@nestjs/common';
import type { Instant } from '../domain/period';
import type { Reader, Writer } from '../ledger/door';

export interface FamilyRow {
  id: string;
  account_id: string;
  issued_at: Instant;
  revoked_at: Instant | null;
}

export interface TokenRow {
  id: string;
  family: string;
  token_sha256: string;
  expires_at: Instant;
  used_at: Instant | null;
}

export interface OpenSession {
  family: string;
  issued_at: Instant;
  last_used_at: Instant;
}

@Injectable()
export class SessionsRepository {
  /** Locks the family that the token belongs to; whoever touches a family does this first. */
  async lockFamilyOf(tx: Writer, tokenId: string): Promise<FamilyRow | null> {
    const rows = await tx.sql<FamilyRow>(
      `select id, account_id, issued_at, revoked_at from session
       where county = $1 and id = (select family from session where county = $1 and id = $2) for update`,
      [tx.county, tokenId],
    );
    return rows[0] ?? null;
  }

  async token(tx: Writer, tokenId: string): Promise<TokenRow | null> {
    const rows = await tx.sql<TokenRow>(
      'select id, family, token_sha256, expires_at, used_at from session where county = $1 and id = $2',
      [tx.county, tokenId],
    );
    return rows[0] ?? null;
  }

  /** The family's token with that digest. */
  async tokenOf(tx: Writer, family: string, sha256: string): Promise<TokenRow | null> {
    const rows = await tx.sql<TokenRow>(
      `select id, family, token_sha256, expires_at, used_at from session
       where county = $1 and family = $2 and token_sha256 = $3`,
      [tx.county, family, sha256],
    );
    return rows[0] ?? null;
  }

  async markUsed(tx: Writer, tokenId: string): Promise<void> {
    await tx.sql('update session set used_at = $3 where county = $1 and id = $2', [tx.county, tokenId, tx.now]);
  }

  async revoke(tx: Writer, family: string): Promise<void> {
    await tx.sql('update session set revoked_at = $3 where county = $1 and id = $2 and revoked_at is null', [
      tx.county,
      family,
      tx.now,
    ]);
  }

  /** Ends every session of the account, except one if told so. */
  async revokeAll(tx: Writer, accountId: string, except: string | null = null): Promise<void> {
    await tx.sql(
      `update session set revoked_at = $3
       where county = $1 and account_id = $2 and id = family and revoked_at is null and id is distinct from $4::uuid`,
      [tx.county, accountId, tx.now, except],
    );
  }

  /** Sessions that may still be continued, newest first. */
  open(q: Reader, who: { county: string; accountId: string }, now: Instant): Promise<OpenSession[]> {
    return q.sql<OpenSession>(
      `select s.family, min(s.issued_at) as issued_at, max(s.issued_at) as last_used_at from session s
       join session f on f.county = s.county and f.id = s.family and f.revoked_at is null
       where s.county = $1 and f.account_id = $2
       group by s.family having max(s.expires_at) > $3 order by max(s.issued_at) desc, s.family`,
      [who.county, who.accountId, now],
    );
  }
}
