// One case on one time axis: what people say happened and when the ledger heard of it, so that what was on record before
// the act can be told from what came later (domain.md section 3). Codes and figures only; whoever shows it finds the words.

import type { ApprovalFacts, Edit, Facts, PledgeFacts } from './facts';
import type { FindingFigures } from './finding';
import { approvalLifecycle } from '../clock';
import { addDays, localDay, type Day, type Instant } from '../period';

export const STORY_LANES = ['pilot', 'record', 'approval', 'pledge', 'act', 'flaw', 'procedure'] as const;
export type StoryLane = (typeof STORY_LANES)[number];

export type StoryKind =
  | 'pilot-state'
  | 'scope-recorded'
  | 'record-filed'
  | 'record-sealed'
  | 'record-ended'
  | 'safeguard'
  | 'approval-event'
  | 'pledge-standing'
  | 'pledge-due'
  | 'pledge-delivered'
  | 'pledge-revised'
  | 'act-begins'
  | 'act-ends'
  | 'aware'
  | 'found'
  | 'reported'
  | 'self-reported'
  | 'fact'
  | 'accountability-begun'
  | 'accountability-ended'
  | 'claim-act'
  | 'edited';

export interface StoryMoment {
  key: string;
  lane: StoryLane;
  kind: StoryKind;
  /** Code of the thing it is about. */
  subject: string | null;
  /** The day people state; of what only the ledger knows, the day it was recorded. */
  on: Day;
  recordedAt: Instant | null;
  /** Whether the ledger had it before the first day of the act; the same day proves nothing. Null: cannot be said. */
  onRecord: 'before' | 'after' | null;
  /** Said to have happened before the act, and not on record before it. */
  late: boolean;
  figures: FindingFigures;
}

export interface RecordDates {
  code: string;
  filedAt: Instant | null;
  sealedAt: Instant | null;
  endedAt: Instant | null;
  endedBy: string | null;
}

/** Facts of a check, and what no check looks at. */
export interface StoryOf {
  facts: Facts;
  /** All records of the pilot; the facts know only the one that was held against the act. */
  records?: readonly RecordDates[];
  accountability?: readonly { code: string; begunOn: Day; endedOn: Day | null; recordedAt: Instant }[];
  claimActs?: readonly { claim: string; act: string; recordedAt: Instant }[];
}

type Bare = Pick<StoryMoment, 'lane' | 'kind' | 'subject' | 'on' | 'recordedAt' | 'figures'>;

const NO_FIGURES: FindingFigures = {};

