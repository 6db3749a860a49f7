// What waits about claims and what follows them, for everyone from the claimant to the body above, step by step; recusals and
// hands are those of the acts themselves. At the end whatever is left in anybody's inbox is done, and nothing is refused.
import { openWorld, type PersonKey, type World } from '../setup/world';
import { claimAt, fresh } from './claim-decided';
import { claimUpTo, establishedFlaw, heldToAccount, move, type ClaimNow } from './claim-story';
import { done, storyUpToTheAct, type Now, type Story } from './flaw-story';
import { holdersOf, inboxOf, itemOf, PEOPLE, perform, stored, turn } from './inbox-world';
import { servedClaim } from './served-claim';

jest.setTimeout(180_000);

const TOWNSHIP: PersonKey[] = ['sponsor', 'sponsorColleague'];
const DISCIPLINE: PersonKey[] = ['inspector', 'secondInspector', 'thirdInspector', 'fourthInspector'];
/** Of the panel; its fifth inspector is not among PEOPLE. */
const MEMBERS: PersonKey[] = ['thirdInspector', 'fourthInspector'];

let world: World;
let story: Story;
beforeAll(async () => {
  world = await openWorld();
  story = await storyUpToTheAct(world);
});
afterAll(() => world.close());

const doing = async (person: PersonKey, wanted: Parameters<typeof itemOf>[2]) => {
  const item = await itemOf(world, person, wanted);
  expect({ person, ...wanted, item: item?.kind }).toEqual({ person, ...wanted, item: wanted.kind });
  const answers = await perform({ world, person, item: item!, evidence: '' });
  expect(answers.map(([status, code]) => [status < 300, code])).toEqual(answers.map(() => [true, undefined]));
};

describe('a claim of a unit', () => {
  let matter: Now;
  let subject: string;

  it('may be filed by the unit once accountability has begun, and by nobody else', async () => {
    const flaw = await establishedFlaw(world, story);
    matter = await heldToAccount(world, flaw);
    await turn(world, { kind: 'claim.file', subject: matter.id, holders: TOWNSHIP });
    const { items } = await done<{ items: ClaimNow[] }>(world.as('sponsor').get('/claims'), 200);
    subject = items[0]!.id;
  });

  it('goes through admission, hearing and the panel by the hands of the body, each with the claim’s clock', async () => {
    const admission = { basis: { source: 'rulebook', code: 'claim-admission', rulebook: 'WC-513221@2' } } as object;
    await turn(world, { kind: 'claim.admit', subject, holders: DISCIPLINE, says: admission });
    await turn(world, { kind: 'claim.investigate', subject, holders: DISCIPLINE });
    const finding = { basis: { source: 'rulebook', code: 'fact-finding' } } as object;
    const accuser = { ...finding, parts: ['accuser'] };
    await turn(world, { kind: 'claim.state', subject, holders: DISCIPLINE, says: accuser });
    expect(await holdersOf(world, { kind: 'claim.hear', subject })).toEqual([]);
    expect(await holdersOf(world, { kind: 'claim.deliberate', subject })).toEqual([]);
    await turn(world, { kind: 'claim.form-panel', subject, holders: DISCIPLINE, says: finding });
    await turn(world, { kind: 'claim.deliberate', subject, holders: DISCIPLINE });
  });

  it('asks each member for the own opinion, and then for a proposal', async () => {
    const says = { basis: { source: 'rulebook', code: 'deliberation' } } as object;
    await turn(world, { kind: 'claim.opine', subject, holders: MEMBERS, left: ['fourthInspector'], says });
    await turn(world, { kind: 'claim.opine', subject, holders: ['fourthInspector'] });
    expect(await holdersOf(world, { kind: 'claim.propose', subject })).toEqual([]);
    await doing('fifthInspector', { kind: 'claim.opine', subject });
    expect(await holdersOf(world, { kind: 'claim.propose', subject })).toEqual(MEMBERS);
  });

  it('waits while a recusal is undecided, for the chair alone', async () => {
    const { version } = await done<Now>(world.as('sponsor').get(`/claims/${subject}`), 200);
    const body = { accountId: world.actor('thirdInspector').accountId, ground: 'relative', reason: '近亲属' };
    await done(world.as('sponsor').post(`/claims/${subject}/recusals`, body, { ifMatch: version }), 201);
    expect(await holdersOf(world, { kind: 'claim.propose', subject })).toEqual([]);
    await turn(world, { kind: 'recusal.decide', subject, holders: ['fourthInspector'] });
  });

  it('is issued by another person free to decide, served, and may be reviewed within the month', async () => {
    await turn(world, { kind: 'claim.propose', subject, holders: MEMBERS });
    // The inspector who brought the matter, and spoke for it, handles it and decides nothing.
    const free: PersonKey[] = ['secondInspector', 'fourthInspector'];
    await turn(world, { kind: 'claim.issue', subject, holders: free });
    await turn(world, { kind: 'claim.serve', subject, holders: DISCIPLINE });
    expect(await holdersOf(world, { kind: 'claim.close', subject })).toEqual([]);
    const says = { due: '2026-07-09', basis: { source: 'statute' } } as object;
    await turn(world, { kind: 'claim.request-re-review', subject, holders: TOWNSHIP, says });
  });

  it('is reviewed by others of the body, before whom the accuser speaks again', async () => {
    expect(await holdersOf(world, { kind: 'claim.form-panel', subject })).toEqual([]);
    expect(await itemOf(world, 'sixthInspector', { kind: 'claim.form-panel', subject })).toBeDefined();
    await turn(world, { kind: 'claim.state', subject, holders: DISCIPLINE, by: 'inspector' });
  });
});

