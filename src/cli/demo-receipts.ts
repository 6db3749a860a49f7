// Receipts of the demo's sealed records and the keys to verify them with, as files, so that anyone can try a verifier of
// their own on them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Exemption } from '../exemptions/exemption.entity';
import { Journal } from '../ledger/journal';
import { LedgerService } from '../ledger/ledger.service';
import { PinnedKeysService } from '../proof/pinned-keys.service';
import { ReceiptsService } from '../proof/receipts.service';
import { logScope } from '../proof/signing.service';
import type { Running } from '../serve';

export interface KeptReceipts {
  kept: number;
  /** How many of them an outside party vouches for. */
  anchored: number;
}

/** Writes a receipt a sealed record and `keys.json` below `folder`. */
export async function keepDemoReceipts({ app }: Running, county: string, folder: string): Promise<KeptReceipts> {
  const [journal, ledger, receipts] = [app.get(Journal), app.get(LedgerService), app.get(ReceiptsService)];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'keys.json'), app.get(PinnedKeysService).of(county));
  const rows = await journal.read(logScope(county), q => q.find(Exemption, { county }, { order: { code: 'ASC' } }));
  const count: KeptReceipts = { kept: 0, anchored: 0 };
  for (const { code } of rows) {
    const history = await ledger.history(logScope(county), county, code);
    const sealed = history.find(({ kind }) => kind === 'exemption.sealed');
    if (!sealed) continue;
    const { text, status } = await journal.read(logScope(county), q => receipts.receiptOf(q, county, sealed.position));
    writeFileSync(join(folder, `${code}.receipt.json`), text);
    count.kept++;
    if (status === 'anchored') count.anchored++;
  }
  return count;
}
