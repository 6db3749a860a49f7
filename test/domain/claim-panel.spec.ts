import fc from 'fast-check';
import {
  CLAIM_LIFECYCLE,
  DECISION_KINDS,
  type ClaimState,
  type ClaimStep,
  type DecisionKind,
} from '../../src/domain/claim/claim';
import {
  leastSeats,
  majorityOf,
  refuseBrokenPanel,
  refuseExchange,
  refuseOtherPanel,
  refuseUnfitPanel,
  tally,
  type Member,
  type Vote,
} from '../../src/domain/claim/panel';
import { refuseSamePerson, refuseUnvoted } from '../../src/domain/claim/decision';
import { Refusal } from '../../src/domain/errors';
import { follow } from '../../src/domain/lifecycle';

const refusalOf = (work: () => unknown): string => {
  try {
    work();
    return 'open';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

/** 'A* b c!' : persons by letter, a star for the chair, an exclamation mark for a recused one. */
const panel = (text: string): Member[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map(one => ({
      personId: one[0]!,
      chair: one.includes('*'),
      recused: one.includes('!'),
    }));

/** 'a:exempt b:refused' */
const votes = (text: string): Vote[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map(one => {
      const [personId, kind] = one.split(':') as [string, DecisionKind];
      return { personId, kind };
    });

it.each([
  [0, 3],
  [1, 3],
  [3, 3],
  [4, 5],
  [5, 5],
  [6, 7],
  [7, 7],
])('a rulebook that asks for %i seats gets %i', (asked, least) => {
  expect(leastSeats(asked)).toBe(least);
});

test.each([
  ['a* b c', 3, 'open'],
  ['a b* c d e', 3, 'open'],
  ['a* b', 3, 'claim.panel-size'],
  ['', 3, 'claim.panel-size'],
  ['a*', 1, 'claim.panel-size'],
  ['a* b c d', 3, 'claim.panel-size'],
  ['a* b c', 5, 'claim.panel-size'],
  ['a* b c', 4, 'claim.panel-size'],
  ['a* b a', 3, 'claim.panel-person-twice'],
  ['a b c', 3, 'claim.panel-chair'],
  ['a* b* c', 3, 'claim.panel-chair'],
  ['a* b! c', 3, 'claim.panel-recused'],
])('a panel of "%s" where %i seats are asked for: %s', (members, size, expected) => {
  expect(refusalOf(() => refuseUnfitPanel(panel(members), size))).toBe(expected);
});

test.each([
  ['', 3, 'claim.panel-missing'],
  ['a* b c', 3, 'open'],
  ['a* b c!', 3, 'claim.panel-broken'],
  ['a* b c! d! e', 3, 'open'],
  ['a* b c! d e', 3, 'claim.panel-broken'],
  ['a! b! c* d e', 5, 'claim.panel-broken'],
  ['a*! b! c d e', 3, 'claim.panel-broken'],
])('a sitting panel of "%s" where %i seats are asked for: %s', (members, size, expected) => {
  expect(refusalOf(() => refuseBrokenPanel(panel(members), size))).toBe(expected);
});

test.each([
  ['a* b c', 'a:exempt b:exempt c:refused', 'exempt'],
  ['a* b c', 'a:exempt b:exempt', 'claim.votes-missing'],
  ['a* b c', '', 'claim.votes-missing'],
  ['a* b c', 'a:exempt b:refused c:lenient', 'claim.no-majority'],
  ['a* b c d e', 'a:exempt b:exempt c:lenient d:lenient e:refused', 'claim.no-majority'],
  ['a* b c d e', 'a:exempt b:exempt c:lenient d:lenient e:lenient', 'lenient'],
  ['a* b c', 'a:exempt x:exempt y:exempt', 'claim.votes-missing'],
  ['a* b c! d! e', 'a:exempt b:refused c:refused d:refused e:exempt', 'exempt'],
  ['a* b c! d! e', 'a:exempt b:refused c:refused d:refused', 'claim.votes-missing'],
  ['a* b c!', 'a:exempt b:exempt c:exempt', 'claim.panel-broken'],
])('"%s" voting "%s": %s', (members, given, expected) => {
  const outcome = refusalOf(() => majorityOf(panel(members), votes(given), 3));
  expect(outcome === 'open' ? majorityOf(panel(members), votes(given), 3) : outcome).toBe(expected);
});

test.each([
  ['a* b c', 'a:exempt b:exempt c:refused', 'claim.panel-voted'],
  ['a* b c', 'a:exempt b:exempt', 'open'],
  ['a* b c', 'a:exempt b:refused c:lenient', 'open'],
  ['a* b c!', 'a:exempt b:exempt c:exempt', 'open'],
  ['a* b c! d! e', 'a:exempt b:exempt e:exempt', 'open'],
])('another panel in the place of "%s" after "%s": %s', (members, given, expected) => {
  expect(refusalOf(() => refuseOtherPanel(panel(members), votes(given), 3))).toBe(expected);
});

test.each([
  ['a* b c', '', 'd* e f', 'open'],
  ['a* b c', 'a', 'a* e f', 'open'],
  ['a* b c', 'a', 'e* f g', 'claim.panel-keeps'],
  ['a* b c', 'a b c', 'a* b d', 'claim.panel-keeps'],
  ['a* b c', 'a b c', 'a b* c d e', 'open'],
  ['a* b c!', 'a b c', 'a* b d', 'open'],
  ['a* b c!', 'a b c', 'a* d e', 'claim.panel-keeps'],
  ['a* b c', 'x', 'd* e f', 'open'],
])('a panel of "%s" of whom "%s" have voted becomes "%s": %s', (before, voters, after, expected) => {
  expect(refusalOf(() => refuseExchange(panel(before), panel(after), voters.split(' ')))).toBe(expected);
});

it('says the figures in both languages', () => {
  const words = (() => {
    try {
      majorityOf(panel('a* b c d e'), votes('a:exempt b:exempt c:lenient d:lenient e:refused'), 3);
    } catch (error) {
      return (error as Refusal).words;
    }
    return null;
  })();
  expect(words?.zh).toContain('5 席中得票最多的为 2 票');
  expect(words?.en).toContain('of 5 seats the most votes for one kind are 2');
});

const aPanel = fc
  .uniqueArray(fc.constantFrom(...'abcdefghi'), { minLength: 1, maxLength: 9 })
  .chain(persons =>
    fc.tuple(...persons.map(personId => fc.record({ personId: fc.constant(personId), recused: fc.boolean() }))),
  )
  .map((members): Member[] => members.map((member, at) => ({ ...member, chair: at === 0 })));
const someVotes = fc.uniqueArray(
  fc.record({ personId: fc.constantFrom(...'abcdefghijk'), kind: fc.constantFrom(...DECISION_KINDS) }),
  { selector: one => one.personId, maxLength: 11 },
);

it('counts nobody who is recused or does not sit, and every sitting vote once', () => {
  fc.assert(
    fc.property(aPanel, someVotes, (members, given) => {
      const result = tally(members, given);
      const sitting = members.filter(one => !one.recused).map(({ personId }) => personId);
      const counted = given.filter(({ personId }) => sitting.includes(personId));
      expect(result.seats).toBe(sitting.length);
      expect(Object.values(result.counts).reduce((sum, count) => sum + count, 0)).toBe(counted.length);
      const strict = DECISION_KINDS.filter(
        kind => counted.filter(vote => vote.kind === kind).length > sitting.length / 2,
      );
      expect(strict).toEqual(result.majority === null ? [] : [result.majority]);
      if (result.majority !== null) {
        expect(result.dissent).toBe(counted.filter(({ kind }) => kind !== result.majority).length);
      }
    }),
  );
});

// The whole of deciding as a model: whatever people try, in whatever order, `decided` is reached over a quorum alone.
interface Model {
  state: ClaimState;
  members: Member[];
  recused: Set<string>;
  round: number;
  votes: (Vote & { round: number })[];
  proposal: { kind: DecisionKind; round: number; by: string } | null;
}

type Try =
  | { act: 'form-panel'; members: Member[] }
  | { act: 'recuse'; person: string }
  | { act: 'opine'; person: string; kind: DecisionKind }
  | { act: 'propose'; person: string; kind: DecisionKind }
  | { act: 'issue' | 'refer'; person: string }
  | { act: Exclude<ClaimStep, 'form-panel' | 'opine' | 'propose' | 'issue' | 'refer'> };

const PERSONS = [...'abcdefg'];
const person = fc.constantFrom(...PERSONS);
const kind = fc.constantFrom(...DECISION_KINDS.slice(0, 2));
const seatsOf = (persons: string[]): Member[] =>
  persons.map((personId, at) => ({ personId, chair: at === 0, recused: false }));
const plain = (Object.keys(CLAIM_LIFECYCLE.acts) as ClaimStep[]).filter(
  (act): act is Extract<Try, { act: 'admit' | 'serve' }>['act'] =>
    !['form-panel', 'opine', 'propose', 'issue', 'refer'].includes(act),
);

const aTry: fc.Arbitrary<Try> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('form-panel' as const),
      members: fc.shuffledSubarray(PERSONS, { maxLength: 6 }).map(seatsOf),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('recuse' as const), person }) },
  { weight: 12, arbitrary: fc.record({ act: fc.constant('opine' as const), person, kind }) },
  { weight: 6, arbitrary: fc.record({ act: fc.constant('propose' as const), person, kind }) },
  { weight: 6, arbitrary: fc.record({ act: fc.constantFrom('issue' as const, 'refer' as const), person }) },
  { weight: 6, arbitrary: fc.record({ act: fc.constantFrom(...plain) }) },
);

