import { Injectable } from '@nestjs/common';
import type { ClaimSide } from '../../domain/claim/claim';
import { procedureRefusal, sidesHeard } from '../../domain/claim/procedure';
import type { RecusalGround } from '../../domain/claim/recusal';
import type { Actor } from '../../domain/permission';
import { FilesService } from '../../files/files.service';
import type { Reader, Writer } from '../../ledger/door';
import { Journal } from '../../ledger/journal';
import { sha256Hex } from '../../platform/digests';
import { newId } from '../../platform/ids';
import { ActingService } from '../acting.service';
import { foundClaim, type ActOn } from '../acts';
import { Claim, ClaimStatement } from '../claim.entity';
import { statementView, type StatementBody, type StatementView, type StatementWritten } from './claims.dto';
import { isAccuser, isClaimant } from '../hands.service';
import { RecusalsService } from '../recusal/recusals.service';
import { refuseUnread } from '../visibility';

/** Hearing both sides: what each had to say, by itself or taken down by an inspector, added and never changed. */
@Injectable()
export class StatementsService {
  constructor(
    private readonly journal: Journal,
    private readonly acting: ActingService,
    private readonly files: FilesService,
    private readonly recusals: RecusalsService,
  ) {}

  /** @throws Refusal claim.side-foreign, claim.speaker-missing, claim.heard-ahead, file.unknown, claim.not-handling */
  async state(actor: Actor, on: ActOn, body: StatementBody): Promise<StatementWritten> {
    await this.journal.read(actor, q => this.files.expectAll(q, body.evidence ?? []));
    const step = { ...on, act: 'state' } as const;
    const done = await this.acting.act(actor, step, async (tx, claim, writer) => {
      await this.refuseSpeaker(tx, { claim, actor, body });
      const row = await newStatement(tx, { claim, writer, body });
      await tx.insert(ClaimStatement, row);
      const { ordinal, side, heard_on: heardOn, evidence } = row;
      const fixed = { ordinal, side, heardOn };
      return { detail: fixed, payload: { ...fixed, textSha256: sha256Hex(row.text), evidence }, value: row };
    });
    return { ...statementView(done.value), version: done.claim.version, receipt: done.receipt };
  }

  /** In the order they were taken down. @throws Refusal claim.not-found */
  async ofClaim(actor: Actor, id: string): Promise<StatementView[]> {
    return this.journal.read(actor, async q => {
      await refuseUnread(q, await foundClaim(q, id), actor);
      const rows = await q.find(ClaimStatement, { claim_id: id }, { order: { ordinal: 'ASC' } });
      return rows.map(statementView);
    });
  }

  /**
   * Each side speaks for itself; the handling body takes down either side's words and then names the speaker's post. An
   * inspector does neither in a matter he is recused from.
   */
  private async refuseSpeaker(
    tx: Writer,
    { claim, actor, body }: { claim: Claim; actor: Actor; body: StatementBody },
  ): Promise<void> {
    const own = await ownSide(tx, claim, actor);
    if (own === 'accuser' && body.side === 'accuser') return this.refuseFalseAccuser(tx, { actor, claim });
    if (own === body.side) return;
    // A body that accuses without handling the claim has no business taking down the other side's words.
    const elsewhere = own === 'accuser' && actor.county !== claim.handling;
    if (own === 'claimant' || elsewhere) throw procedureRefusal('claim.side-foreign');
    await this.recusals.refuseRecused(tx, { actor, claim, act: 'state' });
    if (body.spokenBy === undefined) {
      const fault = { field: 'spokenBy', zh: '必填', en: 'is required' };
      throw procedureRefusal('claim.speaker-missing', { fields: [fault] });
    }
  }

  private async refuseFalseAccuser(tx: Writer, { actor, claim }: { actor: Actor; claim: Claim }): Promise<void> {
    const grounds = await this.recusals.groundsOf(tx, claim, { ...actor, capacity: 'handling' });
    if (grounds.every(ground => ACCUSERS_OWN.includes(ground))) return;
    await this.recusals.refuseRecused(tx, { actor, claim, act: 'state' });
  }
}

/** An accuser may have brought the matter or handled it before; only the claimant's own people do not speak for him. */
const ACCUSERS_OWN: readonly RecusalGround[] = ['interest', 'earlier-stage'];

async function ownSide(q: Reader, claim: Claim, actor: Actor): Promise<ClaimSide | null> {
  if (isClaimant(claim, actor)) return 'claimant';
  return (await isAccuser(q, claim, actor)) ? 'accuser' : null;
}

/** Whether each side had its say in the claim's present stage. */
export async function heardSides(q: Reader, claim: Claim): Promise<Record<ClaimSide, boolean>> {
  const statements = await q.find(ClaimStatement, { claim_id: claim.id, stage: claim.stage });
  return sidesHeard({ stage: claim.stage, proposed: claim.claimant_kind === 'proposed' }, statements);
}

async function newStatement(
  tx: Writer,
  { claim, writer, body }: { claim: Claim; writer: Actor; body: StatementBody },
): Promise<ClaimStatement> {
  const heardOn = body.heardOn ?? tx.today;
  if (heardOn > tx.today) {
    const fault = { field: 'heardOn', zh: '晚于今天', en: 'lies after today' };
    throw procedureRefusal('claim.heard-ahead', { figures: { day: heardOn, today: tx.today }, fields: [fault] });
  }
  return {
    county: tx.county,
    id: newId(),
    claim_id: claim.id,
    ordinal: (await tx.find(ClaimStatement, { claim_id: claim.id })).length + 1,
    stage: claim.stage,
    side: body.side,
    text: body.text,
    heard_on: heardOn,
    evidence: [...new Set(body.evidence ?? [])].sort(),
    spoken_by: body.spokenBy ?? null,
    actor_id: writer.accountId,
    person_id: writer.personId,
    unit_id: writer.organisationId,
    recorded_at: tx.now,
  };
}
