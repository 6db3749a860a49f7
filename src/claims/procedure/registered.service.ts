import { Injectable } from '@nestjs/common';
import type { Facts } from '../../domain/check/facts';
import type { Actor } from '../../domain/permission';
import { ApprovalsService } from '../../approvals/approvals.service';
import { ReadingService as ExemptionsReading } from '../../exemptions/reading.service';
import { FindingsService } from '../../flaws/findings.service';
import { Journal } from '../../ledger/journal';
import { PledgesService } from '../../pledges/pledges.service';
import type { ClaimDetail, ClaimNewestFinding } from './claim-detail.dto';

type Registered = Pick<ClaimDetail, 'records' | 'pledges' | 'approvals' | 'finding'>;

/** At most so many of each kind are filled in; a pilot with more is read in its own rooms. */
const LIMIT = 100;

/** What stands on the registry about the flaw of a claim, pulled from the rooms that keep it. */
@Injectable()
export class RegisteredService {
  constructor(
    private readonly journal: Journal,
    private readonly findings: FindingsService,
    private readonly exemptions: ExemptionsReading,
    private readonly pledges: PledgesService,
    private readonly approvals: ApprovalsService,
  ) {}

  async about(actor: Actor, { flawId, pilotId }: { flawId: string; pilotId: string }): Promise<Registered> {
    const newest = await this.newest(actor, flawId);
    const records = await this.exemptions.list(actor, { pilot: pilotId, limit: LIMIT });
    const pledges = await this.pledges.ofPilot(actor, pilotId, { limit: LIMIT });
    const approvals = await this.approvals.ofPilot(actor, pilotId);
    return {
      finding: newest && newest.shown,
      records: records.items
        .filter(({ sealedAt }) => sealedAt !== null)
        .map(({ id, code, state, sealedAt }) => ({ id, code, state, sealedAt, held: code === newest?.record })),
      pledges: pledges.items.map(({ id, code, kind, standing, what, amountFen }) => ({
        id,
        code,
        kind,
        standing,
        what,
        amountFen,
      })),
      approvals: approvals.map(({ id, code, matter, state, termWorkdays }) => ({
        id,
        code,
        matter,
        state,
        termWorkdays,
      })),
    };
  }

  private async newest(
    actor: Actor,
    flawId: string,
  ): Promise<{ shown: ClaimNewestFinding; record: string | null } | null> {
    return this.journal.read(actor, async q => {
      const [row] = await this.findings.rowsOf(q, flawId, 1);
      if (!row) return null;
      const { id, code, outcome, finding, explanation, recordedAt } = await this.findings.view(q, row);
      const { zh, en } = explanation;
      const causes = finding.causes.map(({ kind, subject }, at) => ({
        kind,
        subject,
        zh: zh.causes[at]!.sentence,
        en: en.causes[at]!.sentence,
      }));
      const heads = { zh: zh.headline, en: en.headline };
      const shown = { id, code, outcome, recordPart: finding.recordPart, ...heads, causes, recordedAt };
      return { shown, record: (JSON.parse(row.facts) as Facts).record?.code ?? null };
    });
  }
}
