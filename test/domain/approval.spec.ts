import * as fc from 'fast-check';
import {
  APPROVAL_ACTS,
  APPROVAL_STATES,
  FIELD_CLASSES,
  SETTLED_STATES,
  WAITING_STATES,
  openApprovalActs,
  performed,
  refuseCycle,
  refusePathMissing,
  refuseUngranted,
  refuseWhenClosed,
  statedDay,
  type ApprovalAct,
} from '../../src/domain/approval';
import { approvalClock, type ApprovalClockInput } from '../../src/domain/approval-clock';
import {
  approvalLifecycle,
  mayBeDeemed,
  suspensionReasons,
  type ApprovalEvent,
  type ApprovalEventKind,
  type ApprovalState,
} from '../../src/domain/clock';
import { openActs } from '../../src/domain/lifecycle';
import { addDays, dayFromNumber, dayNumber, type Day } from '../../src/domain/period';
import { PILOT_STATES } from '../../src/domain/pilot';
import { addWorkdays, isWorkday, workdaysBetween } from '../../src/domain/workdays';
import { calendarFor, nationalCalendar } from '../../src/platform/calendar';

const calendar = nationalCalendar();
const ACTS = Object.keys(APPROVAL_ACTS) as ApprovalAct[];
const code = (wanted: string) => expect.objectContaining({ code: wanted });

// The whole life, spelt out by hand: state, act, next state. Whatever is not here is refused.
const LIFE: Record<ApprovalState, Partial<Record<ApprovalAct, ApprovalState>>> = {
  'not-started': { inquire: 'inquiring', apply: 'applied' },
  inquiring: { 'name-path': 'path-named', apply: 'applied', withdraw: 'withdrawn' },
  'path-named': { apply: 'applied', withdraw: 'withdrawn', lapse: 'lapsed' },
  applied: {
    accept: 'accepted',
    return: 'returned',
    suspend: 'suspended',
    grant: 'granted',
    refuse: 'refused',
    withdraw: 'withdrawn',
  },
  accepted: { return: 'returned', suspend: 'suspended', grant: 'granted', refuse: 'refused', withdraw: 'withdrawn' },
  returned: { resubmit: 'applied', withdraw: 'withdrawn', lapse: 'lapsed' },
  suspended: { resume: 'accepted', withdraw: 'withdrawn' },
  granted: {},
  refused: {},
  withdrawn: {},
  lapsed: {},
};
const SPONSOR_ACTS: ApprovalAct[] = ['inquire', 'apply', 'resubmit', 'withdraw'];

describe('who may do what, in which state', () => {
  const units = [
    { who: 'a third unit', sponsor: false, approver: false },
    { who: 'the sponsor unit', sponsor: true, approver: false },
    { who: 'the approver', sponsor: false, approver: true },
    { who: 'a unit that is both', sponsor: true, approver: true },
  ];
  const cells = APPROVAL_STATES.flatMap(state => ACTS.flatMap(act => units.map(unit => ({ ...unit, state, act }))));

  it('covers every cell', () => expect(cells).toHaveLength(11 * 12 * 4));

  it.each(cells)('$who, $state, $act', ({ state, act, sponsor, approver }) => {
    const sides = { sponsor, approver };
    const belongsToSponsor = SPONSOR_ACTS.includes(act);
    const next = LIFE[state][act];
    const attempt = () => performed(act, state, sides);
    if (belongsToSponsor && !sponsor) expect(attempt).toThrow(code('approval.not-sponsor'));
    else if (!belongsToSponsor && !approver) expect(attempt).toThrow(code('approval.not-approver'));
    else if (next === undefined) expect(attempt).toThrow(code('state.act-not-open'));
    else expect(attempt()).toBe(next);
  });

  it.each(APPROVAL_STATES)('names the acts open in state %s', state => {
    expect(openApprovalActs(state).sort()).toEqual(Object.keys(LIFE[state]).sort());
  });

  it('has an act for every event, and one only', () => {
    const events = ACTS.map(act => APPROVAL_ACTS[act].event);
    expect([...events].sort()).toEqual(Object.keys(approvalLifecycle.acts).sort());
  });

  it('refuses to start anything on a closed pilot, and nothing else', () => {
    const starts = ['open', 'inquire', 'apply', 'resubmit'];
    for (const act of [...ACTS, 'open' as const]) {
      for (const state of PILOT_STATES) {
        const attempt = () => refuseWhenClosed(act, state);
        if (state === 'closed' && starts.includes(act)) expect(attempt).toThrow(code('approval.pilot-closed'));
        else expect(attempt).not.toThrow();
      }
    }
  });
});

