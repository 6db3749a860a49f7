// The facts of a case file (docs/case-format.md): a thin layer over Facts. Whatever is left out is unknown, never
// favourable; a plain day where an instant is expected means noon of that day in China.

import { addDays, isDay, isInstant } from '../period';
import type { Day, Instant, Period } from '../period';
import { isRegionCode } from '../region';
import { DECIDING_FACTS, LEVELS, TRI } from './facts';
import type { Answer, Authorisation, Breach, Departure, Edit, Facts, FlawFacts, Judgement } from './facts';
import type { PilotFacts, RecordFacts, SafeguardDone, ScopeVersion, Tri } from './facts';
import { CONDITION_CODES } from './rulebook';
import { day, dictionary, fault, fen, inside, list, map, nth, oneOf, optional, orNull } from './shape';
import { distinct, flag, text, unknownable, whole } from './shape';
import type { Keys, Reader, Site } from './shape';

const clock = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|\+08:00)$/;

/** `2026-03-02` (noon in China), `2026-03-02T09:30+08:00` or `2026-03-02T01:30:00.000Z`, as a UTC instant. */
export const instant: Reader<Instant> = (value, site) => {
  if (isDay(value)) return `${value}T04:00:00.000Z`;
  const parts = typeof value === 'string' ? clock.exec(value) : null;
  const [, date = '', hour = '', minute = '', second = '00', fraction = '', zone] = parts ?? [];
  const shifted = zone === 'Z' ? Number(hour) : Number(hour) - 8;
  const utcDay = isDay(date) && Number(hour) < 24 ? (shifted < 0 ? addDays(date, -1) : date) : '';
  const utcHour = String((shifted + 24) % 24).padStart(2, '0');
  const read = `${utcDay}T${utcHour}:${minute}:${second}.${fraction.padEnd(3, '0')}Z`;
  if (isInstant(read)) return read;
  if (value === undefined) return fault(site, { zh: '缺少此项', en: 'is missing' });
  return fault(site, {
    zh: '应为日期 YYYY-MM-DD，或带时区的时刻 YYYY-MM-DDThh:mm+08:00 / Z',
    en: 'expected a day YYYY-MM-DD, or a time with its zone: YYYY-MM-DDThh:mm+08:00 or Z',
  });
};

/** `yes`, `no`, `unknown`; true and false are the same as yes and no. */
export const tri: Reader<Tri> = (value, site) => {
  const word = value === true ? 'yes' : value === false ? 'no' : value;
  return oneOf(TRI)(word, site);
};

export const region: Reader<string> = (value, site) => {
  const read = text(value, site);
  if (read === undefined || (isRegionCode(read) && read.length >= 6)) return read;
  return fault(site, {
    zh: '应为 6、9 或 12 位区划代码（加引号）',
    en: 'expected a region code of 6, 9 or 12 digits, quoted',
  });
};

export const period: Reader<Period> = (value, site) => {
  const read = map<Period>({ from: day, to: unknownable(day) })(value, site);
  refuseReversed({ from: read.from ?? null, to: read.to ?? null }, inside(site, 'to'));
  return read;
};

function refuseReversed(span: { from: Day | null; to: Day | null }, site: Site): void {
  if (span.from === null || span.to === null || span.from <= span.to) return;
  fault(site, { zh: `早于起日 ${span.from}`, en: `lies before the first day, ${span.from}` });
}

/** The ledger's entries of one thing: oldest first, as they were recorded. */
export const recorded =
  <T extends { recordedAt: Instant }>(reader: Reader<T>): Reader<T[]> =>
  (value, site) => {
    const read = list(reader)(value, site);
    read.forEach((entry, i) => {
      const earlier = read[i - 1]?.recordedAt;
      if (earlier === undefined || entry.recordedAt === undefined || earlier <= entry.recordedAt) return;
      const words = { zh: '应按记录时间先后排列', en: 'entries stand in the order in which they were recorded' };
      fault(inside(nth(site, i), 'recordedAt'), words);
    });
    return read;
  };

const evidence = optional(list(text), []);
const code = (fallback: string) => optional(text, fallback);

/** A bare word, or the full map with the word under `key`. */
const short =
  <T>(key: keyof T & string, full: Reader<T>): Reader<T> =>
  (value, site) =>
    full(typeof value === 'object' && value !== null ? value : { [key]: value }, site);

const answer = short(
  'value',
  map<Answer>({
    value: tri,
    by: unknownable(text),
    on: unknownable(day),
    recordedAt: unknownable(instant),
    evidence,
  }),
);

export const answers: Reader<Facts['answers']> = (value, site) =>
  Object.fromEntries(dictionary(DECIDING_FACTS, () => answer)(value, site));

const JUDGED = new RegExp(`^(${CONDITION_CODES.join('|')}|R\\d{2})$`);

