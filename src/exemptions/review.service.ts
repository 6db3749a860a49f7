import { Injectable } from '@nestjs/common';
import type { WarningSeen } from '../domain/breadth';
import type { Rulebook } from '../domain/check/rulebook';
import {
  EXEMPTION_LIFECYCLE,
  exemptionRefusal,
  refusePilotNotOpen,
  refuseUnrenewable,
  type ExemptionStep,
} from '../domain/exemption';
import { officeOf, opinionsNeeded, refuseNear, refuseUnheard, type FilingOffice } from '../domain/filing';
import { follow } from '../domain/lifecycle';
import type { Actor } from '../domain/permission';
import type { Writer } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { newId } from '../platform/ids';
import { enterAct, foundExemption, lockedExemption, withReceipt, type ActOn } from './acts';
import { sealedPayload } from './content';
import { Exemption, ExemptionOpinion } from './exemption.entity';
import type { OpinionBody, RefuseBody, ReturnRecordBody, RevokeBody, SealBody } from './exemptions.dto';
import { ExemptionsRepository } from './exemptions.repository';
import { GroundsService, type Grounds } from './grounds.service';
import type { ExemptionWritten } from './views.dto';

/** A record in an inspector's hands: the inspector's office under the rulebook, and what the record stands on. */
interface InHand {
  row: Exemption;
  office: FilingOffice;
  grounds: Grounds & { book: Rulebook };
}

