import { Injectable } from '@nestjs/common';
import { refuseSamePerson } from '../../domain/claim/decision';
import { referralRefusal, refuseUnreferred } from '../../domain/claim/referral';
import type { Tally } from '../../domain/claim/panel';
import type { Actor } from '../../domain/permission';
import { sha256Hex } from '../../platform/digests';
import { ActingService } from '../acting.service';
import type { ActOn } from '../acts';
import type { ClaimWritten } from '../procedure/claims.dto';
import { ClaimDecision } from './decision.entity';
import { openDecision } from './open-decision';
import { written } from '../procedure/procedure.service';
import { DocumentsService } from '../documents/documents.service';
import { SoundnessService } from './soundness.service';

/** The second pair of hands: a discipline inspector of the handling body, never the natural person who proposed. */
@Injectable()
export class IssuingService {
  constructor(
    private readonly acting: ActingService,
    private readonly soundness: SoundnessService,
    private readonly documents: DocumentsService,
  ) {}

  /** @throws Refusal claim.no-proposal, claim.same-person, claim.referral-due, and what `refuseUnsound` throws */
  async issue(actor: Actor, on: ActOn, note?: string): Promise<ClaimWritten> {
    const step = { ...on, act: 'issue', text: note } as const;
    const done = await this.acting.act(actor, step, async (tx, claim, writer) => {
      const proposed = await openDecision(tx, claim, 'proposed');
      refuseSamePerson(proposed.proposed_person, writer.personId);
      refuseUnreferred(proposed.referral_grounds);
      const votes = await this.soundness.refuseUnsound(tx, claim, { decision: proposed, acting: writer });
      const issued = await tx.change(ClaimDecision, proposed, {
        state: 'issued',
        issued_by: writer.accountId,
        issued_person: writer.personId,
        issued_at: tx.now,
      });
      const patch = { decision_id: issued.id };
      return { patch, detail: { decision: issued.code }, payload: decidedPayload(issued, votes), value: null };
    });
    return written(done);
  }

  /** @throws Refusal claim.no-proposal, claim.same-person, claim.no-referral-due, and what `refuseUnsound` throws */
  async refer(actor: Actor, on: ActOn, note?: string): Promise<ClaimWritten> {
    const step = { ...on, act: 'refer', text: note } as const;
    const done = await this.acting.act(actor, step, async (tx, claim, writer) => {
      const proposed = await openDecision(tx, claim, 'proposed');
      refuseSamePerson(proposed.proposed_person, writer.personId);
      if (proposed.referral_grounds.length === 0) throw referralRefusal('claim.no-referral-due');
      await this.soundness.refuseUnsound(tx, claim, { decision: proposed, acting: writer });
      const referred = await tx.change(ClaimDecision, proposed, {
        state: 'referred',
        referred_by: writer.accountId,
        referred_person: writer.personId,
        referred_at: tx.now,
      });
      const { code: decision, referral_grounds: grounds, stage, round, state_sha256: stateSha256 } = referred;
      return { detail: { decision }, payload: { decision, stage, round, stateSha256, grounds }, value: null };
    });
    return written(done);
  }

  /** The day of serving starts the month in which a review may be asked for. */
  async serve(actor: Actor, on: ActOn, how: string): Promise<ClaimWritten> {
    const step = { ...on, act: 'serve', text: how } as const;
    const done = await this.acting.act(actor, step, async (tx, claim) => {
      const row = await tx.one(ClaimDecision, { id: claim.decision_id! });
      const said = { decision: row!.code, servedOn: tx.today };
      return {
        patch: { served_on: tx.today },
        detail: said,
        payload: { stage: claim.stage, ...said, howSha256: sha256Hex(how) },
        value: null,
      };
    });
    await this.documents.issueDue(actor, on.id);
    return written(done);
  }
}

/** What the log says of a decision that stands: codes, digests and counts. */
export function decidedPayload(row: ClaimDecision, { seats, voted, dissent }: Tally): Record<string, unknown> {
  return {
    decision: row.code,
    kind: row.kind,
    stage: row.stage,
    round: row.round,
    stateSha256: row.state_sha256,
    findingSha256: row.state_parts.finding,
    referralGrounds: row.referral_grounds,
    tally: { seats, voted, dissent },
  };
}
