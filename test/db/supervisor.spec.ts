import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import {
  type Account,
  type Launch,
  type Supervised,
  ask,
  installation,
  isAlive,
  layOut,
  openFolder,
  supervise,
  sweep,
  until,
} from '../setup/supervised';

const isRoot = process.getuid?.() === 0;
const idOf = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
const nobody: Account = { uid: idOf('-u'), gid: idOf('-g') };

// Root can play both parts; an ordinary user only his own, and the titles say which ones were played.
const accounts: [string, Account | undefined][] = isRoot
  ? [
      ['root', undefined],
      ['an ordinary user (root acting as nobody)', nobody],
    ]
  : [['an ordinary user (this account)', undefined]];

const folder = openFolder();
const servers = new Set<number>();
const stage = installation();
afterAll(() => sweep(folder, servers));

async function start(launch: Omit<Launch, 'stage'> & { stage?: string }): Promise<Supervised> {
  const running = await supervise({ stage, ...launch });
  servers.add(running.pid);
  return running;
}

const database = (running: Supervised, name: string) => running.url.replace('/postgres?', `/${name}?`);
const passwordOf = (url: string) => new URL(url).password;
const refusedCode = (url: string) =>
  ask(url, 'SELECT 1').then(
    () => 'let in',
    error => error.code,
  );

