// The rulebook WC-513221@2 for json-rules-engine and Cedar, over the flat facts of check-facts.mjs. Each is given the
// way that costs it least: one rule (policy) for covered, one for barred.
//
// What they do NOT do, and the check does in the time it is measured with: working days, the five values (a missing
// fact is simply not permitted, whether it is unmet, unknown or for people), the scope version in force on the first
// day, authorisations of departures, the any-of groups by themselves, figures, evidence, provision and later edits of
// every condition, causes, both rulebooks of 从旧兼从轻, and the smallest sets of facts that would change the outcome.
import jsonRules from 'json-rules-engine';
import { require } from './compiled.mjs';
import { rulebook } from './check-facts.mjs';

const cedar = require('@cedar-policy/cedar-wasm/nodejs');

const CAP = rulebook.caps.lossFen;
const conditionOf = code => rulebook.conditions.flatMap(node => node.anyOf ?? [node]).find(one => one.code === code);
const REMEDIES = conditionOf('C11').params.anyOf;
const BAD_MARKS = [...conditionOf('C18').params.marks, 'unknown'];
const JUDGED = ['C13', 'C14', 'C15'];

const test = (fact, operator, value) => ({ fact, operator, value });
const is = (fact, value) => test(fact, 'equal', value);
const other = fact => ({ fact });

function lineIsMet({ code, test: { kind, anyOf, fen } }) {
  if (kind === 'loss-over') return [test('lossFen', 'greaterThan', fen)];
  return kind === 'question' ? [is(code, 'met')] : anyOf.map(fact => is(fact, 'yes'));
}

function lineIsClear({ code, test: { kind, anyOf, fen } }) {
  if (kind === 'loss-over') return [test('lossFen', 'lessThanInclusive', fen)];
  return kind === 'question' ? [is(code, 'unmet')] : anyOf.map(fact => is(fact, 'no'));
}

const RECORD = [
  test('sealedDay', 'lessThan', other('actFrom')), // C01
  test('recordFrom', 'lessThanInclusive', other('actFrom')), // C02
  test('recordTo', 'greaterThanInclusive', other('actTo')),
  is('recordEnded', 'no'),
  is('pilotState', 'running'),
  test('townships', 'everyFact:in', other('scopeTownships')), // C03
  test('scopeFrom', 'lessThanInclusive', other('actFrom')), // C04
  test('scopeTo', 'greaterThanInclusive', other('actTo')),
  test('activities', 'everyFact:in', other('scopeActivities')), // C05
  test('flawKind', 'in', other('flawKinds')), // C06
  test('departures', 'everyFact:equal', 'no'), // C07, as far as it goes
  test('safeguards', 'everyFact:equal', 'yes'), // C08
  test('safeguardsBy', 'lessThanInclusive', other('actFrom')),
  test('safeguardsRecordedBy', 'lessThan', other('actFrom')),
];
const inTimeAfterEmergency = [
  is('emergency', 'yes'),
  is('reported-afterwards', 'yes'),
  test('laterReportDay', 'lessThanInclusive', other('laterReportDue')),
];
const OTHERS = [
  { any: [is('collective-decision', 'yes'), { all: inTimeAfterEmergency }, is('objection-on-record', 'yes')] }, // C09, C19
  is('reportMade', 'yes'), // C10
  test('reportDay', 'lessThanInclusive', other('reportDue')),
  { any: [...REMEDIES, 'unforeseeable'].map(fact => is(fact, 'yes')) }, // C11, C20
  test('lossFen', 'lessThanInclusive', other('lossCapFen')), // C12
  test('lossFen', 'lessThanInclusive', CAP),
  ...JUDGED.map(code => is(code, 'met')),
  is('within-powers', 'yes'), // C16
  is('public-harm', 'no'), // C17
  test('breachMarks', 'everyFact:notIn', BAD_MARKS), // C18
];

