import { COUNTY, creditCode, openOffices, refused, type IdentityWorld, type Office, type Person } from './identity-app';

let world: IdentityWorld;
let office: Office;
let neighbour: Office;
beforeAll(async () => {
  ({ world, office, neighbour } = await openOffices());
});
afterAll(() => world.close());

const township = (change: object = {}) => ({
  region: '513221106',
  level: 'township',
  kind: 'government',
  name: '漩口镇人民政府',
  creditCode: creditCode(),
  superiorId: office.organisationId,
  ...change,
});
const by = (person: Person, ifMatch?: number) => ({ token: person.token, ...(ifMatch !== undefined && { ifMatch }) });
const createTownship = async (change: object = {}) =>
  (await world.post('/organisations', township(change), by(office.sysadmin)).expect(201)).body;

describe('an organisation', () => {
  it('is registered, read, listed, changed and closed, each with its reason and on record', async () => {
    const created = await createTownship();
    expect(created).toMatchObject({
      version: 1,
      county: COUNTY,
      closedOn: null,
      receipt: { kind: 'organisation.created' },
    });
    const path = `/organisations/${created.id}`;
    const read = await world.get(path, office.auditor.token).expect(200);
    expect(read.headers.etag).toBe('"1"');
    const change = { name: '漩口镇人民政府（新）', reason: '更名' };
    refused(await world.post(`${path}/change`, change, by(office.sysadmin)), 428, 'request.if-match-missing');
    refused(await world.post(`${path}/change`, change, by(office.sysadmin, 2)), 412, 'version.stale');
    const changed = await world.post(`${path}/change`, change, by(office.sysadmin, 1)).expect(200);
    expect(changed.body).toMatchObject({ version: 2, name: change.name });
    refused(await world.post(`${path}/change`, change, by(office.sysadmin, 2)), 409, 'identity.unchanged');
    const early = { closedOn: '2026-03-03', reason: '撤并' };
    refused(await world.post(`${path}/close`, early, by(office.sysadmin, 2)), 400, 'organisation.closed-in-future');
    const close = { closedOn: '2026-03-02', reason: '撤并' };
    expect((await world.post(`${path}/close`, close, by(office.sysadmin, 2)).expect(200)).body.closedOn).toBe(
      '2026-03-02',
    );
    refused(await world.post(`${path}/change`, change, by(office.sysadmin, 3)), 409, 'organisation.closed');
    const { body } = await world.get(`${path}/changes`, office.auditor.token).expect(200);
    expect(body).toMatchObject([
      {
        version: 2,
        act: 'organisation.changed',
        before: { name: '漩口镇人民政府' },
        after: { name: change.name },
        reason: '更名',
      },
      {
        version: 3,
        act: 'organisation.closed',
        before: { closed_on: null },
        reason: '撤并',
        changedBy: office.sysadmin.id,
      },
    ]);
    expect(await world.kinds(created.id)).toEqual([
      'organisation.created',
      'organisation.changed',
      'organisation.closed',
    ]);
  });

  test.each([
    ['a region of another county', { region: '510104020' }, 400, 'organisation.region-outside'],
    ['a region that does not exist', { region: '513221999' }, 400, 'region.not-found'],
    ['a level its code does not have', { level: 'village' }, 400, 'organisation.level-mismatch'],
    ['a wrong check character', { creditCode: '115132210000000010' }, 400, 'credit-code.invalid'],
    ['an unknown superior', { superiorId: '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b' }, 400, 'organisation.superior-unfit'],
    ['an unknown kind', { kind: 'club' }, 400, 'request.invalid'],
    ['an unknown field', { colour: 'red' }, 400, 'request.invalid'],
  ])('is refused with %s', async (_, change, status, code) => {
    refused(await world.post('/organisations', township(change), by(office.sysadmin)), status, code);
  });

  it('has a credit code of its own', async () => {
    const { creditCode: taken } = await createTownship();
    refused(
      await world.post('/organisations', township({ creditCode: taken }), by(office.sysadmin)),
      409,
      'organisation.credit-code-taken',
    );
  });

  it('is never above its own superior', async () => {
    const above = await createTownship();
    const below = await createTownship({ superiorId: above.id });
    for (const superiorId of [above.id, below.id]) {
      const answer = await world.post(
        `/organisations/${above.id}/change`,
        { superiorId, reason: '循环' },
        by(office.sysadmin, 1),
      );
      refused(answer, 400, 'organisation.superior-unfit');
    }
  });

  it('closes only when nobody works there any more', async () => {
    const { id } = await createTownship();
    const account = await world.openAccount(office, 'last-to-leave', [], { organisationId: id });
    const close = { closedOn: '2026-03-02', reason: '撤并' };
    refused(
      await world.post(`/organisations/${id}/close`, close, by(office.sysadmin, 1)),
      409,
      'organisation.has-accounts',
    );
    const move = { organisationId: office.organisationId, reason: '撤并调入' };
    await world.post(`/accounts/${account.id}/move`, move, by(office.sysadmin, 1)).expect(200);
    await world.post(`/organisations/${id}/close`, close, by(office.sysadmin, 1)).expect(200);
    const back = { organisationId: id, reason: '调回' };
    refused(await world.post(`/accounts/${account.id}/move`, back, by(office.sysadmin, 2)), 409, 'organisation.closed');
  });

  it('is listed page by page without gap or repetition, and filtered', async () => {
    for (let n = 0; n < 5; n++)
      await createTownship({ region: '513221102', name: `映秀镇第${n}所`, kind: 'public-institution' });
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await world
        .get(`/organisations?limit=2&region=513221102&kind=public-institution${cursor}`, office.auditor.token)
        .expect(200);
      seen.push(...body.items.map((row: { name: string }) => row.name));
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    expect(seen).toEqual(Array.from({ length: 5 }, (_, n) => `映秀镇第${n}所`));
    refused(await world.get('/organisations?cursor=x', office.auditor.token), 400, 'page.cursor-malformed');
  });
});

