// Who is kept away from a claim: a table of ties, a hundred thousand random organisations against a naive witness, and who
// decides what people must decide.
import fc from 'fast-check';
import { CLAIM_ACTS } from '../../src/domain/claim/claim';
import {
  automaticGrounds,
  capacityOf,
  deciderOf,
  groundWords,
  holds,
  RECUSAL_GROUNDS,
  RECUSAL_ORIGINS,
  RECUSAL_STATES,
  STATED_GROUNDS,
  type Hand,
  type Matter,
  type Posting,
  type RecusalGround,
  type Superior,
} from '../../src/domain/claim/recusal';

const INSTANTS = Array.from({ length: 40 }, (_, step) => `2026-01-01T00:00:00.${String(step).padStart(3, '0')}Z`);
const at = (step: number): string => INSTANTS[step]!;

/** Village under township under government; the pilot came on record at step 10. */
const MATTER: Matter = {
  since: at(10),
  units: ['village'],
  superiors: [
    { unit: 'village', above: 'township', until: null },
    { unit: 'township', above: 'government', until: null },
    { unit: 'village', above: 'old-township', until: at(20) },
    { unit: 'village', above: 'forgotten-township', until: at(5) },
  ],
  benefited: ['partner'],
  hands: [
    { person: 'filer', part: 'filed' },
    { person: 'giver', part: 'counter-signed' },
    { person: 'approver', part: 'approved' },
    { person: 'officer', part: 'benefited' },
    { person: 'former-member', part: 'earlier-stage' },
    { person: 'accuser', part: 'interest' },
  ],
};
const now = (...units: string[]): Posting[] => units.map(unit => ({ unit, until: null }));

describe('what the registry sees by itself', () => {
  test.each<[string, string, Posting[], RecusalGround[], RecusalGround[]?]>([
    ['an inspector without a tie', 'nobody', now('discipline'), []],
    ['of the unit itself', 'nobody', now('village'), ['own-unit']],
    ['of its superior', 'nobody', now('township'), ['own-unit']],
    ['of the superior of its superior', 'nobody', now('government'), ['own-unit']],
    ['of a superior it had while the pilot ran', 'nobody', now('old-township'), ['own-unit']],
    ['of a superior it had before the pilot', 'nobody', now('forgotten-township'), []],
    [
      'moved away after the pilot began',
      'nobody',
      [{ unit: 'village', until: at(11) }, ...now('discipline')],
      ['own-unit'],
    ],
    ['moved away as the pilot began', 'nobody', [{ unit: 'village', until: at(10) }, ...now('discipline')], []],
    ['moved away before', 'nobody', [{ unit: 'village', until: at(9) }, ...now('discipline')], []],
    ['with a second account in the unit', 'nobody', now('discipline', 'village'), ['own-unit']],
    ['of a unit that partakes', 'nobody', now('partner'), ['benefited']],
    [
      'once of a unit that partakes',
      'nobody',
      [{ unit: 'partner', until: at(30) }, ...now('discipline')],
      ['benefited'],
    ],
    ['who filed', 'filer', now('discipline'), ['filed']],
    ['who counter-signed', 'giver', now('discipline'), ['counter-signed']],
    ['who handled an approval', 'approver', now('discipline'), ['approved']],
    ['the officer concerned', 'officer', now('discipline'), ['benefited']],
    ['of an earlier stage', 'former-member', now('discipline'), ['earlier-stage']],
    ['who filed and is of the unit', 'filer', now('village'), ['filed', 'own-unit']],
    ['the accuser, who may handle and not decide', 'accuser', now('discipline'), [], ['interest']],
    ['the accuser of the unit', 'accuser', now('village'), ['own-unit'], ['own-unit', 'interest']],
  ])('%s', (_, personId, postings, handling, deciding = handling) => {
    expect(automaticGrounds(MATTER, { personId, postings }, 'handling')).toEqual(handling);
    expect(automaticGrounds(MATTER, { personId, postings }, 'deciding')).toEqual(deciding);
  });

  it('comes to an end where units stand above each other in a circle', () => {
    const superiors: Superior[] = [
      { unit: 'village', above: 'township', until: null },
      { unit: 'township', above: 'village', until: null },
    ];
    const inTownship = { personId: 'nobody', postings: now('township') };
    expect(automaticGrounds({ ...MATTER, superiors }, inTownship, 'handling')).toEqual(['own-unit']);
  });

  it('asks more of acts that decide than of acts that handle', () => {
    const deciding = CLAIM_ACTS.filter(act => capacityOf(act) === 'deciding');
    expect(deciding).toEqual([
      ...['opine', 'propose', 'issue', 'refer', 'approve-referral', 'send-back', 'send-back-review'],
    ]);
  });
});

