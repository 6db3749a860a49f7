import { canonicalJson } from '../../src/domain/canonical';
import { factsOf, type OnRecord } from '../../src/flaws/facts';
import { differences } from '../../src/flaws/differences';
import { nationalCalendar } from '../../src/platform/calendar';

const at = (day: string) => `${day}T02:00:00.000Z`;
const SCOPE = {
  regions: ['513221106'],
  activities: ['建设公益性公墓'],
  period: { from: '2026-03-01', to: '2026-12-31' },
  units: [],
  capFen: null,
  departures: [],
};
const tranche = (dueOn: string, amountFen: number, recordedOn: string) => ({
  dueOn,
  amountFen,
  quantity: null,
  recordedAt: at(recordedOn),
});
const event = (kind: 'inquired' | 'path-named' | 'applied', on: string, more: object = {}) => ({
  kind,
  on,
  round: null,
  reason: null,
  remarks: [],
  path: null,
  pathBefore: null,
  recordedAt: at(on),
  ...more,
});
const path = (matter: string, termWorkdays: number | null) => ({ matter, termWorkdays });

function onRecord(changes: Partial<OnRecord> = {}): OnRecord {
  return {
    flaw: {
      code: 'XC-1',
      kind: null,
      actFrom: '2026-06-01',
      actTo: null,
      regions: null,
      activities: null,
      breaches: null,
      awareOn: null,
      foundOn: null,
      selfReport: { made: 'unknown', on: null, recordedAt: null },
      amountFen: null,
      lossFen: null,
      recordedAt: at('2026-06-09'),
    },
    flawEdits: [],
    answers: [],
    judgements: [],
    pilot: { code: 'SD-1', county: '513221', field: 'civil-affairs', origin: 'assigned' },
    states: [{ state: 'running', recordedAt: at('2026-03-02') }],
    scopes: [{ version: 1, recordedAt: at('2026-03-02'), parts: SCOPE }],
    records: [],
    safeguards: [],
    pledges: [],
    approvals: [],
    corrections: [],
    ...changes,
  };
}
const facts = (changes: Partial<OnRecord> = {}) => factsOf(onRecord(changes), '2026-06-10', nationalCalendar());

describe('the facts of a check', () => {
  it('take nothing missing for something known', () => {
    const bare = facts();
    expect(bare).toMatchObject({ record: null, answers: {}, judgements: {}, pledges: [], approvals: [], edits: [] });
    expect(bare.flaw.breaches).toBeNull();
    expect(canonicalJson(bare)).toBe(canonicalJson(facts()));
  });

  const pledge = (restatedOn: string): OnRecord['pledges'][number] => ({
    code: 'CN-1',
    giver: '汶川县民政局',
    kind: 'funds',
    standings: [],
    deliveries: [],
    revisions: [],
    terms: [
      { recordedAt: at('2026-03-02'), documented: true, tranches: [tranche('2026-04-30', 100, '2026-03-02')] },
      { recordedAt: at(restatedOn), documented: false, tranches: [tranche('2026-05-31', 50, restatedOn)] },
    ],
  });

  it.each([
    ['2026-05-31', { documented: false, amountFen: 50 }],
    ['2026-06-01', { documented: true, amountFen: 100 }],
    ['2026-06-05', { documented: true, amountFen: 100 }],
  ])(
    'terms restated on %s: those on record before the act count, never both',
    (restatedOn, { documented, amountFen }) => {
      const found = facts({ pledges: [pledge(restatedOn)] });
      expect(found.pledges[0]).toMatchObject({ documented, tranches: [{ amountFen }] });
      expect(found.pledges[0]?.tranches).toHaveLength(1);
      expect(found.edits).toMatchObject([{ about: 'pledge', subject: 'CN-1', field: 'tranches' }]);
    },
  );

  it.each([
    ['2026-05-20', 'X', 30],
    ['2026-06-01', '用地', null],
  ])('a path named on %s gives the matter %s and the term %s', (namedOn, matter, termWorkdays) => {
    const named = event('path-named', namedOn, { path: path('X', 30), pathBefore: path('用地', null) });
    const events = [event('inquired', '2026-05-11'), named];
    const approval = { code: 'SP-1', matter: 'X', approver: '局', termWorkdays: 30, predecessors: [], events };
    const found = facts({ approvals: [approval] });
    expect(found.approvals[0]).toMatchObject({ matter, termWorkdays });
    expect(Object.keys(found.approvals[0]!.events[1]!)).not.toContain('path');
    expect(found.edits).toMatchObject([{ about: 'approval', field: 'termWorkdays', from: null, to: '30' }]);
  });

  it('list every amended field of the scope and every corrected value, oldest first', () => {
    const wider = { ...SCOPE, regions: ['513221'], capFen: 5 };
    const found = facts({
      scopes: [...onRecord().scopes, { version: 2, recordedAt: at('2026-06-20'), parts: wider }],
      flawEdits: [{ field: 'actFrom', from: null, to: '2026-06-01', recordedAt: at('2026-06-10') }],
    });
    expect(found.edits.map(({ about, field, from, to }) => [about, field, from, to])).toEqual([
      ['flaw', 'actFrom', null, '2026-06-01'],
      ['scope', 'capFen', null, '5'],
      ['scope', 'regions', '["513221106"]', '["513221"]'],
    ]);
  });

  it('carry only the days of the calendar between the earliest and the latest day they name', () => {
    const { calendar } = facts();
    const days = calendar.exceptions.map(({ day }) => day);
    expect(days.every(day => '2026-03-01' <= day && day <= '2026-12-31')).toBe(true);
    expect(days).toEqual(expect.arrayContaining(['2026-04-06', '2026-06-19', '2026-10-01']));
  });

  it('count the safeguards of the record that the flaw is held against, and of no other', () => {
    const record = (code: string, sealedOn: string): OnRecord['records'][number] => ({
      code,
      scopeVersion: 1,
      flawKinds: [],
      safeguards: ['legal-review'],
      period: { from: '2026-03-01', to: null },
      lossCapFen: null,
      sealedAt: at(sealedOn),
      anchoredAt: null,
      endedBy: null,
      endedAt: null,
    });
    const done = (code: string): OnRecord['safeguards'][number] => ({
      record: code,
      code: 'legal-review',
      done: 'yes',
      on: '2026-04-01',
      recordedAt: at('2026-04-01'),
      evidence: [code.padEnd(64, '0')],
      established: false,
      ordinal: 1,
    });
    const records = [record('A', '2026-03-05'), record('B', '2026-03-06')];
    const found = facts({ records, safeguards: [done('A'), done('B')] });
    expect(found.record).toMatchObject({ code: 'A', anchoredAt: null });
    expect(found.safeguardsDone).toMatchObject([{ evidence: ['A'.padEnd(64, '0')] }]);
  });
});

describe('differences', () => {
  it('name the path of each, in lists too, and stop at the limit', () => {
    const one = { a: 1, b: [{ c: 'x' }, 2], d: null };
    const two = { a: 1, b: [{ c: 'y' }], e: true };
    expect(differences(one, two)).toEqual([
      { path: 'b[0].c', from: '"x"', to: '"y"' },
      { path: 'b[1]', from: '2', to: null },
      { path: 'd', from: 'null', to: null },
      { path: 'e', from: null, to: 'true' },
    ]);
    expect(differences(one, two, 2)).toHaveLength(2);
    expect(differences(one, one)).toEqual([]);
    expect(differences({ a: [] }, { a: {} })).toEqual([{ path: 'a', from: '[]', to: '{}' }]);
  });
});
