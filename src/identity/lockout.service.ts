// Slow-down and lock-out. Failures are counted per account; from the fifth on each locks it, one minute first, twice as
// long each time, an hour at most, so that guessing is hopeless and a malicious lock-out passes by itself. Unknown names
// are "locked" by the same rule, in memory: the answer must not tell which names exist.
import { Injectable, Logger } from '@nestjs/common';
import { refusals, type Refusal } from '../domain/errors';
import { reachOf } from '../domain/permission';
import type { Instant } from '../domain/period';
import { Journal } from '../ledger/journal';
import { Clock } from '../platform/clock';
import { CredentialsRepository } from './credentials.repository';
import { TokenService } from './token.service';

export const lockoutRefusal = refusals({
  'login.refused': {
    kind: 'unauthenticated',
    zh: '登录名或密码不正确，或账号不可用',
    en: 'the login name or the password is wrong, or the account is not available',
  },
  'login.locked': {
    kind: 'too-many',
    zh: '失败次数过多，请 {retry_after} 秒后再试',
    en: 'too many failures; try again in {retry_after} seconds',
  },
});

/** Seconds. */
export const LOCKOUT = { limit: 5, first: 60, most: 3_600 };
const STRANGERS = 10_000;

interface Stranger {
  failures: number;
  until: number;
}

export interface Failing {
  county: string;
  accountId: string;
  organisationId: string;
}

@Injectable()
export class LockoutService {
  private readonly security = new Logger('Security');
  /** By pseudonym, oldest first; bounded, because anybody can invent names. */
  private readonly strangers = new Map<string, Stranger>();

  constructor(
    private readonly journal: Journal,
    private readonly credentials: CredentialsRepository,
    private readonly clock: Clock,
    private readonly tokens: TokenService,
  ) {}

  /** @throws Refusal login.locked */
  refuseLocked(lockedUntil: Instant | null): void {
    if (lockedUntil !== null) this.refuseUntil(Date.parse(lockedUntil));
  }

  /** @throws Refusal login.locked */
  refuseStranger(login: string): void {
    this.refuseUntil(this.strangers.get(this.tokens.pseudonym(login))?.until ?? 0);
  }

  /** Counts a wrong password, on record once it locks, and answers what to tell the caller. */
  async fail({ county, accountId, organisationId }: Failing): Promise<Refusal> {
    const scope = { county, reach: reachOf(county), accountId, organisationId };
    this.security.warn({ event: 'login.failed', account: accountId, county });
    const counted = await this.journal.keep(scope, tx => this.credentials.countFailure(tx, accountId, LOCKOUT.limit));
    if (counted) return lockoutRefusal('login.refused');
    const { value } = await this.journal.write(scope, async tx => {
      const failed = await this.credentials.lock(tx, accountId, LOCKOUT);
      tx.record('account.locked', accountId, { accountId, failures: failed.failures, until: failed.locked_until });
      return failed;
    });
    this.security.warn({ event: 'account.locked', account: accountId, county, failures: value.failures });
    return lockoutRefusal('login.refused');
  }

  failStranger(login: string): Refusal {
    const pseudonym = this.tokens.pseudonym(login);
    this.security.warn({ event: 'login.failed', login: pseudonym });
    const failures = (this.strangers.get(pseudonym)?.failures ?? 0) + 1;
    const seconds = failures < LOCKOUT.limit ? 0 : lockSeconds(failures);
    this.strangers.delete(pseudonym);
    this.strangers.set(pseudonym, { failures, until: Date.parse(this.clock.now()) + seconds * 1_000 });
    const [oldest] = this.strangers.keys();
    if (this.strangers.size > STRANGERS) this.strangers.delete(oldest!);
    return lockoutRefusal('login.refused');
  }

  private refuseUntil(until: number): void {
    const seconds = Math.ceil((until - Date.parse(this.clock.now())) / 1_000);
    if (seconds > 0) throw lockoutRefusal('login.locked', { figures: { retry_after: seconds } });
  }
}

const lockSeconds = (failures: number): number =>
  Math.min(LOCKOUT.most, LOCKOUT.first * 2 ** (failures - LOCKOUT.limit));
