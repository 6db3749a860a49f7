// The facts seen from the first day of the act: what was on record before it, which lane is open, which scope version
// held. The same-day rule of domain.md section 3: what was recorded on a day counts from the next local day, so that
// equality proves nothing. A situation may carry suppositions ("had the report been made"), for the counterfactuals.

import { addDays, localDay } from '../period';
import type { Day, Instant } from '../period';
import { isWithin } from '../region';
import { indexCalendar, workdaysBetween } from '../workdays';
import type { IndexedCalendar } from '../workdays';
import { DECIDING_FACTS } from './facts';
import type { Breach, DecidingFact, Facts, Judgement, RecordFacts, ScopeVersion, Tri } from './facts';
import type { Lane } from './finding';
import { VERDICT } from './reasons';
import type { Reason, Verdict } from './reasons';

/** Suppositions by dotted path, as in `FactChange`. changes.ts writes the same into facts; the two must agree. */
export type Supposed = ReadonlyMap<string, string>;

export interface Situation {
  readonly facts: Facts;
  readonly lane: Lane;
  readonly actFrom: Day | null;
  /** 00:00 in China on the first day of the act: an instant before it was recorded on an earlier local day. */
  readonly actStart: Instant | null;
  /** The scope version that counted on the first day of the act. */
  readonly scope: ScopeVersion | null;
  supposed: Supposed;
  calendar: IndexedCalendar | null;
}

export const NOTHING_SUPPOSED: Supposed = new Map();

/** 00:00 in Asia/Shanghai of a day, as an instant. */
export const startOf: (day: Day) => Instant = spelt(day => `${addDays(day, -1)}T16:00:00.000Z`);

export function situationOf(facts: Facts): Situation {
  const { actFrom } = facts.flaw;
  const actStart = actFrom === null ? null : startOf(actFrom);
  return {
    facts,
    lane: laneOf(facts.record, actStart),
    actFrom,
    actStart,
    scope: actStart === null ? null : scopeBefore(facts.pilot?.scopes ?? [], actStart),
    supposed: NOTHING_SUPPOSED,
    calendar: null,
  };
}

/** Two lanes, never convertible: only a record sealed on an earlier local day opens the first. */
function laneOf(record: RecordFacts | null, actStart: Instant | null): Lane {
  if (record === null) return 'after-the-fact';
  return actStart === null || record.sealedAt < actStart ? 'pre-registered' : 'after-the-fact';
}

function scopeBefore(scopes: readonly ScopeVersion[], start: Instant): ScopeVersion | null {
  let last: ScopeVersion | null = null;
  for (const scope of scopes) {
    if (scope.recordedAt >= start) continue;
    if (last === null || last.recordedAt < scope.recordedAt || isLater(scope, last)) last = scope;
  }
  return last;
}

const isLater = (a: ScopeVersion, b: ScopeVersion): boolean => a.recordedAt === b.recordedAt && a.version > b.version;

/** The facts' calendar, indexed at its first use in a check. */
export function calendarOf(s: Situation): IndexedCalendar {
  s.calendar ??= indexCalendar(s.facts.calendar);
  return s.calendar;
}

/** Working days in (from, to]. */
export function workdays(s: Situation, from: Day, to: Day): number {
  return workdaysBetween(calendarOf(s), from, to);
}

/** Was it on record before the act? Never, when the act has no day or the entry no time. */
export function recordedBefore(s: Situation, recordedAt: Instant | null): boolean {
  return s.actStart !== null && recordedAt !== null && recordedAt < s.actStart;
}

export const ANSWER_PATHS = Object.fromEntries(DECIDING_FACTS.map(fact => [fact, `answers.${fact}`])) as Record<
  DecidingFact,
  string
>;

export function answered(s: Situation, fact: DecidingFact): Tri {
  const to = s.supposed.size === 0 ? undefined : s.supposed.get(ANSWER_PATHS[fact]);
  if (to !== undefined) return to === 'no' ? 'no' : 'yes';
  return s.facts.answers[fact]?.value ?? 'unknown';
}

