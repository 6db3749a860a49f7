// `cli receipt verify FILE`: what a receipt proves, without server, database or network, given only pinned public keys.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sm3 } from '../platform/digests';
import { noteCrypto } from '../platform/signatures';
import { judge } from '../verifier/judge';
import type { Exit, Io } from './io';

const USAGE = 'receipt verify FILE [--keys keys.json]';

/**
 * The verdict line first, then the details in Chinese and in English. Keys are read from beside the receipt unless named.
 * @returns 0 PROVEN BEFORE or ORDER ONLY; 1 INVALID; 2 when a file cannot be read or the keys cannot be used
 */
export async function receiptVerify(args: string[], io: Io): Promise<Exit> {
  const files = filesOf(args);
  if (files === null) {
    io.err(`用法 / usage: npm run cli -- ${USAGE}`);
    return 2;
  }
  const [receipt, keys] = [await read(files.receipt, io), await read(files.keys, io)];
  if (receipt === null || keys === null) return 2;
  const { verdict, report } = await judge({ receipt, keys }, { ...noteCrypto, sm3 });
  const say = verdict === null ? io.err : io.out;
  for (const line of [report.line, ...report.zh, ...report.en]) say(line);
  if (verdict === null) return 2;
  return verdict === 'INVALID' ? 1 : 0;
}

function filesOf(args: string[]): { receipt: string; keys: string } | null {
  const at = args.indexOf('--keys');
  const named = at < 0 ? undefined : args[at + 1];
  const [receipt, ...rest] = at < 0 ? args : args.toSpliced(at, 2);
  if (receipt === undefined || rest.length > 0 || receipt.startsWith('--') || (at >= 0 && named === undefined))
    return null;
  return { receipt, keys: named ?? join(dirname(receipt), 'keys.json') };
}

async function read(file: string, io: Io): Promise<Uint8Array | null> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    io.err(`${file}：无法读取（${code}） / ${file}: cannot be read (${code})`);
    return null;
  }
}
