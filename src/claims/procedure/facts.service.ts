import { Injectable } from '@nestjs/common';
import { findingDifference } from '../../domain/check/finding-difference';
import type { DecidingFact } from '../../domain/check/facts';
import type { Actor } from '../../domain/permission';
import { ChecksService } from '../../flaws/checks.service';
import { EstablishingService } from '../../flaws/establishing.service';
import { FindingsService } from '../../flaws/findings.service';
import type { Writer } from '../../ledger/door';
import { sha256Hex } from '../../platform/digests';
import { ActingService, type Done, type Left } from '../acting.service';
import type { ActOn } from '../acts';
import type { Claim } from '../claim.entity';
import { ClaimFindingsService } from './claim-findings.service';
import type { FactBody, FactEstablished, QuestionBody, QuestionJudged } from './facts.dto';

interface Rechecked<T> {
  said: T;
  /** Ids of findings. */
  before: string | null;
  after: string;
}

/** Fact-finding through a claim: what an inspector establishes, and the check made again on it, in one transaction. */
@Injectable()
export class ClaimFactsService {
  constructor(
    private readonly acting: ActingService,
    private readonly establishing: EstablishingService,
    private readonly checks: ChecksService,
    private readonly findings: FindingsService,
    private readonly told: ClaimFindingsService,
  ) {}

  /** @throws Refusal what `ActingService.act` and the flaw's own `answerIn` throw; file.unknown */
  async establish(
    actor: Actor,
    on: ActOn,
    { fact, ...body }: FactBody & { fact: DecidingFact },
  ): Promise<FactEstablished> {
    await this.told.expectEvidence(actor, body.evidence);
    const step = { ...on, act: 'establish', text: body.reason } as const;
    const done = await this.acting.act(actor, step, async (tx, claim, writer) => {
      const before = await this.newest(tx, claim);
      const { answer } = await this.establishing.answerIn(tx, writer, { flawId: claim.flaw_id, fact, ...body });
      return this.recheck(tx, { claim, writer, before, said: answer }, { fact, value: body.value });
    });
    return { answer: done.value.said, ...(await this.outcome(actor, done)) };
  }

  /** @throws Refusal what `ActingService.act` and the flaw's own `judgeIn` throw */
  async judge(
    actor: Actor,
    on: ActOn,
    { question, ...body }: QuestionBody & { question: string },
  ): Promise<QuestionJudged> {
    const step = { ...on, act: 'judge', text: body.reason } as const;
    const done = await this.acting.act(actor, step, async (tx, claim, writer) => {
      const before = await this.newest(tx, claim);
      const judging = { flawId: claim.flaw_id, question, ...body };
      const { judgement } = await this.establishing.judgeIn(tx, writer, judging);
      return this.recheck(tx, { claim, writer, before, said: judgement }, { question, value: body.value });
    });
    return { judgement: done.value.said, ...(await this.outcome(actor, done)) };
  }

  private async newest(tx: Writer, claim: Claim): Promise<string | null> {
    const [row] = await this.findings.rowsOf(tx, claim.flaw_id, 1);
    return row?.id ?? null;
  }

  private async recheck<T extends { reason: string | null }>(
    tx: Writer,
    { claim, writer, before, said }: { claim: Claim; writer: Actor; before: string | null; said: T },
    fixed: Record<string, unknown>,
  ): Promise<Left<Rechecked<T>>> {
    const { row } = await this.checks.checkIn(tx, writer, claim.flaw_id);
    const detail = { ...fixed, finding: row.code };
    const reasonSha256 = said.reason === null ? null : sha256Hex(said.reason);
    return { detail, payload: { ...detail, reasonSha256 }, value: { said, before, after: row.id } };
  }

  private async outcome(actor: Actor, { claim, value, receipt }: Done<Rechecked<unknown>>) {
    const [before, after] = await this.told.views(actor, [value.before, value.after]);
    const difference = before ? findingDifference(before, after!) : null;
    return { finding: this.told.summary(after!), difference, version: claim.version, receipt };
  }
}
