// Sessions: a family of refresh tokens, each good for one use. Using one twice betrays that somebody copied it, so the
// whole family ends, on record. Only digests are stored. A browser shows one twice without any theft, when two tabs wake
// at once or an answer is lost on the way: for a moment it is given the same successor again, never a second one, so that
// a family has one line and whoever copied a token still betrays himself.
import { Injectable, Logger } from '@nestjs/common';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { refusals } from '../domain/errors';
import { reachOf, type Actor } from '../domain/permission';
import type { Instant } from '../domain/period';
import type { Writer } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { Clock } from '../platform/clock';
import { sha256Hex } from '../platform/digests';
import { newId } from '../platform/ids';
import { AccessRepository, type Standing } from './access.repository';
import { viewOfSession, type SessionView } from './login.dto';
import { Session } from './session.entity';
import { SessionsRepository, type FamilyRow, type TokenRow } from './sessions.repository';
import { TokenService } from './token.service';

export const sessionRefusal = refusals({
  'session.refused': {
    kind: 'unauthenticated',
    zh: '刷新令牌无效或会话已结束，请重新登录',
    en: 'the refresh token is not valid or its session has ended; log in again',
  },
  'session.not-found': { kind: 'not-found', zh: '没有这个会话', en: 'there is no such session' },
});

/** Milliseconds. Unused for two hours a session ends; after twelve it ends in any case (a working day, once). */
export const SESSION_LIFE = { idle: 2 * 3_600_000, whole: 12 * 3_600_000 };

/** Milliseconds after its use in which a browser may show a refresh token again. */
export const RESUME_GRACE = 10_000;

export interface Tokens {
  accessToken: string;
  refreshToken: string;
}

export interface Continued {
  tokens: Tokens;
  county: string;
  accountId: string;
}

interface Presented {
  county: string;
  id: string;
  secret: string;
}

type Verdict = Continued | { reused: FamilyRow; organisationId: string };

/** A token together with the secret it was shown by or made from. */
interface Link {
  token: TokenRow;
  secret: string;
}

@Injectable()
export class SessionsService {
  private readonly security = new Logger('Security');

  constructor(
    private readonly journal: Journal,
    private readonly sessions: SessionsRepository,
    private readonly accounts: AccessRepository,
    private readonly tokens: TokenService,
    private readonly clock: Clock,
  ) {}

  /** Begins a family in the transaction of a log-in. */
  async begin(tx: Writer, accountId: string): Promise<Tokens> {
    const family = newId();
    return this.issue(tx, { accountId, family, id: family, issuedFirst: tx.now }, randomSecret());
  }

  /** @throws Refusal session.refused */
  async refresh(text: string): Promise<Tokens> {
    return (await this.continue(parse(text), { browser: false })).tokens;
  }

  /** As refresh, for a browser: its token may come twice within the grace. @throws Refusal session.refused */
  async resume(text: string): Promise<Continued> {
    return this.continue(parse(text), { browser: true });
  }

  async end(actor: Actor, family: string): Promise<void> {
    await this.journal.keep(actor, tx => this.sessions.revoke(tx, family));
    this.security.log({ event: 'session.ended', account: actor.accountId, county: actor.county });
  }

  async open(actor: Actor, current: string): Promise<SessionView[]> {
    const rows = await this.journal.read(actor, q => this.sessions.open(q, actor, this.clock.now()));
    return rows.map(row => viewOfSession(row, current));
  }

  /** Ends one of the actor's own sessions. @throws Refusal session.not-found */
  async endOwn(actor: Actor, family: string): Promise<void> {
    await this.journal.keep(actor, async tx => {
      const found = await this.sessions.lockFamilyOf(tx, family);
      if (found?.account_id !== actor.accountId || found.id !== family) throw sessionRefusal('session.not-found');
      await this.sessions.revoke(tx, family);
    });
  }

  private async continue(presented: Presented, by: { browser: boolean }): Promise<Continued> {
    const scope = { county: presented.county, reach: reachOf(presented.county) };
    const verdict = await this.journal.keep(scope, tx => this.exchange(tx, presented, by));
    if ('tokens' in verdict) return verdict;
    await this.endBetrayed(presented.county, verdict);
    throw sessionRefusal('session.refused');
  }

