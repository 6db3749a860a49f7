// Working days. A term is counted in working days by the State Council's yearly notice, with its make-up days and the
// county's own corrections (Administrative Licensing Law art. 82). The day of the event is not counted (Civil Code
// art. 201): day 1 is the first working day after it. What the notices do not reach yet is provisional, and says so.

import { Words } from './errors';
import { Day, dayFromNumber, dayNumber } from './period';

/** A day whose status a notice or a county's correction fixes. */
export interface CalendarException {
  day: Day;
  working: boolean;
  /** The holiday as the notice calls it, '春节', or the county's reason. */
  name: string;
  /** The document that says so, '国办发明电〔2025〕7号'. */
  notice: string;
  /** Present when the county, not the State Council, fixed this day. */
  county?: true;
}

/** Plain data: Monday to Friday are working days except as `exceptions` say; one a day, sorted by day. */
export interface Calendar {
  id: string;
  /** First and last day the notices speak of; outside them every count is provisional. No first day: from ever. */
  publishedFrom?: Day;
  publishedThrough: Day;
  exceptions: readonly CalendarException[];
}

/** A county's correction on record: the day, its status, and why (for instance the county's notice). */
export interface CalendarCorrection {
  day: Day;
  working: boolean;
  reason: string;
  notice?: string;
}

export interface SkippedDay {
  day: Day;
  why: 'weekend' | 'holiday' | 'county-rest';
  /** null for a plain weekend, which needs no notice. */
  name: string | null;
  notice: string | null;
}

export interface MadeUpDay {
  day: Day;
  why: 'make-up' | 'county-work';
  name: string;
  notice: string;
}

/** A date that explains itself: every calendar day in (from, due] is a working day, or is listed in `skipped`. */
export interface TermExplanation {
  from: Day;
  workdays: number;
  due: Day;
  skipped: SkippedDay[];
  /** Weekend days that counted, because a notice made them working days. */
  madeUp: MadeUpDay[];
  /** True when the count touches a day no notice speaks of yet: `due` may still move. */
  provisional: boolean;
  rule: Words;
}

export const workdayRule: Words = {
  zh: '期限按工作日计算，不含法定节假日（行政许可法第八十二条）；事件当日不计入（民法典第二百零一条）',
  en: 'counted in working days, statutory holidays excluded (Administrative Licensing Law art. 82); the day of the event is not counted (Civil Code art. 201)',
};

interface CalendarIndex {
  /** Day numbers of the exceptions, ascending. */
  numbers: readonly number[];
  /** gains[i]: working days gained (or lost, negative) by the first i exceptions, against plain Monday to Friday. */
  gains: readonly number[];
}

// A symbol, so that an indexed calendar still serialises, digests and compares as the plain value it is.
const INDEX = Symbol('calendar index');

/** A calendar that answers in under a microsecond; usable wherever a Calendar is. */
export type IndexedCalendar = Calendar & { readonly [INDEX]: CalendarIndex };

/** Index once, count often: a plain calendar is indexed anew at every call. */
export function indexCalendar(calendar: Calendar): IndexedCalendar {
  return isIndexed(calendar) ? calendar : { ...calendar, [INDEX]: indexOf(calendar) };
}

const isIndexed = (calendar: Calendar): calendar is IndexedCalendar => INDEX in calendar;

function indexOf(calendar: Calendar): CalendarIndex {
  if (isIndexed(calendar)) return calendar[INDEX];
  const numbers = calendar.exceptions.map(exception => dayNumber(exception.day));
  const gains = [0];
  let gained = 0;
  calendar.exceptions.forEach((exception, i) => {
    gained += Number(exception.working) - Number(isWeekday(numbers[i] ?? 0));
    gains.push(gained);
  });
  return { numbers, gains };
}

// 1969-12-29 was a Monday, day number -3: shifted by 3, whole weeks begin on multiples of 7.
const MONDAY_SHIFT = 3;

const isWeekday = (dayNo: number): boolean => (((dayNo + MONDAY_SHIFT) % 7) + 7) % 7 < 5;

/** Mondays to Fridays from 1969-12-29 through the day; negative before. */
function weekdaysThrough(dayNo: number): number {
  const shifted = dayNo + MONDAY_SHIFT;
  const weeks = Math.floor(shifted / 7);
  return weeks * 5 + Math.min(shifted - weeks * 7 + 1, 5);
}

/** The inverse: the Monday to Friday that brings the count to `count`. */
function weekdayAt(count: number): number {
  const weeks = Math.floor((count - 1) / 5);
  return weeks * 7 + (count - weeks * 5 - 1) - MONDAY_SHIFT;
}

