// Pledges, approvals and whistles of a case file (docs/case-format.md), and a calendar of its own if it brings one.
// Nothing here excuses by itself: they become the causes beside the conditions (domain.md section 5).

import { APPROVAL_EVENTS } from '../clock';
import type { Calendar, CalendarException } from '../workdays';
import { instant, recorded } from './case-facts';
import type { ApprovalFacts, PledgeFacts, WhistleFacts } from './facts';
import { day, distinct, fault, fen, flag, list, map, nth, oneOf, optional, text, unknownable, whole } from './shape';
import type { Reader } from './shape';

const sum = { amountFen: unknownable(fen), quantity: unknownable(whole(0)), recordedAt: instant };

const pledge = map<PledgeFacts>({
  code: text,
  giver: text,
  kind: oneOf(['funds', 'staff', 'authority', 'guidance', 'equipment', 'policy']),
  standings: recorded(
    map<PledgeFacts['standings'][number]>({ standing: oneOf(['claimed', 'made', 'disputed']), recordedAt: instant }),
  ),
  documented: optional(flag, false),
  tranches: optional(list(map<PledgeFacts['tranches'][number]>({ dueOn: day, ...sum })), []),
  deliveries: optional(recorded(map<PledgeFacts['deliveries'][number]>({ on: day, ...sum })), []),
  revisions: optional(recorded(map<PledgeFacts['revisions'][number]>({ on: day, ...sum })), []),
});

const remark = map<ApprovalFacts['events'][number]['remarks'][number]>({ topic: text, demand: text, by: text });

const event = map<ApprovalFacts['events'][number]>({
  kind: oneOf(APPROVAL_EVENTS),
  on: day,
  round: unknownable(whole(1)),
  reason: optional(text, undefined),
  remarks: optional(list(remark), []),
  recordedAt: instant,
});

/** Events stand in the order in which they happened: the clock reads them so. */
const events: Reader<ApprovalFacts['events']> = (value, site) => {
  const read = list(event)(value, site);
  read.forEach((entry, i) => {
    const earlier = read[i - 1]?.on;
    if (earlier === undefined || entry.on === undefined || earlier <= entry.on) return;
    fault(nth(site, i), { zh: '应按发生日期先后排列', en: 'events stand in the order in which they happened' });
  });
  return read;
};

const approval = map<ApprovalFacts>({
  code: text,
  matter: text,
  approver: text,
  termWorkdays: unknownable(whole(0)),
  predecessors: optional(list(text), []),
  events,
});

const whistle = map<WhistleFacts>({
  code: text,
  receiver: text,
  blownAt: instant,
  dueAt: instant,
  answeredAt: unknownable(instant),
});

const byCode = (a: { code: string }, b: { code: string }): number => (a.code < b.code ? -1 : 1);

const sorted =
  <T extends { code: string }>(reader: Reader<T>): Reader<T[]> =>
  (value, site) =>
    distinct(reader, item => item.code)(value, site).sort(byCode);

export const pledges = sorted(pledge);
export const approvals = sorted(approval);
export const whistles = sorted(whistle);

const exception = map<CalendarException>({
  day,
  working: flag,
  name: text,
  notice: text,
  county: optional((value, site) => (flag(value, site) ? true : undefined), undefined),
});

export const calendar: Reader<Calendar> = (value, site) => {
  const read = map<Calendar>({
    id: text,
    publishedFrom: optional(day, undefined),
    publishedThrough: day,
    exceptions: distinct(exception, item => item.day),
  })(value, site);
  return { ...read, exceptions: [...(read.exceptions ?? [])].sort((a, b) => (a.day < b.day ? -1 : 1)) };
};
