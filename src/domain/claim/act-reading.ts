// Which acts of a claim a reader sees with their words: that an act was done is open to whoever may see the claim, what the
// panel and the bodies above said among themselves is not (domain.md section 7, point 4).

import { mayReadDeliberation, mayReadProposals, type ReaderOfClaim } from './reading';

/** Words of the panel, and words between the bodies on the way to a decision. */
const PANEL_ACTS = ['opine', 'reopen'];
const BODY_ACTS = ['propose', 'issue', 'refer', 'approve-referral', 'send-back', 'send-back-review'];

/** @param stage of the act: whether its decision was served, and whether it is the claim's present one */
export function mayReadWords(
  act: string,
  reader: ReaderOfClaim,
  stage: { served: boolean; present: boolean },
): boolean {
  if (PANEL_ACTS.includes(act)) return mayReadDeliberation(reader, stage);
  if (!BODY_ACTS.includes(act)) return true;
  return mayReadProposals(reader) || (stage.served && reader.auditor && !reader.claimantSide);
}
