import fc from 'fast-check';
import {
  corrections,
  FLAW_FIELDS,
  FLAW_LIFECYCLE,
  followFlaw,
  markBreaches,
  refuseImpossibleDays,
  sideOf,
  type FlawValues,
} from '../../src/domain/flaw';
import {
  answerThatCounts,
  valueInCheck,
  recordHeldAgainst,
  safeguardEdits,
  safeguardEntriesThatCount,
  type SafeguardEntry,
  type SealedRecord,
} from '../../src/domain/flaw-facts';
import { unreachable } from '../../src/domain/lifecycle';
import { refuseRecused } from '../../src/domain/recusal';

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'none';
};

const VALUES: FlawValues = {
  kind: 'built-before-approval',
  actFrom: '2026-06-01',
  actTo: '2026-06-05',
  regions: ['513221106'],
  activities: ['建设公益性公墓'],
  foundOn: '2026-06-08',
  foundBy: 'self-report',
  awareOn: '2026-06-08',
  breaches: null,
  units: [],
  posts: [],
  amountFen: 100,
  lossFen: null,
  description: '用地手续未批复即开工',
  files: [],
};

describe('the life of a flaw', () => {
  it('reaches every state, and a closed flaw takes nothing more', () => {
    expect(unreachable(FLAW_LIFECYCLE)).toEqual([]);
    for (const act of Object.keys(FLAW_LIFECYCLE.acts) as (keyof typeof FLAW_LIFECYCLE.acts)[]) {
      expect(codeOf(() => followFlaw('closed', act))).toBe('state.act-not-open');
    }
  });

  it('is checked again after anything was changed, and closed only once checked', () => {
    for (const act of ['correct', 'answer', 'judge', 'self-report'] as const) {
      expect(followFlaw('checked', act)).toBe('reported');
    }
    expect(codeOf(() => followFlaw('reported', 'close'))).toBe('state.act-not-open');
    expect(followFlaw('checked', 'close')).toBe('closed');
  });
});

describe('corrections', () => {
  it('list what really changes, in the order of the fields, with both values', () => {
    const wanted = { lossFen: 500, actFrom: '2026-06-02', regions: ['513221106'], kind: null };
    expect(corrections(VALUES, wanted)).toEqual([
      { field: 'kind', from: 'built-before-approval', to: null },
      { field: 'actFrom', from: '2026-06-01', to: '2026-06-02' },
      { field: 'lossFen', from: null, to: '500' },
    ]);
  });

  it('refuse to change nothing, for every field', () => {
    for (const field of FLAW_FIELDS) {
      expect(codeOf(() => corrections(VALUES, { [field]: VALUES[field] }))).toBe('flaw.nothing-changed');
    }
  });

  it('keep the author of a mark that stays, and name the author of one that changes', () => {
    const ref = { document: '土地管理法', article: '第四十四条', departure: 'no' as const };
    const before = markBreaches(null, [{ ...ref, mark: 'unknown' }], 'sponsor');
    expect(before[0]?.markedBy).toBe('sponsor');
    expect(markBreaches(before, [{ ...ref, mark: 'unknown' }], 'inspector')[0]?.markedBy).toBe('sponsor');
    expect(markBreaches(before, [{ ...ref, mark: 'procedural' }], 'inspector')[0]?.markedBy).toBe('inspector');
  });

  it.each([
    [{ actFrom: '2026-06-11' }, 'flaw.day-ahead'],
    [{ awareOn: '2026-06-11' }, 'flaw.day-ahead'],
    [{ actFrom: '2026-06-06' }, 'flaw.days-reversed'],
    [{ actFrom: '2026-06-05' }, 'none'],
    [{ actFrom: null }, 'none'],
    [{ foundOn: '2026-06-10' }, 'none'],
  ])('look at the days: %j gives %s', (changes, code) => {
    expect(codeOf(() => refuseImpossibleDays({ ...VALUES, ...changes }, '2026-06-10'))).toBe(code);
  });
});

describe('who speaks', () => {
  it.each([
    ['own', ['sponsor'], 'sponsor'],
    ['own', ['sponsor', 'inspector'], 'sponsor'],
    ['other', ['inspector'], 'inspector'],
    ['own', ['inspector'], 'inspector'],
    ['other', ['sponsor', 'inspector'], 'inspector'],
  ])('a person of the %s unit with %j speaks as %s', (unit, roles, side) => {
    expect(sideOf({ organisationId: unit, roles }, 'own')).toBe(side);
  });

  it('a sponsor of another unit does not speak', () => {
    expect(codeOf(() => sideOf({ organisationId: 'other', roles: ['sponsor'] }, 'own'))).toBe('flaw.not-own-unit');
  });

  it('a stake by unit or by person keeps an inspector out', () => {
    const stakes = { units: ['township', 'government'], persons: ['p1'] };
    const tried = (organisationId: string, personId: string) =>
      codeOf(() => refuseRecused({ organisationId, personId }, stakes));
    expect(tried('government', 'p2')).toBe('recusal.applies');
    expect(tried('discipline', 'p1')).toBe('recusal.applies');
    expect(tried('discipline', 'p2')).toBe('none');
  });
});