describe.each(accounts)('the embedded database, started as %s', (_, account) => {
  const emptyFolder = (name: string) => {
    const path = join(folder, `${account ? 'nobody' : 'self'}-${name}`);
    mkdirSync(path, { mode: 0o755 });
    if (account) chownSync(path, account.uid, account.gid);
    return path;
  };
  // The tests take turns on one cluster, in this order: each takes over the server that the one before left running.
  const dataDir = emptyFolder('cluster');
  let running: Supervised;

  it('is shared by processes that start at once, and only the last one out stops it', async () => {
    const { PATH } = process.env;
    const misleading = { PATH, PGDATA: '/nowhere', PGPORT: '1', PGOPTIONS: '-c nonsense=1', PGSSLMODE: 'require' };
    // No LANG, no HOME, and nothing in the folder yet.
    const all = await Promise.all([1, 2, 3].map(() => start({ dataDir, account, env: misleading })));
    expect(new Set(all.map(one => one.url)).size).toBe(1);
    expect(all.filter(one => one.log.join().includes('adopting'))).toHaveLength(2);
    const [first, second, third] = all as [Supervised, Supervised, Supervised];
    await first.stop();
    await second.kill(); // its entry among the holders is stale from now on
    expect(await refusedCode(third.url)).toBe('let in');
    running = third;
  });

  it('is UTF-8 with Chinese collation whatever the environment says, and only reachable from here', async () => {
    const [row] = await ask(
      running.url,
      `SELECT pg_encoding_to_char(encoding) AS encoding, datlocprovider AS provider, datlocale AS locale,
         datcollate AS collate, current_setting('listen_addresses') AS listens, current_setting('TimeZone') AS zone,
         current_setting('unix_socket_directories') AS sockets, '银' < '张' AS by_sound, '张' ~ '^\\w$' AS letter
       FROM pg_database WHERE datname = current_database()`,
    );
    expect(row).toEqual({
      encoding: 'UTF8',
      provider: 'i',
      locale: 'zh-Hans-CN',
      collate: process.platform === 'linux' ? 'C.UTF-8' : 'C',
      listens: '127.0.0.1',
      zone: 'UTC',
      sockets: '',
      by_sound: true, // yin before zhang; by code point it would be the other way round
      letter: true,
    });
  });

  it('has a random password in a closed file and lets nobody in without it', async () => {
    const password = passwordOf(running.url);
    expect(password).toMatch(/^[\w-]{43}$/);
    expect(readFileSync(join(running.home, 'superuser'), 'utf8').trim()).toBe(password);
    expect(statSync(join(running.home, 'superuser')).mode & 0o777).toBe(0o600);
    for (const guess of ['password', 'postgres', `${password}x`]) {
      expect(await refusedCode(running.url.replace(password, guess))).toBe('28P01');
    }
    const methods = await ask(running.url, 'SELECT DISTINCT auth_method FROM pg_hba_file_rules');
    expect(methods).toEqual([{ auth_method: 'scram-sha-256' }]);
  });

  it('stops after its last user, leaves no process, and comes back with data, port and password', async () => {
    const first = running;
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS value');
    expect(await first.stop()).toBe(0);
    expect(isAlive(first.pid)).toBe(false);
    expect(existsSync(join(first.home, 'data', 'postmaster.pid'))).toBe(false);
    expect(await refusedCode(first.url)).toBe('ECONNREFUSED');
    running = await start({ dataDir, account });
    expect(running.url).toBe(first.url);
    expect(await ask(running.url, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);
  });

  it('is not reached by Ctrl-C before the application has drained', async () => {
    const ended = new Promise(resolve => running.node.once('close', resolve));
    process.kill(-running.node.pid!, 'SIGINT'); // the whole group, as a terminal does
    expect(await ended).toBe(0); // the handler queries once more and fails when the server is gone
    expect(isAlive(running.pid)).toBe(false);
  });

  it('adopts the server that a killed node left behind', async () => {
    const first = await start({ dataDir, account });
    await first.kill();
    expect(isAlive(first.pid)).toBe(true);
    running = await start({ dataDir, account });
    expect({ pid: running.pid, url: running.url }).toEqual({ pid: first.pid, url: first.url });
    expect(running.log.join()).toContain('adopting');
  });

  it('starts a killed server again while the application runs, with nothing lost', async () => {
    await ask(running.url, 'CREATE TABLE revived AS SELECT 42 AS value');
    process.kill(running.pid, 'SIGKILL');
    await until(() => refusedCode(running.url).then(code => code === 'let in'));
    expect(await ask(running.url, 'SELECT value FROM revived')).toEqual([{ value: 42 }]);
    const pid = Number(readFileSync(join(running.home, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
    servers.add(pid);
    expect(pid).not.toBe(running.pid);
    running = { ...running, pid };
  });

  it('recovers when server and node were both killed, past a pid file that now names another process', async () => {
    await ask(running.url, 'CREATE TABLE recovered AS SELECT 42 AS value');
    await running.kill();
    process.kill(running.pid, 'SIGKILL');
    await until(() => !isAlive(running.pid));
    const pidFile = join(running.home, 'data', 'postmaster.pid');
    const stale = readFileSync(pidFile, 'utf8');
    writeFileSync(pidFile, stale.replace(/^\d+/, String(process.pid)));
    running = await start({ dataDir, account });
    expect(await ask(running.url, 'SELECT value FROM recovered')).toEqual([{ value: 42 }]);
  });

  it('takes another port when the one of last time is taken, and a server that was revived stops as well', async () => {
    expect(await running.stop()).toBe(0);
    expect(isAlive(running.pid)).toBe(false);
    const squatter = createServer().listen(running.port, '127.0.0.1');
    const second = await start({ dataDir, account });
    expect(second.port).not.toBe(running.port);
    expect(await refusedCode(second.url)).toBe('let in');
    await second.stop();
    squatter.close();
  });

  it('says why it does not start, with the end of the log of the server', async () => {
    const settings = join(dataDir, 'data', 'postgresql.conf');
    const right = readFileSync(settings, 'utf8');
    writeFileSync(settings, `${right}work_mem = 'a lot'\n`);
    await expect(start({ dataDir, account, patience: 500 })).rejects.toThrow(/did not start[^]*work_mem/);
    writeFileSync(settings, right);
  });

  it('refuses data whose password file is gone rather than starting anew', async () => {
    const file = join(dataDir, 'superuser');
    renameSync(file, `${file}.away`);
    await expect(start({ dataDir, account })).rejects.toThrow('password file is missing');
    renameSync(`${file}.away`, file);
  });
});

if (isRoot) {
  describe('the embedded database, started as root from behind a closed folder', () => {
    const refuge = join(folder, 'refuge');
    const closed = join(folder, 'closed');
    const dataDir = join(closed, 'var', 'database');
    beforeAll(() => mkdirSync(closed, { mode: 0o700 }));

    it('keeps data and programs where the system user can reach them, and finds them again', async () => {
      const installation = layOut(join(closed, 'installation'));
      const strict = { stage: installation, dataDir, refuge, umask: 0o077 };
      const first = await start(strict);
      expect(first.home.startsWith(`${refuge}/`)).toBe(true);
      expect(readFileSync(join(dataDir, 'location.txt'), 'utf8').trim()).toBe(first.home);
      await ask(first.url, 'CREATE DATABASE kept');
      await first.stop();
      const second = await start(strict);
      expect(second.home).toBe(first.home);
      expect(await refusedCode(database(second, 'kept'))).toBe('let in');
      await second.stop();
    });

    // The two clusters of above, at rest now.
    it('tells an ordinary user that the data belong to another account', async () => {
      const ofRoot = join(folder, 'self-cluster');
      await expect(start({ dataDir: ofRoot, account: nobody })).rejects.toThrow('belong to another account');
    });

    it('runs data of an ordinary user as that user', async () => {
      const running = await start({ dataDir: join(folder, 'nobody-cluster') });
      expect(statSync(`/proc/${running.pid}`).uid).toBe(nobody.uid);
      await running.stop();
    });
  });
} else {
  it('keeps the data of an ordinary user in place even in a closed folder', async () => {
    const dataDir = join(folder, 'closed');
    mkdirSync(dataDir, { mode: 0o700 });
    const running = await start({ dataDir });
    expect(running.home).toBe(dataDir);
    await running.stop();
  });
}
