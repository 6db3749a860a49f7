import '../setup/plain-papers';
import type { PersonKey, World } from '../setup/world';
import { answered } from './claim-decided';
import { claimUpTo, move, type ClaimNow, type ClaimStory } from './claim-story';
import { openFiled } from './filed-world';
import { done } from './flaw-story';

interface Words {
  zh: string;
  en: string;
}

interface Changed {
  code: string;
  what: string;
  title: Words;
  before: Words | null;
  after: Words | null;
}

interface Told extends ClaimNow {
  answer?: { established: boolean; counts: boolean; by: string };
  judgement?: { question: string };
  finding: { code: string; outcome: string };
  difference: {
    same: boolean;
    outcome: { before: Words; after: Words } | null;
    conditions: Changed[];
    redLines: Changed[];
    causes: Changed[];
    solved: Words[];
    opened: Words[];
  } | null;
}

let world: World;
let story: ClaimStory;
let claim: ClaimNow;
beforeAll(async () => {
  const filed = await openFiled();
  world = filed.world;
  story = await claimUpTo(world, 'investigating', { story: filed.story });
  claim = story.claim;
});
afterAll(() => world.close());

/** Facts said at one instant with the same words are the same facts: the clock moves on. */
let minutes = 0;
const tick = () => world.clock.step(`2026-06-09T02:${String(minutes++).padStart(2, '0')}:00.000Z`);

async function establish(person: PersonKey, fact: string, body: object = {}): Promise<Told> {
  tick();
  const sent = { value: 'no', reason: '现场核实', ...body };
  const told = await move(world, person, claim as Told, { act: `facts/${fact}`, body: sent, status: 201 });
  claim = { ...claim, version: told.version };
  return told;
}

const tried = (person: PersonKey, act: string, body: object) =>
  answered(world.as(person).post(`/claims/${claim.id}/${act}`, body, { ifMatch: claim.version }));

it('a fact that turns the outcome is told in sentences of both languages', async () => {
  const told = await establish('inspector', 'private-gain', { value: 'yes', reason: '查实收受好处' });
  expect(told.answer).toMatchObject({ established: true, counts: true });
  expect(told.finding.outcome).toBe('barred');
  const { difference } = told;
  expect(difference).toMatchObject({
    same: false,
    outcome: { before: { en: 'covered by the record' }, after: { zh: expect.stringMatching(/不得容错|红线/) } },
  });
  const line = difference!.redLines.find(({ what }) => what === 'result')!;
  expect(line.before!.zh).not.toBe(line.after!.zh);
  for (const words of [line.title, line.before!, line.after!]) {
    expect(words.zh).toMatch(/[一-龥]/);
    expect(words.en).toMatch(/[a-z]/);
  }
});

it('taken back, the difference runs the other way', async () => {
  const told = await establish('secondInspector', 'private-gain', { reason: '复查后排除' });
  expect(told).toMatchObject({
    finding: { outcome: 'covered' },
    difference: { outcome: { after: { en: 'covered by the record' } } },
  });
});

it('said again with nothing new, the finding differs in nothing that is told', async () => {
  const told = await establish('inspector', 'private-gain', { reason: '再次确认' });
  expect(told.difference).toMatchObject({ same: true, conditions: [], redLines: [], solved: [], opened: [] });
});

it('a question for people: opened when doubt is entered, solved when it is answered', async () => {
  const judge = async (value: string) => {
    tick();
    const body = { value, reason: '谈话与账目核实' };
    const told = await move(world, 'inspector', claim as Told, { act: 'questions/C14', body, status: 201 });
    claim = { ...claim, version: told.version };
    return told;
  };
  const doubted = await judge('unknown');
  expect(doubted.judgement).toMatchObject({ question: 'C14', value: 'unknown' });
  expect(doubted).toMatchObject({ finding: { outcome: 'undetermined' }, difference: { solved: [] } });
  expect(doubted.difference!.opened.map(({ zh }) => zh).join()).toMatch(/C14/);
  const met = await judge('met');
  expect(met.difference!.solved).toEqual(doubted.difference!.opened);
  expect(await tried('inspector', 'questions/Z99', { value: 'met', reason: '核实' })).toBe('400 flaw.question-unknown');
});

