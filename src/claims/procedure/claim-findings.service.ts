import { Injectable } from '@nestjs/common';
import { findingDifference } from '../../domain/check/finding-difference';
import type { Actor } from '../../domain/permission';
import { FilesService } from '../../files/files.service';
import { FindingsService } from '../../flaws/findings.service';
import { Journal } from '../../ledger/journal';
import { foundClaim } from '../acts';
import type { ClaimFindingView, ToldFindingView } from './facts.dto';
import { refuseUnread } from '../visibility';

type FindingTold = Awaited<ReturnType<FindingsService['viewById']>>;

/** The findings a claim turned on, each told against the one before. */
@Injectable()
export class ClaimFindingsService {
  constructor(
    private readonly journal: Journal,
    private readonly findings: FindingsService,
    private readonly files: FilesService,
  ) {}

  /** Newest first, from the last one before the filing on. @throws Refusal claim.not-found */
  async ofClaim(actor: Actor, id: string): Promise<ClaimFindingView[]> {
    const ids = await this.journal.read(actor, async q => {
      const claim = await foundClaim(q, id);
      await refuseUnread(q, claim, actor);
      const rows = await this.findings.rowsOf(q, claim.flaw_id);
      const since = rows.filter(row => row.recorded_at >= claim.filed_at).length;
      return rows.slice(0, since + 1).map(row => row.id);
    });
    const told = await this.views(actor, ids);
    return told.map((one, at) => {
      const before = told[at + 1];
      return { ...this.summary(one!), difference: before ? findingDifference(before, one!) : null };
    });
  }

  async views(actor: Actor, ids: readonly (string | null)[]): Promise<(FindingTold | null)[]> {
    return this.journal.read(actor, async q => {
      const told: (FindingTold | null)[] = [];
      for (const id of ids) told.push(id === null ? null : await this.findings.viewById(q, id));
      return told;
    });
  }

  summary({ id, code, outcome, finding, recordedAt, explanation }: FindingTold): ToldFindingView {
    return { id, code, outcome, recordPart: finding.recordPart, recordedAt, explanation };
  }

  /** Evidence kept within the reach of whoever names it: a higher body keeps its own. @throws Refusal file.unknown */
  async expectEvidence(actor: Actor, digests: readonly string[] = []): Promise<void> {
    await this.journal.read(actor, q => this.files.expectAll(q, digests));
  }
}
