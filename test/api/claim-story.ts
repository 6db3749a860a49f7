// A claim walked to the state a spec needs, over the routes its people would use.
import type { PersonKey, World } from '../setup/world';
import { answer, CLEAN, done, judge, REPORT, storyUpToTheAct, type Now, type Story } from './flaw-story';

export const STATEMENT = '系首次探索，用地手续已在审批途中，未谋取私利，愿意按期整改。';

export interface ClaimNow extends Now {
  state: string;
  stage: string;
  flawId: string;
  accountabilityId: string;
}

export interface ClaimStory extends Story {
  flaw: Now;
  matter: Now;
  claim: ClaimNow;
}

export interface ClaimOptions {
  /** Of a story walked before: its pilot is used again. Default: a new one, which needs a world at 2026-03-02. */
  story?: Story;
  /** Changes to the report of the flaw. */
  report?: object;
  /** Answers that differ from CLEAN. */
  facts?: Partial<Record<string, 'yes' | 'no'>>;
  /** Answers to the questions for people; R18 is a red line. Default: the three met, R18 unmet. */
  judged?: Partial<Record<string, 'met' | 'unmet'>>;
  /** Leaves the facts to the spec. */
  unestablished?: boolean;
  /** The officer held to account; null: the unit as such. */
  officer?: PersonKey | null;
  managedBy?: 'county' | 'city' | 'province';
  filer?: PersonKey;
  wish?: string;
  /** Who handles the claim. */
  handler?: PersonKey;
}

/** The flaw reported by the sponsor, its facts established by the inspector and checked. */
export async function establishedFlaw(world: World, story: Story, options: ClaimOptions = {}): Promise<Now> {
  const report = { ...REPORT, pilotId: story.pilot.id, ...options.report };
  const flaw = await done(world.as('sponsor').post('/flaws', report), 201);
  if (options.unestablished) return flaw;
  await establish(world, flaw, options);
  await done(world.as('inspector').post(`/flaws/${flaw.id}/check`), 201);
  return flaw;
}

/** Of each world, flaws whose facts were established, by what was found and when. */
const models = new WeakMap<World, Map<string, string>>();

/** A copy of a world has the flaws of the one it was copied from. */
export const copyModels = (from: World, to: World) => models.set(to, new Map(models.get(from)));

/**
 * The first flaw of a kind over the routes. Of further ones all rows but the last are copied past the ledger: two dozen
 * requests were most of what a claim cost. So one world has one flaw of a kind to hold against its log.
 */
async function establish(world: World, flaw: Now, options: ClaimOptions): Promise<void> {
  const found = CLEAN.map(([fact, value]) => ({ fact, value: options.facts?.[fact] ?? value }));
  const judgements = Object.entries({ C13: 'met', C14: 'met', C15: 'met', ...options.judged, R18: undefined });
  const judged = judgements.flatMap(([question, value]) => (value === undefined ? [] : [{ question, value }]));
  const known = models.get(world) ?? new Map<string, string>();
  models.set(world, known);
  const kind = JSON.stringify([found, judged, world.clock.now()]);
  const model = known.get(kind);
  if (model === undefined) {
    for (const one of found) await answer(world, 'inspector', { flaw: flaw.id, ...one });
    for (const one of judged) await judge(world, 'inspector', { flaw: flaw.id, ...one });
    known.set(kind, flaw.id);
  } else {
    await copyEstablished(world, { from: model, to: flaw.id, judged: judged.length });
  }
  const value = options.judged?.R18 ?? 'unmet';
  await judge(world, 'inspector', { flaw: flaw.id, question: 'R18', value });
}

/** As they stood before the last judgement, and whatever was added later left out. */
async function copyEstablished(
  world: World,
  { from, to, judged }: { from: string; to: string; judged: number },
): Promise<void> {
  for (const [table, rows] of [
    ['flaw_answer', CLEAN.length],
    ['flaw_judgement', judged],
  ] as const) {
    await world.superuser.query(
      `insert into ${table} select copied.* from ${table} model, jsonb_populate_record(model,
         jsonb_build_object('id', gen_random_uuid(), 'flaw_id', $2::uuid)) copied
       where model.flaw_id = $1 and model.ordinal <= $3`,
      [from, to, rows],
    );
  }
}

