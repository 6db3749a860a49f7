import { Injectable } from '@nestjs/common';
import { isOfBody, type ReaderOfClaim } from '../domain/claim/reading';
import type { Actor } from '../domain/permission';
import { Journal } from '../ledger/journal';
import { foundClaim, inCounty } from './acts';
import { ClaimActEntry, ClaimMember, type Claim } from './claim.entity';
import { HandsService } from './hands.service';
import { concerns, refuseUnread } from './visibility';

/** A claim in front of somebody who reads it: as what, from where, and which stages were served on which instant. */
export interface InView {
  claim: Claim;
  reader: ReaderOfClaim;
  /** The actor within the claim's county, where facts are compared. */
  within: Actor;
  servedAt: ReadonlyMap<string, string>;
}

@Injectable()
export class ReaderService {
  constructor(
    private readonly journal: Journal,
    private readonly hands: HandsService,
  ) {}

  /** @throws Refusal claim.not-found */
  async view(actor: Actor, id: string): Promise<InView> {
    return this.journal.read(actor, async q => {
      const claim = await foundClaim(q, id);
      await refuseUnread(q, claim, actor);
      const seat = await this.hands.seatOf(q, actor);
      const sat = await q.find(ClaimMember, { claim_id: id, stage: claim.stage, person_id: actor.personId });
      const served = await q.find(ClaimActEntry, { claim_id: id, act: 'serve' });
      const reader = {
        claimantSide: concerns(claim, actor),
        sitting: sat.some(({ left_at }) => left_at === null),
        ofBody: actor.roles.includes('inspector') && isOfBody(seat, claim),
        auditor: actor.roles.includes('auditor'),
      };
      const servedAt = new Map(served.map(({ stage, recorded_at }) => [stage as string, recorded_at]));
      return { claim, reader, within: inCounty(actor, claim.county), servedAt };
    });
  }
}
