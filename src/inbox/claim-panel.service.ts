import { Injectable } from '@nestjs/common';
import { ChecksService } from '../flaws/checks.service';
import { FindingRow } from '../flaws/finding.entity';
import type { Claim } from '../claims/claim.entity';
import { CaseStateService } from '../claims/deciding/case-state.service';
import { ClaimDecision } from '../claims/deciding/decision.entity';
import { SittingService, type Sitting } from '../claims/deciding/sitting.service';
import { refuseBrokenPanel, tally } from '../domain/claim/panel';
import { allowedBy } from '../domain/errors';
import type { PanelStanding, Proposal } from '../domain/inbox/claim-step';
import type { Actor } from '../domain/permission';
import type { Reader } from '../ledger/door';

export interface AtWork {
  panel: PanelStanding;
  proposal: Proposal | null;
  sits: boolean;
}

/** What the panel of a claim has come to; read within the claim's county, where facts are compared. */
@Injectable()
export class ClaimPanels {
  constructor(
    private readonly sitting: SittingService,
    private readonly state: CaseStateService,
    private readonly checks: ChecksService,
  ) {}

  async of(q: Reader, claim: Claim, { personId }: Actor): Promise<AtWork> {
    const sitting = await this.sitting.of(q, claim);
    const { members, votes } = sitting;
    const { seats, voted, majority } = tally(members, votes);
    const panel: PanelStanding = {
      fit: isFit(sitting),
      voted: votes.some(one => one.personId === personId),
      complete: seats > 0 && voted >= seats,
      majority: majority !== null,
      changed: await this.changed(q, claim, sitting),
    };
    const row = await q.one(ClaimDecision, {
      claim_id: claim.id,
      stage: claim.stage,
      round: claim.round,
      state: OPEN[claim.state] ?? 'proposed',
    });
    const sound = row !== null && panel.fit && panel.complete && majority === row.kind;
    return {
      panel,
      proposal: row && {
        own: [row.proposed_person, row.referred_person].includes(personId),
        referral: row.referral_grounds.length > 0,
        sound: sound && (await this.state.changedSince(q, claim, row)).length === 0,
      },
      sits: members.some(one => one.personId === personId && !one.recused),
    };
  }

  /** As the acts ask it: votes are held against the state they were given on, a first vote against the newest finding. */
  private async changed(q: Reader, claim: Claim, { opinions }: Sitting): Promise<PanelStanding['changed']> {
    const [first] = opinions;
    if (first) return (await this.state.changedSince(q, claim, first)).length > 0 ? 'votes' : 'no';
    const newest = { order: { recorded_at: 'DESC', id: 'DESC' }, take: 1 } as const;
    const [finding] = await q.find(FindingRow, { flaw_id: claim.flaw_id }, newest);
    if (!finding) return 'check';
    const now = await this.checks.factsSha256(q, claim.flaw_id, finding);
    return now === finding.facts_sha256 ? 'no' : 'check';
  }
}

const OPEN: Partial<Record<Claim['state'], 'referred'>> = { referred: 'referred' };

const isFit = ({ members, book }: Sitting): boolean => allowedBy(() => refuseBrokenPanel(members, book.panelSize));
