// What a story has behind it when its own point begins: what S1 shows through the pages is done over the routes here.
import type { World } from '../setup/world';
import { heardBoth, move, type ClaimNow } from '../api/claim-story';
import { formed, fresh, opinion, PANEL, served, type Vote } from '../api/claim-decided';
import { answer, CLEAN, done, REPORT, type Now } from '../api/flaw-story';

/** Reported by its own unit, every fact that decides established, neither judged nor checked. */
export async function establishedFlaw(world: World, report: object): Promise<Now> {
  const flaw = await done(world.as('sponsor').post('/flaws', { ...REPORT, ...report }), 201);
  await establishAll(world, flaw);
  return flaw;
}

export async function establishAll(world: World, flaw: Now): Promise<void> {
  for (const [fact, value] of CLEAN) await answer(world, 'inspector', { flaw: flaw.id, fact, value });
}

/** Admitted and investigated, both sides heard, the panel formed and all its votes but the last given. */
export async function votedButTheLast(world: World, claimId: string, votes: readonly Vote[]): Promise<void> {
  let claim = await fresh(world, 'inspector', { id: claimId } as ClaimNow);
  for (const act of ['admit', 'investigate']) claim = await move(world, 'inspector', claim, { act });
  claim = await formed(world, await heardBoth(world, claim));
  claim = await move(world, 'inspector', claim, { act: 'deliberate', body: { reason: '事实已查清' } });
  for (const [at, vote] of votes.entries()) {
    claim = await move(world, PANEL[at]!, claim, { act: 'opinions', body: opinion(vote), status: 201 });
  }
}

export const servedNow = async (world: World, claimId: string): Promise<ClaimNow> =>
  served(world, await fresh(world, 'inspector', { id: claimId } as ClaimNow));
