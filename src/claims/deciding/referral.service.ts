import { Injectable } from '@nestjs/common';
import { refuseSamePerson } from '../../domain/claim/decision';
import type { Actor } from '../../domain/permission';
import { Journal } from '../../ledger/journal';
import { sha256Hex } from '../../platform/digests';
import { ActingService } from '../acting.service';
import { foundClaim, type ActOn } from '../acts';
import type { ClaimWritten } from '../procedure/claims.dto';
import { ClaimDecision } from './decision.entity';
import { decidedPayload } from './issuing.service';
import { openDecision } from './open-decision';
import { written } from '../procedure/procedure.service';
import { SoundnessService } from './soundness.service';

/** The body one level up: it approves a referred decision as it stands, or sends the matter back to be voted on anew. */
@Injectable()
export class ReferralService {
  constructor(
    private readonly journal: Journal,
    private readonly acting: ActingService,
    private readonly soundness: SoundnessService,
  ) {}

  /**
   * Approval issues the decision: it stays that of the handling body, signed by whoever referred it.
   * @throws Refusal claim.not-higher, claim.same-person, and what `refuseUnsound` throws
   */
  async approve(actor: Actor, on: ActOn, reason: string): Promise<ClaimWritten> {
    const step = { ...on, act: 'approve-referral', text: reason } as const;
    const done = await this.acting.act(actor, step, async (tx, claim, writer) => {
      const referred = await openDecision(tx, claim, 'referred');
      refuseSamePerson(referred.proposed_person, writer.personId);
      refuseSamePerson(referred.referred_person!, writer.personId);
      const votes = await this.soundness.refuseUnsound(tx, claim, { decision: referred, acting: writer });
      const issued = await tx.change(ClaimDecision, referred, {
        state: 'issued',
        issued_by: referred.referred_by,
        issued_person: referred.referred_person,
        issued_at: tx.now,
        approved_by: writer.accountId,
        approved_person: writer.personId,
        approved_at: tx.now,
        higher_reason: reason,
      });
      const patch = { decision_id: issued.id };
      return {
        patch,
        detail: { decision: issued.code },
        payload: { ...decidedPayload(issued, votes), reasonSha256: sha256Hex(reason) },
        value: null,
      };
    });
    return written(done);
  }

  /** To where it came from, the first deliberation or the re-review, in a new round. */
  async sendBack(actor: Actor, on: ActOn, reason: string): Promise<ClaimWritten> {
    const { stage } = await this.journal.read(actor, q => foundClaim(q, on.id));
    const act = stage === 'first' ? 'send-back' : 'send-back-review';
    const step = { ...on, act, text: reason } as const;
    const done = await this.acting.act(actor, step, async (tx, claim) => {
      const referred = await openDecision(tx, claim, 'referred');
      const { code: decision } = await tx.change(ClaimDecision, referred, {
        state: 'sent-back',
        higher_reason: reason,
      });
      const round = claim.round + 1;
      return {
        patch: { round },
        detail: { decision },
        payload: { decision, stage, round, reasonSha256: sha256Hex(reason) },
        value: null,
      };
    });
    return written(done);
  }
}
