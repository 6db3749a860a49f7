// C01 to C06: was a record sealed before the act, was it in force, and does it cover this act? Looked at only in the
// pre-registered lane, against the scope version that counted on the first day of the act (domain.md section 5).

import { covers, localDay } from '../../period';
import type { Day } from '../../period';
import type { RuleInForce } from '../in-force';
import { allOf, VERDICT } from '../reasons';
import type { Verdict } from '../reasons';
import { actActivities, actRegions, judgedOr, lastDay, liesIn, recordedBefore, workdays } from '../situation';
import type { Situation } from '../situation';
import { detailOf, inOrder, missingFor, NO_PATHS } from './condition';
import type { Condition } from './condition';
import { endOfRecord, standstill } from './running';
import type { Standstill } from './running';

const C01_ATOMS = ['judgements.C01'];

export const sealedBeforeAct: Condition = {
  atoms: rule => (rule.anchoring === 'required' ? C01_ATOMS : NO_PATHS),
  verdict(s: Situation, rule: RuleInForce): Verdict {
    const { record } = s.facts;
    if (record === null) return VERDICT['no-record'];
    if (s.actFrom === null) return VERDICT['act-day-unknown'];
    if (s.lane === 'after-the-fact') {
      return localDay(record.sealedAt) === s.actFrom ? VERDICT['sealed-same-day'] : VERDICT['sealed-after-act'];
    }
    if (rule.anchoring === 'shown' || recordedBefore(s, record.anchoredAt)) return VERDICT['sealed-before'];
    return judgedOr(s, 'C01', 'recorded-not-anchored');
  },
  detail(s, _rule, found) {
    const { record } = s.facts;
    const sealedOn = record && localDay(record.sealedAt);
    const { noticeAnchoredAt: notice } = s.facts.flaw;
    const figures = {
      record: record?.code ?? null,
      sealedOn,
      actFrom: s.actFrom,
      workdays: sealedOn === null || s.actFrom === null ? null : Math.abs(workdays(s, sealedOn, s.actFrom)),
      anchored: recordedBefore(s, record?.anchoredAt ?? null),
      // Facts of before there were anchors have no such member, and their findings must replay to the same bytes.
      ...(notice !== undefined && { noticeAnchoredOn: notice && localDay(notice) }),
    };
    return { figures, evidence: NO_PATHS, missing: missingFor(found) };
  },
};

const C02_ATOMS = ['record.inForce', 'flaw.actTo'];

export const recordInForce: Condition = {
  atoms: () => C02_ATOMS,
  verdict(s: Situation): Verdict {
    if (s.actFrom === null) return VERDICT['act-day-unknown'];
    const supposed = s.supposed.size === 0 ? undefined : s.supposed.get('record.inForce');
    if (supposed === 'no') return VERDICT['record-ended'];
    const last = lastDay(s);
    const known = last === null ? VERDICT['act-end-unknown'] : VERDICT['in-force'];
    if (supposed === 'yes') return s.facts.pilot === null ? VERDICT['pilot-unknown'] : known;
    return allOf(allOf(periodVerdict(s, s.actFrom, last), runningVerdict(s, s.actFrom, last)), known);
  },
  detail(s, _rule, found) {
    const { record, flaw } = s.facts;
    const stop = found.reason === 'pilot-not-running' ? stopOf(s) : null;
    return detailOf(found, {
      periodFrom: record && record.period.from,
      periodTo: record && record.period.to,
      endedBy: record && record.endedBy,
      endedOn: record && record.endedAt && localDay(record.endedAt),
      pilotState: stop && stop.state,
      pilotStateOn: stop && stop.on,
      actFrom: s.actFrom,
      actTo: flaw.actTo,
    });
  },
};

function stopOf(s: Situation): Standstill | null {
  const { pilot } = s.facts;
  return pilot === null || s.actFrom === null ? null : standstill(pilot.states, s.actFrom, lastDay(s) ?? s.actFrom);
}

function periodVerdict(s: Situation, from: Day, last: Day | null): Verdict {
  const { record } = s.facts;
  if (record === null) return VERDICT['no-record'];
  const end = last ?? from;
  if (record.period.from > from) return VERDICT['period-not-begun'];
  if (record.period.to !== null && record.period.to < end) return VERDICT['record-expired'];
  return VERDICT[endOfRecord(record, end) ?? 'in-force'];
}

function runningVerdict(s: Situation, from: Day, last: Day | null): Verdict {
  const { pilot } = s.facts;
  if (pilot === null || pilot.states.length === 0) return VERDICT['pilot-unknown'];
  return standstill(pilot.states, from, last ?? from) === null ? VERDICT['in-force'] : VERDICT['pilot-not-running'];
}

/** C03 to C05 need the scope version in force: why it cannot be looked at, or null. */
function scopeFault(s: Situation): Verdict | null {
  if (s.actFrom === null) return VERDICT['act-day-unknown'];
  if (s.facts.pilot === null) return VERDICT['pilot-unknown'];
  return s.scope === null ? VERDICT['no-scope-in-force'] : null;
}

