// Days, instants and periods. What people state is a local day in China; what the system states is a UTC instant.
// GB/T 7408 / ISO 8601 calendar days; China has kept +08:00 without summer time since 1992.

import { refusals } from './errors';

/** A calendar day in Asia/Shanghai, 'YYYY-MM-DD'. Two days compare as strings: `a < b` is "a is earlier". */
export type Day = string;

/** A moment of the system's clock, RFC 3339 in UTC with milliseconds: '2026-03-02T01:00:00.000Z'. Compares as a string. */
export type Instant = string;

/** Both ends belong to the period; `to: null` is a period without an end. */
export interface Period {
  from: Day;
  to: Day | null;
}

export const periodRefusal = refusals({
  'period.day-invalid': {
    kind: 'invalid',
    zh: '“{text}”不是有效日期，应为 YYYY-MM-DD（北京时间）',
    en: '"{text}" is not a calendar day; expected YYYY-MM-DD (China time)',
  },
  'period.instant-invalid': {
    kind: 'invalid',
    zh: '“{text}”不是有效时刻，应为带毫秒的 UTC 时间',
    en: '"{text}" is not an instant; expected UTC with milliseconds',
  },
  'period.reversed': {
    kind: 'invalid',
    zh: '期间的止日 {to} 早于起日 {from}',
    en: 'the period ends on {to}, before it begins on {from}',
  },
});

// A zero stands for any digit. Compared by hand: days and instants are read in every check, and a pattern costs more.
const dayForm = '0000-00-00';
const instantForm = '0000-00-00T00:00:00.000Z';
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The two digits at a place, as a number; 528 is what the code 48 of the digit 0 adds to both. */
const pair = (text: string, at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528;
const yearOf = (day: Day): number => pair(day, 0) * 100 + pair(day, 2);
const monthOf = (day: Day): number => pair(day, 5);
const dateOf = (day: Day): number => pair(day, 8);

function hasForm(text: string, form: string): boolean {
  if (text.length !== form.length) return false;
  for (let i = 0; i < form.length; i++) {
    const wanted = form.charCodeAt(i);
    const found = text.charCodeAt(i);
    if (wanted === 48 ? found < 48 || found > 57 : found !== wanted) return false;
  }
  return true;
}

/** Of a text that begins with a day in its form. */
function dayExists(text: string): boolean {
  const year = yearOf(text);
  const date = dateOf(text);
  return year > 0 && date > 0 && date <= monthLength(year, monthOf(text));
}

function monthLength(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (monthLengths[month - 1] ?? 0);
}

/** True for a day that exists; years 0001 to 9999. */
export function isDay(text: unknown): text is Day {
  return typeof text === 'string' && hasForm(text, dayForm) && dayExists(text);
}

export function isInstant(text: unknown): text is Instant {
  if (typeof text !== 'string' || !hasForm(text, instantForm)) return false;
  return pair(text, 11) < 24 && pair(text, 14) < 60 && pair(text, 17) < 60 && dayExists(text);
}

/** @throws Refusal 'period.day-invalid', naming `field`, for anything but an existing day (2026-02-30 is none). */
export function parseDay(text: unknown, field = 'day'): Day {
  if (isDay(text)) return text;
  const figures = { text: typeof text === 'string' ? text : typeof text };
  const fault = { field, zh: '日期无效', en: 'not a calendar day' };
  throw periodRefusal('period.day-invalid', { figures, fields: [fault] });
}

/** @throws Refusal 'period.day-invalid' or 'period.reversed', naming `field`. */
export function parsePeriod(value: { from: unknown; to?: unknown }, field = 'period'): Period {
  const from = parseDay(value.from, `${field}.from`);
  const to = value.to === null || value.to === undefined ? null : parseDay(value.to, `${field}.to`);
  if (to === null || from <= to) return { from, to };
  const fault = { field: `${field}.to`, zh: '止日早于起日', en: 'ends before it begins' };
  throw periodRefusal('period.reversed', { figures: { from, to }, fields: [fault] });
}

/**
 * The China day on which an instant falls: 16:00 UTC is midnight in China. Right for instants from 1992 on.
 * @throws Refusal 'period.instant-invalid'
 */
export function localDay(instant: Instant): Day {
  if (!isInstant(instant)) throw periodRefusal('period.instant-invalid', { figures: { text: String(instant) } });
  const utcDay = instant.slice(0, 10);
  return pair(instant, 11) < 16 ? utcDay : addDays(utcDay, 1);
}

/** Days since 1970-01-01; the day is taken as valid. Years begin in March here, so that a leap day comes last. */
export function dayNumber(day: Day): number {
  const month = monthOf(day);
  const year = month > 2 ? yearOf(day) : yearOf(day) - 1;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dateOf(day) - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

/** The inverse of {@link dayNumber}. */
export function dayFromNumber(days: number): Day {
  const sinceMarch0 = days + 719468;
  const era = Math.floor(sinceMarch0 / 146097);
  const dayOfEra = sinceMarch0 - era * 146097;
  const leapsPassed = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36524) + Math.floor(dayOfEra / 146096);
  const yearOfEra = Math.floor((dayOfEra - leapsPassed) / 365);
  const dayOfYear = dayOfEra - (yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${date < 10 ? '0' : ''}${date}`;
}

/** `n` calendar days later; earlier when `n` is negative. */
export function addDays(day: Day, n: number): Day {
  // Every month has the 1st to the 28th: most steps stay within one and need no arithmetic of years.
  const date = dateOf(day) + n;
  if (date >= 1 && date <= 28) return `${day.slice(0, 8)}${date < 10 ? '0' : ''}${date}`;
  return dayFromNumber(dayNumber(day) + n);
}

/** The same date `n` months later; the last day of the month where the month has no such date (31 January + 1). */
export function addMonths(day: Day, n: number): Day {
  const months = yearOf(day) * 12 + monthOf(day) - 1 + n;
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  const date = Math.min(dateOf(day), monthLength(year, month));
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(date).padStart(2, '0')].join('-');
}

/** Calendar days from `from` to `to`, the first not counted: 0 for the same day, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

export function covers(period: Period, day: Day): boolean {
  return period.from <= day && (period.to === null || day <= period.to);
}

/** True when the two share at least one day. */
export function overlaps(a: Period, b: Period): boolean {
  return (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to);
}

/** True when no day of `inner` lies outside `outer`. */
export function within(inner: Period, outer: Period): boolean {
  return outer.from <= inner.from && (outer.to === null || (inner.to !== null && inner.to <= outer.to));
}
