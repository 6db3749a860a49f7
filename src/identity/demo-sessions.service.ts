import { Inject, Injectable } from '@nestjs/common';
import { reachOf } from '../domain/permission';
import { Journal } from '../ledger/journal';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/platform.module';
import { Account } from './account.entity';
import { accountRefusal } from './accounts.service';
import { SessionsService } from './sessions.service';
import { setupRefusal } from './setup.service';

/** Sessions without a password, for whoever plays the demo's people; outside demo mode there are none. */
@Injectable()
export class DemoSessions {
  constructor(
    private readonly journal: Journal,
    private readonly sessions: SessionsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** An access token. @throws Refusal setup.demo-only, account.not-found */
  async open(county: string, login: string): Promise<string> {
    if (!this.config.demo) throw setupRefusal('setup.demo-only');
    return this.journal.keep({ county, reach: reachOf(county) }, async tx => {
      const account = await tx.one(Account, { login });
      if (!account) throw accountRefusal('account.not-found');
      return (await this.sessions.begin(tx, account.id)).accessToken;
    });
  }
}
