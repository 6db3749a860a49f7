// The State Council's calendar as a value for the domain: read from data/calendar once per process, with a county's
// corrections on record laid over it. The library that seeded the file is never asked at run time.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  correctCalendar,
  indexCalendar,
  type Calendar,
  type CalendarCorrection,
  type IndexedCalendar,
} from '../domain/workdays';

let national: IndexedCalendar | undefined;

/** The published national calendar, indexed. */
export function nationalCalendar(): IndexedCalendar {
  national ??= readCalendar();
  return national;
}

function readCalendar(): IndexedCalendar {
  const text = readFileSync(join(__dirname, '../../data/calendar/cn-2024-2026.json'), 'utf8');
  const { id, publishedFrom, publishedThrough, exceptions } = JSON.parse(text) as Calendar;
  return indexCalendar({ id, publishedFrom, publishedThrough, exceptions });
}

/** The calendar of a county: `corrections` in the order of the record, of two for one day the later counts. */
export function calendarFor(corrections: readonly CalendarCorrection[]): IndexedCalendar {
  return indexCalendar(correctCalendar(nationalCalendar(), corrections));
}
