import { Logger } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { COUNTY, openOffices, PASSPHRASE, refused, SECRET, type IdentityWorld, type Office } from './identity-app';

let world: IdentityWorld;
let office: Office;
beforeAll(async () => {
  ({ world, office } = await openOffices());
});
afterAll(() => world.close());

const WRONG = 'surely not the password';
const later = (ms: number) => world.clock.step(new Date(Date.parse(world.clock.now()) + ms).toISOString());
const MINUTE = 60_000;

describe('log-in', () => {
  it('answers tokens and who one is; the token says nothing about roles', async () => {
    const { body } = await world.login(office.sysadmin.login, PASSPHRASE).expect(200);
    expect(body.actor).toMatchObject({
      accountId: office.sysadmin.id,
      county: COUNTY,
      roles: ['sysadmin'],
      permissions: expect.arrayContaining(['self.read', 'organisation.manage', 'account.manage']),
      organisation: { id: office.organisationId, level: 'county' },
    });
    const [header, payload] = (body.accessToken as string)
      .split('.')
      .slice(0, 2)
      .map(part => JSON.parse(Buffer.from(part, 'base64url').toString()));
    expect(header).toEqual({ alg: 'HS256', typ: 'at+jwt' });
    expect(Object.keys(payload).sort()).toEqual(['aud', 'county', 'exp', 'iat', 'iss', 'jti', 'sid', 'sub']);
    expect(payload.exp - payload.iat).toBe(600);
    expect(body.actor.permissions).not.toContain('role.grant');
    expect(JSON.stringify(body)).not.toContain('argon2');
  });

  it('takes the name in any case and with spaces around, the password exactly as it is', async () => {
    await world.login(` ${office.sysadmin.login.toUpperCase()} `, PASSPHRASE).expect(200);
    refused(await world.login(office.sysadmin.login, ` ${PASSPHRASE}`), 401, 'login.refused');
  });

  test.each([
    ['nothing', {}, ['login', 'password']],
    ['no password', { login: 'x' }, ['password']],
    ['an object for a password', { login: 'x', password: { $gt: '' } }, ['password']],
  ])('refuses %s, naming the fields', async (_, body, fields) => {
    const problem = refused(await world.post('/login', body), 400, 'request.invalid');
    expect(problem.fields.map((fault: { field: string }) => fault.field)).toEqual(fields);
  });

  it('does not read a password out of the query string', async () => {
    const query = `login=${office.sysadmin.login}&password=${encodeURIComponent(PASSPHRASE)}`;
    refused(await world.post(`/login?${query}`, {}), 400, 'request.invalid');
  });

  it('answers an unknown name, a wrong password and a disabled account alike', async () => {
    const { id, login } = await world.openAccount(office, 'login-disabled');
    await world
      .post(`/accounts/${id}/disable`, { reason: '离职' }, { token: office.sysadmin.token, ifMatch: 1 })
      .expect(200);
    const [unknown, wrong, disabled] = [
      await world.login('nobody-here', WRONG),
      await world.login(office.auditor.login, WRONG),
      await world.login(login, PASSPHRASE),
    ];
    const problem = refused(unknown, 401, 'login.refused');
    expect(wrong.body).toEqual(problem);
    expect(disabled.body).toEqual(problem);
  });
});

describe('the security log', () => {
  it('tells what happened to which account, and no name, password or token', async () => {
    const written: unknown[] = [];
    const keep = (...event: unknown[]) => void written.push(event[0]);
    const spies = (['log', 'warn'] as const).map(level => jest.spyOn(Logger.prototype, level).mockImplementation(keep));
    const { body } = await world.login(office.auditor.login, PASSPHRASE).expect(200);
    await world.login(office.auditor.login, WRONG).expect(401);
    await world.login('nobody-here', WRONG).expect(401);
    await world.post('/logout', {}, { token: body.accessToken }).expect(204);
    spies.forEach(spy => spy.mockRestore());
    const account = office.auditor.id;
    expect(written).toEqual([
      { event: 'login.succeeded', account, county: COUNTY },
      { event: 'login.failed', account, county: COUNTY },
      { event: 'login.failed', login: expect.stringMatching(/^[0-9a-f]{16}$/) },
      { event: 'session.ended', account, county: COUNTY },
    ]);
  });
});

