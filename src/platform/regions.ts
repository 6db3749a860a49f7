// Which region codes exist, what they are called and when: read from data/regions on the first question, never changed.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Day } from '../domain/period';
import { canonicalRegion, isValidOn, levelOf, parentOf, type Region, type RegionCode } from '../domain/region';

export class Regions {
  private readonly byCode = new Map<RegionCode, Region[]>();
  private readonly byParent = new Map<RegionCode, Region[]>();

  constructor(rows: Iterable<Region>) {
    for (const row of rows) {
      append(this.byCode, row.code, row);
      append(this.byParent, row.parent ?? '000000', row);
    }
  }

  /** The latest region of that code in any spelling, or null. @throws Refusal 'region.code-invalid' */
  find(code: RegionCode): Region | null {
    return this.byCode.get(canonicalRegion(code))?.at(-1) ?? null;
  }

  /** The region that bore the code on the day, or null. @throws Refusal 'region.code-invalid' */
  validOn(code: RegionCode, day: Day): Region | null {
    return this.byCode.get(canonicalRegion(code))?.find(region => isValidOn(region, day)) ?? null;
  }

  /** One level down, by code; the provinces for '000000'. @throws Refusal 'region.code-invalid' */
  children(code: RegionCode): readonly Region[] {
    return this.byParent.get(canonicalRegion(code)) ?? [];
  }

  /** Every region of the data, a code's earlier bearers included. */
  *all(): Generator<Region> {
    for (const bearers of this.byCode.values()) yield* bearers;
  }
}

function append(map: Map<RegionCode, Region[]>, key: RegionCode, row: Region): void {
  const rows = map.get(key);
  if (rows) rows.push(row);
  else map.set(key, [row]);
}

/** Rows of `divisions` and `townships` as data/regions/README.md lays them out, headings included. */
export function parseRegions(divisions: string, townships: string): Region[] {
  const rows: Region[] = [];
  for (const [code = '', name = '', validFrom, validTo] of cells(divisions)) {
    rows.push(region({ code, name, validFrom, validTo }));
  }
  for (const [county = '', validFrom, validTo, list = ''] of cells(townships)) {
    for (const entry of list.split('|')) {
      rows.push(region({ code: county + entry.slice(0, 3), name: entry.slice(3), validFrom, validTo }));
    }
  }
  // Bearers of one code follow one another in time.
  return rows.sort((a, b) => compare(a.code, b.code) || compare(a.validFrom ?? '', b.validFrom ?? ''));
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function* cells(csv: string): Generator<string[]> {
  for (const line of csv.split('\n').slice(1)) if (line !== '') yield line.split(',');
}

function region(row: { code: string; name: string; validFrom?: string; validTo?: string }): Region {
  const { code, name, validFrom, validTo } = row;
  return {
    code,
    name,
    parent: parentOf(code),
    level: levelOf(code),
    validFrom: validFrom || null,
    validTo: validTo || null,
  };
}

let loaded: Regions | undefined;

function load(): Regions {
  const folder = join(__dirname, '../../data/regions');
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return new Regions(parseRegions(text('divisions.csv'), text('townships.csv')));
}

const carried = (): Regions => (loaded ??= load());

/** The regions of data/regions, read once per process at the first question. */
export const regions: Pick<Regions, 'find' | 'validOn' | 'children' | 'all'> = {
  find: code => carried().find(code),
  validOn: (code, day) => carried().validOn(code, day),
  children: code => carried().children(code),
  all: () => carried().all(),
};
