import { Injectable } from '@nestjs/common';
import type { ClaimStage } from '../../domain/claim/claim';
import { appealThrough } from '../../domain/claim/clock';
import { refuseLateReview, refuseUnavailableReview, reviewingBody, type Review } from '../../domain/claim/review';
import type { Actor } from '../../domain/permission';
import type { Writer } from '../../ledger/door';
import { sha256Hex } from '../../platform/digests';
import { ActingService } from '../acting.service';
import type { ActOn } from '../acts';
import type { Claim } from '../claim.entity';
import type { ClaimWritten } from '../procedure/claims.dto';
import { written } from '../procedure/procedure.service';
import { TermsService } from '../procedure/terms.service';

/** Re-review by others of the same body, upper review by the body above; the decision in force stays so meanwhile. */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly acting: ActingService,
    private readonly terms: TermsService,
  ) {}

  /** @throws Refusal claim.review-unavailable, claim.review-late, claim.no-higher-body */
  async request(actor: Actor, on: ActOn & { review: Review }, reason: string): Promise<ClaimWritten> {
    const { id, version, review } = on;
    const step = { id, version, act: `request-${review}`, text: reason } as const;
    const done = await this.acting.act(actor, step, async (tx, claim) => {
      refuseUnavailableReview(claim.stage, review);
      await this.refuseLate(tx, claim);
      const handling = reviewingBody(claim.handling, review);
      const patch = { stage: review satisfies ClaimStage, round: 1, handling, served_on: null };
      const payload = { stage: review, handling, reviewed: claim.decision_id, reasonSha256: sha256Hex(reason) };
      return { patch, detail: { handling, reviewed: claim.decision_id }, payload, value: null };
    });
    return written(done);
  }

  private async refuseLate(tx: Writer, { served_on, county }: Claim): Promise<void> {
    const lastDay = appealThrough(served_on!, await this.terms.calendarOf(tx, county));
    refuseLateReview({ servedOn: served_on!, lastDay }, tx.today);
  }
}
