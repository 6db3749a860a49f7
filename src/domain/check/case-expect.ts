// What a case expects of its finding, and how the finding differs from it. Only what is written is compared, so that a
// case can name the one condition it is about.

import { CAUSE_KINDS, LANES, OUTCOMES, RESULTS } from './finding';
import type { CauseKind, ConditionFinding, Finding, FindingFigures, Outcome, RedLineFinding, Result } from './finding';
import { CONDITION_CODES, EFFECTS } from './rulebook';
import type { Effect } from './rulebook';
import { dictionary, distinct, flag, list, map, oneOf, optional, orNull, text, whole } from './shape';
import type { Reader } from './shape';

type FigureText = string | number | boolean | null | string[];

interface ItemExpectation {
  result: Result;
  reason?: string;
  decides?: boolean;
  missing?: string[];
  /** Fields edited later, in the order of the record. */
  edits?: string[];
  figures?: Record<string, FigureText>;
}

interface CauseExpectation {
  kind: CauseKind;
  subject?: string;
  against?: string;
  figures?: Record<string, FigureText>;
}

export interface Expectation {
  outcome?: Outcome;
  lane?: Finding['lane'];
  effect?: Effect;
  recordPart?: Finding['recordPart'];
  /** Working days the record was sealed too late; null: the finding shows no late record. */
  lateBy?: number | null;
  applied?: 'older' | 'present';
  timeRule?: Finding['timeRule']['reason'];
  /** The outcome under the rulebook that was not applied; null: there is none. */
  otherOutcome?: Outcome | null;
  /** Conditions and red lines of the applied rulebook. */
  conditions?: Record<string, ItemExpectation>;
  groups?: Record<string, Result>;
  /** All causes, in the finding's order. */
  causes?: CauseExpectation[];
  missing?: string[];
  questions?: string[];
  /** Every set must be among the finding's counterfactuals: `flaw.kind=no-tender`. */
  softer?: string[][];
  harsher?: string[][];
}

const figure: Reader<FigureText> = (value, site) => {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  return Array.isArray(value) ? list(text)(value, site) : text(value, site);
};
const figures: Reader<Record<string, FigureText>> = (value, site) =>
  Object.fromEntries(dictionary(/^[A-Za-z][A-Za-z0-9]*$/, () => figure)(value, site));

const item: Reader<ItemExpectation> = (value, site) =>
  map<ItemExpectation>({
    result: oneOf(RESULTS),
    reason: optional(text, undefined),
    decides: optional(flag, undefined),
    missing: optional(list(text), undefined),
    edits: optional(list(text), undefined),
    figures: optional(figures, undefined),
  })(typeof value === 'string' ? { result: value } : value, site);

const cause: Reader<CauseExpectation> = (value, site) =>
  map<CauseExpectation>({
    kind: oneOf(CAUSE_KINDS),
    subject: optional(text, undefined),
    against: optional(text, undefined),
    figures: optional(figures, undefined),
  })(typeof value === 'string' ? { kind: value } : value, site);

const ITEM_CODE = new RegExp(`^(${CONDITION_CODES.join('|')}|R\\d{2})$`);
const sets = optional(list(distinct(text, String, 1), 0), undefined);

export const expectation: Reader<Expectation> = map<Expectation>({
  outcome: optional(oneOf(OUTCOMES), undefined),
  lane: optional(oneOf(LANES), undefined),
  effect: optional(oneOf(EFFECTS), undefined),
  recordPart: optional(orNull(oneOf(['matches', 'fails', 'unknown'])), undefined),
  lateBy: optional(orNull(whole(0)), undefined),
  applied: optional(oneOf(['older', 'present']), undefined),
  timeRule: optional(oneOf(['only-one', 'same', 'older-rule', 'present-more-lenient']), undefined),
  otherOutcome: optional(orNull(oneOf(OUTCOMES)), undefined),
  conditions: optional((value, site) => Object.fromEntries(dictionary(ITEM_CODE, () => item)(value, site)), undefined),
  groups: optional(
    (value, site) => Object.fromEntries(dictionary(/^\d+$/, () => oneOf(RESULTS))(value, site)),
    undefined,
  ),
  causes: optional(list(cause), undefined),
  missing: optional(list(text), undefined),
  questions: optional(list(text), undefined),
  softer: sets,
  harsher: sets,
});

