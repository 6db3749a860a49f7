// One case from its file to its finding: find the rulebooks it names (or choose them by place and days), run the check,
// compare with what it expects. Shared by `check case`, the table of published cases and the tests of the cases.

import { dirname, resolve } from 'node:path';
import { readCase } from '../domain/check/case';
import type { Case, RulebookRef } from '../domain/check/case';
import { mismatches } from '../domain/check/case-expect';
import type { Mismatch } from '../domain/check/case-expect';
import { check } from '../domain/check/check';
import { booksFor } from '../domain/check/choosing';
import type { Finding } from '../domain/check/finding';
import type { Rulebook } from '../domain/check/rulebook';
import { nearest } from '../domain/check/shape';
import { Refusal } from '../domain/errors';
import type { FieldFault } from '../domain/errors';
import { nationalCalendar } from '../platform/calendar';
import { valueSha256 } from '../platform/digests';
import { findRulebook, loadRulebookFile, readTextFile } from '../platform/rulebook-files';
import type { LoadedRulebook } from '../platform/rulebook-files';
import type { LocatedFault, TextDocument } from '../platform/yaml';

/** A case that could be read, with the place its faults are reported at. */
export interface CaseInFile {
  one: Case;
  file: string;
  document: TextDocument;
}

export interface Books {
  older: Rulebook | null;
  present: Rulebook | null;
}

export interface CaseResult {
  one: Case;
  file: string;
  books: Books;
  factsDigest: string;
  finding: Finding;
  mismatches: Mismatch[];
}

/** Every case of a file (several documents allowed), and every fault of those that cannot be read. */
export function readCaseFile(path: string): { cases: CaseInFile[]; faults: LocatedFault[] } {
  const { documents, faults } = readTextFile(path);
  const cases: CaseInFile[] = [];
  const found = [...faults];
  for (const document of documents) {
    const reading = readCase(document.value, { calendar: nationalCalendar() });
    if ('case' in reading) cases.push({ one: reading.case, file: path, document });
    else found.push(...document.locate(reading.faults));
  }
  return { cases, faults: found };
}

type Found = { book: Rulebook } | { faults: FieldFault[] };

function unknownRulebook(field: string, name: string, known: readonly LoadedRulebook[]): Found {
  const near = nearest(name, [...new Set(known.flatMap(({ rulebook: b }) => [b.code, `${b.code}@${b.version}`]))]);
  const hint = near === null ? { zh: '', en: '' } : { zh: `，是否为 ${near}？`, en: `; did you mean ${near}?` };
  return { faults: [{ field, zh: `没有容错清单“${name}”${hint.zh}`, en: `unknown rulebook "${name}"${hint.en}` }] };
}

/** Finds a rulebook by id, by a path seen from `folder`, or takes the one given inline. */
export function resolveRef(
  ref: RulebookRef,
  where: { field: string; folder: string },
  known: readonly LoadedRulebook[],
): Found {
  if ('inline' in ref) return { book: ref.inline };
  const { field, folder } = where;
  if ('id' in ref) {
    const found = findRulebook(known, ref.id);
    return found === null ? unknownRulebook(field, ref.id, known) : { book: found.rulebook };
  }
  const loaded = loadRulebookFile(resolve(folder, ref.path));
  const first = loaded.rulebooks[0];
  if (loaded.faults.length === 0 && first !== undefined && loaded.rulebooks.length === 1)
    return { book: first.rulebook };
  const own = {
    field,
    zh: `清单文件 ${ref.path} 应有且只有一个清单`,
    en: `the file ${ref.path} should hold one rulebook`,
  };
  if (loaded.faults.length === 0) return { faults: [own] };
  const prefix = (fault: LocatedFault) => `${fault.file}:${fault.line}:${fault.column} ${fault.field}`.trim();
  return {
    faults: loaded.faults.map(fault => ({
      field,
      zh: `${prefix(fault)}：${fault.zh}`,
      en: `${prefix(fault)}: ${fault.en}`,
    })),
  };
}

function chosen(one: Case, known: readonly LoadedRulebook[]): Books | { faults: FieldFault[] } {
  const { flaw, askedOn, pilot } = one.facts;
  const wanted = { region: one.place ?? '000000', actFrom: flaw.actFrom, askedOn, field: pilot?.field ?? null };
  const books = booksFor(
    known.map(({ rulebook }) => rulebook),
    wanted,
  );
  if (books.older !== null || books.present !== null) return books;
  const words = {
    zh: `${askedOn} 在 ${wanted.region} 没有有效的容错清单`,
    en: `no rulebook is in force at ${wanted.region} on ${askedOn}`,
  };
  return { faults: [{ field: 'place', ...words }] };
}

/** The two rulebooks of a case: those it names, else by place and days. `override` stands for both. */
export function booksOf(
  item: CaseInFile,
  known: readonly LoadedRulebook[],
  override: Rulebook | null,
): Books | { faults: FieldFault[] } {
  if (override !== null) return { older: override, present: override };
  const named = item.one.rulebooks;
  if (named === null) return chosen(item.one, known);
  const folder = dirname(resolve(item.file));
  const same = named.older === named.present;
  const find = (ref: RulebookRef | null, field: string): Found | null =>
    ref === null ? null : resolveRef(ref, { field, folder }, known);
  const present = find(named.present, same ? 'rulebook' : 'presentRulebook');
  const older = same ? present : find(named.older, 'olderRulebook');
  const faults = [older, same ? null : present].flatMap(found =>
    found !== null && 'faults' in found ? found.faults : [],
  );
  if (faults.length > 0) return { faults };
  const book = (found: Found | null) => (found !== null && 'book' in found ? found.book : null);
  return { older: book(older), present: book(present) };
}

/** Runs one case. A refusal of the check (never an error of ours) comes back as a fault of the case. */
export function runCase(
  item: CaseInFile,
  known: readonly LoadedRulebook[],
  override: Rulebook | null = null,
): CaseResult | { faults: LocatedFault[] } {
  const books = booksOf(item, known, override);
  if ('faults' in books) return { faults: item.document.locate(books.faults) };
  const { one, file } = item;
  try {
    const finding = check(one.facts, books);
    const factsDigest = valueSha256(one.facts);
    return { one, file, books, factsDigest, finding, mismatches: mismatches(finding, one.expect ?? {}) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const fields = error.fields.length > 0 ? error.fields : [{ field: '', ...error.words }];
    return { faults: item.document.locate(fields) };
  }
}

/** `{code, version, sha256}` of a rulebook, as a finding's reader needs it to find the very same one. */
export function namedBook(book: Rulebook | null): { code: string; version: number; sha256: string } | null {
  return book === null ? null : { code: book.code, version: book.version, sha256: valueSha256(book) };
}
