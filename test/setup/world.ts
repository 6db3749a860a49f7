// A small inhabited world on a database of its own: one county with its offices, a neighbour county, and the city above.
// Accounts and sessions are seeded by SQL, because hashing a password for each of them would cost more than the tests.
import type { NestExpressApplication } from '@nestjs/platform-express';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { Client } from 'pg';
import { join } from 'node:path';
import request, { type Test } from 'supertest';
import { AppModule } from '../../src/app.module';
import { setUp } from '../../src/app.setup';
import { makeCreditCode } from '../../src/domain/credit-code';
import { reachOf, type Actor, type Role } from '../../src/domain/permission';
import { TokenService } from '../../src/identity/token.service';
import { Journal } from '../../src/ledger/journal';
import { SteppedClock } from '../../src/platform/clock';
import { newId } from '../../src/platform/ids';
import { RULEBOOK_FOLDER, loadRulebooks } from '../../src/platform/rulebook-files';
import { RulebooksService } from '../../src/rulebooks/rulebooks.service';
import { cloneDatabase, testServer, type TestDatabase } from './database';

export const COUNTY = '513221';
export const NEIGHBOUR = '510104';
export const CITY = '513200';

const ORGANISATIONS = {
  government: {
    county: COUNTY,
    region: '513221',
    level: 'county',
    kind: 'government',
    name: '汶川县人民政府',
    above: null,
  },
  township: {
    county: COUNTY,
    region: '513221106',
    level: 'township',
    kind: 'government',
    name: '漩口镇人民政府',
    above: 'government',
  },
  otherTownship: {
    county: COUNTY,
    region: '513221102',
    level: 'township',
    kind: 'government',
    name: '映秀镇人民政府',
    above: 'government',
  },
  civilAffairs: {
    county: COUNTY,
    region: '513221',
    level: 'county',
    kind: 'bureau',
    name: '汶川县民政局',
    above: 'government',
  },
  land: {
    county: COUNTY,
    region: '513221',
    level: 'county',
    kind: 'bureau',
    name: '汶川县自然资源局',
    above: 'government',
  },
  discipline: {
    county: COUNTY,
    region: '513221',
    level: 'county',
    kind: 'discipline',
    name: '中共汶川县纪律检查委员会',
    above: null,
  },
  personnel: {
    county: COUNTY,
    region: '513221',
    level: 'county',
    kind: 'organisation-department',
    name: '中共汶川县委组织部',
    above: null,
  },
  neighbourTownship: {
    county: NEIGHBOUR,
    region: '510104',
    level: 'county',
    kind: 'government',
    name: '锦江区人民政府',
    above: null,
  },
  neighbourDiscipline: {
    county: NEIGHBOUR,
    region: '510104',
    level: 'county',
    kind: 'discipline',
    name: '锦江区纪律检查委员会',
    above: null,
  },
  cityOffice: {
    county: CITY,
    region: '513200',
    level: 'city',
    kind: 'government',
    name: '阿坝州人民政府',
    above: null,
  },
  cityDiscipline: {
    county: CITY,
    region: '513200',
    level: 'city',
    kind: 'discipline',
    name: '中共阿坝州纪律检查委员会',
    above: null,
  },
} as const;
export type OrganisationKey = keyof typeof ORGANISATIONS;

