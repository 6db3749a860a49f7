// The published cases (demo/published): what really happened against what the check says of the same facts. Sources are
// short, so most stay undetermined: unknown is never taken for favourable, and what the table shows is where facts end.

import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Finding } from '../domain/check/finding';
import type { Rulebook } from '../domain/check/rulebook';
import { OUTCOME_WORDS } from '../domain/check/words/names';
import { isTextFile, loadRulebooks } from '../platform/rulebook-files';
import { printFault } from '../platform/yaml';
import { readCaseFile, runCase } from './case-run';
import type { CaseResult } from './case-run';
import { table } from './table';

export const PUBLISHED_FOLDER = resolve(__dirname, '..', '..', 'demo', 'published');

export interface PublishedRow {
  id: string;
  title: { zh: string; en: string };
  /** In the source's words, after `tolerated`, `cleared` or `held liable`. */
  reality: string;
  rulebook: string;
  finding: Finding;
  /** Red lines met, conditions unmet, or how much is missing and asked. */
  because: { zh: string; en: string };
}

/** @throws Error naming file, line and field when a case cannot be read: they come with the product. */
export function publishedRows(folder: string = PUBLISHED_FOLDER): PublishedRow[] {
  const library = loadRulebooks();
  const read = readdirSync(folder)
    .filter(isTextFile)
    .sort()
    .map(name => readCaseFile(join(folder, name)));
  const faults = [...library.faults, ...read.flatMap(file => file.faults)];
  const rows: PublishedRow[] = [];
  for (const item of read.flatMap(file => file.cases)) {
    const result = runCase(item, library.rulebooks);
    if ('faults' in result) faults.push(...result.faults);
    else rows.push(rowOf(result));
  }
  if (faults.length > 0) throw new Error(faults.map(printFault).join('\n'));
  return rows.sort((a, b) => order(a.id) - order(b.id));
}

/** Tolerated and cleared first (T), then those held liable (R), by number. */
const order = (id: string): number => (id.startsWith('T') ? 0 : 1000) + Number(id.slice(1));

function rowOf({ one, books, finding }: CaseResult): PublishedRow {
  const { code, version } = finding.applied.rulebook;
  const book = [books.older, books.present].find(item => item?.code === code && item.version === version) ?? null;
  return {
    id: one.name,
    title: one.title ?? { zh: one.name, en: one.name },
    reality: one.reality ?? '',
    rulebook: `${code}@${version}`,
    finding,
    because: becauseOf(finding, book),
  };
}

function becauseOf(finding: Finding, book: Rulebook | null): PublishedRow['because'] {
  const crossed = finding.applied.redLines.filter(line => line.result === 'met').map(line => line.code);
  if (crossed.length > 0) {
    const titles = (book?.redLines ?? []).filter(line => crossed.includes(line.code)).map(line => line.title);
    return { zh: titles.map(title => title.zh).join('、'), en: titles.map(title => title.en).join('; ') };
  }
  const unmet = finding.applied.conditions.filter(one => one.decides && one.result === 'unmet').map(one => one.code);
  if (finding.outcome === 'not-eligible' || finding.outcome === 'outside-record') {
    return { zh: `不符：${unmet.join('、')}`, en: `unmet: ${unmet.join(', ')}` };
  }
  const [missing, asked] = [finding.missing.length, finding.questions.length];
  return { zh: `待查 ${missing} 项，待人答 ${asked} 项`, en: `${missing} to establish, ${asked} for people` };
}

const HEADINGS = [
  '编号',
  '事实 facts',
  '实际处理 what happened',
  '核对结论 outcome',
  '原因 because',
  '容错清单 rulebook',
];
const WIDTHS = [4, 40, 42, 20, 34, 28];

const HANDLED: readonly (readonly [prefix: string, zh: string])[] = [
  ['tolerated: ', '已容错：'],
  ['cleared: ', '已澄清：'],
  ['held liable: ', '已追责：'],
];

/** The whole table as text, for the demo and for anyone who wants to see where the check and reality meet. */
export function publishedTable(rows: readonly PublishedRow[] = publishedRows()): string {
  const body = rows.map(row => {
    const outcome = OUTCOME_WORDS[row.finding.outcome];
    return [row.id, row.title.zh, handled(row.reality), `${outcome.zh}\n${outcome.en}`, row.because.zh, row.rulebook];
  });
  return table(HEADINGS, WIDTHS, body);
}

function handled(reality: string): string {
  const known = HANDLED.find(([prefix]) => reality.startsWith(prefix));
  return known ? `${known[1]}${reality.slice(known[0].length)}` : reality;
}
