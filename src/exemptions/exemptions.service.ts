import { Injectable } from '@nestjs/common';
import { exemptionRefusal, refusePilotNotOpen, refuseUneditable } from '../domain/exemption';
import { EXEMPTION_LIFECYCLE, refuseUnforeseen, refuseUnrenewable } from '../domain/exemption';
import { follow } from '../domain/lifecycle';
import { parsePeriod } from '../domain/period';
import type { Actor } from '../domain/permission';
import type { Writer } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { newId } from '../platform/ids';
import type { Pilot } from '../pilots/pilot.entity';
import { enterAct, foundExemption, lockedExemption, withReceipt, type ActOn } from './acts';
import { contentColumns, contentOf } from './content';
import { Exemption } from './exemption.entity';
import type { ContentBody, NoteBody, RenewBody } from './exemptions.dto';
import { GroundsService } from './grounds.service';
import type { ExemptionWritten } from './views.dto';

/** The sponsor's side: drafting, filing, withdrawing and renewing records of the own unit. */
@Injectable()
export class ExemptionsService {
  constructor(
    private readonly journal: Journal,
    private readonly grounds: GroundsService,
  ) {}

  /** @throws Refusal pilot.not-found, exemption.not-own-unit, exemption.pilot-not-open, exemption.content-invalid */
  async create(actor: Actor, pilotId: string, body: ContentBody): Promise<ExemptionWritten> {
    const written = await this.journal.write(actor, async tx => {
      const pilot = await this.grounds.pilot(tx, pilotId);
      return this.draft(tx, actor, { pilot, body, renewsId: null });
    });
    return withReceipt(written);
  }

  /** A renewal is a new record: the rest is copied, the opening question and the period are answered anew. */
  async renew(actor: Actor, on: ActOn, body: RenewBody): Promise<ExemptionWritten> {
    const written = await this.journal.write(actor, async tx => {
      const old = await lockedExemption(tx, on);
      refuseForeign(old.unit_id, actor);
      refuseUnrenewable(old.state);
      const pilot = await this.grounds.pilot(tx, old.pilot_id);
      return this.draft(tx, actor, { pilot, body: { ...contentOf(old), ...body }, renewsId: old.id });
    });
    return withReceipt(written);
  }

  /** @throws Refusal exemption.frozen once the record is before the office or sealed */
  async edit(actor: Actor, on: ActOn, body: ContentBody): Promise<ExemptionWritten> {
    const written = await this.journal.write(actor, async tx => {
      const row = await lockedExemption(tx, on);
      refuseForeign(row.unit_id, actor);
      refuseUneditable(row.state);
      const pilot = await this.grounds.pilot(tx, row.pilot_id);
      const columns = await this.columns(tx, pilot, body);
      const changed = await tx.change(Exemption, row, columns);
      await enterAct(tx, changed, { actor, act: 'edit' });
      tx.record('exemption.edited', row.code, { exemption: row.id, contentSha256: changed.content_sha256 });
      return changed;
    });
    return withReceipt(written);
  }

  /**
   * From here on the content is the office's to judge and nobody's to change.
   * @throws Refusal exemption.not-foreseen, exemption.opening-unknown, exemption.pilot-not-open, exemption.content-invalid
   */
  async file(actor: Actor, on: ActOn, body: NoteBody): Promise<ExemptionWritten> {
    const written = await this.journal.write(actor, async tx => {
      const row = await lockedExemption(tx, on);
      refuseForeign(row.unit_id, actor);
      const state = follow(EXEMPTION_LIFECYCLE, row.state, 'file');
      const content = contentOf(row);
      refuseUnforeseen(content.opening);
      const pilot = await this.grounds.pilot(tx, row.pilot_id);
      refusePilotNotOpen(pilot.state);
      const book = await this.grounds.refuseUnfit(tx, pilot, { content, today: tx.today });
      const changed = await tx.change(Exemption, row, {
        state,
        round: row.round + 1,
        rulebook_code: book.code,
        rulebook_version: book.version,
        first_filed_at: row.first_filed_at ?? tx.now,
        filed_at: tx.now,
        filed_by: actor.accountId,
        looked_at: null,
      });
      await enterAct(tx, changed, { actor, act: 'file', text: body.note });
      tx.record('exemption.filed', row.code, {
        exemption: row.id,
        round: changed.round,
        rulebook: `${book.code}@${book.version}`,
        opening: content.opening,
        contentSha256: row.content_sha256,
      });
      return changed;
    });
    return withReceipt(written);
  }

  async withdraw(actor: Actor, on: ActOn, body: NoteBody): Promise<ExemptionWritten> {
    const written = await this.journal.write(actor, async tx => {
      const row = await lockedExemption(tx, on);
      refuseForeign(row.unit_id, actor);
      const changed = await tx.change(Exemption, row, { state: follow(EXEMPTION_LIFECYCLE, row.state, 'withdraw') });
      await enterAct(tx, changed, { actor, act: 'withdraw', text: body.note });
      tx.record('exemption.withdrawn', row.code, { exemption: row.id, round: row.round });
      return changed;
    });
    return withReceipt(written);
  }

  private async draft(
    tx: Writer,
    actor: Actor,
    { pilot, body, renewsId }: { pilot: Pilot; body: ContentBody; renewsId: string | null },
  ): Promise<Exemption> {
    refuseForeign(pilot.sponsor_id, actor);
    refusePilotNotOpen(pilot.state);
    const columns = await this.columns(tx, pilot, body);
    const id = newId();
    await tx.insert(Exemption, {
      ...columns,
      id,
      code: await tx.code('BA'),
      state: 'draft',
      version: 1,
      round: 0,
      pilot_id: pilot.id,
      unit_id: pilot.sponsor_id,
      renews_id: renewsId,
      recorded_at: tx.now,
    });
    // A plain value and not the entity: it is kept as the answer to a repeated Idempotency-Key.
    const row = { ...(await foundExemption(tx, id)) };
    await enterAct(tx, row, { actor, act: 'draft' });
    tx.record('exemption.drafted', row.code, {
      exemption: id,
      pilot: pilot.id,
      unit: row.unit_id,
      scopeNumber: row.scope_number,
      renews: renewsId,
      contentSha256: row.content_sha256,
    });
    return row;
  }

  private async columns(tx: Writer, pilot: Pilot, body: ContentBody) {
    parsePeriod(body.period);
    await this.grounds.refuseUnfit(tx, pilot, { content: body, today: tx.today });
    return contentColumns(body, pilot.title);
  }
}

function refuseForeign(unitId: string, actor: Actor): void {
  if (unitId !== actor.organisationId) throw exemptionRefusal('exemption.not-own-unit');
}
