// The three database roles and the database they share. Roles belong to the whole cluster, not to one database, so
// their making is safe under concurrency by itself: a role somebody else made in the same instant is as good as ours.
import { createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { toBase64 } from '../../domain/merkle/encoding';
import { sha256 } from '../digests';

/** Owns every object; nobody logs in as it, migrations take it by SET ROLE. */
export const OWNER = 'ph_owner';
export const APP = 'ph_app';
export const AUDIT = 'ph_audit';

export interface RolePassword {
  value: string;
  /** Whether an existing role gets this password; false where the operator manages the role. */
  enforce: boolean;
}

export interface RolePasswords {
  app: RolePassword;
  audit: RolePassword;
}

/** Any fixed number: separates our advisory locks from those of other programs in the same database. */
const LOCK_SPACE = 0x7068;
export const ROLES_LOCK = [LOCK_SPACE, 1] as const;
export const MIGRATION_LOCK = [LOCK_SPACE, 2] as const;

// Taken: duplicate_object, unique_violation (both: made in the same instant), duplicate_database.
const TAKEN = new Set(['42710', '23505', '42P04']);

async function unlessTaken(client: Client, sql: string): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    if (!TAKEN.has((error as { code?: string }).code ?? '')) throw error;
  }
}

/** Runs `work` while this client holds a session lock of the connected database. */
export async function underLock<T>(
  client: Client,
  lock: readonly [number, number],
  work: () => Promise<T>,
): Promise<T> {
  await client.query('SELECT pg_advisory_lock($1, $2)', [...lock]);
  try {
    return await work();
  } finally {
    await client.query('SELECT pg_advisory_unlock($1, $2)', [...lock]).catch(() => undefined); // gone with the session
  }
}

/**
 * SCRAM-SHA-256 verifier (RFC 5803, RFC 7677): the password itself never stands in a statement, hence in no log.
 * `password` is ASCII, so that SASLprep leaves it as it is.
 */
export function scramVerifier(password: string, salt = randomBytes(16), iterations = 4096): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest();
  const stored = toBase64(sha256(hmac('Client Key')));
  const server = hmac('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${server}`;
}

/**
 * Creates ph_owner, ph_app and ph_audit where missing. `client` needs CREATEROLE; it becomes a member of ph_owner.
 * Roles that exist keep their attributes except the rights that would undo row-level security.
 */
export async function ensureRoles(client: Client, passwords: RolePasswords): Promise<void> {
  await underLock(client, ROLES_LOCK, async () => {
    const { rows } = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles WHERE rolname = ANY ($1)', [
      [OWNER, APP, AUDIT],
    ]);
    const existing = new Set(rows.map(row => row.rolname));
    if (!existing.has(OWNER)) await unlessTaken(client, `CREATE ROLE ${OWNER} NOLOGIN`);
    for (const [role, password] of [
      [APP, passwords.app],
      [AUDIT, passwords.audit],
    ] as const) {
      if (existing.has(role) && !password.enforce) continue;
      const login = `LOGIN PASSWORD ${client.escapeLiteral(scramVerifier(password.value))}`;
      if (existing.has(role)) await client.query(`ALTER ROLE ${role} ${login}`);
      else await unlessTaken(client, `CREATE ROLE ${role} ${login}`);
    }
    await refuseStrongRoles(client);
    await joinOwner(client);
  });
}

/** Superusers and BYPASSRLS see every county: such an app role would make the isolation a fiction. */
async function refuseStrongRoles(client: Client): Promise<void> {
  const strong = await client.query<{ rolname: string }>(
    `SELECT rolname FROM pg_roles WHERE rolname = ANY ($1)
     AND (rolsuper OR rolbypassrls OR rolcreaterole OR pg_has_role(rolname, $2, 'MEMBER'))`,
    [[APP, AUDIT], OWNER],
  );
  const names = strong.rows.map(row => row.rolname).join(', ');
  if (names !== '') {
    throw new Error(`数据库角色权限过大 / these roles are too strong (superuser, BYPASSRLS or owner): ${names}`);
  }
}

async function joinOwner(client: Client): Promise<void> {
  const { rows } = await client.query<{ able: boolean; major: number }>(
    `SELECT rolsuper AS able, current_setting('server_version_num')::int / 10000 AS major
     FROM pg_roles WHERE rolname = current_user`,
  );
  if (rows[0]?.able) return;
  // Since PostgreSQL 16 who creates a role administers it but may not yet become it.
  const options = (rows[0]?.major ?? 0) >= 16 ? ' WITH SET TRUE, INHERIT TRUE' : '';
  await client.query(`GRANT ${OWNER} TO CURRENT_USER${options}`);
}

/**
 * Creates database `name`, owned by ph_owner, UTF-8 with Chinese collation, when it is missing; an existing one that
 * belongs to the connected user is handed to ph_owner.
 * @throws Error when an existing database has another encoding or another owner.
 */
export async function ensureDatabase(client: Client, name: string): Promise<void> {
  await underLock(client, ROLES_LOCK, async () => {
    const quoted = client.escapeIdentifier(name);
    const find = () =>
      client.query<{ encoding: string; owner: string; mine: boolean }>(
        `SELECT pg_encoding_to_char(encoding) AS encoding, pg_get_userbyid(datdba) AS owner,
                pg_get_userbyid(datdba) = current_user AS mine FROM pg_database WHERE datname = $1`,
        [name],
      );
    if ((await find()).rowCount === 0) {
      await unlessTaken(
        client,
        `CREATE DATABASE ${quoted} OWNER ${OWNER} TEMPLATE template0 ENCODING 'UTF8'
         LOCALE_PROVIDER icu ICU_LOCALE 'zh-Hans-CN' LOCALE 'C.UTF-8'`,
      );
    }
    const found = (await find()).rows[0];
    if (found?.encoding !== 'UTF8') throw new Error(`数据库编码必须是 UTF8 / the database must be UTF8: ${name}`);
    if (found.mine) await client.query(`ALTER DATABASE ${quoted} OWNER TO ${OWNER}`);
    else if (found.owner !== OWNER) {
      throw new Error(
        `数据库须属于 / the database must belong to ${OWNER}: ALTER DATABASE ${quoted} OWNER TO ${OWNER}`,
      );
    }
    await guardDatabase(client, name);
  });
}

/** Rights on the database itself; a copy made from a template does not inherit them. */
export async function guardDatabase(client: Client, name: string): Promise<void> {
  const quoted = client.escapeIdentifier(name);
  await client.query(`REVOKE ALL ON DATABASE ${quoted} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${quoted} TO ${APP}, ${AUDIT}`);
}
