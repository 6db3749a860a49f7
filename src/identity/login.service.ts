// Log-in: a right password becomes a session; a browser's session goes on where it was.
import { Injectable, Logger } from '@nestjs/common';
import { reachOf, type Actor } from '../domain/permission';
import { Journal } from '../ledger/journal';
import { AccessRepository } from './access.repository';
import { CredentialsRepository } from './credentials.repository';
import { lockoutRefusal } from './lockout.service';
import { viewOfSelf, type LoggedIn, type SelfView } from './login.dto';
import type { Verified } from './password-check.service';
import { SessionsService, type Tokens } from './sessions.service';

export type Entered = LoggedIn & Tokens;

@Injectable()
export class LoginService {
  private readonly security = new Logger('Security');

  constructor(
    private readonly journal: Journal,
    private readonly credentials: CredentialsRepository,
    private readonly accounts: AccessRepository,
    private readonly sessions: SessionsService,
  ) {}

  /** @throws Refusal login.refused when the account was locked or changed since the password was compared. */
  async enter(verified: Verified): Promise<Entered> {
    const { county, account_id: accountId } = verified;
    const answer = await this.journal.keep({ county, reach: reachOf(county) }, async tx => {
      if (!(await this.credentials.clear(tx, verified))) throw lockoutRefusal('login.refused');
      const tokens = await this.sessions.begin(tx, accountId);
      const actor = viewOfSelf(await this.accounts.self(tx, { county, accountId }));
      return { ...tokens, mustChangePassword: actor.mustChangePassword, actor };
    });
    this.security.log({ event: 'login.succeeded', account: accountId, county });
    return answer;
  }

  /** Goes on with a session whose refresh token the browser kept. @throws Refusal session.refused */
  async resume(refreshToken: string): Promise<Entered> {
    const { tokens, county, accountId } = await this.sessions.resume(refreshToken);
    const actor = await this.self({ county, reach: reachOf(county), accountId });
    return { ...tokens, mustChangePassword: actor.mustChangePassword, actor };
  }

  self(actor: Pick<Actor, 'county' | 'reach' | 'accountId'>): Promise<SelfView> {
    return this.journal.read(actor, async q => viewOfSelf(await this.accounts.self(q, actor)));
  }
}