function supposedScope(s: Situation, path: string): string | undefined {
  return s.supposed.size === 0 ? undefined : s.supposed.get(path);
}

const C03_ATOMS = ['scope.regions', 'flaw.regions'];

export const withinRegions: Condition = {
  atoms: () => C03_ATOMS,
  verdict(s: Situation): Verdict {
    const fault = scopeFault(s);
    if (fault !== null) return fault;
    const regions = actRegions(s);
    if (regions === null) return VERDICT['regions-unknown'];
    const supposed = supposedScope(s, 'scope.regions');
    if (supposed !== undefined) return supposed === 'elsewhere' ? VERDICT['region-outside'] : VERDICT['regions-inside'];
    return outsideRegions(regions, s.scope?.regions ?? []).length > 0
      ? VERDICT['region-outside']
      : VERDICT['regions-inside'];
  },
  detail(s, _rule, found) {
    const declared = s.scope?.regions ?? NO_PATHS;
    const acted = actRegions(s) ?? NO_PATHS;
    return detailOf(found, {
      acted: inOrder(acted),
      declared: inOrder(declared),
      outside: inOrder(outsideRegions(acted, declared)),
      scopeVersion: s.scope?.version ?? null,
      actFrom: s.actFrom,
    });
  },
};

function outsideRegions(acted: readonly string[], declared: readonly string[]): readonly string[] {
  return acted.filter(code => !declared.some(container => liesIn(code, container)));
}

const C04_ATOMS = ['scope.period', 'flaw.actTo'];

export const withinPeriod: Condition = {
  atoms: () => C04_ATOMS,
  verdict(s: Situation): Verdict {
    const fault = scopeFault(s);
    if (fault !== null || s.scope === null || s.actFrom === null) return fault ?? VERDICT['no-scope-in-force'];
    const last = lastDay(s);
    const supposed = supposedScope(s, 'scope.period');
    if (supposed === 'elsewhere') return VERDICT['days-outside'];
    if (supposed === undefined && !coversBoth(s.scope.period, s.actFrom, last)) return VERDICT['days-outside'];
    return last === null ? VERDICT['act-end-unknown'] : VERDICT['days-inside'];
  },
  detail(s, _rule, found) {
    return detailOf(found, {
      periodFrom: s.scope?.period.from ?? null,
      periodTo: s.scope?.period.to ?? null,
      actFrom: s.actFrom,
      actTo: s.facts.flaw.actTo,
      scopeVersion: s.scope?.version ?? null,
    });
  },
};

function coversBoth(period: { from: Day; to: Day | null }, from: Day, last: Day | null): boolean {
  return covers(period, from) && (last === null || covers(period, last));
}

const C05_ATOMS = ['scope.activities', 'flaw.activities'];

export const withinActivities: Condition = {
  atoms: () => C05_ATOMS,
  verdict(s: Situation): Verdict {
    const fault = scopeFault(s);
    if (fault !== null) return fault;
    const activities = actActivities(s);
    if (activities === null) return VERDICT['activities-unknown'];
    const supposed = supposedScope(s, 'scope.activities');
    if (supposed !== undefined)
      return supposed === 'elsewhere' ? VERDICT['activity-outside'] : VERDICT['activities-inside'];
    const inside = activities.every(activity => s.scope?.activities.includes(activity));
    return inside ? VERDICT['activities-inside'] : VERDICT['activity-outside'];
  },
  detail(s, _rule, found) {
    const declared = s.scope?.activities ?? NO_PATHS;
    const acted = actActivities(s) ?? NO_PATHS;
    return detailOf(found, {
      acted: inOrder(acted),
      declared: inOrder(declared),
      outside: inOrder(acted.filter(activity => !declared.includes(activity))),
      scopeVersion: s.scope?.version ?? null,
      actFrom: s.actFrom,
    });
  },
};

const C06_ATOMS = ['flaw.kind'];

export const kindForeseen: Condition = {
  atoms: () => C06_ATOMS,
  verdict(s: Situation): Verdict {
    const supposed = s.supposed.size === 0 ? undefined : s.supposed.get('flaw.kind');
    if (supposed !== undefined)
      return supposed === 'foreseen' ? VERDICT['kind-foreseen'] : VERDICT['kind-not-foreseen'];
    const { flaw, record } = s.facts;
    if (flaw.kind === null) return VERDICT['kind-unknown'];
    return record?.flawKinds.includes(flaw.kind) ? VERDICT['kind-foreseen'] : VERDICT['kind-not-foreseen'];
  },
  detail(s, _rule, found) {
    return detailOf(found, { kind: s.facts.flaw.kind, foreseen: inOrder(s.facts.record?.flawKinds ?? NO_PATHS) });
  },
};
