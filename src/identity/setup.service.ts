// First start: nobody has an account and there is no default password. Whoever reads the server's console gets a token
// good for one use; it opens a county with its first organisation and the three separated administrators. The command
// line and the demo open further counties by the same path.
import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { refusals } from '../domain/errors';
import { reachOf, SEPARATED_ROLES, type Role } from '../domain/permission';
import type { Receipt } from '../ledger/append';
import type { Scope, Writer } from '../ledger/door';
import { Journal } from '../ledger/journal';
import type { Config } from '../platform/config';
import { sha256Hex } from '../platform/digests';
import { CONFIG } from '../platform/platform.module';
import { AccountOpening, type Secret } from './account-opening.service';
import { Account } from './account.entity';
import type { AccountView, CreateAccount } from './accounts.dto';
import { accountRefusal } from './accounts.service';
import { OrganisationsService } from './organisations.service';
import type { OrganisationView } from './organisations.dto';
import type { CountyOpened, OpenCounty, OpenedAccount, SetUp } from './setup.dto';
import { SetupRepository } from './setup.repository';

export const setupRefusal = refusals({
  'setup.token-refused': {
    kind: 'forbidden',
    zh: '一次性令牌无效、已用过或已过期；重新启动服务可得到新的令牌',
    en: 'the one-time token is wrong, used or expired; restart the server to get another',
  },
  'setup.already-open': {
    kind: 'conflict',
    zh: '辖区 {county} 已经开通',
    en: 'the registry of {county} is open already',
  },
  'setup.demo-only': {
    kind: 'forbidden',
    zh: '只有演示模式可以指定密码',
    en: 'passwords are given in demo mode only',
  },
});

/** Milliseconds. */
export const SETUP_LIFE = 24 * 3_600_000;
const NOBODY: Scope = { county: '000000', reach: '000000' };
const REASON = '首次启动：设立三员 / first start: the three separated administrators';

/** In demo mode a known password, which need not be changed. */
export interface KnownPasswords {
  password: string;
}

export interface DemoAccount extends CreateAccount {
  password: string;
  roles: readonly Role[];
}

@Injectable()
export class SetupService {
  constructor(
    private readonly journal: Journal,
    private readonly repository: SetupRepository,
    private readonly opening: AccountOpening,
    private readonly organisations: OrganisationsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A one-time token, or null when somebody has an account. An earlier token ends with this one. */
  async issueSetupToken(): Promise<string | null> {
    const token = randomBytes(32).toString('base64url');
    const offered = await this.journal.keep(NOBODY, tx =>
      this.repository.offer(tx, sha256Hex(token), new Date(Date.parse(tx.now) + SETUP_LIFE).toISOString()),
    );
    return offered ? token : null;
  }

  /** @throws Refusal setup.token-refused, and what openCounty throws; the token is used up only by success. */
  redeem({ token, ...input }: SetUp): Promise<CountyOpened> {
    return this.open(input, async tx => {
      if (!(await this.repository.redeem(tx, sha256Hex(token)))) throw setupRefusal('setup.token-refused');
    });
  }

  /**
   * Opens a county from the server itself (command line, demo). `known` gives all three the same known password.
   * @throws Refusal setup.already-open, setup.demo-only, organisation.*, region.*, account.login-taken
   */
  openCounty(input: OpenCounty, known?: KnownPasswords): Promise<CountyOpened> {
    return this.open(input, undefined, known);
  }

  /**
   * Opens an account with a known password and roles, granted by `by` (a secadmin's scope).
   * @throws Refusal setup.demo-only outside demo mode.
   */
  async openDemoAccount(by: Scope, input: DemoAccount): Promise<AccountView> {
    const { roles, password, ...account } = input;
    const secret = await this.known(password);
    const { value } = await this.journal.write(by, async tx => {
      const opened = await this.opening.open(tx, account, secret);
      for (const role of roles) await this.opening.grant(tx, opened, { role, reason: '演示 / demo' });
      return opened;
    });
    return value;
  }

  /**
   * A new one-time password for an administrator who lost the old one; for whoever holds the server's command line.
   * @throws Refusal account.not-found
   */
  async recoverAdministrator(county: string, login: string): Promise<string> {
    const secret = await this.opening.oneTime();
    await this.journal.write({ county, reach: reachOf(county) }, async tx => {
      const account = await tx.one(Account, { login });
      if (!account) throw accountRefusal('account.not-found');
      await this.opening.replace(tx, account, secret);
      tx.record('account.password-recovered', account.id, { accountId: account.id });
    });
    return secret.password;
  }

  private async open(
    input: OpenCounty,
    first: (tx: Writer) => Promise<void> = async () => undefined,
    known?: KnownPasswords,
  ): Promise<CountyOpened> {
    const { county } = input;
    const secrets = await this.secrets(known);
    const { value, receipts } = await this.journal.write({ county, reach: reachOf(county) }, async tx => {
      await first(tx);
      if (await this.repository.hasOrganisation(tx)) throw setupRefusal('setup.already-open', { figures: { county } });
      const organisation = await this.organisations.createIn(tx, { ...input.organisation, region: county });
      const accounts: AccountView[] = [];
      for (const role of ADMINISTRATORS) {
        const account = { ...input.administrators[role], organisationId: organisation.id };
        const opened = await this.opening.open(tx, account, secrets[role]);
        await this.opening.grant(tx, opened, { role, reason: REASON });
        accounts.push(opened);
      }
      return { organisation, accounts };
    });
    return opened({ county, ...value, secrets, receipts });
  }

  private async secrets(given?: KnownPasswords): Promise<Record<Administrator, Secret>> {
    const secret = () => (given ? this.known(given.password) : this.opening.oneTime());
    return { sysadmin: await secret(), secadmin: await secret(), auditor: await secret() };
  }

  private known(password: string): Promise<Secret> {
    if (!this.config.demo) throw setupRefusal('setup.demo-only');
    return this.opening.secret(password, null);
  }
}

const ADMINISTRATORS = ['sysadmin', 'secadmin', 'auditor'] as const satisfies typeof SEPARATED_ROLES;
type Administrator = (typeof ADMINISTRATORS)[number];

interface Opened {
  county: string;
  organisation: OrganisationView;
  accounts: AccountView[];
  secrets: Record<Administrator, Secret>;
  receipts: Receipt[];
}

function opened({ county, organisation, accounts, secrets, receipts }: Opened): CountyOpened {
  const view = (role: Administrator): OpenedAccount => ({
    ...accounts.find(account => account.id === secrets[role].accountId)!,
    oneTimePassword: secrets[role].password,
  });
  const administrators = { sysadmin: view('sysadmin'), secadmin: view('secadmin'), auditor: view('auditor') };
  return { county, organisation, administrators, receipts };
}
