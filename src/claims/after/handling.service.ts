import { Injectable } from '@nestjs/common';
import { claimRefusal } from '../../domain/claim/claim';
import { refuseOutsideBody } from '../../domain/claim/routing';
import type { Actor } from '../../domain/permission';
import type { Writer } from '../../ledger/door';
import { Journal, type Written } from '../../ledger/journal';
import { foundClaim, inCounty } from '../acts';
import { Claim } from '../claim.entity';
import { DocumentsService } from '../documents/documents.service';
import { HandsService } from '../hands.service';
import { RecusalsService } from '../recusal/recusals.service';

/** What the handling body does beside the life of the claim itself: corrections, clearances, and the papers of both. */
@Injectable()
export class HandlingService {
  constructor(
    private readonly journal: Journal,
    private readonly hands: HandsService,
    private readonly recusals: RecusalsService,
    private readonly documents: DocumentsService,
  ) {}

  /**
   * Writes in the claim's county, for an unrecused inspector of the body that handles it. `claim` is as it stands now and
   * locked; `writer` is the actor as the county's log knows him.
   * @throws Refusal claim.not-found, claim.not-handling, claim.recused
   */
  async write<T>(
    actor: Actor,
    claimId: string,
    work: (tx: Writer, hand: { claim: Claim; writer: Actor }) => Promise<T>,
  ): Promise<Written<T>> {
    const { county, seat } = await this.journal.read(actor, async q => ({
      county: (await foundClaim(q, claimId)).county,
      seat: await this.hands.seatOf(q, actor),
    }));
    const writer = inCounty(actor, county);
    const written = await this.journal.write(writer, async tx => {
      // Locked: a recusal that is upheld meanwhile, or a review that moves the claim on, is not overtaken.
      const claim = await tx.lock(Claim, claimId);
      if (!claim) throw claimRefusal('claim.not-found');
      refuseOutsideBody(seat, claim);
      await this.recusals.refuseRecused(tx, { actor, claim });
      return work(tx, { claim, writer });
    });
    await this.documents.issueDue(actor, claimId);
    return written;
  }
}
