// Arbitrary facts and rulebooks for the properties of the check: few values, so that conditions really meet and miss.

import fc from 'fast-check';
import { DECIDING_FACTS } from '../../../src/domain/check/facts';
import type { Answer, Facts, Judgement } from '../../../src/domain/check/facts';
import { CONDITION_CODES } from '../../../src/domain/check/rulebook';
import type { ConditionCode, ConditionRule, RedLine, RuleNode, Rulebook } from '../../../src/domain/check/rulebook';
import { calendar, coveredFacts, fullBook } from './samples';

const often = <T>(usual: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: 3 }, { arbitrary: other, weight: 1 });

const tri = fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const);
export const day = fc.integer({ min: 1, max: 28 }).map(n => `2026-05-${String(n).padStart(2, '0')}`);
/** Around midnight in China too: 15:59 and 16:00 UTC. */
export const instant = fc
  .tuple(day, fc.constantFrom('00:00:00.000', '15:59:59.999', '16:00:00.000', '23:30:00.000'))
  .map(([on, time]) => `${on}T${time}Z`);
const orNull = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(some, { freq: 6 });
const period = fc
  .tuple(day, orNull(day))
  .map(([from, to]) => ({ from, to: to === null ? null : from < to ? to : from }));
const regions = fc.uniqueArray(fc.constantFrom('513221', '513221101', '513221101203', '513222'), { maxLength: 2 });
const activities = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 });
const level = fc.constantFrom('township' as const, 'city' as const, 'nation' as const);
const provision = fc.constantFrom({ document: 'D1', article: '5' }, { document: 'D2', article: '1' });

const answers: fc.Arbitrary<Facts['answers']> = fc
  .array(fc.record({ value: tri, on: orNull(day) }), {
    minLength: DECIDING_FACTS.length,
    maxLength: DECIDING_FACTS.length,
  })
  .chain(list =>
    fc.array(fc.boolean(), { minLength: list.length, maxLength: list.length }).map(keep => {
      const usual = coveredFacts().answers;
      const given = DECIDING_FACTS.flatMap((fact, i): [string, Answer][] => {
        const own: Answer = {
          by: 'u',
          recordedAt: null,
          evidence: [`e${i % 3}`],
          ...(list[i] ?? { value: 'no', on: null }),
        };
        return [[fact, keep[i] ? (usual[fact] ?? own) : own]];
      });
      return Object.fromEntries(given);
    }),
  );

const judgements: fc.Arbitrary<Facts['judgements']> = fc.dictionary(
  fc.constantFrom(...CONDITION_CODES, 'R01', 'R02', 'R03', 'R04'),
  fc.constantFrom<Judgement['value']>('met', 'unmet', 'unknown').map(value => ({
    value,
    by: 'i',
    reason: 'r',
    recordedAt: '2026-05-25T02:00:00.000Z',
  })),
  { maxKeys: 12 },
);

const departure = fc.record({
  document: fc.constantFrom('D1', 'D2'),
  article: fc.constantFrom('5', '1'),
  ruleLevel: level,
  authorisation: orNull(fc.record({ issuer: fc.constant('i'), level, number: fc.constant('n'), regions, period })),
});

const scope = fc.record({
  version: fc.integer({ min: 1, max: 3 }),
  recordedAt: often('2026-05-01T00:00:00.000Z', instant),
  regions: often(['513221'], regions),
  activities: often(['a', 'b'], activities),
  period: often({ from: '2026-05-01', to: null }, period),
  units: fc.constant(['u']),
  capFen: fc.constant(null),
  departures: fc.array(departure, { maxLength: 2 }),
});

const pilot = fc.record({
  code: fc.constant('P1'),
  county: fc.constant('513221'),
  field: fc.constant('f'),
  assignedFromAbove: fc.boolean(),
  states: often(
    [{ state: 'running' as const, recordedAt: '2026-05-01T00:00:00.000Z' }],
    fc.array(
      fc.record({
        state: fc.constantFrom('registered' as const, 'running' as const, 'suspended' as const),
        recordedAt: instant,
      }),
      { maxLength: 3 },
    ),
  ),
  scopes: fc.array(scope, { minLength: 1, maxLength: 2 }),
});

