// Rulebook files: one YAML or JSON document a jurisdiction and version (docs/rulebooks.md). A rulebook is known by
// `code@version` and by the SHA-256 of its canonical JSON, which findings keep, so that nobody can change one unseen.

import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { inForceOn } from '../domain/check/choosing';
import { readRulebook } from '../domain/check/reading';
import type { Rulebook } from '../domain/check/rulebook';
import { parseText } from './yaml';
import type { LocatedFault, TextDocument } from './yaml';
import { valueSha256 } from './digests';

export interface LoadedRulebook {
  rulebook: Rulebook;
  /** 64 hex digits, of the canonical JSON of `rulebook`. */
  sha256: string;
  file: string;
}

export interface Loaded {
  /** Sorted by code, then version. */
  rulebooks: LoadedRulebook[];
  faults: LocatedFault[];
}

/** The rulebooks that come with the product; the same folder from src/ and from dist/. */
export const RULEBOOK_FOLDER = resolve(__dirname, '..', '..', 'rulebooks');

/** A longer file is refused unread: real rulebooks and cases take a few thousand characters. */
const MAX_BYTES = 1_000_000;

export const isTextFile = (name: string): boolean => /\.(ya?ml|json)$/.test(name);

/** Paths are shown from the working folder where they lie in it, so that messages are the same on every machine. */
export function shownPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') ? path : near;
}

/** The documents of one file, or why it cannot be read. */
export function readTextFile(path: string): { documents: TextDocument[]; faults: LocatedFault[] } {
  const file = shownPath(resolve(path));
  const refuse = (zh: string, en: string) => ({
    documents: [],
    faults: [{ file, line: 1, column: 1, field: '', zh, en }],
  });
  try {
    const { size } = statSync(path);
    if (size > MAX_BYTES) return refuse(`文件超过 ${MAX_BYTES} 字节`, `the file is larger than ${MAX_BYTES} bytes`);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
    const parsed = parseText(text, file);
    if (!parsed.ok) return { documents: [], faults: parsed.faults };
    if (parsed.documents.length === 0) return refuse('文件是空的', 'the file holds no document');
    return { documents: parsed.documents, faults: [] };
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    const reason = String(code ?? message);
    if (reason === 'ENOENT') return refuse('没有这个文件', 'no such file');
    return refuse(`读不了文件（${reason}）`, `cannot be read (${reason})`);
  }
}

/** Every rulebook of one file. */
export function loadRulebookFile(path: string): Loaded {
  const { documents, faults } = readTextFile(path);
  const loaded: Loaded = { rulebooks: [], faults: [...faults] };
  for (const document of documents) {
    const reading = readRulebook(document.value);
    if ('faults' in reading) loaded.faults.push(...document.locate(reading.faults));
    else {
      const { rulebook } = reading;
      loaded.rulebooks.push({ rulebook, sha256: valueSha256(rulebook), file: shownPath(resolve(path)) });
    }
  }
  return loaded;
}

/** Every rulebook of a folder (default: those of the product), with the faults between files. */
export function loadRulebooks(folder: string = RULEBOOK_FOLDER): Loaded {
  const names = readdirSync(folder).filter(isTextFile).sort();
  const all = names.map(name => loadRulebookFile(join(folder, name)));
  const rulebooks = all.flatMap(one => one.rulebooks).sort((a, b) => order(a.rulebook, b.rulebook));
  const faults = [...all.flatMap(one => one.faults), ...clashes(rulebooks)];
  return { rulebooks, faults };
}

const order = (a: Rulebook, b: Rulebook): number =>
  a.code === b.code ? a.version - b.version : a.code < b.code ? -1 : 1;

/** One `code@version` has one file, and of two versions at most one is in force on a day. */
function clashes(sorted: readonly LoadedRulebook[]): LocatedFault[] {
  const faults: LocatedFault[] = [];
  sorted.forEach((later, i) => {
    for (const earlier of sorted.slice(0, i)) {
      if (earlier.rulebook.code !== later.rulebook.code) continue;
      const { from } = later.rulebook.inForce;
      const same = earlier.rulebook.version === later.rulebook.version;
      if (!same && (from === null || !overlap(earlier.rulebook, later.rulebook))) continue;
      const words = same
        ? { field: 'version', zh: `版本号与 ${earlier.file} 相同`, en: `repeats the version of ${earlier.file}` }
        : { field: 'inForce', zh: `与 ${earlier.file} 的有效期重叠`, en: `overlaps the days of ${earlier.file}` };
      faults.push({ file: later.file, line: 1, column: 1, ...words });
    }
  });
  return faults;
}

function overlap(a: Rulebook, b: Rulebook): boolean {
  const [first, second] = [a.inForce.from, b.inForce.from];
  return (second !== null && inForceOn(a, second)) || (first !== null && inForceOn(b, first));
}

/** `WC-513221@2` is that version, `WC-513221` the newest; null when there is none. */
export function findRulebook(rulebooks: readonly LoadedRulebook[], id: string): LoadedRulebook | null {
  const [code, version] = id.split('@');
  const named = rulebooks.filter(({ rulebook }) => rulebook.code === code);
  const found = named.filter(({ rulebook }) => version === undefined || String(rulebook.version) === version);
  return found.sort((a, b) => b.rulebook.version - a.rulebook.version)[0] ?? null;
}
