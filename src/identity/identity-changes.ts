// History of organisations and accounts: the row keeps what is, identity_change what was and why. The ledger gets codes
// and ids; the reason, which is prose and may name people, goes there as a digest.
import { refusals } from '../domain/errors';
import type { Stored, Writer } from '../ledger/door';
import { newId } from '../platform/ids';
import { IdentityChange } from './identity-change.entity';

export const changeRefusal = refusals({
  'identity.unchanged': { kind: 'conflict', zh: '没有任何变化', en: 'this would change nothing' },
});

type Values = Record<string, unknown>;

export interface Change {
  /** The ledger kind of the act. */
  act: string;
  before: Stored;
  patch: Values;
  reason: string;
}

/** Only what the patch really changes. @throws Refusal identity.unchanged */
export function difference(row: object, patch: Values): { before: Values; after: Values } {
  const changed = Object.entries(patch).filter(([key, value]) => (row as Values)[key] !== value);
  if (changed.length === 0) throw changeRefusal('identity.unchanged');
  const before = Object.fromEntries(changed.map(([key]) => [key, (row as Values)[key] ?? null]));
  return { before, after: Object.fromEntries(changed) };
}

/** Keeps the change beside its row; to be called once a version, before or after the row itself is changed. */
export async function keepChange(tx: Writer, change: Change): Promise<void> {
  const { act, before: row, patch, reason } = change;
  await tx.insert(IdentityChange, {
    id: newId(),
    subject_id: row.id,
    act,
    version: row.version + 1,
    ...difference(row, patch),
    reason,
    changed_by: tx.scope.accountId!,
    recorded_at: tx.now,
  });
}
