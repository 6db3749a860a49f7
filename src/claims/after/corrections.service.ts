import { Injectable } from '@nestjs/common';
import {
  CORRECTABLE,
  CORRECTION_LIFECYCLE,
  correctionRefusal,
  dueDay,
  standingOn,
  type CorrectionAct,
  type CorrectionStep,
} from '../../domain/claim/correction';
import { follow } from '../../domain/lifecycle';
import { localDay } from '../../domain/period';
import type { Actor } from '../../domain/permission';
import { FilesService } from '../../files/files.service';
import { OrganisationsService } from '../../identity/organisations.service';
import type { Reader, Writer } from '../../ledger/door';
import { Journal, type Written } from '../../ledger/journal';
import { sha256Hex } from '../../platform/digests';
import { newId } from '../../platform/ids';
import { CalendarService } from '../../rulebooks/calendar.service';
import type { ActOn } from '../acts';
import { ClaimCorrection, ClaimCorrectionEntry } from './after.entity';
import {
  correctionTaskView,
  type AnswerCorrectionBody,
  type CorrectionTaskWritten,
  type OrderCorrectionBody,
  type SendBackCorrectionBody,
} from './corrections.dto';
import { HandlingService } from './handling.service';

const LEDGER: Readonly<Record<CorrectionAct, string>> = {
  order: 'correction.ordered',
  answer: 'correction.answered',
  'sign-off': 'correction.signed-off',
  'send-back': 'correction.sent-back',
};

interface Made {
  act: CorrectionAct;
  text: string;
  actor: Actor;
}

