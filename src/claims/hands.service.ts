import { Injectable } from '@nestjs/common';
import { CLAIM_HANDS, CLAIM_LIFECYCLE, claimRefusal, type ClaimStep, type Hands } from '../domain/claim/claim';
import { isNextReview, type Review } from '../domain/claim/review';
import { higherBody, refuseOutsideBody, refuseOutsideHigherBody, type Seat } from '../domain/claim/routing';
import { isRefused } from '../domain/errors';
import { openActs } from '../domain/lifecycle';
import { mayDo, type Actor, type Permission } from '../domain/permission';
import { OrganisationsService } from '../identity/organisations.service';
import type { Reader } from '../ledger/door';
import { Accountability, Claim, ClaimActEntry, ClaimMember } from './claim.entity';
import { RecusalsService } from './recusal/recusals.service';

export interface Asked {
  actor: Actor;
  /** Where he logged in: read within his own reach, since a higher body's unit is invisible in the county. */
  seat: Seat;
  claim: Claim;
  act: ClaimStep;
}

/** In whose hands an act is, and who among them is recused. */
@Injectable()
export class HandsService {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly recusals: RecusalsService,
  ) {}

  async seatOf(q: Reader, actor: Actor): Promise<Seat> {
    const { kind } = await this.organisations.organisationIn(q, actor.organisationId);
    return { county: actor.county, unitKind: kind };
  }

  /** Whether the seat is that of the body handling the claim or of the one above it. */
  decidesOn(seat: Seat, { handling }: Pick<Claim, 'handling'>): boolean {
    return seat.unitKind === 'discipline' && [handling, higherBody(handling)].includes(seat.county);
  }

  /** The acts open in the claim's state that this very reader may do now. */
  async openTo(q: Reader, asked: Omit<Asked, 'act'>): Promise<ClaimStep[]> {
    const { actor, claim } = asked;
    const open: ClaimStep[] = [];
    for (const act of openActs(CLAIM_LIFECYCLE, claim.state)) {
      if (!mayDo(actor.roles, HANDS_PERMISSION[CLAIM_HANDS[act]])) continue;
      if (await isRefused(this.refuseWrong(q, { ...asked, act }))) continue;
      if (!(await isSpent(q, claim, act))) open.push(act);
    }
    return open;
  }

  /** @throws Refusal claim.not-claimant, claim.not-handling, claim.not-higher, claim.not-member, claim.recused */
  async refuseWrong(q: Reader, asked: Asked): Promise<void> {
    const { actor, seat, claim, act } = asked;
    switch (CLAIM_HANDS[act]) {
      case 'claimant':
        return refuseStranger(claim, actor);
      case 'side':
        // Either side speaks for itself, or before an inspector: whose words they are is the statement's own question.
        if (isClaimant(claim, actor) || (await isAccuser(q, claim, actor))) return;
        refuseOutsideBody(seat, claim);
        break;
      case 'handling':
        refuseOutsideBody(seat, claim);
        break;
      case 'higher':
        refuseOutsideHigherBody(seat, claim);
        break;
      case 'panel':
        await refuseAbsent(q, claim, actor);
    }
    await this.recusals.refuseRecused(q, { actor, claim, act });
  }
}

/** What the routes of the acts in somebody's hands ask for. */
const HANDS_PERMISSION: Readonly<Record<Hands, Permission>> = {
  claimant: 'claim.file',
  side: 'claim.state',
  handling: 'claim.handle',
  panel: 'claim.deliberate',
  higher: 'claim.decide',
};

const REVIEWS: Partial<Record<ClaimStep, Review>> = {
  'request-re-review': 're-review',
  'request-upper-review': 'upper-review',
};

/** What the state leaves open and the claim's own history does not: an extension is for once a stage, reviews have an order. */
async function isSpent(q: Reader, { id, stage }: Claim, act: ClaimStep): Promise<boolean> {
  if (act === 'extend') return (await q.one(ClaimActEntry, { claim_id: id, stage, act })) !== null;
  const review = REVIEWS[act];
  return review !== undefined && !isNextReview(stage, review);
}

/** The officer himself; for a unit's matter any sponsor or department officer of it. One's own claim is nobody else's. */
export function isClaimant(claim: Claim, actor: Actor): boolean {
  if (claim.claimant_person !== null && claim.claimant_person === actor.personId) return true;
  if (claim.claimant_kind === 'person' || claim.claimant_unit !== actor.organisationId) return false;
  return actor.roles.includes('sponsor') || actor.roles.includes('department');
}

/** An inspector of the unit that put it on record that somebody is held to account. */
export async function isAccuser(q: Reader, claim: Claim, actor: Actor): Promise<boolean> {
  if (!actor.roles.includes('inspector')) return false;
  const matter = await q.one(Accountability, { id: claim.accountability_id });
  return matter?.actor_unit === actor.organisationId;
}

function refuseStranger(claim: Claim, actor: Actor): void {
  if (!isClaimant(claim, actor)) throw claimRefusal('claim.not-claimant');
}

/** @throws Refusal claim.not-member */
async function refuseAbsent(q: Reader, claim: Claim, { personId }: Actor): Promise<void> {
  const sitting = await q.find(ClaimMember, { claim_id: claim.id, stage: claim.stage, person_id: personId });
  if (!sitting.some(member => member.left_at === null)) throw claimRefusal('claim.not-member');
}
