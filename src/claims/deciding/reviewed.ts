// The decision under review: the one in force when the claimant asked, which no review makes harsher.
import type { DecisionKind } from '../../domain/claim/claim';
import type { Reader } from '../../ledger/door';
import type { Claim } from '../claim.entity';
import { ClaimDecision } from './decision.entity';

/** Null in the first stage: nothing was decided yet. */
export async function reviewedDecision(q: Reader, { stage, decision_id }: Claim): Promise<ClaimDecision | null> {
  if (stage === 'first' || decision_id === null) return null;
  return q.one(ClaimDecision, { id: decision_id });
}

export const reviewedKind = async (q: Reader, claim: Claim): Promise<DecisionKind | null> =>
  (await reviewedDecision(q, claim))?.kind ?? null;
