// The changes of fact that a counterfactual may name (atoms), and what each does to the facts. They are canonical
// repairs and failures, one for each thing a condition or red line looks at. No atom touches the sealing or the first
// day of the act: the lane is never converted by supposition. What is not known of the act's first day stays unknown.

import { addDays } from '../period';
import type { Answer, Breach, DecidingFact, Facts, FlawFacts, Judgement, RecordFacts, ScopeVersion } from './facts';
import type { FactChange } from './finding';
import { authorisationPath, departurePath, markPath, SUFFICIENT } from './conditions/provisions';
import { provisionKey, situationOf, startOf, SUPPOSED_BREACH } from './situation';

/** The facts with one change made; the input stays as it is. Unknown paths leave the facts alone. */
export function applyChange(facts: Facts, change: FactChange): Facts {
  const { fact, to } = change;
  if (fact.startsWith('answers.')) return withAnswer(facts, fact.slice(8) as DecidingFact, to);
  if (fact.startsWith('judgements.')) return withJudgement(facts, fact.slice(11), to);
  if (fact.startsWith('safeguardsDone[')) return withSafeguard(facts, fact, to);
  if (fact.startsWith('scope.')) return withScope(facts, fact, to);
  if (fact === 'record.inForce') return withRecord(facts, to);
  if (fact.startsWith('flaw.')) return { ...facts, flaw: { ...facts.flaw, ...flawChange(facts, fact, to) } };
  return facts;
}

/** Several changes at once; their order does not matter. */
export function applyChanges(facts: Facts, changes: readonly FactChange[]): Facts {
  return [...changes].sort((a, b) => (a.fact < b.fact ? -1 : 1)).reduce(applyChange, facts);
}

function withAnswer(facts: Facts, fact: DecidingFact, to: string): Facts {
  const before = facts.answers[fact];
  const answer: Answer = {
    value: to === 'no' ? 'no' : 'yes',
    by: before?.by ?? null,
    on: before?.on ?? null,
    recordedAt: before?.recordedAt ?? null,
    evidence: before?.evidence ?? [],
  };
  const { actFrom } = facts.flaw;
  if (to === 'in-time') answer.on = actFrom;
  if (fact === 'collective-decision' && to === 'yes') answer.on = null;
  return { ...facts, answers: { ...facts.answers, [fact]: answer } };
}

function withJudgement(facts: Facts, code: string, to: string): Facts {
  const value = to as Judgement['value'];
  const judgement: Judgement = { value, by: '-', reason: '-', recordedAt: startOf(facts.askedOn) };
  return { ...facts, judgements: { ...facts.judgements, [code]: judgement } };
}

function withSafeguard(facts: Facts, path: string, to: string): Facts {
  const code = path.slice('safeguardsDone['.length, -1);
  const others = facts.safeguardsDone.filter(entry => entry.code !== code);
  const kept = to === 'in-time';
  const entry = {
    code,
    done: kept ? ('yes' as const) : ('no' as const),
    on: kept ? facts.flaw.actFrom : null,
    recordedAt: facts.record?.sealedAt ?? null,
    evidence: [],
  };
  return { ...facts, safeguardsDone: [...others, entry] };
}

function withScope(facts: Facts, path: string, to: string): Facts {
  const { scope, actFrom } = situationOf(facts);
  if (scope === null || facts.pilot === null || actFrom === null) return facts;
  const changed: ScopeVersion = { ...scope, ...scopeChange({ facts, scope, actFrom }, path, to) };
  const scopes = facts.pilot.scopes.map(version => (version === scope ? changed : version));
  return { ...facts, pilot: { ...facts.pilot, scopes } };
}