const PEOPLE = {
  sponsor: ['township', 'sponsor'],
  sponsorColleague: ['township', 'sponsor'],
  otherSponsor: ['otherTownship', 'sponsor'],
  civilAffairs: ['civilAffairs', 'department'],
  land: ['land', 'department'],
  inspector: ['discipline', 'inspector'],
  secondInspector: ['discipline', 'inspector'],
  thirdInspector: ['discipline', 'inspector'],
  fourthInspector: ['discipline', 'inspector'],
  fifthInspector: ['discipline', 'inspector'],
  sixthInspector: ['discipline', 'inspector'],
  seventhInspector: ['discipline', 'inspector'],
  eighthInspector: ['discipline', 'inspector'],
  /** A second account of the natural person who is `sponsor`. */
  sponsorAsInspector: ['discipline', 'inspector', 'sponsor'],
  /** A second account of the natural person who is `inspector`. */
  inspectorAgain: ['discipline', 'inspector', 'inspector'],
  personnel: ['personnel', 'inspector'],
  governmentInspector: ['government', 'inspector'],
  leader: ['government', 'leader'],
  sysadmin: ['government', 'sysadmin'],
  secadmin: ['government', 'secadmin'],
  auditor: ['government', 'auditor'],
  neighbourSponsor: ['neighbourTownship', 'sponsor'],
  neighbourInspector: ['neighbourDiscipline', 'inspector'],
  neighbourDepartment: ['neighbourTownship', 'department'],
  neighbourLeader: ['neighbourTownship', 'leader'],
  neighbourSysadmin: ['neighbourTownship', 'sysadmin'],
  neighbourSecadmin: ['neighbourTownship', 'secadmin'],
  neighbourAuditor: ['neighbourTownship', 'auditor'],
  cityLeader: ['cityOffice', 'leader'],
  cityInspector: ['cityDiscipline', 'inspector'],
  secondCityInspector: ['cityDiscipline', 'inspector'],
  thirdCityInspector: ['cityDiscipline', 'inspector'],
  fourthCityInspector: ['cityDiscipline', 'inspector'],
} as const satisfies Record<string, readonly [OrganisationKey, Role, string?]>;
export type PersonKey = keyof typeof PEOPLE;

export interface Sending {
  ifMatch?: number | string;
  key?: string;
}

/** One person's hands on the API. Paths are without the prefix. */
export interface Hands {
  get(path: string): Test;
  post(path: string, body?: object, sending?: Sending): Test;
  put(path: string, body?: object, sending?: Sending): Test;
}

export interface World {
  app: NestExpressApplication;
  database: TestDatabase;
  clock: SteppedClock;
  journal: Journal;
  actor(person: PersonKey): Actor;
  organisation(key: OrganisationKey): string;
  as(person: PersonKey): Hands;
  /** Superuser's connection: sees and may do everything, as an attacker with the database in hand. */
  superuser: Client;
  close(): Promise<void>;
}

/** Read once a spec file: nobody changes them, and some files open a world a test. */
let shipped: ReturnType<typeof loadRulebooks>['rulebooks'] | undefined;

/** @param start the instant at which the world's clock stands; step it with `world.clock.step(...)`. */
export async function openWorld(start = '2026-03-02T01:00:00.000Z'): Promise<World> {
  const database = await cloneDatabase();
  const superuser = new Client({ connectionString: database.url });
  await superuser.connect();
  const clock = new SteppedClock(start);
  const actors = await seed(superuser);
  const app = await openApp(database, clock);
  const sessions = await openSessions(superuser, app.get(TokenService), actors);
  shipped ??= loadRulebooks(RULEBOOK_FOLDER).rulebooks;
  await app.get(RulebooksService).load(shipped);
  return {
    app,
    database,
    clock,
    superuser,
    journal: app.get(Journal),
    actor: person => actors[person],
    organisation: key => organisationIds.get(key)!,
    as: person => hands(app, sessions[person]),
    close: async () => {
      await app.close();
      await superuser.end();
      await database.drop();
    },
  };
}

const organisationIds = new Map(Object.keys(ORGANISATIONS).map(key => [key as OrganisationKey, newId()]));

async function openApp(database: TestDatabase, clock: SteppedClock): Promise<NestExpressApplication> {
  process.env.LOG_LEVEL ??= 'silent';
  // Made by whoever writes there first: a world without a log key leaves nothing behind.
  const files = join(testServer().folder, database.name);
  const config = {
    databaseUrl: database.url,
    appDatabaseUrl: database.appUrl,
    auditDatabaseUrl: database.auditUrl,
    port: 0,
    host: '127.0.0.1',
    varDir: '/nonexistent',
    secretsDir: join(files, 'secrets'),
    jwtSecret: 'a-secret-of-the-tests-and-of-nothing-else',
    trustedProxies: 0,
    logHost: 'log.test',
    publishedDir: join(files, 'published'),
    checkpointIntervalMs: 2_000,
    anchorsFile: join(files, 'anchors.json'),
    fsckHour: null,
    demo: false,
  };
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.with({ config, appUrl: database.appUrl, clock }),
    { logger: false, bodyParser: false },
  );
  setUp(app);
  app.useLogger(app.get(Logger));
  await app.listen(0, '127.0.0.1');
  return app;
}

