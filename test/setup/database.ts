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
export async function cloneDatabase(): Promise<TestDatabase> {
  const server = testServer();
  const name = `ph_test_${randomBytes(6).toString('hex')}`;
  await asSuperuser(async client => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${server.template} OWNER ${OWNER}`);
    await guardDatabase(client, name);
  });
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
