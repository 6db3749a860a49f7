import { Injectable } from '@nestjs/common';
import type { Day } from '../domain/period';
import type { Role } from '../domain/permission';
import type { Reader, Writer } from '../ledger/door';
import type { Cursor } from '../platform/page';
import type { Account } from './account.entity';
import type { Organisation } from './organisation.entity';

export interface Slice {
  after: Cursor | null;
  limit: number;
}

export interface OrganisationFilter {
  level?: string;
  kind?: string;
  region?: string;
}

export interface AccountFilter {
  organisationId?: string;
  disabled?: boolean;
}

@Injectable()
export class IdentityRepository {
  /** Oldest first, one row more than the limit. */
  organisations(q: Reader, filter: OrganisationFilter, { after, limit }: Slice): Promise<Organisation[]> {
    return q.sql<Organisation>(
      `select county, id, version, region, level, kind, name, credit_code, superior_id, closed_on, recorded_at
       from organisation
       where ($1::text is null or level = $1) and ($2::text is null or kind = $2)
         and ($3::text is null or starts_with(region, $3))
         and ($4::timestamptz is null or (recorded_at, id) > ($4, $5::uuid))
       order by recorded_at, id limit $6`,
      [
        filter.level ?? null,
        filter.kind ?? null,
        filter.region ?? null,
        after?.at ?? null,
        after?.id ?? null,
        limit + 1,
      ],
    );
  }

  /** Oldest first, one row more than the limit. */
  accounts(q: Reader, filter: AccountFilter, { after, limit }: Slice): Promise<Account[]> {
    return q.sql<Account>(
      `select county, id, version, organisation_id, person_id, login, name, post, disabled, recorded_at from account
       where ($1::uuid is null or organisation_id = $1) and ($2::boolean is null or disabled = $2)
         and ($3::timestamptz is null or (recorded_at, id) > ($3, $4::uuid))
       order by recorded_at, id limit $5`,
      [filter.organisationId ?? null, filter.disabled ?? null, after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }

  /** The organisation and all above it, the nearest first; ends at a circle. */
  superiors(q: Writer, id: string): Promise<{ id: string; closed_on: Day | null }[]> {
    return q.sql(
      `with recursive above as (
         select id, superior_id, closed_on, 0 as height from organisation where county = $1 and id = $2
         union all
         select o.id, o.superior_id, o.closed_on, a.height + 1 from organisation o
         join above a on o.county = $1 and o.id = a.superior_id where a.height < 20)
       select id, closed_on from above order by height`,
      [q.county, id],
    );
  }

  async enabledAccounts(tx: Writer, organisationId: string): Promise<number> {
    const rows = await tx.sql<{ count: number }>(
      'select count(*) from account where county = $1 and organisation_id = $2 and not disabled',
      [tx.county, organisationId],
    );
    return rows[0]!.count;
  }

  async personExists(tx: Writer, personId: string): Promise<boolean> {
    const rows = await tx.sql('select 1 from account where county = $1 and person_id = $2 limit 1', [
      tx.county,
      personId,
    ]);
    return rows.length > 0;
  }

  /**
   * Those of `roles` of which this account is the only enabled holder. Locks all grants of these roles: of two
   * administrators who are disabled at once one is then seen to be the last.
   */
  async soleRoles(tx: Writer, accountId: string, roles: readonly Role[]): Promise<Role[]> {
    await tx.sql(
      'select 1 from role_grant where county = $1 and role = any ($2) and revoked_at is null order by id for update',
      [tx.county, roles],
    );
    const rows = await tx.sql<{ role: Role }>(
      `select g.role from role_grant g
       where g.county = $1 and g.account_id = $2 and g.revoked_at is null and g.role = any ($3)
         and not exists (
           select from role_grant h join account a on a.county = h.county and a.id = h.account_id and not a.disabled
           where h.county = g.county and h.role = g.role and h.revoked_at is null and h.account_id <> g.account_id)`,
      [tx.county, accountId, roles],
    );
    return rows.map(row => row.role);
  }

  async holdsAny(tx: Writer, accountId: string, roles: readonly Role[]): Promise<boolean> {
    const rows = await tx.sql(
      'select 1 from role_grant where county = $1 and account_id = $2 and revoked_at is null and role = any ($3) limit 1',
      [tx.county, accountId, roles],
    );
    return rows.length > 0;
  }

  /** Revokes a grant in force; false when it is not, or is not this account's. */
  async revokeGrant(
    tx: Writer,
    grant: { id: string; accountId: string },
    by: { accountId: string; reason: string },
  ): Promise<Role | null> {
    const rows = await tx.sql<{ role: Role }>(
      `with revoked as (update role_grant set revoked_by = $4, revoked_at = $5, revoke_reason = $6
         where county = $1 and id = $2 and account_id = $3 and revoked_at is null returning role)
       select role from revoked`,
      [tx.county, grant.id, grant.accountId, by.accountId, tx.now, by.reason],
    );
    return rows[0]?.role ?? null;
  }
}
