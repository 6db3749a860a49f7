// C08 to C10: safeguards kept, the decision taken in order, the flaw reported in time. Terms are working days from the
// rulebook; a term that no rulebook fixes is never taken as kept: the question then goes to an inspector.

import { localDay } from '../../period';
import type { SafeguardDone } from '../facts';
import type { RuleInForce } from '../in-force';
import { allOf, anyOf, VERDICT } from '../reasons';
import type { Verdict } from '../reasons';
import { answered, judgedOr, recordedBefore, workdays } from '../situation';
import type { Situation } from '../situation';
import { evidenceOf, missingFor, NO_PATHS, sortedOnce } from './condition';
import type { Condition } from './condition';

const C08_JUDGED = ['judgements.C08'];

export const safeguardPath = (code: string): string => `safeguardsDone[${code}]`;

/** Of several entries for one safeguard, one that proves it is enough. */
function safeguardVerdict(s: Situation, code: string): Verdict {
  if (s.actFrom === null) return VERDICT['act-day-unknown'];
  const supposed = s.supposed.size === 0 ? undefined : s.supposed.get(safeguardPath(code));
  if (supposed !== undefined)
    return supposed === 'in-time' ? VERDICT['safeguards-done'] : VERDICT['safeguard-not-done'];
  let best: Verdict | null = null;
  for (const entry of s.facts.safeguardsDone) {
    if (entry.code !== code) continue;
    const found = entryVerdict(s, entry);
    best = best === null ? found : anyOf(best, found);
  }
  return best ?? VERDICT['safeguard-unknown'];
}

function entryVerdict(s: Situation, entry: SafeguardDone): Verdict {
  if (entry.done === 'no') return VERDICT['safeguard-not-done'];
  if (entry.done === 'unknown' || entry.on === null || s.actFrom === null) return VERDICT['safeguard-unknown'];
  if (entry.on > s.actFrom) return VERDICT['safeguard-late'];
  if (recordedBefore(s, entry.recordedAt)) return VERDICT['safeguards-done'];
  return judgedOr(s, 'C08', 'recorded-after-act');
}

const promisedBy = (s: Situation): readonly string[] => s.facts.record?.safeguards ?? NO_PATHS;

export const safeguardsKept: Condition = {
  atoms: () => NO_PATHS,
  verdict(s: Situation): Verdict {
    const promised = promisedBy(s);
    let worst = promised.length === 0 ? VERDICT['none-promised'] : VERDICT['safeguards-done'];
    for (const code of promised) worst = allOf(worst, safeguardVerdict(s, code));
    return worst;
  },
  detail(s, _rule, found) {
    const promised = sortedOnce(promisedBy(s));
    let open = NO_PATHS;
    let missing = missingFor(found);
    if (found.result !== 'met') {
      open = promised.filter(code => safeguardVerdict(s, code).result !== 'met');
      const lacking = promised.filter(code => safeguardVerdict(s, code).reason === 'safeguard-unknown');
      if (found.reason === 'safeguard-unknown') missing = lacking.map(safeguardPath);
    }
    return { figures: { promised, open, actFrom: s.actFrom }, evidence: safeguardEvidence(s, promised), missing };
  },
  parts: s =>
    promisedBy(s).map(code => ({
      atoms: [safeguardPath(code), ...C08_JUDGED],
      verdict: at => safeguardVerdict(at, code),
    })),
};

function safeguardEvidence(s: Situation, promised: readonly string[]): readonly string[] {
  const evidence: string[] = [];
  for (const entry of s.facts.safeguardsDone) if (promised.includes(entry.code)) evidence.push(...entry.evidence);
  return sortedOnce(evidence);
}

const DECISION_FACTS = ['collective-decision', 'emergency', 'reported-afterwards'] as const;
const C09_FACTS = ['answers.collective-decision', 'answers.emergency', 'answers.reported-afterwards'];
const C09_JUDGED = ['judgements.C09'];
const C09_ATOMS = [...C09_FACTS, ...C09_JUDGED];

/** A decision taken after the act was begun is no decision procedure; its day counts where it is known. */
function collectiveVerdict(s: Situation): Verdict {
  const decided = answered(s, 'collective-decision');
  if (decided !== 'yes') return decided === 'no' ? VERDICT['no-collective-decision'] : VERDICT['decision-unknown'];
  const on = s.supposed.has('answers.collective-decision') ? null : s.facts.answers['collective-decision']?.on;
  return on && s.actFrom !== null && on > s.actFrom ? VERDICT['decided-after-act'] : VERDICT['collective-decision'];
}

function emergencyVerdict(s: Situation, rule: RuleInForce): Verdict {
  const emergency = answered(s, 'emergency');
  if (emergency === 'no') return VERDICT['no-collective-decision'];
  const report = afterReportVerdict(s, rule);
  return emergency === 'yes' ? report : allOf(report, VERDICT['decision-unknown']);
}