/** The township, or one of its officers, held to account by the county's discipline body. */
export async function heldToAccount(world: World, flaw: Now, options: ClaimOptions = {}): Promise<Now> {
  const body = {
    unitId: world.organisation('township'),
    ...(options.officer && { officerId: world.actor(options.officer).accountId }),
    managedBy: options.managedBy ?? 'county',
    begunOn: '2026-06-09',
    documentNumber: '汶纪立〔2026〕8号',
    reason: '用地手续未批复即开工建设',
  };
  return done(world.as('inspector').post(`/flaws/${flaw.id}/accountability`, body), 201);
}

export async function filedClaim(world: World, matter: Now, options: ClaimOptions = {}): Promise<ClaimNow> {
  const body = { statement: STATEMENT, wish: options.wish ?? 'exempt' };
  const filer = options.filer ?? 'sponsor';
  return done<ClaimNow>(world.as(filer).post(`/accountability/${matter.id}/claims`, body), 201);
}

export interface Move {
  act: string;
  body?: object;
  status?: number;
}

/** One act on the claim by one person; answers the claim as it stands then. */
export async function move<T extends ClaimNow>(
  world: World,
  person: PersonKey,
  claim: T,
  { act, body = {}, status = 200 }: Move,
): Promise<T> {
  const sent = world.as(person).post(`/claims/${claim.id}/${act}`, body, { ifMatch: claim.version });
  const answered = await done<Partial<T> & { version: number }>(sent, status);
  return { ...claim, ...answered, id: claim.id, code: claim.code };
}

/** Both sides heard: the claimant by the filing itself, the accuser by a statement. */
export async function heardBoth(world: World, claim: ClaimNow, person: PersonKey = 'inspector'): Promise<ClaimNow> {
  const body = { side: 'accuser', text: '开工在先、批复在后，事实清楚，应予认定。' };
  const sent = world.as(person).post(`/claims/${claim.id}/statements`, body, { ifMatch: claim.version });
  const { version } = await done<{ version: number }>(sent, 201);
  return { ...claim, version };
}

export type EarlyState = 'filed' | 'admitted' | 'not-admitted' | 'investigating' | 'suspended' | 'withdrawn' | 'heard';

/** `heard`: investigating, with the facts established and both sides heard, ready for the panel. */
export async function claimUpTo(world: World, state: EarlyState, options: ClaimOptions = {}): Promise<ClaimStory> {
  const story = options.story ?? (await storyUpToTheAct(world));
  const flaw = await establishedFlaw(world, story, options);
  const matter = await heldToAccount(world, flaw, options);
  const filed = await filedClaim(world, matter, options);
  return { ...story, flaw, matter, claim: await walked(world, filed, { state, options }) };
}

const REASON = { reason: '依照程序办理' };

async function walked(
  world: World,
  filed: ClaimNow,
  { state, options }: { state: EarlyState; options: ClaimOptions },
): Promise<ClaimNow> {
  const handler = options.handler ?? 'inspector';
  if (state === 'filed') return filed;
  if (state === 'not-admitted') return move(world, handler, filed, { act: 'refuse-admission', body: REASON });
  const admitted = await move(world, handler, filed, { act: 'admit', body: REASON });
  if (state === 'admitted') return admitted;
  if (state === 'withdrawn') {
    return move(world, options.filer ?? 'sponsor', admitted, { act: 'withdraw', body: REASON });
  }
  const investigating = await move(world, handler, admitted, { act: 'investigate' });
  if (state === 'heard') return heardBoth(world, investigating, handler);
  if (state !== 'suspended') return investigating;
  const body = { ...REASON, ground: 'expert-appraisal' };
  return move(world, handler, investigating, { act: 'suspend', body });
}
