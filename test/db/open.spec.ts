import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../src/platform/config';
import { openDatabase } from '../../src/platform/database/open';
import { type Supervised, ask, installation, isAlive, openFolder, supervise, sweep } from '../setup/supervised';

const folder = openFolder();
const servers = new Set<number>();
const quiet = () => undefined;
const whoami = 'SELECT current_user AS role, current_database() AS name';
const stage = installation();
afterAll(() => sweep(folder, servers));

/** A first start as the application makes it, in a process of its own; prints what it opened and stops. */
const program = `
  const { readConfig } = require('./dist/platform/config.js');
  const { openDatabase } = require('./dist/platform/database/open.js');
  const { Client } = require('pg');
  (async () => {
    const database = await openDatabase(readConfig(), () => undefined);
    const client = new Client({ connectionString: database.appUrl });
    await client.connect();
    const { rows } = await client.query('${whoami}');
    await client.end();
    await database.stop();
    process.stdout.write(JSON.stringify({ ...rows[0], embedded: database.embedded, applied: database.applied.length }));
  })();
`;

describe('the embedded database opened from the environment', () => {
  const open = () => {
    const env = { PATH: process.env.PATH, VAR_DIR: join(folder, 'var') };
    const done = spawnSync(process.execPath, ['-e', program], { cwd: stage, env, encoding: 'utf8' });
    return done.status === 0 ? JSON.parse(done.stdout) : done.stderr;
  };

  it('is migrated by the first start and found as it is by the second', () => {
    mkdirSync(join(folder, 'var'));
    const opened = { role: 'ph_app', name: 'pilot_harbor', embedded: true };
    expect(open()).toEqual({ ...opened, applied: expect.any(Number) });
    const secrets = ['jwt', 'ph_app', 'ph_audit'].map(name => join(folder, 'var', 'secrets', name));
    expect(secrets.map(path => statSync(path).mode & 0o777)).toEqual([0o600, 0o600, 0o600]);
    expect(new Set(secrets.map(path => readFileSync(path, 'utf8'))).size).toBe(3);
    expect(open()).toEqual({ ...opened, applied: 0 });
  });
});

describe('an external server by DATABASE_URL', () => {
  let server: Supervised;
  beforeAll(async () => {
    const dataDir = join(folder, 'server');
    mkdirSync(dataDir);
    server = await supervise({ stage, dataDir });
    servers.add(server.pid);
    await ask(server.url, "CREATE ROLE dba LOGIN CREATEROLE CREATEDB PASSWORD 'of-the-dba'");
  });
  afterAll(async () => {
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
  });

  const url = (user: string, password: string, name: string) =>
    `postgres://${user}:${password}@127.0.0.1:${server.port}/${name}?sslmode=disable`;

  it('is prepared by a role without superuser rights, and opened again', async () => {
    const config = readConfig({ DATABASE_URL: url('dba', 'of-the-dba', 'county'), VAR_DIR: join(folder, 'var-a') });
    const first = await openDatabase(config, quiet);
    expect(await ask(first.appUrl, whoami)).toEqual([{ role: 'ph_app', name: 'county' }]);
    expect(await ask(first.auditUrl, whoami)).toEqual([{ role: 'ph_audit', name: 'county' }]);
    expect(first.embedded).toBe(false);
    const second = await openDatabase(config, quiet);
    expect({ applied: second.applied, appUrl: second.appUrl }).toEqual({ applied: [], appUrl: first.appUrl });
    await second.stop();
  });

  it('keeps the passwords that the operator gives', async () => {
    const environment = {
      DATABASE_URL: url('dba', 'of-the-dba', 'city'),
      APP_DATABASE_URL: url('ph_app', 'chosen%2Fby%20hand', 'city'),
      VAR_DIR: join(folder, 'var-b'),
    };
    await ask(server.url, "ALTER ROLE ph_app PASSWORD 'chosen/by hand'");
    const opened = await openDatabase(readConfig(environment), quiet);
    expect(opened.appUrl).toBe(environment.APP_DATABASE_URL);
    expect(await ask(opened.appUrl, whoami)).toEqual([{ role: 'ph_app', name: 'city' }]);
  });

  it('says so when it cannot be reached', async () => {
    const config = readConfig({ DATABASE_URL: url('dba', 'wrong', 'county'), VAR_DIR: join(folder, 'var-c') });
    await expect(openDatabase(config, quiet)).rejects.toThrow(
      'cannot connect to the database: password authentication',
    );
  });
});
