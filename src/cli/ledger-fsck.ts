// `ledger fsck`: one whole check of each log, with the public interface opened on a port of this machine for the time of
// it. Ends with 0 (every comparison held), 1 (something is wrong) or 2 (not a region code).
import { Refusal } from '../domain/errors';
import { FsckService, type FsckReport, type Progress } from '../fsck/fsck.service';
import { readConfig } from '../platform/config';
import { start } from '../serve';
import type { Exit, Io } from './io';

/** Milliseconds between two lines about progress; a short run says nothing. */
const SAY_EVERY_MS = 5_000;

export async function ledgerFsck(args: string[], io: Io): Promise<Exit> {
  const wrong = args.find(county => !/^\d{6}$/.test(county));
  if (wrong !== undefined) {
    io.err(`“${wrong}”不是六位地区代码 / "${wrong}" is not a region code of six digits`);
    return 2;
  }
  process.env.LOG_LEVEL ??= 'warn';
  const running = await start({ config: readConfig(), log: io.err });
  try {
    // Not `running.listen()`: that refuses a log that is no continuation of what was signed, which is to be told here.
    await running.app.listen(0, '127.0.0.1');
    return await checkAll(running.app.get(FsckService), args, io);
  } finally {
    await running.stop();
  }
}

/** Also for tests: no arguments mean every log. */
export async function checkAll(fsck: FsckService, counties: string[], io: Io): Promise<0 | 1> {
  const total = { passed: 0, failed: 0 };
  for (const county of counties.length > 0 ? counties : await fsck.counties()) {
    const { passed, failed } = await checkOne(fsck, county, io);
    total.passed += passed;
    total.failed += failed;
  }
  io.out(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

async function checkOne(fsck: FsckService, county: string, io: Io): Promise<{ passed: number; failed: number }> {
  try {
    const report = await fsck.check(county, progressTo(io, county));
    reportLines(report).forEach(line => io.out(line));
    return report;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    io.out(`${county}  ${error.words.zh} / ${error.words.en}`);
    return { passed: 0, failed: 1 };
  }
}

function progressTo(io: Io, county: string): Progress {
  let said = Date.now();
  return (stage, done, of) => {
    if (Date.now() - said < SAY_EVERY_MS) return;
    said = Date.now();
    io.err(`${county}  ${stage} ${done}${typeof done === 'number' ? ` / ${of}` : ''} …`);
  };
}

function reportLines({ county, size, root, failed, faults, untold, unjudged }: FsckReport): string[] {
  return [
    `${county}  ${size} 条 / entries  root ${root}  ${failed === 0 ? 'OK' : 'FAILED'}`,
    ...faults.flatMap(({ code, where, zh, en, expected, found }) => [
      `  ${code}  ${where}  ${zh} / ${en}`,
      ...(expected === null ? [] : [`    应为 / expected: ${oneLine(expected)}`]),
      ...(found === null ? [] : [`    实为 / found:    ${oneLine(found)}`]),
    ]),
    ...untold.map(({ code, count }) => `  ${code}  另有 ${count} 处 / and ${count} more`),
    ...unjudged.map(({ code, count, zh, en }) => `  - ${code} (${count})  ${zh} / ${en}`),
  ];
}

const oneLine = (text: string): string => text.trim().replaceAll('\n', '⏎');
