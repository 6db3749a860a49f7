// Reads an unknown value field by field and reports every fault at once, in Chinese and English, with the path of
// the field. Rulebooks and cases are written by people who do not program: a fault names the place and what was
// expected there, and an unknown key names the nearest known one (docs/rulebooks.md, docs/case-format.md).

import type { FieldFault } from '../errors';
import { isDay } from '../period';
import type { Day } from '../period';

/** Where a value stands, and where its faults are collected. */
export interface Site {
  readonly field: string;
  readonly faults: FieldFault[];
}

/**
 * Reads one value; `undefined` means that the key is absent. After a fault the returned value is only a placeholder
 * (an empty list, an empty object or `undefined`), good enough to look for further faults and never handed out.
 */
export type Reader<T> = (value: unknown, site: Site) => T;

/** Shape of a value with fixed keys: one reader a key. */
export type Keys<T> = { readonly [K in keyof T]-?: Reader<T[K]> };

/** Either the value, or every fault sorted by path. */
export type Reading<T> = { ok: true; value: T } | { ok: false; faults: FieldFault[] };

export const inside = (site: Site, key: string): Site => ({
  field: site.field === '' ? key : `${site.field}.${key}`,
  faults: site.faults,
});

export const nth = (site: Site, index: number): Site => ({ field: `${site.field}[${index}]`, faults: site.faults });

export function fault<T>(site: Site, words: { zh: string; en: string }, placeholder?: T): T {
  site.faults.push({ field: site.field, ...words });
  return placeholder as T;
}

export function readWhole<T>(raw: unknown, reader: Reader<T>): Reading<T> {
  const faults: FieldFault[] = [];
  const value = reader(raw, { field: '', faults });
  return faults.length === 0 ? { ok: true, value } : { ok: false, faults: faults.sort(byPath) };
}

const steps = (field: string): string[] => field.split(/[.[\]]+/).filter(Boolean);

/** By path, list positions as numbers: `conditions[2]` before `conditions[10]`. */
export function byPath(a: FieldFault, b: FieldFault): number {
  const [left, right] = [steps(a.field), steps(b.field)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i] ?? '', right[i] ?? ''];
    if (x === y) continue;
    if (/^\d+$/.test(x) && /^\d+$/.test(y)) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return left.length - right.length || (a.en < b.en ? -1 : a.en > b.en ? 1 : 0);
}

const absent = <T>(site: Site, placeholder?: T): T => fault(site, { zh: '缺少此项', en: 'is missing' }, placeholder);

const shown = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return JSON.stringify(value) ?? typeof value;
};

function mismatch<T>(site: Site, value: unknown, expected: { zh: string; en: string; placeholder?: T }): T {
  if (value === undefined) return absent(site, expected.placeholder);
  const zh = `应为${expected.zh}，实为 ${shown(value)}`;
  return fault(site, { zh, en: `expected ${expected.en}, got ${shown(value)}` }, expected.placeholder);
}

/** Text that is not blank; a whole number is taken as its digits (`article: 46`). */
export const text: Reader<string> = (value, site) => {
  if (Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  return mismatch(site, value, { zh: '文字', en: 'text' });
};

export const day: Reader<Day> = (value, site) =>
  isDay(value) ? value : mismatch(site, value, { zh: '存在的日期 YYYY-MM-DD', en: 'an existing day YYYY-MM-DD' });

export const flag: Reader<boolean> = (value, site) => {
  if (value === true || value === 'yes') return true;
  if (value === false || value === 'no') return false;
  return mismatch(site, value, { zh: 'yes 或 no', en: 'yes or no' });
};

/** A whole number from `least` to `most`, both allowed. */
export const whole =
  (least: number, most = Number.MAX_SAFE_INTEGER): Reader<number> =>
  (value, site) => {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most) return value;
    const upTo = most === Number.MAX_SAFE_INTEGER ? { zh: '', en: '' } : { zh: `至 ${most}`, en: ` to ${most}` };
    return mismatch(site, value, { zh: `整数（${least} 起${upTo.zh}）`, en: `a whole number from ${least}${upTo.en}` });
  };

/** Money in fen; a fraction is refused, because a float never holds money. */
export const fen = whole(0);

/** One word of a closed list; a slip names the nearest word. */
export const oneOf =
  <const T extends string>(words: readonly T[]): Reader<T> =>
  (value, site) => {
    const found = words.find(word => word === value);
    if (found !== undefined) return found;
    if (typeof value !== 'string') return mismatch(site, value, { zh: words.join(' | '), en: words.join(' | ') });
    const near = nearest(value, words);
    const hint = near === null ? { zh: '', en: '' } : { zh: `，是否为 ${near}？`, en: `; did you mean ${near}?` };
    const list = words.join(', ');
    return fault(site, {
      zh: `没有“${value}”${hint.zh} 可用：${list}`,
      en: `unknown "${value}"${hint.en} Known: ${list}`,
    });
  };

