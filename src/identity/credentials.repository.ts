import { Injectable } from '@nestjs/common';
import type { Instant } from '../domain/period';
import type { Reader, Writer } from '../ledger/door';

export interface KnownLogin {
  account_id: string;
  organisation_id: string;
  disabled: boolean;
  password_hash: string;
  one_time: boolean;
  expires_at: Instant | null;
  failures: number;
  locked_until: Instant | null;
}

export interface Failed {
  failures: number;
  locked_until: Instant | null;
}

@Injectable()
export class CredentialsRepository {
  /** The county of a login name, whatever the reader's reach; null when nobody has it. */
  async countyOf(q: Reader, login: string): Promise<string | null> {
    const rows = await q.sql<{ county: string | null }>('select county_of_login($1) as county', [login]);
    return rows[0]?.county ?? null;
  }

  /** Takes a login name for the writer's county, for ever; false when it is taken in any county. */
  async claimLogin(tx: Writer, login: string): Promise<boolean> {
    const rows = await tx.sql<{ claimed: boolean }>('select claim_login($1) as claimed', [login]);
    return rows[0]!.claimed;
  }

  byLogin(q: Reader, county: string, login: string): Promise<KnownLogin | null> {
    return this.known(q, [county, login], 'a.login = $2');
  }

  byAccount(q: Reader, county: string, accountId: string): Promise<KnownLogin | null> {
    return this.known(q, [county, accountId], 'a.id = $2');
  }

  /** Counts a failure that does not reach `limit`; false when it would: then it is `lock` that has to count it. */
  async countFailure(tx: Writer, accountId: string, limit: number): Promise<boolean> {
    const rows = await tx.sql(
      `with counted as (update credential set failures = failures + 1
         where county = $1 and account_id = $2 and failures + 1 < $3 returning 1)
       select 1 from counted`,
      [tx.county, accountId, limit],
    );
    return rows.length === 1;
  }

  /** Counts a failure and locks for `first` seconds at the `limit`th, twice as long at each further one, up to `most`. */
  async lock(tx: Writer, accountId: string, rule: { limit: number; first: number; most: number }): Promise<Failed> {
    const rows = await tx.sql<Failed>(
      `with locked as (update credential
         set failures = failures + 1,
             locked_until = $3::timestamptz + make_interval(secs => least($6, $5 * 2 ^ greatest(0, failures + 1 - $4)))
         where county = $1 and account_id = $2 returning failures, locked_until)
       select failures, locked_until from locked`,
      [tx.county, accountId, tx.now, rule.limit, rule.first, rule.most],
    );
    return rows[0]!;
  }

  /**
   * Forgets the failures. False when, since the password was compared, somebody changed it, the account was disabled
   * or a parallel attempt locked it: a right guess in a burst of wrong ones opens nothing.
   */
  async clear(tx: Writer, known: Pick<KnownLogin, 'account_id' | 'password_hash'>): Promise<boolean> {
    const rows = await tx.sql(
      `with cleared as (update credential c set failures = 0, locked_until = null
         from account a
         where c.county = $1 and c.account_id = $2 and c.password_hash = $3
           and (c.locked_until is null or c.locked_until <= $4)
           and a.county = c.county and a.id = c.account_id and not a.disabled returning 1)
       select 1 from cleared`,
      [tx.county, known.account_id, known.password_hash, tx.now],
    );
    return rows.length === 1;
  }

  /** Puts a new hash in place of `known`'s; false when that is no longer the one stored. */
  async replace(
    tx: Writer,
    known: Pick<KnownLogin, 'account_id' | 'password_hash'>,
    next: { hash: string; expiresAt: Instant | null },
  ): Promise<boolean> {
    const rows = await tx.sql(
      `with replaced as (update credential
         set password_hash = $4, one_time = $5::timestamptz is not null, expires_at = $5, changed_at = $6, failures = 0,
             locked_until = null
         where county = $1 and account_id = $2 and password_hash = $3 returning 1)
       select 1 from replaced`,
      [tx.county, known.account_id, known.password_hash, next.hash, next.expiresAt, tx.now],
    );
    return rows.length === 1;
  }

  private async known(q: Reader, keys: [string, string], condition: string): Promise<KnownLogin | null> {
    const rows = await q.sql<KnownLogin>(
      `select a.id as account_id, a.organisation_id, a.disabled, c.password_hash, c.one_time, c.expires_at, c.failures,
         c.locked_until
       from account a join credential c on c.county = a.county and c.account_id = a.id
       where a.county = $1 and ${condition}`,
      keys,
    );
    return rows[0] ?? null;
  }
}