const sittingOf = (model: Model): Member[] =>
  model.members.map(member => ({ ...member, recused: model.recused.has(member.personId) }));
const votesOf = ({ votes: all, round }: Model): Vote[] => all.filter(vote => vote.round === round);

/** One act as the services do it: the same rules, in the same order, over plain values. */
function tried(model: Model, attempt: Try): Model {
  if (attempt.act === 'recuse') return { ...model, recused: new Set([...model.recused, attempt.person]) };
  const state = follow(CLAIM_LIFECYCLE, model.state, attempt.act);
  const sits = (who: string) => sittingOf(model).some(one => one.personId === who && !one.recused);
  const next = { ...model, state };
  switch (attempt.act) {
    case 'form-panel': {
      const members = attempt.members.map(one => ({ ...one, recused: model.recused.has(one.personId) }));
      refuseOtherPanel(sittingOf(model), votesOf(model), 3);
      refuseUnfitPanel(members, 3);
      const round = votesOf(model).length === 0 ? model.round : model.round + 1;
      return { ...next, members: attempt.members, round, proposal: null };
    }
    case 'deliberate':
      refuseBrokenPanel(sittingOf(model), 3);
      return next;
    case 'opine':
      if (!sits(attempt.person) || votesOf(model).some(vote => vote.personId === attempt.person)) return model;
      return { ...next, votes: [...model.votes, { personId: attempt.person, kind: attempt.kind, round: model.round }] };
    case 'propose':
      if (!sits(attempt.person)) return model;
      refuseUnvoted(attempt.kind, majorityOf(sittingOf(model), votesOf(model), 3));
      return { ...next, proposal: { kind: attempt.kind, round: model.round, by: attempt.person } };
    case 'issue':
    case 'refer':
      if (model.proposal?.round !== model.round || model.recused.has(attempt.person)) return model;
      refuseSamePerson(model.proposal.by, attempt.person);
      refuseUnvoted(model.proposal.kind, majorityOf(sittingOf(model), votesOf(model), 3));
      return next;
    case 'approve-referral':
      if (model.proposal === null) return model;
      refuseUnvoted(model.proposal.kind, majorityOf(sittingOf(model), votesOf(model), 3));
      return next;
    case 'reopen':
    case 'send-back':
    case 'send-back-review':
      return { ...next, round: model.round + 1, proposal: null };
    case 'request-re-review':
    case 'request-upper-review':
      return { ...next, members: [], round: model.round + 1, proposal: null };
    default:
      return next;
  }
}