  private async exchange(tx: Writer, presented: Presented, { browser }: { browser: boolean }): Promise<Verdict> {
    const { secret } = presented;
    const family = await this.sessions.lockFamilyOf(tx, presented.id);
    const token = await this.sessions.token(tx, presented.id);
    if (!family || !token || !same(token.token_sha256, sha256Hex(secret))) throw sessionRefusal('session.refused');
    const standing = await this.standing(tx, family);
    const end = browser ? await this.endOfLine(tx, { token, secret }) : { token, secret };
    if (end.token.used_at !== null) return { reused: family, organisationId: standing.organisation_id };
    if (end.token.expires_at <= tx.now) throw sessionRefusal('session.refused');
    const who = { county: tx.county, accountId: family.account_id };
    if (end.token.id !== token.id)
      return { ...who, tokens: this.shown(tx, family, { id: end.token.id, secret: end.secret }) };
    await this.sessions.markUsed(tx, token.id);
    const next = { accountId: family.account_id, family: family.id, id: newId(), issuedFirst: family.issued_at };
    const successor = browser ? this.tokens.successor(token.id, secret) : randomSecret();
    return { ...who, tokens: await this.issue(tx, next, successor) };
  }

  /** Follows the successors of a token that was used a moment ago; one that a client without a cookie used has none. */
  private async endOfLine(tx: Writer, link: Link): Promise<Link> {
    const { token } = link;
    if (token.used_at === null || Date.parse(tx.now) - Date.parse(token.used_at) > RESUME_GRACE) return link;
    const secret = this.tokens.successor(token.id, link.secret);
    const next = await this.sessions.tokenOf(tx, token.family, sha256Hex(secret));
    return next === null ? link : this.endOfLine(tx, { token: next, secret });
  }

  private async standing(tx: Writer, family: FamilyRow): Promise<Standing> {
    const claims = { county: tx.county, accountId: family.account_id, family: family.id };
    const standing = await this.accounts.standing(tx, claims);
    if (!standing) throw sessionRefusal('session.refused');
    return standing;
  }

  private async endBetrayed(county: string, betrayed: { reused: FamilyRow; organisationId: string }): Promise<void> {
    const { id: family, account_id: accountId } = betrayed.reused;
    const scope = { county, reach: reachOf(county), accountId, organisationId: betrayed.organisationId };
    await this.journal.write(scope, async tx => {
      const locked = await this.sessions.lockFamilyOf(tx, family);
      // Shown by two thieves at once: the first has ended it and put it on record.
      if (!locked || locked.revoked_at !== null) throw sessionRefusal('session.refused');
      await this.sessions.revoke(tx, family);
      tx.record('session.reuse-detected', accountId, { accountId, family });
    });
    this.security.warn({ event: 'session.reuse-detected', account: accountId, county });
  }

  private async issue(
    tx: Writer,
    session: { accountId: string; family: string; id: string; issuedFirst: Instant },
    secret: string,
  ): Promise<Tokens> {
    const { accountId, family, id } = session;
    const idleEnd = Date.parse(tx.now) + SESSION_LIFE.idle;
    const wholeEnd = Date.parse(session.issuedFirst) + SESSION_LIFE.whole;
    await tx.insert(Session, {
      id,
      account_id: accountId,
      family,
      token_sha256: sha256Hex(secret),
      issued_at: tx.now,
      expires_at: new Date(Math.min(idleEnd, wholeEnd)).toISOString(),
    });
    return this.shown(tx, { id: family, account_id: accountId }, { id, secret });
  }

  private shown(
    tx: Writer,
    { id: family, account_id: accountId }: Pick<FamilyRow, 'id' | 'account_id'>,
    { id, secret }: { id: string; secret: string },
  ): Tokens {
    const accessToken = this.tokens.accessToken({ accountId, county: tx.county, family });
    return { accessToken, refreshToken: `${tx.county}.${id}.${secret}` };
  }
}

const randomSecret = (): string => randomBytes(32).toString('base64url');

const same = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a), Buffer.from(b));

function parse(text: string): Presented {
  const parts = /^(\d{6})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/.exec(text);
  if (!parts) throw sessionRefusal('session.refused');
  return { county: parts[1]!, id: parts[2]!, secret: parts[3]! };
}