// A small place that lives on: accounts move, units get other superiors, people do things in the pilot. Written without a
// look at the code under test: the witness takes a picture of the whole place after every step and asks the pictures.
const PARTS = ['filed', 'counter-signed', 'approved', 'benefited', 'earlier-stage', 'interest'] as const;
type Part = (typeof PARTS)[number];

interface Place {
  /** By account: whose it is, and where it works now. */
  owner: number[];
  desk: number[];
  /** By unit: what stands above it, -1 for nothing. */
  above: number[];
}

interface Life {
  matter: Matter;
  postings: Posting[][];
  pictures: Place[];
  deeds: { account: number; part: Part }[];
  unit: number;
  partner: number;
}

// A test runs in a context of its own, where looking up a global costs more than all the rest.
const { imul, floor } = Math;

/** Mulberry32: a random number below `n`, the same on every machine for one seed. */
function dice(seed: number): (n: number) => number {
  let state = seed;
  return n => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * n);
  };
}

const STEPS = 8;

function live(roll: (n: number) => number): Life {
  const units = 4 + roll(6);
  const people = 2 + roll(4);
  const owner = Array.from({ length: people + roll(4) }, (_, account) => (account < people ? account : roll(people)));
  const place: Place = {
    owner,
    desk: owner.map(() => roll(units)),
    above: Array.from({ length: units }, (_, unit) => (unit === 0 || roll(4) === 0 ? -1 : roll(unit))),
  };
  const since = roll(STEPS / 2);
  const [superiors, moves]: [Superior[], { account: number; posting: Posting }[]] = [[], []];
  const life = { pictures: [] as Place[], deeds: [] as Life['deeds'], unit: roll(units), partner: roll(units) };
  for (let step = 0; step <= STEPS; step++) {
    const [kind, account, unit] = [roll(3), roll(owner.length), roll(units)];
    if (step === since) {
      // The pilot comes on record in a step of its own.
    } else if (kind === 0) {
      moves.push({ account, posting: { unit: String(place.desk[account]), until: at(step) } });
      place.desk[account] = roll(units);
    } else if (kind === 1) {
      const before = place.above[unit]!;
      if (before >= 0) superiors.push({ unit: String(unit), above: String(before), until: at(step) });
      place.above[unit] = roll(units + 1) - 1;
    } else if (step > since) {
      life.deeds.push({ account, part: PARTS[roll(PARTS.length)]! });
    }
    if (step >= since) life.pictures.push({ owner, desk: [...place.desk], above: [...place.above] });
  }
  place.above.forEach((above, unit) => {
    if (above >= 0) superiors.push({ unit: String(unit), above: String(above), until: null });
  });
  const postings = Array.from({ length: people }, (_, person) => [
    ...owner.flatMap((one, account) => (one === person ? now(String(place.desk[account])) : [])),
    ...moves.flatMap(({ account, posting }) => (owner[account] === person ? [posting] : [])),
  ]);
  const hands: Hand[] = life.deeds.map(({ account, part }) => ({ person: String(owner[account]), part }));
  const named = { units: [String(life.unit)], benefited: [String(life.partner)] };
  return { ...life, postings, matter: { since: at(since), superiors, hands, ...named } };
}

/** Everything that stood above the unit in any picture, or above that in any other: the strict reading. */
function everAbove({ pictures, unit }: Life): Set<number> {
  const line = new Set([unit]);
  for (let grown = -1; grown !== line.size;) {
    grown = line.size;
    for (const { above } of pictures) above.forEach((upper, lower) => line.has(lower) && upper >= 0 && line.add(upper));
  }
  return line;
}

function witness(life: Life, line: Set<number>, person: number): Set<RecusalGround> {
  const grounds = new Set<RecusalGround>();
  life.pictures[0]!.owner.forEach((one, account) => {
    if (one !== person) return;
    for (const { desk } of life.pictures) {
      if (line.has(desk[account]!)) grounds.add('own-unit');
      if (desk[account] === life.partner) grounds.add('benefited');
    }
    for (const deed of life.deeds) if (deed.account === account) grounds.add(deed.part);
  });
  return grounds;
}

