import { Injectable } from '@nestjs/common';
import { decisionRefusal, refuseChangedState, refuseImpossible } from '../../domain/claim/decision';
import { panelRefusal, refuseBrokenPanel } from '../../domain/claim/panel';
import { sidesHeard } from '../../domain/claim/procedure';
import { CLAIM_SIDES, type ClaimSide } from '../../domain/claim/claim';
import type { Words } from '../../domain/errors';
import type { Actor } from '../../domain/permission';
import type { Reader, Writer } from '../../ledger/door';
import { sha256Hex, valueSha256 } from '../../platform/digests';
import { newId } from '../../platform/ids';
import { ActingService } from '../acting.service';
import type { ActOn } from '../acts';
import { CaseStateService, type CaseState } from './case-state.service';
import { ClaimOpinion, ClaimStatement, type Claim } from '../claim.entity';
import type { ClaimWritten } from '../procedure/claims.dto';
import { opinionView, type MemberOpinionBody, type MemberOpinionWritten } from './deliberation.dto';
import { dropOpen } from './open-decision';
import { written } from '../procedure/procedure.service';
import { reviewedKind } from './reviewed';
import { SittingService } from './sitting.service';

/** The panel at work: opened, given the members' opinions and votes, and sent back to the facts when it must. */
@Injectable()
export class DeliberationService {
  constructor(
    private readonly acting: ActingService,
    private readonly sitting: SittingService,
    private readonly state: CaseStateService,
  ) {}

  /** @throws Refusal claim.panel-missing, claim.panel-broken, claim.sides-unheard, claim.check-stale */
  async deliberate(actor: Actor, on: ActOn, reason: string): Promise<ClaimWritten> {
    const step = { ...on, act: 'deliberate', text: reason } as const;
    const done = await this.acting.act(actor, step, async (tx, claim) => {
      const { members, book } = await this.sitting.of(tx, claim);
      refuseBrokenPanel(members, book.panelSize);
      await refuseUnheard(tx, claim);
      const state = await this.state.toDecideOn(tx, claim, null);
      const { stage, round } = claim;
      const payload = { stage, round, ...onState(state), reasonSha256: sha256Hex(reason) };
      return { detail: onState(state), payload, value: null };
    });
    return written(done);
  }

  /** Back to the facts: whatever was voted belongs to a round that is over. */
  async reopen(actor: Actor, on: ActOn, reason: string): Promise<ClaimWritten> {
    const step = { ...on, act: 'reopen', text: reason } as const;
    const done = await this.acting.act(actor, step, async (tx, claim) => {
      await dropOpen(tx, claim);
      const round = claim.round + 1;
      const payload = { stage: claim.stage, round, reasonSha256: sha256Hex(reason) };
      return { patch: { round }, payload, value: null };
    });
    return written(done);
  }

  /**
   * A sitting member's opinion by element, and the vote; once a round. All votes of a round are given on one state. Neither
   * the numbered act nor the log says what was voted.
   * @throws Refusal claim.voted-already, claim.panel-broken, claim.sides-unheard, claim.check-stale, claim.state-changed,
   *   claim.harsher-on-appeal, claim.barred-not-exempt
   */
  async opine(actor: Actor, on: ActOn, body: MemberOpinionBody): Promise<MemberOpinionWritten> {
    const step = { ...on, act: 'opine' } as const;
    const { claim, value, receipt } = await this.acting.act(actor, step, async (tx, claim, writer) => {
      const state = await this.stateToVoteOn(tx, claim, writer);
      refuseImpossible(body.vote, state.finding, await reviewedKind(tx, claim));
      const row = opinionRow(tx, { claim, writer, state, body });
      await tx.insert(ClaimOpinion, row);
      const { stage, round } = claim;
      const opinionSha256 = valueSha256({ id: row.id, ...opinionView(row) });
      return { payload: { stage, round, stateSha256: state.sha256, opinionSha256 }, value: row };
    });
    return { ...opinionView(value), version: claim.version, receipt };
  }

  private async stateToVoteOn(tx: Writer, claim: Claim, { personId }: Actor): Promise<CaseState> {
    const { members, opinions, book } = await this.sitting.of(tx, claim);
    if (opinions.some(({ person_id }) => person_id === personId)) throw panelRefusal('claim.voted-already');
    refuseBrokenPanel(members, book.panelSize);
    await refuseUnheard(tx, claim);
    const [first] = opinions;
    const state = await this.state.toDecideOn(tx, claim, first?.finding_id ?? null);
    if (first) refuseChangedState(first.state_parts, state.parts);
    return state;
  }
}

const SIDE_WORDS: Readonly<Record<ClaimSide, Words>> = {
  claimant: { zh: '申请人一方', en: 'the claimant' },
  accuser: { zh: '反映（问责）一方', en: 'the side that holds the flaw against it' },
};

/** @throws Refusal claim.sides-unheard */
async function refuseUnheard(q: Reader, claim: Claim): Promise<void> {
  const statements = await q.find(ClaimStatement, { claim_id: claim.id });
  const heard = sidesHeard({ stage: claim.stage, proposed: claim.claimant_kind === 'proposed' }, statements);
  const missing = CLAIM_SIDES.filter(side => !heard[side]).map(side => SIDE_WORDS[side]);
  if (missing.length === 0) return;
  throw decisionRefusal('claim.sides-unheard', {
    figures: { missing: missing.map(({ zh }) => zh).join('、'), missing_en: missing.map(({ en }) => en).join(', ') },
  });
}

/** A state as acts and the log name it. */
export const onState = ({ row, sha256 }: CaseState) => ({
  finding: row.code,
  findingSha256: row.document_sha256,
  stateSha256: sha256,
});

function opinionRow(
  tx: Writer,
  { claim, writer, state, body }: { claim: Claim; writer: Actor; state: CaseState; body: MemberOpinionBody },
): ClaimOpinion {
  return {
    county: tx.county,
    id: newId(),
    claim_id: claim.id,
    stage: claim.stage,
    round: claim.round,
    elements: { ...body.elements },
    vote: body.vote,
    reason: body.reason,
    finding_id: state.row.id,
    state_sha256: state.sha256,
    state_parts: state.parts,
    actor_id: writer.accountId,
    person_id: writer.personId,
    unit_id: writer.organisationId,
    recorded_at: tx.now,
  };
}
