// What a sponsor takes home of a sealed record: the entry with its proof, as an answer, as a file and on paper.
import { Injectable } from '@nestjs/common';
import { Refusal } from '../domain/errors';
import { exemptionRefusal } from '../domain/exemption';
import type { Actor } from '../domain/permission';
import { Journal } from '../ledger/journal';
import { LedgerService } from '../ledger/ledger.service';
import { ReceiptPaperService } from '../proof/receipt-paper.service';
import { ReceiptsService } from '../proof/receipts.service';
import { SigningService } from '../proof/signing.service';
import { foundExemption } from './acts';
import type { Exemption } from './exemption.entity';
import type { SealReceipt } from './views.dto';

const SEALED = 'exemption.sealed';

export interface ReceiptFile {
  name: string;
  content: Buffer;
}

@Injectable()
export class SealReceiptsService {
  constructor(
    private readonly journal: Journal,
    private readonly ledger: LedgerService,
    private readonly signing: SigningService,
    private readonly receipts: ReceiptsService,
    private readonly paper: ReceiptPaperService,
  ) {}

  /** @throws Refusal exemption.not-found, exemption.not-sealed */
  async receipt(actor: Actor, id: string): Promise<SealReceipt> {
    const { row, entry } = await this.sealed(actor, id);
    const proof = await this.ledger.inclusion(actor, row.county, { position: entry.position });
    const anchor = await this.journal.read(actor, q => this.receipts.anchorOf(q, row.county, entry.position));
    return { code: row.code, county: row.county, contentSha256: row.content_sha256, ...anchor, entry, proof };
  }

  /** receipt.json. @throws Refusal exemption.not-found, exemption.not-sealed, receipt.log-unsigned, receipt.checkpoint-due */
  async file(actor: Actor, id: string): Promise<ReceiptFile> {
    const { code, receipt } = await this.given(actor, id);
    return { name: `${code}.receipt.json`, content: Buffer.from(receipt.text) };
  }

  /** The same receipt as PDF. @throws as `file` */
  async print(actor: Actor, id: string): Promise<ReceiptFile> {
    const { code, receipt } = await this.given(actor, id);
    return { name: `${code}.receipt.pdf`, content: await this.paper.print(code, receipt) };
  }

  private async given(actor: Actor, id: string) {
    const { row, entry } = await this.sealed(actor, id);
    const read = () => this.journal.read(actor, q => this.receipts.receiptOf(q, row.county, entry.position));
    try {
      return { code: row.code, receipt: await read() };
    } catch (error) {
      // Asked for in the seconds between the sealing and the next look of the background work: signed at once.
      if (!(error instanceof Refusal) || error.code !== 'receipt.checkpoint-due') throw error;
      await this.signing.sign(row.county);
      return { code: row.code, receipt: await read() };
    }
  }

  /** The entry is looked up by what it is about: its position exists only once it is on the log. */
  private async sealed(actor: Actor, id: string) {
    const row: Exemption = await this.journal.read(actor, q => foundExemption(q, id));
    const history = await this.ledger.history(actor, row.county, row.code);
    const entry = history.find(one => one.kind === SEALED);
    if (!entry) throw exemptionRefusal('exemption.not-sealed');
    return { row, entry };
  }
}