/** How many exceptions satisfy `passed`, which must hold for a leading run of them only. */
function leading(numbers: readonly number[], passed: (dayNo: number, i: number) => boolean): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (passed(numbers[middle] ?? 0, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function workdaysThrough(index: CalendarIndex, dayNo: number): number {
  // The search of `leading`, written out: this is asked for every count, and a closure for each costs as much again.
  const { numbers, gains } = index;
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) <= dayNo) low = middle + 1;
    else high = middle;
  }
  return weekdaysThrough(dayNo) + (gains[low] ?? 0);
}

/** The earliest day through which `count` working days have passed; between two exceptions plain arithmetic holds. */
function dayAtCount({ numbers, gains }: CalendarIndex, count: number): number {
  const before = leading(numbers, (dayNo, i) => weekdaysThrough(dayNo) + (gains[i + 1] ?? 0) < count);
  const plain = weekdayAt(count - (gains[before] ?? 0));
  return Math.min(plain, numbers[before] ?? plain);
}

export function isWorkday(calendar: Calendar, day: Day): boolean {
  const index = indexOf(calendar);
  const dayNo = dayNumber(day);
  return workdaysThrough(index, dayNo) > workdaysThrough(index, dayNo - 1);
}

/** True when a notice speaks of the day. */
export function isPublished(calendar: Calendar, day: Day): boolean {
  return day <= calendar.publishedThrough && (calendar.publishedFrom ?? day) <= day;
}

/** Working days in (fromExclusive, toInclusive]: 0 for the same day, negative when `toInclusive` is the earlier. */
export function workdaysBetween(calendar: Calendar, fromExclusive: Day, toInclusive: Day): number {
  const index = indexOf(calendar);
  return workdaysThrough(index, dayNumber(toInclusive)) - workdaysThrough(index, dayNumber(fromExclusive));
}

/** The n-th working day after `day`; for a negative n the |n|-th before it; for 0 the day itself, working or not. */
export function addWorkdays(calendar: Calendar, day: Day, n: number): Day {
  if (n === 0) return day;
  const index = indexOf(calendar);
  const dayNo = dayNumber(day);
  const count = n > 0 ? workdaysThrough(index, dayNo) + n : workdaysThrough(index, dayNo - 1) + n + 1;
  return dayFromNumber(dayAtCount(index, count));
}

/** Where a term of `n` working days (n >= 0) that runs from the event on `from` ends, and what moved it there. */
export function explainTerm(calendar: Calendar, from: Day, n: number): TermExplanation {
  const due = addWorkdays(calendar, from, n);
  const fixed = new Map(calendar.exceptions.filter(e => from < e.day && e.day <= due).map(e => [e.day, e]));
  const skipped: SkippedDay[] = [];
  const madeUp: MadeUpDay[] = [];
  for (let dayNo = dayNumber(from) + 1; dayNo <= dayNumber(due); dayNo++) {
    const day = dayFromNumber(dayNo);
    const exception = fixed.get(day);
    if (exception?.working && !isWeekday(dayNo)) madeUp.push(madeUpDay(exception));
    else if (exception && !exception.working) skipped.push(restDay(exception));
    else if (!exception && !isWeekday(dayNo)) skipped.push({ day, why: 'weekend', name: null, notice: null });
  }
  const provisional = !isPublished(calendar, from) || !isPublished(calendar, due);
  return { from, workdays: n, due, skipped, madeUp, provisional, rule: workdayRule };
}

function madeUpDay({ day, name, notice, county }: CalendarException): MadeUpDay {
  return { day, why: county ? 'county-work' : 'make-up', name, notice };
}

function restDay({ day, name, notice, county }: CalendarException): SkippedDay {
  return { day, why: county ? 'county-rest' : 'holiday', name, notice };
}

/**
 * The calendar with a county's corrections laid over it; of two for one day the later in the list counts.
 * The id names every corrected day, so that equal ids of one publication mean equal calendars.
 */
export function correctCalendar(calendar: Calendar, corrections: readonly CalendarCorrection[]): Calendar {
  if (corrections.length === 0) return calendar;
  const byDay = new Map(calendar.exceptions.map(exception => [exception.day, exception]));
  for (const { day, working, reason, notice } of corrections) {
    byDay.set(day, { day, working, name: reason, notice: notice ?? reason, county: true });
  }
  const exceptions = [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
  const marks = exceptions.filter(e => e.county).map(e => `${e.day}${e.working ? 'W' : 'R'}`);
  const { publishedFrom, publishedThrough } = calendar;
  const id = `${calendar.id}+${marks.join('+')}`;
  return { id, ...(publishedFrom && { publishedFrom }), publishedThrough, exceptions };
}