/** The bare demand, in each single picture: nobody who may decide sits in the unit, or in anything then above it. */
function sitsInLine({ pictures, unit }: Life, person: number): boolean {
  return pictures.some(({ owner, desk, above }) => {
    const line: number[] = [];
    for (let upper = unit; upper >= 0 && !line.includes(upper); upper = above[upper]!) line.push(upper);
    return owner.some((one, account) => one === person && line.includes(desk[account]!));
  });
}

it("no one reviews their own unit's matter in 100,000 random organisations with transfers and double accounts", () => {
  const roll = dice(20261122);
  const seen = { asked: 0, free: 0, formerOnly: 0, secondAccountOnly: 0, handlingOnly: 0 };
  const wrong: string[] = [];
  for (let organisation = 0; organisation < 100_000; organisation++) {
    const life = live(roll);
    const line = everAbove(life);
    life.postings.forEach((postings, person) => {
      const asked = { personId: String(person), postings };
      const deciding = automaticGrounds(life.matter, asked, 'deciding');
      const expected = witness(life, line, person);
      const same = deciding.length === expected.size && deciding.every(ground => expected.has(ground));
      const sound = deciding.includes('own-unit') || !sitsInLine(life, person);
      if (!same || !sound) wrong.push(`${organisation}/${person}: ${deciding.join()} and not ${[...expected].join()}`);
      seen.asked++;
      if (deciding.length === 0) seen.free++;
      if (deciding.join() === 'interest') seen.handlingOnly++;
      const open = postings.filter(({ until }) => until === null).map(({ unit }) => line.has(Number(unit)));
      if (deciding.includes('own-unit') && !open.includes(true)) seen.formerOnly++;
      if (open.length > 1 && !open[0] && open.includes(true)) seen.secondAccountOnly++;
    });
  }
  expect(wrong.slice(0, 3)).toEqual([]);
  // Not because everybody is refused, nor because nothing ever happens in these places.
  expect(seen.asked).toBeGreaterThan(300_000);
  expect(seen.free / seen.asked).toBeGreaterThan(0.1);
  expect(seen.free / seen.asked).toBeLessThan(0.9);
  expect(Math.min(seen.formerOnly, seen.secondAccountOnly, seen.handlingOnly)).toBeGreaterThan(1000);
});

describe('what people decide', () => {
  const cases = fc.record({
    ofHigher: fc.boolean(),
    person: fc.constantFrom('a', 'b', 'c'),
    raisedBy: fc.constantFrom('a', 'b', 'c'),
    chair: fc.constantFrom('a', 'b', 'c', null),
  });

  test.each([
    ['a member, under a chair', { ofHigher: false, person: 'a', raisedBy: 'b', chair: 'c' }, 'chair'],
    ['a handler, without a panel', { ofHigher: false, person: 'a', raisedBy: 'b', chair: null }, 'handling'],
    ['the chair himself', { ofHigher: false, person: 'c', raisedBy: 'b', chair: 'c' }, 'handling'],
    ['a demand made by the chair', { ofHigher: false, person: 'a', raisedBy: 'c', chair: 'c' }, 'handling'],
    ['an approver of the body above', { ofHigher: true, person: 'a', raisedBy: 'b', chair: 'c' }, 'higher'],
  ] as const)('%s', (_, asked, decider) => {
    expect(deciderOf(asked)).toBe(decider);
  });

  it('is never decided by the one concerned or the one who raised it', () => {
    fc.assert(
      fc.property(cases, asked => {
        if (deciderOf(asked) !== 'chair') return;
        expect([asked.person, asked.raisedBy]).not.toContain(asked.chair);
      }),
    );
  });

  it('holds once upheld; before that when declared or found, never when merely demanded', () => {
    const holding = RECUSAL_ORIGINS.flatMap(origin =>
      RECUSAL_STATES.filter(state => holds({ state, origin })).map(state => `${origin} ${state}`),
    );
    expect(holding).toEqual([
      'automatic pending',
      'automatic upheld',
      'declared pending',
      'declared upheld',
      'demanded upheld',
    ]);
  });

  it('has words for every ground, all different, and lets people state only what the registry cannot see', () => {
    const words = RECUSAL_GROUNDS.flatMap(ground => Object.values(groundWords(ground)));
    expect(new Set(words).size).toBe(RECUSAL_GROUNDS.length * 2);
    const computed = automaticGrounds(
      { ...MATTER, hands: MATTER.hands.map(hand => ({ ...hand, person: 'all' })) },
      { personId: 'all', postings: now('village', 'partner') },
      'handling',
    );
    expect(computed.filter(ground => (STATED_GROUNDS as readonly string[]).includes(ground))).toEqual([]);
  });
});
