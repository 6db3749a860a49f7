// Roles: granted and revoked by the security administrator, never to the own person, each time on record. The guard
// reads them at every request, so that they count at once.
import { Injectable } from '@nestjs/common';
import { refusals } from '../domain/errors';
import type { Actor } from '../domain/permission';
import type { Receipt } from '../ledger/append';
import type { Writer } from '../ledger/door';
import { Journal, type Written } from '../ledger/journal';
import { sha256Hex } from '../platform/digests';
import { AccountOpening } from './account-opening.service';
import { Account } from './account.entity';
import { accountRefusal, AccountsService } from './accounts.service';
import { IdentityRepository } from './identity.repository';
import { RoleGrant } from './role-grant.entity';
import { viewOfGrant, type GrantRole, type GrantView, type GrantWritten, type RevokeRole } from './roles.dto';

export const roleRefusal = refusals({
  'role.not-in-force': {
    kind: 'not-found',
    zh: '没有这项有效授权：不存在、不属于该账号或已收回',
    en: 'there is no such grant in force: unknown, of another account, or revoked already',
  },
});

@Injectable()
export class RolesService {
  constructor(
    private readonly journal: Journal,
    private readonly identities: IdentityRepository,
    private readonly accounts: AccountsService,
    private readonly opening: AccountOpening,
  ) {}

  /** @throws Refusal account.not-found, account.own, account.disabled, role.separated, role.already-granted */
  async grant(actor: Actor, accountId: string, { role, reason }: GrantRole): Promise<GrantWritten> {
    const done = await this.journal.write(actor, async tx => {
      const account = await this.lockOther(tx, accountId, actor);
      if (account.disabled) throw accountRefusal('account.disabled');
      const row = await this.opening.grant(tx, { id: account.id, personId: account.person_id }, { role, reason });
      return viewOfGrant(row);
    });
    return written(done);
  }

  /** @throws Refusal account.not-found, account.own, role.not-in-force */
  async revoke(actor: Actor, grant: { accountId: string; id: string }, { reason }: RevokeRole): Promise<GrantWritten> {
    const { accountId, id } = grant;
    const done = await this.journal.write(actor, async tx => {
      await this.lockOther(tx, accountId, actor);
      const role = await this.identities.revokeGrant(tx, grant, { accountId: actor.accountId, reason });
      if (!role) throw roleRefusal('role.not-in-force');
      tx.record('role.revoked', accountId, { accountId, grantId: id, role, reasonSha256: sha256Hex(reason) });
      const row = await tx.one(RoleGrant, { id });
      return viewOfGrant(row!);
    });
    return written(done);
  }

  list(actor: Actor, accountId: string): Promise<GrantView[]> {
    return this.journal.read(actor, async q => {
      await this.accounts.accountIn(q, accountId);
      const rows = await q.find(RoleGrant, { account_id: accountId }, { order: { granted_at: 'ASC', id: 'ASC' } });
      return rows.map(viewOfGrant);
    });
  }

  private async lockOther(tx: Writer, id: string, actor: Actor): Promise<Account> {
    const account = await tx.lock(Account, id);
    if (!account) throw accountRefusal('account.not-found');
    if (account.person_id === actor.personId) throw accountRefusal('account.own');
    return account;
  }
}

function written({ value, receipts }: Written<GrantView>): GrantWritten {
  return { ...value, receipt: receipts[0] as Receipt };
}
