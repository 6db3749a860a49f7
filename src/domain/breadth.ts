// What an inspector is warned of before sealing a record: too broad, filed in bulk, copied, late, or leaning on nothing
// (domain.md section 3). A warning refuses nothing; going on in spite of it takes a reason.
import type { Rulebook } from './check/rulebook';
import { grams } from './grams';
import { addDays, dayNumber, within, type Day, type Period } from './period';
import { levelOf } from './region';
import type { Words } from './errors';
import { addWorkdays, type Calendar } from './workdays';

/** No source fixes these figures; they are settings of this registry. */
export const BREADTH_LIMITS = {
  /** A period longer than this is no trial any more. */
  years: 3,
  /** Filings of one unit within `bulkWorkdays` working days. */
  bulkFilings: 5,
  bulkWorkdays: 5,
  /** Share of common words from which two records of different pilots count as one text, in percent. */
  alikePercent: 90,
  /** A flaw found or reported this close before the filing, or since. */
  flawWorkdays: 5,
} as const;

export const WARNINGS = {
  'most-flaw-kinds': {
    zh: '涵盖清单半数以上的瑕疵种类',
    en: 'covers more than half of the kinds of flaw in the rulebook',
  },
  'whole-county': { zh: '申报范围为全县', en: 'the scope is the whole county' },
  'everything-everywhere': {
    zh: '全部地区、多数瑕疵种类，形同空白备案',
    en: 'all regions and most kinds of flaw: as good as blank',
  },
  'no-end': { zh: '没有终止日期', en: 'the period has no end' },
  'too-long': { zh: '期限超过三年', en: 'the period is longer than three years' },
  'beyond-scope-period': { zh: '期限超出申报范围的期限', en: 'the period reaches beyond that of the scope' },
  'no-loss-cap': { zh: '没有损失上限', en: 'no loss cap' },
  'cap-above-rulebook': { zh: '损失上限高于清单的限额', en: 'the loss cap is above the one in the rulebook' },
  'no-safeguards': { zh: '没有承诺任何保障措施', en: 'no safeguard is promised' },
  'leaning-on-nothing': { zh: '没有依托任何审批或者承诺', en: 'leans on no approval and no pledge' },
  'bulk-filing': { zh: '同一单位短期内批量备案', en: 'one unit filed many records within a few days' },
  'near-identical': { zh: '与其他试点的备案内容雷同', en: 'nearly the same text as the record of another pilot' },
  'flaw-already-found': {
    zh: '备案前后不久已有瑕疵被发现或者报告',
    en: 'a flaw was found or reported about the time of filing',
  },
} as const satisfies Record<string, Words>;
export type WarningCode = keyof typeof WARNINGS;
export const WARNING_CODES = Object.keys(WARNINGS) as WarningCode[];

export interface WarningSeen {
  code: WarningCode;
  figures: Readonly<Record<string, string | number>>;
}

export interface Breadth {
  flawKinds: readonly string[];
  safeguards: readonly string[];
  risks: readonly string[];
  period: Period;
  lossCapFen: number | null;
  /** Ids of approvals and pledges. */
  leansOn: readonly string[];
  scope: { regions: readonly string[]; period: Period };
}

/** What stands around the record: other filings and what is known of flaws. Days are local days. */
export interface Surroundings {
  /** The day of this filing; the present day for a draft. */
  filedOn: Day;
  /** First filings of the same unit, this one included once it is filed. */
  unitFilings: readonly Day[];
  /** Records of other pilots, by their code. */
  others: readonly {
    code: string;
    flawKinds: readonly string[];
    safeguards: readonly string[];
    risks: readonly string[];
  }[];
  /** Days on which flaws of the pilot were found or came on record. */
  flawDays: readonly Day[];
}

/** Sorted as in WARNING_CODES; empty when nothing is to be said. */
export function warningsOf(
  record: Breadth,
  book: Rulebook,
  { around, calendar }: { around: Surroundings; calendar: Calendar },
): WarningSeen[] {
  return [...breadthOf(record, book), ...standingOf(record, book), ...surroundingsOf(record, around, calendar)];
}

