import { Injectable } from '@nestjs/common';
import { mayReadDeliberation, mayReadProposals, readingRefusal } from '../../domain/claim/reading';
import { holds } from '../../domain/claim/recusal';
import { tally } from '../../domain/claim/panel';
import type { Actor } from '../../domain/permission';
import type { Reader } from '../../ledger/door';
import { Journal } from '../../ledger/journal';
import { CaseStateService } from './case-state.service';
import { ClaimMember, ClaimOpinion, ClaimRecusal } from '../claim.entity';
import { ClaimDecision } from './decision.entity';
import { decisionView, olderState, type DecisionView, type OlderStateView } from './decisions.dto';
import { opinionView, type DeliberationView, type RoundView } from './deliberation.dto';
import { ReaderService, type InView } from '../reader.service';
import { SittingService } from './sitting.service';

/** Decisions and deliberations read back, each by those it is open to. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly journal: Journal,
    private readonly readers: ReaderService,
    private readonly sitting: SittingService,
    private readonly state: CaseStateService,
  ) {}

  /**
   * Oldest first; a decision replaced by a review is kept. Whoever may not read proposals sees what was issued and served.
   * @throws Refusal claim.not-found
   */
  async ofClaim(actor: Actor, claimId: string): Promise<DecisionView[]> {
    const view = await this.readers.view(actor, claimId);
    return this.journal.read(view.within, async q => {
      const order = { recorded_at: 'ASC', id: 'ASC' } as const;
      const rows = await q.find(ClaimDecision, { claim_id: claimId }, { order });
      const shown = rows.filter(row => mayReadProposals(view.reader) || isServed(row, view));
      const views: DecisionView[] = [];
      for (const row of shown) views.push(await this.viewOf(q, row, view));
      return views;
    });
  }

  /** Opinions and votes by stage and round. @throws Refusal claim.not-found, claim.deliberation-closed */
  async deliberation(actor: Actor, claimId: string): Promise<DeliberationView> {
    const view = await this.readers.view(actor, claimId);
    const { claim, reader, servedAt } = view;
    const open = (['first', 're-review', 'upper-review'] as const).filter(stage =>
      mayReadDeliberation(reader, { served: servedAt.has(stage), present: stage === claim.stage }),
    );
    if (open.length === 0) throw readingRefusal('claim.deliberation-closed');
    return this.journal.read(view.within, async q => {
      const order = { recorded_at: 'ASC', id: 'ASC' } as const;
      const rows = await q.find(ClaimOpinion, { claim_id: claimId }, { order });
      const { members, votes } = await this.sitting.of(q, claim);
      const now = tally(members, votes);
      const isPresent = ({ stage, round }: RoundView) => stage === claim.stage && round === claim.round;
      const rounds = roundsOf(rows.filter(({ stage }) => open.includes(stage)));
      return { rounds: rounds.map(round => ({ ...round, tally: isPresent(round) ? now : null })) };
    });
  }

  /** What changed since one decision was made; null: nothing. @throws Refusal claim.not-found */
  async olderState(actor: Actor, { claimId, id }: { claimId: string; id: string }): Promise<OlderStateView | null> {
    const { claim, within } = await this.readers.view(actor, claimId);
    return this.journal.read(within, async q => {
      const row = await q.one(ClaimDecision, { id, claim_id: claim.id });
      return row && olderState(await this.state.changedSince(q, claim, row));
    });
  }

  private async viewOf(q: Reader, row: ClaimDecision, view: InView): Promise<DecisionView> {
    const { claim, reader, servedAt } = view;
    const counted = mayReadDeliberation(reader, {
      served: isServed(row, view),
      present: row.stage === claim.stage,
    });
    return decisionView(row, {
      finding: await this.state.findingOf(q, row.finding_id),
      inForce: row.id === claim.decision_id,
      changed: await this.state.changedSince(q, claim, row),
      servedAt: row.state === 'issued' ? (servedAt.get(row.stage) ?? null) : null,
      dissent: counted ? await dissentFrom(q, row) : null,
    });
  }
}

const isServed = ({ state, stage }: ClaimDecision, { servedAt }: InView): boolean =>
  state === 'issued' && servedAt.has(stage);

/** In the order the rounds were begun. */
function roundsOf(rows: readonly ClaimOpinion[]): RoundView[] {
  const rounds: RoundView[] = [];
  for (const row of rows) {
    const last = rounds.at(-1);
    const same = last?.stage === row.stage && last.round === row.round;
    if (same) last.opinions.push(opinionView(row));
    else rounds.push({ stage: row.stage, round: row.round, opinions: [opinionView(row)], tally: null });
  }
  return rounds;
}

/** Votes for another kind, by those who had a seat when the decision was issued; as of now while it is not. */
async function dissentFrom(q: Reader, { claim_id, stage, round, kind, issued_at }: ClaimDecision): Promise<number> {
  const opinions = await q.find(ClaimOpinion, { claim_id, stage, round });
  const members = await q.find(ClaimMember, { claim_id, stage });
  const recusals = await q.find(ClaimRecusal, { claim_id });
  const later = (at: string | null) => at === null || (issued_at !== null && at > issued_at);
  const hadSeat = (person: string): boolean =>
    members.some(one => one.person_id === person && later(one.left_at)) &&
    !recusals.some(one => one.person_id === person && holds(one) && !later(one.decided_at ?? one.recorded_at));
  return opinions.filter(({ vote, person_id }) => vote !== kind && hadSeat(person_id)).length;
}
