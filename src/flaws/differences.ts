// Where two JSON values differ, path by path, for comparing two findings or a replay with what is stored. Pure.
import { canonicalJson } from '../domain/canonical';

export interface Difference {
  /** Dotted, `applied.conditions[3].result`. */
  path: string;
  /** Canonical JSON; null where one side has nothing there. */
  from: string | null;
  to: string | null;
}

/** Sorted by path as met; at most `limit`. */
export function differences(from: unknown, to: unknown, limit = 200): Difference[] {
  const found: Difference[] = [];
  compare(from, to, { path: '', found, limit });
  return found;
}

interface Walk {
  path: string;
  found: Difference[];
  limit: number;
}

function compare(from: unknown, to: unknown, walk: Walk): void {
  if (walk.found.length >= walk.limit || text(from) === text(to)) return;
  if (!isBranch(from) || !isBranch(to) || Array.isArray(from) !== Array.isArray(to)) {
    walk.found.push({ path: walk.path, from: text(from), to: text(to) });
    return;
  }
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  for (const name of names)
    compare(from[name], to[name], { ...walk, path: below(walk.path, name, Array.isArray(from)) });
}

const isBranch = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const text = (value: unknown): string | null => (value === undefined ? null : canonicalJson(value));
const below = (path: string, name: string, list: boolean) =>
  list ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
