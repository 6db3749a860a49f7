// Receipts: one entry of a log with its proof under a signed checkpoint and whatever outsiders put on that. Pending, it
// carries the newest published checkpoint; anchored, the smallest one that is anchored in time and covers the entry.
import { Injectable } from '@nestjs/common';
import { refusals } from '../domain/errors';
import { printProofFile } from '../domain/merkle/proof-file';
import { printReceipt } from '../domain/merkle/receipt';
import { leafHash } from '../domain/merkle/tree';
import { toHex } from '../domain/merkle/encoding';
import type { Instant } from '../domain/period';
import type { Reader } from '../ledger/door';
import { LedgerRepository } from '../ledger/ledger.repository';
import { TreeService } from '../ledger/tree.service';
import { sha256 } from '../platform/digests';
import { CheckpointsRepository, type CheckpointRow } from './checkpoints.repository';
import { LogKeysService } from './log-keys.service';
import { PublishedStoreService } from './published-store.service';

export const receiptsRefusal = refusals({
  'receipt.log-unsigned': {
    kind: 'conflict',
    zh: '{county} 的账本尚无签名密钥，不能出具回执（见 keys create）',
    en: 'the log of {county} has no key yet and gives no receipts (see keys create)',
  },
  'receipt.checkpoint-due': {
    kind: 'unavailable',
    zh: '该条目尚未被签发的检查点覆盖，请稍后再试',
    en: 'no signed checkpoint covers this entry yet; try again shortly',
  },
});

/** Whether an outside party vouches for the time of an entry, and for which. */
export interface EntryAnchor {
  status: 'pending' | 'anchored';
  /** The earliest outside time of the smallest anchored checkpoint that covers the entry. */
  anchoredAt: Instant | null;
}

/** One outside word on the checkpoint of a receipt. */
export interface VoucherLine {
  kind: 'witness' | 'token';
  by: string;
  at: Instant;
}

export interface EntryReceipt extends EntryAnchor {
  origin: string;
  position: number;
  receivedAt: Instant;
  /** Lower-case hex. */
  leafHash: string;
  checkpoint: { size: number; signedAt: Instant };
  vouchers: VoucherLine[];
  /** The receipt file itself, canonical JSON. */
  text: string;
}

@Injectable()
export class ReceiptsService {
  constructor(
    private readonly rows: CheckpointsRepository,
    private readonly entries: LedgerRepository,
    private readonly tree: TreeService,
    private readonly keys: LogKeysService,
    private readonly store: PublishedStoreService,
  ) {}

  async anchorOf(q: Reader, county: string, position: number): Promise<EntryAnchor> {
    const anchored = await this.rows.anchored(q, county, position);
    return { status: anchored ? 'anchored' : 'pending', anchoredAt: anchored?.anchored_at ?? null };
  }

  /**
   * The receipt of the entry at a position as it can be given now.
   * @throws Refusal receipt.log-unsigned, receipt.checkpoint-due
   */
  async receiptOf(q: Reader, county: string, position: number): Promise<EntryReceipt> {
    const anchored = await this.rows.anchored(q, county, position);
    const checkpoint = anchored ?? (await this.newestCovering(q, county, position));
    const range = { from: position, limit: 1 };
    const [entry] = await this.entries.entries(q, county, range);
    const [content] = await this.entries.payloads(q, county, range);
    const cosignatures = await this.rows.cosignatures(q, county, checkpoint.size);
    const tokens = await this.rows.tokens(q, county, checkpoint.size);
    const proof = printProofFile({
      leaf: entry!.leaf,
      index: BigInt(position),
      proof: await this.tree.inclusion(q, county, { index: position, size: checkpoint.size }),
      checkpoint: checkpoint.note + cosignatures.map(({ line }) => line).join(''),
    });
    return {
      status: anchored ? 'anchored' : 'pending',
      anchoredAt: anchored?.anchored_at ?? null,
      origin: this.keys.origin(county),
      position,
      receivedAt: entry!.received_at,
      leafHash: toHex(leafHash(sha256, entry!.leaf)),
      checkpoint: { size: checkpoint.size, signedAt: checkpoint.signed_at },
      vouchers: [
        ...cosignatures.map(({ witness, cosigned_at: at }) => ({ kind: 'witness' as const, by: witness, at })),
        ...tokens.map(({ authority, gen_time: at }) => ({ kind: 'token' as const, by: authority, at })),
      ],
      text: printReceipt({
        proof,
        // A payload erased on a lawful order takes its row with it; payloads are read from the position on.
        content: content?.position === position ? content : null,
        tokens: tokens.map(({ token }) => token),
        chains: tokens.flatMap(({ chain }) => (chain === '' ? [] : [chain])),
      }),
    };
  }

  /** The newest published checkpoint: one that is only stored could still be lost, and a receipt must not outlive it. */
  private async newestCovering(q: Reader, county: string, position: number): Promise<CheckpointRow> {
    const published = this.store.read(county);
    const stored = published && (await this.rows.at(q, county, published.size));
    if (stored && stored.note === published.note && stored.size > position) return stored;
    const unsigned = published === null && this.keys.of(county).length === 0;
    const code = unsigned ? 'receipt.log-unsigned' : 'receipt.checkpoint-due';
    throw receiptsRefusal(code, { figures: { county } });
  }
}