describe('an account', () => {
  const input = (change: object = {}) => ({
    organisationId: office.organisationId,
    login: 'somebody',
    name: '李四',
    ...change,
  });

  it('is opened, moved, disabled and enabled, on record without its name', async () => {
    const { id, token } = await world.openAccount(office, 'whole-life', ['sponsor'], { name: '欧阳测试' });
    const { id: organisationId } = await createTownship();
    await world
      .post(`/accounts/${id}/move`, { organisationId, reason: '欧阳测试调动' }, by(office.sysadmin, 1))
      .expect(200);
    expect((await world.get('/me', token).expect(200)).body).toMatchObject({
      region: '513221106',
      organisation: { id: organisationId },
    });
    await world.post(`/accounts/${id}/disable`, { reason: '借调' }, by(office.sysadmin, 2)).expect(200);
    refused(await world.get('/me', token), 401, 'access.session-ended');
    await world.post(`/accounts/${id}/enable`, { reason: '借调期满' }, by(office.sysadmin, 3)).expect(200);
    refused(await world.get('/me', token), 401, 'access.session-ended');
    expect(await world.kinds(id)).toEqual([
      ...['account.created', 'role.granted', 'account.password-changed', 'account.moved'],
      ...['account.disabled', 'account.enabled'],
    ]);
    const { rows } = await world.superuser.query("select convert_from(payload, 'UTF8') as text from ledger_payload");
    const texts = rows.map(row => row.text).join('\n');
    expect(texts).toContain(id);
    expect(texts).not.toMatch(/欧阳测试|whole-life/);
    const { body } = await world.get(`/accounts/${id}/changes`, office.auditor.token).expect(200);
    expect(body.map((change: { reason: string }) => change.reason)).toEqual(['欧阳测试调动', '借调', '借调期满']);
  });

  it('tells its one-time password once: a repeated request gets the account without it', async () => {
    const sending = { ...by(office.sysadmin), key: 'open-repeat' };
    const first = (await world.post('/accounts', input({ login: 'repeat' }), sending).expect(201)).body;
    const second = (await world.post('/accounts', input({ login: 'repeat' }), sending).expect(201)).body;
    expect(first.oneTimePassword).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    expect(second).toEqual({ ...first, oneTimePassword: null });
    refused(await world.post('/accounts', input({ login: 'repeat-other' }), sending), 422, 'idempotency.key-reused');
    const kept = await world.superuser.query("select answer::text from idempotency where key = 'open-repeat'");
    expect(kept.rows[0].answer).not.toContain(first.oneTimePassword);
  });

  it('has a login name unique across counties', async () => {
    await world.openAccount(neighbour, 'wanted-everywhere');
    refused(
      await world.post('/accounts', input({ login: 'wanted-everywhere' }), by(office.sysadmin)),
      409,
      'account.login-taken',
    );
  });

  test.each([
    ['an upper-case login', { login: 'Somebody' }, 'request.invalid'],
    ['a person nobody knows', { personId: '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b' }, 'account.person-unknown'],
  ])('is refused with %s', async (_, change, code) => {
    refused(await world.post('/accounts', input(change), by(office.sysadmin)), 400, code);
  });

  it('is never touched by its own holder, nor disabled when it is the only administrator', async () => {
    const reason = { reason: '试试' };
    refused(
      await world.post(`/accounts/${office.sysadmin.id}/disable`, reason, by(office.sysadmin, 1)),
      403,
      'account.own',
    );
    const answer = await world.post(`/accounts/${office.auditor.id}/disable`, reason, by(office.sysadmin, 1));
    refused(answer, 409, 'account.sole-administrator');
    const { personId } = office.sysadmin;
    const own = await world.openAccount(office, 'own-second', [], { personId });
    refused(await world.post(`/accounts/${own.id}/disable`, reason, by(office.sysadmin, 1)), 403, 'account.own');
    await world.openAccount(office, 'second-auditor', ['auditor']);
    await world.post(`/accounts/${office.auditor.id}/disable`, reason, by(office.sysadmin, 1)).expect(200);
    await world.post(`/accounts/${office.auditor.id}/enable`, reason, by(office.sysadmin, 2)).expect(200);
    office.auditor.token = (
      await world.login(office.auditor.login, office.auditor.password).expect(200)
    ).body.accessToken;
  });

  it('is not disabled together with the only other administrator of its kind', async () => {
    const lone = await world.openOffice('510106');
    const second = await world.openAccount(lone, 'second-of-two', ['auditor']);
    const disable = ({ id }: Person) =>
      world.post(`/accounts/${id}/disable`, { reason: '同时' }, { token: lone.sysadmin.token, ifMatch: 1 });
    const answers = await Promise.all([disable(lone.auditor), disable(second)]);
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 409]);
  });

  it('never shows a hash or a password, in whatever answer', async () => {
    const { body } = await world.get('/accounts?limit=100', office.secadmin.token).expect(200);
    expect(body.items.length).toBeGreaterThan(5);
    const allowed = [
      'county',
      'disabled',
      'id',
      'login',
      'name',
      'organisationId',
      'personId',
      'post',
      'recordedAt',
      'version',
    ];
    for (const item of body.items) expect(Object.keys(item).sort()).toEqual(allowed);
  });
});