describe('other ways', () => {
  it('a claim the body proposes itself is stated by its claimant, or taken down', async () => {
    const flaw = await establishedFlaw(world, story);
    const matter = await heldToAccount(world, flaw);
    const body = { statement: '办理机关认为应予容错，提请启动容错程序。', wish: 'exempt', proposed: true };
    const claim = await done<ClaimNow>(world.as('inspector').post(`/accountability/${matter.id}/claims`, body), 201);
    const subject = claim.id;
    await move(world, 'secondInspector', claim, { act: 'admit', body: { reason: '材料齐全' } });
    const parts = ['claimant'];
    const both = [...TOWNSHIP, ...DISCIPLINE];
    expect(await holdersOf(world, { kind: 'claim.state', subject }, both)).toEqual(both);
    expect(await itemOf(world, 'sponsor', { kind: 'claim.state', subject })).toMatchObject({ parts });
    expect(await itemOf(world, 'inspector', { kind: 'claim.state', subject })).toMatchObject({ parts: ['accuser'] });
    await turn(world, { kind: 'claim.hear', subject, holders: DISCIPLINE, says: { parts } });
    expect(await holdersOf(world, { kind: 'claim.state', subject })).toEqual(DISCIPLINE);
  });

  it('a suspended one waits to be resumed', async () => {
    const { claim } = await claimUpTo(world, 'suspended', { story });
    await turn(world, { kind: 'claim.resume', subject: claim.id, holders: DISCIPLINE });
  });

  it('a hung panel goes back to the facts', async () => {
    const { claim } = await claimAt(world, 'voted', { story, votes: ['exempt', 'lenient', 'refused'] });
    expect(await holdersOf(world, { kind: 'claim.propose', subject: claim.id })).toEqual([]);
    await turn(world, { kind: 'claim.reopen', subject: claim.id, holders: MEMBERS });
  });

  it('facts that change before the vote ask for a check, and after one for another round', async () => {
    const { claim, flaw } = await claimAt(world, 'panel', { story });
    const again = async (lossFen: number) => {
      const { version } = await done<Now>(world.as('inspector').get(`/flaws/${flaw.id}`), 200);
      const body = { reason: '核实损失', changes: { lossFen } };
      await done(world.as('inspector').post(`/flaws/${flaw.id}/correct`, body, { ifMatch: version }), 200);
    };
    await again(100);
    const subject = claim.id;
    expect(await holdersOf(world, { kind: 'claim.deliberate', subject })).toEqual([]);
    const says = { basis: { source: 'rulebook', code: 'fact-finding' } } as object;
    await turn(world, { kind: 'flaw.check', subject: flaw.id, holders: DISCIPLINE, says });
    await turn(world, { kind: 'claim.deliberate', subject, holders: DISCIPLINE });
    await doing('thirdInspector', { kind: 'claim.opine', subject });
    await again(200);
    expect(await holdersOf(world, { kind: 'claim.opine', subject })).toEqual([]);
    await turn(world, { kind: 'claim.reopen', subject, holders: MEMBERS });
  });

  it('a loss over the cap goes to the body above, and comes back when something changes meanwhile', async () => {
    const over = { story, report: { lossFen: 30_000_000 }, kind: 'lenient' as const };
    const { claim, flaw } = await claimAt(world, 'proposed', over);
    const subject = claim.id;
    expect(await holdersOf(world, { kind: 'claim.issue', subject })).toEqual([]);
    await turn(world, { kind: 'claim.refer', subject, holders: ['secondInspector', 'fourthInspector'] });
    expect(await holdersOf(world, { kind: 'claim.approve-referral', subject })).toEqual(['cityInspector']);
    const { version } = await done<Now>(world.as('inspector').get(`/flaws/${flaw.id}`), 200);
    const body = { reason: '核实损失', changes: { lossFen: 40_000_000 } };
    await done(world.as('inspector').post(`/flaws/${flaw.id}/correct`, body, { ifMatch: version }), 200);
    expect(await holdersOf(world, { kind: 'claim.approve-referral', subject })).toEqual([]);
    await turn(world, { kind: 'claim.send-back', subject, holders: ['cityInspector'] });
    expect(await holdersOf(world, { kind: 'flaw.check', subject: flaw.id })).toEqual(DISCIPLINE);
  });

  it('a referred one is approved by the body above', async () => {
    const { claim } = await claimAt(world, 'referred', { story, report: { lossFen: 30_000_000 }, kind: 'lenient' });
    await turn(world, { kind: 'claim.approve-referral', subject: claim.id, holders: ['cityInspector'] });
    await turn(world, { kind: 'claim.serve', subject: claim.id, holders: DISCIPLINE });
  });

  it('after a re-review the upper review is open, for the claimant alone', async () => {
    const { claim } = await servedClaim(world, { story, stage: 're-review' });
    await turn(world, { kind: 'claim.request-upper-review', subject: claim.id, holders: TOWNSHIP });
    expect(await itemOf(world, 'cityInspector', { kind: 'claim.form-panel', subject: claim.id })).toBeDefined();
  });

  it('an officer’s own claim is his alone', async () => {
    const flaw = await establishedFlaw(world, story);
    const matter = await heldToAccount(world, flaw, { officer: 'sponsorColleague' });
    expect(await holdersOf(world, { kind: 'claim.file', subject: matter.id })).toEqual(TOWNSHIP);
    const own = { story, officer: 'sponsorColleague', filer: 'sponsorColleague' } as const;
    const { claim } = await servedClaim(world, own);
    const wanted = { kind: 'claim.request-re-review', subject: claim.id } as const;
    expect(await holdersOf(world, wanted)).toEqual(['sponsorColleague']);
  });
});

