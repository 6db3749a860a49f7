// From what is on record about a flaw to the facts a check looks at. Pure: which terms, which record, which answer
// counts is decided here by rule, so that the same rows give the same facts, and the same bytes, every time.
import {
  recordHeldAgainst,
  safeguardEdits,
  safeguardEntriesThatCount,
  answerThatCounts,
  valueInCheck,
} from '../domain/flaw-facts';
import type { SafeguardEntry } from '../domain/flaw-facts';
import { shown } from '../domain/flaw';
import { byTime } from '../domain/check/edits';
import type {
  Answer,
  ApprovalFacts,
  DecidingFact,
  Edit,
  Facts,
  FlawFacts,
  Judgement,
  PilotFacts,
  PledgeFacts,
  RecordFacts,
  ScopeVersion,
} from '../domain/check/facts';
import { isDay, isInstant, localDay, type Day, type Instant } from '../domain/period';
import { difference, type Scope } from '../domain/scope';
import type { Calendar, CalendarCorrection } from '../domain/workdays';

interface NamedPath {
  matter: string;
  termWorkdays: number | null;
}

type RecordedEvent = ApprovalFacts['events'][number] & { path: NamedPath | null; pathBefore: NamedPath | null };

/** The rows of one snapshot, each list in the order it was recorded. */
export interface OnRecord {
  flaw: FlawFacts;
  flawEdits: { field: string; from: string | null; to: string | null; recordedAt: Instant }[];
  answers: (Answer & { fact: DecidingFact; established: boolean; ordinal: number })[];
  judgements: (Judgement & { question: string })[];
  pilot: Pick<PilotFacts, 'code' | 'county' | 'field'> & { origin: 'self-started' | 'assigned' };
  states: PilotFacts['states'];
  scopes: { version: number; recordedAt: Instant; parts: Scope }[];
  records: RecordFacts[];
  safeguards: (SafeguardEntry & { record: string })[];
  pledges: (Pick<PledgeFacts, 'code' | 'giver' | 'kind' | 'standings' | 'deliveries' | 'revisions'> & {
    terms: { recordedAt: Instant; documented: boolean; tranches: PledgeFacts['tranches'] }[];
  })[];
  approvals: (Omit<ApprovalFacts, 'events'> & { events: RecordedEvent[] })[];
  corrections: CalendarCorrection[];
}

/** The facts of a check asked for on a day, with the county's calendar cut down to the days they speak of. */
export function factsOf(on: OnRecord, askedOn: Day, calendar: Calendar): Facts {
  const { actFrom } = on.flaw;
  const record = recordHeldAgainst(on.records, actFrom);
  const safeguards = on.safeguards.filter(entry => entry.record === record?.code);
  const facts: Omit<Facts, 'calendar'> = {
    v: 1,
    askedOn,
    pilot: pilotFacts(on),
    record,
    flaw: { ...on.flaw, breaches: on.flaw.breaches?.map(bareBreach) ?? null },
    safeguardsDone: [...grouped(safeguards, entry => entry.code).values()]
      .flatMap(safeguardEntriesThatCount)
      .map(({ code, done, on: day, recordedAt, evidence }) => ({ code, done, on: day, recordedAt, evidence })),
    answers: answersThatCount(on.answers),
    judgements: judgementsThatCount(on.judgements),
    pledges: on.pledges.map(pledge => pledgeFacts(pledge, actFrom)),
    approvals: on.approvals.map(approval => approvalFacts(approval, actFrom)),
    whistles: [],
    edits: [...flawEdits(on), ...scopeEdits(on), ...safeguardEdits(safeguards), ...termEdits(on)].sort(byTime),
  };
  return { ...facts, calendar: slice(calendar, spanOf(facts)) };
}

const bareBreach = ({ document, article, mark, departure }: NonNullable<FlawFacts['breaches']>[number]) => ({
  document,
  article,
  mark,
  departure,
});

function pilotFacts({ pilot, states, scopes }: OnRecord): PilotFacts {
  const versions: ScopeVersion[] = scopes.map(({ version, recordedAt, parts }) => ({ version, recordedAt, ...parts }));
  const { code, county, field, origin } = pilot;
  return { code, county, field, assignedFromAbove: origin === 'assigned', states, scopes: versions };
}

