// Changing the own password: with the old one, on record, and the account's other sessions end.
import { Injectable, Logger } from '@nestjs/common';
import { refusals } from '../domain/errors';
import type { Actor } from '../domain/permission';
import type { Receipt } from '../ledger/append';
import { Journal } from '../ledger/journal';
import { Account } from './account.entity';
import { withoutKey } from './accounts.service';
import { CredentialsRepository } from './credentials.repository';
import type { ChangePassword, PasswordChanged } from './login.dto';
import { PasswordCheck } from './password-check.service';
import { refuseWeak } from './password-rules';
import { PasswordsService } from './passwords.service';
import { SessionsRepository } from './sessions.repository';

export const changePasswordRefusal = refusals({
  'password.unchanged': {
    kind: 'invalid',
    zh: '新密码不能与原密码相同',
    en: 'the new password must differ from the old one',
  },
  'password.changed-meanwhile': {
    kind: 'conflict',
    zh: '密码刚刚已被修改或重置',
    en: 'the password was changed or reset just now',
  },
});

@Injectable()
export class PasswordChange {
  private readonly security = new Logger('Security');

  constructor(
    private readonly journal: Journal,
    private readonly check: PasswordCheck,
    private readonly passwords: PasswordsService,
    private readonly credentials: CredentialsRepository,
    private readonly sessions: SessionsRepository,
  ) {}

  /** @throws Refusal password.*, and what comparing the old password throws */
  async change(actor: Actor, family: string, input: ChangePassword): Promise<PasswordChanged> {
    await this.refuseUnfit(actor, input);
    const known = await this.check.own(actor, input.oldPassword);
    const hash = await this.passwords.hash(input.newPassword);
    // An Idempotency-Key would keep a digest of the passwords.
    const { receipts } = await this.journal.write(withoutKey(actor), async tx => {
      if (!(await this.credentials.replace(tx, known, { hash, expiresAt: null }))) {
        throw changePasswordRefusal('password.changed-meanwhile');
      }
      await this.sessions.revokeAll(tx, actor.accountId, family);
      tx.record('account.password-changed', actor.accountId, { accountId: actor.accountId });
    });
    this.security.log({ event: 'account.password-changed', account: actor.accountId, county: actor.county });
    return { accountId: actor.accountId, receipt: receipts[0] as Receipt };
  }

  private async refuseUnfit(actor: Actor, { oldPassword, newPassword }: ChangePassword): Promise<void> {
    const account = await this.journal.read(actor, q => q.one(Account, { id: actor.accountId }));
    refuseWeak(newPassword, account!.login);
    if (newPassword === oldPassword) throw changePasswordRefusal('password.unchanged');
  }
}
