// `check case FILE...`: outsiders try the check on their own facts, without a database (docs/case-format.md).
// One line of canonical JSON a case on stdout; what cannot be read is named on stderr by file, line and field.

import { canonicalJson } from '../domain/canonical';
import type { Rulebook } from '../domain/check/rulebook';
import { explain, linesOf } from '../domain/check/wording';
import type { Language } from '../domain/check/wording';
import { loadRulebooks, shownPath } from '../platform/rulebook-files';
import type { LoadedRulebook } from '../platform/rulebook-files';
import { printFault } from '../platform/yaml';
import { namedBook, readCaseFile, resolveRef, runCase } from './case-run';
import type { CaseResult } from './case-run';
import type { Exit, Io } from './io';

interface Options {
  files: string[];
  rulebook: string | null;
  lang: 'zh' | 'en' | null;
}

const USAGE = [
  '用法 / usage: check case FILE... [--rulebook ID|PATH] [--lang zh|en]',
  'FILE 为 YAML 或 JSON / is YAML or JSON; docs/case-format.md',
].join('\n');

/** @returns 0 all well, 1 an expectation failed, 2 bad input. A bad file does not stop the others. */
export async function checkCase(args: string[], io: Io): Promise<Exit> {
  const options = readOptions(args);
  if ('problem' in options) {
    io.err(`${options.problem}\n${USAGE}`);
    return 2;
  }
  const library = loadRulebooks();
  const override = overrideOf(options, library.rulebooks);
  const faults = [...library.faults.map(printFault), ...('problems' in override ? override.problems : [])];
  faults.forEach(line => io.err(line));
  if (faults.length > 0 || 'problems' in override) return 2;
  const setup: Setup = { io, known: library.rulebooks, override: override.book, lang: options.lang };
  const codes = options.files.map(file => checkFile(file, setup));
  return codes.includes(2) ? 2 : codes.includes(1) ? 1 : 0;
}

interface Setup {
  io: Io;
  known: LoadedRulebook[];
  override: Rulebook | null;
  lang: Options['lang'];
}

function checkFile(file: string, { io, known, override, lang }: Setup): Exit {
  const { cases, faults } = readCaseFile(file);
  const bad = [...faults];
  let failed = false;
  for (const item of cases) {
    const result = runCase(item, known, override);
    if ('faults' in result) bad.push(...result.faults);
    else {
      failed ||= result.mismatches.length > 0;
      io.out(canonicalJson(report(result, lang)));
    }
  }
  bad.forEach(fault => io.err(printFault(fault)));
  return bad.length > 0 ? 2 : failed ? 1 : 0;
}

/** What is printed for a case: the finding, what it was made from, and its sentences. */
function report(result: CaseResult, lang: Options['lang']): Record<string, unknown> {
  const { one, file, books, factsDigest, finding } = result;
  const languages: readonly Language[] = lang === null ? ['zh', 'en'] : [lang];
  const explanation = languages.map(one => [one, linesOf(explain(finding, books, one), one)] as const);
  return {
    case: one.name,
    file: shownPath(file),
    factsDigest,
    rulebooks: { older: namedBook(books.older), present: namedBook(books.present) },
    finding,
    explanation: Object.fromEntries(explanation),
    expected: one.expect && { matched: result.mismatches.length === 0, mismatches: result.mismatches },
  };
}

function readOptions(args: readonly string[]): Options | { problem: string } {
  const options: Options = { files: [], rulebook: null, lang: null };
  const rest = args.flatMap(arg =>
    /^--\w+=/.test(arg) ? [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)] : [arg],
  );
  for (let i = 0; i < rest.length; i++) {
    const arg = rest[i] ?? '';
    if (!arg.startsWith('--')) {
      options.files.push(arg);
      continue;
    }
    const value = rest[++i];
    if (arg === '--rulebook' && value !== undefined) options.rulebook = value;
    else if (arg === '--lang' && (value === 'zh' || value === 'en')) options.lang = value;
    else return { problem: `选项有误：${arg} ${value ?? ''} / bad option: ${arg} ${value ?? ''}`.trim() };
  }
  return options.files.length > 0 ? options : { problem: '没有给出文件 / no file given' };
}

function overrideOf(options: Options, known: LoadedRulebook[]): { book: Rulebook | null } | { problems: string[] } {
  const name = options.rulebook;
  if (name === null) return { book: null };
  const isPath = name.includes('/') || /\.(ya?ml|json)$/.test(name);
  const found = resolveRef(isPath ? { path: name } : { id: name }, { field: '--rulebook', folder: '.' }, known);
  if ('book' in found) return found;
  return { problems: found.faults.map(({ field, zh, en }) => `${field}: ${zh} / ${en}`) };
}
