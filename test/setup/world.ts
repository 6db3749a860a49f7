// A small inhabited world on a database of its own: one county with its offices, a neighbour county, and the city above.
import type { NestExpressApplication } from '@nestjs/platform-express';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { Client } from 'pg';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import request, { type Test } from 'supertest';
import { AppModule } from '../../src/app.module';
import { setUp } from '../../src/app.setup';
import type { Actor } from '../../src/domain/permission';
import { TokenService } from '../../src/identity/token.service';
import { Journal } from '../../src/ledger/journal';
import { SteppedClock } from '../../src/platform/clock';
import { RULEBOOK_FOLDER, loadRulebooks } from '../../src/platform/rulebook-files';
import { RulebooksService } from '../../src/rulebooks/rulebooks.service';
import { cloneDatabase, preparedOnce, testServer, type TestDatabase } from './database';
import { ACTORS, familyOf, organisationId, settle, type OrganisationKey, type PersonKey } from './inhabitants';

export { CITY, COUNTY, NEIGHBOUR, type OrganisationKey, type PersonKey } from './inhabitants';

export interface Sending {
  ifMatch?: number | string;
  key?: string;
}

/** One person's hands on the API. Paths are without the prefix. */
export interface Hands {
  get(path: string): Test;
  post(path: string, body?: object, sending?: Sending): Test;
  put(path: string, body?: object, sending?: Sending): Test;
  delete(path: string): Test;
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
  /** Ends the application, while database and files stay: other worlds may go on from here. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

const FIRST_DAY = '2026-03-02T01:00:00.000Z';

type Prepare = (app: NestExpressApplication) => void;
const NOTHING: Prepare = () => undefined;

/**
 * @param start the instant at which the world's clock stands; step it with `world.clock.step(...)`.
 * @param prepare what the application needs besides before it listens
 */
export async function openWorld(start = FIRST_DAY, prepare = NOTHING): Promise<World> {
  return enter(await cloneDatabase(await preparedOnce('ph_inhabited', inhabit)), start, prepare);
}

/** A world that begins as one at rest ended, database and files. */
export async function openAgain({ database: played }: World, start: string): Promise<World> {
  const database = await cloneDatabase(played.name);
  cpSync(filesOf(played), filesOf(database), { recursive: true });
  return enter(database, start);
}

async function enter(database: TestDatabase, start: string, prepare = NOTHING): Promise<World> {
  const superuser = new Client({ connectionString: database.url });
  await superuser.connect();
  const clock = new SteppedClock(start);
  const app = await openApp(database, clock, prepare);
  const tokens = app.get(TokenService);
  const sessions = new Map<PersonKey, string>();
  const sessionOf = (person: PersonKey): string => {
    const { accountId, county } = ACTORS[person];
    const session = sessions.get(person) ?? tokens.accessToken({ accountId, county, family: familyOf(person) });
    sessions.set(person, session);
    return session;
  };
  const rest = async () => {
    await app.close();
    await superuser.end();
  };
  return {
    app,
    database,
    clock,
    superuser,
    journal: app.get(Journal),
    actor: person => ACTORS[person],
    organisation: organisationId,
    as: person => hands(app, sessionOf(person)),
    rest,
    close: async () => {
      await rest();
      await database.drop();
    },
  };
}

/** People and shipped rulebooks, once a run: every world begins as a copy of this one. */
async function inhabit(database: TestDatabase): Promise<void> {
  const superuser = new Client({ connectionString: database.url });
  await superuser.connect();
  await settle(superuser);
  await superuser.end();
  const app = await openApp(database, new SteppedClock(FIRST_DAY));
  await app.get(RulebooksService).load(loadRulebooks(RULEBOOK_FOLDER).rulebooks);
  await app.close();
}

/** Made by whoever writes there first: a world without a log key leaves nothing behind. */
const filesOf = ({ name }: TestDatabase): string => join(testServer().folder, name);

async function openApp(
  database: TestDatabase,
  clock: SteppedClock,
  prepare = NOTHING,
): Promise<NestExpressApplication> {
  process.env.LOG_LEVEL ??= 'silent';
  const files = filesOf(database);
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
  prepare(app);
  app.useLogger(app.get(Logger));
  await app.listen(0, '127.0.0.1');
  return app;
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
    delete: path => sent(request(server).delete(`/api${path}`)),
    put: (path, body, sending) => withBody(sent(request(server).put(`/api${path}`), sending), body),
  };
}

/** Without a body the caller may still attach files. */
const withBody = (test: Test, body?: object) => (body === undefined ? test : test.send(body));
