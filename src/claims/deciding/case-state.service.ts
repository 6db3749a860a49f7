import { Injectable } from '@nestjs/common';
import type { Facts } from '../../domain/check/facts';
import type { Finding } from '../../domain/check/finding';
import {
  changedParts,
  decisionRefusal,
  stateSha256,
  type StatePart,
  type StateParts,
} from '../../domain/claim/decision';
import { FindingRow } from '../../flaws/finding.entity';
import { Flaw } from '../../flaws/flaw.entity';
import { ChecksService } from '../../flaws/checks.service';
import { FindingsService } from '../../flaws/findings.service';
import type { Reader, Writer } from '../../ledger/door';
import { sha256Hex, valueSha256 } from '../../platform/digests';
import { ClaimStatement, type Claim } from '../claim.entity';

/** The state a vote is given and a decision is made on. */
export interface CaseState {
  row: FindingRow;
  finding: Finding;
  facts: Facts;
  parts: StateParts;
  sha256: string;
}

/**
 * The state reviewed, as digests of its parts: the facts on record, the finding, the claim with every statement. It is read
 * within the claim's county; facts are compared as of the finding's own day, since a later day alone changes nothing.
 */
@Injectable()
export class CaseStateService {
  constructor(
    private readonly checks: ChecksService,
    private readonly findings: FindingsService,
  ) {}

  /**
   * The state as of the newest finding, or of the one voted on already, with the flaw locked against new facts.
   * @throws Refusal claim.check-stale when facts have changed since the newest finding, or there is none
   */
  async toDecideOn(tx: Writer, claim: Claim, voted: string | null): Promise<CaseState> {
    await tx.lock(Flaw, claim.flaw_id);
    const [row] = voted === null ? await this.findings.rowsOf(tx, claim.flaw_id, 1) : [await this.findingOf(tx, voted)];
    if (!row) throw decisionRefusal('claim.check-stale');
    const state = await this.stateOn(tx, claim, row);
    if (voted === null && state.parts.facts !== row.facts_sha256) throw decisionRefusal('claim.check-stale');
    return state;
  }

  /** Which parts are no longer what they were; empty: the state is the one decided on. */
  async changedSince(
    q: Reader,
    claim: Claim,
    on: { finding_id: string; state_parts: StateParts },
  ): Promise<StatePart[]> {
    const row = await this.findingOf(q, on.finding_id);
    return changedParts(on.state_parts, await this.partsOn(q, claim, row));
  }

  async findingOf(q: Reader, id: string): Promise<FindingRow> {
    const row = await q.one(FindingRow, { id });
    if (!row) throw new Error(`a decision names finding ${id}, which is not there`);
    return row;
  }

  private async stateOn(q: Reader, claim: Claim, row: FindingRow): Promise<CaseState> {
    const parts = await this.partsOn(q, claim, row);
    const finding = JSON.parse(row.document) as Finding;
    return { row, finding, facts: JSON.parse(row.facts) as Facts, parts, sha256: stateSha256(parts, sha256Hex) };
  }

  private async partsOn(q: Reader, claim: Claim, row: FindingRow): Promise<StateParts> {
    return {
      facts: await this.checks.factsSha256(q, claim.flaw_id, row),
      finding: sha256Hex(row.document),
      hearing: await hearingSha256(q, claim),
    };
  }
}

async function hearingSha256(q: Reader, claim: Claim): Promise<string> {
  const statements = await q.find(ClaimStatement, { claim_id: claim.id }, { order: { ordinal: 'ASC' } });
  const filed = {
    code: claim.code,
    accountability: claim.accountability_id,
    statement: claim.statement,
    wish: claim.wish,
    evidence: claim.evidence,
    filedBy: claim.filed_by,
    filedAt: claim.filed_at,
  };
  const heard = statements.map(
    ({ ordinal, stage, side, text, heard_on, evidence, spoken_by, actor_id, recorded_at }) => ({
      ...{ ordinal, stage, side, text, evidence },
      heardOn: heard_on,
      spokenBy: spoken_by,
      by: actor_id,
      recordedAt: recorded_at,
    }),
  );
  return valueSha256({ filed, heard });
}
