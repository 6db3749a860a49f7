import { Injectable } from '@nestjs/common';
import { ClaimMember, type Claim, type ClaimRecusal } from '../claims/claim.entity';
import { HandsService, isAccuser, isClaimant } from '../claims/hands.service';
import { RecusalsService } from '../claims/recusal/recusals.service';
import type { ClaimSide, ClaimState } from '../domain/claim/claim';
import { deciderOf, type Capacity, type RecusalGround } from '../domain/claim/recusal';
import { higherBody, type Seat } from '../domain/claim/routing';
import { isRefused } from '../domain/errors';
import type { ClaimAsked, Standing } from '../domain/inbox/claim-step';
import { mayDo, type Actor, type Permission } from '../domain/permission';
import type { Reader } from '../ledger/door';
import { ClaimPanels, type AtWork } from './claim-panel.service';

/** A claim with what was read of it within the actor's own reach. */
export interface KnownClaim {
  claim: Claim;
  heard: Record<ClaimSide, boolean>;
  appealOpen: boolean;
  correctionsOpen: boolean;
  /** The actor has a seat in its present stage. */
  seated: boolean;
  /** Nobody has decided them. */
  recusals: readonly unknown[];
}

interface Person {
  actor: Actor;
  seat: Seat;
}

const AT_WORK: readonly ClaimState[] = ['investigating', 'deliberating', 're-review', 'upper-review', 'referred'];
const HEARING: readonly ClaimState[] = ['admitted', 'investigating', 're-review', 'upper-review'];
/** An accuser may have brought the matter or handled it before. */
const ACCUSERS_OWN: readonly RecusalGround[] = ['interest', 'earlier-stage'];

/** In what standing somebody is to a claim, by the same hands and recusals as every act on it. Read within its county. */
@Injectable()
export class ClaimStandings {
  constructor(
    private readonly hands: HandsService,
    private readonly recusals: RecusalsService,
    private readonly panels: ClaimPanels,
  ) {}

  seatOf(q: Reader, actor: Actor): Promise<Seat> {
    return this.hands.seatOf(q, actor);
  }

  async asked(q: Reader, person: Person, known: KnownClaim): Promise<ClaimAsked> {
    const { claim, heard, appealOpen, correctionsOpen } = known;
    const handles = !idle(known) && (await this.handles(q, person, claim));
    const higher = claim.state === 'referred' && (await this.isHigher(q, person, claim));
    const watched = AT_WORK.includes(claim.state) && (known.seated || handles || higher);
    const work = watched ? await this.panels.of(q, claim, person.actor) : null;
    return {
      ...{ state: claim.state, stage: claim.stage, heard, appealOpen, correctionsOpen },
      me: await this.standing(q, person, { known, work, handles, higher }),
      panel: work && work.panel,
      proposal: work && work.proposal,
      demandOpen: work !== null && known.recusals.length > 0 && (await this.demandOpen(q, person, claim)),
      review: nextReview(claim),
    };
  }

  private demandOpen(q: Reader, { actor }: Person, claim: Claim): Promise<boolean> {
    return isRefused(this.recusals.refuseOpenDemands(q, claim, actor));
  }

  private async standing(
    q: Reader,
    { actor }: Person,
    { known, work, handles, higher }: { known: KnownClaim; work: AtWork | null; handles: boolean; higher: boolean },
  ): Promise<Standing> {
    const { claim, heard } = known;
    const proposed = handles && work !== null && work.proposal !== null;
    return {
      claimant: may(actor, claim.state === 'served' ? 'claim.file' : 'claim.state') && isClaimant(claim, actor),
      accuser: HEARING.includes(claim.state) && !heard.accuser && (await this.accuses(q, claim, actor)),
      handles,
      decides: proposed && (await this.isFree(q, claim, { actor, capacity: 'deciding' })),
      higher,
      sits: may(actor, 'claim.deliberate') && work !== null && work.sits,
      checks: handles && actor.county === claim.county,
    };
  }

  /** An unrecused inspector of the body that handles the claim. */
  async handles(q: Reader, { actor, seat }: Person, claim: Claim): Promise<boolean> {
    const body = may(actor, 'claim.handle') && isSeat(seat, claim.handling);
    return body && (await this.isFree(q, claim, { actor, capacity: 'handling' }));
  }

  /** As deciding it asks: the chair, or another of the body handling the claim, or of the one above. */
  async decidesRecusal(
    q: Reader,
    { actor, seat }: Person,
    { claim, row, ofHigher }: { claim: Claim; row: ClaimRecusal; ofHigher: boolean },
  ): Promise<boolean> {
    const [person, raisedBy] = [row.person_id, row.raised_person];
    if ([person, raisedBy].includes(actor.personId)) return false;
    const chair = await this.freeChair(q, claim);
    const decider = deciderOf({ ofHigher, person, raisedBy, chair });
    const body = decider === 'higher' ? higherBody(claim.handling) : claim.handling;
    const right = decider === 'chair' ? actor.personId === chair : isSeat(seat, body);
    return right && (await this.isFree(q, claim, { actor, capacity: 'deciding' }));
  }

  private async freeChair(q: Reader, claim: Claim): Promise<string | null> {
    const chairs = await q.find(ClaimMember, { claim_id: claim.id, stage: claim.stage, chair: true });
    const chair = chairs.find(({ left_at }) => left_at === null);
    if (chair === undefined) return null;
    const { account_id: accountId, person_id: personId, unit_id: organisationId } = chair;
    const grounds = await this.recusals.groundsOf(q, claim, { accountId, personId, organisationId });
    return grounds.length === 0 ? personId : null;
  }

  private async isHigher(q: Reader, { actor, seat }: Person, claim: Claim): Promise<boolean> {
    const body = may(actor, 'claim.decide') && isSeat(seat, higherBody(claim.handling));
    return body && (await this.isFree(q, claim, { actor, capacity: 'deciding' }));
  }

  private async accuses(q: Reader, claim: Claim, actor: Actor): Promise<boolean> {
    if (!may(actor, 'claim.state') || isClaimant(claim, actor) || !(await isAccuser(q, claim, actor))) return false;
    const grounds = await this.recusals.groundsOf(q, claim, { ...actor, capacity: 'handling' });
    return grounds.every(ground => ACCUSERS_OWN.includes(ground));
  }

  private async isFree(q: Reader, claim: Claim, { actor, capacity }: { actor: Actor; capacity: Capacity }) {
    return (await this.recusals.groundsOf(q, claim, { ...actor, capacity })).length === 0;
  }
}

const may = ({ roles }: Actor, permission: Permission): boolean => mayDo(roles, permission);

const isSeat = (seat: Seat, body: string | null): boolean =>
  body !== null && seat.unitKind === 'discipline' && seat.county === body;

/** A served claim waits for nobody of the body while a review may be asked for or something is not put right. */
const idle = ({ claim, appealOpen, correctionsOpen }: KnownClaim): boolean =>
  claim.state === 'served' && (appealOpen || correctionsOpen);

function nextReview({ stage, handling }: Claim): ClaimAsked['review'] {
  if (stage === 'first') return 're-review';
  return stage === 're-review' && higherBody(handling) !== null ? 'upper-review' : null;
}
