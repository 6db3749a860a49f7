import { Client } from 'pg';
import { COUNTY, NEIGHBOUR, officeInput, openIdentity, refused, type IdentityWorld } from './identity-app';

let world: IdentityWorld;
beforeEach(async () => {
  world = await openIdentity();
});
afterEach(() => world.close());

const issue = () => world.setup.issueSetupToken();

describe('the first start', () => {
  it('gives a one-time token that opens a county with three separated administrators', async () => {
    const token = await issue();
    expect(token).toMatch(/^[\w-]{43}$/);
    const { body } = await world.post('/setup', { token, ...officeInput(COUNTY) }).expect(201);
    const people = Object.values<any>(body.administrators);
    expect(new Set(people.map(person => person.personId)).size).toBe(3);
    expect(new Set(people.map(person => person.oneTimePassword)).size).toBe(3);
    expect(body.receipts).toHaveLength(7);
    for (const [role, person] of Object.entries<any>(body.administrators)) {
      const entered = await world.login(person.login, person.oneTimePassword).expect(200);
      expect(entered.body).toMatchObject({ mustChangePassword: true, actor: { roles: [role], county: COUNTY } });
    }
    expect(await issue()).toBeNull();
  });

  it('keeps the digest of the token alone, out of reach of the app role', async () => {
    const token = (await issue())!;
    const stored = await world.superuser.query('select * from setup_token');
    expect(stored.rows).toHaveLength(1);
    expect(JSON.stringify(stored.rows)).not.toContain(token);
    const app = await appClient();
    for (const table of ['setup_token', 'login_directory']) {
      await expect(app.query(`select * from ${table}`)).rejects.toThrow('permission denied');
    }
    await app.end();
  });

  it('takes a token once, and not after its day', async () => {
    const first = (await issue())!;
    const second = (await issue())!;
    const attempt = (token: string, county = COUNTY) => world.post('/setup', { token, ...officeInput(county) });
    refused(await attempt(first), 403, 'setup.token-refused');
    refused(await attempt('x'.repeat(43)), 403, 'setup.token-refused');
    world.clock.step('2026-03-03T01:00:00.001Z');
    refused(await attempt(second), 403, 'setup.token-refused');
    const third = (await issue())!;
    await attempt(third).expect(201);
    refused(await attempt(third, NEIGHBOUR), 403, 'setup.token-refused');
  });

  it('uses the token up only by success, and of two at once one wins', async () => {
    const token = (await issue())!;
    const wrong = {
      ...officeInput(COUNTY),
      organisation: { ...officeInput(COUNTY).organisation, creditCode: '9'.repeat(18) },
    };
    refused(await world.post('/setup', { token, ...wrong }), 400, 'credit-code.invalid');
    const answers = await Promise.all(
      [COUNTY, NEIGHBOUR].map(county => world.post('/setup', { token, ...officeInput(county) })),
    );
    expect(answers.map(answer => answer.status).sort()).toEqual([201, 403]);
    const accounts = await world.superuser.query('select count(*)::int as count from account');
    expect(accounts.rows[0].count).toBe(3);
  });

  test.each([
    ['a place that does not exist', { county: '513299' }, 'region.not-found'],
    ['a level the place does not have', { county: '513200' }, 'organisation.level-mismatch'],
  ])('refuses %s', async (_, change, code) => {
    const token = (await issue())!;
    refused(await world.post('/setup', { token, ...officeInput(COUNTY), ...change }), 400, code);
  });

  it('refuses one login for two administrators', async () => {
    const token = (await issue())!;
    const input = officeInput(COUNTY);
    const administrators = { ...input.administrators, auditor: input.administrators.sysadmin };
    refused(await world.post('/setup', { token, ...input, administrators }), 409, 'account.login-taken');
  });

  it('takes no token any more once somebody has an account', async () => {
    const token = (await issue())!;
    await world.setup.openCounty(officeInput(COUNTY));
    refused(await world.post('/setup', { token, ...officeInput(NEIGHBOUR) }), 403, 'setup.token-refused');
  });

  it('opens further counties from the server, each once, and never with a known password outside the demo', async () => {
    await world.setup.openCounty(officeInput(COUNTY));
    await world.setup.openCounty(officeInput(NEIGHBOUR));
    await expect(world.setup.openCounty({ ...officeInput(COUNTY) })).rejects.toMatchObject({
      code: 'setup.already-open',
    });
    const known = world.setup.openCounty(officeInput('510105'), { password: 'known' });
    await expect(known).rejects.toMatchObject({ code: 'setup.demo-only' });
    const by = { county: COUNTY, reach: COUNTY };
    const demo = { organisationId: '', login: 'demo', name: '演示', password: 'known', roles: [] };
    await expect(world.setup.openDemoAccount(by, demo)).rejects.toMatchObject({ code: 'setup.demo-only' });
  });

  it('recovers an administrator from the server, ending the sessions', async () => {
    const office = await world.openOffice(COUNTY);
    const password = await world.setup.recoverAdministrator(COUNTY, office.secadmin.login);
    refused(await world.get('/me', office.secadmin.token), 401, 'access.session-ended');
    refused(await world.login(office.secadmin.login, office.secadmin.password), 401, 'login.refused');
    const { body } = await world.login(office.secadmin.login, password).expect(200);
    expect(body.mustChangePassword).toBe(true);
    expect(await world.kinds(office.secadmin.id)).toContain('account.password-recovered');
  });
});

describe('demo mode', () => {
  it('opens accounts with known passwords that need no change', async () => {
    const demo = await openIdentity({ demo: true });
    try {
      const opened = await demo.setup.openCounty(officeInput(COUNTY), { password: 'known in the demo' });
      const { secadmin } = opened.administrators;
      const by = {
        county: COUNTY,
        reach: COUNTY,
        accountId: secadmin.id,
        organisationId: secadmin.organisationId,
      };
      await demo.setup.openDemoAccount(by, {
        organisationId: opened.organisation.id,
        login: 'demo-sponsor',
        name: '演示',
        password: 'known in the demo',
        roles: ['sponsor'],
      });
      const { body } = await demo.login('demo-sponsor', 'known in the demo').expect(200);
      expect(body).toMatchObject({ mustChangePassword: false, actor: { roles: ['sponsor'] } });
    } finally {
      await demo.close();
    }
  });
});

async function appClient() {
  const client = new Client({ connectionString: world.database.appUrl });
  await client.connect();
  return client;
}
