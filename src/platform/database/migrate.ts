// Applies migrations/NNNN_name.sql in order, each file once and whole or not at all. What was applied is recorded with
// the digest of the file: history that was edited afterwards is refused, because other installations already ran it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { sha256Hex } from '../digests';
import { APP, AUDIT, MIGRATION_LOCK, OWNER, underLock } from './roles';

interface Migration {
  name: string;
  sql: string;
  sha256: string;
}

export interface MigrateOptions {
  /** Connection that may SET ROLE ph_owner. */
  url: string;
  /** Folder of the SQL files. */
  folder: string;
  log?: (line: string) => void;
}

const FILE = /^(\d{4})_[a-z0-9_]+\.sql$/;
/** A file that ends its own transaction could be half applied. `BEGIN` without a semicolon is PL/pgSQL. */
const TRANSACTION = /^\s*(begin|start transaction|commit|end|rollback)( work| transaction)?\s*;/im;

/**
 * The migrations of a folder, in order.
 * @throws Error for a misnamed file, a number used twice, or a statement that ends the transaction.
 */
export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort();
  const numbers = new Map<string, string>();
  return names.map(name => {
    const number = FILE.exec(name)?.[1];
    if (number === undefined) throw new Error(`迁移文件名应为 / a migration is named NNNN_lower_case.sql: ${name}`);
    const twin = numbers.get(number);
    if (twin !== undefined) throw new Error(`迁移编号重复 / two migrations share a number: ${twin}, ${name}`);
    numbers.set(number, name);
    // Git may have rewritten line ends; they are no change of meaning.
    const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    const ending = TRANSACTION.exec(stripFunctionBodies(sql))?.[0].trim();
    if (ending !== undefined) throw new Error(`${name}: 迁移不得自行结束事务 / a migration may not contain: ${ending}`);
    return { name, sql, sha256: sha256Hex(sql) };
  });
}

/** `END;` closes a PL/pgSQL block inside $$...$$; only what stands outside is a statement. */
function stripFunctionBodies(sql: string): string {
  return sql.replace(/(\$\w*\$)[\s\S]*?\1/g, '');
}

/**
 * Brings the database of `url` up to date and answers the names applied now. Any number of processes may call it at
 * once: one works, the others wait and find nothing left to do.
 * @throws Error naming the file (and line) that failed, was changed after it was applied, is missing, or came late.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const wanted = readMigrations(options.folder);
  const client = new Client({
    connectionString: options.url,
    application_name: 'pilot-harbor migrate',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined); // a lost connection fails the query that waits on it
  await client.connect();
  try {
    return await underLock(client, MIGRATION_LOCK, () => applyMissing(client, wanted, options.log));
  } finally {
    await client.end();
  }
}

async function applyMissing(client: Client, wanted: Migration[], log?: (line: string) => void): Promise<string[]> {
  await client.query(`SET ROLE ${OWNER}`);
  await prepareRecord(client);
  const missing = compare(wanted, await appliedMigrations(client));
  for (const migration of missing) {
    await apply(client, migration);
    log?.(`迁移 / migrated ${migration.name}`);
  }
  return missing.map(({ name }) => name);
}

async function prepareRecord(client: Client): Promise<void> {
  await client.query(`CREATE TABLE IF NOT EXISTS public.migration (
    name text PRIMARY KEY,
    sha256 text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  )`);
  await client.query(`GRANT SELECT ON public.migration TO ${APP}, ${AUDIT}`);
}

async function appliedMigrations(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; sha256: string }>('SELECT name, sha256 FROM public.migration');
  return new Map(rows.map(row => [row.name, row.sha256]));
}

/** What is left to apply, after the history of folder and database has been found to agree. */
function compare(wanted: Migration[], applied: Map<string, string>): Migration[] {
  const known = new Set(wanted.map(({ name }) => name));
  const unknown = [...applied.keys()].filter(name => !known.has(name)).sort();
  if (unknown.length > 0) {
    throw new Error(
      `数据库比程序新 / the database is newer than this program, unknown migrations: ${unknown.join(', ')}`,
    );
  }
  const last = [...applied.keys()].sort().at(-1) ?? '';
  const missing: Migration[] = [];
  for (const migration of wanted) {
    const sha256 = applied.get(migration.name);
    if (sha256 === undefined && migration.name < last) {
      throw new Error(`${migration.name}: 编号早于已应用的 / is numbered before ${last}, which is already applied`);
    }
    if (sha256 === undefined) missing.push(migration);
    else if (sha256 !== migration.sha256) {
      throw new Error(`${migration.name}: 应用之后被修改 / was changed after it had been applied; add a new migration`);
    }
  }
  return missing;
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query(`SET ROLE ${OWNER}`);
    await client.query('INSERT INTO public.migration (name, sha256) VALUES ($1, $2)', [
      migration.name,
      migration.sha256,
    ]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined); // the first error is the one to tell
    throw new Error(`${migration.name}${place(migration.sql, cause)}: ${(cause as Error).message}`, { cause });
  }
}

/** Turns the server's character position (from 1) into a line of the file. */
function place(sql: string, error: unknown): string {
  const position = Number((error as { position?: string }).position);
  return position > 0
    ? ` line ${
        [...sql]
          .slice(0, position - 1)
          .join('')
          .split('\n').length
      }`
    : '';
}

/** True when every migration of `folder` is recorded with the same digest: the readiness of the application. */
export async function isMigrated(url: string, folder: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined); // as above
  await client.connect();
  try {
    return compare(readMigrations(folder), await appliedMigrations(client)).length === 0;
  } finally {
    await client.end();
  }
}
