// What was not in the actor's hands on the first day of the act (Monday 11 May 2026), as it was then on record. Working
// days by the sample calendar: 1, 4 and 5 May are holidays, Saturday 9 May is made up.

import { check } from '../../../src/domain/check/check';
import type { ApprovalFacts, Facts, PledgeFacts, WhistleFacts } from '../../../src/domain/check/facts';
import type { Cause } from '../../../src/domain/check/finding';
import { coveredFacts, fullBook } from './samples';

const at = (day: string): string => `${day}T02:00:00.000Z`;
const causes = (part: Partial<Facts>): readonly Cause[] =>
  check({ ...coveredFacts(), ...part }, { older: fullBook(), present: null }).causes;

const pledge = (part: Partial<PledgeFacts> = {}): PledgeFacts => ({
  code: 'PL-1',
  giver: 'bureau',
  kind: 'funds',
  standings: [
    { standing: 'claimed', recordedAt: at('2026-03-02') },
    { standing: 'made', recordedAt: at('2026-03-05') },
  ],
  documented: true,
  tranches: [
    { dueOn: '2026-04-01', amountFen: 300, quantity: null, recordedAt: at('2026-03-02') },
    { dueOn: '2026-05-06', amountFen: 200, quantity: null, recordedAt: at('2026-03-02') },
    { dueOn: '2026-06-01', amountFen: 900, quantity: null, recordedAt: at('2026-03-02') },
  ],
  deliveries: [],
  revisions: [],
  ...part,
});
const delivery = (on: string, amountFen: number, recordedOn = on) => ({
  on,
  amountFen,
  quantity: null,
  recordedAt: at(recordedOn),
});

describe('pledges', () => {
  test.each<[string, Partial<PledgeFacts>, object | null]>([
    ['nothing came', {}, { dueFen: 500, deliveredFen: 0, missingFen: 500, oldestDue: '2026-04-01', workdaysLate: 26 }],
    [
      'the first tranche came',
      { deliveries: [delivery('2026-04-02', 300)] },
      { missingFen: 200, oldestDue: '2026-05-06', workdaysLate: 4 },
    ],
    [
      'a part of the first came',
      { deliveries: [delivery('2026-04-02', 100)] },
      { missingFen: 400, oldestDue: '2026-04-01' },
    ],
    ['all that was due came', { deliveries: [delivery('2026-04-02', 500)] }, null],
    [
      'revised down to what came',
      { deliveries: [delivery('2026-04-02', 300)], revisions: [delivery('2026-04-10', 300)] },
      null,
    ],
    ['disputed', { standings: [{ standing: 'disputed', recordedAt: at('2026-03-05') }] }, null],
    [
      'made only on the day of the act, on no document',
      { documented: false, standings: [{ standing: 'made', recordedAt: at('2026-05-11') }] },
      null,
    ],
  ])('%s', (_name, part, figures) => {
    const found = causes({ pledges: [pledge(part)] });
    if (figures === null) expect(found).toEqual([]);
    else
      expect(found).toEqual([
        expect.objectContaining({
          kind: 'pledge-undelivered',
          against: 'bureau',
          figures: expect.objectContaining(figures),
        }),
      ]);
  });

  test('a delivery recorded after the act although stated before it is not counted, and listed with its delay', () => {
    const [found] = causes({ pledges: [pledge({ deliveries: [delivery('2026-04-02', 500, '2026-05-13')] })] });
    expect(found?.figures).toMatchObject({ deliveredFen: 0, missingFen: 500 });
    expect(found?.edits).toEqual([
      {
        about: 'pledge',
        subject: 'PL-1',
        field: 'deliveries',
        from: null,
        to: '2026-04-02',
        recordedAt: at('2026-05-13'),
        delayWorkdays: 2,
      },
    ]);
  });

  test('claimed on a document and unanswered: the silence of the giver is counted', () => {
    const claimed: Partial<PledgeFacts> = { standings: [{ standing: 'claimed', recordedAt: at('2026-04-20') }] };
    const [found] = causes({ pledges: [pledge(claimed)] });
    expect(found).toMatchObject({
      kind: 'pledge-unsigned',
      figures: { claimedOn: '2026-04-20', workdaysSilent: 13, claimedFen: 500 },
    });
    expect(causes({ pledges: [pledge({ ...claimed, documented: false })] })).toEqual([]);
  });

  test('authority promised and not given', () => {
    const authority = pledge({
      kind: 'authority',
      tranches: [{ dueOn: '2026-05-08', amountFen: null, quantity: null, recordedAt: at('2026-03-02') }],
    });
    expect(causes({ pledges: [authority] })).toMatchObject([
      { kind: 'means-not-given', figures: { dueUnits: 1, missingUnits: 1, workdaysLate: 2 } },
    ]);
    const given = { on: '2026-05-08', amountFen: null, quantity: null, recordedAt: at('2026-05-08') };
    expect(causes({ pledges: [{ ...authority, deliveries: [given] }] })).toEqual([]);
  });
});

