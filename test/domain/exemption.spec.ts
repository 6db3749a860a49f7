import fc from 'fast-check';
import type { Tri } from '../../src/domain/check/facts';
import type { Rulebook } from '../../src/domain/check/rulebook';
import { Refusal } from '../../src/domain/errors';
import {
  countsFrom,
  endOf,
  EXEMPTION_LIFECYCLE,
  isInForce,
  refusePilotNotOpen,
  refuseUneditable,
  refuseUnfit,
  refuseUnforeseen,
  refuseUnrenewable,
  shownState,
  STORED_STATES,
  type ExemptionStep,
  type StoredState,
} from '../../src/domain/exemption';
import { follow, unreachable } from '../../src/domain/lifecycle';
import { addDays, localDay } from '../../src/domain/period';
import { PILOT_STATES } from '../../src/domain/pilot';

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'ok';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe('the life of a record', () => {
  const open: Record<ExemptionStep, Partial<Record<StoredState, StoredState>>> = {
    file: { draft: 'filed', returned: 'filed' },
    withdraw: { draft: 'withdrawn', returned: 'withdrawn' },
    opine: { filed: 'filed' },
    return: { filed: 'returned' },
    seal: { filed: 'sealed' },
    refuse: { filed: 'refused' },
    revoke: { sealed: 'revoked' },
    supersede: { sealed: 'superseded' },
  };
  const cells = (Object.keys(open) as ExemptionStep[]).flatMap(step =>
    STORED_STATES.map(state => [state, step, open[step][state] ?? 'state.act-not-open'] as const),
  );

  test.each(cells)('in state %s, %s leads to %s', (state, step, expected) => {
    let found: string;
    try {
      found = follow(EXEMPTION_LIFECYCLE, state, step);
    } catch (error) {
      found = (error as Refusal).code;
    }
    expect(found).toBe(expected);
  });

  it('reaches every state from the draft', () => {
    expect(unreachable(EXEMPTION_LIFECYCLE)).toEqual([]);
  });

  test.each(STORED_STATES)('in state %s editing and renewing are open or refused', state => {
    const editable = state === 'draft' || state === 'returned';
    expect(codeOf(() => refuseUneditable(state))).toBe(editable ? 'ok' : 'exemption.frozen');
    expect(codeOf(() => refuseUnrenewable(state))).toBe(state === 'sealed' ? 'ok' : 'exemption.not-renewable');
  });

  test.each(PILOT_STATES)('is made on a pilot that is registered or running: %s', state => {
    const expected = state === 'registered' || state === 'running' ? 'ok' : 'exemption.pilot-not-open';
    expect(codeOf(() => refusePilotNotOpen(state))).toBe(expected);
  });
});

describe('the opening question', () => {
  const cases: [Tri, Tri, string, string[]][] = [
    ['no', 'no', 'ok', []],
    ['yes', 'no', 'exemption.not-foreseen', ['opening.alreadyHappened']],
    ['no', 'yes', 'exemption.not-foreseen', ['opening.inspectionOpen']],
    ['yes', 'yes', 'exemption.not-foreseen', ['opening.alreadyHappened', 'opening.inspectionOpen']],
    ['yes', 'unknown', 'exemption.not-foreseen', ['opening.alreadyHappened']],
    ['unknown', 'yes', 'exemption.not-foreseen', ['opening.inspectionOpen']],
    ['unknown', 'no', 'exemption.opening-unknown', ['opening.alreadyHappened']],
    ['no', 'unknown', 'exemption.opening-unknown', ['opening.inspectionOpen']],
    ['unknown', 'unknown', 'exemption.opening-unknown', ['opening.alreadyHappened', 'opening.inspectionOpen']],
  ];
  test.each(cases)('happened %s, inspection %s: %s naming %j', (alreadyHappened, inspectionOpen, code, fields) => {
    const work = () => refuseUnforeseen({ alreadyHappened, inspectionOpen });
    expect(codeOf(work)).toBe(code);
    try {
      work();
    } catch (error) {
      expect((error as Refusal).fields.map(one => one.field)).toEqual(fields);
    }
  });

  it('points whoever answers yes to the after-the-fact lane, in both languages', () => {
    const words = (() => {
      try {
        refuseUnforeseen({ alreadyHappened: 'yes', inspectionOpen: 'no' });
      } catch (error) {
        return (error as Refusal).words;
      }
      throw new Error('not refused');
    })();
    expect(words.zh).toContain('事后容错申请');
    expect(words.en).toContain('after-the-fact');
  });
});

