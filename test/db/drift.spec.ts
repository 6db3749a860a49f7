import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Column, DataSource, Entity, PrimaryColumn, getMetadataArgsStorage } from 'typeorm';
import { findDrift, tablesWithoutEntity } from '../../src/platform/database/drift';
import { dataSourceOptions, refuseUnsafeSource } from '../../src/platform/database/options';
import { type TestDatabase, cloneDatabase } from '../setup/database';
import { ask } from '../setup/supervised';

const src = join(__dirname, '..', '..', 'src');
let database: TestDatabase;
const sources: DataSource[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(async () => {
  await Promise.all(sources.map(source => source.destroy()));
  await database.drop();
});

async function open(url: string, entities: (new () => object)[], overrides: object = {}): Promise<DataSource> {
  const source = new DataSource({ ...dataSourceOptions(url, { entities, size: 2 }), ...overrides });
  sources.push(source);
  return source.initialize();
}

/** Every class of src that is decorated as an entity. */
function houseEntities(): (new () => object)[] {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.entity.ts'));
  const exported = files.flatMap(file => Object.values(jest.requireActual<object>(join(src, file))));
  const decorated = new Set(getMetadataArgsStorage().tables.map(table => table.target));
  return [...new Set(exported)].filter(value => decorated.has(value));
}

describe('entities and migrations', () => {
  it('agree on tables, columns, types, nullability and keys', async () => {
    const entities = houseEntities();
    expect(entities.length).toBeGreaterThan(0);
    expect(await findDrift(await open(database.url, entities))).toEqual([]);
  });

  it('would be caught disagreeing', async () => {
    @Entity('drift_probe')
    class Probe {
      @PrimaryColumn({ type: 'character', length: 6 }) county: string;
      @Column('text') shorter: string;
      @Column('integer') optional: number;
      @Column('bigint') missing: number;
      @Column('text', { array: true }) words: string[];
      @Column('timestamp with time zone', { nullable: true }) at: string | null;
    }
    @Entity('drift_nowhere')
    class Nowhere {
      @PrimaryColumn('uuid') id: string;
    }
    await ask(
      database.url,
      `CREATE TABLE drift_probe (county char(6), id uuid, shorter varchar(5) NOT NULL, optional integer, words text[] NOT NULL,
         at timestamptz, made text GENERATED ALWAYS AS (shorter || '!') STORED, PRIMARY KEY (county, id))`,
    );
    const source = await open(database.url, [Probe, Nowhere]);
    expect((await findDrift(source)).sort()).toEqual([
      'drift_nowhere: no such table',
      'drift_probe.id: in the table, not in the entity',
      'drift_probe.missing: in the entity, not in the table',
      'drift_probe.optional: nullable is false in the entity, true in the table',
      'drift_probe.shorter: type is text in the entity, character varying(5) in the table',
    ]);
    expect(await tablesWithoutEntity(source)).toContain('migration');
  });
});

describe('the connection of the application', () => {
  it('reads days, instants and large numbers as the house writes them, in any time zone', async () => {
    const source = await open(database.appUrl, []);
    const [row] = await source.query(
      `SELECT date '2026-03-02' AS day, timestamptz '2026-03-02 09:00:00.5+08' AS at, 9007199254740991 AS fen,
              NULL::date AS none, array[date '2026-03-02'] AS days`,
    );
    expect(row).toMatchObject({ day: '2026-03-02', at: '2026-03-02T01:00:00.500Z', fen: 9007199254740991, none: null });
    await expect(source.query('SELECT 9007199254740992 AS fen')).rejects.toThrow('safe integers');
    await expect(source.query("SELECT timestamptz 'infinity' AS at")).rejects.toThrow('finite');
    expect(await source.query('SELECT 1 AS still')).toEqual([{ still: 1 }]);
  });

  it('has limits on waiting', async () => {
    const source = await open(database.appUrl, []);
    const names = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'];
    for (const name of names) expect((await source.query(`SHOW ${name}`))[0][name]).not.toBe('0');
  });

  it('is refused when it is not bound by row-level security or would make tables itself', async () => {
    await expect(refuseUnsafeSource(await open(database.appUrl, []))).resolves.toBeUndefined();
    await expect(refuseUnsafeSource(await open(database.url, []))).rejects.toThrow('superuser');
    const selfMade = new DataSource({ ...dataSourceOptions(database.appUrl, { entities: [] }), synchronize: true });
    await expect(refuseUnsafeSource(selfMade)).rejects.toThrow('synchronize');
  });
});
