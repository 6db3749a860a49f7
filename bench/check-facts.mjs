// The facts of story S1 and variants of them, once as the check takes them and once as a flat object that the peer
// engines can compare in: days as day numbers, tri-states as strings, amounts in fen, lists of codes.
//
// What the peers cannot do is done for them here, outside the clock: working days (their terms come as finished days),
// the choice of the scope version and of the pilot's state on the days of the act, townships out of village codes.
import { join } from 'node:path';
import { compiled, ROOT } from './compiled.mjs';

const { readCaseFile } = compiled('cli/case-run');
const { findRulebook, loadRulebooks } = compiled('platform/rulebook-files');
const { dayNumber, localDay } = compiled('domain/period');
const { addWorkdays, indexCalendar } = compiled('domain/workdays');

export const rulebook = findRulebook(loadRulebooks().rulebooks, 'WC-513221@2').rulebook;
export const books = { older: rulebook, present: rulebook };

const S1 = join(ROOT, 'test', 'data', 'cases', 'covered', 's1-cemetery.yaml');
const story = readCaseFile(S1).cases[0].one.facts;

const answer = value => ({ value, by: null, on: null, recordedAt: null, evidence: [] });
const answers = changes => facts => ({ ...facts, answers: { ...facts.answers, ...changes } });
const flaw = changes => facts => ({ ...facts, flaw: { ...facts.flaw, ...changes } });
const judgement = (code, value) => facts => ({
  ...facts,
  judgements: { ...facts.judgements, [code]: { ...facts.judgements.C13, value } },
});
const breach = mark => flaw({ breaches: [{ ...story.flaw.breaches[0], mark }] });
const reported = on => flaw({ selfReport: { made: 'yes', on, recordedAt: `${on}T02:00:00.000Z` } });

/** What is changed in S1, and the verdict every engine must come to: covered, barred or neither. */
const VARIANTS = {
  'S1 as it is': [facts => facts, 'covered'],
  'private gain': [answers({ 'private-gain': answer('yes') }), 'barred'],
  'a red line unknown': [answers({ concealment: answer('unknown') }), 'neither'],
  'a loss over the red line': [flaw({ lossFen: 200_000_001 }), 'barred'],
  'a loss at the cap of the record': [flaw({ lossFen: 20_000_000 }), 'covered'],
  'a loss over the cap': [flaw({ lossFen: 20_000_001 }), 'neither'],
  'loss unknown': [flaw({ lossFen: null }), 'neither'],
  'another township': [flaw({ regions: ['513221102001'] }), 'neither'],
  'an act after the scope': [flaw({ actTo: '2027-01-01' }), 'neither'],
  'another activity': [flaw({ activities: ['toll-road'] }), 'neither'],
  'a kind not foreseen': [flaw({ kind: 'no-tender' }), 'neither'],
  'reported on the last day': [reported('2026-04-07'), 'covered'],
  'reported a day late': [reported('2026-04-08'), 'neither'],
  'a prohibition breached': [breach('prohibitory'), 'neither'],
  'the direction denied': [judgement('C13', 'unmet'), 'neither'],
  'a vanity project': [judgement('R18', 'met'), 'barred'],
  'not put right, but unforeseeable': [
    answers({ remedied: answer('no'), 'being-remedied': answer('no'), unforeseeable: answer('yes') }),
    'covered',
  ],
  'no collective decision, but an objection on record': [
    answers({ 'collective-decision': answer('no'), emergency: answer('no'), 'objection-on-record': answer('yes') }),
    'covered',
  ],
  'public harm': [answers({ 'public-harm': answer('yes') }), 'neither'],
};

const numberOf = instant => (instant === null ? -1 : dayNumber(localDay(instant)));
const township = region => region.slice(0, 9);

function scopeInForce({ pilot, flaw: { actFrom } }) {
  const counted = pilot.scopes.filter(({ recordedAt }) => localDay(recordedAt) < actFrom);
  return counted.at(-1);
}

/** The state the pilot was in on every day of the act. */
function stateThroughout({ pilot, flaw: { actFrom } }) {
  return pilot.states.filter(({ recordedAt }) => localDay(recordedAt) < actFrom).at(-1).state;
}

function termEnd(facts, from, term) {
  return dayNumber(addWorkdays(indexCalendar(facts.calendar), from, rulebook.terms[term].workdays));
}

/** Only plain values: what a caller would hand to a rule engine. An unknown loss is left out, as both engines can ask. */
function plain(facts) {
  const { flaw: act, record, safeguardsDone } = facts;
  const scope = scopeInForce(facts);
  const kept = safeguardsDone.filter(({ code }) => record.safeguards.includes(code));
  return {
    sealedDay: numberOf(record.sealedAt),
    recordFrom: dayNumber(record.period.from),
    recordTo: dayNumber(record.period.to),
    recordEnded: record.endedAt === null ? 'no' : 'yes',
    pilotState: stateThroughout(facts),
    actFrom: dayNumber(act.actFrom),
    actTo: dayNumber(act.actTo),
    townships: act.regions.map(township),
    scopeTownships: scope.regions.map(township),
    scopeFrom: dayNumber(scope.period.from),
    scopeTo: dayNumber(scope.period.to),
    activities: [...act.activities],
    scopeActivities: [...scope.activities],
    flawKind: act.kind,
    flawKinds: [...record.flawKinds],
    breachMarks: act.breaches.map(({ mark }) => mark),
    departures: act.breaches.map(({ departure }) => departure),
    safeguards: kept.map(({ done }) => done),
    safeguardsBy: Math.max(...kept.map(({ on }) => dayNumber(on))),
    safeguardsRecordedBy: Math.max(...kept.map(({ recordedAt }) => numberOf(recordedAt))),
    reportMade: act.selfReport.made,
    reportDay: numberOf(act.selfReport.recordedAt),
    reportDue: termEnd(facts, act.awareOn, 'self-report'),
    laterReportDay: numberOf(facts.answers['reported-afterwards']?.recordedAt ?? null),
    laterReportDue: termEnd(facts, act.actFrom, 'emergency-report'),
    ...(act.lossFen !== null && { lossFen: act.lossFen }),
    lossCapFen: record.lossCapFen,
    ...answersOf(facts),
    ...judgementsOf(facts),
  };
}

const { DECIDING_FACTS } = compiled('domain/check/facts');
const answersOf = facts =>
  Object.fromEntries(DECIDING_FACTS.map(fact => [fact, facts.answers[fact]?.value ?? 'unknown']));
const judgementsOf = facts =>
  Object.fromEntries(['C13', 'C14', 'C15', 'R18'].map(code => [code, facts.judgements[code]?.value ?? 'unknown']));

export const variants = Object.entries(VARIANTS).map(([name, [change, verdict]]) => {
  const facts = change(story);
  return { name, verdict, facts, plain: plain(facts) };
});
