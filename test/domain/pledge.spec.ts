import * as fc from 'fast-check';
import type { PledgeFacts } from '../../src/domain/check/facts';
import { Refusal } from '../../src/domain/errors';
import { follow, openActs, unreachable } from '../../src/domain/lifecycle';
import { addDays, dayFromNumber, dayNumber } from '../../src/domain/period';
import {
  measured,
  PLEDGE_KINDS,
  PLEDGE_LIFECYCLE,
  refuseAnswer,
  refuseDayAhead,
  refuseForeignUnit,
  refuseStranger,
  refuseUnaddressed,
  refuseUnclearGiver,
  stateTerms,
  type PledgeAct,
} from '../../src/domain/pledge';
import {
  shortfallOn,
  silenceOn,
  standingBefore,
  type PledgeHistory,
  type ShortfallReading,
} from '../../src/domain/shortfall';
import { makeCreditCode } from '../../src/domain/credit-code';
import { workdaysBetween } from '../../src/domain/workdays';
import { nationalCalendar } from '../../src/platform/calendar';

const calendar = nationalCalendar();

/** The code of the refusal that `work` ends in, or null. */
function refused(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe('the life of a pledge', () => {
  it('reaches every standing', () => expect(unreachable(PLEDGE_LIFECYCLE)).toEqual([]));

  test.each<[Parameters<typeof openActs>[1], PledgeAct[]]>([
    ['claimed', ['counter-sign', 'dispute']],
    ['made', ['deliver', 'revise']],
    ['disputed', ['restate']],
  ])('%s opens %j', (standing, acts) => {
    expect(openActs(PLEDGE_LIFECYCLE, standing as 'claimed')).toEqual(acts);
  });

  it('is never made out of a dispute without a new claim', () => {
    expect(refused(() => follow(PLEDGE_LIFECYCLE, 'disputed', 'counter-sign'))).toBe('state.act-not-open');
    expect(follow(PLEDGE_LIFECYCLE, 'disputed', 'restate')).toBe('claimed');
  });
});

describe('terms', () => {
  const funds = { what: '补助', amountFen: 300, tranches: [{ dueOn: '2026-06-30', amountFen: 300 }] };
  const staff = { what: '派员', quantity: 2, unit: '名', tranches: [{ dueOn: '2026-06-30', quantity: 2 }] };

  test.each([
    ['funds as stated', 'funds', funds, null],
    ['staff as stated', 'staff', staff, null],
    ['funds with a unit', 'funds', { ...funds, unit: '元' }, 'pledge.measure-wrong'],
    ['staff without a unit', 'staff', { ...staff, unit: undefined }, 'pledge.measure-wrong'],
    ['staff in fen', 'staff', funds, 'pledge.measure-wrong'],
    ['funds in units', 'funds', staff, 'pledge.measure-wrong'],
    ['both measures', 'funds', { ...funds, quantity: 1 }, 'pledge.measure-wrong'],
    ['a tranche of the other measure', 'funds', { ...funds, tranches: staff.tranches }, 'pledge.measure-wrong'],
    ['nothing promised', 'funds', { ...funds, amountFen: 0 }, 'pledge.amount-zero'],
    [
      'an empty tranche',
      'funds',
      { ...funds, tranches: [...funds.tranches, { dueOn: '2026-07-01', amountFen: 0 }] },
      'pledge.amount-zero',
    ],
    ['a fen too little', 'funds', { ...funds, amountFen: 301 }, 'pledge.tranches-do-not-add-up'],
    ['a fen too much', 'funds', { ...funds, amountFen: 299 }, 'pledge.tranches-do-not-add-up'],
    ['more than can be counted exactly', 'funds', hugeFunds(), 'money.too-large'],
  ] as const)('%s', (_, kind, stated, code) => {
    expect(refused(() => stateTerms(kind, stated))).toBe(code);
  });

  function hugeFunds() {
    const most = Number.MAX_SAFE_INTEGER;
    const tranches = [
      { dueOn: '2026-06-30', amountFen: most },
      { dueOn: '2026-07-30', amountFen: 1 },
    ];
    return { what: '补助', amountFen: most, tranches };
  }

  it('stand in the order of their due days, and name the offending field', () => {
    const days = ['2026-12-31', '2026-06-30', '2026-09-30'];
    const stated = { what: '补助', amountFen: 3, tranches: days.map(dueOn => ({ dueOn, amountFen: 1 })) };
    expect(stateTerms('funds', stated).tranches.map(tranche => tranche.dueOn)).toEqual([...days].sort());
    try {
      stateTerms('funds', {
        ...stated,
        tranches: [stated.tranches[0]!, { dueOn: '2026-06-30', quantity: 1 } as never],
      });
      throw new Error('not refused');
    } catch (error) {
      expect((error as Refusal).fields.map(({ field }) => field)).toEqual(['tranches[1].amountFen']);
    }
  });

  test.each(PLEDGE_KINDS)('a new total for %s may be nothing, in its own measure only', kind => {
    const [own, other] = kind === 'funds' ? ['amountFen', 'quantity'] : ['quantity', 'amountFen'];
    expect(measured(kind, { [own!]: 0 })).toEqual({ amountFen: null, quantity: null, [own!]: 0 });
    expect(refused(() => measured(kind, { [other!]: 0 }))).toBe('pledge.measure-wrong');
    expect(refused(() => measured(kind, {}))).toBe('pledge.measure-wrong');
  });
});

describe('two sides', () => {
  const sides = { giver_id: 'giver', receiver_id: 'receiver' };
  const outside = { giver_id: null, receiver_id: 'receiver' };

  test.each([
    ['the giver signs', () => refuseUnaddressed(sides, 'giver'), null],
    ['the receiver signs', () => refuseUnaddressed(sides, 'receiver'), 'pledge.not-addressed'],
    ['anyone signs for a body outside', () => refuseUnaddressed(outside, 'receiver'), 'pledge.not-addressed'],
    ['the receiver restates', () => refuseForeignUnit(sides, 'receiver'), null],
    ['the giver restates', () => refuseForeignUnit(sides, 'giver'), 'pledge.not-own-unit'],
    ['the giver enters', () => refuseStranger(sides, 'giver'), null],
    ['the receiver enters', () => refuseStranger(sides, 'receiver'), null],
    ['a third unit enters', () => refuseStranger(sides, 'third'), 'pledge.not-party'],
  ])('%s', (_, work, code) => expect(refused(work)).toBe(code));

  test.each([
    ['giver', 'receiver', 'entered', null],
    ['receiver', 'giver', 'entered', null],
    ['giver', 'giver', 'entered', 'pledge.own-entry'],
    ['receiver', 'receiver', 'entered', 'pledge.own-entry'],
    ['giver', 'receiver', 'confirmed', 'pledge.entry-answered'],
    ['giver', 'receiver', 'refused', 'pledge.entry-answered'],
    ['giver', 'giver', 'confirmed', 'pledge.own-entry'],
  ] as const)('entered by %s, answered by %s while %s', (entered_unit, unit, state, code) => {
    expect(refused(() => refuseAnswer({ state, entered_unit }, unit))).toBe(code);
  });

  const creditCode = makeCreditCode('11513200000000001');
  test.each([
    [{ giverId: 'a' }, null],
    [{ giverName: '省厅' }, null],
    [{ giverName: '省厅', creditCode }, null],
    [{}, 'pledge.giver-unclear'],
    [{ giverId: 'a', giverName: '省厅' }, 'pledge.giver-unclear'],
    [{ giverId: 'a', creditCode }, 'pledge.giver-unclear'],
    [{ creditCode }, 'pledge.giver-unclear'],
    [{ giverName: '省厅', creditCode: creditCode.replace(/.$/, 'I') }, 'credit-code.invalid'],
  ])('giver %j', (giver, code) => expect(refused(() => refuseUnclearGiver(giver))).toBe(code));

  test.each([
    ['2026-03-01', null],
    ['2026-03-02', null],
    ['2026-03-03', 'pledge.day-ahead'],
  ])('a fact of %s entered on 2026-03-02', (day, code) => {
    expect(refused(() => refuseDayAhead(day, '2026-03-02'))).toBe(code);
  });
});

const T0 = '2026-01-05T01:00:00.000Z';
const entry = (on: string, amountFen: number, recordedAt = T0) => ({ on, amountFen, quantity: null, recordedAt });
const tranche = (dueOn: string, amountFen: number, recordedAt = T0) => ({
  dueOn,
  amountFen,
  quantity: null,
  recordedAt,
});

function fundsPledge(changes: Partial<PledgeHistory> = {}): PledgeHistory {
  return {
    kind: 'funds',
    standings: [{ standing: 'claimed', recordedAt: T0 }],
    documented: true,
    tranches: [tranche('2026-03-31', 100), tranche('2026-06-30', 200)],
    deliveries: [],
    revisions: [],
    ...changes,
  };
}

const figures = (history: PledgeHistory, day: string, reading: Partial<ShortfallReading> = {}) => {
  const { committed, due, delivered, planned, shortfall, oldestDueOn } = shortfallOn(history, day, {
    calendar,
    ...reading,
  });
  return [committed, due, delivered, planned, shortfall, oldestDueOn];
};

describe('shortfall on a day', () => {
  const delivered = (...entries: ReturnType<typeof entry>[]) => fundsPledge({ deliveries: entries });
  const revisedTo = (total: number, on = '2026-02-01') => fundsPledge({ revisions: [entry(on, total)] });

  test.each<[string, PledgeHistory, string, (number | string | null)[]]>([
    ['before anything is due', fundsPledge(), '2026-03-30', [300, 0, 0, 300, 0, null]],
    ['on the due day itself', fundsPledge(), '2026-03-31', [300, 100, 0, 200, 100, '2026-03-31']],
    ['between the tranches', fundsPledge(), '2026-05-01', [300, 100, 0, 200, 100, '2026-03-31']],
    ['after the last', fundsPledge(), '2026-07-01', [300, 300, 0, 0, 300, '2026-03-31']],
    ['first tranche filled', delivered(entry('2026-03-31', 100)), '2026-07-01', [300, 300, 100, 0, 200, '2026-06-30']],
    ['a fen short', delivered(entry('2026-03-31', 99)), '2026-07-01', [300, 300, 99, 0, 201, '2026-03-31']],
    [
      'delivered later than asked',
      delivered(entry('2026-04-01', 100)),
      '2026-03-31',
      [300, 100, 0, 200, 100, '2026-03-31'],
    ],
    ['ahead of time', delivered(entry('2026-02-01', 250)), '2026-05-01', [300, 100, 250, 200, 0, null]],
    ['more than promised', delivered(entry('2026-02-01', 400)), '2026-07-01', [300, 300, 400, 0, 0, null]],
    ['revised down', revisedTo(150), '2026-07-01', [150, 150, 0, 0, 150, '2026-03-31']],
    ['revised down: the last tranche gives way', revisedTo(150), '2026-05-01', [150, 100, 0, 50, 100, '2026-03-31']],
    ['revised below the first tranche', revisedTo(40), '2026-05-01', [40, 40, 0, 0, 40, '2026-03-31']],
    ['revised to nothing', revisedTo(0), '2026-07-01', [0, 0, 0, 0, 0, null]],
    ['revised up: comes with the last tranche', revisedTo(500), '2026-05-01', [500, 100, 0, 400, 100, '2026-03-31']],
    ['revised up, all due', revisedTo(500), '2026-06-30', [500, 500, 0, 0, 500, '2026-03-31']],
    ['revised after the day asked', revisedTo(150, '2026-05-02'), '2026-05-01', [300, 100, 0, 200, 100, '2026-03-31']],
    [
      'revised twice: what was recorded last counts',
      fundsPledge({
        revisions: [
          entry('2026-02-10', 150, '2026-02-10T01:00:00.000Z'),
          entry('2026-02-01', 260, '2026-02-20T01:00:00.000Z'),
        ],
      }),
      '2026-07-01',
      [260, 260, 0, 0, 260, '2026-03-31'],
    ],
  ])('%s', (_, history, day, expected) => expect(figures(history, day)).toEqual(expected));

  it('counts working days from the oldest unfilled due day, over holidays and make-up days', () => {
    const late = (day: string) => shortfallOn(fundsPledge(), day, { calendar }).workdaysLate;
    expect(late('2026-03-31')).toBe(0);
    expect(late('2026-04-01')).toBe(1);
    // 4 to 6 April 2026 is Tomb-Sweeping Day, Saturday to Monday.
    expect([late('2026-04-03'), late('2026-04-06'), late('2026-04-07')]).toEqual([3, 3, 4]);
    expect(shortfallOn(fundsPledge(), '2026-03-30', { calendar }).workdaysLate).toBe(0);
  });

  it('takes only what was recorded before the instant asked for', () => {
    const later = '2026-04-10T01:00:00.000Z';
    const history = fundsPledge({
      deliveries: [entry('2026-03-31', 100, later)],
      revisions: [entry('2026-03-31', 120, later)],
    });
    const before = (asRecordedBefore: string) => figures(history, '2026-07-01', { asRecordedBefore });
    expect(before(later)).toEqual([300, 300, 0, 0, 300, '2026-03-31']);
    expect(before('2026-04-10T01:00:00.001Z')).toEqual([120, 120, 100, 0, 20, '2026-06-30']);
    expect(before(T0)).toEqual([0, 0, 0, 0, 0, null]);
  });

  it('reads restated terms from the instant that replaced the first ones', () => {
    const restatedAt = '2026-02-01T01:00:00.000Z';
    const history = fundsPledge({
      tranches: [{ ...tranche('2026-03-31', 300), replacedAt: restatedAt }, tranche('2026-04-30', 80, restatedAt)],
    });
    expect(figures(history, '2026-07-01')).toEqual([80, 80, 0, 0, 80, '2026-04-30']);
    expect(figures(history, '2026-07-01', { asRecordedBefore: restatedAt })).toEqual([
      300,
      300,
      0,
      0,
      300,
      '2026-03-31',
    ]);
  });

  it('counts units where no money was promised, and one thing where no number was given', () => {
    const units = (quantity: number | null) => ({ amountFen: null, quantity, recordedAt: T0 });
    const history = (given: PledgeFacts['deliveries']): PledgeHistory =>
      fundsPledge({
        kind: 'authority',
        tranches: [
          { dueOn: '2026-03-31', ...units(null) },
          { dueOn: '2026-04-30', ...units(3) },
        ],
        deliveries: given,
      });
    expect(figures(history([]), '2026-05-01')).toEqual([4, 4, 0, 0, 4, '2026-03-31']);
    const one = history([{ on: '2026-04-01', ...units(null) }]);
    expect(figures(one, '2026-05-01')).toEqual([4, 4, 1, 0, 3, '2026-04-30']);
    expect(figures(one, '2026-05-01', { measure: 'fen' })).toEqual([0, 0, 0, 0, 0, null]);
    expect(figures(fundsPledge(), '2026-07-01', { measure: 'units' })).toEqual([0, 0, 0, 0, 0, null]);
  });
});

const day = fc.integer({ min: dayNumber('2026-01-01'), max: dayNumber('2026-12-31') }).map(dayFromNumber);
const fen = fc.integer({ min: 0, max: 1_000_000 });
const instants = day.map(at => `${at}T04:00:00.000Z`);
const histories = fc
  .record({
    tranches: fc.array(fc.record({ dueOn: day, amountFen: fen, recordedAt: instants }), { minLength: 1, maxLength: 6 }),
    deliveries: fc.array(fc.record({ on: day, amountFen: fen, recordedAt: instants }), { maxLength: 6 }),
    revisions: fc.array(fc.record({ on: day, amountFen: fen, recordedAt: instants }), { maxLength: 3 }),
  })
  .map(({ tranches, deliveries, revisions }) => {
    const inFen = <T extends object>(rows: T[]) => rows.map(row => ({ ...row, quantity: null }));
    return fundsPledge({ tranches: inFen(tranches), deliveries: inFen(deliveries), revisions: inFen(revisions) });
  });

describe('properties of the figures', () => {
  it('committed is due and planned, and nothing is negative', () => {
    fc.assert(
      fc.property(histories, day, (history, on) => {
        const { committed, due, planned, delivered, shortfall, oldestDueOn, workdaysLate } = shortfallOn(history, on, {
          calendar,
        });
        expect(committed).toBe(due + planned);
        expect(Math.min(due, planned, delivered, shortfall, workdaysLate)).toBeGreaterThanOrEqual(0);
        expect(shortfall).toBe(Math.max(0, due - delivered));
        expect(oldestDueOn !== null).toBe(shortfall > 0);
        if (oldestDueOn !== null) {
          expect(oldestDueOn <= on).toBe(true);
          expect(workdaysLate).toBe(workdaysBetween(calendar, oldestDueOn, on));
        }
      }),
    );
  });

  it('one more delivery never raises the shortfall, and touches neither commitment nor plan', () => {
    fc.assert(
      fc.property(histories, day, fen, (history, on, amount) => {
        const more = { ...history, deliveries: [...history.deliveries, entry(on, amount)] };
        const [a, b] = [shortfallOn(history, on, { calendar }), shortfallOn(more, on, { calendar })];
        expect([b.committed, b.due, b.planned]).toEqual([a.committed, a.due, a.planned]);
        expect(b.delivered).toBe(a.delivered + amount);
        expect(b.shortfall).toBe(Math.max(0, a.shortfall === 0 ? b.due - b.delivered : a.shortfall - amount));
        expect((b.oldestDueOn ?? '9999') >= (a.oldestDueOn ?? '9999')).toBe(true);
      }),
    );
  });

  it('the order of the entries is of no account while no two revisions share an instant', () => {
    fc.assert(
      fc.property(histories, day, (history, on) => {
        fc.pre(new Set(history.revisions.map(({ recordedAt }) => recordedAt)).size === history.revisions.length);
        const turned = {
          ...history,
          deliveries: [...history.deliveries].reverse(),
          revisions: [...history.revisions].reverse(),
        };
        expect(shortfallOn(turned, on, { calendar })).toEqual(shortfallOn(history, on, { calendar }));
      }),
    );
  });

  it('an instant after every entry leaves nothing out', () => {
    fc.assert(
      fc.property(histories, day, (history, on) => {
        const all = shortfallOn(history, on, { calendar, asRecordedBefore: '2027-01-02T00:00:00.000Z' });
        expect(all).toEqual(shortfallOn(history, on, { calendar }));
      }),
    );
  });
});

describe('the silence of a giver', () => {
  // Monday 2 March 2026, 09:00 in China; and the same instant as 1 March 20:00 in New York.
  const claimedAt = '2026-03-02T01:00:00.000Z';
  const claimed = { documented: true, standings: [{ standing: 'claimed', recordedAt: claimedAt }] } as const;
  const silence = (pledge: Pick<PledgeHistory, 'standings' | 'documented'>, on: string, term: number | null = 10) =>
    silenceOn(pledge, on, { calendar, term });
  const then = (standing: 'made' | 'disputed' | 'claimed', recordedAt: string) => ({
    documented: true,
    standings: [...claimed.standings, { standing, recordedAt }],
  });

  test.each([
    ['2026-03-02', 0, 0],
    ['2026-03-03', 1, 0],
    ['2026-03-08', 4, 0],
    ['2026-03-16', 10, 0],
    ['2026-03-17', 11, 1],
  ])('on %s: %i working days, %i past the term', (on, workdays, overdueBy) => {
    expect(silence(claimed, on)).toEqual({ since: '2026-03-02', workdays, term: 10, overdueBy });
  });

  it('is none before the claim, after an answer, or where no document speaks', () => {
    expect(silence(claimed, '2026-03-01')).toBeNull();
    expect(silence({ ...claimed, documented: false }, '2026-03-17')).toBeNull();
    expect(silence(then('made', '2026-03-10T01:00:00.000Z'), '2026-03-17')).toBeNull();
    expect(silence(then('disputed', '2026-03-10T01:00:00.000Z'), '2026-03-17')).toBeNull();
  });

  it('was there until the day before the answer, and begins again with a restatement', () => {
    expect(silence(then('made', '2026-03-10T01:00:00.000Z'), '2026-03-09')?.workdays).toBe(5);
    const again = then('claimed', '2026-03-10T17:00:00.000Z');
    expect(silence(again, '2026-03-12')).toEqual({ since: '2026-03-11', workdays: 1, term: 10, overdueBy: 0 });
  });

  it('is shown, but never past a term that nobody fixed', () => {
    expect(silence(claimed, '2026-12-31', null)).toMatchObject({ term: null, overdueBy: 0 });
  });

  it('standing as on record before an instant', () => {
    const answeredAt = '2026-03-10T01:00:00.000Z';
    const history = then('made', answeredAt);
    expect(standingBefore(history)).toBe('made');
    expect(standingBefore(history, answeredAt)).toBe('claimed');
    expect(standingBefore(history, claimedAt)).toBeNull();
    expect(standingBefore(history, `${addDays('2026-03-10', 1)}T00:00:00.000Z`)).toBe('made');
  });
});
