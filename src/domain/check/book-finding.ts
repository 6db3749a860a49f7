// One rulebook applied to one situation: every condition, every group, every red line, always all of them, and the rank
// they leave. Being covered never skips a rule.

import { NO_DETAIL, NO_PATHS } from './conditions/condition';
import type { Detail } from './conditions/condition';
import { CONDITIONS } from './conditions/table';
import { editsFor, NO_EDITS } from './edits';
import type { BookFinding, ConditionFinding, Lane, RedLineFinding, Result } from './finding';
import type { BookInForce, RuleInForce } from './in-force';
import { CONDITION_RANK, LINE_RANK, outcomeOf, RECORD_PART } from './outcome';
import type { Rank } from './outcome';
import { anyResult, VERDICT } from './reasons';
import type { Reason, Verdict } from './reasons';
import { lineFinding } from './redlines';
import { RECORD_CONDITIONS } from './rulebook';
import type { ConditionCode } from './rulebook';
import { judgedOr } from './situation';
import type { Situation } from './situation';
import { TAGS } from './tags';

const OF_THE_RECORD: ReadonlySet<ConditionCode> = new Set(RECORD_CONDITIONS);

/** C07 is asked in both lanes; the other record conditions belong to the first alone. */
export function counts(rule: RuleInForce, lane: Lane): boolean {
  if (!OF_THE_RECORD.has(rule.code)) return rule.asked;
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
  const conditions = inForce.rules.map(rule => conditionFinding(s, rule));
  const redLines = inForce.redLines.map(line => lineFinding(s, line));
  const groups = inForce.groups.map(({ group, members }) => {
    const result = anyResult(members.map(code => memberResult(conditions[indexOf(code)])));
    return { group, result, members };
  });
  const rank = rankOfAll(s.lane, { conditions, groups, redLines });
  const { code, version, effect } = inForce.book;
  const outcome = outcomeOf(s.lane, rank);
  const recordPart = s.lane === 'pre-registered' ? (RECORD_PART[recordRank(conditions, redLines)] ?? null) : null;
  return { rulebook: { code, version }, effect, outcome, conditions, groups, redLines, recordPart };
}

const indexOf = (code: ConditionCode): number => Number(code.slice(1)) - 1;

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
  const ofTheRecord = OF_THE_RECORD.has(rule.code) && rule.code !== 'C07';
  if (!ofTheRecord) return idleFinding(rule, 'not-asked');
  return idleFinding(rule, s.facts.record === null ? 'no-record' : 'other-lane');
}

const JUDGED: ReadonlySet<Reason> = new Set(['judged-met', 'judged-unmet', 'judged-unknown']);

function activeFinding(s: Situation, rule: RuleInForce): ConditionFinding {
  const condition = CONDITIONS[rule.code];
  const found = confirmed(s, rule, condition.verdict(s, rule));
  const detail = condition.detail(s, rule, found);
  const answer = JUDGED.has(found.reason) ? s.facts.judgements[rule.code] : undefined;
  return {
    code: rule.code,
    result: found.result,
    decides: true,
    reason: found.reason,
    figures: answer === undefined ? detail.figures : { ...detail.figures, by: answer.by },
    evidence: detail.evidence,
    missing: answer?.value === 'unknown' ? [`judgements.${rule.code}`] : detail.missing,
    edits: editsFor(s, rule.code),
    provision: rule.provision,
    distinction: TAGS[rule.code].distinction,
    element: TAGS[rule.code].element,
    group: rule.group,
  };
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

function makeIdle(rule: RuleInForce, { result, reason }: Verdict): ConditionFinding {
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
    distinction: TAGS[rule.code].distinction,
    element: TAGS[rule.code].element,
    group: rule.group,
  };
}