/** Counted anew, without the rules under test: an odd panel of three at least, more than half of it for the kind. */
function hasQuorum(model: Model): boolean {
  const sitting = model.members.map(({ personId }) => personId).filter(one => !model.recused.has(one));
  const forIt = new Set(
    model.votes
      .filter(vote => vote.round === model.round && vote.kind === model.proposal?.kind)
      .map(({ personId }) => personId)
      .filter(one => sitting.includes(one)),
  );
  return sitting.length >= 3 && sitting.length % 2 === 1 && forIt.size * 2 > sitting.length;
}

const START: Model = {
  state: 'investigating',
  members: seatsOf(['a', 'b', 'c']),
  recused: new Set(),
  round: 1,
  votes: [],
  proposal: null,
};

it('no sequence of acts reaches decided without a quorum of unrecused members', () => {
  let reached = 0;
  fc.assert(
    fc.property(fc.array(aTry, { minLength: 20, maxLength: 90 }), attempts => {
      let model = { ...START, state: 'deliberating' as ClaimState };
      for (const attempt of attempts) {
        const before = model;
        try {
          model = tried(model, attempt);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
        if (model.state !== 'decided' || before.state === 'decided') continue;
        reached += 1;
        expect(hasQuorum(model)).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
  // Else the property would hold of a procedure in which nobody ever decides anything.
  expect(reached).toBeGreaterThan(50);
});
