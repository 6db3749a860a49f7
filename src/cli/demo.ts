// The demo: the five stories played through the API on the embedded database, the checks printed, and the API served for
// whoever wants to go on. It listens on this machine only, and its accounts exist nowhere else.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { reachOf } from '../domain/permission';
import { DemoSessions } from '../identity/demo-sessions.service';
import { Organisation } from '../identity/organisation.entity';
import { Journal } from '../ledger/journal';
import { LedgerService } from '../ledger/ledger.service';
import { SteppedClock } from '../platform/clock';
import { readConfig, type Config } from '../platform/config';
import { isTextFile } from '../platform/rulebook-files';
import { askedToStop, start, type Running } from '../serve';
import { DEMO_FOLDER, openDemoCounty, readDemo, type CountyFile, type Inhabitants } from './demo-county';
import { playStories, type Story } from './demo-player';
import { storyTable } from './demo-report';
import { publishedTable } from './published-table';

interface Io {
  out(line: string): void;
  err(line: string): void;
}

const BEFORE_ALL = '2025-11-01T00:00:00.000Z';

/** `demo` plays, prints and serves until Ctrl-C; `demo --once` plays, prints and ends. */
export async function demo(args: string[], io: Io): Promise<0 | 1 | 2> {
  const wrong = args.find(arg => arg !== '--once');
  if (wrong !== undefined) {
    io.err(`不认识的参数 / unknown argument: ${wrong}`);
    return 2;
  }
  process.env.LOG_LEVEL ??= 'warn';
  const config = readConfig({ ...process.env, VAR_DIR: process.env.VAR_DIR || 'var/demo' }, { demo: true });
  const clock = new SteppedClock(BEFORE_ALL);
  io.out('正在启动内嵌数据库并装载演示县… / starting the embedded database and loading the demo county…');
  const running = await start({ config, clock, log: io.err });
  try {
    const address = await running.listen();
    await playAll(running, { address, clock, io });
    clock.release();
    if (args.includes('--once')) return 0;
    welcome(address, config, io);
    await askedToStop();
    io.out('正在停止… / stopping…');
    return 0;
  } finally {
    await running.stop();
  }
}

async function playAll(
  running: Running,
  { address, clock, io }: { address: string; clock: SteppedClock; io: Io },
): Promise<void> {
  const file = readDemo<CountyFile>('county.yaml');
  const stories = readdirSync(join(DEMO_FOLDER, 'stories'))
    .filter(isTextFile)
    .sort()
    .map(name => readDemo<Story>(join('stories', name)));
  const already = await lastEntry(running, file.county);
  if (already === null) {
    const inhabitants = await openDemoCounty(running, clock);
    const sessions = running.app.get(DemoSessions);
    const token = (person: string) => sessions.open(file.county, file.people.find(({ key }) => key === person)!.login);
    await playStories(stories, { address, clock, known: known(inhabitants), token });
  } else {
    clock.step(already > new Date().toISOString() ? already : new Date().toISOString());
    io.out('演示县已在（删除 var/demo 可重来）。/ the demo county is there already (remove var/demo to start afresh).');
  }
  io.out('');
  const token = await running.app.get(DemoSessions).open(file.county, 'demo-leader');
  io.out(await storyTable({ address, token }));
  io.out('');
  io.out(publishedTable());
}

const known = ({ organisations, accounts }: Inhabitants) => ({ org: organisations, who: accounts });

/** The instant of the county's last entry; null when the county was never opened. */
async function lastEntry({ app }: Running, county: string): Promise<string | null> {
  const scope = { county, reach: reachOf(county) };
  const open = await app.get(Journal).read(scope, q => q.one(Organisation, { county }));
  return open && app.get(LedgerService).lastReceivedAt(scope, county);
}

function welcome(address: string, config: Config, io: Io): void {
  const file = readDemo<CountyFile>('county.yaml');
  const people = [...Object.values(file.administrators), ...file.people.map(({ login, name }) => ({ login, name }))];
  io.out('');
  io.out(`接口 / API            ${address}/api`);
  io.out(`接口文档 / Swagger UI  ${address}/docs`);
  io.out(`演示账号 / accounts    密码均为 / password of all: ${file.password}`);
  for (const { login, name } of people) io.out(`  ${login.padEnd(18)} ${name}`);
  io.out(`数据 / data           ${config.varDir}`);
  io.out('Ctrl-C 停止 / to stop');
}
