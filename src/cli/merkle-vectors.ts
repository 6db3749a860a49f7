// `cli merkle vectors FILE...`: lets an outsider run published RFC 6962 vectors against this log's own code. Needs no
// database and no configuration.
import { readFile } from 'node:fs/promises';
import { Refusal } from '../domain/errors';
import { runVectors, VectorTally } from '../domain/merkle/vectors';
import { sha256 } from '../platform/digests';
import type { Exit, Io } from './io';
import { parseJson } from './json-text';

/**
 * Runs vector files; failures and the closing line `N passed, M failed` go to `out`, bad input to `err`.
 * The closing line counts the files that could be run and is left out when none could.
 * @returns 0 all passed; 1 a vector failed; 2 bad input, even when other files failed or passed
 */
export async function merkleVectors(files: string[], io: Io): Promise<Exit> {
  if (files.length === 0) {
    io.err('没有给出向量文件；用法：merkle vectors FILE... / no vector file given; usage: merkle vectors FILE...');
    return 2;
  }
  const tallies: VectorTally[] = [];
  for (const file of files) {
    const tally = await runFile(file, io);
    if (tally !== null) tallies.push(tally);
  }
  if (tallies.length === 0) return 2;
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed.length, 0);
  io.out(`${passed} passed, ${failed} failed`);
  if (tallies.length < files.length) return 2;
  return failed > 0 ? 1 : 0;
}

async function runFile(file: string, io: Io): Promise<VectorTally | null> {
  const document = await readJson(file, io);
  if (document === null) return null;
  try {
    const tally = runVectors(document.value, sha256);
    for (const { name, expected, got } of tally.failed) {
      io.out(`未通过 FAILED ${file}: ${name}: 应为 expected ${expected}; 实为 got ${got}`);
    }
    return tally;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    io.err(`${file}：${error.words.zh} / ${file}: ${error.words.en}`);
    return null;
  }
}

async function readJson(file: string, io: Io): Promise<{ value: unknown } | null> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    const words = READ_FAULTS[code] ?? { zh: `无法读取（${code}）`, en: `cannot be read (${code})` };
    io.err(`${file}：${words.zh}。 / ${file}: ${words.en}.`);
    return null;
  }
  const parsed = parseJson(text);
  if ('value' in parsed) return parsed;
  const { line, column } = parsed.fault;
  io.err(
    `${file}：第 ${line} 行第 ${column} 列不是有效的 JSON。 / ${file}: line ${line}, column ${column} is not valid JSON.`,
  );
  return null;
}

const READ_FAULTS: Record<string, { zh: string; en: string }> = {
  ENOENT: { zh: '文件不存在', en: 'no such file' },
  EISDIR: { zh: '是目录，不是文件', en: 'is a directory, not a file' },
  EACCES: { zh: '没有读取权限', en: 'permission denied' },
  ERR_ENCODING_INVALID_ENCODED_DATA: { zh: '不是 UTF-8 文本', en: 'is not UTF-8 text' },
};
