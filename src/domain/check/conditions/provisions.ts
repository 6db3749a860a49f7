// C07 and C18: which rules were departed from or breached, and was there an authorisation? A filing never authorises
// law-breaking: an authorisation is good only from the level of the rule's own issuer or above, on the days and in the
// places of the act, and as listed in the scope version then in force (domain.md section 3).

import { LEVELS } from '../facts';
import type { Authorisation, Breach, Departure, Level, Tri } from '../facts';
import type { RuleInForce } from '../in-force';
import { allOf, anyOf, VERDICT } from '../reasons';
import type { Verdict } from '../reasons';
import { actRegions, breachesOf, lastDay, liesIn, provisionKey, spelt } from '../situation';
import type { Situation } from '../situation';
import { missingFor, NO_PATHS, sortedOnce } from './condition';
import type { Condition, Detail, Part } from './condition';

/** Supposed in a counterfactual: from the highest level, everywhere, from the first day of the act on. */
export const SUFFICIENT = { issuer: '-', level: 'nation', number: '-', regions: ['000000'] } as const;

const PROHIBITORY = ['prohibitory'] as const;
const BREACHES_ATOM = ['flaw.breaches'];
const rankOf = (level: Level): number => LEVELS.indexOf(level);

/** The supposition on one provision's path; the path is only spelt out where something is supposed at all. */
const supposedOf = (s: Situation, pathOf: (key: string) => string, breach: Breach): string | undefined =>
  s.supposed.size === 0 ? undefined : s.supposed.get(pathOf(provisionKey(breach)));

export const departurePath = spelt(key => `flaw.breaches[${key}].departure`);
export const markPath = spelt(key => `flaw.breaches[${key}].mark`);
export const authorisationPath = spelt(key => `scope.departures[${key}].authorisation`);

function authorised(s: Situation, breach: Breach): Verdict {
  if (s.facts.pilot === null) return VERDICT['pilot-unknown'];
  if (s.actFrom === null) return VERDICT['act-day-unknown'];
  if (s.scope === null) return VERDICT['no-scope-in-force'];
  const supposed = supposedOf(s, authorisationPath, breach);
  if (supposed === 'none') return VERDICT['no-authorisation'];
  if (supposed === 'sufficient') {
    return sufficiency(s, { ...SUFFICIENT, period: { from: s.actFrom, to: null } }, 'nation');
  }
  const key = provisionKey(breach);
  let best: Verdict | null = null;
  for (const listed of s.scope.departures) {
    if (provisionKey(listed) !== key) continue;
    const found = listedVerdict(s, listed);
    best = best === null ? found : anyOf(best, found);
  }
  return best ?? VERDICT['departure-not-listed'];
}

function listedVerdict(s: Situation, listed: Departure): Verdict {
  return listed.authorisation === null
    ? VERDICT['no-authorisation']
    : sufficiency(s, listed.authorisation, listed.ruleLevel);
}

function sufficiency(s: Situation, authorisation: Authorisation, ruleLevel: Level): Verdict {
  if (rankOf(authorisation.level) < rankOf(ruleLevel)) return VERDICT['authorisation-too-low'];
  const { from, to } = authorisation.period;
  const first = s.actFrom ?? from;
  const last = lastDay(s);
  if (from > first || (to !== null && to < (last ?? first))) return VERDICT['authorisation-not-in-force'];
  const regions = actRegions(s);
  if (regions === null) return VERDICT['regions-unknown'];
  const inside = regions.every(code => authorisation.regions.some(container => liesIn(code, container)));
  if (!inside) return VERDICT['authorisation-elsewhere'];
  return last === null ? VERDICT['act-end-unknown'] : VERDICT['departures-authorised'];
}

const departs = (s: Situation, breach: Breach): Tri =>
  (supposedOf(s, departurePath, breach) as Tri | undefined) ?? breach.departure;

function departureVerdict(s: Situation, breach: Breach): Verdict {
  const departure = departs(s, breach);
  if (departure === 'yes') return authorised(s, breach);
  return departure === 'no' ? VERDICT['no-departure'] : VERDICT['departure-unknown'];
}

/** A breach that counts is excused only by being a departure and an authorised one; both must be certain. */
function breachVerdict(s: Situation, breach: Breach, marks: readonly string[]): Verdict {
  const mark = supposedOf(s, markPath, breach) ?? breach.mark;
  if (mark !== 'unknown' && !marks.includes(mark)) return VERDICT['no-breach'];
  const departure = departs(s, breach);
  const excuse = departure === 'no' ? null : authorised(s, breach);
  const excused = excuse === null ? 'unmet' : excuse.result;
  if (departure === 'yes' && excused === 'met') return VERDICT['no-breach'];
  if (mark === 'unknown') return VERDICT['mark-unknown'];
  if (excuse === null || excused === 'unmet') return VERDICT['provision-breached'];
  return departure === 'unknown' ? VERDICT['departure-unknown'] : excuse;
}

