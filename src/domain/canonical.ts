// The one way a value becomes bytes: RFC 8785 (JSON Canonicalization Scheme). Equal facts give equal text, hence equal
// digests, which is what replay, facts digests and the ledger rest on. A value JSON would silently bend (NaN to null,
// undefined to nothing, a Date to text, a lone surrogate to U+FFFD) is refused instead.
import { refusals } from './errors';

export const canonicalRefusal = refusals({
  'canonical.not-json': {
    kind: 'invalid',
    zh: '{path} 的值（{what}）不能写成规范 JSON（RFC 8785）。',
    en: '{path} holds {what}, which cannot be written as canonical JSON (RFC 8785).',
  },
});

/** Values nested deeper than this are refused; a cycle ends here too. */
const MAX_DEPTH = 256;
const LONE_SURROGATE = /[\ud800-\udfff]/u;
const NEEDS_CARE = /[\u0000-\u001f"\\\ud800-\udfff]/; // all that JSON escapes, and surrogates
const PLAIN_NAME = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;
const UNFIT = new Error('unfit for canonical JSON');
const encoder = new TextEncoder();

/** UTF-8 bytes of a text without lone surrogates. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/**
 * RFC 8785 text of a JSON value: member names in UTF-16 code unit order, numbers as ECMAScript prints them, no spaces.
 * Only own enumerable members with string names count; any prototype but a plain object's or an array's is refused.
 * @throws Refusal canonical.not-json naming the path of the first value that is not JSON
 */
export function canonicalJson(value: unknown): string {
  try {
    return write(value, 0);
  } catch (error) {
    if (error !== UNFIT) throw error;
    const { path, what } = findUnfit({ value, path: '', depth: 0 }) ?? { path: '', what: 'an unstable value' };
    const field = path === '' ? '(root)' : path.length > 200 ? `${path.slice(0, 200)}…` : path;
    const figures = { path: field, what };
    throw canonicalRefusal('canonical.not-json', {
      figures,
      fields: [{ field, zh: `不是 JSON 值：${what}`, en: `not a JSON value: ${what}` }],
    });
  }
}

/** UTF-8 bytes of the canonical text: what is hashed and signed. Throws as canonicalJson does. */
export function canonicalBytes(value: unknown): Uint8Array {
  return encoder.encode(canonicalJson(value));
}

// The writing path carries no path of names: naming the culprit is left to a second walk that only a refusal pays for.
function write(value: unknown, depth: number): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw UNFIT;
    return String(value); // -0 prints as 0, as RFC 8785 section 3.2.2.3 wants
  }
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value === null) return 'null';
  if (typeof value !== 'object' || depth === MAX_DEPTH) throw UNFIT;
  return Array.isArray(value) ? writeList(value, depth + 1) : writeRecord(value, depth + 1);
}

function writeList(list: readonly unknown[], depth: number): string {
  if (list.length === 0) return '[]';
  let text = '[' + write(list[0], depth);
  for (let i = 1; i < list.length; i++) text += ',' + write(list[i], depth);
  return text + ']';
}

function writeRecord(record: object, depth: number): string {
  if (!isPlain(record)) throw UNFIT;
  const names = Object.keys(record);
  if (!isSorted(names)) names.sort();
  let text = '{';
  let comma = '';
  for (const name of names) {
    text += comma + quote(name) + ':' + write((record as Record<string, unknown>)[name], depth);
    comma = ',';
  }
  return text + '}';
}

function quote(text: string): string {
  if (!NEEDS_CARE.test(text)) return '"' + text + '"';
  if (LONE_SURROGATE.test(text)) throw UNFIT;
  return JSON.stringify(text);
}

// `<` on strings and sort() without a comparator both compare UTF-16 code units: the order of RFC 8785 section 3.2.3.
function isSorted(names: readonly string[]): boolean {
  for (let i = 1; i < names.length; i++) if (names[i - 1]! > names[i]!) return false;
  return true;
}

// Object.prototype is the only prototype without one of its own, in every realm; a class instance always has two.
function isPlain(record: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(record);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

interface Place {
  value: unknown;
  path: string;
  depth: number;
}

function findUnfit(place: Place): { path: string; what: string } | null {
  const { value, path, depth } = place;
  const what = unfitScalar(value, depth);
  if (what !== null) return { path, what };
  if (typeof value !== 'object' || value === null) return null;
  const list = Array.isArray(value);
  for (const name of list ? value.keys() : Object.keys(value)) {
    const child = list ? `${path}[${name}]` : memberPath(path, String(name));
    if (LONE_SURROGATE.test(String(name))) return { path: child, what: 'a name with a lone surrogate' };
    const found = findUnfit({ value: (value as Record<string, unknown>)[name], path: child, depth: depth + 1 });
    if (found !== null) return found;
  }
  return null;
}

function unfitScalar(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return LONE_SURROGATE.test(value) ? 'a lone surrogate' : null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : String(value);
  if (typeof value === 'boolean' || value === null) return null;
  if (typeof value !== 'object') return typeof value;
  if (depth === MAX_DEPTH) return `more than ${MAX_DEPTH} levels or a cycle`;
  return Array.isArray(value) || isPlain(value) ? null : `an object of class ${value.constructor?.name || 'unknown'}`;
}

function memberPath(path: string, name: string): string {
  if (!PLAIN_NAME.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === '' ? name : `${path}.${name}`;
}
