// Writing an act on a record: who did it, as account, person and unit; and the row it was done to, found and locked.
import { exemptionRefusal, type ExemptionAct } from '../domain/exemption';
import type { Actor } from '../domain/permission';
import type { Receipt } from '../ledger/append';
import type { Reader, Writer } from '../ledger/door';
import type { Written } from '../ledger/journal';
import { newId } from '../platform/ids';
import { localDay } from '../domain/period';
import { Exemption, ExemptionActEntry } from './exemption.entity';
import { exemptionView, type ExemptionWritten } from './views.dto';

export interface ActOn {
  id: string;
  version: number;
}

/** The record within the reader's reach. @throws Refusal exemption.not-found */
export async function foundExemption(q: Reader, id: string): Promise<Exemption> {
  const row = await q.one(Exemption, { id });
  if (!row) throw exemptionRefusal('exemption.not-found');
  return row;
}

/** The record locked at the version the caller read. @throws Refusal exemption.not-found, version.stale */
export async function lockedExemption(tx: Writer, { id, version }: ActOn): Promise<Exemption> {
  const row = await tx.lock(Exemption, id);
  if (!row) throw exemptionRefusal('exemption.not-found');
  tx.expect(row, version);
  return row;
}

/** Call it with the record's row locked: acts of one record are numbered without a gap. */
export async function enterAct(
  tx: Writer,
  row: Exemption,
  { actor, act, text }: { actor: Actor; act: ExemptionAct; text?: string },
): Promise<void> {
  const entered = await tx.find(ExemptionActEntry, { exemption_id: row.id });
  await tx.insert(ExemptionActEntry, {
    id: newId(),
    exemption_id: row.id,
    ordinal: entered.length + 1,
    round: row.round,
    act,
    text: text ?? null,
    actor_id: actor.accountId,
    person_id: actor.personId,
    unit_id: actor.organisationId,
    recorded_at: tx.now,
  });
}

/** The view of what was written, with its first receipt. */
export function withReceipt({ value, receipts }: Written<Exemption>): ExemptionWritten {
  const receipt: Receipt = receipts[0]!;
  return { ...exemptionView(value, localDay(receipt.receivedAt)), receipt };
}
