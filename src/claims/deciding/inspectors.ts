import { In, IsNull } from 'typeorm';
import { Account } from '../../identity/account.entity';
import { RoleGrant } from '../../identity/role-grant.entity';
import type { Reader } from '../../ledger/door';

/** Enabled accounts that hold the role of inspector now, by name: of one county, or those among the given accounts. */
export async function inspectorsNow(
  q: Reader,
  among: { county: string } | { accounts: readonly string[] },
): Promise<Account[]> {
  const asked = 'county' in among ? { county: among.county } : { account_id: In([...among.accounts]) };
  const grants = await q.find(RoleGrant, { ...asked, role: 'inspector', revoked_at: IsNull() });
  const ids = [...new Set(grants.map(({ account_id }) => account_id))];
  if (ids.length === 0) return [];
  return q.find(Account, { id: In(ids), disabled: false }, { order: { name: 'ASC', id: 'ASC' } });
}