const record = fc.record({
  code: fc.constant('E1'),
  scopeVersion: fc.constant(1),
  flawKinds: often(['k1', 'k2'], fc.uniqueArray(fc.constantFrom('k1', 'k2', 'k3'), { maxLength: 2 })),
  safeguards: fc.uniqueArray(fc.constantFrom('s1', 's2'), { maxLength: 2 }),
  period: often({ from: '2026-05-01', to: null }, period),
  lossCapFen: orNull(fc.constantFrom(100, 200)),
  sealedAt: often('2026-05-02T00:00:00.000Z', instant),
  anchoredAt: orNull(instant),
  endedBy: often(null, fc.constantFrom('expired' as const, 'revoked' as const, null)),
  endedAt: often(null, orNull(instant)),
});

const breach = fc
  .tuple(provision, fc.constantFrom('prohibitory', 'obligatory', 'procedural', 'unknown' as const), tri)
  .map(
    ([ref, mark, departs]) => ({ ...ref, mark, departure: departs }) as NonNullable<Facts['flaw']['breaches']>[number],
  );

const flaw = fc.record({
  code: fc.constant('F1'),
  kind: often('k1', orNull(fc.constantFrom('k1', 'k3'))),
  actFrom: often('2026-05-12', orNull(day)),
  actTo: orNull(fc.constantFrom('2026-05-12', '2026-05-20', '2026-05-28')),
  regions: orNull(regions),
  activities: orNull(activities),
  breaches: orNull(fc.array(breach, { maxLength: 2 })),
  awareOn: orNull(day),
  foundOn: orNull(day),
  selfReport: fc.record({ made: tri, on: orNull(day), recordedAt: orNull(instant) }),
  amountFen: fc.constant(null),
  lossFen: orNull(fc.constantFrom(0, 100, 101, 200, 300, 1000)),
  recordedAt: orNull(instant),
});

const safeguardDone = fc.record({
  code: fc.constantFrom('s1', 's2'),
  done: tri,
  on: orNull(day),
  recordedAt: orNull(instant),
  evidence: fc.constant(['e9']),
});

const amounts = {
  amountFen: orNull(fc.integer({ min: 0, max: 500 })),
  quantity: orNull(fc.integer({ min: 0, max: 3 })),
};

const pledge = fc.record({
  code: fc.constantFrom('PL1', 'PL2'),
  giver: fc.constantFrom('G1', 'G2'),
  kind: fc.constantFrom('funds' as const, 'authority' as const, 'staff' as const),
  standings: fc.array(
    fc.record({
      standing: fc.constantFrom('claimed' as const, 'made' as const, 'disputed' as const),
      recordedAt: instant,
    }),
    { maxLength: 2 },
  ),
  documented: fc.boolean(),
  tranches: fc.array(fc.record({ dueOn: day, ...amounts, recordedAt: instant }), { maxLength: 2 }),
  deliveries: fc.array(fc.record({ on: day, ...amounts, recordedAt: instant }), { maxLength: 2 }),
  revisions: fc.array(fc.record({ on: day, ...amounts, recordedAt: instant }), { maxLength: 1 }),
});

const approval = fc.record({
  code: fc.constantFrom('A1', 'A2'),
  matter: fc.constant('m'),
  approver: fc.constant('B1'),
  termWorkdays: orNull(fc.constantFrom(0, 2, 10)),
  predecessors: fc.constant([]),
  events: fc.array(
    fc.record({
      kind: fc.constantFrom(
        'inquired',
        'path-named',
        'applied',
        'accepted',
        'returned',
        'resubmitted',
        'granted' as const,
      ),
      on: day,
      round: fc.constant(null),
      remarks: fc.array(
        fc.record({ topic: fc.constant('t'), demand: fc.constantFrom('more', 'less'), by: fc.constant('x') }),
        { maxLength: 1 },
      ),
      recordedAt: instant,
    }),
    { maxLength: 6 },
  ),
}) as fc.Arbitrary<Facts['approvals'][number]>;

const whistle = fc.record({
  code: fc.constantFrom('W1', 'W2'),
  receiver: fc.constant('B2'),
  blownAt: instant,
  dueAt: instant,
  answeredAt: orNull(instant),
});

