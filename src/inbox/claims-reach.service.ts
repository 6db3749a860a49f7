import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { Claim, ClaimActEntry, ClaimMember, ClaimRecusal, ClaimStatement } from '../claims/claim.entity';
import { TermsService, type Measure } from '../claims/procedure/terms.service';
import { isClaimant } from '../claims/hands.service';
import { appealThrough, claimClock, type StepClock } from '../domain/claim/clock';
import { sidesHeard } from '../domain/claim/procedure';
import { higherBody, type Seat } from '../domain/claim/routing';
import type { Actor } from '../domain/permission';
import type { Day } from '../domain/period';
import { Account } from '../identity/account.entity';
import type { Reader } from '../ledger/door';
import type { KnownClaim } from './claim-standing.service';
import { AroundClaimsRepository, type Ground } from './claims.repository';
import { groupedBy } from './waiting';

export interface ReachedClaim extends KnownClaim {
  present: StepClock | null;
  ground: Ground;
  /** First day on which nobody can ask for a review any more; null while that is not known. */
  closableOn: Day | null;
  recusals: { row: ClaimRecusal; ofHigher: boolean }[];
}

const OVER = ['closed', 'withdrawn', 'not-admitted'] as const;

/** The open claims that may concern somebody, each with what tells how it stands; read within his own reach, in sets. */
@Injectable()
export class ClaimsReach {
  constructor(
    private readonly terms: TermsService,
    private readonly around: AroundClaimsRepository,
  ) {}

  async of(q: Reader, actor: Actor, { seat, day }: { seat: Seat; day: Day }): Promise<ReachedClaim[]> {
    const inspects = actor.roles.includes('inspector');
    const seats = inspects ? await q.find(ClaimMember, { person_id: actor.personId, left_at: IsNull() }) : [];
    const sitsOn = new Set(seats.map(({ claim_id, stage }) => `${claim_id} ${stage}`));
    const all = await q.find(Claim, { state: Not(In([...OVER])) });
    const claims = all.filter(
      claim =>
        (inspects && isNear(claim, seat)) || sitsOn.has(`${claim.id} ${claim.stage}`) || isClaimant(claim, actor),
    );
    return this.known(q, claims, { day, sitsOn });
  }

  private async known(
    q: Reader,
    claims: readonly Claim[],
    { day, sitsOn }: { day: Day; sitsOn: ReadonlySet<string> },
  ): Promise<ReachedClaim[]> {
    if (claims.length === 0) return [];
    const ids = claims.map(({ id }) => id);
    const of = { claim_id: In(ids) };
    const acts = groupedBy(await q.find(ClaimActEntry, of, { order: { ordinal: 'ASC' } }), one => one.claim_id);
    const statements = groupedBy(await q.find(ClaimStatement, of), one => one.claim_id);
    const measures = await this.terms.measures(q, claims);
    const grounds = await this.around.grounds(
      q,
      claims.map(({ flaw_id }) => flaw_id),
    );
    const unfinished = await this.around.unfinished(q, ids);
    const recusals = await pending(q, claims);
    return claims.map(claim => {
      const measure = measures.get(claim.id)!;
      const through = appealDay(claim, measure);
      return {
        claim,
        ground: grounds.get(claim.flaw_id)!,
        heard: sidesHeard(
          { stage: claim.stage, proposed: claim.claimant_kind === 'proposed' },
          statements.get(claim.id) ?? [],
        ),
        appealOpen: through !== null && day <= through,
        closableOn: through,
        correctionsOpen: unfinished.has(claim.id),
        seated: sitsOn.has(`${claim.id} ${claim.stage}`),
        present: presentStep(acts.get(claim.id) ?? [], measure, day),
        recusals: recusals.get(claim.id) ?? [],
      };
    });
  }
}

/** Handled by the seat's own body or by the one beneath it, or brought from the seat's own county to a body above. */
const isNear = ({ county, handling }: Claim, seat: Seat): boolean =>
  [county, handling, higherBody(handling)].includes(seat.county);

function appealDay({ stage, served_on }: Claim, { calendar }: Measure): Day | null {
  return served_on === null || stage === 'upper-review' ? null : appealThrough(served_on, calendar);
}

function presentStep(rows: readonly ClaimActEntry[], { terms, calendar }: Measure, day: Day): StepClock | null {
  const acts = rows.map(({ act, state, stage, recorded_at, detail }) => ({
    ...{ act, state, stage, detail },
    recordedAt: recorded_at,
  }));
  return claimClock({ acts, terms }, day, calendar).present;
}

/** Recusals nobody has decided; of the body above is who is known from there alone, as deciding sees it. */
async function pending(q: Reader, claims: readonly Claim[]): Promise<Map<string, ReachedClaim['recusals']>> {
  const handling = new Map(claims.map(claim => [claim.id, claim.handling]));
  const rows = await q.find(ClaimRecusal, { claim_id: In([...handling.keys()]), state: 'pending' });
  const accounts = await q.find(Account, { id: In(rows.map(({ account_id }) => account_id)) });
  const counties = new Map(accounts.map(({ id, county }) => [id, county]));
  const told = rows.map(row => {
    const above = higherBody(handling.get(row.claim_id)!);
    return { row, ofHigher: (counties.get(row.account_id) ?? above) === above };
  });
  return groupedBy(told, ({ row }) => row.claim_id);
}
