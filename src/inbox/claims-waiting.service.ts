import { Injectable } from '@nestjs/common';
import type { Claim } from '../claims/claim.entity';
import type { StepClock } from '../domain/claim/clock';
import { claimSteps, type Step } from '../domain/inbox/claim-step';
import { dueClock, NO_CLOCK, signalFor, type ItemClock } from '../domain/inbox/urgency';
import { mayDo, type Actor } from '../domain/permission';
import { addDays, localDay, type Day } from '../domain/period';
import type { Seat } from '../domain/claim/routing';
import type { Reader } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { AroundClaimsRepository, type FoundOfClaim } from './claims.repository';
import { ClaimsReach, type ReachedClaim } from './claims-reach.service';
import { ClaimStandings } from './claim-standing.service';
import { remembering } from './remembering';
import { basis, groupedBy, rulebookBasis, waits, type Asked, type Waiting } from './waiting';

interface Reached {
  seat: Seat;
  claims: ReachedClaim[];
  toReview: FoundOfClaim[];
  direct: Waiting[];
}

/**
 * Claims and what follows them. A body above is read for within its own reach first and then within each claim's county,
 * where facts and recusals are compared; the reads never hold two connections at once. In a county both are one.
 */
@Injectable()
export class ClaimsWaiting {
  constructor(
    private readonly journal: Journal,
    private readonly reach: ClaimsReach,
    private readonly around: AroundClaimsRepository,
    private readonly standings: ClaimStandings,
  ) {}

  async waiting(asked: Asked): Promise<Waiting[]> {
    const { actor } = asked;
    if (!mayDo(actor.roles, 'claim.state')) return [];
    const { reached, found } = await this.journal.read(actor, async reader => {
      const q = remembering(reader);
      const near = await this.reached(q, asked);
      const own = actor.reach === actor.county ? await this.ofCounty(q, actor, near) : null;
      return { reached: near, found: own };
    });
    return [...reached.direct, ...(found ?? (await this.ofCounties(actor, reached)))];
  }

  private async ofCounties(actor: Actor, reached: Reached): Promise<Waiting[]> {
    const found: Waiting[] = [];
    for (const [county, claims] of groupedBy(reached.claims, ({ claim }) => claim.county)) {
      const within = { ...actor, county, reach: county };
      found.push(
        ...(await this.journal.read(within, q => this.ofCounty(remembering(q), actor, { ...reached, claims }))),
      );
    }
    return found;
  }

  private async reached(q: Reader, { actor, day, calendar }: Asked): Promise<Reached> {
    const seat = await this.standings.seatOf(q, actor);
    const direct: Waiting[] = [];
    if (mayDo(actor.roles, 'correction.answer')) {
      const rows = await this.around.corrections(q, actor);
      direct.push(...rows.map(row => waits(row, dueClock(row.due_on!, { day, calendar, basis: ORDERED }))));
    }
    if (mayDo(actor.roles, 'claim.file')) {
      const forUnit = actor.roles.includes('sponsor') || actor.roles.includes('department');
      direct.push(...(await this.around.claimable(q, actor, forUnit)).map(row => waits(row)));
    }
    const claims = await this.reach.of(q, actor, { seat, day });
    const toReview = mayDo(actor.roles, 'claim.handle') ? await this.around.toReview(q) : [];
    return { seat, claims, toReview, direct };
  }

  private async ofCounty(q: Reader, actor: Actor, { seat, claims, toReview }: Reached): Promise<Waiting[]> {
    const person = { actor, seat };
    const found: Waiting[] = [];
    for (const one of claims) {
      const { claim } = one;
      const steps = claimSteps(await this.standings.asked(q, person, one));
      found.push(...steps.map(step => stepItem(one, step)));
      for (const { row, ofHigher } of mayDo(actor.roles, 'recusal.decide') ? one.recusals : []) {
        if (!(await this.standings.decidesRecusal(q, person, { claim, row, ofHigher }))) continue;
        const since = localDay(row.recorded_at);
        found.push(waits({ ...claimSubject(one), kind: 'recusal.decide', parts: [row.id], since }));
      }
      const rows = toReview.filter(row => row.claim_id === claim.id && mayEnd(row, actor));
      if (rows.length > 0 && (await this.standings.handles(q, person, claim)))
        found.push(...rows.map(row => waits(row)));
    }
    return found;
  }
}

const ORDERED = basis('ordered', '责令纠错的完成期限', 'the day by which it was ordered to be put right');

/** Whoever proposed a clearance does not confirm it. */
const mayEnd = ({ kind, person_id }: FoundOfClaim, { personId }: Actor): boolean =>
  kind === 'correction.sign-off' || person_id !== personId;

const claimSubject = ({ claim, ground }: ReachedClaim) => ({ ...ground, id: claim.id, code: claim.code });

function stepItem(one: ReachedClaim, { kind, parts }: Step): Waiting {
  const { claim, present, ground, closableOn } = one;
  const since = present?.since ?? localDay(claim.recorded_at);
  const subject = kind === 'flaw.check' ? ground : claimSubject(one);
  if (kind === 'claim.close') return waits({ ...subject, kind, since: closableSince(closableOn, since) });
  return waits({ ...subject, kind, parts, since }, present ? stepClock(present, claim) : NO_CLOCK);
}

const closableSince = (closableOn: Day | null, since: Day): Day =>
  closableOn === null ? since : addDays(closableOn, 1);

const MONTHS = basis('statute', '法定期限（按月计算）', 'the statutory term, counted in months');

function stepClock({ step, term, extension, used, left, overdueBy, due, signal }: StepClock, claim: Claim): ItemClock {
  if (term === null || left === null) return NO_CLOCK;
  const whole = term + extension;
  const daysLeft = overdueBy > 0 ? -overdueBy : left;
  const byMonths = step === 'appeal' || step === 're-review' || step === 'upper-review';
  return {
    due,
    term: whole,
    daysUsed: used,
    daysLeft,
    basis: byMonths ? MONTHS : rulebookBasis(step, `${claim.rulebook_code}@${claim.rulebook_version}`),
    signal: signal ?? signalFor(daysLeft, whole),
  };
}