type Event = ApprovalFacts['events'][number];
const event = (kind: Event['kind'], on: string, part: Partial<Event> = {}): Event => ({
  kind,
  on,
  round: null,
  remarks: [],
  recordedAt: at(on),
  ...part,
});
const approval = (...events: Event[]): ApprovalFacts => ({
  code: 'AP-1',
  matter: 'land',
  approver: 'land-bureau',
  termWorkdays: 5,
  predecessors: [],
  events,
});

describe('approvals', () => {
  test('on the authority’s desk past its term', () => {
    const found = causes({ approvals: [approval(event('applied', '2026-04-20'), event('accepted', '2026-04-22'))] });
    expect(found).toMatchObject([
      {
        kind: 'approval-stuck',
        against: 'land-bureau',
        figures: {
          authorityWorkdays: 13,
          sponsorWorkdays: 0,
          suspendedWorkdays: 0,
          totalWorkdays: 13,
          onDesk: 'authority',
          overdueBy: 8,
        },
      },
    ]);
  });

  test.each<[string, Event[]]>([
    ['decided before the act', [event('applied', '2026-04-20'), event('granted', '2026-04-22')]],
    ['on the sponsor’s desk within the term', [event('applied', '2026-04-20'), event('returned', '2026-04-22')]],
    ['lawfully suspended', [event('applied', '2026-04-20'), event('suspended', '2026-04-22', { reason: 'hearing' })]],
    ['applied for on the day of the act', [event('applied', '2026-05-11')]],
  ])('%s: no cause', (_name, events) => {
    expect(causes({ approvals: [approval(...events)] })).toEqual([]);
  });

  test('a grant entered after the act although dated before it does not end the wait; it is listed', () => {
    const late = event('granted', '2026-04-22', { recordedAt: at('2026-05-20') });
    const [found] = causes({ approvals: [approval(event('applied', '2026-04-20'), late)] });
    expect(found).toMatchObject({
      kind: 'approval-stuck',
      edits: [{ field: 'granted', to: '2026-04-22', delayWorkdays: 7 }],
    });
  });

  test('an event whose predecessor was entered late says nothing yet, and does not throw', () => {
    const applied = event('applied', '2026-04-20', { recordedAt: at('2026-05-20') });
    expect(causes({ approvals: [approval(applied, event('accepted', '2026-04-22'))] })).toEqual([]);
  });

  test('nobody named the path', () => {
    expect(causes({ approvals: [approval(event('inquired', '2026-04-20'))] })).toMatchObject([
      { kind: 'path-not-named', figures: { inquiryWorkdays: 13, overdueBy: 8 } },
    ]);
  });

  test('rounds with contradictory remarks', () => {
    const remark = (demand: string) => ({ remarks: [{ topic: 'length', demand, by: 'leader' }] });
    const found = causes({
      approvals: [
        approval(
          event('applied', '2026-04-20'),
          event('returned', '2026-04-21', { round: 1, ...remark('more') }),
          event('resubmitted', '2026-04-22'),
          event('returned', '2026-04-23', { round: 2, ...remark('less') }),
        ),
      ],
    });
    expect(found).toMatchObject([
      { kind: 'contradictory-remarks', figures: { rounds: 2, contradictions: 1, topics: ['length'] } },
    ]);
  });
});

const whistle = (part: Partial<WhistleFacts> = {}): WhistleFacts => ({
  code: 'W-1',
  receiver: 'labour-bureau',
  blownAt: at('2026-04-20'),
  dueAt: at('2026-05-06'),
  answeredAt: null,
  ...part,
});

test.each<[string, Partial<WhistleFacts>, object[]]>([
  [
    'unanswered',
    {},
    [{ kind: 'whistle-unanswered', figures: { blownOn: '2026-04-20', dueOn: '2026-05-06', workdaysOverdue: 4 } }],
  ],
  ['answered after the act', { answeredAt: at('2026-05-12') }, [{ figures: { answeredOn: '2026-05-12' } }]],
  ['answered before the act', { answeredAt: at('2026-05-07') }, []],
  ['not yet due', { dueAt: at('2026-05-11') }, []],
])('whistle %s', (_name, part, expected) => {
  expect(causes({ whistles: [whistle(part)] })).toMatchObject(expected);
});

test('causes are the same under any rulebook, change no outcome, and come sorted', () => {
  const part: Partial<Facts> = { pledges: [pledge({ code: 'PL-2' }), pledge()], whistles: [whistle()] };
  const facts = { ...coveredFacts(), ...part };
  const [one, two] = [fullBook(), fullBook({ code: 'B', conditions: [], redLines: [] })].map(older =>
    check(facts, { older, present: null }),
  );
  expect(one?.causes).toEqual(two?.causes);
  expect(one?.outcome).toBe('covered');
  expect(one?.causes.map(cause => `${cause.kind} ${cause.subject}`)).toEqual([
    'pledge-undelivered PL-1',
    'pledge-undelivered PL-2',
    'whistle-unanswered W-1',
  ]);
});

test('without a day of the act the causes are read on the day of the check, and delays are not known', () => {
  const facts = coveredFacts();
  const undated = { ...facts, flaw: { ...facts.flaw, actFrom: null }, whistles: [whistle()] };
  expect(check(undated, { older: fullBook(), present: null }).causes[0]?.figures).toMatchObject({
    day: '2026-06-01',
    workdaysOverdue: 19,
  });
});
