// The commands that need the database: each opens the application without a port and closes it again.
import { writeFileSync } from 'node:fs';
import { Refusal } from '../domain/errors';
import { reachOf } from '../domain/permission';
import { SetupService } from '../identity/setup.service';
import { LedgerService } from '../ledger/ledger.service';
import { apiDocument } from '../platform/api-document';
import { readConfig } from '../platform/config';
import { start, type Running } from '../serve';
import { FindingsService } from '../flaws/findings.service';
import { checkReplay } from './check-replay';
import type { Exit, Io } from './io';

async function withApplication(io: Io, work: (running: Running) => Promise<Exit>): Promise<Exit> {
  process.env.LOG_LEVEL ??= 'warn';
  const running = await start({ config: readConfig(), log: io.err });
  try {
    return await work(running);
  } finally {
    await running.stop();
  }
}

export async function migrateCommand(args: string[], io: Io): Promise<Exit> {
  if (args.length > 0) return misused(io, 'migrate');
  return withApplication(io, async ({ database }) => {
    const { applied } = database;
    io.out(applied.length === 0 ? '数据库已是最新 / nothing to migrate' : `已执行 / applied: ${applied.join(', ')}`);
    return 0;
  });
}

export async function openapiCommand(args: string[], io: Io): Promise<Exit> {
  if (args.length > 1) return misused(io, 'openapi [FILE]');
  return withApplication(io, async ({ app }) => {
    const text = `${JSON.stringify(apiDocument(app), null, 2)}\n`;
    if (args[0] === undefined) io.out(text.trimEnd());
    else writeFileSync(args[0], text);
    return 0;
  });
}

export async function ledgerVerifyCommand(args: string[], io: Io): Promise<Exit> {
  const wrong = args.find(county => !/^\d{6}$/.test(county));
  if (wrong !== undefined) {
    io.err(`“${wrong}”不是六位地区代码 / "${wrong}" is not a region code of six digits`);
    return 2;
  }
  return withApplication(io, async running => {
    const counties = args.length > 0 ? args : await everyCounty(running);
    let failed = 0;
    for (const county of counties) failed += await verifyOne(running, county, io);
    io.out(`${counties.length - failed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  });
}

async function verifyOne({ app }: Running, county: string, io: Io): Promise<0 | 1> {
  const ledger = app.get(LedgerService);
  try {
    const audit = await ledger.audit({ county, reach: reachOf(county) }, county);
    io.out(`${county}  ${audit.size} 条 / entries  root ${audit.root}  ${audit.faults.length === 0 ? 'OK' : 'FAILED'}`);
    for (const fault of audit.faults) io.out(`  #${fault.position ?? '-'} ${fault.zh} / ${fault.en}`);
    return audit.faults.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    io.out(`${county}  ${error.words.zh} / ${error.words.en}`);
    return 1;
  }
}

/** With the migrating connection: no app role may list every county's log. */
async function everyCounty({ database }: Running): Promise<string[]> {
  const { Client } = await import('pg');
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ county: string }>('select county from ledger_head order by county');
    return rows.map(row => row.county);
  } finally {
    await client.end();
  }
}

export async function checkReplayCommand(args: string[], io: Io): Promise<Exit> {
  return withApplication(io, ({ app }) => checkReplay(app.get(FindingsService), args, io));
}

function misused(io: Io, usage: string): Exit {
  io.err(`用法 / usage: npm run cli -- ${usage}`);
  return 2;
}

/** A way back for an administrator who lost the password; whoever may run this already holds the server. */
export async function recoverCommand(args: string[], io: Io): Promise<Exit> {
  const [county, login] = args;
  if (county === undefined || login === undefined || args.length > 2) return misused(io, 'admin recover COUNTY LOGIN');
  return withApplication(io, async ({ app }) => {
    try {
      const password = await app.get(SetupService).recoverAdministrator(county, login);
      io.out(`一次性密码（72 小时内有效，登录后须更改）/ one-time password (72 hours, to be changed): ${password}`);
      return 0;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      io.err(`${error.words.zh} / ${error.words.en}`);
      return 1;
    }
  });
}
