// C11, C12, C16, C17, C19, C20: remedy, loss, lawful powers, public harm, a dissent on record, and what could not be
// foreseen. Each rests on facts that a named person answered yes, no or unknown, with evidence.

import type { DecidingFact } from '../facts';
import type { RuleInForce } from '../in-force';
import { VERDICT } from '../reasons';
import type { Reason, Verdict } from '../reasons';
import { ANSWER_PATHS, answered, lossOf } from '../situation';
import type { Situation } from '../situation';
import { detailOf, evidenceOf, NO_DETAIL, NO_FIGURES, NO_PATHS, sortedOnce } from './condition';
import type { Condition } from './condition';

const REMEDIES: readonly DecidingFact[] = ['being-remedied', 'remedied'];

const remediesOf = (rule: RuleInForce): readonly DecidingFact[] => rule.params.anyOf ?? REMEDIES;

export const remedied: Condition = {
  atoms: rule => remediesOf(rule).map(fact => ANSWER_PATHS[fact]),
  verdict(s: Situation, rule: RuleInForce): Verdict {
    let open = false;
    for (const fact of remediesOf(rule)) {
      const value = answered(s, fact);
      if (value === 'yes') return VERDICT['put-right'];
      if (value === 'unknown') open = true;
    }
    return open ? VERDICT['remedy-unknown'] : VERDICT['not-put-right'];
  },
  detail(s, rule, found) {
    const facts = remediesOf(rule);
    const done = facts.filter(fact => answered(s, fact) === 'yes');
    let missing = NO_PATHS;
    if (found.result === 'unknown') {
      const open = facts.filter(fact => answered(s, fact) === 'unknown');
      missing = sortedOnce(open.map(fact => ANSWER_PATHS[fact]));
    }
    return {
      figures: { facts: sortedOnce(facts), done: sortedOnce(done) },
      evidence: evidenceOf(s, facts),
      missing,
    };
  },
  pure: true,
};

/** Smallest of the record's own cap (first lane only) and the rulebook's, in fen; null: no cap. */
export function lossCap(s: Situation, rule: RuleInForce): number | null {
  const own = s.lane === 'pre-registered' ? (s.facts.record?.lossCapFen ?? null) : null;
  if (own === null || rule.capFen === null) return own ?? rule.capFen;
  return Math.min(own, rule.capFen);
}

const LOSS_ATOMS = ['flaw.lossFen'];

export const withinLossCap: Condition = {
  atoms: () => LOSS_ATOMS,
  verdict(s: Situation, rule: RuleInForce): Verdict {
    const cap = lossCap(s, rule);
    if (cap === null) return VERDICT['no-cap'];
    const loss = lossOf(s);
    if (loss === null) return VERDICT['loss-unknown'];
    return loss <= cap ? VERDICT['loss-within-cap'] : VERDICT['loss-over-cap'];
  },
  detail: (s, rule, found) => detailOf(found, { lossFen: s.facts.flaw.lossFen, capFen: lossCap(s, rule) }),
};

/** A condition that one fact answers. */
function oneFact(fact: DecidingFact, good: 'yes' | 'no', reasons: { met: Reason; unmet: Reason }): Condition {
  const paths = [ANSWER_PATHS[fact]];
  return {
    atoms: () => paths,
    verdict(s) {
      const value = answered(s, fact);
      if (value === 'unknown') return VERDICT['fact-unknown'];
      return value === good ? VERDICT[reasons.met] : VERDICT[reasons.unmet];
    },
    detail(s, _rule, found) {
      const evidence = s.facts.answers[fact]?.evidence ?? NO_PATHS;
      if (evidence.length === 0 && found.result !== 'unknown') return NO_DETAIL;
      const missing = found.result === 'unknown' ? paths : NO_PATHS;
      return { figures: NO_FIGURES, evidence: sortedOnce(evidence), missing };
    },
    pure: true,
  };
}

export const withinPowers = oneFact('within-powers', 'yes', { met: 'within-powers', unmet: 'outside-powers' });
export const noPublicHarm = oneFact('public-harm', 'no', { met: 'no-public-harm', unmet: 'public-harm' });
export const objectionOnRecord = oneFact('objection-on-record', 'yes', {
  met: 'objection-on-record',
  unmet: 'no-objection',
});
export const unforeseeableLoss = oneFact('unforeseeable', 'yes', { met: 'unforeseeable', unmet: 'foreseeable' });
