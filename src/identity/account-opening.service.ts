// How an account comes into being and gets its password: the same for the system administrator's route, the first
// start and the demo. Passwords are made and hashed before the transaction, which does no slow work.
import { Injectable } from '@nestjs/common';
import { refusals } from '../domain/errors';
import type { Instant } from '../domain/period';
import type { Role } from '../domain/permission';
import type { Writer } from '../ledger/door';
import { sha256Hex } from '../platform/digests';
import { newId } from '../platform/ids';
import { Account } from './account.entity';
import { viewOfAccount, type AccountView, type CreateAccount } from './accounts.dto';
import { Credential } from './credential.entity';
import { CredentialsRepository } from './credentials.repository';
import { IdentityRepository } from './identity.repository';
import { OrganisationsService } from './organisations.service';
import { PasswordsService } from './passwords.service';
import { RoleGrant } from './role-grant.entity';
import { SessionsRepository } from './sessions.repository';

export const openingRefusal = refusals({
  'account.login-taken': {
    kind: 'conflict',
    constraints: ['account_login'],
    zh: '登录名 {login} 已被使用',
    en: 'the login name {login} is taken',
  },
  'account.person-unknown': {
    kind: 'invalid',
    zh: '没有这个自然人：personId 须取自其已有账号',
    en: 'there is no such person: take personId from an account the person already has',
  },
  'role.separated': {
    kind: 'conflict',
    constraints: ['role_grant_separated'],
    zh: '三员分立：一人至多担任系统管理员、安全管理员、审计员之一（不论有几个账号）',
    en: 'one person is at most one of sysadmin, secadmin and auditor, whatever the number of accounts',
  },
  'role.already-granted': {
    kind: 'conflict',
    constraints: ['role_grant_once'],
    zh: '该账号已有此角色',
    en: 'the account already has this role',
  },
});

/** Milliseconds: three days, time enough to hand over a slip of paper. */
export const ONE_TIME_LIFE = 72 * 3_600_000;

export interface Secret {
  accountId: string;
  password: string;
  hash: string;
  /** Milliseconds the password is good for; null when its holder need not change it. */
  life: number | null;
}

export interface Grant {
  role: Role;
  reason: string;
}

@Injectable()
export class AccountOpening {
  constructor(
    private readonly passwords: PasswordsService,
    private readonly credentials: CredentialsRepository,
    private readonly identities: IdentityRepository,
    private readonly organisations: OrganisationsService,
    private readonly sessions: SessionsRepository,
  ) {}

  async oneTime(): Promise<Secret> {
    return this.secret(this.passwords.oneTime(), ONE_TIME_LIFE);
  }

  async secret(password: string, life: number | null): Promise<Secret> {
    return { accountId: newId(), password, hash: await this.passwords.hash(password), life };
  }

  /** @throws Refusal account.login-taken, account.person-unknown, organisation.not-found, organisation.closed */
  async open(tx: Writer, input: CreateAccount, secret: Secret): Promise<AccountView> {
    await this.organisations.lockOpenIn(tx, input.organisationId);
    if (input.personId !== undefined && !(await this.identities.personExists(tx, input.personId))) {
      throw openingRefusal('account.person-unknown');
    }
    const { login } = input;
    if (!(await this.credentials.claimLogin(tx, login)))
      throw openingRefusal('account.login-taken', { figures: { login } });
    const row: Account = {
      county: tx.county,
      id: secret.accountId,
      version: 1,
      organisation_id: input.organisationId,
      person_id: input.personId ?? newId(),
      login,
      name: input.name,
      post: input.post ?? null,
      disabled: false,
      recorded_at: tx.now,
    };
    await tx.insert(Account, row);
    await tx.insert(Credential, {
      account_id: row.id,
      password_hash: secret.hash,
      one_time: secret.life !== null,
      expires_at: expiry(secret, tx.now),
      changed_at: tx.now,
    });
    const { id: accountId, organisation_id: organisationId, person_id: personId } = row;
    tx.record('account.created', row.id, { accountId, organisationId, personId });
    return viewOfAccount(row);
  }

  /** Puts a new password in place of whatever is there and ends all sessions. */
  async replace(tx: Writer, account: Account, secret: Secret): Promise<void> {
    const known = await this.credentials.byAccount(tx, tx.county, account.id);
    await this.credentials.replace(tx, known!, { hash: secret.hash, expiresAt: expiry(secret, tx.now) });
    await this.sessions.revokeAll(tx, account.id);
  }

  /** @throws Refusal role.separated, role.already-granted (when the transaction's statement meets the constraint) */
  async grant(tx: Writer, account: { id: string; personId: string }, { role, reason }: Grant): Promise<RoleGrant> {
    const row: RoleGrant = {
      county: tx.county,
      id: newId(),
      account_id: account.id,
      person_id: account.personId,
      role,
      granted_by: tx.scope.accountId ?? null,
      granted_at: tx.now,
      reason,
      revoked_by: null,
      revoked_at: null,
      revoke_reason: null,
    };
    await tx.insert(RoleGrant, row);
    const accountId = account.id;
    tx.record('role.granted', accountId, { accountId, grantId: row.id, role, reasonSha256: sha256Hex(reason) });
    return row;
  }
}

const expiry = ({ life }: Secret, now: Instant): Instant | null =>
  life === null ? null : new Date(Date.parse(now) + life).toISOString();
