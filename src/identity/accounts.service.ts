// Accounts: opened by the system administrator with a one-time password, moved and disabled on record, never deleted.
import { Injectable } from '@nestjs/common';
import { refusals } from '../domain/errors';
import { SEPARATED_ROLES, type Actor } from '../domain/permission';
import type { Receipt } from '../ledger/append';
import type { Reader, Scope, Writer } from '../ledger/door';
import { Journal, type Written } from '../ledger/journal';
import { sha256Hex } from '../platform/digests';
import { decodeCursor, pageOf, PAGE_SIZE, type Page } from '../platform/page';
import { AccountOpening } from './account-opening.service';
import { Account } from './account.entity';
import type {
  AccountOpened,
  AccountQuery,
  AccountView,
  AccountWritten,
  CreateAccount,
  MoveAccount,
  Reason,
} from './accounts.dto';
import { viewOfAccount } from './accounts.dto';
import { keepChange } from './identity-changes';
import { IdentityChange } from './identity-change.entity';
import { IdentityRepository } from './identity.repository';
import { viewOfChange, type ChangeView } from './organisations.dto';
import { OrganisationsService, type Target } from './organisations.service';
import { SessionsRepository } from './sessions.repository';

export const accountRefusal = refusals({
  'account.not-found': { kind: 'not-found', zh: '没有这个账号', en: 'there is no such account' },
  'account.own': {
    kind: 'forbidden',
    zh: '不能对本人的账号进行此项操作',
    en: 'nobody does this to an account of their own',
  },
  'account.disabled': { kind: 'conflict', zh: '该账号已停用', en: 'this account is disabled' },
  'account.sole-administrator': {
    kind: 'conflict',
    zh: '该账号是辖区内唯一可用的 {roles}，不能停用',
    en: 'this account is the only enabled {roles} of the registry; it cannot be disabled',
  },
  'account.administrator-reset': {
    kind: 'forbidden',
    zh: '三员的密码不能由系统管理员重置，须在服务器上恢复',
    en: 'the password of a separated administrator is recovered on the server, not reset by the system administrator',
  },
});

@Injectable()
export class AccountsService {
  constructor(
    private readonly journal: Journal,
    private readonly identities: IdentityRepository,
    private readonly organisations: OrganisationsService,
    private readonly sessions: SessionsRepository,
    private readonly opening: AccountOpening,
  ) {}

  /** @throws Refusal account.login-taken, account.person-unknown, organisation.not-found, organisation.closed */
  async create(actor: Actor, input: CreateAccount): Promise<AccountOpened> {
    const secret = await this.opening.oneTime();
    const done = await this.journal.write(actor, tx => this.opening.open(tx, input, secret));
    // A repeated request gets its first answer; the password of that one was told then and is not known any more.
    const oneTimePassword = done.value.id === secret.accountId ? secret.password : null;
    return { ...written(done), oneTimePassword };
  }

  /** @throws Refusal account.administrator-reset: else the system administrator could become any of the three. */
  async resetPassword(actor: Actor, target: Target, { reason }: Reason): Promise<AccountOpened> {
    const secret = await this.opening.oneTime();
    const done = await this.journal.write(withoutKey(actor), async tx => {
      const row = await this.lockOther(tx, target, actor);
      if (await this.identities.holdsAny(tx, row.id, SEPARATED_ROLES))
        throw accountRefusal('account.administrator-reset');
      await this.opening.replace(tx, row, secret);
      tx.record('account.password-reset', row.id, { accountId: row.id, reasonSha256: sha256Hex(reason) });
      return viewOfAccount(row);
    });
    return { ...written(done), oneTimePassword: secret.password };
  }

  async move(actor: Actor, target: Target, { organisationId, reason }: MoveAccount): Promise<AccountWritten> {
    const done = await this.journal.write(actor, async tx => {
      const row = await this.lockOther(tx, target, actor);
      await this.organisations.lockOpenIn(tx, organisationId);
      return this.change(tx, row, { act: 'account.moved', patch: { organisation_id: organisationId }, reason });
    });
    return written(done);
  }

  /** Ends the account's sessions at once. @throws Refusal account.sole-administrator */
  async disable(actor: Actor, target: Target, { reason }: Reason): Promise<AccountWritten> {
    const done = await this.journal.write(actor, async tx => {
      const row = await this.lockOther(tx, target, actor);
      const roles = await this.identities.soleRoles(tx, row.id, SEPARATED_ROLES);
      if (roles.length > 0)
        throw accountRefusal('account.sole-administrator', { figures: { roles: roles.join(', ') } });
      await this.sessions.revokeAll(tx, row.id);
      return this.change(tx, row, { act: 'account.disabled', patch: { disabled: true }, reason });
    });
    return written(done);
  }

  async enable(actor: Actor, target: Target, { reason }: Reason): Promise<AccountWritten> {
    const done = await this.journal.write(actor, async tx => {
      const row = await this.lockOther(tx, target, actor);
      await this.organisations.lockOpenIn(tx, row.organisation_id);
      return this.change(tx, row, { act: 'account.enabled', patch: { disabled: false }, reason });
    });
    return written(done);
  }

  async read(actor: Actor, id: string): Promise<AccountView> {
    return viewOfAccount(await this.journal.read(actor, q => this.accountIn(q, id)));
  }

  /** The account as far as the reader may see it. @throws Refusal account.not-found */
  async accountIn(q: Reader, id: string): Promise<Account> {
    const row = await q.one(Account, { id });
    if (!row) throw accountRefusal('account.not-found');
    return row;
  }

  async list(actor: Actor, query: AccountQuery): Promise<Page<AccountView>> {
    const { cursor, limit = PAGE_SIZE, ...filter } = query;
    const after = decodeCursor(cursor);
    const rows = await this.journal.read(actor, q => this.identities.accounts(q, filter, { after, limit }));
    return pageOf(rows, limit, viewOfAccount);
  }

  async changes(actor: Actor, id: string): Promise<ChangeView[]> {
    return this.journal.read(actor, async q => {
      await this.accountIn(q, id);
      const rows = await q.find(IdentityChange, { subject_id: id }, { order: { version: 'ASC' } });
      return rows.map(viewOfChange);
    });
  }

  private async lockOther(tx: Writer, { id, version }: Target, actor: Actor): Promise<Account> {
    const row = await tx.lock(Account, id);
    if (!row) throw accountRefusal('account.not-found');
    tx.expect(row, version);
    if (row.person_id === actor.personId) throw accountRefusal('account.own');
    return row;
  }

  private async change(
    tx: Writer,
    row: Account,
    { act, patch, reason }: { act: string; patch: Partial<Account>; reason: string },
  ): Promise<AccountView> {
    await keepChange(tx, { act, before: row, patch, reason });
    const changed = await tx.change(Account, row, patch);
    const payload = { accountId: row.id, version: changed.version, organisationId: changed.organisation_id };
    tx.record(act, row.id, { ...payload, reasonSha256: sha256Hex(reason) });
    return viewOfAccount(changed);
  }
}

/** An answer with a password in it is never kept for a repeated request. */
export function withoutKey({ accountId, organisationId, county, reach }: Actor): Scope {
  return { accountId, organisationId, county, reach };
}

function written({ value, receipts }: Written<AccountView>): AccountWritten {
  return { ...value, receipt: receipts[0] as Receipt };
}
