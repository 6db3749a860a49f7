// Whether a password is the right one: the only place that compares passwords, so that every way in counts failures,
// locks and takes its time alike (ASVS V6.3.4).
import { Injectable } from '@nestjs/common';
import { refusals } from '../domain/errors';
import { reachOf, type Actor } from '../domain/permission';
import type { Instant } from '../domain/period';
import { Journal } from '../ledger/journal';
import { Clock } from '../platform/clock';
import { CredentialsRepository, type KnownLogin } from './credentials.repository';
import { LockoutService, lockoutRefusal } from './lockout.service';
import { PASSWORD_MAX } from './password-rules';
import { PasswordsService } from './passwords.service';

export const checkRefusal = refusals({
  'login.one-time-expired': {
    kind: 'unauthenticated',
    zh: '一次性密码已过期，请联系系统管理员重置',
    en: 'the one-time password has expired; ask the system administrator for another',
  },
});

/** A password that was right at the time of comparing. */
export interface Verified extends KnownLogin {
  county: string;
}

/** A login is looked up by its exact name across counties; this scope itself sees no county's rows. */
const NOWHERE = { county: '000000', reach: '000000' };

@Injectable()
export class PasswordCheck {
  constructor(
    private readonly journal: Journal,
    private readonly credentials: CredentialsRepository,
    private readonly passwords: PasswordsService,
    private readonly lockout: LockoutService,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal login.refused, login.locked, login.one-time-expired, login.busy */
  async byLogin(login: string, password: string): Promise<Verified> {
    const county = await this.journal.read(NOWHERE, q => this.credentials.countyOf(q, login));
    if (county === null) return this.refuseStranger(login, password);
    const scope = { county, reach: reachOf(county) };
    const known = await this.journal.read(scope, q => this.credentials.byLogin(q, county, login));
    if (known === null) return this.refuseStranger(login, password);
    return this.compare({ ...known, county }, password);
  }

  /** The actor's own password once more. @throws Refusal login.refused, login.locked, login.busy */
  async own(actor: Actor, password: string): Promise<Verified> {
    const { county } = actor;
    const known = await this.journal.read(actor, q => this.credentials.byAccount(q, county, actor.accountId));
    return this.compare({ ...known!, county }, password);
  }

  private async compare(known: Verified, password: string): Promise<Verified> {
    this.lockout.refuseLocked(known.locked_until);
    const right = await this.isRight(known.password_hash, password);
    if (!right) {
      throw await this.lockout.fail({
        county: known.county,
        accountId: known.account_id,
        organisationId: known.organisation_id,
      });
    }
    if (known.disabled) throw lockoutRefusal('login.refused');
    if (isOver(known.expires_at, this.clock.now())) throw checkRefusal('login.one-time-expired');
    return known;
  }

  private async refuseStranger(login: string, password: string): Promise<never> {
    this.lockout.refuseStranger(login);
    await this.isRight(null, password);
    throw this.lockout.failStranger(login);
  }

  /** No stored password is longer, so a longer one is wrong; it costs the same as a short one. */
  private isRight(stored: string | null, password: string): Promise<boolean> {
    return this.passwords.verify(stored, [...password].slice(0, PASSWORD_MAX + 1).join(''));
  }
}

const isOver = (at: Instant | null, now: Instant): boolean => at !== null && at <= now;