const edit = fc.record({
  about: fc.constantFrom('scope', 'flaw', 'pledge', 'safeguard' as const),
  subject: fc.constantFrom('PL1', 'F1'),
  field: fc.constantFrom('regions', 'period.to', 'actFrom', 'done', 'lossFen'),
  from: fc.constant('x'),
  to: orNull(fc.constant('y')),
  recordedAt: instant,
}) as fc.Arbitrary<Facts['edits'][number]>;

export const arbitraryFacts: fc.Arbitrary<Facts> = fc.record({
  v: fc.constant(1 as const),
  askedOn: fc.constant('2026-06-01'),
  pilot: often<Facts['pilot']>(null, pilot).chain(p =>
    p === null
      ? fc.oneof({ weight: 9, arbitrary: pilot }, { weight: 1, arbitrary: fc.constant(null) })
      : fc.constant(p),
  ),
  record: orNull(record),
  flaw,
  safeguardsDone: fc.array(safeguardDone, { maxLength: 3 }),
  answers,
  judgements,
  pledges: fc.array(pledge, { maxLength: 2 }),
  approvals: fc.array(approval, { maxLength: 2 }),
  whistles: fc.array(whistle, { maxLength: 2 }),
  edits: fc.array(edit, { maxLength: 3 }),
  calendar: fc.constant(calendar),
}) as fc.Arbitrary<Facts>;

const params = (code: ConditionCode): fc.Arbitrary<ConditionRule['params']> =>
  fc.tuple(fc.boolean(), fc.boolean(), fc.integer({ min: 0, max: 5 })).map(([marks, remedies, confirm]) => ({
    ...(code === 'C18' && marks ? { marks: ['prohibitory', 'obligatory'] as const } : {}),
    ...(code === 'C11' && remedies ? { anyOf: ['loss-recovered', 'harm-stopped'] as const } : {}),
    ...(confirm === 0 ? { confirm: true } : {}),
  }));

const nodes: fc.Arbitrary<RuleNode[]> = fc
  .uniqueArray(fc.constantFrom(...CONDITION_CODES), { minLength: 1, maxLength: 9 })
  .chain(codes =>
    fc.tuple(
      fc.tuple(...codes.map(code => params(code).map(p => ({ code, params: p, basis: {} })))),
      fc.integer({ min: 0, max: 4 }),
    ),
  )
  .map(([rules, grouped]): RuleNode[] =>
    grouped < 2 || rules.length < grouped
      ? rules
      : [{ anyOf: rules.slice(0, grouped), basis: {} }, ...rules.slice(grouped)],
  );

export const redLine: fc.Arbitrary<RedLine> = fc
  .tuple(
    fc.constantFrom('R01', 'R02', 'R03', 'R04'),
    fc.oneof<fc.Arbitrary<RedLine['test']>[]>(
      fc
        .uniqueArray(fc.constantFrom(...DECIDING_FACTS), { minLength: 1, maxLength: 2 })
        .map(anyOf => ({ kind: 'fact', anyOf })),
      fc.constantFrom(100, 300).map(fen => ({ kind: 'loss-over', fen })),
      fc.constant({ kind: 'question' }),
    ),
  )
  .map(([code, test]) => ({ code, title: { zh: code, en: code }, test, basis: {} }));

const basis = { document: 'Rule', article: '1' };

export const arbitraryBook = (code = 'B'): fc.Arbitrary<Rulebook> =>
  fc
    .record({
      conditions: nodes,
      redLines: fc.uniqueArray(redLine, { selector: line => line.code, maxLength: 3 }),
      effect: fc.constantFrom('shall-exempt' as const, 'may-exempt' as const, 'lighter' as const),
      anchoring: fc.constantFrom('required' as const, 'shown' as const),
      cap: orNull(fc.constantFrom(100, 300)),
      report: orNull(fc.constantFrom(0, 3)),
      emergency: orNull(fc.constantFrom(0, 3)),
    })
    .map(({ cap, report, emergency, ...rest }) =>
      fullBook({
        ...rest,
        code,
        caps: { lossFen: cap, basis },
        terms: {
          ...(report === null ? {} : { 'self-report': { workdays: report, basis } }),
          ...(emergency === null ? {} : { 'emergency-report': { workdays: emergency, basis } }),
        },
      }),
    );
