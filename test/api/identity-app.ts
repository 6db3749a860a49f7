// The identity floor alone, on an empty database: the first start, real passwords, real log-ins.
import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Client } from 'pg';
import request, { type Response, type Test } from 'supertest';
import { setUp } from '../../src/app.setup';
import { makeCreditCode } from '../../src/domain/credit-code';
import { IdentityModule } from '../../src/identity/identity.module';
import { SetupService } from '../../src/identity/setup.service';
import { LedgerModule } from '../../src/ledger/ledger.module';
import { SteppedClock } from '../../src/platform/clock';
import { PlatformModule } from '../../src/platform/platform.module';
import { cloneDatabase, type TestDatabase } from '../setup/database';

export const SECRET = 'a-secret-of-the-tests-and-of-nothing-else';
export const COUNTY = '513221';
export const NEIGHBOUR = '510104';
export const PASSPHRASE = '岷江边上有三棵老核桃树一口井';

export interface Person {
  id: string;
  personId: string;
  login: string;
  password: string;
  token: string;
  refreshToken: string;
}

export interface Office {
  county: string;
  organisationId: string;
  sysadmin: Person;
  secadmin: Person;
  auditor: Person;
}

export interface IdentityWorld {
  app: NestExpressApplication;
  database: TestDatabase;
  clock: SteppedClock;
  setup: SetupService;
  /** Sees everything, whatever the policies say. */
  superuser: Client;
  get(path: string, token?: string): Test;
  post(path: string, body?: object, sending?: { token?: string; ifMatch?: number; key?: string }): Test;
  login(login: string, password: string): Test;
  /** Opens a county from the server's side and takes its three administrators through their first log-in. */
  openOffice(county: string): Promise<Office>;
  /** An account with roles that has chosen its password. */
  openAccount(office: Office, login: string, roles?: readonly string[], more?: object): Promise<Person>;
  /** Kinds on record about a subject, in order. */
  kinds(subject: string): Promise<string[]>;
  /** Ends the application; the database stays. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

let serial = 0;
export const creditCode = (county = COUNTY) => makeCreditCode(`11${county}${String(++serial).padStart(9, '0')}`);

export function officeInput(county: string) {
  const person = (role: string) => ({ login: `${role}-${county}`, name: `测试${role}` });
  return {
    county,
    organisation: { level: 'county', kind: 'government', name: `${county} 人民政府`, creditCode: creditCode(county) },
    administrators: { sysadmin: person('sysadmin'), secadmin: person('secadmin'), auditor: person('auditor') },
  } as const;
}

interface Opening {
  demo?: boolean;
  controllers?: Type[];
  /** Name of a database at rest to begin with. Default: an empty one. */
  template?: string;
}

export async function openIdentity({ template, ...options }: Opening = {}): Promise<IdentityWorld> {
  process.env.LOG_LEVEL ??= 'silent';
  const database = await cloneDatabase(template);
  const superuser = new Client({ connectionString: database.url });
  await superuser.connect();
  const clock = new SteppedClock('2026-03-02T01:00:00.000Z');
  const app = await openApp({ database, clock, ...options });
  const world = { app, database, clock, superuser, setup: app.get(SetupService), ...hands(app) };
  const rest = async () => {
    await app.close();
    await superuser.end();
  };
  return {
    ...world,
    openOffice: county => openOffice(world, county),
    openAccount: (office, login, roles = [], more = {}) => openAccount(world, office, { login, roles, more }),
    kinds: async subject => {
      const sql = 'select kind from ledger_entry where subject = $1 order by position';
      return (await superuser.query<{ kind: string }>(sql, [subject])).rows.map(row => row.kind);
    },
    rest,
    close: async () => {
      await rest();
      await database.drop();
    },
  };
}

interface Offices {
  office: Office;
  neighbour: Office;
}

let settled: Promise<{ template: string; offices: Offices }> | undefined;

/** Two counties whose administrators have logged in, once a spec file: six first log-ins are two dozen argon2 hashes. */
async function settle(): Promise<{ template: string; offices: Offices }> {
  const world = await openIdentity();
  const offices = { office: await world.openOffice(COUNTY), neighbour: await world.openOffice(NEIGHBOUR) };
  await world.rest();
  return { template: world.database.name, offices };
}

