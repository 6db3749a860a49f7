// The browser's session: the refresh token lies in a cookie that no script can read, so that nothing in the browser's
// storage opens an account. It ends with the browser and is sent to this API alone, from this site alone.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- a package without types cannot be imported
/// <reference path="./cookie-package.d.ts" />
import { parse } from 'cookie';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { CookieOptions, Request, Response } from 'express';
import { Refusal, refusals } from '../domain/errors';
import { requestRefusal } from '../platform/problem.filter';
import type { LoggedIn } from './login.dto';
import type { Entered } from './login.service';

export const cookieRefusal = refusals({
  'session.none': {
    kind: 'unauthenticated',
    zh: '此浏览器没有可继续的会话，请登录',
    en: 'this browser has no session to continue; log in',
  },
  'session.cross-site': {
    kind: 'forbidden',
    zh: '浏览器会话只接受本站页面的请求',
    en: 'a session in a browser takes requests from pages of this site alone',
  },
});

export const SESSION_COOKIE = 'ph-session';

/** No Max-Age: it ends with the browser. Secure where the request was; on a plain address it could not be set at all. */
const options = (request: Request): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  path: '/api',
  secure: request.secure,
});

/** Moves the refresh token out of the answer into the cookie. */
export function keepInCookie(response: Response, entered: Entered): LoggedIn {
  response.cookie(SESSION_COOKIE, entered.refreshToken, options(response.req));
  return { ...entered, refreshToken: null };
}

export function clearCookie(response: Response): void {
  response.clearCookie(SESSION_COOKIE, options(response.req));
}

/**
 * Continues the session of the cookie. One that cannot be continued is cleared; one that merely could not be asked now
 * (a database away) is kept.
 * @throws Refusal session.none, and what `resume` throws
 */
export async function continueCookie(
  response: Response,
  resume: (refreshToken: string) => Promise<Entered>,
): Promise<LoggedIn> {
  try {
    const refreshToken = parse(response.req.headers.cookie ?? '')[SESSION_COOKIE];
    if (!refreshToken) throw cookieRefusal('session.none');
    return keepInCookie(response, await resume(refreshToken));
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'unauthenticated') clearCookie(response);
    throw error;
  }
}

/**
 * A cookie is sent by the browser whoever made it ask. Where it counts, the request must be JSON, which no page of
 * another site may send unasked, and must not say of itself that it comes from elsewhere.
 */
@Injectable()
export class OwnSiteGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const site = request.headers['sec-fetch-site'] ?? 'none';
    if (site !== 'same-origin' && site !== 'none') throw cookieRefusal('session.cross-site');
    if (!request.is('application/json')) throw requestRefusal('request.unsupported-type');
    return true;
  }
}
