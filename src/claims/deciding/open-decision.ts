// The one decision of a claim that is on its way: proposed in the present round, or with the higher level.
import { decisionRefusal } from '../../domain/claim/decision';
import type { Reader, Writer } from '../../ledger/door';
import type { Claim } from '../claim.entity';
import { ClaimDecision } from './decision.entity';

/** @throws Refusal claim.no-proposal */
export async function openDecision(
  q: Reader,
  { id, stage, round }: Claim,
  state: 'proposed' | 'referred',
): Promise<ClaimDecision> {
  const row = await q.one(ClaimDecision, { claim_id: id, stage, round, state });
  if (!row) throw decisionRefusal('claim.no-proposal');
  return row;
}

/** A new proposal, a new round or a new panel leaves the earlier proposal behind: kept, and no longer open. */
export async function dropOpen(tx: Writer, { id }: Claim): Promise<void> {
  const row = await tx.one(ClaimDecision, { claim_id: id, state: 'proposed' });
  if (row) await tx.change(ClaimDecision, row, { state: 'dropped' });
}
