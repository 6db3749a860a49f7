// A claim with everything that hangs on it, taken out of the database and put back as it was: so that each cell of a table
// of acts meets the same state, and cases that begin alike play their beginning once. By the superuser, with triggers off;
// never a way of the registry itself. Either way is one round trip.
import type { World } from '../setup/world';

type Row = Record<string, unknown>;
export type Snapshot = Record<string, Row[]>;

interface Subject {
  claimId: string;
  flawId: string;
}

type Table = [table: string, column: 'id' | 'claim_id' | 'flaw_id', of: keyof Subject];

const known = new WeakMap<World, Table[]>();

/** Every table with a row of its own about the claim or its flaw, by the column that names it. */
async function tablesOf(world: World): Promise<Table[]> {
  const before = known.get(world);
  if (before !== undefined) return before;
  const { rows } = await world.superuser.query<{ table: string; column: 'claim_id' | 'flaw_id' }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and ((column_name = 'claim_id') or
       (column_name = 'flaw_id' and table_name in ('flaw_answer', 'flaw_judgement', 'finding')))
       and table_name in (select tablename from pg_tables where schemaname = 'public') order by 1`,
  );
  const dependent = rows.map(({ table, column }): Table => [
    table,
    column,
    column === 'claim_id' ? 'claimId' : 'flawId',
  ]);
  const tables: Table[] = [['claim', 'id', 'claimId'], ['flaw', 'id', 'flawId'], ...dependent];
  known.set(world, tables);
  return tables;
}

export async function taken(world: World, subject: Subject): Promise<Snapshot> {
  const { superuser } = world;
  const selects = (await tablesOf(world)).map(
    ([table, column, of]) =>
      `select '${table}' as "table", coalesce(jsonb_agg(to_jsonb(t) order by t::text), '[]') as rows
       from ${table} t where ${column} = ${superuser.escapeLiteral(subject[of])}`,
  );
  const { rows } = await superuser.query<{ table: string; rows: Row[] }>(selects.join(' union all '));
  return Object.fromEntries(rows.map(one => [one.table, one.rows]));
}

export async function putBack(world: World, subject: Subject, snapshot: Snapshot): Promise<void> {
  const { superuser } = world;
  const statements = (await tablesOf(world)).flatMap(([table, column, of]) => {
    const rows = snapshot[table]!;
    const emptied = `delete from ${table} where ${column} = ${superuser.escapeLiteral(subject[of])}`;
    if (rows.length === 0) return [emptied];
    const literal = superuser.escapeLiteral(JSON.stringify(rows));
    return [emptied, `insert into ${table} select * from jsonb_populate_recordset(null::${table}, ${literal})`];
  });
  await superuser.query(['begin', 'set local session_replication_role = replica', ...statements, 'commit'].join('; '));
}

/** The same with the claim, and its one open decision, as a later act would have left them. */
export function patched(snapshot: Snapshot, claim: Row, decision: Row = {}): Snapshot {
  const decisions = snapshot.claim_decision!.map(row => (row.state === 'proposed' ? { ...row, ...decision } : row));
  return { ...snapshot, claim: [{ ...snapshot.claim![0], ...claim }], claim_decision: decisions };
}
