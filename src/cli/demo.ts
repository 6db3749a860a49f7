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
import { askedToStop } from '../platform/stopping';
import { start, type Running } from '../serve';
import { claimsTable } from './claims-table';
import { DEMO_FOLDER, openDemoCounty, readDemo, type CountyFile, type Inhabitants } from './demo-county';
import { playStories, type Story } from './demo-player';
import { keepDemoReceipts } from './demo-receipts';
import { storyTable } from './demo-report';
import { anchorDemoLog, holdAnchoring, openDemoWitness } from './demo-witness';
import type { Exit, Io } from './io';
import { publishedTable } from './published-table';

const BEFORE_ALL = '2025-11-01T00:00:00.000Z';

/** `demo` plays, prints and serves until Ctrl-C; `demo --once` plays, prints and ends. */
export async function demo(args: string[], io: Io): Promise<Exit> {
  const wrong = args.find(arg => arg !== '--once');
  if (wrong !== undefined) {
    io.err(`不认识的参数 / unknown argument: ${wrong}`);
    return 2;
  }
  process.env.LOG_LEVEL ??= 'warn';
  const config = readConfig({ ...process.env, VAR_DIR: process.env.VAR_DIR || 'var/demo' }, { demo: true });
  const clock = new SteppedClock(BEFORE_ALL);
  io.out('正在启动内嵌数据库并装载演示县… / starting the embedded database and loading the demo county…');
  const towns = { city: readDemo<CountyFile>('city.yaml'), county: readDemo<CountyFile>('county.yaml') };
  const witness = await openDemoWitness(config, towns.county.county, clock);
  try {
    const running = await start({ config: witness.config, clock, log: io.err });
    return await serveDemo(running, { once: args.includes('--once'), clock, config, towns, io });
  } finally {
    await witness.close();
  }
}

interface DemoStage {
  once: boolean;
  clock: SteppedClock;
  config: Config;
  towns: Record<'city' | 'county', CountyFile>;
  io: Io;
}

async function serveDemo(running: Running, stage: DemoStage): Promise<0> {
  const { once, clock, io } = stage;
  try {
    holdAnchoring(running);
    const address = await running.listen();
    await playAll(running, address, stage);
    clock.release();
    await keepReceipts(running, stage);
    if (once) return 0;
    welcome(address, stage);
    await askedToStop();
    io.out('正在停止… / stopping…');
    return 0;
  } finally {
    await running.stop();
  }
}

async function playAll(running: Running, address: string, { clock, towns, io }: DemoStage): Promise<void> {
  const { city, county } = towns;
  const stories = ['stories', 'cases'].flatMap(folder =>
    readdirSync(join(DEMO_FOLDER, folder))
      .filter(isTextFile)
      .sort()
      .map(name => readDemo<Story>(join(folder, name))),
  );
  const already = await lastEntry(running, county.county);
  if (already === null) {
    const inhabitants = [await openDemoCounty(running, clock, city), await openDemoCounty(running, clock, county)];
    const sessions = running.app.get(DemoSessions);
    const token = (person: string) => sessions.open(...loginOf([city, county], person));
    await playStories(stories, { address, clock, known: known(inhabitants), token });
  } else {
    clock.step(already > new Date().toISOString() ? already : new Date().toISOString());
    io.out('演示县已在（删除 var/demo 可重来）。/ the demo county is there already (remove var/demo to start afresh).');
  }
  io.out('');
  const token = await running.app.get(DemoSessions).open(county.county, 'demo-leader');
  io.out(await storyTable({ address, token }));
  io.out('');
  const inspector = await running.app.get(DemoSessions).open(county.county, 'demo-inspector2');
  io.out(await claimsTable({ address, token: inspector }));
  io.out('');
  io.out(publishedTable());
}

/** The county and the log-in of a person, by his key. */
function loginOf(files: readonly CountyFile[], person: string): [county: string, login: string] {
  for (const { county, people } of files) {
    const found = people.find(({ key }) => key === person);
    if (found) return [county, found.login];
  }
  throw new Error(`nobody in the demo is called ${person}`);
}

const WITNESS_PATIENCE_MS = 30_000;

/** After the clock was released. The witness lives in the true present, whatever day the stories play on. */
async function keepReceipts(running: Running, { config, towns, io }: DemoStage): Promise<void> {
  const { county } = towns.county;
  io.out('');
  io.out('等待见证方联署… / waiting for the witness to cosign…');
  await anchorDemoLog(running, county, WITNESS_PATIENCE_MS);
  const folder = join(config.varDir, 'receipts');
  const { kept, anchored } = await keepDemoReceipts(running, county, folder);
  io.out(`回执 / receipts        ${kept} 份与 keys.json / and keys.json: ${folder}`);
  io.out(
    `  其中 ${anchored} 份有见证时间，即演示时的真实时间，而非故事中的日期 / of these ${anchored} carry the witness's time: that of this demo, not of the stories`,
  );
  io.out(`  npm run cli -- receipt verify ${join(folder, '<file>')}`);
}

const known = (inhabitants: readonly Inhabitants[]) => ({
  org: Object.assign({}, ...inhabitants.map(({ organisations }) => organisations)) as Record<string, string>,
  who: Object.assign({}, ...inhabitants.map(({ accounts }) => accounts)) as Record<string, string>,
  unitOf: Object.assign({}, ...inhabitants.map(({ unitOf }) => unitOf)) as Record<string, string>,
});

/** The instant of the county's last entry; null when the county was never opened. */
async function lastEntry({ app }: Running, county: string): Promise<string | null> {
  const scope = { county, reach: reachOf(county) };
  const open = await app.get(Journal).read(scope, q => q.one(Organisation, { county }));
  return open && app.get(LedgerService).lastReceivedAt(scope, county);
}

function welcome(address: string, { config, towns, io }: DemoStage): void {
  const people = [towns.county, towns.city].flatMap(({ administrators, people }) => [
    ...Object.values(administrators),
    ...people,
  ]);
  io.out('');
  io.out(`接口 / API            ${address}/api`);
  io.out(`接口文档 / Swagger UI  ${address}/docs`);
  io.out(`演示账号 / accounts    密码均为 / password of all: ${towns.county.password}`);
  for (const { login, name } of people) io.out(`  ${login.padEnd(18)} ${name}`);
  io.out(`数据 / data           ${config.varDir}`);
  io.out('Ctrl-C 停止 / to stop');
}
