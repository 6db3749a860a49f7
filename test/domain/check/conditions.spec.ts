// Each condition in each of its values, one change away from an act that everything covers. The expected reason stands
// beside each row; the result follows from it.

import { check } from '../../../src/domain/check/check';
import type { Breach, Facts, FlawFacts, PilotFacts, RecordFacts } from '../../../src/domain/check/facts';
import type { ConditionFinding, Result } from '../../../src/domain/check/finding';
import type { ConditionCode, ConditionRule, Rulebook } from '../../../src/domain/check/rulebook';
import { answer, coveredFacts, fullBook, judgement, rule, unfiledFacts } from './samples';

type Change = (facts: Facts) => Facts;
type Row = [code: ConditionCode, reason: string, result: Result, change: Change, book?: Partial<Rulebook>];

const as =
  (...changes: Change[]): Change =>
  facts =>
    changes.reduce((now, change) => change(now), facts);
const same: Change = facts => facts;
const unfiled: Change = () => unfiledFacts();
const flaw =
  (part: Partial<FlawFacts>): Change =>
  facts => ({ ...facts, flaw: { ...facts.flaw, ...part } });
const record =
  (part: Partial<RecordFacts>): Change =>
  facts => ({
    ...facts,
    record: facts.record && { ...facts.record, ...part },
  });
const pilot =
  (part: Partial<PilotFacts>): Change =>
  facts => ({ ...facts, pilot: facts.pilot && { ...facts.pilot, ...part } });
const scope =
  (part: Partial<PilotFacts['scopes'][number]>): Change =>
  facts =>
    pilot({ scopes: (facts.pilot?.scopes ?? []).map(version => ({ ...version, ...part })) })(facts);
const answers =
  (part: Facts['answers']): Change =>
  facts => ({ ...facts, answers: { ...facts.answers, ...part } });
const judged =
  (part: Facts['judgements']): Change =>
  facts => ({ ...facts, judgements: { ...facts.judgements, ...part } });
const unjudged: Change = facts => ({ ...facts, judgements: {} });
const noPilot: Change = facts => ({ ...facts, pilot: null });
const breach = (part: Partial<Breach>): Change =>
  flaw({ breaches: [{ document: 'D1', article: '5', mark: 'prohibitory', departure: 'yes', ...part }] });
const authorised =
  (part: object | null): Change =>
  facts => {
    const [departure] = facts.pilot?.scopes[0]?.departures ?? [];
    if (!departure?.authorisation) throw new Error('the sample lists an authorised departure');
    const authorisation = part === null ? null : { ...departure.authorisation, ...part };
    return scope({ departures: [{ ...departure, authorisation }] })(facts);
  };
const safeguard =
  (part: Partial<Facts['safeguardsDone'][number]>): Change =>
  facts => ({
    ...facts,
    safeguardsDone: facts.safeguardsDone.map(entry => (entry.code === 'minutes' ? { ...entry, ...part } : entry)),
  });
const emergency = (on: string | null, reported: 'yes' | 'no' | 'unknown' = 'yes'): Change =>
  answers({
    'collective-decision': answer('no'),
    emergency: answer('yes'),
    'reported-afterwards': answer(reported, on),
  });
const states = (...list: [PilotFacts['states'][number]['state'], string][]): Change =>
  pilot({ states: list.map(([state, recordedAt]) => ({ state, recordedAt })) });
const with_ = (code: ConditionCode, params: ConditionRule['params']): Partial<Rulebook> => ({
  conditions: fullBook().conditions.map(node => ('code' in node && node.code === code ? rule(code, params) : node)),
});
const only = (...codes: ConditionCode[]): Partial<Rulebook> => ({ conditions: codes.map(code => rule(code)) });
const confirmed = (code: ConditionCode): Partial<Rulebook> => ({ conditions: [rule(code, { confirm: true })] });
const noTerms: Partial<Rulebook> = { terms: {} };
const anchoring: Partial<Rulebook> = { anchoring: 'required' };

