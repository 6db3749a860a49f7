// The browser's session: a refresh token that no script sees, two tabs at once, and theft all the same.
import { Logger } from '@nestjs/common';
import request, { type Response } from 'supertest';
import { RESUME_GRACE } from '../../src/identity/sessions.service';
import { COUNTY, openIdentity, PASSPHRASE, refused, type IdentityWorld, type Office } from './identity-app';

let world: IdentityWorld;
let office: Office;
beforeAll(async () => {
  world = await openIdentity();
  office = await world.openOffice(COUNTY);
});
afterAll(() => world.close());

const HOUR = 3_600_000;
const later = (ms: number) => world.clock.step(new Date(Date.parse(world.clock.now()) + ms).toISOString());

const enter = (login: string) => world.post('/login', { login, password: PASSPHRASE, browser: true });
const resume = (cookie?: string, headers: Record<string, string> = {}) => {
  const asked = world.post('/login/resume').set(headers);
  return cookie === undefined ? asked : asked.set('Cookie', cookie);
};

/** `name=value` of the one cookie an answer sets, and its attributes. */
function cookieOf(answer: Response): { pair: string; attributes: string[] } {
  const [only, ...more] = answer.headers['set-cookie'] as unknown as string[];
  expect(more).toEqual([]);
  const [pair, ...attributes] = only!.split('; ');
  expect(pair).toMatch(/^ph-session=/);
  return { pair: pair!, attributes: attributes.sort() };
}

/** A log-in of a fresh account in a browser. */
async function browser(login: string) {
  const { id } = await world.openAccount(office, login, ['sponsor']);
  const answer = await enter(login).expect(200);
  return { id, answer, cookie: cookieOf(answer).pair };
}

const reuses = async (id: string) => (await world.kinds(id)).filter(kind => kind === 'session.reuse-detected').length;
const isCleared = (answer: Response) =>
  /^ph-session=; .*Expires=Thu, 01 Jan 1970/.test(answer.headers['set-cookie']![0]!);

describe('a log-in in a browser', () => {
  it('puts the refresh token where no script and no other site finds it, until the browser ends', async () => {
    const { answer } = await browser('cookie-keeper');
    expect(answer.body.refreshToken).toBeNull();
    const { pair, attributes } = cookieOf(answer);
    expect(attributes).toEqual(['HttpOnly', 'Path=/api', 'SameSite=Strict']);
    expect(JSON.stringify(answer.body)).not.toContain(pair.split('.').at(-1));
    await world.get('/me', answer.body.accessToken).expect(200);
  });

  it('sets no cookie for anybody else', async () => {
    const answer = await world.login(office.sysadmin.login, PASSPHRASE).expect(200);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(typeof answer.body.refreshToken).toBe('string');
  });

  it('sets a secure cookie where the request was secure', async () => {
    world.app.set('trust proxy', 1);
    const { login } = office.auditor;
    const answer = await enter(login).set('X-Forwarded-Proto', 'https').expect(200);
    world.app.set('trust proxy', 0);
    expect(cookieOf(answer).attributes).toContain('Secure');
  });

  test.each([['yes'], [1], [null]])('refuses browser: %j', async browser => {
    const { login } = office.auditor;
    const problem = refused(
      await world.post('/login', { login, password: PASSPHRASE, browser }),
      400,
      'request.invalid',
    );
    expect(problem.fields.map((fault: { field: string }) => fault.field)).toEqual(['browser']);
  });
});

describe('a session that a browser goes on with', () => {
  it('rotates its cookie and says who one is', async () => {
    const { cookie, answer } = await browser('goes-on');
    const resumed = await resume(cookie).expect(200);
    expect(resumed.body).toEqual({ ...answer.body, accessToken: expect.any(String) });
    const { pair, attributes } = cookieOf(resumed);
    expect(pair).not.toBe(cookie);
    expect(attributes).toEqual(['HttpOnly', 'Path=/api', 'SameSite=Strict']);
    await world.get('/me', resumed.body.accessToken).expect(200);
    await resume(pair).expect(200);
  });

  it('finds its cookie among others', async () => {
    const { cookie } = await browser('many-cookies');
    await resume(`theme=dark; ${cookie}; lang="zh"`).expect(200);
  });

  test.each([
    ['no cookie', undefined, 'session.none'],
    ['another cookie', 'theme=dark', 'session.none'],
    ['an empty cookie', 'ph-session=', 'session.none'],
    ['nonsense', 'ph-session=nonsense', 'session.refused'],
    ['a cookie that is no text', 'ph-session=%E0%A4%A', 'session.refused'],
    [
      'a token never issued',
      `ph-session=${COUNTY}.0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b.${'A'.repeat(43)}`,
      'session.refused',
    ],
  ])('is none with %s: the cookie goes', async (_, cookie, code) => {
    const answer = await resume(cookie);
    refused(answer, 401, code);
    expect(isCleared(answer)).toBe(true);
  });

  it('ends by log-out, which takes the cookie away', async () => {
    const { cookie, answer } = await browser('logs-out');
    const out = await world.post('/logout', {}, { token: answer.body.accessToken }).expect(204);
    expect(isCleared(out)).toBe(true);
    const tried = await resume(cookie);
    refused(tried, 401, 'session.refused');
    expect(isCleared(tried)).toBe(true);
  });

  it('ends when unused for two hours, and with its account', async () => {
    const { cookie } = await browser('idles');
    const { id, cookie: other } = await browser('is-disabled');
    const by = { token: office.sysadmin.token, ifMatch: 1 };
    await world.post(`/accounts/${id}/disable`, { reason: '离职' }, by).expect(200);
    refused(await resume(other), 401, 'session.refused');
    later(2 * HOUR);
    refused(await resume(cookie), 401, 'session.refused');
  });

  it('keeps its cookie when the database merely cannot be asked', async () => {
    const { cookie } = await browser('patient');
    await world.superuser.query('alter function standing_of(char, uuid, uuid) rename to standing_gone');
    const answer = await resume(cookie);
    await world.superuser.query('alter function standing_gone(char, uuid, uuid) rename to standing_of');
    expect([answer.status, answer.headers['set-cookie']]).toEqual([500, undefined]);
    await resume(cookie).expect(200);
  });
});

