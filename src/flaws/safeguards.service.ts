import { Injectable } from '@nestjs/common';
import { exemptionRefusal } from '../domain/exemption';
import { flawRefusal } from '../domain/flaw';
import type { Actor } from '../domain/permission';
import { Exemption } from '../exemptions/exemption.entity';
import { FilesService } from '../files/files.service';
import { Journal } from '../ledger/journal';
import { PilotsService } from '../pilots/pilots.service';
import { sha256Hex } from '../platform/digests';
import { newId } from '../platform/ids';
import { groundColumns, refuseUngrounded } from './establishing.service';
import { safeguardView, type SafeguardBody, type SafeguardView, type SafeguardWritten } from './establishing.dto';
import { SafeguardDoneRow } from './flaw.entity';
import { FlawsService } from './flaws.service';

const OPEN_STATES = ['filed', 'sealed', 'superseded', 'revoked'];

/** What was done of the safeguards an exemption record promised. Recorded before an act it proves; later it only says. */
@Injectable()
export class SafeguardsService {
  constructor(
    private readonly journal: Journal,
    private readonly pilots: PilotsService,
    private readonly flaws: FlawsService,
    private readonly files: FilesService,
  ) {}

  /**
   * @throws Refusal exemption.not-found, safeguard.not-promised, safeguard.record-not-filed, flaw.evidence-missing,
   *   flaw.day-ahead, flaw.not-own-unit, recusal.applies
   */
  async record(actor: Actor, exemptionId: string, body: SafeguardBody): Promise<SafeguardWritten> {
    refuseUngrounded(body.done, body);
    const { value, receipts } = await this.journal.write(actor, async tx => {
      const exemption = await tx.lock(Exemption, exemptionId);
      if (!exemption) throw exemptionRefusal('exemption.not-found');
      refuseNotPromised(exemption, body.code);
      const pilot = await this.pilots.found(tx, exemption.pilot_id);
      const established = await this.flaws.speaksAsInspector(tx, actor, pilot);
      await this.files.expectAll(tx, body.evidence ?? []);
      const ground = groundColumns(body, tx.today);
      const row: SafeguardDoneRow = {
        county: tx.county,
        id: newId(),
        exemption_id: exemption.id,
        ordinal: (await tx.find(SafeguardDoneRow, { exemption_id: exemption.id })).length + 1,
        code: body.code,
        done: body.done,
        ...ground,
        // Done, and nobody says when: the day on which it is said is the latest it can have been.
        happened_on: body.done === 'yes' ? (ground.happened_on ?? tx.today) : ground.happened_on,
        established,
        actor_id: actor.accountId,
        unit_id: actor.organisationId,
        recorded_at: tx.now,
      };
      await tx.insert(SafeguardDoneRow, row);
      const { ordinal, code, done, happened_on: on, evidence, reason } = row;
      const reasonSha256 = reason === null ? null : sha256Hex(reason);
      tx.record('safeguard.recorded', exemption.code, { ordinal, code, done, on, established, evidence, reasonSha256 });
      return row;
    });
    return { ...safeguardView(value), receipt: receipts[0]! };
  }

  /** Every entry, oldest first. @throws Refusal exemption.not-found */
  async list(actor: Actor, exemptionId: string): Promise<SafeguardView[]> {
    return this.journal.read(actor, async q => {
      const exemption = await q.one(Exemption, { id: exemptionId });
      if (!exemption) throw exemptionRefusal('exemption.not-found');
      const rows = await q.find(SafeguardDoneRow, { exemption_id: exemptionId }, { order: { ordinal: 'ASC' } });
      return rows.map(safeguardView);
    });
  }
}

function refuseNotPromised({ state, safeguards }: Exemption, code: string): void {
  if (!OPEN_STATES.includes(state)) throw flawRefusal('safeguard.record-not-filed', { figures: { state } });
  if (safeguards.includes(code)) return;
  const fault = { field: 'code', zh: '备案未承诺此项', en: 'is not promised by the record' };
  throw flawRefusal('safeguard.not-promised', { figures: { code }, fields: [fault] });
}