describe('the stated day', () => {
  it.each([
    ['2026-03-03', null, '2026-03-02', 'approval.day-in-future'],
    ['2026-03-02', null, '2026-03-02', null],
    ['2024-01-01', null, '2026-03-02', null],
    ['2026-02-27', '2026-02-27', '2026-03-02', null],
    ['2026-02-26', '2026-02-27', '2026-03-02', 'approval.day-before-last'],
  ])('%s after %s, today %s: %s', (on, last, today, refused) => {
    const attempt = () => statedDay(on, { today, last });
    if (refused) expect(attempt).toThrow(code(refused));
    else expect(attempt()).toBe(on);
  });
});

describe('the path an application stands on', () => {
  const path = { matter: '用地审批', legalBasis: '土地管理法第四十四条', termWorkdays: 20, materials: [] };
  it.each([
    [{}, []],
    [{ termWorkdays: 0 }, []],
    [{ legalBasis: null }, ['legalBasis']],
    [{ termWorkdays: null }, ['termWorkdays']],
    [{ legalBasis: null, termWorkdays: null }, ['legalBasis', 'termWorkdays']],
  ])('%j lacks %j', (change, missing) => {
    const attempt = () => refusePathMissing({ ...path, ...change });
    if (missing.length === 0) expect(attempt).not.toThrow();
    else {
      const fields = missing.map(field => expect.objectContaining({ field }));
      expect(attempt).toThrow(expect.objectContaining({ code: 'approval.path-missing', fields }));
    }
  });
});

describe('what must come first', () => {
  const needsOf = (edges: [number, number][]) => {
    const needs = new Map<string, string[]>();
    for (const [from, to] of edges) needs.set(`A${from}`, [...(needs.get(`A${from}`) ?? []), `A${to}`]);
    return needs;
  };
  // Edges from later to earlier only: such an order never closes.
  const orders = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 12 }), fc.nat(11)).map(([from, to]): [number, number] => [from, to % from]),
    { maxLength: 40 },
  );

  it('accepts every order without a circle, from wherever it is entered', () => {
    fc.assert(
      fc.property(orders, fc.nat(12), (edges, start) => {
        expect(() => refuseCycle(needsOf(edges), `A${start}`)).not.toThrow();
      }),
    );
  });

  it('refuses an edge that closes a chain, and names the chain', () => {
    fc.assert(
      fc.property(orders, fc.integer({ min: 1, max: 8 }), (edges, length) => {
        const chain = Array.from({ length }, (_, at): [number, number] => [20 + at, 20 + ((at + 1) % length)]);
        expect(() => refuseCycle(needsOf([...edges, ...chain]), 'A20')).toThrow(code('approval.predecessor-cycle'));
      }),
    );
    expect(() => refuseCycle(needsOf([[1, 2], [2, 3], [3, 1]]), 'A1')).toThrow(/A1 → A2 → A3 → A1/); // prettier-ignore
  });

  it('names what is not granted yet, and only that', () => {
    const granted = { code: 'SP-1', state: 'granted', granted: true } as const;
    const deemed = { code: 'SP-2', state: 'applied', granted: true } as const;
    const waiting = { code: 'SP-3', state: 'returned', granted: false } as const;
    expect(() => refuseUngranted([granted, deemed])).not.toThrow();
    expect(() => refuseUngranted([granted, waiting, deemed])).toThrow(
      expect.objectContaining({ code: 'approval.predecessor-not-granted', words: expect.anything() }),
    );
    expect(() => refuseUngranted([granted, waiting, deemed])).toThrow(/predecessors are granted: SP-3 \(returned\)$/);
  });
});

it.each(FIELD_CLASSES)('silence grants in class %s only when it is "other"', fieldClass => {
  expect(mayBeDeemed(true, [fieldClass])).toBe(fieldClass === 'other');
  expect(mayBeDeemed(false, [fieldClass])).toBe(false);
});

const history = (...steps: [ApprovalEventKind, Day, Partial<ApprovalEvent>?][]): ApprovalEvent[] =>
  steps.map(([kind, on, more]) => ({ kind, on, ...more }));
