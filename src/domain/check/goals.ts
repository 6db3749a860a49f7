// What an outcome hangs on, as goals: each thing that counts by itself (a condition, one promised safeguard, one breach,
// a group, one fact of a red line), with the paths its rank depends on. Goals that share no path are independent, which
// is what makes the smallest sets of changes exact and cheap to find.

import { offerOf } from './atoms';
import type { Offer } from './atoms';
import { conditionVerdict, counts } from './book-finding';
import { CONDITIONS } from './conditions/table';
import type { BookFinding, Counterfactual, Lane } from './finding';
import type { BookInForce, RuleInForce } from './in-force';
import { CONDITION_RANK, LINE_RANK } from './outcome';
import type { Rank } from './outcome';
import { anyResult } from './reasons';
import { lineVerdict } from './redlines';
import { CONDITION_CODES } from './rulebook';
import type { RedLine } from './rulebook';
import { ANSWER_PATHS, answered, judgementPath, provisionKey } from './situation';
import type { Situation } from './situation';

export interface Goal {
  /** Its place among the goals. */
  index: number;
  readonly paths: readonly string[];
  /** The lowest rank it can ever have: a condition fails, only a red line bars. */
  readonly floor: Rank;
  rank(s: Situation): Rank;
  /** Its rank as things are, where the finding shows it. */
  readonly shown: ((finding: BookFinding) => Rank) | null;
  /** True where its rank looks at its paths alone, each of which takes a handful of values. */
  readonly pure: boolean;
}

/** One path, and all that follows from it for this rulebook whatever else the facts say. */
export interface Spot {
  readonly path: string;
  /** The goals that look at it. */
  readonly goals: readonly Goal[];
  /** The lowest rank any of them can ever have. */
  readonly floor: Rank;
  readonly offer: Offer;
  /** Where its goals look at this path alone: what each value of it leads to, a memo. Else null. */
  readonly turns: Map<string, Turn> | null;
}

export interface Turn {
  /** Lowest rank of the goals. */
  rank: Rank;
  counterfactual: Counterfactual;
}

export interface Goals {
  goals: readonly Goal[];
  byPath: ReadonlyMap<string, Spot>;
  /** Every path of the goals, sorted. */
  spots: readonly Spot[];
}

export interface Plan {
  /** Goals that only the rulebook and the lane determine. */
  fixed: readonly Goal[];
  /** Rules and groups whose goals depend on which safeguards and breaches the facts name. */
  open: readonly ((s: Situation) => readonly Goal[])[];
  /** The goals for each naming of safeguards and breaches met so far. */
  named: Map<string, Goals>;
}

const plans = new WeakMap<BookInForce, Map<Lane, Plan>>();

/** A pure memo, like the rulebook in force itself. */
export function planOf(inForce: BookInForce, lane: Lane): Plan {
  let byLane = plans.get(inForce);
  if (byLane === undefined) plans.set(inForce, (byLane = new Map()));
  let plan = byLane.get(lane);
  if (plan === undefined) byLane.set(lane, (plan = makePlan(inForce, lane)));
  return plan;
}

/** Namings remembered for one rulebook and lane. */
const REMEMBERED = 256;

/** All goals for these facts. They capture no fact: facts that name the same safeguards and breaches share them. */
export function goalsIn(plan: Plan, s: Situation): Goals {
  const naming = plan.open.length === 0 ? '' : namingOf(s);
  let goals = plan.named.get(naming);
  if (goals === undefined) {
    if (plan.named.size >= REMEMBERED) plan.named.clear();
    plan.named.set(naming, (goals = indexed([...plan.fixed, ...plan.open.flatMap(goalsOf => goalsOf(s))])));
  }
  return goals;
}

function namingOf({ facts }: Situation): string {
  let naming = facts.flaw.breaches === null ? '-' : '';
  for (const breach of facts.flaw.breaches ?? []) naming += `${provisionKey(breach)}\n`;
  for (const code of facts.record?.safeguards ?? []) naming += `\t${code}`;
  return naming;
}

function indexed(list: readonly Goal[]): Goals {
  const goals = list.map((goal, index) => ({ ...goal, index }));
  const byPath = new Map<string, Goal[]>();
  for (const goal of goals) {
    for (const path of goal.paths) {
      const sharing = byPath.get(path);
      if (sharing === undefined) byPath.set(path, [goal]);
      else sharing.push(goal);
    }
  }
  const spots = [...byPath.keys()].sort().map(path => spotOf(path, byPath.get(path) ?? []));
  return { goals, byPath: new Map(spots.map(spot => [spot.path, spot])), spots };
}

