// Who is signed in. The access token lives in this module's memory and nowhere else; what outlives a reload is a cookie
// that scripts cannot read. An expired login never throws work away: requests wait until the same person is back.
import { answered, heard, Unanswered } from './answer';
import type { components } from './schema.gen';

export type Self = components['schemas']['SelfView'];
type LoggedIn = components['schemas']['LoggedIn'];
export type Problem = components['schemas']['Problem'];

export type Session =
  | { status: 'starting' }
  | { status: 'out'; reason?: 'ended' | 'unreachable' }
  | { status: 'in'; self: Self }
  /** The login ran out in the middle of something; `self` is whoever was at work. */
  | { status: 'expired'; self: Self };

/** Access tokens last ten minutes; renewed a little earlier, so that a request seldom has to be sent twice. */
const RENEW_AFTER_MS = 9 * 60_000;

let session: Session = { status: 'starting' };
let accessToken: string | null = null;
let issuedAt = 0;
let waiting: (() => void)[] = [];
const listeners = new Set<() => void>();
/** Begins the name of whatever is typed and waits in this tab; the account's id follows. */
export const PARKED = 'ph-draft:';

export const currentSession = (): Session => session;

export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function become(next: Session): void {
  session = next;
  for (const listener of listeners) listener();
}

const post = async (path: string, body: object, token?: string): Promise<Response> =>
  answered(
    await heard(
      fetch(path, {
        method: 'POST',
        credentials: 'same-origin',
        headers: {
          'Content-Type': 'application/json',
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
      }),
    ),
  );

function accept(answer: LoggedIn): void {
  const before = session.status === 'expired' ? session.self.accountId : null;
  accessToken = answer.accessToken;
  issuedAt = Date.now();
  // Somebody else at the same browser must not inherit what the first person had open.
  if (before !== null && before !== answer.actor.accountId) {
    location.assign('/');
    return;
  }
  forgetOthers(answer.actor.accountId);
  become({ status: 'in', self: answer.actor });
  const released = waiting;
  waiting = [];
  for (const release of released) release();
}

function forgetOthers(accountId: string): void {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(PARKED) && !name.startsWith(PARKED + accountId)) sessionStorage.removeItem(name);
  }
}

/** True when the browser's cookie still stands for a session. Tabs take turns: a refresh token is good for one use. */
async function resumed(): Promise<boolean> {
  return navigator.locks.request('ph-resume', async () => taken(await post('/api/login/resume', {})));
}

async function taken(response: Response): Promise<boolean> {
  if (response.ok) accept((await heard(response.json())) as LoggedIn);
  else if (response.status !== 401) throw new Unanswered(`resume answered ${response.status}`);
  return response.ok;
}

declare global {
  interface Window {
    /** What public/early.js asked before this bundle was there; null once the bundle has begun, with it or without. */
    phResume?: Promise<Response> | null;
  }
}

function resumedEarly(): Promise<boolean> | undefined {
  const asked = window.phResume;
  window.phResume = null;
  return asked?.then(taken);
}

export async function begin(): Promise<void> {
  try {
    if (!(await (resumedEarly() ?? resumed()))) become({ status: 'out' });
  } catch {
    become({ status: 'out', reason: 'unreachable' });
  }
}

/** @throws the problem the server answered with, or Unanswered */
export async function logIn(login: string, password: string): Promise<void> {
  const response = await post('/api/login', { login, password, browser: true });
  if (!response.ok) throw (await heard(response.json())) as Problem;
  accept((await heard(response.json())) as LoggedIn);
}

/** At once and with everything that waits in this tab: ask `unsentWords` first. */
export async function logOut(): Promise<void> {
  await post('/api/logout', {}, accessToken ?? undefined).catch(() => undefined);
  sessionStorage.clear();
  accessToken = null;
  // A fresh document: nothing of the person stays in memory.
  location.assign('/');
}

/** After the roles or the one-time password changed. */
export const reread = async (): Promise<void> => void (await resumed());

/** A token that is good now. Waits for the person when the login has run out. */
export async function freshToken(): Promise<string> {
  if (accessToken === null || Date.now() - issuedAt > RENEW_AFTER_MS) await renew();
  return accessToken!;
}

/** After a 401: by the cookie if it is still good, else by asking the person, however long that takes. */
export async function renew(): Promise<void> {
  if (await resumed()) return;
  if (session.status === 'in') become({ status: 'expired', self: session.self });
  if (session.status !== 'expired') throw new Unanswered('not signed in');
  await new Promise<void>(release => waiting.push(release));
}
