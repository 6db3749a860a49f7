// The last stretch of a story, from the accountability to the decision in the claimant's hands: the claim, the casting vote, the
// proposal and the issuing through the pages; what S1 shows of the procedure in between over the routes.
import type { Locator } from 'playwright-core';
import { heldToAccount } from '../api/claim-story';
import type { Vote } from '../api/claim-decided';
import type { Now } from '../api/flaw-story';
import { servedNow, votedButTheLast } from './beforehand';
import { reads } from './gestures';
import * as hands from './hands-on';
import * as inspecting from './hands-on-case';
import type { Stage } from './stage';

interface Ending {
  statement: string;
  wish: string;
  /** Given over the routes, before the last. */
  votes: [Vote, Vote];
  last: { kind: string; reason: string };
  /** What the page of the last voter says of all three. */
  tally: string;
  reason: string;
}

/** The decision as the claimant's page shows it. */
export async function toTheDecision(stage: Stage, flaw: Now, ending: Ending): Promise<Locator> {
  const { statement, wish, votes, last, tally, reason } = ending;
  await heldToAccount(stage.world, flaw);
  const claimant = await stage.waiting('sponsor', '已启动问责，可以提出容错申请');
  const claim = await hands.fileClaim(claimant, { statement, wish });
  await votedButTheLast(stage.world, claim, votes);
  const voter = await stage.waiting('fifthInspector', '待本人发表意见并表决');
  await inspecting.vote(voter, last.kind, last.reason);
  await reads(voter, tally);
  await inspecting.propose(await stage.waiting('thirdInspector', '认定待拟定'), reason);
  await inspecting.issue(await stage.waiting('secondInspector', '认定待签发'));
  await servedNow(stage.world, claim);
  const reader = await stage.at('sponsor', `/claims/${claim}`);
  const decision = reader.getByRole('region', { name: '认定', exact: true });
  await reads(decision, reason, '已送达');
  return decision;
}