/** The filing office's side: opinions, returning, sealing, refusing and revoking. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly journal: Journal,
    private readonly grounds: GroundsService,
    private readonly rows: ExemptionsRepository,
  ) {}

  /** @throws Refusal exemption.no-opinion-asked, exemption.opinion-twice */
  async opine(actor: Actor, on: ActOn, body: OpinionBody): Promise<ExemptionWritten> {
    return this.act(actor, { on, step: 'opine' }, async (tx, { row, office, grounds: { book } }) => {
      if (opinionsNeeded(book) === 0) {
        throw exemptionRefusal('exemption.no-opinion-asked', { figures: { rulebook: `${book.code}@${book.version}` } });
      }
      await tx.insert(ExemptionOpinion, {
        id: newId(),
        exemption_id: row.id,
        round: row.round,
        office,
        stance: body.stance,
        text: body.text,
        actor_id: actor.accountId,
        person_id: actor.personId,
        unit_id: actor.organisationId,
        recorded_at: tx.now,
      });
      const changed = await tx.change(Exemption, row, { looked_at: row.looked_at ?? tx.now });
      tx.record('exemption.opinion', row.code, { exemption: row.id, round: row.round, office, stance: body.stance });
      return { changed, text: body.text };
    });
  }

  async return(actor: Actor, on: ActOn, { remarks }: ReturnRecordBody): Promise<ExemptionWritten> {
    return this.act(actor, { on, step: 'return' }, async (tx, { row, office }) => {
      const changed = await tx.change(Exemption, row, { state: 'returned', looked_at: row.looked_at ?? tx.now });
      tx.record('exemption.returned', row.code, { exemption: row.id, round: row.round, office });
      return { changed, text: remarks };
    });
  }

  async refuse(actor: Actor, on: ActOn, { reason }: RefuseBody): Promise<ExemptionWritten> {
    return this.act(actor, { on, step: 'refuse' }, async (tx, { row, office }) => {
      const changed = await tx.change(Exemption, row, { state: 'refused', looked_at: row.looked_at ?? tx.now });
      tx.record('exemption.refused', row.code, { exemption: row.id, round: row.round, office });
      return { changed, text: reason };
    });
  }

  /** A record obtained by false filing is taken back; what it had covered is for the red lines of the check. */
  async revoke(actor: Actor, on: ActOn, { ground, reason }: RevokeBody): Promise<ExemptionWritten> {
    return this.act(actor, { on, step: 'revoke' }, async (tx, { row, office }) => {
      const changed = await tx.change(Exemption, row, {
        state: 'revoked',
        ended_at: tx.now,
        ended_by: actor.accountId,
        end_ground: ground,
        end_reason: reason,
      });
      tx.record('exemption.revoked', row.code, { exemption: row.id, office, ground });
      return { changed, text: reason };
    });
  }

  /**
   * Freezes the record for ever and puts it on the ledger. A renewal ends the record it renews in the same transaction.
   * @throws Refusal exemption.opinions-missing, exemption.opinion-against, exemption.warnings-unseen, exemption.pilot-not-open
   */
  async seal(actor: Actor, on: ActOn, body: SealBody): Promise<ExemptionWritten> {
    return this.act(actor, { on, step: 'seal' }, async (tx, { row, grounds }) => {
      refusePilotNotOpen(grounds.pilot.state);
      const opinions = await tx.find(
        ExemptionOpinion,
        { exemption_id: row.id, round: row.round },
        { order: { recorded_at: 'ASC', id: 'ASC' } },
      );
      refuseUnheard(opinions, grounds.book);
      const warnings = await this.grounds.warnings(tx, row, { ...grounds, today: tx.today });
      refuseUnseen(warnings, body);
      const changed = await tx.change(Exemption, row, {
        state: 'sealed',
        looked_at: row.looked_at ?? tx.now,
        sealed_at: tx.now,
        sealed_by: actor.accountId,
        warnings,
        seal_reason: body.reason ?? null,
      });
      const payload = sealedPayload(changed, { pilotCode: grounds.pilot.code, opinions, warnings });
      tx.record('exemption.sealed', row.code, payload);
      if (row.renews_id !== null) await this.supersede(tx, actor, { id: row.renews_id, by: changed });
      return { changed, text: body.reason };
    });
  }

  private async act(
    actor: Actor,
    { on, step }: { on: ActOn; step: ExemptionStep & ('opine' | 'return' | 'seal' | 'refuse' | 'revoke') },
    work: (tx: Writer, hand: InHand) => Promise<{ changed: Exemption; text: string | undefined }>,
  ): Promise<ExemptionWritten> {
    const written = await this.journal.write(actor, async tx => {
      await lockPair(tx, on.id);
      const hand = await this.inHand(tx, actor, await lockedExemption(tx, on));
      follow(EXEMPTION_LIFECYCLE, hand.row.state, step);
      const { changed, text } = await work(tx, hand);
      await enterAct(tx, changed, { actor, act: step, text });
      return changed;
    });
    return withReceipt(written);
  }

  /** @throws Refusal exemption.not-filing-office, exemption.recused */
  private async inHand(tx: Writer, actor: Actor, row: Exemption): Promise<InHand> {
    const grounds = await this.grounds.of(tx, row, tx.today);
    const book = grounds.book ?? (await this.grounds.bookToday(tx, grounds.pilot, tx.today));
    const about = { row, leadId: grounds.pilot.lead_id, units: grounds.scope.units };
    const { kind, ...nearness } = await this.rows.nearness(tx, actor, about);
    const office = officeOf(kind, book);
    refuseNear(nearness);
    return { row, office, grounds: { ...grounds, book } };
  }

  private async supersede(tx: Writer, actor: Actor, { id, by }: { id: string; by: Exemption }): Promise<void> {
    const old = await foundExemption(tx, id);
    refuseUnrenewable(old.state);
    const text = `由续备 ${by.code} 取代 / superseded by ${by.code}`;
    const changed = await tx.change(Exemption, old, {
      state: follow(EXEMPTION_LIFECYCLE, old.state, 'supersede'),
      ended_at: tx.now,
      ended_by: actor.accountId,
      end_ground: 'renewed',
      end_reason: text,
    });
    await enterAct(tx, changed, { actor, act: 'supersede', text });
    tx.record('exemption.superseded', old.code, { exemption: old.id, by: by.id });
  }
}

/** The record and the one it renews are locked in the order of their ids, so that two sealings never wait on each other. */
async function lockPair(tx: Writer, id: string): Promise<void> {
  const { renews_id } = await foundExemption(tx, id);
  for (const one of [id, ...(renews_id === null ? [] : [renews_id])].sort()) await tx.lock(Exemption, one);
}

function refuseUnseen(warnings: readonly WarningSeen[], { warningsSeen, reason }: SealBody): void {
  if (warnings.length === 0 || (warningsSeen === true && reason !== undefined)) return;
  const codes = warnings.map(warning => warning.code).join(', ');
  throw exemptionRefusal('exemption.warnings-unseen', {
    figures: { warnings: codes },
    fields: [
      { field: 'warningsSeen', zh: '须为 true', en: 'must be true' },
      { field: 'reason', zh: '须写明理由', en: 'must say why' },
    ],
  });
}