const ROWS: Row[] = [
  // Midnight in China is 16:00 UTC: a sealing on 10 May is earlier than an act of 11 May, one of 11 May is not.
  ['C01', 'sealed-before', 'met', record({ sealedAt: '2026-05-10T15:59:59.999Z' })],
  ['C01', 'sealed-same-day', 'unmet', record({ sealedAt: '2026-05-10T16:00:00.000Z' })],
  ['C01', 'sealed-after-act', 'unmet', record({ sealedAt: '2026-05-12T02:00:00.000Z' })],
  ['C01', 'act-day-unknown', 'unknown', flaw({ actFrom: null })],
  ['C01', 'no-record', 'not-applicable', unfiled],
  ['C01', 'sealed-before', 'met', same, anchoring],
  ['C01', 'recorded-not-anchored', 'for-people', record({ anchoredAt: null }), anchoring],
  ['C01', 'recorded-not-anchored', 'for-people', record({ anchoredAt: '2026-05-10T16:00:00.000Z' }), anchoring],
  ['C01', 'judged-met', 'met', as(record({ anchoredAt: null }), judged({ C01: judgement('met') })), anchoring],
  ['C01', 'judged-unmet', 'unmet', as(record({ anchoredAt: null }), judged({ C01: judgement('unmet') })), anchoring],
  [
    'C01',
    'judged-unknown',
    'unknown',
    as(record({ anchoredAt: null }), judged({ C01: judgement('unknown') })),
    anchoring,
  ],
  ['C01', 'sealed-before', 'met', as(record({ anchoredAt: null }), judged({ C01: judgement('unmet') }))],

  ['C02', 'in-force', 'met', record({ period: { from: '2026-05-11', to: '2026-05-15' } })],
  ['C02', 'period-not-begun', 'unmet', record({ period: { from: '2026-05-12', to: null } })],
  ['C02', 'record-expired', 'unmet', record({ period: { from: '2026-03-10', to: '2026-05-14' } })],
  ['C02', 'record-ended', 'unmet', record({ endedBy: 'revoked', endedAt: '2026-05-15T02:00:00.000Z' })],
  ['C02', 'in-force', 'met', record({ endedBy: 'revoked', endedAt: '2026-05-15T16:00:00.000Z' })],
  ['C02', 'record-end-unknown', 'unknown', record({ endedBy: 'revoked' })],
  ['C02', 'act-end-unknown', 'unknown', flaw({ actTo: null })],
  ['C02', 'act-end-unknown', 'unknown', flaw({ actTo: '2026-05-10' })],
  ['C02', 'period-not-begun', 'unmet', as(flaw({ actTo: null }), record({ period: { from: '2026-05-12', to: null } }))],
  ['C02', 'act-day-unknown', 'unknown', flaw({ actFrom: null })],
  ['C02', 'pilot-unknown', 'unknown', noPilot],
  ['C02', 'pilot-unknown', 'unknown', states()],
  // A start counts from the day after it was recorded, a stop already from its own day.
  ['C02', 'in-force', 'met', states(['running', '2026-05-10T02:00:00.000Z'])],
  ['C02', 'pilot-not-running', 'unmet', states(['running', '2026-05-11T02:00:00.000Z'])],
  [
    'C02',
    'pilot-not-running',
    'unmet',
    states(['running', '2026-03-03T01:00:00.000Z'], ['suspended', '2026-05-15T02:00:00.000Z']),
  ],
  [
    'C02',
    'in-force',
    'met',
    states(['running', '2026-03-03T01:00:00.000Z'], ['suspended', '2026-05-15T16:00:00.000Z']),
  ],
  [
    'C02',
    'pilot-not-running',
    'unmet',
    states(
      ['running', '2026-03-03T01:00:00.000Z'],
      ['suspended', '2026-05-12T01:00:00.000Z'],
      ['running', '2026-05-12T02:00:00.000Z'],
    ),
  ],
  [
    'C02',
    'in-force',
    'met',
    states(
      ['running', '2026-03-03T01:00:00.000Z'],
      ['suspended', '2026-04-12T01:00:00.000Z'],
      ['running', '2026-04-13T02:00:00.000Z'],
    ),
  ],
  ['C02', 'other-lane', 'not-applicable', record({ sealedAt: '2026-05-11T02:00:00.000Z' })],

  ['C03', 'regions-inside', 'met', same],
  ['C03', 'region-outside', 'unmet', flaw({ regions: ['513221101203', '513221102'] })],
  ['C03', 'region-outside', 'unmet', flaw({ regions: ['513221'] })],
  ['C03', 'regions-unknown', 'unknown', flaw({ regions: null })],
  ['C03', 'regions-unknown', 'unknown', flaw({ regions: [] })],
  ['C03', 'act-day-unknown', 'unknown', flaw({ actFrom: null })],
  ['C03', 'pilot-unknown', 'unknown', noPilot],
  // A version recorded on the first day of the act does not count for it.
  ['C03', 'regions-inside', 'met', scope({ recordedAt: '2026-05-10T15:59:59.999Z' })],
  ['C03', 'no-scope-in-force', 'unmet', scope({ recordedAt: '2026-05-10T16:00:00.000Z' })],
  ['C03', 'no-record', 'not-applicable', unfiled],

  ['C04', 'days-inside', 'met', scope({ period: { from: '2026-05-11', to: '2026-05-15' } })],
  ['C04', 'days-outside', 'unmet', scope({ period: { from: '2026-05-12', to: null } })],
  ['C04', 'days-outside', 'unmet', scope({ period: { from: '2026-03-01', to: '2026-05-14' } })],
  ['C04', 'act-end-unknown', 'unknown', flaw({ actTo: null })],
  ['C04', 'days-outside', 'unmet', as(flaw({ actTo: null }), scope({ period: { from: '2026-05-12', to: null } }))],
  ['C04', 'no-record', 'not-applicable', unfiled],

  ['C05', 'activities-inside', 'met', same],
  ['C05', 'activity-outside', 'unmet', flaw({ activities: ['build-hall', 'sell-land'] })],
  ['C05', 'activities-unknown', 'unknown', flaw({ activities: [] })],
  ['C05', 'no-record', 'not-applicable', unfiled],

  ['C06', 'kind-foreseen', 'met', same],
  ['C06', 'kind-not-foreseen', 'unmet', flaw({ kind: 'no-tender' })],
  ['C06', 'kind-unknown', 'unknown', flaw({ kind: null })],
  ['C06', 'no-record', 'not-applicable', unfiled],

  ['C07', 'departures-authorised', 'met', same],
  ['C07', 'departures-authorised', 'met', unfiled],
  ['C07', 'not-asked', 'not-applicable', unfiled, only('C14')],
  ['C07', 'departures-authorised', 'met', same, only('C14')],
  ['C07', 'no-departure', 'not-applicable', breach({ departure: 'no' })],
  ['C07', 'no-departure', 'not-applicable', flaw({ breaches: [] })],
  ['C07', 'departure-unknown', 'unknown', breach({ departure: 'unknown' })],
  ['C07', 'breaches-unknown', 'unknown', flaw({ breaches: null })],
  ['C07', 'departure-not-listed', 'unmet', breach({ article: '6' })],
  ['C07', 'no-authorisation', 'unmet', authorised(null)],
  ['C07', 'authorisation-too-low', 'unmet', authorised({ level: 'county' })],
  ['C07', 'departures-authorised', 'met', authorised({ level: 'province' })],
  ['C07', 'authorisation-not-in-force', 'unmet', authorised({ period: { from: '2026-05-12', to: null } })],
  ['C07', 'authorisation-not-in-force', 'unmet', authorised({ period: { from: '2026-03-01', to: '2026-05-14' } })],
  ['C07', 'departures-authorised', 'met', authorised({ period: { from: '2026-05-11', to: '2026-05-15' } })],
  ['C07', 'authorisation-elsewhere', 'unmet', authorised({ regions: ['513222'] })],
  ['C07', 'regions-unknown', 'unknown', flaw({ regions: null })],
  ['C07', 'act-end-unknown', 'unknown', flaw({ actTo: null })],
  ['C07', 'no-scope-in-force', 'unmet', scope({ recordedAt: '2026-05-11T02:00:00.000Z' })],
  ['C07', 'confirm', 'for-people', same, confirmed('C07')],
  ['C07', 'no-departure', 'not-applicable', flaw({ breaches: [] }), confirmed('C07')],

  ['C08', 'safeguards-done', 'met', safeguard({ on: '2026-05-11' })],
  ['C08', 'safeguard-late', 'unmet', safeguard({ on: '2026-05-12' })],
  ['C08', 'safeguard-not-done', 'unmet', safeguard({ done: 'no' })],
  ['C08', 'safeguard-unknown', 'unknown', safeguard({ done: 'unknown' })],
  ['C08', 'safeguard-unknown', 'unknown', safeguard({ on: null })],
  ['C08', 'safeguard-unknown', 'unknown', facts => ({ ...facts, safeguardsDone: [] })],
  ['C08', 'recorded-after-act', 'for-people', safeguard({ recordedAt: '2026-05-10T16:00:00.000Z' })],
  ['C08', 'recorded-after-act', 'for-people', safeguard({ recordedAt: null })],
  ['C08', 'judged-met', 'met', as(safeguard({ recordedAt: null }), judged({ C08: judgement('met') }))],
  ['C08', 'judged-unmet', 'unmet', as(safeguard({ recordedAt: null }), judged({ C08: judgement('unmet') }))],
  ['C08', 'safeguard-late', 'unmet', as(safeguard({ on: '2026-05-12' }), judged({ C08: judgement('met') }))],
  ['C08', 'none-promised', 'not-applicable', record({ safeguards: [] })],
  ['C08', 'no-record', 'not-applicable', unfiled],

  ['C09', 'collective-decision', 'met', same],
  ['C09', 'collective-decision', 'met', answers({ 'collective-decision': answer('yes', '2026-05-11') })],
  ['C09', 'decided-after-act', 'unmet', answers({ 'collective-decision': answer('yes', '2026-05-12') })],
  ['C09', 'no-collective-decision', 'unmet', answers({ 'collective-decision': answer('no') })],
  ['C09', 'reported-in-emergency', 'met', emergency('2026-05-14')],
  ['C09', 'report-late', 'unmet', emergency('2026-05-15')],
  ['C09', 'not-reported-afterwards', 'unmet', emergency(null, 'no')],
  ['C09', 'decision-unknown', 'unknown', emergency(null, 'unknown')],
  ['C09', 'decision-unknown', 'unknown', emergency(null)],
  ['C09', 'decision-unknown', 'unknown', answers({ 'collective-decision': answer('unknown') })],
  // An open collective decision may still hold, whatever became of the emergency's report.
  [
    'C09',
    'decision-unknown',
    'unknown',
    as(emergency('2026-05-15'), answers({ 'collective-decision': answer('unknown') })),
  ],
  ['C09', 'no-term', 'for-people', emergency('2026-05-12'), noTerms],
  ['C09', 'judged-met', 'met', as(emergency('2026-05-12'), judged({ C09: judgement('met') })), noTerms],
  ['C09', 'act-day-unknown', 'unknown', as(emergency('2026-05-12'), flaw({ actFrom: null }))],
  ['C09', 'not-asked', 'not-applicable', same, only('C14')],

  // Aware on Monday 18 May: the fifth working day is Monday 25 May.
  [
    'C10',
    'reported-in-time',
    'met',
    flaw({ selfReport: { made: 'yes', on: null, recordedAt: '2026-05-25T15:59:59.999Z' } }),
  ],
  [
    'C10',
    'reported-late',
    'unmet',
    flaw({ selfReport: { made: 'yes', on: null, recordedAt: '2026-05-25T16:00:00.000Z' } }),
  ],
  // The ledger's day counts, not the day stated.
  [
    'C10',
    'reported-late',
    'unmet',
    flaw({ selfReport: { made: 'yes', on: '2026-05-19', recordedAt: '2026-05-26T02:00:00.000Z' } }),
  ],
  ['C10', 'reported-in-time', 'met', flaw({ selfReport: { made: 'yes', on: '2026-05-25', recordedAt: null } })],
  ['C10', 'reported-late', 'unmet', flaw({ selfReport: { made: 'yes', on: '2026-05-26', recordedAt: null } })],
  ['C10', 'self-report-unknown', 'unknown', flaw({ selfReport: { made: 'yes', on: null, recordedAt: null } })],
  ['C10', 'self-report-unknown', 'unknown', flaw({ selfReport: { made: 'unknown', on: null, recordedAt: null } })],
  ['C10', 'not-self-reported', 'unmet', flaw({ selfReport: { made: 'no', on: null, recordedAt: null } })],
  ['C10', 'awareness-unknown', 'unknown', flaw({ awareOn: null })],
  ['C10', 'no-term', 'for-people', same, noTerms],
  ['C10', 'judged-unmet', 'unmet', judged({ C10: judgement('unmet') }), noTerms],
  ['C10', 'confirm', 'for-people', same, confirmed('C10')],
  ['C10', 'judged-met', 'met', judged({ C10: judgement('met') }), confirmed('C10')],
  [
    'C10',
    'not-self-reported',
    'unmet',
    as(flaw({ selfReport: { made: 'no', on: null, recordedAt: null } }), judged({ C10: judgement('met') })),
    confirmed('C10'),
  ],
  ['C10', 'not-asked', 'not-applicable', same, only('C14')],

  ['C11', 'put-right', 'met', answers({ remedied: answer('no'), 'being-remedied': answer('yes') })],
  ['C11', 'not-put-right', 'unmet', answers({ remedied: answer('no') })],
  ['C11', 'remedy-unknown', 'unknown', answers({ remedied: answer('unknown') })],
  ['C11', 'put-right', 'met', answers({ remedied: answer('no') }), with_('C11', { anyOf: ['loss-recovered'] })],
  [
    'C11',
    'not-put-right',
    'unmet',
    answers({ 'loss-recovered': answer('no') }),
    with_('C11', { anyOf: ['loss-recovered'] }),
  ],
  ['C11', 'confirm', 'for-people', same, confirmed('C11')],
  ['C11', 'not-asked', 'not-applicable', same, only('C14')],

  // The rulebook's cap of 3,000,000 fen is the smaller one.
  ['C12', 'loss-within-cap', 'met', flaw({ lossFen: 3_000_000 })],
  ['C12', 'loss-over-cap', 'unmet', flaw({ lossFen: 3_000_001 })],
  ['C12', 'loss-over-cap', 'unmet', as(record({ lossCapFen: 100 }), flaw({ lossFen: 101 }))],
  [
    'C12',
    'loss-within-cap',
    'met',
    as(record({ lossCapFen: 100 }), flaw({ lossFen: 101 }), f => ({ ...f, record: null })),
  ],
  ['C12', 'loss-unknown', 'unknown', flaw({ lossFen: null })],
  ['C12', 'no-cap', 'not-applicable', record({ lossCapFen: null }), { caps: { lossFen: null, basis: {} } }],
  ['C12', 'confirm', 'for-people', same, confirmed('C12')],

  ...(['C13', 'C14', 'C15'] as const).flatMap((code): Row[] => [
    [code, 'judged-met', 'met', same],
    [code, 'question', 'for-people', unjudged],
    [code, 'judged-unmet', 'unmet', judged({ [code]: judgement('unmet') })],
    [code, 'judged-unknown', 'unknown', judged({ [code]: judgement('unknown') })],
    [code, 'not-asked', 'not-applicable', same, only('C16')],
  ]),

  ['C16', 'within-powers', 'met', same],
  ['C16', 'outside-powers', 'unmet', answers({ 'within-powers': answer('no') })],
  ['C16', 'fact-unknown', 'unknown', answers({ 'within-powers': answer('unknown') })],
  ['C16', 'confirm', 'for-people', same, confirmed('C16')],
  ['C17', 'no-public-harm', 'met', same],
  ['C17', 'public-harm', 'unmet', answers({ 'public-harm': answer('yes') })],
  ['C17', 'fact-unknown', 'unknown', answers({ 'public-harm': answer('unknown') })],
  ['C17', 'confirm', 'for-people', same, confirmed('C17')],

  ['C18', 'no-breach', 'met', same],
  ['C18', 'no-breach', 'met', flaw({ breaches: [] })],
  ['C18', 'no-breach', 'met', breach({ article: '6', mark: 'procedural', departure: 'no' })],
  ['C18', 'no-breach', 'met', breach({ article: '6', mark: 'obligatory', departure: 'no' })],
  [
    'C18',
    'provision-breached',
    'unmet',
    breach({ article: '6', mark: 'obligatory', departure: 'no' }),
    with_('C18', { marks: ['prohibitory', 'obligatory'] }),
  ],
  ['C18', 'provision-breached', 'unmet', breach({ departure: 'no' })],
  ['C18', 'provision-breached', 'unmet', authorised(null)],
  ['C18', 'departure-unknown', 'unknown', breach({ departure: 'unknown' })],
  ['C18', 'mark-unknown', 'unknown', breach({ mark: 'unknown', departure: 'no' })],
  ['C18', 'no-breach', 'met', breach({ mark: 'unknown' })],
  ['C18', 'breaches-unknown', 'unknown', flaw({ breaches: null })],
  ['C18', 'confirm', 'for-people', same, confirmed('C18')],
  ['C18', 'not-asked', 'not-applicable', same, only('C14')],

  ['C19', 'objection-on-record', 'met', same],
  ['C19', 'no-objection', 'unmet', answers({ 'objection-on-record': answer('no') })],
  ['C19', 'fact-unknown', 'unknown', answers({ 'objection-on-record': answer('unknown') })],
  ['C20', 'unforeseeable', 'met', same],
  ['C20', 'foreseeable', 'unmet', answers({ unforeseeable: answer('no') })],
  ['C20', 'fact-unknown', 'unknown', answers({ unforeseeable: answer('unknown') })],
];