export interface Mismatch {
  /** Path inside `expect`. */
  field: string;
  expected: unknown;
  actual: unknown;
}

/** Where the finding differs from the expectation, in the order of the expectation; empty: as expected. */
export function mismatches(finding: Finding, expect: Expectation): Mismatch[] {
  const found: Mismatch[] = [];
  const compare = (field: string, expected: unknown, actual: unknown): void => {
    if (expected !== undefined && !same(expected, actual)) found.push({ field, expected, actual: actual ?? null });
  };
  compare('outcome', expect.outcome, finding.outcome);
  compare('lane', expect.lane, finding.lane);
  compare('effect', expect.effect, finding.effect);
  compare('recordPart', expect.recordPart, finding.recordPart);
  compare('lateBy', expect.lateBy, finding.lateRecord?.workdaysLate ?? null);
  compare('applied', expect.applied, finding.timeRule.applied);
  compare('timeRule', expect.timeRule, finding.timeRule.reason);
  compare('otherOutcome', expect.otherOutcome, finding.other?.outcome ?? null);
  compare('missing', expect.missing, finding.missing);
  compare('questions', expect.questions, finding.questions);
  compareItems(finding, expect, compare);
  compareCauses(finding, expect, compare);
  for (const way of ['softer', 'harsher'] as const) {
    const sets = finding.counterfactuals[way].map(set => set.changes.map(one => `${one.fact}=${one.to}`).sort());
    for (const wanted of expect[way] ?? []) {
      if (!sets.some(set => same(set, [...wanted].sort()))) found.push({ field: way, expected: wanted, actual: sets });
    }
  }
  return found;
}

type Compare = (field: string, expected: unknown, actual: unknown) => void;

function compareItems(finding: Finding, expect: Expectation, compare: Compare): void {
  const items = new Map<string, ConditionFinding | RedLineFinding>();
  for (const one of [...finding.applied.conditions, ...finding.applied.redLines]) items.set(one.code, one);
  for (const [code, wanted] of Object.entries(expect.conditions ?? {})) {
    const one = items.get(code);
    const field = `conditions.${code}`;
    compare(field, wanted.result, one?.result ?? null);
    compare(`${field}.reason`, wanted.reason, one?.reason);
    compare(`${field}.missing`, wanted.missing, one?.missing);
    if (one !== undefined && 'decides' in one) {
      compare(`${field}.decides`, wanted.decides, one.decides);
      compare(
        `${field}.edits`,
        wanted.edits,
        one.edits.map(edit => edit.field),
      );
    }
    compareFigures(wanted.figures, one?.figures, (name, e, a) => compare(`${field}.figures.${name}`, e, a));
  }
  const groups = new Map(finding.applied.groups.map(group => [String(group.group), group.result]));
  for (const [group, wanted] of Object.entries(expect.groups ?? {})) {
    compare(`groups.${group}`, wanted, groups.get(group) ?? null);
  }
}

function compareCauses(finding: Finding, expect: Expectation, compare: Compare): void {
  if (expect.causes === undefined) return;
  compare(
    'causes',
    expect.causes.map(one => one.kind),
    finding.causes.map(one => one.kind),
  );
  expect.causes.forEach((wanted, i) => {
    const one = finding.causes[i];
    compare(`causes[${i}].subject`, wanted.subject, one?.subject);
    compare(`causes[${i}].against`, wanted.against, one?.against);
    compareFigures(wanted.figures, one?.figures, (name, e, a) => compare(`causes[${i}].figures.${name}`, e, a));
  });
}

function compareFigures(
  wanted: Record<string, FigureText> | undefined,
  actual: FindingFigures | undefined,
  compare: Compare,
): void {
  for (const [name, value] of Object.entries(wanted ?? {})) compare(name, value, actual?.[name]);
}

function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((value, i) => same(value, b[i]));
  return a === b;
}