/** Unless the case names the inspector, the judgement counts as given by the case's author on the day of asking. */
export const judgements =
  (askedOn: unknown): Reader<Facts['judgements']> =>
  (value, site) => {
    const at: Instant = isDay(askedOn) ? `${askedOn}T04:00:00.000Z` : '';
    const judgement = short(
      'value',
      map<Judgement>({
        value: oneOf(['met', 'unmet', 'unknown']),
        by: code('case-author'),
        reason: code('stated by the case'),
        recordedAt: optional(instant, at),
      }),
    );
    return Object.fromEntries(dictionary(JUDGED, () => judgement)(value, site));
  };

const authorisation = map<Authorisation>({
  issuer: text,
  level: oneOf(LEVELS),
  number: text,
  regions: list(region, 1),
  period,
});

const departure = map<Departure>({
  document: text,
  article: text,
  ruleLevel: oneOf(LEVELS),
  authorisation: unknownable(authorisation),
});

const scopeAt = (index: number): Keys<ScopeVersion> => ({
  version: optional(whole(1), index + 1),
  recordedAt: instant,
  regions: list(region, 1),
  activities: list(text, 1),
  period,
  units: optional(list(text), []),
  capFen: unknownable(fen),
  departures: optional(list(departure), []),
});

const scopes: Reader<ScopeVersion[]> = (value, site) => {
  let index = 0;
  return recorded<ScopeVersion>((item, at) => map(scopeAt(index++))(item, at))(value, site);
};

export const pilot = (place: string | null): Reader<PilotFacts> =>
  map<PilotFacts>({
    code: code('pilot'),
    county: optional(region, place === null ? '000000' : place.slice(0, 6)),
    field: code('general'),
    assignedFromAbove: optional(flag, false),
    states: optional(
      recorded(
        map<PilotFacts['states'][number]>({
          state: oneOf(['draft', 'registered', 'running', 'suspended', 'closed']),
          recordedAt: instant,
        }),
      ),
      [],
    ),
    scopes: optional(scopes, []),
  });

export const record: Reader<RecordFacts> = (value, site) => {
  const read = map<RecordFacts>({
    code: code('record'),
    scopeVersion: optional(whole(1), 1),
    flawKinds: list(text, 1),
    safeguards: optional(distinct(text, String), []),
    period,
    lossCapFen: unknownable(fen),
    sealedAt: instant,
    anchoredAt: unknownable(instant),
    endedBy: unknownable(oneOf(['expired', 'revoked', 'superseded'])),
    endedAt: unknownable(instant),
  })(value, site);
  if ((read.endedBy ?? null) !== null && (read.endedAt ?? null) === null) {
    fault(inside(site, 'endedAt'), { zh: '已终止的备案须写明时间', en: 'a record that ended names when' });
  }
  return read;
};

const breach = map<Breach>({
  document: text,
  article: text,
  mark: optional(oneOf(['prohibitory', 'obligatory', 'procedural', 'unknown']), 'unknown'),
  departure: optional(tri, 'unknown'),
});

const selfReport = short(
  'made',
  map<FlawFacts['selfReport']>({ made: tri, on: unknownable(day), recordedAt: unknownable(instant) }),
);

/** `actOn` is short for an act of one day. */
export const flaw: Reader<FlawFacts> = (value, site) => {
  const read = map<Omit<FlawFacts, 'noticeAnchoredAt'> & { actOn?: Day }>({
    code: code('flaw'),
    kind: unknownable(text),
    actFrom: unknownable(day),
    actTo: unknownable(day),
    actOn: optional(day, undefined),
    regions: unknownable(list(region, 1)),
    activities: unknownable(list(text, 1)),
    breaches: unknownable(list(breach)),
    awareOn: unknownable(day),
    foundOn: unknownable(day),
    selfReport: optional(selfReport, { made: 'unknown', on: null, recordedAt: null }),
    amountFen: unknownable(fen),
    lossFen: unknownable(fen),
    recordedAt: unknownable(instant),
  })(value, site);
  const { actOn, ...rest } = read;
  refuseReversed({ from: rest.actFrom ?? null, to: rest.actTo ?? null }, inside(site, 'actTo'));
  if (actOn === undefined) return rest;
  if ((rest.actFrom ?? null) !== null || (rest.actTo ?? null) !== null) {
    fault(inside(site, 'actOn'), { zh: '不能与 actFrom、actTo 同写', en: 'stands instead of actFrom and actTo' });
  }
  return { ...rest, actFrom: actOn, actTo: actOn };
};

const done = short(
  'done',
  map<Omit<SafeguardDone, 'code'>>({
    done: tri,
    on: unknownable(day),
    recordedAt: unknownable(instant),
    evidence,
  }),
);

export const safeguardsDone: Reader<SafeguardDone[]> = (value, site) =>
  dictionary(/^[A-Za-z0-9-]+$/, () => done)(value, site).map(([name, rest]) => ({ code: name, ...rest }));

const edit = map<Edit>({
  about: oneOf(['pilot', 'scope', 'flaw', 'pledge', 'approval', 'safeguard']),
  subject: text,
  field: text,
  from: orNull(text),
  to: orNull(text),
  recordedAt: instant,
});

export const edits: Reader<Edit[]> = recorded(edit);
