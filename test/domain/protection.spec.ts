import fc from 'fast-check';
import { DECISION_KINDS, type DecisionKind } from '../../src/domain/claim/claim';
import { addDays } from '../../src/domain/period';
import { protectionOn, type ProtectedMatter, type ServedDecision } from '../../src/domain/claim/protection';

const served = (kind: DecisionKind, servedOn: string, validThrough: string | null = null): ServedDecision => ({
  code: `RD-${servedOn}`,
  kind,
  servedOn,
  validThrough,
});
const matter = (changes: Partial<ProtectedMatter>): ProtectedMatter => ({
  served: [],
  clearedOn: null,
  claimed: true,
  ...changes,
});
const JULY = '2026-07-01';

it.each<[string, ProtectedMatter, string, string, string]>([
  ['no claim at all', matter({ claimed: false }), JULY, 'no-decision', 'no-claim'],
  ['a claim still running', matter({}), JULY, 'no-decision', 'not-served'],
  ['the day before serving', matter({ served: [served('exempt', '2026-07-02')] }), JULY, 'no-decision', 'not-served'],
  ['the day of serving', matter({ served: [served('exempt', JULY)] }), JULY, 'must-not-count', 'exempted'],
  [
    'the last valid day',
    matter({ served: [served('exempt', JULY, '2026-07-31')] }),
    '2026-07-31',
    'must-not-count',
    'exempted',
  ],
  [
    'the day after it',
    matter({ served: [served('exempt', JULY, '2026-07-31')] }),
    '2026-08-01',
    'may-count',
    'expired',
  ],
  ['mitigated', matter({ served: [served('mitigated', JULY)] }), JULY, 'may-count', 'as-decided'],
  ['reduced', matter({ served: [served('reduced', JULY)] }), JULY, 'may-count', 'as-decided'],
  ['lenient', matter({ served: [served('lenient', JULY)] }), JULY, 'may-count', 'as-decided'],
  ['refused', matter({ served: [served('refused', JULY)] }), JULY, 'may-count', 'refused'],
  [
    'exempted in review',
    matter({ served: [served('refused', '2026-06-01'), served('exempt', JULY)] }),
    JULY,
    'must-not-count',
    'exempted',
  ],
  [
    'overturned in review',
    matter({ served: [served('exempt', '2026-06-01'), served('refused', JULY)] }),
    JULY,
    'may-count',
    'overturned',
  ],
  [
    'not yet overturned',
    matter({ served: [served('exempt', '2026-06-01'), served('refused', '2026-07-02')] }),
    JULY,
    'must-not-count',
    'exempted',
  ],
  [
    'cleared',
    matter({ served: [served('exempt', '2026-05-01', '2026-06-01')], clearedOn: JULY }),
    JULY,
    'must-not-count',
    'cleared',
  ],
  [
    'cleared only later',
    matter({ served: [served('refused', '2026-05-01')], clearedOn: '2026-07-02' }),
    JULY,
    'may-count',
    'refused',
  ],
])('%s', (_, facts, day, answer, reason) => {
  expect(protectionOn(facts, day)).toMatchObject({ answer, reason });
});

it('protects by nothing but an exemption in force or a clearance, on any day', () => {
  const days = fc.integer({ min: 0, max: 60 }).map(n => addDays('2026-06-01', n));
  const decision = fc.record({
    code: fc.constant('RD'),
    kind: fc.constantFrom(...DECISION_KINDS),
    servedOn: days,
    validThrough: fc.option(days),
  });
  const list = fc
    .array(decision, { maxLength: 3 })
    .map(all => [...all].sort((a, b) => (a.servedOn < b.servedOn ? -1 : 1)));
  fc.assert(
    fc.property(list, days, fc.option(days), (decisions, day, clearedOn) => {
      const { answer, decision: inForce } = protectionOn({ served: decisions, clearedOn, claimed: true }, day);
      const cleared = clearedOn !== null && clearedOn <= day;
      const last = decisions.filter(one => one.servedOn <= day).at(-1) ?? null;
      const exempted = last?.kind === 'exempt' && (last.validThrough === null || last.validThrough >= day);
      expect(answer === 'must-not-count').toBe(cleared || exempted);
      expect(answer === 'no-decision').toBe(!cleared && last === null);
      expect(inForce).toBe(last);
    }),
  );
});