describe('after a decision', () => {
  let subject: string;
  let claim: ClaimNow;
  const order = async (unit: 'township' | 'civilAffairs') => {
    const task = { text: '补办农用地转用审批手续', workdays: 5, unitId: world.organisation(unit) };
    return (await done<Now>(world.as('inspector').post(`/claims/${subject}/corrections`, task), 201)).id;
  };
  beforeAll(async () => {
    ({ claim } = await servedClaim(world, { story }));
    subject = claim.id;
  });

  it('corrections wait for the unit they were ordered of, whichever it is, then for the body', async () => {
    const says = { due: '2026-06-16', basis: { source: 'ordered' } } as object;
    const [township, bureau] = [await order('township'), await order('civilAffairs')];
    await turn(world, { kind: 'correction.answer', subject: township, holders: TOWNSHIP, says });
    await turn(world, { kind: 'correction.answer', subject: bureau, holders: ['civilAffairs'] });
    await turn(world, { kind: 'correction.sign-off', subject: bureau, holders: DISCIPLINE });
    await turn(world, { kind: 'correction.sign-off', subject: township, holders: DISCIPLINE, by: 'fourthInspector' });
  });

  it('a clearance waits for another person than the one who proposed it', async () => {
    const now = await fresh(world, 'inspector', claim);
    const body = { alleged: ['虚报用地面积'], found: ['用地面积与批复一致'], scope: '全县各乡镇' };
    await done(world.as('inspector').post(`/claims/${subject}/clear`, body, { ifMatch: now.version }), 201);
    const holders = DISCIPLINE.filter(person => person !== 'inspector');
    await turn(world, { kind: 'clearance.confirm', subject, holders });
  });

  it('the claim waits to be closed once nobody can appeal and all is put right', async () => {
    const open = await order('township');
    world.clock.step('2026-07-10T01:00:00.000Z');
    expect(await holdersOf(world, { kind: 'claim.close', subject })).toEqual([]);
    expect(await holdersOf(world, { kind: 'claim.request-re-review', subject })).toEqual([]);
    await turn(world, { kind: 'correction.answer', subject: open, holders: TOWNSHIP });
    await turn(world, { kind: 'correction.sign-off', subject: open, holders: DISCIPLINE });
    const says = { waitingSince: '2026-07-10', due: null } as object;
    await turn(world, { kind: 'claim.close', subject, holders: DISCIPLINE, says });
  });
});