export const orNull =
  <T>(reader: Reader<T>): Reader<T | null> =>
  (value, site) =>
    value === null ? null : reader(value, site);

/** The key may be left out. */
export const optional =
  <T, F>(reader: Reader<T>, fallback: F): Reader<T | F> =>
  (value, site) =>
    value === undefined ? fallback : reader(value, site);

/** `null` and an absent key both mean that the value is not known. */
export const unknownable = <T>(reader: Reader<T>): Reader<T | null> => optional(orNull(reader), null);

export const list =
  <T>(reader: Reader<T>, least = 0): Reader<T[]> =>
  (value, site) => {
    if (!Array.isArray(value)) return mismatch<T[]>(site, value, { zh: '列表', en: 'a list', placeholder: [] });
    const read = value.map((item, i) => reader(item, nth(site, i)));
    if (read.length >= least) return read;
    return fault(site, { zh: `至少要有 ${least} 项`, en: `needs at least ${least} item(s)` }, read);
  };

/** A list without repeats, told apart by `key`. */
export const distinct =
  <T>(reader: Reader<T>, key: (item: T) => string | undefined, least = 0): Reader<T[]> =>
  (value, site) => {
    const read = list(reader, least)(value, site);
    refuseRepeats(
      read.map((item, i) => ({
        key: typeof item === 'object' && item === null ? undefined : key(item),
        site: nth(site, i),
      })),
    );
    return read;
  };

export function refuseRepeats(items: readonly { key: string | undefined; site: Site }[]): void {
  const first = new Map<string, string>();
  for (const { key, site } of items) {
    if (key === undefined) continue;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, site.field);
    else fault(site, { zh: `“${key}”与 ${earlier} 重复`, en: `"${key}" repeats ${earlier}` });
  }
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A map with fixed keys; a key outside them is refused with the nearest known one. */
export const map =
  <T>(keys: Keys<T>): Reader<T> =>
  (value, site) => {
    if (!isMap(value))
      return mismatch<T>(site, value, { zh: '映射（键: 值）', en: 'a map (key: value)', placeholder: {} as T });
    const names = Object.keys(keys);
    for (const key of Object.keys(value)) if (!names.includes(key)) unknownKey(inside(site, key), key, names);
    const read: Record<string, unknown> = {};
    for (const name of names) {
      const reader = keys[name as keyof T] as Reader<unknown>;
      const result = reader(Object.hasOwn(value, name) ? value[name] : undefined, inside(site, name));
      if (result !== undefined) read[name] = result;
    }
    return read as T;
  };

/** A map whose keys come from a closed list and whose values are all alike; given as `[key, value]` in key order. */
export const dictionary =
  <K extends string, T>(known: readonly K[] | RegExp, reader: (key: K) => Reader<T>): Reader<[K, T][]> =>
  (value, site) => {
    if (!isMap(value))
      return mismatch<[K, T][]>(site, value, { zh: '映射（键: 值）', en: 'a map (key: value)', placeholder: [] });
    const read: [K, T][] = [];
    for (const key of Object.keys(value).sort()) {
      const at = inside(site, key);
      const fits = known instanceof RegExp ? known.test(key) : (known as readonly string[]).includes(key);
      if (fits) read.push([key as K, reader(key as K)(value[key], at)]);
      else unknownKey(at, key, known instanceof RegExp ? [] : known);
    }
    return read;
  };

function unknownKey(site: Site, key: string, known: readonly string[]): void {
  const near = nearest(key, known);
  const hint = near === null ? { zh: '', en: '' } : { zh: `，是否为 ${near}？`, en: `; did you mean ${near}?` };
  fault(site, { zh: `没有“${key}”这一项${hint.zh}`, en: `unknown field "${key}"${hint.en}` });
}

/** The known word with the fewest changed letters, at most a third of the longer word; null when none is that near. */
export function nearest(word: string, known: readonly string[]): string | null {
  let best: { word: string; distance: number } | null = null;
  for (const candidate of known) {
    const distance = changes(word.toLowerCase(), candidate.toLowerCase());
    const tolerated = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3));
    if (distance <= tolerated && (best === null || distance < best.distance)) best = { word: candidate, distance };
  }
  return best?.word ?? null;
}

/** Levenshtein distance. A key longer than 60 letters is never a slip, so the work stays bounded. */
function changes(a: string, b: string): number {
  if (a.length > 60 || b.length > 60) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