describe('a one-time password', () => {
  const open = async (login: string) => {
    const body = { organisationId: office.organisationId, login, name: '测试' };
    return (await world.post('/accounts', body, { token: office.sysadmin.token }).expect(201)).body;
  };

  it('opens nothing but its own change', async () => {
    const { oneTimePassword: oldPassword } = await open('first-steps');
    const { body } = await world.login('first-steps', oldPassword).expect(200);
    expect(body.mustChangePassword).toBe(true);
    const token = body.accessToken;
    refused(await world.get('/organisations', token), 403, 'access.password-change-due');
    expect((await world.get('/me', token).expect(200)).body.mustChangePassword).toBe(true);
    await world.post('/me/password', { oldPassword, newPassword: PASSPHRASE }, { token }).expect(200);
    // Without any role: its own affairs, and nothing else.
    expect((await world.get('/me', token).expect(200)).body.permissions).toEqual(['self.read', 'self.change-password']);
    refused(await world.get('/organisations', token), 403, 'access.forbidden');
    refused(await world.login('first-steps', oldPassword), 401, 'login.refused');
  });

  it('ends after three days', async () => {
    const { oneTimePassword } = await open('too-late');
    later(72 * 60 * MINUTE);
    refused(await world.login('too-late', oneTimePassword), 401, 'login.one-time-expired');
    refused(await world.login('too-late', WRONG), 401, 'login.refused');
  });

  it('comes anew by a reset, which ends the sessions', async () => {
    const { id, login, token } = await world.openAccount(office, 'forgetful');
    const path = `/accounts/${id}/reset-password`;
    const by = { token: office.sysadmin.token, ifMatch: 1 };
    const { body } = await world.post(path, { reason: '本人遗忘' }, by).expect(200);
    refused(await world.get('/me', token), 401, 'access.session-ended');
    refused(await world.login(login, PASSPHRASE), 401, 'login.refused');
    expect((await world.login(login, body.oneTimePassword).expect(200)).body.mustChangePassword).toBe(true);
    const administrator = `/accounts/${office.secadmin.id}/reset-password`;
    refused(await world.post(administrator, { reason: '试试' }, by), 403, 'account.administrator-reset');
  });
});

describe('a session', () => {
  const enter = async (login: string) => (await world.login(login, PASSPHRASE).expect(200)).body;
  const refresh = (refreshToken: string) => world.post('/login/refresh', { refreshToken });

  it('rotates its refresh token; a used one ends the whole family, on record', async () => {
    const { id, login } = await world.openAccount(office, 'rotating');
    const first = await enter(login);
    const second = (await refresh(first.refreshToken).expect(200)).body;
    expect(second.refreshToken).not.toBe(first.refreshToken);
    await world.get('/me', second.accessToken).expect(200);
    refused(await refresh(first.refreshToken), 401, 'session.refused');
    refused(await world.get('/me', first.accessToken), 401, 'access.session-ended');
    refused(await world.get('/me', second.accessToken), 401, 'access.session-ended');
    refused(await refresh(second.refreshToken), 401, 'session.refused');
    refused(await refresh(first.refreshToken), 401, 'session.refused');
    const kinds = await world.kinds(id);
    expect(kinds.filter(kind => kind === 'session.reuse-detected')).toHaveLength(1);
  });

  it('gives one successor when two ask at once, and then ends', async () => {
    const { login } = await world.openAccount(office, 'racing');
    const { refreshToken } = await enter(login);
    const answers = await Promise.all(Array.from({ length: 6 }, () => refresh(refreshToken)));
    const won = answers.filter(answer => answer.status === 200);
    expect(won).toHaveLength(1);
    expect(answers.filter(answer => answer.body.code === 'session.refused')).toHaveLength(5);
    refused(await world.get('/me', won[0]!.body.accessToken), 401, 'access.session-ended');
  });

  it('stores digests of refresh tokens alone', async () => {
    const { refreshToken } = await enter(office.sysadmin.login);
    const secret = refreshToken.split('.')[2]!;
    const rows = await world.superuser.query('select row_to_json(s)::text as row from session s');
    expect(rows.rows.some(({ row }) => row.includes(secret))).toBe(false);
    refused(await refresh(refreshToken.replace(secret, 'A'.repeat(43))), 401, 'session.refused');
    refused(await refresh('not a token'), 401, 'session.refused');
    // A wrong secret for a right id ends nothing: ids are no secrets.
    await refresh(refreshToken).expect(200);
  });

  it('ends at once by log-out, and only that one', async () => {
    const { login } = await world.openAccount(office, 'leaving');
    const [here, there] = [await enter(login), await enter(login)];
    await world.post('/logout', {}, { token: here.accessToken }).expect(204);
    refused(await world.get('/me', here.accessToken), 401, 'access.session-ended');
    refused(await refresh(here.refreshToken), 401, 'session.refused');
    await world.get('/me', there.accessToken).expect(200);
  });

  it('carries nobody whose account is disabled, even if it was left open', async () => {
    const { id, token } = await world.openAccount(office, 'left-open');
    await world.superuser.query('update account set disabled = true, version = version + 1 where id = $1', [id]);
    refused(await world.get('/me', token), 401, 'access.session-ended');
  });

  it('is listed to its holder, who may end it; others find nothing to end', async () => {
    const { login, token } = await world.openAccount(office, 'looking');
    const other = await enter(login);
    const { body } = await world.get('/me/sessions', token).expect(200);
    expect(body).toHaveLength(2);
    const id = body.find((session: { current: boolean }) => !session.current).id;
    const stranger = office.auditor.token;
    refused(await world.post(`/me/sessions/${id}/end`, {}, { token: stranger }), 404, 'session.not-found');
    await world.post(`/me/sessions/${id}/end`, {}, { token }).expect(204);
    refused(await world.get('/me', other.accessToken), 401, 'access.session-ended');
    expect((await world.get('/me/sessions', token).expect(200)).body).toHaveLength(1);
  });

  it('ends when unused for two hours, and after twelve in any case', async () => {
    const { login } = await world.openAccount(office, 'working');
    const idle = await enter(login);
    let busy = await enter(login);
    for (let hours = 1.5; hours < 12; hours += 1.5) {
      later(90 * MINUTE);
      busy = (await refresh(busy.refreshToken).expect(200)).body;
    }
    refused(await refresh(idle.refreshToken), 401, 'session.refused');
    later(90 * MINUTE);
    refused(await refresh(busy.refreshToken), 401, 'session.refused');
  });
});

