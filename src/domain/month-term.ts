// A term counted in calendar months: it ends on the same date of the last month, or on that month's last day where there is
// none (民法典 art. 202); an end on a day of rest moves to the next working day (art. 203).

import type { Words } from './errors';
import { addDays, addMonths, type Day } from './period';
import { explainTerm, isPublished, type Calendar, type SkippedDay } from './workdays';

/** A date that explains itself: `nominal` is the date by the months alone, `skipped` what moved it on to `due`. */
export interface MonthTerm {
  from: Day;
  months: number;
  nominal: Day;
  due: Day;
  skipped: SkippedDay[];
  provisional: boolean;
  rule: Words;
}

export const monthRule: Words = {
  zh: '期限按月计算，到期月的对应日（没有对应日的为月末日）为最后一日（民法典第二百零二条）；最后一日是休假日的，顺延至其后第一个工作日（第二百零三条）',
  en: 'counted in months: it ends on the same date, or on the last day of the month where there is none (Civil Code art. 202); an end on a day of rest moves to the next working day (art. 203)',
};

export function monthTerm(from: Day, months: number, calendar: Calendar): MonthTerm {
  const nominal = addMonths(from, months);
  const { due, skipped } = explainTerm(calendar, addDays(nominal, -1), 1);
  const provisional = !isPublished(calendar, nominal) || !isPublished(calendar, due);
  return { from, months, nominal, due, skipped, provisional, rule: monthRule };
}
