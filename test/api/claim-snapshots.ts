// A claim with everything that hangs on it, taken out of the database and put back as it was: so that each cell of a table
// of acts meets the same state. By the superuser, with triggers off; never a way of the registry itself.
import type { World } from '../setup/world';

type Row = Record<string, unknown>;
export type Snapshot = Record<string, Row[]>;

interface Subject {
  claimId: string;
  flawId: string;
}

/** Every table with a row of its own about the claim or its flaw, by the column that names it. */
async function tablesOf(world: World): Promise<[table: string, column: 'claim_id' | 'flaw_id'][]> {
  const { rows } = await world.superuser.query<{ table: string; column: 'claim_id' | 'flaw_id' }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and ((column_name = 'claim_id') or
       (column_name = 'flaw_id' and table_name in ('flaw_answer', 'flaw_judgement', 'finding')))
       and table_name in (select tablename from pg_tables where schemaname = 'public') order by 1`,
  );
  return rows.map(({ table, column }) => [table, column]);
}

async function selections(world: World, { claimId, flawId }: Subject): Promise<[string, string, string][]> {
  const dependent = (await tablesOf(world)).map(([table, column]): [string, string, string] => [
    table,
    column,
    column === 'claim_id' ? claimId : flawId,
  ]);
  return [['claim', 'id', claimId], ['flaw', 'id', flawId], ...dependent];
}

export async function taken(world: World, subject: Subject): Promise<Snapshot> {
  const snapshot: Snapshot = {};
  for (const [table, column, id] of await selections(world, subject)) {
    const { rows } = await world.superuser.query<{ row: Row }>(
      `select to_jsonb(t) as row from ${table} t where ${column} = $1 order by t::text`,
      [id],
    );
    snapshot[table] = rows.map(({ row }) => row);
  }
  return snapshot;
}

export async function putBack(world: World, subject: Subject, snapshot: Snapshot): Promise<void> {
  await world.superuser.query('begin; set local session_replication_role = replica');
  for (const [table, column, id] of await selections(world, subject)) {
    await world.superuser.query(`delete from ${table} where ${column} = $1`, [id]);
    await world.superuser.query(
      `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(snapshot[table])],
    );
  }
  await world.superuser.query('commit');
}

/** The same with the claim, and its one open decision, as a later act would have left them. */
export function patched(snapshot: Snapshot, claim: Row, decision: Row = {}): Snapshot {
  const decisions = snapshot.claim_decision!.map(row => (row.state === 'proposed' ? { ...row, ...decision } : row));
  return { ...snapshot, claim: [{ ...snapshot.claim![0], ...claim }], claim_decision: decisions };
}
