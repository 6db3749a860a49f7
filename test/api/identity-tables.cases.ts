// What the database itself refuses, whoever asks: the walls between counties and the rows that never change.
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { Account } from '../../src/identity/account.entity';
import { Credential } from '../../src/identity/credential.entity';
import { IdentityChange } from '../../src/identity/identity-change.entity';
import { Organisation } from '../../src/identity/organisation.entity';
import { RoleGrant } from '../../src/identity/role-grant.entity';
import { Session } from '../../src/identity/session.entity';
import { findDrift } from '../../src/platform/database/drift';
import { dataSourceOptions } from '../../src/platform/database/options';
import { COUNTY, NEIGHBOUR, openOffices, type IdentityWorld, type Office } from './identity-app';

let world: IdentityWorld;
let office: Office;
let neighbour: Office;
let app: Client;
beforeAll(async () => {
  ({ world, office, neighbour } = await openOffices());
  const change = { name: '改名', reason: '为了有一行变更' };
  for (const { organisationId, sysadmin } of [office, neighbour]) {
    await world
      .post(`/organisations/${organisationId}/change`, change, { token: sysadmin.token, ifMatch: 1 })
      .expect(200);
  }
  app = new Client({ connectionString: world.database.appUrl });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await world.close();
});

const TABLES = ['organisation', 'account', 'credential', 'role_grant', 'session', 'identity_change'];
const within = (region: string) => app.query('select set_config($1, $2, false)', ['app.region', region]);
const violated = (query: Promise<unknown>) =>
  query.then(
    () => 'nothing',
    (error: { constraint?: string; message: string }) => error.constraint ?? error.message,
  );

it('has entities that say what the tables say', async () => {
  const entities = [Organisation, Account, Credential, RoleGrant, Session, IdentityChange];
  const source = await new DataSource(dataSourceOptions(world.database.appUrl, { entities })).initialize();
  expect(await findDrift(source)).toEqual([]);
  await source.destroy();
});

describe.each(TABLES)('%s', table => {
  it('shows the app role one county, and nothing without one', async () => {
    for (const [region, seen] of [
      [COUNTY, [COUNTY]],
      [NEIGHBOUR, [NEIGHBOUR]],
      ['51', [NEIGHBOUR, COUNTY]],
      ['', []],
    ] as const) {
      await within(region);
      const { rows } = await app.query(`select distinct county from ${table} order by county`);
      expect(rows.map(row => row.county)).toEqual(seen);
    }
  });

  it('takes no row of another county, and gives none away or up', async () => {
    await within(COUNTY);
    const foreign = app.query(`insert into ${table} (county) values ($1)`, [NEIGHBOUR]);
    expect(await violated(foreign)).toMatch(/row-level security/);
    const reached = await app
      .query(`update ${table} set county = county where county = $1`, [NEIGHBOUR])
      .catch(() => ({ rowCount: 0 }));
    expect(reached.rowCount).toBe(0);
    await expect(app.query(`delete from ${table}`)).rejects.toThrow(/permission denied/);
    await expect(app.query(`truncate ${table} cascade`)).rejects.toThrow(/permission denied/);
  });
});

it('keeps password hashes from the audit role', async () => {
  const audit = new Client({ connectionString: world.database.auditUrl });
  await audit.connect();
  await expect(audit.query('select * from credential')).rejects.toThrow(/permission denied/);
  expect((await audit.query('select 1 from account')).rows).toHaveLength(6);
  await audit.end();
});

test.each([
  ['an account takes another person', 'update account set person_id = id, version = version + 1', 'account_holder'],
  [
    'an account takes another login',
    "update account set login = 'x' || login, version = version + 1",
    'account_holder',
  ],
  ['an account skips a version', 'update account set version = version + 2', 'account_version'],
  ['a grant gets another role', "update role_grant set role = 'leader'", 'role_grant_frozen'],
  ['a grant gets another reason', "update role_grant set reason = 'another'", 'role_grant_frozen'],
  ['a grant is revoked without a reason', 'update role_grant set revoked_at = now()', 'role_grant_revoked_whole'],
  ['a session lives longer', "update session set expires_at = expires_at + interval '1 day'", 'session_frozen'],
  ['a history is rewritten', "update identity_change set reason = 'another'", 'identity_change_append_only'],
  [
    'a person gets a second separated role',
    `insert into role_grant (county, id, account_id, person_id, role, granted_at, reason)
     select county, gen_random_uuid(), id, person_id, 'auditor', now(), 'by hand' from account where login like 'sysadmin%'`,
    'role_grant_separated',
  ],
])('even the superuser is refused when %s', async (_, sql, constraint) => {
  expect(await violated(world.superuser.query(sql))).toBe(constraint);
});

it('never lives again once revoked, nor is used twice', async () => {
  const { rows } = await world.superuser.query(
    'update session set revoked_at = now(), used_at = now() where county = $1 returning id',
    [NEIGHBOUR],
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const change of ['revoked_at = null', 'used_at = null', "used_at = now() + interval '1 hour'"]) {
    const again = world.superuser.query(`update session set ${change} where county = $1`, [NEIGHBOUR]);
    expect(await violated(again)).toBe('session_frozen');
  }
});
