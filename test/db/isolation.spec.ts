// County isolation is a property of the database: proved from its catalogue, and by trying as the app role.
import { Client } from 'pg';
import { COUNTY, NEIGHBOUR, openWorld, type World } from '../setup/world';
import { draftPilot, PILOT_BODY } from '../setup/stories';

// Without a county: what was migrated, and the two directories that only definer functions may ask.
const GLOBAL_TABLES = ['login_directory', 'migration', 'setup_token'];

let world: World;
let app: Client;
beforeAll(async () => {
  world = await openWorld();
  await draftPilot(world.as('sponsor'));
  await draftPilot(world.as('neighbourSponsor'), { scope: { ...PILOT_BODY.scope, regions: ['510104'] } });
  app = new Client({ connectionString: world.database.appUrl });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await world.close();
});

async function tables(): Promise<string[]> {
  const { rows } = await world.superuser.query<{ name: string }>(
    "select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by 1",
  );
  return rows.map(row => row.name);
}

const countyTables = async () => (await tables()).filter(name => !GLOBAL_TABLES.includes(name));

async function asCounty<T>(region: string | null, work: () => Promise<T>): Promise<T> {
  await app.query('begin');
  try {
    if (region !== null) await app.query("select set_config('app.region', $1, true)", [region]);
    return await work();
  } finally {
    await app.query('rollback');
  }
}

describe('the catalogue', () => {
  it('forces row-level security on every table but the named global ones', async () => {
    const { rows } = await world.superuser.query<{ name: string; enabled: boolean; forced: boolean }>(
      `select relname as name, relrowsecurity as enabled, relforcerowsecurity as forced from pg_class
       where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace`,
    );
    const open = rows.filter(row => !(row.enabled && row.forced)).map(row => row.name);
    expect(open).toEqual(['migration']);
    expect((await countyTables()).length).toBeGreaterThan(25);
  });

  it('keys every county table by county first', async () => {
    const { rows } = await world.superuser.query<{ name: string }>(
      `select c.relname as name from pg_class c
       join pg_constraint p on p.conrelid = c.oid and p.contype in ('p', 'u')
       where c.relnamespace = 'public'::regnamespace and c.relname <> all($1)
         and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum = any(p.conkey) and a.attname = 'county')`,
      [[...GLOBAL_TABLES, 'rulebook']],
    );
    expect(rows.map(row => row.name)).toEqual([]);
  });

  it('gives the app role no way around: no superuser, no bypass, no ownership, no truncate', async () => {
    const { rows } = await world.superuser.query(
      "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = 'ph_app'",
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }]);
    const owned = await world.superuser.query(
      "select relname from pg_class where pg_get_userbyid(relowner) = 'ph_app'",
    );
    expect(owned.rows).toEqual([]);
    for (const table of await tables()) {
      const { rows: may } = await world.superuser.query<{ truncate: boolean }>(
        `select has_table_privilege('ph_app', $1, 'TRUNCATE') as truncate`,
        [table],
      );
      expect([table, may[0]!.truncate]).toEqual([table, false]);
    }
  });

  it('leaves sealed and ledger rows without update, delete or truncate for the app role', async () => {
    for (const table of [
      'ledger_entry',
      'ledger_payload',
      'ledger_node',
      'scope_part',
      'pilot_state',
      'file',
      'rulebook',
      'finding',
    ]) {
      for (const right of ['UPDATE', 'DELETE', 'TRUNCATE']) {
        const { rows } = await world.superuser.query<{ may: boolean }>(
          'select has_table_privilege($1, $2, $3) as may',
          ['ph_app', table, right],
        );
        expect([table, right, rows[0]!.may]).toEqual([table, right, false]);
      }
    }
  });

  it('shows views only with the rights of whoever asks', async () => {
    const { rows } = await world.superuser.query(
      `select relname from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace
       and not coalesce('security_invoker=true' = any(reloptions), false)`,
    );
    expect(rows).toEqual([]);
  });
});

describe('as the app role', () => {
  it('sees no row at all without a region', async () => {
    for (const table of await countyTables()) {
      if (table === 'rulebook') continue; // rulebooks are public
      const { rows } = await asCounty(null, () => app.query(`select count(*)::int as seen from ${table}`));
      expect([table, rows[0].seen]).toEqual([table, 0]);
    }
  });

  it("never sees a row of another county, and the owner's rows are really there", async () => {
    let there = 0;
    for (const table of await countyTables()) {
      if (table === 'rulebook') continue;
      const { rows } = await asCounty(COUNTY, () =>
        app.query(`select count(*) filter (where county <> $1)::int as foreign, count(*)::int as seen from ${table}`, [
          COUNTY,
        ]),
      );
      expect([table, rows[0].foreign]).toEqual([table, 0]);
      there += rows[0].seen;
    }
    expect(there).toBeGreaterThan(20);
  });

  it('can neither update nor delete rows of another county, nor move its own there', async () => {
    for (const table of await countyTables()) {
      const attacks = [
        `update ${table} set county = county where county = '${NEIGHBOUR}'`,
        `delete from ${table} where county = '${NEIGHBOUR}'`,
      ];
      for (const attack of attacks) {
        const touched = await asCounty(COUNTY, () =>
          app.query(attack).then(
            done => done.rowCount,
            (error: Error) => error.message,
          ),
        );
        expect([attack, touched === 0 || /permission denied/.test(String(touched))]).toEqual([attack, true]);
      }
    }
    await expect(
      asCounty(COUNTY, () => app.query(`update pilot set county = '${NEIGHBOUR}', version = version + 1`)),
    ).rejects.toThrow();
  });

  it('cannot insert into another county, nor into a county of its city', async () => {
    const insert = (county: string) =>
      app.query(
        "insert into idempotency (county, account_id, key, request_sha256, recorded_at) values ($1, gen_random_uuid(), 'k', '', now())",
        [county],
      );
    await expect(asCounty(COUNTY, () => insert(NEIGHBOUR))).rejects.toThrow('row-level security');
    await expect(asCounty('5132', () => insert(COUNTY))).rejects.toThrow('row-level security');
    await asCounty(COUNTY, () => insert(COUNTY));
  });

  it('reads every county of its city through a prefix, and none beyond', async () => {
    const { rows } = await asCounty('5132', () => app.query('select distinct county from pilot'));
    expect(rows).toEqual([{ county: COUNTY }]);
  });

  it('the audit role reads everything and writes nothing', async () => {
    const auditor = new Client({ connectionString: world.database.auditUrl });
    await auditor.connect();
    try {
      const { rows } = await auditor.query('select distinct county from pilot order by 1');
      expect(rows).toEqual([{ county: NEIGHBOUR }, { county: COUNTY }]);
      await expect(auditor.query('update pilot set title = title')).rejects.toThrow('permission denied');
      await expect(auditor.query('select password_hash from credential')).rejects.toThrow('permission denied');
    } finally {
      await auditor.end();
    }
  });
});
