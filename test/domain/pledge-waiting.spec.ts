import { waitingOn, type AwaitedPledge } from '../../src/domain/pledge-waiting';
import { nationalCalendar } from '../../src/platform/calendar';

const calendar = nationalCalendar();
const at = (day: string): string => `${day}T02:00:00.000Z`;
const standing = (standing: 'claimed' | 'made' | 'disputed', day: string) => ({ standing, recordedAt: at(day) });
const entry = (by: 'giver' | 'receiver', entered: string, answered: string | null = null) => ({
  by,
  enteredAt: at(entered),
  answeredAt: answered && at(answered),
});
const pledge = (parts: Partial<AwaitedPledge>): AwaitedPledge => ({
  standings: [standing('claimed', '2026-03-02')],
  entries: [],
  oldestDueOn: null,
  ...parts,
});
const MADE = [standing('claimed', '2026-03-02'), standing('made', '2026-03-04')];
const DISPUTED = [standing('claimed', '2026-03-02'), standing('disputed', '2026-03-04')];
const RESTATED = [...DISPUTED, standing('claimed', '2026-03-06')];

// 2026-03-02 is a Monday; 7 and 8 March are a weekend.
it.each<[string, Partial<AwaitedPledge>, string, unknown[] | null]>([
  ['a claim, on its own day', {}, '2026-03-02', ['giver', 'counter-sign', '2026-03-02', 0, 5, 0]],
  ['a claim, at the end of its term', {}, '2026-03-09', ['giver', 'counter-sign', '2026-03-02', 5, 5, 0]],
  ['a claim, past its term', {}, '2026-03-11', ['giver', 'counter-sign', '2026-03-02', 7, 5, 2]],
  ['a day before there was a claim', {}, '2026-03-01', null],
  ['a dispute', { standings: DISPUTED }, '2026-03-06', ['receiver', 'restate', '2026-03-04', 2, null, 0]],
  ['new terms', { standings: RESTATED }, '2026-03-09', ['giver', 'counter-sign', '2026-03-06', 1, 5, 0]],
  [
    'the dispute before the new terms',
    { standings: RESTATED },
    '2026-03-05',
    ['receiver', 'restate', '2026-03-04', 1, null, 0],
  ],
  ['a promise that waits for nothing', { standings: MADE }, '2026-03-31', null],
  [
    'a tranche undelivered',
    { standings: MADE, oldestDueOn: '2026-03-31' },
    '2026-04-02',
    ['giver', 'deliver', '2026-03-31', 2, null, 0],
  ],
  [
    'a delivery the giver entered, before what is due',
    { standings: MADE, oldestDueOn: '2026-03-31', entries: [entry('giver', '2026-04-01')] },
    '2026-04-03',
    ['receiver', 'confirm', '2026-04-01', 2, null, 0],
  ],
  [
    'of two entries the older one that is still open',
    { standings: MADE, entries: [entry('receiver', '2026-03-10'), entry('giver', '2026-03-09', '2026-03-11')] },
    '2026-03-12',
    ['giver', 'confirm', '2026-03-10', 2, null, 0],
  ],
  [
    'an entry answered later than the day asked',
    { standings: MADE, entries: [entry('giver', '2026-03-09', '2026-03-11')] },
    '2026-03-10',
    ['receiver', 'confirm', '2026-03-09', 1, null, 0],
  ],
  [
    'an entry answered on the day asked',
    { standings: MADE, entries: [entry('giver', '2026-03-09', '2026-03-11')] },
    '2026-03-11',
    null,
  ],
])('%s', (_, parts, day, expected) => {
  const waiting = waitingOn(pledge(parts), day, { calendar, term: 5 });
  expect(waiting && Object.values(waiting)).toEqual(expected);
});

it('has no term where the rulebook sets none', () => {
  expect(waitingOn(pledge({}), '2026-06-01', { calendar, term: null })).toMatchObject({ term: null, overdueBy: 0 });
});
