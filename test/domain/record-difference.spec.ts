import fc from 'fast-check';
import { RISK_GRADES } from '../../src/domain/exemption';
import { recordDifferences, type ComparedRecord } from '../../src/domain/record-difference';

const record: ComparedRecord = {
  pilotId: 'pilot-1',
  scopeNumber: 1,
  flawKinds: ['built-before-approval', 'no-tender'],
  risks: [{ text: '用地手续办结前开工', grade: 'medium' }],
  safeguards: ['collective-decision', 'public-notice'],
  approvals: ['approval-1'],
  pledges: ['pledge-1'],
  lossCapFen: 1_000,
  period: { from: '2026-03-01', to: '2026-12-31' },
};

describe('differences between two exemption records', () => {
  it.each<[string, Partial<ComparedRecord>, object[]]>([
    ['nothing', {}, []],
    [
      'a kind more is looser',
      { flawKinds: ['no-tender', 'built-before-approval', 'report-late'] },
      [{ field: 'flawKinds', added: ['report-late'], removed: [], looser: true }],
    ],
    [
      'a kind less is not',
      { flawKinds: ['no-tender'] },
      [{ field: 'flawKinds', added: [], removed: ['built-before-approval'], looser: false }],
    ],
    ['the order of kinds says nothing', { flawKinds: ['no-tender', 'built-before-approval'] }, []],
    [
      'a safeguard less is looser',
      { safeguards: ['collective-decision', 'legal-review'] },
      [{ field: 'safeguards', added: ['legal-review'], removed: ['public-notice'], looser: true }],
    ],
    [
      'a safeguard more is not',
      { safeguards: [...record.safeguards, 'legal-review'] },
      [{ field: 'safeguards', added: ['legal-review'], removed: [], looser: false }],
    ],
    [
      'an approval no longer leaned on',
      { approvals: [] },
      [{ field: 'approvals', added: [], removed: ['approval-1'], looser: true }],
    ],
    [
      'a pledge more',
      { pledges: ['pledge-1', 'pledge-2'] },
      [{ field: 'pledges', added: ['pledge-2'], removed: [], looser: false }],
    ],
    [
      'a risk graded lower is looser',
      { risks: [{ text: '用地手续办结前开工', grade: 'low' }] },
      [
        {
          field: 'risks',
          added: [{ text: '用地手续办结前开工', grade: 'low' }],
          removed: [{ text: '用地手续办结前开工', grade: 'medium' }],
          looser: true,
        },
      ],
    ],
    [
      'a risk graded higher is not',
      { risks: [{ text: '用地手续办结前开工', grade: 'high' }] },
      [
        {
          field: 'risks',
          added: [{ text: '用地手续办结前开工', grade: 'high' }],
          removed: [{ text: '用地手续办结前开工', grade: 'medium' }],
          looser: false,
        },
      ],
    ],
    ['no cap any more', { lossCapFen: null }, [{ field: 'lossCapFen', before: 1_000, after: null, looser: true }]],
    ['a higher cap', { lossCapFen: 1_001 }, [{ field: 'lossCapFen', before: 1_000, after: 1_001, looser: true }]],
    ['a lower cap', { lossCapFen: 999 }, [{ field: 'lossCapFen', before: 1_000, after: 999, looser: false }]],
    [
      'no end any more',
      { period: { from: '2026-03-01', to: null } },
      [{ field: 'period', before: record.period, after: { from: '2026-03-01', to: null }, looser: true }],
    ],
    [
      'a day longer',
      { period: { from: '2026-02-28', to: '2026-12-31' } },
      [{ field: 'period', before: record.period, after: { from: '2026-02-28', to: '2026-12-31' }, looser: true }],
    ],
    [
      'moved, and no longer',
      { period: { from: '2027-03-01', to: '2027-12-31' } },
      [{ field: 'period', before: record.period, after: { from: '2027-03-01', to: '2027-12-31' }, looser: false }],
    ],
    ['another scope version', { scopeNumber: 2 }, [{ field: 'scopeNumber', before: 1, after: 2, looser: false }]],
    [
      'of another pilot only what can be compared',
      { pilotId: 'pilot-2', scopeNumber: 7, approvals: ['approval-9'], pledges: [], lossCapFen: null },
      [{ field: 'lossCapFen', before: 1_000, after: null, looser: false }],
    ],
  ])('%s', (_, changes, expected) => {
    expect(recordDifferences(record, { ...record, ...changes })).toEqual(expected);
  });

  const codes = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
  const records: fc.Arbitrary<ComparedRecord> = fc.record({
    pilotId: fc.constant('pilot-1'),
    scopeNumber: fc.integer({ min: 1, max: 3 }),
    flawKinds: codes,
    risks: fc.uniqueArray(
      fc.record({ text: fc.constantFrom('甲', '乙', '丙'), grade: fc.constantFrom(...RISK_GRADES) }),
      { selector: risk => risk.text },
    ),
    safeguards: codes,
    approvals: codes,
    pledges: codes,
    lossCapFen: fc.option(fc.integer({ min: 0, max: 3 })),
    period: fc.constantFrom(
      { from: '2026-03-01', to: '2026-12-31' },
      { from: '2026-03-02', to: '2026-12-31' },
      { from: '2026-03-01', to: null },
    ),
  });

  it('is empty exactly between records that say the same', () => {
    const said = ({ flawKinds, risks, safeguards, approvals, pledges, ...rest }: ComparedRecord) => ({
      ...rest,
      lists: [flawKinds, safeguards, approvals, pledges].map(list => [...list].sort()),
      risks: risks.map(({ text, grade }) => `${text}${grade}`).sort(),
    });
    fc.assert(
      fc.property(records, records, (one, other) => {
        expect(recordDifferences(one, one)).toEqual([]);
        const same = JSON.stringify(said(one)) === JSON.stringify(said(other));
        expect(recordDifferences(one, other).length === 0).toBe(same);
      }),
    );
  });

  it('read backwards names the same fields with the sides changed', () => {
    fc.assert(
      fc.property(records, records, (one, other) => {
        const there = recordDifferences(one, other);
        const back = recordDifferences(other, one);
        expect(back.map(({ field }) => field)).toEqual(there.map(({ field }) => field));
        there.forEach((difference, at) => {
          const mirrored = back[at]!;
          if ('added' in difference && 'added' in mirrored) {
            expect(mirrored.removed).toEqual(difference.added);
          }
          if ('before' in difference && 'before' in mirrored) {
            expect(mirrored.before).toEqual(difference.after);
            expect(mirrored.looser && difference.looser).toBe(false);
          }
        });
      }),
    );
  });
});
