// The red lines (不得容错). Each is always evaluated and shown, and a judgement never overrides a fact. Here `met` is
// bad: the line is crossed. Unknown is neither crossed nor clear.

import type { DecidingFact } from './facts';
import type { FindingFigures, RedLineFinding } from './finding';
import { evidenceOf, NO_FIGURES, NO_PATHS, sortedOnce } from './conditions/condition';
import type { LineInForce } from './in-force';
import { VERDICT } from './reasons';
import type { Verdict } from './reasons';
import type { RedLine } from './rulebook';
import { ANSWER_PATHS, answered, judged, lossOf } from './situation';
import type { Situation } from './situation';

export function lineVerdict(s: Situation, line: RedLine): Verdict {
  const { test } = line;
  switch (test.kind) {
    case 'fact':
      return factsVerdict(s, test.anyOf);
    case 'loss-over': {
      const loss = lossOf(s);
      if (loss === null) return VERDICT['line-loss-unknown'];
      return loss > test.fen ? VERDICT['line-loss-over'] : VERDICT['line-loss-under'];
    }
    case 'question': {
      const value = judged(s, line.code);
      return value === null ? VERDICT['line-question'] : VERDICT[`line-judged-${value}`];
    }
  }
}

function factsVerdict(s: Situation, facts: readonly DecidingFact[]): Verdict {
  let open = false;
  for (const fact of facts) {
    const value = answered(s, fact);
    if (value === 'yes') return VERDICT['line-crossed'];
    if (value === 'unknown') open = true;
  }
  return open ? VERDICT['line-unknown'] : VERDICT['line-clear'];
}

export function lineFinding(s: Situation, inForce: LineInForce): RedLineFinding {
  const { line, provision } = inForce;
  if (inForce.clear !== null && isBare(s, line)) return inForce.clear;
  const found = lineVerdict(s, line);
  const evidence = line.test.kind === 'fact' ? evidenceOf(s, line.test.anyOf) : NO_PATHS;
  const { result, reason } = found;
  const finding = {
    code: line.code,
    result,
    reason,
    figures: figuresOf(s, line),
    evidence,
    missing: result === 'unknown' ? missingOf(s, line) : NO_PATHS,
    provision,
  };
  if (isBare(s, line)) inForce.clear = Object.freeze(finding);
  return finding;
}

/** Most lines of most checks are clear and undocumented; that finding depends on the rulebook alone. */
function isBare(s: Situation, { test }: RedLine): boolean {
  if (test.kind !== 'fact') return false;
  for (const fact of test.anyOf) {
    const answer = s.facts.answers[fact];
    if (answer === undefined || answer.value !== 'no' || answer.evidence.length > 0) return false;
  }
  return true;
}

function figuresOf(s: Situation, { code, test }: RedLine): FindingFigures {
  switch (test.kind) {
    case 'fact': {
      const crossed = test.anyOf.filter(fact => answered(s, fact) === 'yes');
      return crossed.length === 0 ? NO_FIGURES : { facts: sortedOnce(crossed) };
    }
    case 'loss-over':
      return { lossFen: s.facts.flaw.lossFen, lineFen: test.fen };
    case 'question':
      return { by: s.facts.judgements[code]?.by ?? null };
  }
}

function missingOf(s: Situation, { code, test }: RedLine): readonly string[] {
  switch (test.kind) {
    case 'fact':
      return sortedOnce(test.anyOf.filter(fact => answered(s, fact) === 'unknown').map(fact => ANSWER_PATHS[fact]));
    case 'loss-over':
      return ['flaw.lossFen'];
    case 'question':
      return [`judgements.${code}`];
  }
}