async function seed(client: Client): Promise<Record<PersonKey, Actor>> {
  const recordedAt = '2024-01-01T00:00:00.000Z';
  let serial = 0;
  for (const [key, row] of Object.entries(ORGANISATIONS)) {
    const code = makeCreditCode(`11${row.county}${String(++serial).padStart(9, '0')}`);
    const above = row.above === null ? null : organisationIds.get(row.above);
    await client.query(
      `insert into organisation (county, id, region, level, kind, name, credit_code, superior_id, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        row.county,
        organisationIds.get(key as OrganisationKey),
        row.region,
        row.level,
        row.kind,
        row.name,
        code,
        above,
        recordedAt,
      ],
    );
  }
  const actors: [string, Actor][] = [];
  const personIds = new Map<string, string>();
  for (const [person, [organisation, role, samePersonAs]] of Object.entries(PEOPLE)) {
    const personId = personIds.get(samePersonAs ?? person) ?? newId();
    personIds.set(person, personId);
    actors.push([person, await seedPerson(client, { person, personId, organisation, role, recordedAt })]);
  }
  return Object.fromEntries(actors) as Record<PersonKey, Actor>;
}

async function seedPerson(
  client: Client,
  {
    person,
    personId,
    organisation,
    role,
    recordedAt,
  }: { person: string; personId: string; organisation: OrganisationKey; role: Role; recordedAt: string },
): Promise<Actor> {
  const { county, region } = ORGANISATIONS[organisation];
  const [accountId, organisationId] = [newId(), organisationIds.get(organisation)!];
  await client.query(
    `insert into account (county, id, organisation_id, person_id, login, name, recorded_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [county, accountId, organisationId, personId, `world-${person.toLowerCase()}`, `测试-${person}`, recordedAt],
  );
  await client.query(
    `insert into credential (county, account_id, password_hash, one_time, changed_at) values ($1, $2, 'none', false, $3)`,
    [county, accountId, recordedAt],
  );
  await client.query(
    `insert into role_grant (county, id, account_id, person_id, role, granted_at, reason) values ($1, $2, $3, $4, $5, $6, '测试')`,
    [county, newId(), accountId, personId, role, recordedAt],
  );
  return { accountId, personId, organisationId, county, reach: reachOf(county), region, roles: [role] };
}

async function openSessions(
  client: Client,
  tokens: TokenService,
  actors: Record<PersonKey, Actor>,
): Promise<Record<PersonKey, string>> {
  const issued: [string, string][] = [];
  for (const [person, { county, accountId }] of Object.entries(actors)) {
    const family = newId();
    await client.query(
      `insert into session (county, id, account_id, family, token_sha256, issued_at, expires_at)
       values ($1, $2, $3, $2, repeat('0', 64), '2024-01-01', '2099-01-01')`,
      [county, family, accountId],
    );
    issued.push([person, tokens.accessToken({ accountId, county, family })]);
  }
  return Object.fromEntries(issued) as Record<PersonKey, string>;
}

function hands(app: NestExpressApplication, token: string): Hands {
  const sent = (test: Test, sending: Sending = {}) => {
    test.set('Authorization', `Bearer ${token}`);
    if (sending.ifMatch !== undefined) {
      test.set('If-Match', typeof sending.ifMatch === 'number' ? `"${sending.ifMatch}"` : sending.ifMatch);
    }
    return sending.key === undefined ? test : test.set('Idempotency-Key', sending.key);
  };
  const server = app.getHttpServer();
  return {
    get: path => sent(request(server).get(`/api${path}`)),
    post: (path, body, sending) => withBody(sent(request(server).post(`/api${path}`), sending), body),
    put: (path, body, sending) => withBody(sent(request(server).put(`/api${path}`), sending), body),
  };
}

/** Without a body the caller may still attach files. */
const withBody = (test: Test, body?: object) => (body === undefined ? test : test.send(body));
