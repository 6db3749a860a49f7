// One rulebook applied to one situation: every condition, every group, every red line, always all of them, and the rank
// they leave. Being covered never skips a rule.

import { NO_DETAIL, NO_FIGURES, NO_PATHS } from './conditions/condition';
import type { Detail } from './conditions/condition';
import { CONDITIONS } from './conditions/table';
import { editsFor, NO_EDITS } from './edits';
import type { Judgement } from './facts';
import type { BookFinding, ConditionFinding, FindingFigures, Lane, RedLineFinding, Result } from './finding';
import type { BookInForce, RuleInForce } from './in-force';
import { CONDITION_RANK, LINE_RANK, outcomeOf, RECORD_PART } from './outcome';
import type { Rank } from './outcome';
import { anyResult, VERDICT } from './reasons';
import type { Reason, Verdict } from './reasons';
import { lineFinding } from './redlines';
import { CONDITION_CODES, RECORD_CONDITIONS } from './rulebook';
import type { ConditionCode } from './rulebook';
import { judgedOr } from './situation';
import type { Situation } from './situation';

const OF_THE_RECORD: ReadonlySet<ConditionCode> = new Set(RECORD_CONDITIONS);

/** C07 is asked in both lanes; the other record conditions belong to the first alone. */
export function counts(rule: RuleInForce, lane: Lane): boolean {
  if (!rule.ofTheRecord) return rule.asked;
  return lane === 'pre-registered' || (rule.code === 'C07' && rule.asked);
}

/** Figures that are not enough by themselves wait for the inspector's word; an answer already given is not asked again. */
export function confirmed(s: Situation, rule: RuleInForce, found: Verdict): Verdict {
  if (rule.params.confirm !== true || found.result !== 'met' || found.reason === 'judged-met') return found;
  return judgedOr(s, rule.code, 'confirm');
}

export function conditionVerdict(s: Situation, rule: RuleInForce): Verdict {
  return confirmed(s, rule, CONDITIONS[rule.code].verdict(s, rule));
}

export function applyBook(s: Situation, inForce: BookInForce): BookFinding {
  const conditions: ConditionFinding[] = [];
  for (const rule of inForce.rules) conditions.push(conditionFinding(s, rule));
  const redLines: RedLineFinding[] = [];
  for (const line of inForce.redLines) redLines.push(lineFinding(s, line));
  const groups = inForce.groups.map(({ group, members }) => {
    const result = anyResult(members, code => memberResult(conditions[indexOf(code)]));
    return { group, result, members };
  });
  const rank = rankOfAll(s.lane, { conditions, groups, redLines });
  const { code, version, effect } = inForce.book;
  const outcome = outcomeOf(s.lane, rank);
  const recordPart = s.lane === 'pre-registered' ? (RECORD_PART[recordRank(conditions, redLines)] ?? null) : null;
  return { rulebook: { code, version }, effect, outcome, conditions, groups, redLines, recordPart };
}

const PLACES = Object.fromEntries(CONDITION_CODES.map((code, i) => [code, i])) as Record<ConditionCode, number>;
const indexOf = (code: ConditionCode): number => PLACES[code];

function resultOf(conditions: readonly ConditionFinding[], code: ConditionCode): Result {
  return conditions[indexOf(code)]?.result ?? 'unknown';
}

/** In a group, a condition of the other lane neither helps nor harms. */
const memberResult = (finding: ConditionFinding | undefined): Result =>
  finding?.decides === true ? finding.result : 'not-applicable';

/** Members of a group decide through it, except those that the lane itself asks for. */
export function decidesAlone(finding: Pick<ConditionFinding, 'code' | 'decides' | 'group'>, lane: Lane): boolean {
  return finding.decides && (finding.group === null || (lane === 'pre-registered' && OF_THE_RECORD.has(finding.code)));
}

type Parts = Pick<BookFinding, 'conditions' | 'groups' | 'redLines'>;