function spotOf(path: string, goals: readonly Goal[]): Spot {
  const floor = goals.reduce<Rank>((low, goal) => (goal.floor < low ? goal.floor : low), 3);
  const alone = goals.every(goal => goal.pure && goal.paths.length === 1);
  return { path, goals, floor, offer: offerOf(path), turns: alone ? new Map() : null };
}

function makePlan(inForce: BookInForce, lane: Lane): Plan {
  const fixed: Goal[] = inForce.redLines.flatMap(({ line }, i) => lineGoals(line, i));
  const open: Plan['open'][number][] = [];
  for (const rule of inForce.rules) {
    const alone = rule.group === null || (lane === 'pre-registered' && rule.ofTheRecord);
    if (!alone || !counts(rule, lane)) continue;
    if (CONDITIONS[rule.code].parts === undefined) fixed.push(conditionGoal(rule, pathsOf(rule)));
    else open.push(s => partGoals(s, rule));
  }
  inForce.groups.forEach(({ members }, i) => {
    const rules = inForce.rules.filter(rule => members.includes(rule.code) && counts(rule, lane));
    if (rules.every(rule => CONDITIONS[rule.code].parts === undefined)) fixed.push(groupGoal(rules, i, null));
    else open.push(s => [groupGoal(rules, i, s)]);
  });
  return { fixed, open, named: new Map() };
}

/** A line over several facts is clear only when each is: each is a goal of its own. */
function lineGoals(line: RedLine, i: number): Goal[] {
  const { test } = line;
  if (test.kind === 'fact') {
    return [...new Set(test.anyOf)].map(fact => ({
      index: 0,
      paths: [ANSWER_PATHS[fact]],
      floor: 0,
      rank: s => FACT_RANK[answered(s, fact)],
      shown: null,
      pure: true,
    }));
  }
  const path = test.kind === 'loss-over' ? 'flaw.lossFen' : judgementPath(line.code);
  const rank = (s: Situation): Rank => LINE_RANK[lineVerdict(s, line).result];
  const shown = (finding: BookFinding): Rank => LINE_RANK[finding.redLines[i]?.result ?? 'unknown'];
  return [{ index: 0, paths: [path], floor: 0, rank, shown, pure: test.kind === 'question' }];
}

const FACT_RANK = { yes: LINE_RANK.met, unknown: LINE_RANK.unknown, no: LINE_RANK.unmet };

function pathsOf(rule: RuleInForce): readonly string[] {
  const paths = CONDITIONS[rule.code].atoms(rule);
  const judgement = judgementPath(rule.code);
  return rule.params.confirm === true && !paths.includes(judgement) ? [...paths, judgement] : paths;
}

function conditionGoal(rule: RuleInForce, paths: readonly string[]): Goal {
  const place = CONDITION_CODES.indexOf(rule.code);
  return {
    index: 0,
    paths,
    floor: 1,
    rank: s => CONDITION_RANK[conditionVerdict(s, rule).result],
    shown: finding => CONDITION_RANK[finding.conditions[place]?.result ?? 'unknown'],
    pure: CONDITIONS[rule.code].pure === true,
  };
}

function partGoals(s: Situation, rule: RuleInForce): readonly Goal[] {
  const parts = CONDITIONS[rule.code].parts?.(s) ?? [];
  const goals: Goal[] = parts.map(part => ({
    index: 0,
    paths: part.atoms,
    floor: 1,
    rank: at => CONDITION_RANK[part.verdict(at, rule).result],
    shown: null,
    pure: false,
  }));
  // The inspector's word comes after the parts; with them it is the whole condition, which never ranks above a part.
  if (rule.params.confirm === true || parts.length === 0) goals.push(conditionGoal(rule, allPaths(s, rule)));
  return goals;
}

function allPaths(s: Situation, rule: RuleInForce): readonly string[] {
  const parts = CONDITIONS[rule.code].parts?.(s) ?? [];
  return [...new Set([...pathsOf(rule), ...parts.flatMap(part => part.atoms)])];
}

function groupGoal(rules: readonly RuleInForce[], i: number, s: Situation | null): Goal {
  const paths = rules.flatMap(rule => (s === null ? pathsOf(rule) : allPaths(s, rule)));
  return {
    index: 0,
    paths: [...new Set(paths)],
    floor: 1,
    rank: at => CONDITION_RANK[anyResult(rules, rule => conditionVerdict(at, rule).result)],
    shown: finding => CONDITION_RANK[finding.groups[i]?.result ?? 'unknown'],
    pure: rules.every(rule => CONDITIONS[rule.code].pure === true),
  };
}
