// How official documents write days, moments and digests: GB/T 9704-2012 (7.3.5.3) wants Arabic figures, the year in
// full and no leading zero; GB/T 15835 agrees.

import { localDay } from '../period';
import type { Day, Instant, Period } from '../period';

/** '2026-03-02' to '2026年3月2日'. The day is taken as valid. */
export function paperDay(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** '2026年3月2日至2026年4月1日'; one day alone for a period of one; '2026年3月2日起' without an end. */
export function paperPeriod({ from, to }: Period): string {
  if (to === null) return `${paperDay(from)}起`;
  return from === to ? paperDay(from) : `${paperDay(from)}至${paperDay(to)}`;
}

/** '2026-03-01T17:04:05.000Z' to '北京时间2026年3月2日1时04分05秒'. @throws Refusal 'period.instant-invalid' */
export function paperInstant(instant: Instant): string {
  const day = paperDay(localDay(instant));
  const hour = (Number(instant.slice(11, 13)) + 8) % 24;
  return `北京时间${day}${hour}时${instant.slice(14, 16)}分${instant.slice(17, 19)}秒`;
}

/** The first 16 of 64 hexadecimal digits, enough to find a file again; the whole digest stands in the registry. */
export function shortDigest(sha256: string): string {
  return sha256.slice(0, 16);
}