function partsOf(
  s: Situation,
  atomsOf: (key: string) => string[],
  one: (s: Situation, breach: Breach, rule: RuleInForce) => Verdict,
): Part[] {
  return (s.facts.flaw.breaches ?? []).map((breach, i) => ({
    atoms: atomsOf(provisionKey(breach)),
    verdict: (at, rule) => one(at, at.facts.flaw.breaches?.[i] ?? breach, rule),
  }));
}

const departureAtoms = (key: string): string[] => [
  departurePath(key),
  authorisationPath(key),
  'flaw.actTo',
  'flaw.regions',
];

/** The breaches in a fixed order, so that equal facts name the same provision first. */
function inOrder(breaches: readonly Breach[]): readonly Breach[] {
  if (breaches.length < 2) return breaches;
  const keyed = (breach: Breach): string => `${provisionKey(breach)} ${breach.mark} ${breach.departure}`;
  return [...breaches].sort((a, b) => (keyed(a) < keyed(b) ? -1 : keyed(a) > keyed(b) ? 1 : 0));
}

/** What the decisive breach and, of an unknown verdict, all open ones have to say. */
function detailOver(
  s: Situation,
  found: Verdict,
  at: { marks: readonly string[]; one: (breach: Breach) => Verdict },
): Detail {
  const breaches = inOrder(breachesOf(s) ?? NO_BREACHES);
  const decisive = breaches.find(breach => at.one(breach) === found) ?? null;
  const open = found.result === 'unknown' && breaches.length > 0;
  const missing = open
    ? breaches.flatMap(breach => missingOf(at.one(breach), provisionKey(breach)))
    : missingFor(found);
  return provisionDetail(s, decisive, { count: breaches.length, missing, marks: at.marks });
}

const NO_BREACHES: readonly Breach[] = [];

export const departureAuthorised: Condition = {
  atoms: () => BREACHES_ATOM,
  verdict(s: Situation): Verdict {
    const breaches = breachesOf(s);
    return breaches === null ? VERDICT['breaches-unknown'] : departuresVerdict(s, breaches);
  },
  detail: (s, _rule, found) => detailOver(s, found, { marks: NO_PATHS, one: breach => departureVerdict(s, breach) }),
  parts: s => partsOf(s, departureAtoms, departureVerdict),
};

function departuresVerdict(s: Situation, breaches: readonly Breach[]): Verdict {
  let worst = VERDICT['no-departure'];
  for (const breach of breaches) worst = allOf(worst, departureVerdict(s, breach));
  return worst;
}

const breachAtoms = (key: string): string[] => [markPath(key), ...departureAtoms(key)];
const marksOf = (rule: RuleInForce): readonly string[] => rule.params.marks ?? PROHIBITORY;

export const noProvisionBreached: Condition = {
  atoms: () => BREACHES_ATOM,
  verdict(s: Situation, rule: RuleInForce): Verdict {
    const breaches = breachesOf(s);
    if (breaches === null) return VERDICT['breaches-unknown'];
    let worst = VERDICT['no-breach'];
    for (const breach of breaches) worst = allOf(worst, breachVerdict(s, breach, marksOf(rule)));
    return worst;
  },
  detail(s, rule, found) {
    const marks = marksOf(rule);
    return detailOver(s, found, { marks: sortedOnce(marks), one: breach => breachVerdict(s, breach, marks) });
  },
  parts: s => partsOf(s, breachAtoms, (at, breach, rule) => breachVerdict(at, breach, marksOf(rule))),
};

function missingOf(found: Verdict, key: string): readonly string[] {
  if (found.reason === 'departure-unknown') return [departurePath(key)];
  if (found.reason === 'mark-unknown') return [markPath(key)];
  return found.result === 'unknown' ? missingFor(found) : NO_PATHS;
}

interface Counted {
  count: number;
  missing: readonly string[];
  marks: readonly string[];
}

function provisionDetail(s: Situation, decisive: Breach | null, { count, missing, marks }: Counted): Detail {
  const key = decisive === null ? null : provisionKey(decisive);
  const listed = key === null ? undefined : s.scope?.departures.find(departure => provisionKey(departure) === key);
  const authorisation = listed === undefined ? null : listed.authorisation;
  return {
    figures: {
      provision: key,
      count,
      marks,
      mark: decisive && decisive.mark,
      ruleLevel: listed === undefined ? null : listed.ruleLevel,
      authorisationLevel: authorisation && authorisation.level,
      authorisationNumber: authorisation && authorisation.number,
      authorisedFrom: authorisation && authorisation.period.from,
      authorisedTo: authorisation && authorisation.period.to,
      actFrom: s.actFrom,
      actTo: s.facts.flaw.actTo,
    },
    evidence: NO_PATHS,
    missing: sortedOnce(missing),
  };
}