describe('a refresh token shown twice by a browser', () => {
  it('by tabs at once: one successor for all of them, and the session goes on', async () => {
    const { id, cookie } = await browser('many-tabs');
    const answers = await Promise.all(Array.from({ length: 6 }, () => resume(cookie)));
    expect(answers.map(answer => answer.status)).toEqual(Array(6).fill(200));
    const cookies = new Set(answers.map(answer => cookieOf(answer).pair));
    expect(cookies.size).toBe(1);
    await resume([...cookies][0]).expect(200);
    for (const { body } of answers) await world.get('/me', body.accessToken).expect(200);
    expect(await reuses(id)).toBe(0);
  });

  it('after an answer that was lost on the way: the same successor until the grace has passed', async () => {
    const { id, cookie } = await browser('lost-answer');
    const lost = cookieOf(await resume(cookie).expect(200)).pair;
    later(RESUME_GRACE);
    expect(cookieOf(await resume(cookie).expect(200)).pair).toBe(lost);
    later(1);
    const answer = await resume(cookie);
    refused(answer, 401, 'session.refused');
    expect(isCleared(answer)).toBe(true);
    refused(await resume(lost), 401, 'session.refused');
    expect(await reuses(id)).toBe(1);
  });

  it('by a tab that slept through two changes: the newest, never a second line', async () => {
    const { id, cookie } = await browser('slept');
    const second = cookieOf(await resume(cookie).expect(200)).pair;
    const third = cookieOf(await resume(second).expect(200)).pair;
    expect(cookieOf(await resume(cookie).expect(200)).pair).toBe(third);
    expect(await reuses(id)).toBe(0);
  });

  it('ends everything when the thief was within the grace: he holds the same successor as its owner', async () => {
    const { id, cookie } = await browser('stolen');
    const own = cookieOf(await resume(cookie).expect(200)).pair;
    const thief = cookieOf(await resume(cookie).expect(200)).pair;
    const { body } = await resume(thief).expect(200);
    later(RESUME_GRACE + 1);
    refused(await resume(own), 401, 'session.refused');
    refused(await world.get('/me', body.accessToken), 401, 'access.session-ended');
    expect(await reuses(id)).toBe(1);
  });

  it('has no grace where a client without a cookie is concerned', async () => {
    const { id, cookie } = await browser('taken-out');
    const refreshToken = cookie.split('=')[1]!;
    await world.post('/login/refresh', { refreshToken }).expect(200);
    refused(await resume(cookie), 401, 'session.refused');
    expect(await reuses(id)).toBe(1);
    const other = await browser('taken-out-again');
    await resume(other.cookie).expect(200);
    refused(await world.post('/login/refresh', { refreshToken: other.cookie.split('=')[1] }), 401, 'session.refused');
    expect(await reuses(other.id)).toBe(1);
  });

  it('is kept as a digest alone', async () => {
    const { cookie } = await browser('digested');
    const secret = cookieOf(await resume(cookie).expect(200))
      .pair.split('.')
      .at(-1)!;
    const rows = await world.superuser.query('select row_to_json(s)::text as row from session s');
    expect(rows.rows.some(({ row }) => row.includes(secret))).toBe(false);
  });
});

describe('a page of another site', () => {
  const SITES: [string, number][] = [
    ['cross-site', 403],
    ['same-site', 403],
    ['same-origin', 200],
    ['none', 200],
  ];
  test.each(SITES)('that says %s is answered %i', async (site, status) => {
    const { cookie } = await browser(`from-${site}`);
    const answer = await resume(cookie, { 'Sec-Fetch-Site': site });
    expect(answer.status).toBe(status);
    const entered = await enter(`from-${site}`).set('Sec-Fetch-Site', site);
    expect(entered.status).toBe(status);
    if (status === 403) {
      refused(answer, 403, 'session.cross-site');
      // Refused, not ended: whoever made the browser ask must not log its owner out.
      expect(answer.headers['set-cookie']).toBeUndefined();
      await resume(cookie).expect(200);
    }
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', undefined])('gets nothing with %s', async type => {
    const { cookie } = await browser(`sends-${type?.replace(/\W/g, '-').slice(0, 20) ?? 'nothing'}`);
    const bare = request(world.app.getHttpServer()).post('/api/login/resume').set('Cookie', cookie);
    const answer = await (type === undefined ? bare : bare.set('Content-Type', type).send('{}'));
    refused(answer, 415, 'request.unsupported-type');
    await resume(cookie).expect(200);
  });
});

it('tells the security log of theft, and no token', async () => {
  const { id, cookie } = await browser('logged');
  await resume(cookie).expect(200);
  later(RESUME_GRACE + 1);
  const written: unknown[] = [];
  const spy = jest.spyOn(Logger.prototype, 'warn').mockImplementation((event: unknown) => void written.push(event));
  await resume(cookie).expect(401);
  spy.mockRestore();
  expect(written).toEqual([{ event: 'session.reuse-detected', account: id, county: COUNTY }]);
});