const answers = fc
  .array(fc.record({ established: fc.boolean() }), { minLength: 1, maxLength: 8 })
  .map(list => list.map((one, at) => ({ ...one, ordinal: at + 1 })));

describe('which answer counts', () => {
  it('the latest established one, else the latest, whatever the order they are read in', () => {
    fc.assert(
      fc.property(answers, fc.nat(), (given, turn) => {
        const turned = [...given.slice(turn % given.length), ...given.slice(0, turn % given.length)];
        const established = given.filter(one => one.established);
        expect(answerThatCounts(turned)).toEqual((established.length > 0 ? established : given).at(-1));
      }),
    );
    expect(answerThatCounts([])).toBeNull();
  });
});

const entry = (ordinal: number, done: SafeguardEntry['done'], more: Partial<SafeguardEntry> = {}): SafeguardEntry => ({
  code: 'legal-review',
  done,
  on: done === 'yes' ? '2026-05-01' : null,
  recordedAt: `2026-05-0${ordinal}T01:00:00.000Z`,
  evidence: [],
  established: false,
  ordinal,
  ...more,
});

describe('safeguards done', () => {
  it.each<[string, SafeguardEntry[], number[]]>([
    ['every yes, since the first may prove it', [entry(1, 'yes'), entry(2, 'yes')], [1, 2]],
    ['a later no takes it back', [entry(1, 'yes'), entry(2, 'no')], [2]],
    ['an inspector outranks a later entry', [entry(1, 'no', { established: true }), entry(2, 'yes')], [1]],
    [
      'an inspector who confirms leaves the first proof',
      [entry(1, 'yes'), entry(2, 'yes', { established: true })],
      [1, 2],
    ],
    ['unknown first says nothing any more', [entry(1, 'unknown'), entry(2, 'yes')], [2]],
    ['none', [], []],
  ])('%s', (_name, entries, counting) => {
    expect(safeguardEntriesThatCount(entries).map(one => one.ordinal)).toEqual(counting);
  });

  it('lists each change of an entry of the same safeguard as an edit', () => {
    const entries = [
      entry(1, 'yes'),
      entry(2, 'yes', { code: 'public-notice' }),
      entry(3, 'yes', { on: '2026-04-30' }),
    ];
    expect(safeguardEdits(entries)).toEqual([
      {
        about: 'safeguard',
        subject: 'legal-review',
        field: 'on',
        from: '2026-05-01',
        to: '2026-04-30',
        recordedAt: '2026-05-03T01:00:00.000Z',
      },
    ]);
  });
});

const sealed = (code: string, sealedOn: string, more: Partial<SealedRecord> = {}): SealedRecord => ({
  code,
  period: { from: '2026-01-01', to: '2026-12-31' },
  sealedAt: `${sealedOn}T02:00:00.000Z`,
  endedAt: null,
  ...more,
});

describe('the record a flaw is held against', () => {
  const act = '2026-06-01';
  it.each<[string, SealedRecord[], string | null, string | null]>([
    ['none there', [], act, null],
    ['the one sealed first that covers the day', [sealed('B', '2026-03-02'), sealed('A', '2026-04-01')], act, 'B'],
    [
      'one that still stood, before one that had ended',
      [sealed('A', '2026-03-02', { endedAt: '2026-05-01T02:00:00.000Z' }), sealed('B', '2026-05-01')],
      act,
      'B',
    ],
    [
      'one sealed before the act, before one sealed on its day',
      [sealed('A', '2026-06-01'), sealed('B', '2026-05-31')],
      act,
      'B',
    ],
    [
      'the latest sealed where none covers the day',
      [
        sealed('A', '2026-03-02', { period: { from: '2026-03-01', to: '2026-05-31' } }),
        sealed('B', '2026-03-03', { period: { from: '2026-07-01', to: null } }),
      ],
      act,
      'B',
    ],
    ['the latest sealed where the day is not known', [sealed('A', '2026-03-02'), sealed('B', '2026-04-01')], null, 'B'],
    ['the lower code of two sealed at once', [sealed('B', '2026-03-02'), sealed('A', '2026-03-02')], act, 'A'],
    ['the only one, though sealed too late', [sealed('A', '2026-07-01')], act, 'A'],
  ])('%s', (_name, records, actFrom, code) => {
    expect(recordHeldAgainst(records, actFrom)?.code ?? null).toBe(code);
    expect(recordHeldAgainst([...records].reverse(), actFrom)?.code ?? null).toBe(code);
  });
});

describe('nobody clears himself', () => {
  const said = (value: 'yes' | 'no' | 'unknown', established: boolean) => ({ value, established });

  it.each([
    ['private-gain', 'no', false, 'unknown'],
    ['private-gain', 'yes', false, 'yes'],
    ['private-gain', 'no', true, 'no'],
    ['collective-decision', 'yes', false, 'unknown'],
    ['collective-decision', 'no', false, 'no'],
    ['collective-decision', 'yes', true, 'yes'],
    ['remedied', 'unknown', false, 'unknown'],
  ] as const)('%s %s, established %s, is worth %s', (fact, value, established, worth) => {
    expect(valueInCheck(fact, said(value, established))).toBe(worth);
  });
});