const clockOn = (day: Day, events: ApprovalEvent[], rest: Partial<ApprovalClockInput> = {}) =>
  approvalClock({ term: 20, inquiryTerm: null, events, ...rest }, day, calendar);

const step = fc.record({ pick: fc.nat(20), gap: fc.oneof(fc.constant(0), fc.nat(25)), reason: fc.nat(3) });
const histories = fc
  .record({ start: fc.nat(600), steps: fc.array(step, { minLength: 1, maxLength: 12 }), ask: fc.nat(240) })
  .map(({ start, steps, ask }) => {
    const events: ApprovalEvent[] = [];
    let state: ApprovalState = 'not-started';
    const first = dayNumber('2024-01-10') + start;
    let at = first;
    for (const { pick, gap, reason } of steps) {
      const open: ApprovalEventKind[] = openActs(approvalLifecycle, state);
      const kind = open[pick % Math.max(1, open.length)];
      if (kind === undefined) break;
      at += events.length === 0 ? 0 : gap;
      events.push({ kind, on: dayFromNumber(at), reason: kind === 'suspended' ? suspensionReasons[reason] : null });
      state = approvalLifecycle.acts[kind].to;
    }
    return { events, day: dayFromNumber(first + ask) };
  });
const terms = fc.integer({ min: 0, max: 40 });

