// The later walks of a claim: from both sides heard to a decision that is proposed, issued, referred, served and reviewed.
import type { PersonKey, World } from '../setup/world';
import { claimUpTo, move, type ClaimNow, type ClaimOptions, type ClaimStory } from './claim-story';
import { done } from './flaw-story';

/** Nobody of them had a hand in the matter before; the second is the chair. */
export const PANEL: PersonKey[] = ['thirdInspector', 'fourthInspector', 'fifthInspector'];
export const ISSUER: PersonKey = 'secondInspector';
/** Others of the same body. */
export const REVIEW_PANEL: PersonKey[] = ['sixthInspector', 'seventhInspector', 'eighthInspector'];
export const CITY_PANEL: PersonKey[] = ['cityInspector', 'secondCityInspector', 'thirdCityInspector'];

export const ELEMENTS = {
  motive: '出于解决群众安葬需求',
  conditions: '用地审批久未答复',
  procedure: '经集体决策并公示',
  gravity: '情节轻微',
  consequences: '未造成损失',
  remedy: '已补办手续',
};

export const DEPARTURE = '核对所指与本案情节不尽相称，合议组认为应作此认定';

export type Vote = 'exempt' | 'mitigated' | 'reduced' | 'lenient' | 'refused';

export interface DecidedOptions extends ClaimOptions {
  panel?: PersonKey[];
  /** One a member, in their order; default: all for `kind`. */
  votes?: Vote[];
  kind?: Vote;
  issuer?: PersonKey;
}

export interface WithDecision extends ClaimNow {
  decisionId: string;
  decisionCode: string;
}

export const seats = (world: World, panel: readonly PersonKey[]) => ({
  members: panel.map((person, at) => ({ accountId: world.actor(person).accountId, chair: at === 1 })),
  reason: '依规定组成合议组',
});

/** A later walk may begin with an older answer in hand: the version as it is now. */
export async function fresh<T extends ClaimNow>(world: World, person: PersonKey, claim: T): Promise<T> {
  const { version, state, stage } = await done<T>(world.as(person).get(`/claims/${claim.id}`), 200);
  return { ...claim, version, state, stage };
}

export const formed = <T extends ClaimNow>(world: World, claim: T, panel = PANEL, by: PersonKey = 'inspector') =>
  move(world, by, claim, { act: 'panel', body: seats(world, panel), status: 201 });

export const opinion = (vote: Vote) => ({ elements: ELEMENTS, vote, reason: '依据核对结论和双方陈述' });

export async function voted<T extends ClaimNow>(
  world: World,
  claim: T,
  { panel = PANEL, votes, kind = 'exempt' }: DecidedOptions = {},
): Promise<T> {
  let now = claim;
  for (const [at, member] of panel.entries()) {
    const body = opinion(votes?.[at] ?? kind);
    now = await move(world, member, now, { act: 'opinions', body, status: 201 });
  }
  return now;
}

/** With the reason a departure owes, which is left out of a decision that departs from nothing. */
export const decision = (kind: Vote) => ({
  kind,
  reason: '合议组多数意见，事实清楚，依据充分',
  departureReason: DEPARTURE,
});

export const proposed = (world: World, claim: ClaimNow, { panel = PANEL, kind = 'exempt' }: DecidedOptions = {}) =>
  move(world, panel[0]!, claim, { act: 'decision', body: decision(kind), status: 201 }) as Promise<WithDecision>;

export const issued = <T extends ClaimNow>(world: World, claim: T, { issuer = ISSUER }: DecidedOptions = {}) =>
  move(world, issuer, claim, { act: 'issue' });

export const served = <T extends ClaimNow>(world: World, claim: T, by: PersonKey = 'inspector') =>
  move(world, by, claim, { act: 'serve', body: { how: '直接送达申请单位' } });

export type LateState = 'panel' | 'deliberating' | 'voted' | 'proposed' | 'referred' | 'decided' | 'served';
const WALK: LateState[] = ['panel', 'deliberating', 'voted', 'proposed', 'decided', 'served'];

type Decided = ClaimStory & { claim: WithDecision };

/** The states passed on the way to one, itself the last. */
export const wayTo = (state: LateState): LateState[] =>
  state === 'referred' ? [...WALK.slice(0, 4), state] : WALK.slice(0, WALK.indexOf(state) + 1);

/** Both sides heard, the panel still to be formed. */
export async function heardClaim(world: World, options: DecidedOptions = {}): Promise<Decided> {
  const early = await claimUpTo(world, 'investigating', options);
  const claim = (await heardAgain(world, early.claim, options.handler ?? 'inspector')) as WithDecision;
  return { ...early, claim };
}

/** The one step that ends in `state`. */
export function stepTo(
  world: World,
  claim: WithDecision,
  { state, options }: { state: LateState; options: DecidedOptions },
): Promise<WithDecision> {
  const handler = options.handler ?? 'inspector';
  const steps: Record<LateState, () => Promise<WithDecision>> = {
    panel: () => formed(world, claim, options.panel, handler),
    deliberating: () => move(world, handler, claim, { act: 'deliberate', body: { reason: '事实已查清' } }),
    voted: () => voted(world, claim, options),
    proposed: () => proposed(world, claim, options),
    referred: () => move(world, options.issuer ?? ISSUER, claim, { act: 'refer' }),
    decided: () => issued(world, claim, options),
    served: () => served(world, claim, handler),
  };
  return steps[state]();
}

/** `referred` needs facts that send it there. Options go on to `claimUpTo`. */
export async function claimAt(world: World, state: LateState, options: DecidedOptions = {}): Promise<Decided> {
  const heard = await heardClaim(world, options);
  let { claim } = heard;
  for (const step of wayTo(state)) claim = await stepTo(world, claim, { state: step, options });
  return { ...heard, claim };
}

/** The accuser's words, taken down by an inspector of whatever body; filing and asking for a review are the claimant's. */
async function heardAgain(world: World, claim: ClaimNow, by: PersonKey): Promise<ClaimNow> {
  const body = {
    side: 'accuser',
    text: '开工在先、批复在后，事实清楚，应予认定。',
    spokenBy: '县纪委监委案件承办室主任',
  };
  const { version } = await move(world, by, claim, { act: 'statements', body, status: 201 });
  return { ...claim, version };
}

/** A served claim that its claimant has asked to have reviewed, both sides heard again, the panel formed. */
export async function underReview(
  world: World,
  claim: ClaimNow,
  { review, panel, by }: { review: 're-review' | 'upper-review'; panel: PersonKey[]; by: PersonKey },
): Promise<ClaimNow> {
  const asked = await move(world, 'sponsor', claim, { act: `request-${review}`, body: { reason: '对认定不服' } });
  return formed(world, await heardAgain(world, asked, by), panel, by);
}

/** Status and code of an answer, as one word. */
export async function answered(test: PromiseLike<{ status: number; body: { code?: string } }>): Promise<string> {
  const { status, body } = await test;
  return status < 400 ? String(status) : `${status} ${body.code}`;
}

export interface OnLedger {
  kind: string;
  payload: Record<string, unknown>;
}

/** What the county's log says of a subject, in order. */
export async function onLedger(world: World, subject: string): Promise<OnLedger[]> {
  const { rows } = await world.superuser.query<{ kind: string; payload: Buffer }>(
    `select e.kind, p.payload from ledger_entry e join ledger_payload p on p.county = e.county and p.position = e.position
     where e.subject = $1 order by e.position`,
    [subject],
  );
  return rows.map(({ kind, payload }) => ({ kind, payload: JSON.parse(payload.toString()) as OnLedger['payload'] }));
}