/** @returns `async plain => verdict` */
export function jsonRulesEngine() {
  const engine = new jsonRules.Engine([], { allowUndefinedFacts: true });
  const covered = [...RECORD, ...OTHERS, ...rulebook.redLines.flatMap(lineIsClear)];
  engine.addRule({ conditions: { all: covered }, event: { type: 'covered' } });
  engine.addRule({ conditions: { any: rulebook.redLines.flatMap(lineIsMet) }, event: { type: 'barred' } });
  return async plain => {
    const { events } = await engine.run(plain);
    return events[0]?.type ?? 'neither';
  };
}

const fact = name => `context["${name}"]`;
const list = values => `[${values.map(value => JSON.stringify(value)).join(', ')}]`;

function cedarLine({ code, test: { kind, anyOf, fen } }) {
  if (kind === 'loss-over') return [`(context has lossFen && context.lossFen > ${fen})`];
  return kind === 'question' ? [`${fact(code)} == "met"`] : anyOf.map(name => `${fact(name)} == "yes"`);
}

function cedarClear({ code, test: { kind, anyOf, fen } }) {
  if (kind === 'loss-over') return [`context.lossFen <= ${fen}`];
  return kind === 'question' ? [`${fact(code)} == "unmet"`] : anyOf.map(name => `${fact(name)} == "no"`);
}

const CEDAR_COVERED = [
  'context has lossFen', // a comparison with what is absent would be an error, and an erring policy is skipped
  'context.sealedDay < context.actFrom',
  'context.recordFrom <= context.actFrom && context.recordTo >= context.actTo',
  'context.recordEnded == "no" && context.pilotState == "running"',
  'context.scopeTownships.containsAll(context.townships)',
  'context.scopeFrom <= context.actFrom && context.scopeTo >= context.actTo',
  'context.scopeActivities.containsAll(context.activities)',
  'context.flawKinds.contains(context.flawKind)',
  '["no"].containsAll(context.departures)',
  '["yes"].containsAll(context.safeguards)',
  'context.safeguardsBy <= context.actFrom && context.safeguardsRecordedBy < context.actFrom',
  `(${fact('collective-decision')} == "yes" || ${fact('objection-on-record')} == "yes" || (${fact('emergency')} == "yes"
    && ${fact('reported-afterwards')} == "yes" && context.laterReportDay <= context.laterReportDue))`,
  'context.reportMade == "yes" && context.reportDay <= context.reportDue',
  `(${[...REMEDIES, 'unforeseeable'].map(name => `${fact(name)} == "yes"`).join(' || ')})`,
  `context.lossFen <= context.lossCapFen && context.lossFen <= ${CAP}`,
  ...JUDGED.map(code => `${fact(code)} == "met"`),
  `${fact('within-powers')} == "yes" && ${fact('public-harm')} == "no"`,
  `!context.breachMarks.containsAny(${list(BAD_MARKS)})`,
];

/** @returns `plain => verdict` */
export function cedarWasm() {
  const covered = [...CEDAR_COVERED, ...rulebook.redLines.flatMap(cedarClear)].join(' && ');
  const barred = rulebook.redLines.flatMap(cedarLine).join(' || ');
  const policies = {
    staticPolicies: {
      covered: `permit (principal, action, resource) when { ${covered} };`,
      barred: `forbid (principal, action, resource) when { ${barred} };`,
    },
  };
  const parsed = cedar.preparsePolicySet('rulebook', policies);
  if (parsed.type !== 'success') throw new Error(`Cedar refuses the rulebook: ${JSON.stringify(parsed.errors)}`);
  const call = {
    principal: { type: 'Unit', id: 'township' },
    action: { type: 'Action', id: 'check' },
    resource: { type: 'Flaw', id: 'flaw' },
    preparsedPolicySetId: 'rulebook',
    entities: [],
  };
  return plain => {
    const answer = cedar.statefulIsAuthorized({ ...call, context: plain });
    if (answer.type !== 'success') throw new Error(JSON.stringify(answer.errors));
    const { decision, diagnostics } = answer.response;
    if (diagnostics.errors.length > 0) throw new Error(JSON.stringify(diagnostics.errors));
    if (decision === 'allow') return 'covered';
    return diagnostics.reason.includes('barred') ? 'barred' : 'neither';
  };
}