function afterReportVerdict(s: Situation, rule: RuleInForce): Verdict {
  const reported = answered(s, 'reported-afterwards');
  if (reported !== 'yes') return reported === 'no' ? VERDICT['not-reported-afterwards'] : VERDICT['decision-unknown'];
  if (s.actFrom === null) return VERDICT['act-day-unknown'];
  const inTime = s.supposed.has('answers.reported-afterwards');
  const on = inTime ? s.actFrom : (s.facts.answers['reported-afterwards']?.on ?? null);
  if (on === null) return VERDICT['decision-unknown'];
  if (rule.emergencyTerm === null) return judgedOr(s, 'C09', 'no-term');
  return workdays(s, s.actFrom, on) <= rule.emergencyTerm ? VERDICT['reported-in-emergency'] : VERDICT['report-late'];
}

export const decisionProcedure: Condition = {
  atoms: rule => (rule.emergencyTerm === null ? C09_ATOMS : C09_FACTS),
  verdict: (s, rule) => decisionVerdict(collectiveVerdict(s), emergencyVerdict(s, rule)),
  detail(s, rule, found) {
    const { answers } = s.facts;
    const reportedOn = answers['reported-afterwards']?.on ?? null;
    const decided = answers['collective-decision'];
    const { actFrom } = s;
    return {
      figures: {
        decidedOn: decided?.on ?? null,
        reportedOn,
        actFrom,
        workdays: reportedOn === null || actFrom === null ? null : workdays(s, actFrom, reportedOn),
        termWorkdays: rule.emergencyTerm,
      },
      evidence: evidenceOf(s, DECISION_FACTS),
      missing: found.result === 'unknown' ? decisionMissing(s, found) : NO_PATHS,
    };
  },
};

/** Two ways; where both come out alike, the collective decision's reason is shown unless the other says more. */
function decisionVerdict(collective: Verdict, emergency: Verdict): Verdict {
  if (collective.result !== emergency.result) return anyOf(collective, emergency);
  return collective.reason === 'no-collective-decision' ? emergency : collective;
}

function decisionMissing(s: Situation, found: Verdict): readonly string[] {
  if (found.reason !== 'decision-unknown') return missingFor(found);
  const lacking: string[] = answered(s, 'collective-decision') === 'unknown' ? ['answers.collective-decision'] : [];
  const emergency = answered(s, 'emergency');
  const reported = answered(s, 'reported-afterwards');
  if (emergency === 'no' || reported === 'no') return lacking;
  if (emergency === 'unknown') lacking.push('answers.emergency');
  if (reported === 'unknown') lacking.push('answers.reported-afterwards');
  else if (!s.facts.answers['reported-afterwards']?.on) lacking.push('answers.reported-afterwards.on');
  return lacking;
}

const C10_FACTS = ['flaw.selfReport'];
const C10_ATOMS = ['flaw.selfReport', 'judgements.C10'];

export const reportedInTime: Condition = {
  atoms: rule => (rule.reportTerm === null ? C10_ATOMS : C10_FACTS),
  verdict(s: Situation, rule: RuleInForce): Verdict {
    const supposed = s.supposed.size === 0 ? undefined : s.supposed.get('flaw.selfReport');
    const { selfReport, awareOn } = s.facts.flaw;
    const made = supposed === undefined ? selfReport.made : supposed === 'not-made' ? 'no' : 'yes';
    if (made !== 'yes') return made === 'no' ? VERDICT['not-self-reported'] : VERDICT['self-report-unknown'];
    if (supposed === undefined && selfReport.recordedAt === null && selfReport.on === null)
      return VERDICT['self-report-unknown'];
    if (supposed === undefined && awareOn === null) return VERDICT['awareness-unknown'];
    if (rule.reportTerm === null) return judgedOr(s, 'C10', 'no-term');
    const taken = supposed === undefined ? workdaysTo(s, reportDay(s)) : 0;
    return taken !== null && taken <= rule.reportTerm ? VERDICT['reported-in-time'] : VERDICT['reported-late'];
  },
  detail(s, rule, found) {
    const { selfReport, awareOn } = s.facts.flaw;
    const reportedOn = reportDay(s);
    return {
      figures: {
        awareOn,
        reportedOn,
        recorded: selfReport.recordedAt !== null,
        workdays: workdaysTo(s, reportedOn),
        termWorkdays: rule.reportTerm,
      },
      evidence: NO_PATHS,
      missing: missingFor(found),
    };
  },
};

/** The day the ledger has the report; on paper, the day stated. */
function reportDay(s: Situation): string | null {
  const { on, recordedAt } = s.facts.flaw.selfReport;
  return recordedAt === null ? on : localDay(recordedAt);
}

/** Working days from becoming aware to the day of the report. */
function workdaysTo(s: Situation, on: string | null): number | null {
  const { awareOn } = s.facts.flaw;
  return awareOn === null || on === null ? null : workdays(s, awareOn, on);
}