it('lists the findings since the filing, each against the one before', async () => {
  const { body } = await world.as('sponsor').get(`/claims/${claim.id}/findings`);
  const told = body as { code: string; outcome: string; difference: Told['difference'] }[];
  expect(told.map(({ outcome }) => outcome)).toEqual([
    'covered',
    'undetermined',
    'covered',
    'covered',
    'barred',
    'covered',
  ]);
  expect(told.map(({ difference }) => difference && difference.same)).toEqual([false, false, true, false, false, null]);
  expect((await world.as('otherSponsor').get(`/claims/${claim.id}/findings`)).body.code).toBe('claim.not-found');
});

it('fact, check and act stand in the log together', async () => {
  const { rows } = await world.superuser.query<{ kind: string; subject: string }>(
    `select kind, subject from ledger_entry where county = '513221' order by position desc limit 6`,
  );
  expect(rows.map(({ kind }) => kind).reverse()).toEqual([
    ...['flaw.judged', 'flaw.checked', 'claim.judged'],
    ...['flaw.judged', 'flaw.checked', 'claim.judged'],
  ]);
  expect(rows[0]!.subject).toBe(claim.code);
});

it.each<[PersonKey, string]>([
  ['sponsor', '403 access.forbidden'],
  ['sponsorAsInspector', '403 claim.recused'],
  ['personnel', '403 claim.not-handling'],
  ['cityInspector', '403 claim.not-handling'],
  ['neighbourInspector', '404 claim.not-found'],
])('%s establishes nothing: %s', async (person, expected) => {
  const before = claim.version;
  expect(await tried(person, 'facts/remedied', { value: 'no', reason: '现场核实' })).toBe(expected);
  expect((await world.as('inspector').get(`/claims/${claim.id}`)).body.version).toBe(before);
});

it('refuses what rests on nothing, and what is no fact', async () => {
  expect(await tried('inspector', 'facts/remedied', { value: 'yes' })).toBe('400 flaw.evidence-missing');
  expect(await tried('inspector', 'facts/remedied', { value: 'yes', evidence: ['0'.repeat(64)] })).toBe(
    '400 file.unknown',
  );
  expect(await tried('inspector', 'facts/weather', { value: 'yes', reason: '核实' })).toBe('400 request.invalid');
});

it('outside fact-finding nothing is established', async () => {
  const body = { reason: '等待鉴定', ground: 'expert-appraisal' };
  claim = await move(world, 'inspector', claim, { act: 'suspend', body });
  expect(await tried('inspector', 'facts/remedied', { value: 'no', reason: '核实' })).toBe('409 state.act-not-open');
  claim = await move(world, 'inspector', claim, { act: 'resume', body: { reason: '鉴定完成' } });
});

it('an inspector of the city establishes in the county, under an account the county cannot see', async () => {
  const options = {
    story,
    officer: 'sponsor',
    managedBy: 'city',
    handler: 'cityInspector',
    unestablished: true,
  } as const;
  const routed = await claimUpTo(world, 'investigating', options);
  claim = routed.claim;
  const upload = world.as('cityInspector').post('/files').attach('file', Buffer.from('州纪委谈话笔录'), 'x.txt');
  const { sha256 } = await done<{ sha256: string }>(upload, 201);
  const first = await establish('cityInspector', 'remedied', { value: 'yes', evidence: [sha256] });
  expect(first).toMatchObject({ difference: null, answer: { established: true, counts: true } });
  expect(first.answer!.by).toBe(world.actor('cityInspector').accountId);
  expect(await tried('inspector', 'facts/remedied', { value: 'no', reason: '核实' })).toBe('403 claim.not-handling');
  // The county reads it, the check replays, and the next one builds on it.
  const { body: flaw } = await world.as('sponsor').get(`/flaws/${routed.flaw.id}`);
  expect(flaw.answers).toMatchObject([{ fact: 'remedied', value: 'yes', established: true }]);
  const { body: findings } = await world.as('inspector').get(`/flaws/${routed.flaw.id}/findings`);
  const replay = await world.as('inspector').get(`/findings/${findings[0].id}/replay`);
  expect(replay.body).toMatchObject({ identical: true, differs: [] });
  const second = await establish('secondCityInspector', 'private-gain');
  expect(second.difference!.solved.length).toBeGreaterThan(0);
});
