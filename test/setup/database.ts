// One database per spec file, copied from the migrated template in some tens of milliseconds.
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { withDatabase, withLogin } from '../../src/platform/database/open';
import { APP, AUDIT, OWNER, guardDatabase } from '../../src/platform/database/roles';

export interface TestDatabase {
  name: string;
  /** The superuser's connection: sees every county, because row-level security does not bind it. */
  url: string;
  appUrl: string;
  auditUrl: string;
  /** Ends whoever is still connected and removes the database. */
  drop(): Promise<void>;
}

interface TestServer {
  url: string;
  template: string;
  app: string;
  audit: string;
  /** Temporary folder of this run. */
  folder: string;
  /** The same, where programs may be executed: in memory if that allows it. */
  programs: string;
}

export function testServer(): TestServer {
  const state = process.env.PILOT_HARBOR_TEST_SERVER;
  if (state === undefined) throw new Error('no test server: this spec belongs under test/db or test/api');
  return JSON.parse(state) as TestServer;
}

/** Runs `work` with a superuser connection to the maintenance database. */
export async function asSuperuser<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: testServer().url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Call it in `beforeAll`, and `drop` in `afterAll` after the application has closed. */
export async function cloneDatabase(template = testServer().template): Promise<TestDatabase> {
  const name = `ph_test_${randomBytes(6).toString('hex')}`;
  await asSuperuser(client => copy(client, template, name));
  return databaseNamed(name);
}

/** Nobody may be connected to `template`. Files are copied as they are, which costs half of going through the log. */
async function copy(client: Client, template: string, name: string): Promise<void> {
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY OWNER ${OWNER}`);
  await guardDatabase(client, name);
}

/**
 * A further template of this run, made by the first spec file that asks for it; answers its name. `prepare` leaves no
 * connection behind.
 */
export async function preparedOnce(name: string, prepare: (database: TestDatabase) => Promise<void>): Promise<string> {
  if (prepared.has(name)) return name;
  await asSuperuser(async client => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 1) return;
    const draft = `${name}_draft`;
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`); // of one who failed
    await copy(client, testServer().template, draft);
    await prepare(databaseNamed(draft));
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
  });
  prepared.add(name);
  return name;
}

/** Known to this spec file. */
const prepared = new Set<string>();

function databaseNamed(name: string): TestDatabase {
  const server = testServer();
  const url = withDatabase(server.url, name);
  return {
    name,
    url,
    appUrl: withLogin(url, APP, server.app),
    auditUrl: withLogin(url, AUDIT, server.audit),
    drop: () =>
      asSuperuser(async client => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}