describe('the clock as read', () => {
  it('ends the term on the day whose next working day is the first overdue one', () => {
    let onDesk = 0;
    fc.assert(
      fc.property(histories, terms, terms, ({ events, day }, term, inquiryTerm) => {
        const past = events.filter(event => event.on <= day);
        const input = { term, inquiryTerm };
        const clock = clockOn(day, past, input);
        if (clock.overdueBy > 0) expect(clock.due?.explanation.due).toBeDefined();
        if (clock.due === null || clock.onDesk !== 'authority') return;
        onDesk++;
        const { due } = clock.due.explanation;
        expect(clock.due.usedBefore + clock.due.explanation.workdays).toBe(clock.term);
        if (due >= (past.at(-1)?.on ?? day)) {
          expect(clockOn(due, past, input).overdueBy).toBe(0);
          expect(clockOn(addWorkdays(calendar, due, 1), past, input).overdueBy).toBe(1);
        }
        expect(clock.overdueBy > 0).toBe(workdaysBetween(calendar, due, day) > 0 && clock.termUsed > (clock.term ?? 0));
      }),
      { numRuns: 500 },
    );
    expect(onDesk).toBeGreaterThan(50);
  });

  it('reads the due day off the days of the authority, counted one by one', () => {
    fc.assert(
      fc.property(histories, terms, ({ events, day }, term) => {
        const clock = clockOn(day, events, { term });
        const appliedOn = events.find(event => event.kind === 'applied' && event.on <= day)?.on ?? '';
        let used = 0;
        let reached: Day | null = null;
        for (const part of clock.parts.filter(one => one.party === 'authority' && one.to > appliedOn)) {
          for (let at = part.from; at <= part.to; at = addDays(at, 1)) {
            if (isWorkday(calendar, at) && ++used === term) reached = at;
          }
        }
        expect(used).toBe(clock.termUsed);
        if (reached !== null) expect(clock.due?.explanation.due).toBe(reached);
        else if (clock.due && term > 0)
          expect(clock.due.explanation.due > day || clock.onDesk === 'decided').toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('measures an inquiry against the term of the rulebook, and the application against its own', () => {
    const events = history(['inquired', '2026-03-02'], ['path-named', '2026-03-11'], ['applied', '2026-03-12']);
    expect(clockOn('2026-03-10', events, { inquiryTerm: 5 })).toMatchObject({
      measured: 'inquiry',
      term: 5,
      termUsed: 6,
      overdueBy: 1,
      inquiry: { used: 6, term: 5, overdueBy: 1 },
      due: { usedBefore: 0, explanation: { from: '2026-03-02', due: '2026-03-09' } },
    });
    expect(clockOn('2026-03-20', events, { inquiryTerm: 5 })).toMatchObject({
      measured: 'application',
      term: 20,
      termUsed: 6,
      overdueBy: 0,
      inquiry: { used: 7, term: 5, overdueBy: 2 },
      due: { explanation: { from: '2026-03-12', due: '2026-04-10' } },
    });
    expect(clockOn('2026-03-10', events).inquiry).toEqual({ used: 6, term: 20, overdueBy: 0 });
    expect(clockOn('2026-12-31', events.slice(0, 1), { term: null })).toMatchObject({ overdueBy: 0, due: null });
  });

  it('joins what lay with the authority without a break, so that the date is explained from the application', () => {
    const events = history(['applied', '2026-04-27'], ['accepted', '2026-04-29']);
    const due = clockOn('2026-05-06', events, { term: 7 }).due;
    expect(due).toMatchObject({ usedBefore: 0, explanation: { from: '2026-04-27', workdays: 7, due: '2026-05-09' } });
    expect(due?.explanation.madeUp.map(one => one.day)).toEqual(['2026-05-09']);
    expect(due?.explanation.skipped.map(one => one.day)).toEqual([
      '2026-05-01',
      '2026-05-02',
      '2026-05-03',
      '2026-05-04',
      '2026-05-05',
    ]);
  });

  it('counts on after a return, and stands still while the sponsor has it', () => {
    const events = history(['applied', '2026-03-02'], ['returned', '2026-03-05'], ['resubmitted', '2026-03-09']);
    expect(clockOn('2026-03-06', events, { term: 5 }).due).toBeNull();
    expect(clockOn('2026-03-09', events, { term: 5 }).due).toMatchObject({
      usedBefore: 3,
      explanation: { from: '2026-03-09', workdays: 2, due: '2026-03-11' },
    });
  });

  it('marks a date provisional that no notice speaks of, and follows a correction of the county', () => {
    const events = history(['applied', '2026-12-21']);
    expect(clockOn('2026-12-22', events).due?.explanation.provisional).toBe(true);
    expect(clockOn('2026-12-22', events, { term: 3 }).due?.explanation.provisional).toBe(false);
    const flood = [{ day: '2026-03-03', working: false, reason: '暴雨停工' }];
    const input = { term: 1, inquiryTerm: null, events: history(['applied', '2026-03-02']) };
    expect(approvalClock(input, '2026-03-04', calendarFor(flood)).due?.explanation.due).toBe('2026-03-04');
    expect(approvalClock(input, '2026-03-04', calendar)).toMatchObject({ overdueBy: 1 });
  });

  it('looks at no demand of a later day', () => {
    const remark = (demand: string, by: string) => ({ remarks: [{ topic: '片长', demand, by }] });
    const events = history(
      ['applied', '2026-03-02'],
      ['returned', '2026-03-03', remark('less', '分管副县长')],
      ['resubmitted', '2026-03-04'],
      ['returned', '2026-03-05', remark('more', '宣传部部长')],
    );
    expect(clockOn('2026-03-04', events).contradictions).toEqual([]);
    expect(clockOn('2026-03-05', events).contradictions).toEqual([
      {
        topic: '片长',
        earlier: { round: 1, demand: 'less', by: '分管副县长' },
        later: { round: 2, demand: 'more', by: '宣传部部长' },
      },
    ]);
  });

  it('says nothing is running before the first event', () => {
    expect(clockOn('2026-03-01', history(['applied', '2026-03-02']))).toMatchObject({
      onDesk: 'not-started',
      total: 0,
      due: null,
      measured: 'application',
    });
  });
});

describe('whose move it is', () => {
  const routes: Record<ApprovalState, ApprovalEventKind[]> = {
    'not-started': [],
    inquiring: ['inquired'],
    'path-named': ['inquired', 'path-named'],
    applied: ['applied'],
    accepted: ['applied', 'accepted'],
    returned: ['applied', 'returned'],
    suspended: ['applied', 'suspended'],
    granted: ['applied', 'granted'],
    refused: ['applied', 'refused'],
    withdrawn: ['applied', 'withdrawn'],
    lapsed: ['inquired', 'path-named', 'lapsed'],
  };

  it.each(APPROVAL_STATES)('agrees with the desk of the clock in state %s', state => {
    const events = history(...routes[state].map((kind): [ApprovalEventKind, Day, object] => [kind, '2026-03-02', { reason: 'hearing' }])); // prettier-ignore
    const clock = clockOn('2026-03-10', events);
    expect(clock.state).toBe(state);
    const waits = { sponsor: ['sponsor', 'not-started'], approver: ['authority'] };
    for (const side of ['sponsor', 'approver'] as const) {
      expect(WAITING_STATES[side].includes(state)).toBe(waits[side].includes(clock.onDesk));
    }
    expect((SETTLED_STATES as readonly string[]).includes(state)).toBe(clock.onDesk === 'decided');
  });
});