function find(facts: Facts, code: ConditionCode, book: Partial<Rulebook> = {}): ConditionFinding {
  const found = check(facts, { older: fullBook(book), present: null }).applied.conditions.find(
    one => one.code === code,
  );
  if (!found) throw new Error(`no ${code}`);
  return found;
}

test.each(ROWS.map((row, i) => ({ name: `${row[0]} ${row[1]} (${i})`, row })))('$name', ({ row }) => {
  const [code, reason, result, change, book] = row;
  const found = find(change(coveredFacts()), code, book);
  expect({ reason: found.reason, result: found.result }).toEqual({ reason, result });
  expect(found.missing.length > 0).toBe(result === 'unknown');
});

test('the table covers every value each condition can have', () => {
  const seen = new Map<ConditionCode, Set<Result>>();
  for (const [code, , result] of ROWS) seen.set(code, (seen.get(code) ?? new Set()).add(result));
  for (const code of ['C01', 'C02', 'C07', 'C08', 'C09', 'C10', 'C11', 'C12', 'C18'] as const) {
    expect([code, seen.get(code)?.size]).toEqual([code, code === 'C02' ? 4 : 5]);
  }
  expect(seen.size).toBe(20);
});

describe('figures and what is missing', () => {
  test.each<[ConditionCode, Change, object]>([
    ['C01', same, { sealedOn: '2026-03-09', actFrom: '2026-05-11', workdays: 43, anchored: true }],
    ['C03', flaw({ regions: ['513222', '513221101203'] }), { outside: ['513222'], scopeVersion: 1 }],
    ['C09', emergency('2026-05-15'), { workdays: 4, termWorkdays: 3, reportedOn: '2026-05-15' }],
    ['C10', same, { awareOn: '2026-05-18', reportedOn: '2026-05-19', workdays: 1, termWorkdays: 5, recorded: true }],
    ['C12', same, { lossFen: 1_000_000, capFen: 3_000_000 }],
    ['C13', same, { by: 'inspector-1' }],
  ])('%s', (code, change, figures) => {
    expect(find(change(coveredFacts()), code).figures).toMatchObject(figures);
  });

  test.each<[ConditionCode, Change, string[]]>([
    ['C02', flaw({ actTo: null }), ['flaw.actTo']],
    ['C07', breach({ departure: 'unknown' }), ['flaw.breaches[D1 5].departure']],
    ['C08', facts => ({ ...facts, safeguardsDone: [] }), ['safeguardsDone[legal-review]', 'safeguardsDone[minutes]']],
    ['C09', emergency(null), ['answers.reported-afterwards.on']],
    ['C09', answers({ 'collective-decision': answer('unknown') }), ['answers.collective-decision']],
    ['C11', answers({ remedied: answer('unknown') }), ['answers.remedied']],
    ['C13', judged({ C13: judgement('unknown') }), ['judgements.C13']],
    ['C18', breach({ mark: 'unknown', departure: 'no' }), ['flaw.breaches[D1 5].mark']],
  ])('%s lacks %#', (code, change, missing) => {
    expect(find(change(coveredFacts()), code).missing).toEqual(missing);
  });

  test('evidence is listed, sorted', () => {
    expect(find(coveredFacts(), 'C08').evidence).toEqual(['e-legal-review', 'e-minutes']);
  });
});

