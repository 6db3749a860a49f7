// What becomes of the panel and of an open decision when the recusal of somebody who sits comes to hold for good.
import type { ClaimState } from '../../domain/claim/claim';
import type { Writer } from '../../ledger/door';
import { ClaimMember, ClaimOpinion, type Claim } from '../claim.entity';
import { ClaimDecision } from '../deciding/decision.entity';

export interface Left {
  /** Whether the person sat. */
  sat: boolean;
  /** The open decision that fell with him. */
  dropped: string | null;
  /** A matter already with the higher level comes back and is voted on anew. */
  patch: { state?: ClaimState; round?: number };
}

/** Call it with the claim's row locked. */
export async function leaveRecused(tx: Writer, claim: Claim, personId: string): Promise<Left> {
  const sat = await leaveSeat(tx, claim, personId);
  const decision = await fallen(tx, claim, personId);
  if (decision === null) return { sat, dropped: null, patch: {} };
  await tx.change(ClaimDecision, decision, { state: 'dropped' });
  const back = { state: claim.stage === 're-review' ? 're-review' : 'deliberating', round: claim.round + 1 } as const;
  return { sat, dropped: decision.id, patch: decision.state === 'referred' ? back : {} };
}

async function leaveSeat(tx: Writer, claim: Claim, personId: string): Promise<boolean> {
  const seats = await tx.find(ClaimMember, { claim_id: claim.id, stage: claim.stage, person_id: personId });
  const held = seats.filter(({ left_at }) => left_at === null);
  for (const seat of held) await tx.change(ClaimMember, seat, { left_at: tx.now, left_reason: '回避' });
  return held.length > 0;
}

/** The decision not yet issued that he proposed or sent upwards, which would be issued in his name, or that rests on his vote. */
async function fallen(tx: Writer, claim: Claim, personId: string): Promise<ClaimDecision | null> {
  const { id, stage } = claim;
  const all = await tx.find(ClaimDecision, { claim_id: id, stage });
  const open = all.find(({ state }) => state === 'proposed' || state === 'referred');
  if (open === undefined) return null;
  if (open.proposed_person === personId || open.referred_person === personId) return open;
  const { round, kind: vote } = open;
  return (await tx.one(ClaimOpinion, { claim_id: id, stage, round, vote, person_id: personId })) && open;
}