/** Sorted by the stated day; on the first day of the act its beginning comes first, since that day proves nothing. */
export function storyOf(on: StoryOf): StoryMoment[] {
  const { actFrom } = on.facts.flaw;
  const moments = [
    ...pilotMoments(on.facts),
    ...recordMoments(on),
    ...on.facts.approvals.flatMap(approvalMoments),
    ...on.facts.pledges.flatMap(pledgeMoments),
    ...flawMoments(on.facts),
    ...procedureMoments(on),
    ...on.facts.edits.map(editMoment),
  ];
  return moments
    .map((moment, at) => ({ ...moment, key: `${at}`, ...provenBy(moment, actFrom) }))
    .sort((a, b) => compare(a.on, b.on) || rank(a) - rank(b) || compare(a.recordedAt ?? '', b.recordedAt ?? ''));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const rank = ({ kind }: Bare): number => (kind === 'act-begins' ? 0 : kind === 'act-ends' ? 2 : 1);

function provenBy({ on, recordedAt }: Bare, actFrom: Day | null): Pick<StoryMoment, 'onRecord' | 'late'> {
  if (actFrom === null || recordedAt === null) return { onRecord: null, late: false };
  const before = localDay(recordedAt) < actFrom;
  return { onRecord: before ? 'before' : 'after', late: !before && on < actFrom };
}

/** Known by the ledger alone: it happened when it was recorded. */
const entered = (recordedAt: Instant): Pick<Bare, 'on' | 'recordedAt'> => ({ on: localDay(recordedAt), recordedAt });

function pilotMoments({ pilot }: Facts): Bare[] {
  if (pilot === null) return [];
  const of = { lane: 'pilot', subject: pilot.code } as const;
  return [
    ...pilot.states.map(({ state, recordedAt }) => ({
      ...of,
      kind: 'pilot-state' as const,
      ...entered(recordedAt),
      figures: { pilotState: state },
    })),
    ...pilot.scopes.map(({ version, recordedAt }) => ({
      ...of,
      kind: 'scope-recorded' as const,
      ...entered(recordedAt),
      figures: { scopeVersion: version, countsFrom: addDays(localDay(recordedAt), 1) },
    })),
  ];
}

function recordMoments({ facts, records }: StoryOf): Bare[] {
  const { record, safeguardsDone } = facts;
  const known = records ?? (record === null ? [] : [{ ...record, filedAt: null }]);
  const safeguards = safeguardsDone
    .filter(({ on, recordedAt }) => on !== null || recordedAt !== null)
    .map(({ code, done, on, recordedAt }) => ({
      lane: 'record' as const,
      kind: 'safeguard' as const,
      subject: record?.code ?? null,
      on: on ?? localDay(recordedAt!),
      recordedAt,
      figures: { safeguard: code, done },
    }));
  return [...known.flatMap(one => datesOf(one, facts)), ...safeguards];
}

function datesOf({ code, filedAt, sealedAt, endedAt, endedBy }: RecordDates, { record }: Facts): Bare[] {
  const held = code === record?.code;
  const moment = (kind: StoryKind, at: Instant | null, figures: FindingFigures): Bare[] =>
    at === null ? [] : [{ lane: 'record', kind, subject: code, ...entered(at), figures }];
  return [
    ...moment('record-filed', filedAt, { held }),
    ...moment('record-sealed', sealedAt, {
      held,
      countsFrom: sealedAt && addDays(localDay(sealedAt), 1),
      anchored: held ? record.anchoredAt !== null : null,
    }),
    ...moment('record-ended', endedAt, { held, endedBy }),
  ];
}

const DESKS: Readonly<Record<string, 'sponsor' | 'authority' | 'suspended'>> = {
  inquiring: 'authority',
  'path-named': 'sponsor',
  applied: 'authority',
  accepted: 'authority',
  returned: 'sponsor',
  suspended: 'suspended',
};

function approvalMoments({ code, matter, approver, events }: ApprovalFacts): Bare[] {
  return events.map(({ kind, on, round, remarks, recordedAt }) => ({
    lane: 'approval',
    kind: 'approval-event',
    subject: code,
    on,
    recordedAt,
    figures: {
      event: kind,
      matter,
      against: approver,
      round,
      remarks: remarks?.length ?? 0,
      onDesk: DESKS[approvalLifecycle.acts[kind].to] ?? null,
    },
  }));
}

function pledgeMoments({ code, giver, kind: pledgeKind, standings, ...pledge }: PledgeFacts): Bare[] {
  const of = { lane: 'pledge', subject: code } as const;
  const about = { against: giver, pledgeKind };
  const counted = (kind: StoryKind, { amountFen, quantity, ...at }: Counted): Bare => ({
    ...of,
    kind,
    ...at,
    figures: { ...about, amountFen, quantity },
  });
  return [
    ...standings.map(({ standing, recordedAt }) => ({
      ...of,
      kind: 'pledge-standing' as const,
      ...entered(recordedAt),
      figures: { ...about, standing },
    })),
    ...pledge.tranches.map(({ dueOn, ...rest }) => counted('pledge-due', { on: dueOn, ...rest })),
    ...pledge.deliveries.map(one => counted('pledge-delivered', one)),
    ...pledge.revisions.map(one => counted('pledge-revised', one)),
  ];
}

type Counted = PledgeFacts['deliveries'][number];

function flawMoments({ flaw, answers }: Facts): Bare[] {
  const { code, recordedAt, selfReport } = flaw;
  const stated = (kind: StoryKind, on: Day | null, rest: Partial<Bare> = {}): Bare[] =>
    on === null ? [] : [{ lane: 'flaw', kind, subject: code, on, recordedAt, figures: NO_FIGURES, ...rest }];
  const facts = Object.entries(answers).flatMap(([fact, answer]) =>
    stated('fact', answer.on, { recordedAt: answer.recordedAt, figures: { fact, value: answer.value } }),
  );
  return [
    ...stated('act-begins', flaw.actFrom, { lane: 'act' }),
    ...stated('act-ends', flaw.actTo, { lane: 'act' }),
    ...stated('aware', flaw.awareOn),
    ...stated('found', flaw.foundOn),
    ...stated('reported', recordedAt && localDay(recordedAt)),
    ...(selfReport.made === 'yes' ? stated('self-reported', selfReport.on, { recordedAt: selfReport.recordedAt }) : []),
    ...facts,
  ];
}

function procedureMoments({ accountability = [], claimActs = [] }: StoryOf): Bare[] {
  const of = { lane: 'procedure', figures: NO_FIGURES } as const;
  const begun = accountability.flatMap(({ code, begunOn, endedOn, recordedAt }): Bare[] => [
    { ...of, kind: 'accountability-begun', subject: code, on: begunOn, recordedAt },
    ...(endedOn === null
      ? []
      : [{ ...of, kind: 'accountability-ended' as const, subject: code, on: endedOn, recordedAt: null }]),
  ]);
  const acts = claimActs.map(({ claim, act, recordedAt }): Bare => ({
    ...of,
    kind: 'claim-act',
    subject: claim,
    ...entered(recordedAt),
    figures: { act },
  }));
  return [...begun, ...acts];
}

const EDIT_LANES: Readonly<Record<Edit['about'], StoryLane>> = {
  pilot: 'pilot',
  scope: 'pilot',
  flaw: 'flaw',
  pledge: 'pledge',
  approval: 'approval',
  safeguard: 'record',
};

function editMoment({ about, subject, field, from, to, recordedAt }: Edit): Bare {
  return {
    lane: EDIT_LANES[about],
    kind: 'edited',
    subject,
    ...entered(recordedAt),
    figures: { about, field, from, to },
  };
}
