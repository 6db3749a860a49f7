import { Injectable } from '@nestjs/common';
import type { DecisionKind } from '../../domain/claim/claim';
import {
  CLEARANCE_LIFECYCLE,
  clearanceRefusal,
  refuseSamePerson,
  refuseUnclearable,
} from '../../domain/claim/clearance';
import { follow } from '../../domain/lifecycle';
import type { Actor } from '../../domain/permission';
import type { Reader, Writer } from '../../ledger/door';
import { Journal } from '../../ledger/journal';
import { sha256Hex, valueSha256 } from '../../platform/digests';
import { newId } from '../../platform/ids';
import { ActingService } from '../acting.service';
import { foundClaim, type ActOn } from '../acts';
import { ClaimClearance } from './after.entity';
import { Accountability, type Claim } from '../claim.entity';
import { clearanceView, type ClearanceView, type ClearanceWritten, type ClearBody } from './clearance.dto';
import { ClaimDecision } from '../deciding/decision.entity';
import { HandlingService } from './handling.service';
import { ownOnly, refuseUnread } from '../visibility';

const ENDED = { confirm: 'clearance.confirmed', drop: 'clearance.dropped' } as const;

/** Clearing a name: proposed by one inspector of the handling body, confirmed by another. */
@Injectable()
export class ClearanceService {
  constructor(
    private readonly journal: Journal,
    private readonly acting: ActingService,
    private readonly handling: HandlingService,
  ) {}

  /** @throws Refusal clearance.not-open, clearance.open-already, and those of every act on a claim */
  async propose(actor: Actor, on: ActOn, body: ClearBody): Promise<ClearanceWritten> {
    const {
      value,
      claim: now,
      receipt,
    } = await this.acting.act(actor, { ...on, act: 'clear' }, async (tx, claim, writer) => {
      refuseUnclearable(await standing(tx, claim));
      const row: ClaimClearance = {
        county: tx.county,
        id: newId(),
        version: 1,
        code: await tx.code('CQ'),
        claim_id: claim.id,
        state: 'proposed',
        alleged: body.alleged,
        found: body.found,
        scope: body.scope,
        proposed_by: writer.accountId,
        person_id: writer.personId,
        proposed_unit: writer.organisationId,
        recorded_at: tx.now,
        ended_by: null,
        ended_person: null,
        ended_unit: null,
        ended_at: null,
        end_reason: null,
      };
      await tx.insert(ClaimClearance, row);
      const sha256 = valueSha256({ alleged: body.alleged, found: body.found, scope: body.scope });
      return { value: row, detail: { clearance: row.id }, payload: { clearance: row.id, code: row.code, sha256 } };
    });
    return { ...clearanceView(value), claimVersion: now.version, receipt };
  }

  /** By another natural person. @throws Refusal clearance.not-found, clearance.one-person, claim.not-handling, claim.recused */
  confirm(actor: Actor, on: ActOn, reason: string): Promise<ClearanceWritten> {
    return this.end(actor, on, { act: 'confirm', reason });
  }

  /** Anybody of the handling body, the proposer too. @throws Refusal clearance.not-found, claim.not-handling, claim.recused */
  drop(actor: Actor, on: ActOn, reason: string): Promise<ClearanceWritten> {
    return this.end(actor, on, { act: 'drop', reason });
  }

  /** The claimant's side sees what was confirmed, not what was weighed. @throws Refusal claim.not-found */
  async ofClaim(actor: Actor, claimId: string): Promise<ClearanceView[]> {
    return this.journal.read(actor, async q => {
      await refuseUnread(q, await foundClaim(q, claimId), actor);
      const rows = await q.find(ClaimClearance, { claim_id: claimId }, { order: { recorded_at: 'ASC', id: 'ASC' } });
      return rows.filter(({ state }) => !ownOnly(actor) || state === 'confirmed').map(clearanceView);
    });
  }

  private async end(
    actor: Actor,
    on: ActOn,
    { act, reason }: { act: 'confirm' | 'drop'; reason: string },
  ): Promise<ClearanceWritten> {
    const { claim_id: claimId } = await this.journal.read(actor, q => foundClearance(q, on.id));
    const { value, receipts } = await this.handling.write(actor, claimId, async (tx, { claim, writer }) => {
      const row = await tx.lock(ClaimClearance, on.id);
      if (!row) throw clearanceRefusal('clearance.not-found');
      tx.expect(row, on.version);
      const state = follow(CLEARANCE_LIFECYCLE, row.state, act);
      if (act === 'confirm') {
        refuseSamePerson(row.person_id, writer.personId);
        refuseUnclearable(await standing(tx, claim));
      }
      const ended = await tx.change(ClaimClearance, row, {
        state,
        ended_by: writer.accountId,
        ended_person: writer.personId,
        ended_unit: writer.organisationId,
        ended_at: tx.now,
        end_reason: reason,
      });
      const reasonSha256 = sha256Hex(reason);
      tx.record(ENDED[act], row.code, { clearance: row.id, claim: row.claim_id, state, reasonSha256 });
      return { ended, claimVersion: claim.version };
    });
    const { ended, claimVersion } = value;
    return { ...clearanceView(ended), claimVersion, receipt: receipts[0]! };
  }
}

/** @throws Refusal clearance.not-found */
async function foundClearance(q: Reader, id: string): Promise<ClaimClearance> {
  const row = await q.one(ClaimClearance, { id });
  if (!row) throw clearanceRefusal('clearance.not-found');
  return row;
}

/** The kind of the decision in force, and whether accountability itself was dropped. */
async function standing(tx: Writer, claim: Claim): Promise<{ inForce: DecisionKind | null; dropped: boolean }> {
  const decision = claim.decision_id === null ? null : await tx.one(ClaimDecision, { id: claim.decision_id });
  const matter = await tx.one(Accountability, { id: claim.accountability_id });
  return { inForce: decision?.kind ?? null, dropped: matter?.state === 'dropped' };
}
