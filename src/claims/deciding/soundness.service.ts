import { Injectable } from '@nestjs/common';
import { refuseChangedState, refuseUnvoted } from '../../domain/claim/decision';
import { majorityOf, tally, type Tally } from '../../domain/claim/panel';
import type { Actor } from '../../domain/permission';
import type { Writer } from '../../ledger/door';
import { CaseStateService } from './case-state.service';
import type { Claim } from '../claim.entity';
import type { ClaimDecision } from './decision.entity';
import { RecusalsService } from '../recusal/recusals.service';
import { SittingService } from './sitting.service';

/** Whether a proposed decision may still go out: since its proposal somebody may have been recused, or a fact come up. */
@Injectable()
export class SoundnessService {
  constructor(
    private readonly sitting: SittingService,
    private readonly state: CaseStateService,
    private readonly recusals: RecusalsService,
  ) {}

  /** @throws Refusal claim.recusal-open, claim.state-changed, claim.panel-broken, claim.votes-missing, claim.no-majority, claim.kind-not-voted */
  async refuseUnsound(
    tx: Writer,
    claim: Claim,
    { decision, acting }: { decision: ClaimDecision; acting: Actor },
  ): Promise<Tally> {
    await this.recusals.refuseOpenDemands(tx, claim, acting);
    const { members, votes, book } = await this.sitting.of(tx, claim);
    refuseUnvoted(decision.kind, majorityOf(members, votes, book.panelSize));
    const now = await this.state.toDecideOn(tx, claim, decision.finding_id);
    refuseChangedState(decision.state_parts, now.parts);
    return tally(members, votes);
  }
}