/** Texts (paths, instants) spelt once for each key, as far as a bounded memory goes: a search asks for the same ones over and over. */
export function spelt(spell: (key: string) => string): (key: string) => string {
  const known = new Map<string, string>();
  return key => {
    let path = known.get(key);
    if (path === undefined) {
      if (known.size >= 1_000) known.clear();
      known.set(key, (path = spell(key)));
    }
    return path;
  };
}

export const judgementPath = spelt(code => `judgements.${code}`);

export function judged(s: Situation, code: string): Judgement['value'] | null {
  const to = s.supposed.size === 0 ? undefined : s.supposed.get(judgementPath(code));
  if (to !== undefined) return to === 'met' ? 'met' : 'unmet';
  return s.facts.judgements[code]?.value ?? null;
}

/** The inspector's answer, or the reason why one is asked. */
export function judgedOr(s: Situation, code: string, otherwise: Reason): Verdict {
  const value = judged(s, code);
  return value === null ? VERDICT[otherwise] : VERDICT[`judged-${value}`];
}

/** The last day of the act; one stated to lie before the first is not established. */
export function lastDay(s: Situation): Day | null {
  const to = (s.supposed.size === 0 ? undefined : s.supposed.get('flaw.actTo')) ?? s.facts.flaw.actTo;
  return to === null || (s.actFrom !== null && to < s.actFrom) ? null : to;
}

/** Regions of the act; an empty list says as little as none. */
export function actRegions(s: Situation): readonly string[] | null {
  if (s.supposed.size > 0 && s.supposed.has('flaw.regions')) return s.scope?.regions ?? null;
  const { regions } = s.facts.flaw;
  return regions === null || regions.length === 0 ? null : regions;
}

export function actActivities(s: Situation): readonly string[] | null {
  if (s.supposed.size > 0 && s.supposed.has('flaw.activities')) return s.scope?.activities ?? null;
  const { activities } = s.facts.flaw;
  return activities === null || activities.length === 0 ? null : activities;
}

/** Loss in fen. */
export function lossOf(s: Situation): number | null {
  const to = s.supposed.size === 0 ? undefined : s.supposed.get('flaw.lossFen');
  return to === undefined ? s.facts.flaw.lossFen : Number(to);
}

/** A breach nobody planned for, supposed where none is known. */
export const SUPPOSED_BREACH: Breach = { document: '-', article: '-', mark: 'prohibitory', departure: 'yes' };
const SUPPOSED_BREACHES: readonly Breach[] = [SUPPOSED_BREACH];
const NO_BREACHES: readonly Breach[] = [];

export function breachesOf(s: Situation): readonly Breach[] | null {
  const to = s.supposed.size === 0 ? undefined : s.supposed.get('flaw.breaches');
  if (to === undefined) return s.facts.flaw.breaches;
  return to === 'none' ? NO_BREACHES : SUPPOSED_BREACHES;
}

export const provisionKey = (ref: { document: string; article: string }): string => `${ref.document} ${ref.article}`;

/** True when an instant falls on `day` or on an earlier local day. */
export function recordedBy(instant: Instant, day: Day): boolean {
  return localDay(instant) <= day;
}

// Codes are read over and over in one check and from check to check; what a code lies in never changes.
const KNOWN_PLACES = 5_000;
const places = new Map<string, Map<string, boolean>>();

/** {@link isWithin}, remembered for a bounded number of containers. @throws Refusal 'region.code-invalid' */
export function liesIn(code: string, container: string): boolean {
  let known = places.get(container);
  if (known === undefined || known.size > KNOWN_PLACES) {
    if (places.size > KNOWN_PLACES) places.clear();
    places.set(container, (known = new Map()));
  }
  let lies = known.get(code);
  if (lies === undefined) known.set(code, (lies = isWithin(code, container)));
  return lies;
}
