import { LoginService } from '../../src/identity/login.service';
import { PasswordCheck } from '../../src/identity/password-check.service';
import { COUNTY, openOffices, PASSPHRASE, refused, type IdentityWorld, type Office } from './identity-app';

let world: IdentityWorld;
let office: Office;
beforeEach(async () => {
  ({ world, office } = await openOffices());
});
afterEach(() => world.close());

const WRONG = 'surely not the password';
const later = (seconds: number) =>
  world.clock.step(new Date(Date.parse(world.clock.now()) + seconds * 1_000).toISOString());

/** Fails until locked, then waits it out, `rounds` times; answers the Retry-After of each lock. */
async function locks(login: string, rounds: number): Promise<number[]> {
  for (let failure = 1; failure < 5; failure++) refused(await world.login(login, WRONG), 401, 'login.refused');
  const waits: number[] = [];
  for (let round = 0; round < rounds; round++) {
    refused(await world.login(login, WRONG), 401, 'login.refused');
    const locked = await world.login(login, PASSPHRASE);
    refused(locked, 429, 'login.locked');
    waits.push(Number(locked.headers['retry-after']));
    later(waits.at(-1)!);
  }
  return waits;
}

it('locks from the fifth failure, twice as long each time, an hour at most; on record', async () => {
  const { id, login } = office.auditor;
  expect(await locks(login, 8)).toEqual([60, 120, 240, 480, 960, 1920, 3600, 3600]);
  await world.login(login, PASSPHRASE).expect(200);
  expect((await world.kinds(id)).filter(kind => kind === 'account.locked')).toHaveLength(8);
  // A right password forgets the failures.
  refused(await world.login(login, WRONG), 401, 'login.refused');
  await world.login(login, PASSPHRASE).expect(200);
});

it('answers a name that does not exist just the same', async () => {
  expect(await locks('nobody-at-all', 8)).toEqual([60, 120, 240, 480, 960, 1920, 3600, 3600]);
});

it('counts every failure of a burst', async () => {
  const { id, login } = office.auditor;
  const burst = await Promise.all(Array.from({ length: 8 }, () => world.login(login, WRONG)));
  const compared = burst.filter(answer => answer.status === 401).length;
  expect(compared).toBeGreaterThanOrEqual(5);
  const { rows } = await world.superuser.query('select failures from credential where account_id = $1', [id]);
  expect(rows[0].failures).toBe(compared);
  refused(await world.login(login, PASSPHRASE), 429, 'login.locked');
});

test.each([
  ['locked', "update credential set locked_until = '2026-03-02T01:00:01Z' where account_id = $1"],
  ['disabled', 'update account set disabled = true, version = version + 1 where id = $1'],
  ['given another password', "update credential set password_hash = 'another' where account_id = $1"],
])('lets a right guess open nothing once the account was %s', async (_, sql) => {
  const { id, login } = office.auditor;
  const verified = await world.app.get(PasswordCheck).byLogin(login, PASSPHRASE);
  await world.superuser.query(sql, [id]);
  await expect(world.app.get(LoginService).enter(verified)).rejects.toMatchObject({ code: 'login.refused' });
});

it('counts wrong old passwords too, so that a stolen session cannot guess', async () => {
  const { token } = office.auditor;
  const change = { oldPassword: WRONG, newPassword: '另一句足够长的密码就在这里' };
  for (let failure = 1; failure <= 5; failure++) {
    refused(await world.post('/me/password', change, { token }), 401, 'login.refused');
  }
  refused(await world.post('/me/password', { ...change, oldPassword: PASSPHRASE }, { token }), 429, 'login.locked');
});

it('slows an address down on the log-in routes', async () => {
  const answers = [];
  for (let n = 0; n < 125; n++) answers.push(await world.post('/login/refresh', { refreshToken: 'x' }));
  expect(answers.slice(0, 120).every(answer => answer.status === 401)).toBe(true);
  const problem = answers.at(-1)!;
  refused(problem, 429, 'request.too-many');
  expect(Number(problem.headers['retry-after'])).toBeGreaterThan(0);
});

describe('a new password', () => {
  const change = (newPassword: string, oldPassword = PASSPHRASE) =>
    world.post('/me/password', { oldPassword, newPassword }, { token: office.auditor.token });

  it('is refused when it is short, long, common, the login, or the old one', async () => {
    const cases = [
      ['elevenchars', 'password.length'],
      ['长'.repeat(129), 'password.length'],
      ['password1234', 'password.common'],
      ['Passw0rd@2026!', 'password.common'],
      ['123456123456', 'password.common'],
      ['qwertyuiop123', 'password.common'],
      ['1qaz2wsx3edc4rfv', 'password.common'],
      ['woaini5201314', 'password.common'],
      ['aaaaaaaaaaaaaaaa', 'password.common'],
      ['ababababababab', 'password.common'],
      ['容错备案试点2026admin', 'password.common'],
      [`my ${office.auditor.login.toUpperCase()} account`, 'password.contains-login'],
      [PASSPHRASE, 'password.unchanged'],
    ] as const;
    for (const [password, code] of cases) refused(await change(password), 400, code);
  });

  it('may be a sentence, of any characters, up to 128 of them, spaces kept', async () => {
    const long = ` ${'汶川县漩口镇的老茶馆0'.repeat(12)}`.slice(0, 127) + ' ';
    expect([...long]).toHaveLength(128);
    await change(long).expect(200);
    await world.login(office.auditor.login, long).expect(200);
    refused(await world.login(office.auditor.login, long.trim()), 401, 'login.refused');
  });

  it('ends the other sessions, not this one, is on record, and leaves no trace of itself', async () => {
    const { id, login, token } = office.auditor;
    const other = (await world.login(login, PASSPHRASE).expect(200)).body;
    const body = { oldPassword: PASSPHRASE, newPassword: 'correct horse battery staple' };
    const { receipt } = (await world.post('/me/password', body, { token, key: 'once' }).expect(200)).body;
    expect(receipt).toMatchObject({ county: COUNTY, kind: 'account.password-changed' });
    await world.get('/me', token).expect(200);
    refused(await world.get('/me', other.accessToken), 401, 'access.session-ended');
    expect((await world.kinds(id)).filter(kind => kind === 'account.password-changed')).toHaveLength(2);
    const kept = await world.superuser.query('select 1 from idempotency where account_id = $1', [id]);
    expect(kept.rows).toEqual([]);
  });
});