const EVERYBODY: PersonKey[] = [
  ...PEOPLE,
  ...(['fifthInspector', 'sixthInspector', 'seventhInspector', 'secondCityInspector'] as const),
];

it('everybody sees his own kinds of acts and no others', async () => {
  const body = ['claim.close 2', 'claim.deliberate 1', 'claim.form-panel 1', 'claim.investigate 1', 'claim.state 3'];
  // Who had no hand in the first decision forms the panel of its review too.
  const beside = body.map(one => (one === 'claim.form-panel 1' ? 'claim.form-panel 2' : one));
  const above = ['claim.form-panel 1', 'claim.hear 1'];
  const groups: [PersonKey[], string[]][] = [
    [
      [...DISCIPLINE, 'fifthInspector'],
      [...body, 'flaw.check 2'],
    ],
    [
      ['sixthInspector', 'seventhInspector'],
      [...beside, 'flaw.check 2'],
    ],
    [['cityInspector', 'secondCityInspector'], above],
    [TOWNSHIP, ['claim.file 1']],
    [['civilAffairs'], ['pledge.deliver 1']],
    [['land'], ['approval.accept 1']],
  ];
  const expected = (person: PersonKey) => groups.find(([people]) => people.includes(person))?.[1] ?? [];
  const views = await Promise.all(EVERYBODY.map(person => inboxOf(world, person)));
  const seen = views.map(({ counts }) => counts.map(({ kind, count }) => `${kind} ${count}`));
  expect(EVERYBODY.map((person, at) => [person, seen[at]])).toEqual(
    EVERYBODY.map(person => [person, expected(person)]),
  );
});

it('nothing that waits for anybody is refused to him for its state, his office or a recusal', async () => {
  const tried: string[] = [];
  for (const person of EVERYBODY) {
    for (const item of (await inboxOf(world, person)).items) {
      const { key, kind } = item;
      if (kind === 'ledger.faults') continue;
      const evidence = kind === 'correction.answer' ? await stored(world, 'sponsor') : '';
      for (const [status, code] of await perform({ world, person, item, evidence })) {
        // Refused acts change nothing: what no longer waits after one had gone by an act before it.
        const gone = status >= 300 && !(await inboxOf(world, person)).items.some(one => one.key === key);
        if (gone) continue;
        expect({ person, kind, refused: status < 300 || status === 400 ? null : code }).toEqual({
          person,
          kind,
          refused: null,
        });
        tried.push(kind);
      }
    }
  }
  expect(new Set(tried).size).toBeGreaterThan(8);
});