/** A world of its own in which the offices of two counties are open, with the sessions their people have. */
export async function openOffices(
  options: Omit<Opening, 'template'> = {},
): Promise<{ world: IdentityWorld } & Offices> {
  settled ??= settle();
  const { template, offices } = await settled;
  return { world: await openIdentity({ ...options, template }), ...structuredClone(offices) };
}

async function openApp(with_: { database: TestDatabase; clock: SteppedClock; demo?: boolean; controllers?: Type[] }) {
  const { database, clock, demo = false, controllers = [] } = with_;
  const config = {
    databaseUrl: database.url,
    appDatabaseUrl: database.appUrl,
    auditDatabaseUrl: database.auditUrl,
    port: 0,
    host: '127.0.0.1',
    varDir: '/nonexistent',
    secretsDir: '/nonexistent',
    jwtSecret: SECRET,
    trustedProxies: 0,
    logHost: 'log.test',
    publishedDir: '/nonexistent',
    checkpointIntervalMs: 2_000,
    anchorsFile: '/nonexistent',
    fsckHour: null,
    demo,
  };
  @Module({
    imports: [PlatformModule.with({ config, appUrl: database.appUrl, clock }), LedgerModule, IdentityModule],
    controllers,
  })
  class Floors {}
  const app = await NestFactory.create<NestExpressApplication>(Floors, { logger: false, bodyParser: false });
  setUp(app);
  await app.listen(0, '127.0.0.1');
  return app;
}

function hands(app: NestExpressApplication): Pick<IdentityWorld, 'get' | 'post' | 'login'> {
  const server = app.getHttpServer();
  const bearer = (test: Test, token?: string) =>
    token === undefined ? test : test.set('Authorization', `Bearer ${token}`);
  const post: IdentityWorld['post'] = (path, body = {}, { token, ifMatch, key } = {}) => {
    const test = bearer(request(server).post(`/api${path}`), token);
    if (ifMatch !== undefined) test.set('If-Match', `"${ifMatch}"`);
    if (key !== undefined) test.set('Idempotency-Key', key);
    return test.send(body);
  };
  return {
    post,
    get: (path, token) => bearer(request(server).get(`/api${path}`), token),
    login: (login, password) => post('/login', { login, password }),
  };
}

type Bare = Pick<IdentityWorld, 'setup' | 'post' | 'login'>;

async function openOffice(world: Bare, county: string): Promise<Office> {
  const { organisation, administrators } = await world.setup.openCounty(officeInput(county));
  const enter = (account: { id: string; personId: string; login: string; oneTimePassword: string }) =>
    firstLogin(world, account);
  return {
    county,
    organisationId: organisation.id,
    sysadmin: await enter(administrators.sysadmin),
    secadmin: await enter(administrators.secadmin),
    auditor: await enter(administrators.auditor),
  };
}

async function openAccount(
  world: Bare,
  office: Office,
  { login, roles, more }: { login: string; roles: readonly string[]; more: object },
): Promise<Person> {
  const body = { organisationId: office.organisationId, login, name: '测试', ...more };
  const opened = await world.post('/accounts', body, { token: office.sysadmin.token }).expect(201);
  for (const role of roles) {
    const path = `/accounts/${opened.body.id}/roles`;
    await world.post(path, { role, reason: '测试授权' }, { token: office.secadmin.token }).expect(201);
  }
  return firstLogin(world, opened.body);
}

async function firstLogin(
  world: Bare,
  account: { id: string; personId: string; login: string; oneTimePassword: string },
): Promise<Person> {
  const { id, personId, login, oneTimePassword } = account;
  const { accessToken: token, refreshToken } = (await world.login(login, oneTimePassword).expect(200)).body;
  const change = { oldPassword: oneTimePassword, newPassword: PASSPHRASE };
  await world.post('/me/password', change, { token }).expect(200);
  return { id, personId, login, password: PASSPHRASE, token, refreshToken };
}

/** Expects the problem and answers its body. */
export function refused(response: Response, status: number, code: string) {
  expect({ status: response.status, code: response.body.code }).toEqual({ status, code });
  expect(response.body.detail).toEqual({ zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.any(String) });
  return response.body;
}
