// One act on a claim as it is written down: the claim found and locked, the act numbered, the entry for the county's log.
import { claimRefusal, type ClaimAct } from '../domain/claim/claim';
import type { Actor } from '../domain/permission';
import type { Reader, Writer } from '../ledger/door';
import { newId } from '../platform/ids';
import { Claim, ClaimActEntry, type EnteredAct } from './claim.entity';

export interface ActOn {
  id: string;
  version: number;
}

/** What the log calls each act. */
export const LEDGER_KINDS: Readonly<Record<ClaimAct, string>> = {
  file: 'claim.filed',
  withdraw: 'claim.withdrawn',
  admit: 'claim.admitted',
  'refuse-admission': 'claim.not-admitted',
  investigate: 'claim.investigated',
  state: 'claim.heard',
  establish: 'claim.established',
  judge: 'claim.judged',
  extend: 'claim.extended',
  suspend: 'claim.suspended',
  resume: 'claim.resumed',
  'form-panel': 'claim.panel-formed',
  deliberate: 'claim.deliberated',
  reopen: 'claim.reopened',
  opine: 'claim.opined',
  propose: 'claim.proposed',
  issue: 'claim.decided',
  refer: 'claim.referred',
  'approve-referral': 'claim.decided',
  'send-back': 'claim.sent-back',
  'send-back-review': 'claim.sent-back',
  serve: 'claim.served',
  'request-re-review': 'claim.re-review-requested',
  'request-upper-review': 'claim.upper-review-requested',
  close: 'claim.closed',
  clear: 'claim.cleared',
};

/**
 * The actor as he writes in the claim's county: an inspector of a higher body has a seat above it. Only after the claim was
 * found within his own reach.
 */
export const inCounty = (actor: Actor, county: string): Actor => ({ ...actor, county, reach: county });

/** The claim within the reader's reach. @throws Refusal claim.not-found */
export async function foundClaim(q: Reader, id: string): Promise<Claim> {
  const row = await q.one(Claim, { id });
  if (!row) throw claimRefusal('claim.not-found');
  return row;
}

/** The claim locked at the version the caller read. @throws Refusal claim.not-found, version.stale */
export async function lockedClaim(tx: Writer, { id, version }: ActOn): Promise<Claim> {
  const row = await tx.lock(Claim, id);
  if (!row) throw claimRefusal('claim.not-found');
  tx.expect(row, version);
  return row;
}

export interface Entered {
  actor: Actor;
  act: EnteredAct;
  text?: string | null;
  detail?: Record<string, unknown>;
}

/** Call it with the claim's row locked and already changed: acts of one claim are numbered without a gap. */
export async function enterAct(tx: Writer, claim: Claim, { actor, act, text, detail }: Entered): Promise<void> {
  const entered = await tx.find(ClaimActEntry, { claim_id: claim.id });
  await tx.insert(ClaimActEntry, {
    id: newId(),
    claim_id: claim.id,
    ordinal: entered.length + 1,
    stage: claim.stage,
    round: claim.round,
    act,
    state: claim.state,
    text: text ?? null,
    detail: detail ?? {},
    actor_id: actor.accountId,
    person_id: actor.personId,
    unit_id: actor.organisationId,
    recorded_at: tx.now,
  });
}