function answersThatCount(answers: OnRecord['answers']): Facts['answers'] {
  const found: Partial<Record<DecidingFact, Answer>> = {};
  for (const [fact, given] of grouped(answers, answer => answer.fact)) {
    const answer = answerThatCounts(given)!;
    const { by, on, recordedAt, evidence } = answer;
    found[fact] = { value: valueInCheck(fact, answer), by, on, recordedAt, evidence };
  }
  return found;
}

/** Of several answers to one question the last counts. */
function judgementsThatCount(judgements: OnRecord['judgements']): Facts['judgements'] {
  return Object.fromEntries(
    judgements.map(({ question, value, by, reason, recordedAt }) => [question, { value, by, reason, recordedAt }]),
  );
}

/** First-fact rule: the terms on record before the act; restated ones replace the earlier, they do not add to them. */
function pledgeFacts({ terms, ...pledge }: OnRecord['pledges'][number], actFrom: Day | null): PledgeFacts {
  const before = terms.filter(({ recordedAt }) => actFrom === null || localDay(recordedAt) < actFrom);
  const inForce = before.at(-1) ?? terms.at(-1);
  return { ...pledge, documented: inForce?.documented ?? false, tranches: inForce?.tranches ?? [] };
}

/** First-fact rule: the matter and term on record before the act, as the last event that named them left them. */
function approvalFacts({ events, ...approval }: OnRecord['approvals'][number], actFrom: Day | null): ApprovalFacts {
  const before = events.filter(({ path, recordedAt }) => path && (actFrom === null || localDay(recordedAt) < actFrom));
  const path = before.at(-1)?.path ?? events.find(event => event.pathBefore)?.pathBefore ?? approval;
  return {
    ...approval,
    matter: path.matter,
    termWorkdays: path.termWorkdays,
    events: events.map(({ kind, on, round, reason, remarks, recordedAt }) => ({
      kind,
      on,
      round,
      reason,
      remarks,
      recordedAt,
    })),
  };
}

const flawEdits = ({ flaw, flawEdits: edits }: OnRecord): Edit[] =>
  edits.map(edit => ({ about: 'flaw', subject: flaw.code, ...edit }));

function scopeEdits({ pilot, scopes }: OnRecord): Edit[] {
  return scopes.slice(1).flatMap(({ parts, recordedAt }, at) =>
    difference(scopes[at]!.parts, parts).map(({ field, from, to }) => ({
      about: 'scope' as const,
      subject: pilot.code,
      field,
      from: shown(from),
      to: shown(to),
      recordedAt,
    })),
  );
}

/** Terms of approvals named anew, and terms of pledges stated anew after a dispute. */
function termEdits({ approvals, pledges }: OnRecord): Edit[] {
  const named = approvals.flatMap(({ code, events }) =>
    events.flatMap(({ path, pathBefore, recordedAt }) => {
      const [from, to] = [shown(pathBefore?.termWorkdays), shown(path?.termWorkdays)];
      if (path === null || from === to) return [];
      return [{ about: 'approval' as const, subject: code, field: 'termWorkdays', from, to, recordedAt }];
    }),
  );
  const restated = pledges.flatMap(({ code, terms }) =>
    terms.slice(1).map(({ tranches, recordedAt }, at) => {
      const [from, to] = [shown(terms[at]!.tranches.map(due)), shown(tranches.map(due))];
      return { about: 'pledge' as const, subject: code, field: 'tranches', from, to, recordedAt };
    }),
  );
  return [...named, ...restated];
}

const due = ({ dueOn, amountFen, quantity }: PledgeFacts['tranches'][number]) => ({ dueOn, amountFen, quantity });

function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

interface Span {
  from: Day;
  to: Day;
}

/** The earliest and the latest day that the facts name anywhere, as a day or by an instant. */
function spanOf(facts: Omit<Facts, 'calendar'>): Span {
  const span = { from: facts.askedOn, to: facts.askedOn };
  const visit = (value: unknown): void => {
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
    const day = isDay(value) ? value : isInstant(value) ? localDay(value) : null;
    if (day === null) return;
    if (day < span.from) span.from = day;
    if (day > span.to) span.to = day;
  };
  visit(facts);
  return span;
}

function slice({ id, publishedFrom, publishedThrough, exceptions }: Calendar, { from, to }: Span): Calendar {
  return {
    id,
    ...(publishedFrom !== undefined && { publishedFrom }),
    publishedThrough,
    exceptions: exceptions.filter(({ day }) => from <= day && day <= to),
  };
}
