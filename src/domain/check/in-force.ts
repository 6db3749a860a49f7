// A rulebook made ready for checking: each condition with its parameters, terms and provision, the groups, and the red
// lines in order of their codes. A pure memo keyed by the rulebook object, which is a value and must not be changed.

import { refusals } from '../errors';
import type { ConditionFinding, RedLineFinding } from './finding';
import { CONDITION_CODES, RECORD_CONDITIONS } from './rulebook';
import type { Basis, ConditionCode, ConditionParams, ConditionRule, RedLine, Rulebook } from './rulebook';
import { TAGS } from './tags';
import type { Tag } from './tags';

export const checkRefusal = refusals({
  'check.no-rulebook': {
    kind: 'invalid',
    zh: '行为发生地在行为日和核对日均无生效的容错清单，不能核对',
    en: 'no rulebook was in force on the day of the act or is in force now; nothing can be checked',
  },
  'check.rule-twice': {
    kind: 'invalid',
    zh: '容错清单 {book} 把条件 {code} 列了两次',
    en: 'rulebook {book} asks for condition {code} twice',
  },
});

export type Provision = ConditionFinding['provision'];

/** One condition as this rulebook has it; terms in working days, cap in fen. */
export interface RuleInForce {
  code: ConditionCode;
  tag: Tag;
  /** One of C01 to C08, which belong to the first lane. */
  ofTheRecord: boolean;
  asked: boolean;
  /** Number of its any-of group, from 1; null: stands alone. */
  group: number | null;
  params: ConditionParams;
  provision: Provision;
  anchoring: Rulebook['anchoring'];
  emergencyTerm: number | null;
  reportTerm: number | null;
  capFen: number | null;
  /** Findings that look at no fact, made once for each reason: not asked, other lane. */
  idle: Map<string, ConditionFinding>;
  /** Findings that decide and show nothing of the facts but their reason, made once for each. */
  plain: Map<string, ConditionFinding>;
}

export interface LineInForce {
  line: RedLine;
  provision: Provision;
  /** The finding of a line that no fact touches and nobody documented, made once. */
  clear: RedLineFinding | null;
}

export interface BookInForce {
  book: Rulebook;
  rules: readonly RuleInForce[];
  byCode: ReadonlyMap<ConditionCode, RuleInForce>;
  groups: readonly { group: number; members: readonly ConditionCode[] }[];
  redLines: readonly LineInForce[];
  /** Limits of the red lines on loss, in fen. */
  lossLines: readonly number[];
}

const OF_THE_RECORD: ReadonlySet<ConditionCode> = new Set(RECORD_CONDITIONS);

const prepared = new WeakMap<Rulebook, BookInForce>();

/** @throws Refusal check.rule-twice */
export function inForce(book: Rulebook): BookInForce {
  let ready = prepared.get(book);
  if (ready === undefined) prepared.set(book, (ready = prepare(book)));
  return ready;
}

interface Asked {
  rule: ConditionRule;
  group: number | null;
  /** The group's own basis, for members without one. */
  basis: Basis;
}

function prepare(book: Rulebook): BookInForce {
  const groups: { group: number; members: readonly ConditionCode[] }[] = [];
  const asked = new Map<ConditionCode, Asked>();
  const ask = (rule: ConditionRule, group: number | null, basis: Basis): void => {
    if (asked.has(rule.code)) {
      throw checkRefusal('check.rule-twice', { figures: { book: `${book.code} v${book.version}`, code: rule.code } });
    }
    asked.set(rule.code, { rule, group, basis });
  };
  for (const node of book.conditions) {
    if (!('anyOf' in node)) ask(node, null, node.basis);
    else {
      const group = groups.length + 1;
      groups.push({ group, members: node.anyOf.map(member => member.code).sort() });
      for (const member of node.anyOf) ask(member, group, node.basis);
    }
  }
  const rules = CONDITION_CODES.map(code => ruleOf(book, code, asked.get(code)));
  const redLines = [...book.redLines]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map(line => ({ line, provision: provisionOf(book, line.basis), clear: null }));
  const lossLines = book.redLines.flatMap(({ test }) => (test.kind === 'loss-over' ? [test.fen] : []));
  return { book, rules, byCode: new Map(rules.map(rule => [rule.code, rule])), groups, redLines, lossLines };
}

function ruleOf(book: Rulebook, code: ConditionCode, asked: Asked | undefined): RuleInForce {
  const basis = asked === undefined ? {} : isEmpty(asked.rule.basis) ? asked.basis : asked.rule.basis;
  return {
    code,
    tag: TAGS[code],
    ofTheRecord: OF_THE_RECORD.has(code),
    asked: asked !== undefined,
    group: asked?.group ?? null,
    params: asked?.rule.params ?? {},
    provision: provisionOf(book, basis),
    anchoring: book.anchoring,
    emergencyTerm: book.terms['emergency-report']?.workdays ?? null,
    reportTerm: book.terms['self-report']?.workdays ?? null,
    capFen: book.caps.lossFen,
    idle: new Map(),
    plain: new Map(),
  };
}

const isEmpty = (basis: Basis): boolean => Object.keys(basis).length === 0;

/** A value without a basis of its own rests on the rulebook's source. */
function provisionOf(book: Rulebook, basis: Basis): Provision {
  return Object.freeze({
    document: basis.document ?? book.source.document,
    article: basis.article ?? (basis.document === undefined ? book.source.article : ''),
    setting: basis.setting === true,
  });
}