function breadthOf({ flawKinds, scope, period }: Breadth, book: Rulebook): WarningSeen[] {
  const found: WarningSeen[] = [];
  const figures = { kinds: flawKinds.length, of: book.flawKinds.length };
  const most = flawKinds.length * 2 > book.flawKinds.length;
  const county = scope.regions.find(region => ABOVE_TOWNSHIP.includes(levelOf(region)));
  if (most) found.push({ code: 'most-flaw-kinds', figures });
  if (county !== undefined) found.push({ code: 'whole-county', figures: { region: county } });
  if (most && county !== undefined) found.push({ code: 'everything-everywhere', figures });
  if (period.to === null) found.push({ code: 'no-end', figures: {} });
  else if (period.to >= yearsAfter(period.from, BREADTH_LIMITS.years)) {
    found.push({ code: 'too-long', figures: { days: dayNumber(period.to) - dayNumber(period.from) + 1 } });
  }
  if (!within(period, scope.period)) {
    found.push({
      code: 'beyond-scope-period',
      figures: { scopeFrom: scope.period.from, scopeTo: scope.period.to ?? '' },
    });
  }
  return found;
}

const ABOVE_TOWNSHIP: readonly string[] = ['nation', 'province', 'city', 'county'];

/** The same day of the year; 29 February becomes 1 March where there is none. */
function yearsAfter(day: Day, years: number): Day {
  const later = `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
  return later.endsWith('-02-29') ? addDays(`${later.slice(0, 8)}28`, 1) : later;
}

function standingOf({ lossCapFen, safeguards, leansOn }: Breadth, book: Rulebook): WarningSeen[] {
  const found: WarningSeen[] = [];
  const cap = book.caps.lossFen;
  if (lossCapFen === null) found.push({ code: 'no-loss-cap', figures: {} });
  else if (cap !== null && lossCapFen > cap)
    found.push({ code: 'cap-above-rulebook', figures: { lossCapFen, capFen: cap } });
  if (safeguards.length === 0) found.push({ code: 'no-safeguards', figures: {} });
  if (leansOn.length === 0) found.push({ code: 'leaning-on-nothing', figures: {} });
  return found;
}

function surroundingsOf(record: Breadth, around: Surroundings, calendar: Calendar): WarningSeen[] {
  const found: WarningSeen[] = [];
  const filings = mostFilings(around, calendar);
  if (filings >= BREADTH_LIMITS.bulkFilings) {
    found.push({ code: 'bulk-filing', figures: { filings, workdays: BREADTH_LIMITS.bulkWorkdays } });
  }
  const likest = likestOf(record, around.others);
  if (likest !== null && likest.percent >= BREADTH_LIMITS.alikePercent) {
    found.push({ code: 'near-identical', figures: likest });
  }
  const since = addWorkdays(calendar, around.filedOn, -BREADTH_LIMITS.flawWorkdays);
  const flawDay = around.flawDays.filter(day => day >= since).sort()[0];
  if (flawDay !== undefined)
    found.push({ code: 'flaw-already-found', figures: { day: flawDay, filedOn: around.filedOn } });
  return found;
}

/** The most filings in any run of `bulkWorkdays` working days that holds the day of this filing. */
export function mostFilings({ filedOn, unitFilings }: Surroundings, calendar: Calendar): number {
  let most = 0;
  for (const first of new Set(unitFilings.filter(day => day <= filedOn))) {
    const last = addWorkdays(calendar, addDays(first, -1), BREADTH_LIMITS.bulkWorkdays);
    if (last < filedOn) continue;
    most = Math.max(most, unitFilings.filter(day => first <= day && day <= last).length);
  }
  return most;
}

type Text = Pick<Breadth, 'flawKinds' | 'safeguards' | 'risks'>;

/** The record that shares most with this one, and how much in percent; risks weigh by their words, codes one each. */
export function likestOf(record: Text, others: Surroundings['others']): { code: string; percent: number } | null {
  const own = tokensOf(record);
  let likest: { code: string; percent: number } | null = null;
  for (const other of others) {
    const percent = sharedPercent(own, tokensOf(other));
    if (likest === null || percent > likest.percent) likest = { code: other.code, percent };
  }
  return likest;
}

function tokensOf({ flawKinds, safeguards, risks }: Text): Set<string> {
  return new Set([
    ...flawKinds.map(code => `kind:${code}`),
    ...safeguards.map(code => `safeguard:${code}`),
    ...grams(risks.join('\n')),
  ]);
}

function sharedPercent(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter(token => b.has(token)).length;
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : Math.floor((shared * 100) / all);
}
