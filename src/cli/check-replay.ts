// `check replay`: makes stored findings again from their own facts and rulebooks and compares the bytes. One finding by
// code or id, or all of a county. The last line counts: `N identical, M differ`.
import { Refusal } from '../domain/errors';
import { ID_PATTERN } from '../platform/ids';
import type { Exit, Io } from './io';

interface Replayed {
  code: string;
  identical: boolean;
  /** What differs, as codes. */
  differs: readonly string[];
  differences: readonly { path: string; from: string | null; to: string | null }[];
}

/** As much of FindingsService as a replay needs. */
export interface Replaying {
  replayCounty(county: string, only?: string | null): AsyncIterable<Replayed>;
}

interface Wanted {
  county: string;
  only: string | null;
}

const USAGE = [
  '用法 / usage: check replay CODE | check replay --county COUNTY [ID]',
  'CODE 如 / such as HD-513221-2026-0001; COUNTY 六位区划代码 / six digits',
].join('\n');
const CODE = /^HD-(\d{6})-\d{4}-\d{4,}$/;

/** @returns 0 all identical, 1 some differ, 2 bad input or no such finding. */
export async function checkReplay(findings: Replaying, args: readonly string[], io: Io): Promise<Exit> {
  const wanted = readArguments(args);
  if (wanted === null) {
    io.err(USAGE);
    return 2;
  }
  try {
    return await replayAll(findings, wanted, io);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    io.err(`${error.words.zh} / ${error.words.en}`);
    return 2;
  }
}

async function replayAll(findings: Replaying, { county, only }: Wanted, io: Io): Promise<0 | 1> {
  let [identical, differ] = [0, 0];
  for await (const replay of findings.replayCounty(county, only)) {
    if (replay.identical) identical++;
    else {
      differ++;
      io.out(`${replay.code}: ${replay.differs.join(', ')}`);
      for (const { path, from, to } of replay.differences) io.out(`  ${path}: ${from} -> ${to}`);
    }
  }
  io.out(`${identical} identical, ${differ} differ`);
  return differ === 0 ? 0 : 1;
}

function readArguments(args: readonly string[]): Wanted | null {
  const rest = args.flatMap(arg => (arg.startsWith('--county=') ? ['--county', arg.slice('--county='.length)] : [arg]));
  if (rest[0] !== '--county') {
    const code = rest.length === 1 ? CODE.exec(rest[0] ?? '') : null;
    return code && { county: code[1]!, only: rest[0]! };
  }
  const [, county, only = null, ...more] = rest;
  const named = only === null || CODE.test(only) || ID_PATTERN.test(only);
  return more.length === 0 && named && county !== undefined && /^\d{6}$/.test(county) ? { county, only } : null;
}