describe('what a record may name', () => {
  const book = {
    code: 'B',
    version: 1,
    flawKinds: [{ code: 'a' }, { code: 'b' }],
    safeguards: [{ code: 's' }],
  } as unknown as Rulebook;
  const fit = { flawKinds: ['a'], safeguards: ['s'], approvals: ['p1'], pledges: ['q1'] };
  const known = { approvals: ['p1'], pledges: ['q1'] };
  const cases: [string, Partial<typeof fit>, string[]][] = [
    ['what is listed', {}, []],
    ['an unknown kind', { flawKinds: ['a', 'x'] }, ['flawKinds[1]']],
    ['a kind twice', { flawKinds: ['a', 'b', 'a'] }, ['flawKinds[2]']],
    ['an unknown safeguard', { safeguards: ['t'] }, ['safeguards[0]']],
    ["another pilot's approval and pledge", { approvals: ['p2'], pledges: ['q2'] }, ['approvals[0]', 'pledges[0]']],
    ['a pledge among the approvals', { approvals: ['q1'] }, ['approvals[0]']],
  ];
  test.each(cases)('%s', (_, changes, fields) => {
    let named: string[] = [];
    try {
      refuseUnfit({ ...fit, ...changes }, book, known);
    } catch (error) {
      expect((error as Refusal).code).toBe('exemption.content-invalid');
      named = (error as Refusal).fields.map(one => one.field);
    }
    expect(named).toEqual(fields);
  });
});

describe('when a record counts', () => {
  const period = { from: '2026-03-01', to: '2026-12-31' };
  const ended = '2026-06-10T02:00:00.000Z';
  const expired = { endedBy: 'expired', endedAt: '2026-12-31T16:00:00.000Z' };
  const cases: [string, Parameters<typeof endOf>[0], string, ReturnType<typeof endOf>][] = [
    ['before its last day', { state: 'sealed', period, endedAt: null }, '2026-12-30', { endedBy: null, endedAt: null }],
    ['on its last day', { state: 'sealed', period, endedAt: null }, '2026-12-31', { endedBy: null, endedAt: null }],
    ['the day after', { state: 'sealed', period, endedAt: null }, '2027-01-01', expired as never],
    ['revoked', { state: 'revoked', period, endedAt: ended }, '2026-07-01', { endedBy: 'revoked', endedAt: ended }],
    [
      'superseded',
      { state: 'superseded', period, endedAt: ended },
      '2026-07-01',
      { endedBy: 'superseded', endedAt: ended },
    ],
    [
      'revoked, then its period ran out',
      { state: 'revoked', period, endedAt: ended },
      '2027-07-01',
      { endedBy: 'revoked', endedAt: ended },
    ],
    [
      'revoked after it had expired',
      { state: 'revoked', period, endedAt: '2027-02-01T02:00:00.000Z' },
      '2027-07-01',
      expired as never,
    ],
    [
      'without an end',
      { state: 'sealed', period: { ...period, to: null }, endedAt: null },
      '2099-01-01',
      { endedBy: null, endedAt: null },
    ],
  ];
  test.each(cases)('%s', (_, record, asOf, expectation) => {
    expect(endOf(record, asOf)).toEqual(expectation);
  });

  it('expires with the last moment of its last day in China', () => {
    expect(localDay(expired.endedAt)).toBe('2027-01-01');
  });

  test.each([
    ['sealed', '2026-12-31', 'sealed'],
    ['sealed', '2027-01-01', 'expired'],
    ['revoked', '2027-01-01', 'revoked'],
    ['draft', '2027-01-01', 'draft'],
  ] as const)('%s is shown on %s as %s', (state, day, shown) => {
    expect(shownState({ state, period }, day)).toBe(shown);
  });

  const sealedAt = '2026-03-02T01:00:00.000Z';
  test.each([
    ['2026-03-02', null, false],
    ['2026-03-03', null, true],
    ['2026-12-31', null, true],
    ['2027-01-01', null, false],
    ['2026-06-09', ended, true],
    ['2026-06-10', ended, false],
  ])('in force on %s (ended %s): %s', (day, endedAt, inForce) => {
    const state = endedAt === null ? 'sealed' : 'revoked';
    expect(isInForce({ state, period, sealedAt, endedAt }, day)).toBe(inForce);
  });

  it('counts from the day after its sealing in China, whatever the hour', () => {
    expect(countsFrom(null)).toBeNull();
    fc.assert(
      fc.property(fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }), date => {
        const at = date.toISOString();
        expect(countsFrom(at)).toBe(addDays(localDay(at), 1));
        const open = { from: '2000-01-01', to: null };
        expect(isInForce({ state: 'sealed', period: open, sealedAt: at, endedAt: null }, countsFrom(at)!)).toBe(true);
        expect(isInForce({ state: 'sealed', period: open, sealedAt: at, endedAt: null }, localDay(at))).toBe(false);
      }),
    );
  });

  it('is never in force on a day on or after its end', () => {
    const days = fc.integer({ min: 0, max: 800 });
    fc.assert(
      fc.property(days, days, days, (length, endsAfter, asked) => {
        const [sealed, to] = ['2026-01-01T01:00:00.000Z', addDays('2026-01-01', length)];
        const endedAt = `${addDays('2026-01-01', endsAfter)}T03:00:00.000Z`;
        const record = { state: 'revoked', period: { from: '2026-01-01', to }, sealedAt: sealed, endedAt } as const;
        const day = addDays('2026-01-01', asked);
        const end = endOf(record, '2099-01-01').endedAt!;
        expect(isInForce(record, day)).toBe(asked > 0 && day < localDay(end));
      }),
    );
  });
});