function scopeChange(
  at: { facts: Facts; scope: ScopeVersion; actFrom: string },
  path: string,
  to: string,
): Partial<ScopeVersion> {
  const { facts, scope, actFrom } = at;
  const elsewhere = to === 'elsewhere';
  if (path === 'scope.regions') return { regions: elsewhere ? [] : union(scope.regions, facts.flaw.regions) };
  if (path === 'scope.activities') {
    return { activities: elsewhere ? [] : union(scope.activities, facts.flaw.activities) };
  }
  if (path === 'scope.period') {
    const from = scope.period.from < actFrom ? scope.period.from : actFrom;
    return { period: { from: elsewhere ? addDays(actFrom, 1) : from, to: null } };
  }
  const breach = (facts.flaw.breaches ?? []).find(one => authorisationPath(provisionKey(one)) === path);
  if (breach === undefined) return {};
  const key = provisionKey(breach);
  const listed = scope.departures.find(departure => provisionKey(departure) === key);
  const authorisation = to === 'sufficient' ? { ...SUFFICIENT, period: { from: actFrom, to: null } } : null;
  const departure = {
    document: breach.document,
    article: breach.article,
    ruleLevel: listed?.ruleLevel ?? ('nation' as const),
    authorisation,
  };
  return { departures: [...scope.departures.filter(one => provisionKey(one) !== key), departure] };
}

const union = (a: readonly string[], b: readonly string[] | null): string[] => [...new Set([...a, ...(b ?? [])])];

function withRecord(facts: Facts, to: string): Facts {
  const { record, pilot } = facts;
  const { actFrom } = facts.flaw;
  if (record === null || actFrom === null) return facts;
  if (to === 'no') return { ...facts, record: { ...record, endedBy: 'revoked', endedAt: record.sealedAt } };
  const from = record.period.from < actFrom ? record.period.from : actFrom;
  const standing: RecordFacts = { ...record, period: { from, to: null }, endedBy: null, endedAt: null };
  const states = [{ state: 'running' as const, recordedAt: record.sealedAt }];
  return { ...facts, record: standing, pilot: pilot && { ...pilot, states } };
}

type Change = (facts: Facts, to: string) => Partial<FlawFacts>;

const FLAW_CHANGES: Readonly<Record<string, Change>> = {
  'flaw.lossFen': (_facts, to) => ({ lossFen: Number(to) }),
  'flaw.actTo': (_facts, to) => ({ actTo: to }),
  'flaw.kind': ({ record }, to) => ({ kind: to === 'foreseen' ? firstOf(record?.flawKinds ?? []) : UNFORESEEN }),
  'flaw.regions': facts => ({ regions: situationOf(facts).scope?.regions ?? facts.flaw.regions }),
  'flaw.activities': facts => ({ activities: situationOf(facts).scope?.activities ?? facts.flaw.activities }),
  'flaw.selfReport': (facts, to) =>
    to === 'in-time' ? reportInTime(facts) : { selfReport: { made: 'no', on: null, recordedAt: null } },
  'flaw.breaches': (_facts, to) => ({ breaches: to === 'none' ? [] : [SUPPOSED_BREACH] }),
};

function flawChange(facts: Facts, path: string, to: string): Partial<FlawFacts> {
  const change = FLAW_CHANGES[path];
  if (change !== undefined) return change(facts, to);
  return { breaches: (facts.flaw.breaches ?? []).map(breach => changedBreach(breach, path, to)) };
}

const firstOf = (kinds: readonly string[]): string | null => [...kinds].sort()[0] ?? null;

/** A kind that no list contains. */
const UNFORESEEN = '-';

function reportInTime({ flaw, askedOn }: Facts): Partial<FlawFacts> {
  const awareOn = flaw.awareOn ?? flaw.actFrom ?? askedOn;
  return { awareOn, selfReport: { made: 'yes', on: awareOn, recordedAt: null } };
}

function changedBreach(breach: Breach, path: string, to: string): Breach {
  const key = provisionKey(breach);
  if (path === markPath(key)) return { ...breach, mark: to as Breach['mark'] };
  if (path === departurePath(key)) return { ...breach, departure: to as Breach['departure'] };
  return breach;
}
