// Two findings of one flaw told apart in words: what an inspector reads after a fact was established. Compared are the codes
// and figures of the findings; told are the sentences that wording.ts made of them.

import { canonicalJson } from '../canonical';
import type { Words } from '../errors';
import type { Finding, FindingFigures, Result } from './finding';
import type { ExplainedItem, Explanation } from './wording';
import * as names from './words/names';

/** A finding with its sentences in both languages. */
export interface ToldFinding {
  finding: Finding;
  explanation: { zh: Explanation; en: Explanation };
}

/** One thing that became different; null on the side where there is nothing. */
export interface Changed<C extends string> {
  code: string;
  /** What of it: `result` first, else its reason, else its figures. */
  what: C;
  title: Words;
  before: Words | null;
  after: Words | null;
}

export interface FindingDifference {
  same: boolean;
  outcome: { before: Words; after: Words } | null;
  recordPart: { before: Words | null; after: Words | null } | null;
  conditions: Changed<'result' | 'reason' | 'figures'>[];
  redLines: Changed<'result' | 'reason' | 'figures'>[];
  causes: Changed<'figures' | 'appeared' | 'vanished'>[];
  /** Facts and questions no longer open, and newly open ones. */
  solved: Words[];
  opened: Words[];
}

interface Side {
  finding: Finding;
  zh: Explanation;
  en: Explanation;
}

export function findingDifference(before: ToldFinding, after: ToldFinding): FindingDifference {
  const [one, two] = [sideOf(before), sideOf(after)];
  const difference = {
    outcome: changedOutcome(one, two),
    recordPart: changedRecordPart(one, two),
    conditions: changedItems(one, two, 'conditions'),
    redLines: changedItems(one, two, 'redLines'),
    causes: changedCauses(one, two),
    solved: openOnlyIn(one, two),
    opened: openOnlyIn(two, one),
  };
  const same = Object.values(difference).every(part => part === null || (Array.isArray(part) && part.length === 0));
  return { same, ...difference };
}

const sideOf = ({ finding, explanation }: ToldFinding): Side => ({ finding, ...explanation });

function changedOutcome({ finding: one }: Side, { finding: two }: Side): FindingDifference['outcome'] {
  if (one.outcome === two.outcome) return null;
  return { before: names.OUTCOME_WORDS[one.outcome], after: names.OUTCOME_WORDS[two.outcome] };
}

function changedRecordPart(one: Side, two: Side): FindingDifference['recordPart'] {
  if (one.finding.recordPart === two.finding.recordPart) return null;
  return { before: recordPartOf(one), after: recordPartOf(two) };
}

const recordPartOf = ({ zh, en }: Side): Words | null =>
  zh.recordPart === null || en.recordPart === null ? null : { zh: zh.recordPart, en: en.recordPart };

type Item = { code: string; result: Result; reason: string; figures: FindingFigures };
type ItemPart = 'conditions' | 'redLines';

function changedItems(one: Side, two: Side, part: ItemPart): FindingDifference['conditions'] {
  const [before, after] = [itemsOf(one, part), itemsOf(two, part)];
  const codes = [...new Set([...before.keys(), ...after.keys()])];
  return codes.flatMap(code => {
    const [was, is] = [before.get(code), after.get(code)];
    const what = whatChanged(was?.item, is?.item);
    if (what === null) return [];
    return [{ code, what, title: (is ?? was)!.title, before: was?.told ?? null, after: is?.told ?? null }];
  });
}

interface ToldItem {
  item: Item;
  title: Words;
  told: Words;
}

function itemsOf({ finding, zh, en }: Side, part: ItemPart): Map<string, ToldItem> {
  const items: readonly Item[] = finding.applied[part];
  return new Map(
    items.map((item, at) => {
      const [inZh, inEn] = [zh[part][at]!, en[part][at]!];
      const told = { zh: sentenceOf(inZh), en: sentenceOf(inEn) };
      return [item.code, { item, title: { zh: inZh.title, en: inEn.title }, told }];
    }),
  );
}

const sentenceOf = ({ resultLabel, sentence }: ExplainedItem): string => `[${resultLabel}] ${sentence}`;

function whatChanged(was: Item | undefined, is: Item | undefined): 'result' | 'reason' | 'figures' | null {
  if (was === undefined || is === undefined || was.result !== is.result) return was === is ? null : 'result';
  if (was.reason !== is.reason) return 'reason';
  return canonicalJson(was.figures) === canonicalJson(is.figures) ? null : 'figures';
}

function changedCauses(one: Side, two: Side): FindingDifference['causes'] {
  const [before, after] = [causesOf(one), causesOf(two)];
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys.flatMap(key => {
    const [was, is] = [before.get(key), after.get(key)];
    if (was !== undefined && is !== undefined && was.figures === is.figures) return [];
    const what =
      was === undefined ? ('appeared' as const) : is === undefined ? ('vanished' as const) : ('figures' as const);
    const { subject } = (is ?? was)!;
    const title = { zh: subject, en: subject };
    return [{ code: key, what, title, before: was?.told ?? null, after: is?.told ?? null }];
  });
}

/** Kind and subject name a cause: `approval-stuck SP-513221-2026-0001`. */
function causesOf({ finding, zh, en }: Side): Map<string, { subject: string; figures: string; told: Words }> {
  return new Map(
    finding.causes.map(({ kind, subject, figures }, at) => {
      const told = { zh: zh.causes[at]!.sentence, en: en.causes[at]!.sentence };
      return [`${kind} ${subject}`, { subject, figures: canonicalJson(figures), told }];
    }),
  );
}

/** What is missing or asked in one of two findings and not in the other. */
function openOnlyIn(one: Side, other: Side): Words[] {
  const open = (part: 'missing' | 'questions') =>
    one.finding[part].flatMap((code, at) =>
      other.finding[part].includes(code) ? [] : [{ zh: one.zh[part][at]!, en: one.en[part][at]! }],
    );
  return [...open('missing'), ...open('questions')];
}
