import { Client } from 'pg';
import { type TestDatabase, cloneDatabase } from '../setup/database';

describe('a database of one spec file', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(() => database.drop());

  const ask = async (url: string, sql: string) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows[0];
    } finally {
      await client.end();
    }
  };

  test.each([
    ['url', 'ph_super', true],
    ['appUrl', 'ph_app', false],
    ['auditUrl', 'ph_audit', false],
  ] as const)('%s logs in as %s', async (key, role, superuser) => {
    const sql = `SELECT current_user AS role, rolsuper OR rolbypassrls AS strong, current_database() AS name
                 FROM pg_roles WHERE rolname = current_user`;
    expect(await ask(database[key], sql)).toEqual({ role, strong: superuser, name: database.name });
  });

  it('collates Chinese by ICU and is UTF-8', async () => {
    const sql = `SELECT pg_encoding_to_char(encoding) AS encoding, datlocprovider AS provider, datlocale AS locale
                 FROM pg_database WHERE datname = current_database()`;
    expect(await ask(database.url, sql)).toEqual({ encoding: 'UTF8', provider: 'i', locale: 'zh-Hans-CN' });
  });
});
