// Regions by GB/T 2260 and, below the county, by the statistical division codes of the NBS. A code contains its
// parents' codes, so containment is decided on the code alone; which codes exist on a day, and their names, is data.

import { refusals } from './errors';
import { covers, Day } from './period';

/**
 * A region code as people write it: '51' or '510000' a province, '5132' or '513200' a city, '513221' a county,
 * 9 digits a township, 12 a village, '000000' the nation. A zone (开发区) has the code of its city or its own
 * county-level statistical code (410171).
 */
export type RegionCode = string;

export type RegionLevel = 'nation' | 'province' | 'city' | 'county' | 'township' | 'village';

export interface Region {
  /** Canonical: 6 digits down to the county, 9 for a township, 12 for a village. */
  code: RegionCode;
  name: string;
  /** null for a province: the nation is not a row. */
  parent: RegionCode | null;
  level: RegionLevel;
  /** null: in force since before the edition of the data. */
  validFrom: Day | null;
  /** Last day in force; null: still in force as of the edition. */
  validTo: Day | null;
}

export const regionRefusal = refusals({
  'region.code-invalid': {
    kind: 'invalid',
    zh: '“{code}”不是行政区划代码（2、4、6、9 或 12 位数字）',
    en: '"{code}" is not a region code of 2, 4, 6, 9 or 12 digits',
  },
  'region.not-found': {
    kind: 'invalid',
    zh: '没有代码为 {code} 的行政区划',
    en: 'there is no region with the code {code}',
  },
});

const levelByLength: Record<number, RegionLevel> = {
  0: 'nation',
  2: 'province',
  4: 'city',
  6: 'county',
  9: 'township',
  12: 'village',
};

const codeForm = /^(?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/;

// A code padded with zeros names the region above: 510000 is the province 51, 513221000 the county 513221.
const paddings = [
  { length: 12, zeros: '000' },
  { length: 9, zeros: '000' },
  { length: 6, zeros: '00' },
  { length: 4, zeros: '00' },
  { length: 2, zeros: '00' },
];

/** The digits that distinguish: '510000' and '51' both have the stem '51', the nation has none. */
function stem(code: RegionCode): string {
  if (!codeForm.test(code)) throw regionRefusal('region.code-invalid', { figures: { code } });
  let digits = code;
  for (const { length, zeros } of paddings) {
    if (digits.length === length && digits.endsWith(zeros)) digits = digits.slice(0, length - zeros.length);
  }
  return digits;
}

export function isRegionCode(code: unknown): code is RegionCode {
  return typeof code === 'string' && codeForm.test(code);
}

/** @throws Refusal 'region.code-invalid', naming `field`. */
export function parseRegionCode(code: unknown, field = 'region'): RegionCode {
  if (isRegionCode(code)) return canonicalRegion(code);
  const fault = { field, zh: '行政区划代码无效', en: 'not a region code' };
  throw regionRefusal('region.code-invalid', { figures: { code: String(code) }, fields: [fault] });
}

/** One spelling for each region: '51' becomes '510000', '513221000' becomes '513221'. @throws 'region.code-invalid' */
export function canonicalRegion(code: RegionCode): RegionCode {
  const digits = stem(code);
  return digits.length < 6 ? digits.padEnd(6, '0') : digits;
}

/** @throws Refusal 'region.code-invalid' */
export function levelOf(code: RegionCode): RegionLevel {
  return levelByLength[stem(code).length] ?? 'nation';
}

/**
 * The 6-digit county a region belongs to; null for a city, province or the nation. A township of a city without
 * counties (东莞 441900) belongs to the city's own code. @throws Refusal 'region.code-invalid'
 */
export function countyOf(code: RegionCode): RegionCode | null {
  const digits = stem(code);
  return digits.length < 6 ? null : digits.slice(0, 6);
}

/** True when `code` is `container` or lies in it; every region lies in '000000'. @throws 'region.code-invalid' */
export function isWithin(code: RegionCode, container: RegionCode): boolean {
  return stem(code).startsWith(stem(container));
}

const parentLength: Record<number, number> = { 12: 9, 9: 6, 6: 4, 4: 2 };

/** The canonical code one level up; null for a province and the nation. @throws Refusal 'region.code-invalid' */
export function parentOf(code: RegionCode): RegionCode | null {
  const digits = stem(code);
  const length = parentLength[digits.length];
  return length === undefined ? null : canonicalRegion(digits.slice(0, length));
}

/** True when the region existed, as far as the data says, on the day. */
export function isValidOn(region: Pick<Region, 'validFrom' | 'validTo'>, day: Day): boolean {
  return covers({ from: region.validFrom ?? day, to: region.validTo }, day);
}