describe('a role', () => {
  const grant = (account: string, role: string, person = office.secadmin) =>
    world.post(`/accounts/${account}/roles`, { role, reason: '测试授权' }, by(person));
  const revoke = (account: string, id: string, person = office.secadmin) =>
    world.post(`/accounts/${account}/roles/${id}/revoke`, { reason: '测试收回' }, by(person));

  it('counts at once when granted and when revoked, on record with who and why', async () => {
    const { id, token } = await world.openAccount(office, 'role-life');
    refused(await world.get('/organisations', token), 403, 'access.forbidden');
    const granted = (await grant(id, 'sponsor').expect(201)).body;
    await world.get('/organisations', token).expect(200);
    refused(await grant(id, 'sponsor'), 409, 'role.already-granted');
    await revoke(id, granted.id).expect(200);
    refused(await world.get('/organisations', token), 403, 'access.forbidden');
    refused(await revoke(id, granted.id), 404, 'role.not-in-force');
    await grant(id, 'sponsor').expect(201);
    const { body } = await world.get(`/accounts/${id}/roles`, office.auditor.token).expect(200);
    expect(body).toMatchObject([
      {
        role: 'sponsor',
        grantedBy: office.secadmin.id,
        reason: '测试授权',
        revokedBy: office.secadmin.id,
        revokeReason: '测试收回',
      },
      { role: 'sponsor', revokedAt: null },
    ]);
    expect((await world.kinds(id)).filter(kind => kind.startsWith('role.'))).toEqual([
      'role.granted',
      'role.revoked',
      'role.granted',
    ]);
  });

  it('is never granted to or revoked from oneself, not even through a second account', async () => {
    const { secadmin } = office;
    const second = await world.openAccount(office, 'secadmin-second', [], { personId: secadmin.personId });
    for (const account of [secadmin.id, second.id]) refused(await grant(account, 'sponsor'), 403, 'account.own');
    const own = (await world.get(`/accounts/${secadmin.id}/roles`, secadmin.token).expect(200)).body[0];
    refused(await revoke(secadmin.id, own.id), 403, 'account.own');
  });

  it('separates the three administrators by person, whatever the number of accounts', async () => {
    const { sysadmin, auditor } = office;
    refused(await grant(sysadmin.id, 'auditor'), 409, 'role.separated');
    const second = await world.openAccount(office, 'sysadmin-second', [], { personId: sysadmin.personId });
    refused(await grant(second.id, 'auditor'), 409, 'role.separated');
    refused(await grant(second.id, 'secadmin'), 409, 'role.separated');
    await grant(second.id, 'leader').expect(201);
    const held = (await world.get(`/accounts/${auditor.id}/roles`, auditor.token).expect(200)).body;
    const inForce = held.find((row: { revokedAt: string | null }) => row.revokedAt === null);
    await revoke(auditor.id, inForce.id).expect(200);
    await grant(auditor.id, 'sysadmin').expect(201);
  });

  it('separates them even when two grants race', async () => {
    const first = await world.openAccount(office, 'race-one');
    const second = await world.openAccount(office, 'race-two', [], { personId: first.personId });
    const answers = await Promise.all([grant(first.id, 'auditor'), grant(second.id, 'sysadmin')]);
    expect(answers.map(answer => answer.status).sort()).toEqual([201, 409]);
  });

  it('is given by the security administrator alone, and not to a disabled account', async () => {
    const { id } = await world.openAccount(office, 'to-disable');
    refused(await grant(id, 'sponsor', office.sysadmin), 403, 'access.forbidden');
    refused(
      await world.post(`/accounts/${id}/roles`, { role: 'sponsor' }, by(office.secadmin)),
      400,
      'request.invalid',
    );
    await world.post(`/accounts/${id}/disable`, { reason: '离职' }, by(office.sysadmin, 1)).expect(200);
    refused(await grant(id, 'sponsor'), 409, 'account.disabled');
  });
});