describe('a forged access token', () => {
  const jwt = new JwtService();
  const claims = () => {
    const { sub, sid, county } = jwt.decode(office.auditor.token);
    return { sub, sid, county };
  };
  const good = {
    header: { alg: 'HS256', typ: 'at+jwt' },
    issuer: 'pilot-harbor',
    audience: 'pilot-harbor-api',
  } as const;
  const sign = (change: object, secret = SECRET) =>
    jwt.sign(claims(), { secret, expiresIn: 60, algorithm: 'HS256', ...good, ...change });
  const unsigned = () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const payload = {
      ...claims(),
      iss: 'pilot-harbor',
      aud: 'pilot-harbor-api',
      exp: Math.floor(Date.now() / 1000) + 60,
    };
    return `${part({ alg: 'none', typ: 'at+jwt' })}.${part(payload)}.`;
  };

  it('is judged by these tests against one that is good', async () => {
    await world.get('/me', sign({})).expect(200);
  });

  test.each([
    ['another key', () => sign({}, 'another-secret-of-at-least-32-characters'), 'access.token-invalid'],
    ['no signature', unsigned, 'access.token-invalid'],
    [
      'another algorithm',
      () => sign({ algorithm: 'HS512', header: { alg: 'HS512', typ: 'at+jwt' } }),
      'access.token-invalid',
    ],
    ['another audience', () => sign({ audience: 'elsewhere' }), 'access.token-invalid'],
    ['another issuer', () => sign({ issuer: 'elsewhere' }), 'access.token-invalid'],
    ['another type', () => sign({ header: { alg: 'HS256', typ: 'JWT' } }), 'access.token-invalid'],
    ['an end in the past', () => sign({ expiresIn: -1 }), 'access.token-expired'],
    ['nothing of a token', () => 'x', 'access.token-invalid'],
    ['the refresh token', () => office.auditor.refreshToken, 'access.token-invalid'],
    ['nobody', () => undefined, 'access.token-missing'],
  ])('with %s is refused', async (_, token, code) => {
    const answer = await world.get('/me', token());
    refused(answer, 401, code);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it('for another account of the same county does not borrow a session', async () => {
    const token = jwt.sign(
      { sid: claims().sid, county: COUNTY },
      {
        secret: SECRET,
        expiresIn: 60,
        algorithm: 'HS256',
        subject: office.secadmin.id,
        ...good,
      },
    );
    refused(await world.get('/me', token), 401, 'access.session-ended');
  });
});
