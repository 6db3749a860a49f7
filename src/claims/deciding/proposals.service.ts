import { Injectable } from '@nestjs/common';
import type { DecisionKind } from '../../domain/claim/claim';
import {
  citedRule,
  departs,
  refuseChangedState,
  refuseImpossible,
  refusePastValidity,
  refuseShorter,
  refuseUnreasoned,
  refuseUnvoted,
  type ReferralGround,
} from '../../domain/claim/decision';
import { majorityOf } from '../../domain/claim/panel';
import { referralDue, referralGrounds } from '../../domain/claim/referral';
import { higherBody } from '../../domain/claim/routing';
import type { Rulebook } from '../../domain/check/rulebook';
import type { Actor } from '../../domain/permission';
import type { Writer } from '../../ledger/door';
import { valueSha256 } from '../../platform/digests';
import { newId } from '../../platform/ids';
import { ActingService } from '../acting.service';
import type { ActOn } from '../acts';
import { CaseStateService, type CaseState } from './case-state.service';
import type { Claim } from '../claim.entity';
import { claimView } from '../procedure/claims.dto';
import { ClaimDecision } from './decision.entity';
import type { DecisionBody, DecisionProposed } from './decisions.dto';
import { onState } from './deliberation.service';
import { dropOpen } from './open-decision';
import { RecusalsService } from '../recusal/recusals.service';
import { reviewedDecision } from './reviewed';
import { SittingService } from './sitting.service';

/** What the panel voted for, put into a decision by one of its members; another natural person issues it. */
@Injectable()
export class ProposalsService {
  constructor(
    private readonly acting: ActingService,
    private readonly sitting: SittingService,
    private readonly state: CaseStateService,
    private readonly recusals: RecusalsService,
  ) {}

  /**
   * Proposing again leaves the earlier proposal behind. The log knows what was proposed by its digest alone until it is issued.
   * @throws Refusal claim.recusal-open, claim.panel-missing, claim.panel-broken, claim.votes-missing, claim.no-majority,
   *   claim.kind-not-voted, claim.state-changed, claim.harsher-on-appeal, claim.barred-not-exempt, claim.departure-unreasoned,
   *   claim.shorter-on-appeal, claim.valid-through-past
   */
  async propose(actor: Actor, on: ActOn, body: DecisionBody): Promise<DecisionProposed> {
    const step = { ...on, act: 'propose' } as const;
    const { claim, value, receipt } = await this.acting.act(actor, step, async (tx, claim, writer) => {
      await this.recusals.refuseOpenDemands(tx, claim, writer);
      const { state, book } = await this.stateVotedOn(tx, claim, body.kind);
      const reviewed = await reviewedDecision(tx, claim);
      refuseImpossible(body.kind, state.finding, reviewed?.kind ?? null);
      refuseShorter(validityOf(body), reviewed && { kind: reviewed.kind, validThrough: reviewed.valid_through });
      refuseUnreasoned(body.kind, state.finding, body.departureReason ?? null);
      refusePastValidity(body.validThrough ?? null, tx.today);
      await dropOpen(tx, claim);
      const row = await decisionRow(tx, { claim, writer, state, body, book });
      await tx.insert(ClaimDecision, row);
      const said = { decision: row.code, ...onState(state) };
      const payload = { stage: row.stage, round: row.round, ...said, contentSha256: contentSha256(row) };
      return { detail: said, payload, value: row };
    });
    return { ...claimView(claim), decisionId: value.id, decisionCode: value.code, receipt };
  }

  private async stateVotedOn(
    tx: Writer,
    claim: Claim,
    kind: DecisionKind,
  ): Promise<{ state: CaseState; book: Rulebook }> {
    const { members, votes, opinions, book } = await this.sitting.of(tx, claim);
    refuseUnvoted(kind, majorityOf(members, votes, book.panelSize));
    const voted = opinions[0]!;
    const state = await this.state.toDecideOn(tx, claim, voted.finding_id);
    refuseChangedState(voted.state_parts, state.parts);
    return { state, book };
  }
}

const validityOf = ({ kind, validThrough }: DecisionBody) => ({ kind, validThrough: validThrough ?? null });

interface Proposed {
  claim: Claim;
  writer: Actor;
  state: CaseState;
  body: DecisionBody;
  book: Rulebook;
}

async function decisionRow(tx: Writer, { claim, writer, state, body, book }: Proposed): Promise<ClaimDecision> {
  const { kind, reason } = body;
  return {
    county: tx.county,
    id: newId(),
    version: 1,
    code: await tx.code('RD'),
    claim_id: claim.id,
    stage: claim.stage,
    round: claim.round,
    state: 'proposed',
    kind,
    reason,
    departure_reason: departs(kind, state.finding) ? (body.departureReason ?? null) : null,
    rule: citedRule(state.finding),
    finding_id: state.row.id,
    state_sha256: state.sha256,
    state_parts: state.parts,
    referral_grounds: groundsFor(claim, { state, kind, book }),
    valid_through: body.validThrough ?? null,
    proposed_by: writer.accountId,
    proposed_person: writer.personId,
    proposed_at: tx.now,
    ...{ issued_by: null, issued_person: null, issued_at: null },
    ...{ referred_by: null, referred_person: null, referred_at: null },
    ...{ approved_by: null, approved_person: null, approved_at: null, higher_reason: null },
    recorded_at: tx.now,
  };
}

/** Empty also where the grounds are there but nobody above is: then the decision is the highest level's already. */
function groundsFor(
  { stage, handling }: Claim,
  { state, kind, book }: { state: CaseState; kind: DecisionKind; book: Rulebook },
): ReferralGround[] {
  const { finding, facts } = state;
  const forgedPapers = facts.answers['forged-papers']?.value === 'yes';
  const grounds = referralGrounds(kind, { finding, forgedPapers, lossFen: facts.flaw.lossFen }, book);
  return referralDue(grounds, { stage, higher: higherBody(handling) }) ? grounds : [];
}

/** Of what the decision says; its random id keeps a short list of kinds from being tried out against the digest. */
const contentSha256 = ({
  id,
  kind,
  reason,
  departure_reason,
  valid_through,
  referral_grounds,
}: ClaimDecision): string => valueSha256({ id, kind, reason, departure_reason, valid_through, referral_grounds });
