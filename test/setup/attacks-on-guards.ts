// Attacks on what guards the rows inside the database: rights and triggers.
import type { Attack } from './attack';
import { COUNTY } from './world';

const at = (position: number) => `county = '${COUNTY}' and position = ${position}`;

export const ATTACKS_ON_GUARDS: Attack[] = [
  {
    attack: 'change rows with triggers in force',
    holds: 'database',
    detector: 'database',
    shows: 'append-only',
    run: ({ world, late }) =>
      refusedBy(world.superuser.query(`update ledger_entry set received_at = '2026-01-05' where ${at(late)}`)),
  },
  {
    attack: 'change rows through the application’s own role, as an injected statement would',
    holds: 'application role',
    detector: 'database',
    shows: 'permission denied',
    run: ({ world, late }) =>
      refusedBy(
        world.journal.keep(world.actor('sponsor'), tx =>
          tx.sql(`update ledger_entry set received_at = '2026-01-05' where ${at(late)}`),
        ),
      ),
  },
  {
    attack: 'disable the triggers of a table, change a payload and a salt, enable them again',
    holds: 'database',
    detector: 'fsck',
    shows: 'payload.altered',
    run: async ({ world, early }) => {
      for (const statement of [
        'alter table ledger_payload disable trigger all',
        `update ledger_payload set payload = '{}', salt = substr(sha256('x'), 1, 16) where ${at(early[0]!)}`,
        'alter table ledger_payload enable trigger all',
      ]) {
        await world.superuser.query(statement);
      }
    },
  },
];

async function refusedBy(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: Error) => error.message,
  );
}
