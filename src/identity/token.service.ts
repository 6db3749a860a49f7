// Access tokens: who and which session, signed and short-lived. What somebody may do is never inside; the guard reads it
// from the database at every request, so that a revoked role or an ended session counts at once.
import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { createHmac, createSecretKey, randomUUID, type KeyObject } from 'node:crypto';
import { refusals } from '../domain/errors';
import type { Config } from '../platform/config';
import { ID_PATTERN } from '../platform/ids';
import { CONFIG } from '../platform/platform.module';

export const tokenRefusal = refusals({
  'access.token-missing': {
    kind: 'unauthenticated',
    zh: '请先登录：缺少 Authorization: Bearer 访问令牌',
    en: 'log in first: the access token (Authorization: Bearer) is missing',
  },
  'access.token-invalid': { kind: 'unauthenticated', zh: '访问令牌无效', en: 'the access token is not valid' },
  'access.token-expired': {
    kind: 'unauthenticated',
    zh: '访问令牌已过期，请用刷新令牌换取新的',
    en: 'the access token has expired; exchange the refresh token for a new one',
  },
});

export interface Claims {
  accountId: string;
  county: string;
  /** The session family; its end ends every token issued in it. */
  family: string;
}

/** Seconds. */
export const ACCESS_TOKEN_LIFE = 600;

// `typ` of RFC 9068: a token made for anything else with the same key is not taken for an access token.
const TYPE = 'at+jwt';
const ISSUER = 'pilot-harbor';
const AUDIENCE = 'pilot-harbor-api';

@Injectable()
export class TokenService {
  /** A key object: given text, jsonwebtoken first tries to read a public key out of it, a millisecond a request. */
  private readonly key: KeyObject;

  constructor(
    private readonly jwt: JwtService,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.key = createSecretKey(Buffer.from(config.jwtSecret));
  }

  accessToken(claims: Claims): string {
    return this.jwt.sign(
      { county: claims.county, sid: claims.family },
      {
        secret: this.key as unknown as Buffer,
        algorithm: 'HS256',
        header: { alg: 'HS256', typ: TYPE },
        subject: claims.accountId,
        jwtid: randomUUID(),
        issuer: ISSUER,
        audience: AUDIENCE,
        expiresIn: ACCESS_TOKEN_LIFE,
      },
    );
  }

  /** @throws Refusal access.token-missing, access.token-expired, access.token-invalid */
  verify(authorization: string | undefined): Claims {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (authorization === undefined) throw tokenRefusal('access.token-missing');
    if (token === undefined) throw tokenRefusal('access.token-invalid');
    const { header, payload } = this.decode(token);
    const claims = { accountId: payload.sub, county: payload.county, family: payload.sid };
    if (header.typ !== TYPE || !areClaims(claims)) throw tokenRefusal('access.token-invalid');
    return claims;
  }

  /** Stands for a login name in logs: the same for the same name, worthless without the installation's secret. */
  pseudonym(login: string): string {
    return createHmac('sha256', this.config.jwtSecret).update(`login-pseudonym ${login}`).digest('hex').slice(0, 16);
  }

  /** The one secret that follows a refresh token's: the same however often it is asked for, and no one else's to know. */
  successor(tokenId: string, secret: string): string {
    return createHmac('sha256', this.config.jwtSecret)
      .update(`refresh-successor ${tokenId} ${secret}`)
      .digest('base64url');
  }

  private decode(token: string): { header: { typ?: string }; payload: Record<string, unknown> } {
    try {
      return this.jwt.verify(token, {
        secret: this.key as unknown as Buffer,
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCE,
        complete: true,
      });
    } catch (error) {
      const expired = (error as Error).name === 'TokenExpiredError';
      throw tokenRefusal(expired ? 'access.token-expired' : 'access.token-invalid');
    }
  }
}

function areClaims(claims: Record<keyof Claims, unknown>): claims is Claims {
  const { accountId, county, family } = claims;
  return isId(accountId) && isId(family) && typeof county === 'string' && /^\d{6}$/.test(county);
}

const isId = (value: unknown): boolean => typeof value === 'string' && ID_PATTERN.test(value);
