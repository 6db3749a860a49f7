import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMigrated, migrate, readMigrations } from '../../src/platform/database/migrate';
import { withDatabase, withLogin } from '../../src/platform/database/open';
import { ensureDatabase, ensureRoles, scramVerifier } from '../../src/platform/database/roles';
import { asSuperuser, testServer } from '../setup/database';
import { ask } from '../setup/supervised';

const folders: string[] = [];
const databases: string[] = [];

function migrations(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'pilot-harbor-migrations-'));
  folders.push(folder);
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(folder, name), sql);
  return folder;
}

async function emptyDatabase(): Promise<string> {
  const name = `ph_migrate_${databases.length}_${process.pid}`;
  databases.push(name);
  await asSuperuser(client => ensureDatabase(client, name));
  return withDatabase(testServer().url, name);
}

afterAll(async () => {
  for (const folder of folders) rmSync(folder, { recursive: true });
  await asSuperuser(async client => {
    for (const name of databases) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
});

const tableNames = async (url: string) =>
  (await ask(url, "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"))
    .map(row => row.relname)
    .sort();

const counted = {
  '0001_first.sql': 'CREATE TABLE first (id int PRIMARY KEY); INSERT INTO first VALUES (1);',
  '0002_second.sql': 'CREATE TABLE second (id int); SELECT pg_sleep(0.2);',
};

describe('migrations', () => {
  it('are applied once by 20 concurrent first starts, roles and database included', async () => {
    const folder = migrations(counted);
    const name = `ph_first_start_${process.pid}`;
    databases.push(name);
    const { url, app, audit } = testServer();
    const firstStart = async () => {
      await asSuperuser(async client => {
        await ensureRoles(client, { app: { value: app, enforce: true }, audit: { value: audit, enforce: true } });
        await ensureDatabase(client, name);
      });
      return migrate({ url: withDatabase(url, name), folder });
    };
    const applied = await Promise.all(Array.from({ length: 20 }, firstStart));
    expect(applied.flat().sort()).toEqual(Object.keys(counted));
    const own = withDatabase(url, name);
    expect(await ask(own, 'SELECT name FROM migration ORDER BY name')).toHaveLength(2);
    expect(await isMigrated(withLogin(own, 'ph_app', app), folder)).toBe(true);
  });

  it('belong to ph_owner, so that the app role can do nothing it was not granted', async () => {
    const url = await emptyDatabase();
    await migrate({ url, folder: migrations(counted) });
    const owners = await ask(url, "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'");
    expect(owners).toEqual([{ tableowner: 'ph_owner' }]);
    const asApp = withLogin(url, 'ph_app', testServer().app);
    await expect(ask(asApp, 'SELECT * FROM first')).rejects.toMatchObject({ code: '42501' });
    await expect(ask(asApp, 'CREATE TABLE mine (id int)')).rejects.toMatchObject({ code: '42501' });
    await expect(ask(asApp, 'CREATE TEMPORARY TABLE mine (id int)')).rejects.toMatchObject({ code: '42501' });
    await expect(ask(asApp, 'SET ROLE ph_owner')).rejects.toMatchObject({ code: '42501' });
    await expect(ask(asApp, "UPDATE migration SET sha256 = ''")).rejects.toMatchObject({ code: '42501' });
  });

  it('roll back the whole file that fails and name its line', async () => {
    const url = await emptyDatabase();
    const folder = migrations({
      ...counted,
      '0003_half.sql': '-- 一半\nCREATE TABLE half ();\n\nSELECT * FROM nowhere;\n',
    });
    await expect(migrate({ url, folder })).rejects.toThrow('0003_half.sql line 4: relation "nowhere" does not exist');
    expect(await tableNames(url)).toEqual(['first', 'migration', 'second']);
    writeFileSync(join(folder, '0003_half.sql'), 'CREATE TABLE half ();');
    expect(await migrate({ url, folder })).toEqual(['0003_half.sql']);
    expect(await isMigrated(url, folder)).toBe(true);
  });

  it('are not run by somebody else while one runs, even when that one fails', async () => {
    const url = await emptyDatabase();
    const folder = migrations({ '0001_slow.sql': 'SELECT pg_sleep(0.1); SELECT 1 / 0;' });
    const results = await Promise.allSettled([1, 2, 3].map(() => migrate({ url, folder })));
    expect(results.map(result => result.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await ask(url, "SELECT count(*)::int AS held FROM pg_locks WHERE locktype = 'advisory'")).toEqual([
      { held: 0 },
    ]);
  });

  it.each([
    ['changed after it was applied', { ...counted, '0002_second.sql': 'SELECT 1;' }, /^0002_second\.sql: .*changed/],
    ['gone from the folder', { '0001_first.sql': counted['0001_first.sql'] }, /newer than this program.*0002_second/],
    ['put in before an applied one', { ...counted, '0001_also_new.sql': '' }, /share a number/],
  ])('refuse a file that was %s', async (_, files, message) => {
    const url = await emptyDatabase();
    await migrate({ url, folder: migrations(counted) });
    await expect(migrate({ url, folder: migrations(files) })).rejects.toThrow(message);
    await expect(isMigrated(url, migrations(files))).rejects.toThrow(message);
  });

  it('refuse a file numbered before one that is applied', async () => {
    const url = await emptyDatabase();
    await migrate({ url, folder: migrations({ '0001_a.sql': '', '0003_c.sql': '' }) });
    const folder = migrations({ '0001_a.sql': '', '0002_b.sql': '', '0003_c.sql': '' });
    await expect(migrate({ url, folder })).rejects.toThrow(/^0002_b\.sql: .*numbered before 0003_c\.sql/);
  });

  it('do not mind the line ends of another operating system', async () => {
    const url = await emptyDatabase();
    await migrate({ url, folder: migrations({ '0001_a.sql': 'SELECT 1;\nSELECT 2;\n' }) });
    expect(await migrate({ url, folder: migrations({ '0001_a.sql': 'SELECT 1;\r\nSELECT 2;\r\n' }) })).toEqual([]);
  });

  it.each([
    ['1_short.sql', '', /named NNNN/],
    ['0001_Upper.sql', '', /named NNNN/],
    ['0001_commit.sql', 'CREATE TABLE a ();\ncommit;\nCREATE TABLE b ();', /may not contain: commit;/],
    ['0001_rollback.sql', 'ROLLBACK WORK;', /may not contain: ROLLBACK WORK;/],
  ])('refuse %s before anything runs', (name, sql, message) => {
    expect(() => readMigrations(migrations({ [name]: sql }))).toThrow(message);
  });

  it('may hold PL/pgSQL blocks', () => {
    const sql = 'CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$\nBEGIN\n  NULL;\nEND;\n$$;';
    expect(readMigrations(migrations({ '0001_f.sql': sql }))).toHaveLength(1);
  });
});

describe('roles and database', () => {
  it('are refused when the app role could step over row-level security', async () => {
    await asSuperuser(async client => {
      await client.query('BEGIN');
      await client.query('ALTER ROLE ph_audit BYPASSRLS');
      const kept = { value: '', enforce: false };
      await expect(ensureRoles(client, { app: kept, audit: kept })).rejects.toThrow(/too strong.*ph_audit/);
      await client.query('ROLLBACK');
    });
  });

  it.each([
    ['ENCODING SQL_ASCII', "ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C' OWNER ph_owner", /must be UTF8/],
    ['another owner', 'OWNER ph_audit', /must belong to ph_owner/],
  ])('refuse an existing database with %s', async (_, clause, message) => {
    const name = `ph_odd_${databases.length}_${process.pid}`;
    databases.push(name);
    await asSuperuser(async client => {
      await client.query(`CREATE DATABASE ${name} TEMPLATE template0 ${clause}`);
      await expect(ensureDatabase(client, name)).rejects.toThrow(message);
    });
  });

  // RFC 7677 section 3: password "pencil", its salt, 4096 rounds; the keys as PostgreSQL itself derives them.
  it('make the same password verifier as the server', async () => {
    const salt = 'W22ZaJ0SNY7soEsUEjb6gQ==';
    await asSuperuser(async client => {
      await client.query("CREATE ROLE ph_scram LOGIN PASSWORD 'pencil'");
      const { rows } = await client.query("SELECT rolpassword AS verifier FROM pg_authid WHERE rolname = 'ph_scram'");
      await client.query('DROP ROLE ph_scram');
      const theirs = rows[0].verifier as string;
      const theirSalt = Buffer.from(/\d+:([^$]+)\$/.exec(theirs)![1]!, 'base64');
      expect(scramVerifier('pencil', theirSalt)).toBe(theirs);
    });
    expect(scramVerifier('pencil', Buffer.from(salt, 'base64'))).toContain(
      'WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=',
    );
  });
});