describe('one county', () => {
  it('shows nothing of another, by list, by id, or by act', async () => {
    const { sysadmin, secadmin } = office;
    for (const path of ['/accounts?limit=100', '/organisations?limit=100']) {
      const { body } = await world.get(path, sysadmin.token).expect(200);
      expect(new Set(body.items.map((row: { county: string }) => row.county))).toEqual(new Set([COUNTY]));
    }
    const foreign = neighbour.auditor.id;
    refused(await world.get(`/accounts/${foreign}`, sysadmin.token), 404, 'account.not-found');
    refused(await world.get(`/accounts/${foreign}/roles`, secadmin.token), 404, 'account.not-found');
    refused(
      await world.get(`/organisations/${neighbour.organisationId}`, sysadmin.token),
      404,
      'organisation.not-found',
    );
    const reason = { reason: '越界' };
    refused(await world.post(`/accounts/${foreign}/disable`, reason, by(sysadmin, 1)), 404, 'account.not-found');
    const grant = { role: 'sponsor', ...reason };
    refused(await world.post(`/accounts/${foreign}/roles`, grant, by(secadmin)), 404, 'account.not-found');
    const account = { organisationId: neighbour.organisationId, login: 'over-the-border', name: '越界' };
    refused(await world.post('/accounts', account, by(sysadmin)), 404, 'organisation.not-found');
    const person = { ...account, organisationId: office.organisationId, personId: neighbour.auditor.personId };
    refused(await world.post('/accounts', person, by(sysadmin)), 400, 'account.person-unknown');
  });

  it('is read, and not written, by the city above', async () => {
    const city = await world.setup.openCounty({
      county: '513200',
      organisation: { level: 'city', kind: 'government', name: '阿坝州人民政府', creditCode: creditCode('513200') },
      administrators: {
        sysadmin: { login: 'sysadmin-aba', name: '甲' },
        secadmin: { login: 'secadmin-aba', name: '乙' },
        auditor: { login: 'auditor-aba', name: '丙' },
      },
    });
    const { login, oneTimePassword: oldPassword } = city.administrators.sysadmin;
    const token = (await world.login(login, oldPassword).expect(200)).body.accessToken;
    await world.post('/me/password', { oldPassword, newPassword: '阿坝州的另一句很长的话啊' }, { token }).expect(200);
    const { body } = await world.get('/accounts?limit=100', token).expect(200);
    const counties = new Set(body.items.map((row: { county: string }) => row.county));
    expect(counties).toEqual(new Set([COUNTY, '513200']));
    await world.get(`/accounts/${office.auditor.id}`, token).expect(200);
    const answer = await world.post(
      `/accounts/${office.auditor.id}/disable`,
      { reason: '越级' },
      { token, ifMatch: 1 },
    );
    refused(answer, 404, 'account.not-found');
    refused(
      await world.post('/organisations', township({ superiorId: null }), { token }),
      400,
      'organisation.region-outside',
    );
  });
});