/** Ordering, answering, signing off and sending back what has to be put right. */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly journal: Journal,
    private readonly handling: HandlingService,
    private readonly calendars: CalendarService,
    private readonly files: FilesService,
    private readonly organisations: OrganisationsService,
  ) {}

  /**
   * By an inspector of the handling body, once the claim is decided or served.
   * @throws Refusal claim.not-handling, claim.recused, correction.undecided, .due-unsaid, .due-past, organisation.not-found
   */
  async order(actor: Actor, claimId: string, body: OrderCorrectionBody): Promise<CorrectionTaskWritten> {
    const written = await this.handling.write(actor, claimId, async (tx, { claim, writer }) => {
      if (!CORRECTABLE.includes(claim.state)) {
        throw correctionRefusal('correction.undecided', { figures: { state: claim.state } });
      }
      const unit = await this.organisations.lockOpenIn(tx, body.unitId);
      const calendar = await this.calendars.of(tx, tx.county);
      const row: ClaimCorrection = {
        county: tx.county,
        id: newId(),
        version: 1,
        code: await tx.code('JC'),
        claim_id: claim.id,
        state: 'open',
        text: body.text,
        unit_id: unit.id,
        due_on: dueDay(body, { today: tx.today, calendar }),
        evidence: [],
        ordered_on: tx.today,
        actor_id: writer.accountId,
        person_id: writer.personId,
        actor_unit: writer.organisationId,
        recorded_at: tx.now,
      };
      await tx.insert(ClaimCorrection, row);
      return this.entered(tx, row, { act: 'order', text: body.text, actor: writer });
    });
    return this.answerOf(actor, written);
  }

  /** By the responsible unit, with evidence. @throws Refusal correction.not-found, correction.not-addressed, file.unknown */
  async answer(actor: Actor, on: ActOn, body: AnswerCorrectionBody): Promise<CorrectionTaskWritten> {
    const written = await this.journal.write(actor, async tx => {
      const row = await locked(tx, on, 'answer');
      if (row.unit_id !== actor.organisationId) throw correctionRefusal('correction.not-addressed');
      await this.files.expectAll(tx, body.evidence);
      const patch = { state: follow(CORRECTION_LIFECYCLE, row.state, 'answer'), evidence: body.evidence };
      return this.entered(tx, await tx.change(ClaimCorrection, row, patch), { act: 'answer', text: body.text, actor });
    });
    return this.answerOf(actor, written);
  }

  /** @throws Refusal correction.not-found, claim.not-handling, claim.recused, version.stale, state.act-not-open */
  async signOff(actor: Actor, on: ActOn, reason: string): Promise<CorrectionTaskWritten> {
    return this.review(actor, on, { act: 'sign-off', text: reason });
  }

  /** A new term replaces the old one. @throws Refusal as `signOff`, and correction.due-unsaid, correction.due-past */
  async sendBack(actor: Actor, on: ActOn, body: SendBackCorrectionBody): Promise<CorrectionTaskWritten> {
    return this.review(actor, on, { act: 'send-back', text: body.reason, term: body });
  }

  private async review(
    actor: Actor,
    on: ActOn,
    { act, text, term }: { act: CorrectionStep; text: string; term?: SendBackCorrectionBody },
  ): Promise<CorrectionTaskWritten> {
    const { claim_id: claimId } = await this.journal.read(actor, q => foundCorrection(q, on.id));
    const written = await this.handling.write(actor, claimId, async (tx, { writer }) => {
      const row = await locked(tx, on, act);
      const asked = term?.dueOn !== undefined || term?.workdays !== undefined;
      const calendar = await this.calendars.of(tx, tx.county);
      const changed = await tx.change(ClaimCorrection, row, {
        state: follow(CORRECTION_LIFECYCLE, row.state, act),
        ...(asked && { due_on: dueDay(term, { today: tx.today, calendar }) }),
      });
      return this.entered(tx, changed, { act, text, actor: writer });
    });
    return this.answerOf(actor, written);
  }

  /** Keeps the act beside the row, and its digests in the log. */
  private async entered(tx: Writer, row: ClaimCorrection, { act, text, actor }: Made): Promise<ClaimCorrection> {
    const earlier = await tx.find(ClaimCorrectionEntry, { correction_id: row.id });
    const evidence = act === 'answer' ? row.evidence : [];
    await tx.insert(ClaimCorrectionEntry, {
      id: newId(),
      correction_id: row.id,
      claim_id: row.claim_id,
      ordinal: earlier.length + 1,
      act,
      state: row.state,
      text,
      evidence,
      due_on: row.due_on,
      actor_id: actor.accountId,
      person_id: actor.personId,
      unit_id: actor.organisationId,
      recorded_at: tx.now,
    });
    tx.record(LEDGER[act], row.code, {
      correction: row.id,
      claim: row.claim_id,
      unit: row.unit_id,
      dueOn: row.due_on,
      evidence,
      textSha256: sha256Hex(text),
    });
    return row;
  }

  private async answerOf(actor: Actor, { value, receipts }: Written<ClaimCorrection>): Promise<CorrectionTaskWritten> {
    const receipt = receipts[0]!;
    const day = localDay(receipt.receivedAt);
    const [calendar, entries] = await this.journal.read(actor, async q => [
      await this.calendars.of(q, value.county),
      await q.find(ClaimCorrectionEntry, { correction_id: value.id, act: 'answer' }, { order: { ordinal: 'DESC' } }),
    ]);
    const answeredOn = entries[0] ? localDay(entries[0].recorded_at) : null;
    const standing = standingOn({ state: value.state, dueOn: value.due_on, answeredOn }, { day, calendar });
    return { ...correctionTaskView(value, { ...standing, answeredOn }), receipt };
  }
}

/** @throws Refusal correction.not-found */
export async function foundCorrection(q: Reader, id: string): Promise<ClaimCorrection> {
  const row = await q.one(ClaimCorrection, { id });
  if (!row) throw correctionRefusal('correction.not-found');
  return row;
}

/** @throws Refusal correction.not-found, version.stale, state.act-not-open */
async function locked(tx: Writer, { id, version }: ActOn, act: CorrectionStep): Promise<ClaimCorrection> {
  const row = await tx.lock(ClaimCorrection, id);
  if (!row) throw correctionRefusal('correction.not-found');
  tx.expect(row, version);
  follow(CORRECTION_LIFECYCLE, row.state, act);
  return row;
}
