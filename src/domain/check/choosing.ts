// Which rulebook holds for a place on a day. The nearest rule wins: the most specific region that contains the place,
// then the rule whose field of work is the pilot's, then the newest. Authority: domain.md sections 5 (time rule) and 6.

import type { Day } from '../period';
import { canonicalRegion, isWithin, parentOf } from '../region';
import type { Rulebook } from './rulebook';

export interface Wanted {
  /** GB/T 2260 code of the place of the act, 6, 9 or 12 digits. */
  region: string;
  day: Day;
  /** The pilot's field of work, where known. */
  field?: string | null;
}

/**
 * Is the rulebook in force on that day? Both ends belong to the period. A rulebook whose first day is unknown
 * (`from: null`) is in force on no day: whoever wants it chosen states a day and marks it as a setting.
 */
export function inForceOn(book: Rulebook, day: Day): boolean {
  const { from, to } = book.inForce;
  return from !== null && from <= day && (to === null || day <= to);
}

/**
 * The rulebook for a place and a day; null when none is in force there. Rules of a zone are never chosen by place,
 * because a zone has no code of its own and the code of its city covers far more: a case names them by code.
 */
export function chooseRulebook(books: readonly Rulebook[], wanted: Wanted): Rulebook | null {
  const fitting = books.filter(
    book => book.level !== 'zone' && isWithin(wanted.region, book.region) && inForceOn(book, wanted.day),
  );
  return fitting.sort((a, b) => nearerFirst(a, b, wanted.field ?? null))[0] ?? null;
}

/** The two rulebooks of the time rule: on the first day of the act (null: none then, or the day is unknown) and now. */
export function booksFor(
  books: readonly Rulebook[],
  wanted: { region: string; actFrom: Day | null; askedOn: Day; field?: string | null },
): { older: Rulebook | null; present: Rulebook | null } {
  const { region, actFrom, askedOn, field } = wanted;
  const older = actFrom === null ? null : chooseRulebook(books, { region, day: actFrom, field });
  return { older, present: chooseRulebook(books, { region, day: askedOn, field }) };
}

function nearerFirst(a: Rulebook, b: Rulebook, field: string | null): number {
  return (
    specificity(b.region) - specificity(a.region) ||
    fieldFit(b, field) - fieldFit(a, field) ||
    compare(b.inForce.from ?? '', a.inForce.from ?? '') ||
    compare(a.code, b.code) ||
    b.version - a.version
  );
}

/** Levels below the nation: 000000 none, 330000 one, 513221 three, 513221101 four. */
function specificity(region: string): number {
  let depth = 0;
  for (let at: string | null = canonicalRegion(region); at !== null && at !== '000000'; at = parentOf(at)) depth++;
  return depth;
}

/** 2: made for this field of work, 1: for any field, 0: for other fields. Another field's rule is still nearer than none. */
function fieldFit(book: Rulebook, field: string | null): number {
  if (book.fields === undefined) return 1;
  return field !== null && book.fields.includes(field) ? 2 : 0;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