function rankOfAll(lane: Lane, { conditions, groups, redLines }: Parts): Rank {
  let rank: Rank = 3;
  for (const line of redLines) rank = lower(rank, LINE_RANK[line.result]);
  for (const group of groups) rank = lower(rank, CONDITION_RANK[group.result]);
  for (const finding of conditions) if (decidesAlone(finding, lane)) rank = lower(rank, CONDITION_RANK[finding.result]);
  return rank;
}

const lower = (a: Rank, b: Rank): Rank => (b < a ? b : a);

function recordRank(conditions: readonly ConditionFinding[], redLines: readonly RedLineFinding[]): Rank {
  let rank: Rank = 3;
  for (const line of redLines) rank = lower(rank, LINE_RANK[line.result]);
  for (const code of RECORD_CONDITIONS) rank = lower(rank, CONDITION_RANK[resultOf(conditions, code)]);
  return rank;
}

function conditionFinding(s: Situation, rule: RuleInForce): ConditionFinding {
  if (counts(rule, s.lane)) return activeFinding(s, rule);
  if (rule.code === 'C01' && s.facts.record !== null) return lateFinding(s, rule);
  if (!rule.ofTheRecord || rule.code === 'C07') return idleFinding(rule, 'not-asked');
  return idleFinding(rule, s.facts.record === null ? 'no-record' : 'other-lane');
}

const JUDGED: ReadonlySet<Reason> = new Set(['judged-met', 'judged-unmet', 'judged-unknown']);

function activeFinding(s: Situation, rule: RuleInForce): ConditionFinding {
  const condition = CONDITIONS[rule.code];
  const found = confirmed(s, rule, condition.verdict(s, rule));
  const detail = condition.detail(s, rule, found);
  const answer = JUDGED.has(found.reason) ? s.facts.judgements[rule.code] : undefined;
  if (answer === undefined && detail === NO_DETAIL && s.facts.edits.length === 0) return plainFinding(rule, found);
  return {
    code: rule.code,
    result: found.result,
    decides: true,
    reason: found.reason,
    figures: answer === undefined ? detail.figures : answeredBy(detail.figures, answer),
    evidence: detail.evidence,
    missing: answer?.value === 'unknown' ? [`judgements.${rule.code}`] : detail.missing,
    edits: editsFor(s, rule.code),
    provision: rule.provision,
    distinction: rule.tag.distinction,
    element: rule.tag.element,
    group: rule.group,
  };
}

const answeredBy = (figures: FindingFigures, { by }: Judgement): FindingFigures =>
  figures === NO_FIGURES ? { by } : { ...figures, by };

/** Nothing was changed later and no figure or evidence is shown: the finding depends on the rulebook alone. */
function plainFinding(rule: RuleInForce, { result, reason }: Verdict): ConditionFinding {
  let finding = rule.plain.get(reason);
  if (finding === undefined) {
    finding = Object.freeze({ ...makeIdle(rule, { result, reason }), decides: true });
    rule.plain.set(reason, finding);
  }
  return finding;
}

/** A record sealed too late is shown with its days and decides nothing: it never opens the first lane. */
function lateFinding(s: Situation, rule: RuleInForce): ConditionFinding {
  return { ...activeFinding(s, rule), decides: false };
}

function idleFinding(rule: RuleInForce, reason: Reason): ConditionFinding {
  let finding = rule.idle.get(reason);
  if (finding === undefined) rule.idle.set(reason, (finding = Object.freeze(makeIdle(rule, VERDICT[reason]))));
  return finding;
}

function makeIdle(rule: RuleInForce, { result, reason }: Pick<Verdict, 'result' | 'reason'>): ConditionFinding {
  const { figures, evidence }: Detail = NO_DETAIL;
  return {
    code: rule.code,
    result,
    decides: false,
    reason,
    figures,
    evidence,
    missing: NO_PATHS,
    edits: NO_EDITS,
    provision: rule.provision,
    distinction: rule.tag.distinction,
    element: rule.tag.element,
    group: rule.group,
  };
}
