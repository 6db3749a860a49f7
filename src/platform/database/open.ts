// From nothing to a migrated database with its logins, embedded or external: what `npm start`, the demo and the
// command line all begin with, and end with in reverse order (`stop` after the application has closed).
//
// An external DATABASE_URL must be a superuser, or a role with CREATEROLE (and CREATEDB unless its database exists
// already and belongs to it or to ph_owner). Several application processes on one server must be given the same
// APP_DATABASE_URL and AUDIT_DATABASE_URL; without them each would set the roles' passwords to its own.
import { join } from 'node:path';
import { Client } from 'pg';
import type { Config } from '../config';
import { secretAt } from '../secret';
import { type Embedded, startEmbedded } from './embedded';
import { migrate } from './migrate';
import { APP, AUDIT, type RolePasswords, ensureDatabase, ensureRoles } from './roles';

export interface OpenDatabase {
  /** Superuser or external owner connection; for migrations and maintenance only. */
  readonly adminUrl: string;
  readonly appUrl: string;
  readonly auditUrl: string;
  readonly embedded: boolean;
  /** Names of the migrations applied by this start. */
  readonly applied: readonly string[];
  stop(): Promise<void>;
}

export const DATABASE_NAME = 'pilot_harbor';
/** The migrations of this checkout, from dist/platform/database. */
export const MIGRATIONS = join(__dirname, '..', '..', '..', 'migrations');

/**
 * Opens the database of `config`: starts the embedded server when there is no DATABASE_URL, creates roles and
 * database, migrates.
 * @throws Error in both languages; a server started here is stopped again first.
 */
export async function openDatabase(config: Config, log: (line: string) => void): Promise<OpenDatabase> {
  if (config.databaseUrl !== undefined) return openAt(config, config.databaseUrl, log);
  const embedded = await startEmbedded({ dataDir: join(config.varDir, 'database'), log });
  try {
    const opened = await openAt(config, embedded.url(DATABASE_NAME), log);
    return { ...opened, embedded: true, stop: () => embedded.stop() };
  } catch (error) {
    await stopQuietly(embedded);
    throw error;
  }
}

async function stopQuietly(embedded: Embedded): Promise<void> {
  await embedded.stop().catch(() => undefined); // the error on its way to the operator matters more
}

async function openAt(config: Config, adminUrl: string, log: (line: string) => void): Promise<OpenDatabase> {
  const passwords = passwordsOf(config);
  await asAdministrator(adminUrl, async (client, database) => {
    await ensureRoles(client, passwords);
    await ensureDatabase(client, database);
  });
  const applied = await migrate({ url: adminUrl, folder: MIGRATIONS, log });
  return {
    adminUrl,
    appUrl: config.appDatabaseUrl ?? withLogin(adminUrl, APP, passwords.app.value),
    auditUrl: config.auditDatabaseUrl ?? withLogin(adminUrl, AUDIT, passwords.audit.value),
    embedded: false,
    applied,
    stop: async () => undefined,
  };
}

function passwordsOf(config: Config): RolePasswords {
  const of = (url: string | undefined, role: string) =>
    url === undefined
      ? { value: secretAt(join(config.secretsDir, role)), enforce: true }
      : { value: decodeURIComponent(new URL(url).password), enforce: false };
  return { app: of(config.appDatabaseUrl, APP), audit: of(config.auditDatabaseUrl, AUDIT) };
}

/** The same server and database, another login. */
export function withLogin(adminUrl: string, user: string, password: string): string {
  const url = new URL(adminUrl);
  url.username = user;
  url.password = encodeURIComponent(password);
  return url.toString();
}

/** The same server and login, another database. */
export function withDatabase(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.toString();
}

/** Connects to the maintenance database where allowed, since the own one may not exist yet. */
async function asAdministrator(
  adminUrl: string,
  work: (client: Client, database: string) => Promise<void>,
): Promise<void> {
  const database = decodeURIComponent(new URL(adminUrl).pathname.slice(1));
  const client = await connectFirst([withDatabase(adminUrl, 'postgres'), adminUrl]);
  try {
    await work(client, database);
  } finally {
    await client.end();
  }
}

async function connectFirst(urls: string[]): Promise<Client> {
  let failure: unknown;
  for (const connectionString of urls) {
    const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 });
    client.on('error', () => undefined); // a lost connection fails the query that waits on it
    try {
      await client.connect();
      return client;
    } catch (error) {
      failure = error;
    }
  }
  throw new Error(`无法连接数据库 / cannot connect to the database: ${(failure as Error).message}`, { cause: failure });
}