describe('a record sealed too late', () => {
  test.each([
    ['2026-05-11T02:00:00.000Z', 0],
    ['2026-05-12T02:00:00.000Z', 1],
    ['2026-05-18T02:00:00.000Z', 5],
  ])('sealed %s: %i working days late, shown and never deciding', (sealedAt, workdaysLate) => {
    const finding = check(record({ sealedAt })(coveredFacts()), { older: fullBook(), present: null });
    expect(finding).toMatchObject({ lane: 'after-the-fact', outcome: 'eligible', recordPart: null });
    expect(finding.lateRecord).toEqual({ code: 'EX-513221-2026-0001', sealedAt, workdaysLate });
    expect(finding.applied.conditions[0]).toMatchObject({ code: 'C01', result: 'unmet', decides: false });
  });
});

describe('first-fact rule', () => {
  const edit =
    (field: string, recordedAt: string, about: 'scope' | 'flaw' = 'scope'): Change =>
    facts => ({
      ...facts,
      edits: [...facts.edits, { about, subject: 'x', field, from: 'a', to: 'b', recordedAt }],
    });
  test('a change on or after the first day of the act is listed with its delay, an earlier one is not', () => {
    const facts = as(
      edit('regions', '2026-05-10T15:59:59.999Z'),
      edit('regions', '2026-05-18T02:00:00.000Z'),
      edit('regions', '2026-05-11T02:00:00.000Z'),
      edit('period.to', '2026-05-12T02:00:00.000Z'),
      edit('lossFen', '2026-05-13T02:00:00.000Z', 'flaw'),
    )(coveredFacts());
    const listed = (code: ConditionCode) => find(facts, code).edits.map(one => [one.field, one.delayWorkdays]);
    expect(listed('C03')).toEqual([
      ['regions', 0],
      ['regions', 5],
    ]);
    expect(listed('C04')).toEqual([['period.to', 1]]);
    expect(listed('C12')).toEqual([['lossFen', 2]]);
    expect(listed('C05')).toEqual([]);
  });

  test('the scope version in force on the day of the act decides, not a later one', () => {
    const later = (facts: Facts): Facts => {
      const [first] = facts.pilot?.scopes ?? [];
      if (!first) throw new Error('the sample has a scope');
      const wider = { ...first, version: 2, recordedAt: '2026-05-11T02:00:00.000Z', regions: ['513221'] };
      return pilot({ scopes: [first, wider] })(facts);
    };
    const facts = as(flaw({ regions: ['513221102'] }), later)(coveredFacts());
    expect(find(facts, 'C03')).toMatchObject({ result: 'unmet', figures: { scopeVersion: 1 } });
  });
});
