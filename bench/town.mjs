// A database of its own for the benchmarks, opened the way `npm start` opens it (durable, autovacuum on), with eight
// counties: a sponsor in each, 2,000 running pilots in the first and 200 in every other.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { compiled, require } from './compiled.mjs';

const { openDatabase, withDatabase } = compiled('platform/database/open');
const { guardDatabase, OWNER } = compiled('platform/database/roles');
const { makeCreditCode } = compiled('domain/credit-code');
const { grams, searchText } = compiled('domain/grams');
const { newId } = compiled('platform/ids');
const { hash } = require('@node-rs/argon2');

export const COUNTIES = ['513221', '513222', '513223', '513224', '513225', '513226', '513227', '513228'];
export const PASSWORD = 'a password of the benchmark only';
const PEER = 'bench_peer';
const RECORDED = '2025-01-01T00:00:00.000Z';

const TEXTS = {
  title: '村级公益性公墓建设',
  problem: '散埋乱葬占用耕地，群众无处安葬',
  beneficiaries: '漩口镇三个村 1,240 户',
};

/** The body of a pilot's draft, for a county. */
export const draftBody = county => ({
  ...TEXTS,
  origin: 'assigned',
  assignedBy: '汶民发〔2025〕12号',
  field: 'civil-affairs',
  period: { from: '2026-03-01', to: '2026-12-31' },
  scope: {
    regions: [`${county}106`],
    activities: ['建设公益性公墓'],
    period: { from: '2026-03-01', to: '2026-12-31' },
    units: [],
    capFen: 500_000_000,
    departures: [],
  },
});

/** Opens, migrates and seeds. `sponsors` are actors as the guard makes them, one a county. */
export async function openTown() {
  const folder = mkdtempSync(join(tmpdir(), 'pilot-harbor-bench-'));
  chmodSync(folder, 0o755); // root's server runs under another account, which must be able to enter
  const away = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  try {
    const config = configIn(folder);
    const database = await openDatabase(config, () => undefined);
    const close = () => database.stop().finally(away);
    try {
      const sponsors = await seed(database.adminUrl);
      const peerUrl = await copyForPeer(database);
      const external = { databaseUrl: database.adminUrl, appDatabaseUrl: database.appUrl };
      return { config: { ...config, ...external, auditDatabaseUrl: database.auditUrl }, sponsors, peerUrl, close };
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    away();
    throw error;
  }
}

function configIn(folder) {
  const jwtSecret = 'a-secret-of-the-benchmark-and-of-nothing-else';
  const embedded = { databaseUrl: undefined, appDatabaseUrl: undefined, auditDatabaseUrl: undefined };
  const places = { port: 0, host: '127.0.0.1', varDir: folder, secretsDir: join(folder, 'secrets') };
  const log = {
    logHost: 'log.bench',
    publishedDir: join(folder, 'published'),
    checkpointIntervalMs: 2_000,
    anchorsFile: join(folder, 'anchors.json'),
  };
  return { ...embedded, ...places, ...log, jwtSecret, trustedProxies: 0, demo: false };
}

/** Runs `work` with a superuser's connection. */
export async function asSuperuser(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * A copy of the database for the peer that writes, so that neither side meets the other's rows, with a log in each county.
 * @returns the login of the app role
 */
async function copyForPeer({ adminUrl, appUrl }) {
  const from = new URL(adminUrl).pathname.slice(1);
  await asSuperuser(withDatabase(adminUrl, 'postgres'), async client => {
    await client.query(`create database ${PEER} template ${from} owner ${OWNER}`);
    await guardDatabase(client, PEER);
  });
  const head = `insert into ledger_head (county, size, root, frontier)
    select county, 0, sha256(''), '{}' from unnest($1::text[]) as county on conflict do nothing`;
  await asSuperuser(withDatabase(adminUrl, PEER), client => client.query(head, [COUNTIES]));
  return withDatabase(appUrl, PEER);
}

async function seed(url) {
  const passwordHash = await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  return asSuperuser(url, async client => {
    const sponsors = [];
    // Keys are prefixed by the county: the same ids in each spare the peer a look-up.
    const ids = { accountId: newId(), personId: newId(), organisationId: newId() };
    for (const county of COUNTIES) {
      const sponsor = await seedSponsor(client, { county, ids, passwordHash });
      await seedPilots(client, sponsor, sponsors.length === 0 ? 2_000 : 200);
      sponsors.push(sponsor);
    }
    await client.query('vacuum analyze');
    return sponsors;
  });
}

async function seedSponsor(client, { county, ids, passwordHash }) {
  const { accountId, personId, organisationId } = ids;
  const region = `${county}106`;
  const insert = (table, row) => {
    const places = Object.keys(row).map((_, at) => `$${at + 1}`);
    return client.query(`insert into ${table} (${Object.keys(row)}) values (${places})`, Object.values(row));
  };
  const office = { region, level: 'township', kind: 'government', name: '漩口镇人民政府' };
  const credit_code = makeCreditCode(`11${county}000000001`);
  await insert('organisation', { county, id: organisationId, ...office, credit_code, recorded_at: RECORDED });
  const person = { organisation_id: organisationId, person_id: personId, login: `bench-${county}`, name: '测试' };
  await insert('account', { county, id: accountId, ...person, recorded_at: RECORDED });
  const secret = { password_hash: passwordHash, one_time: false, changed_at: RECORDED };
  await insert('credential', { county, account_id: accountId, ...secret });
  await insert('login_directory', { login: person.login, county });
  const grant = { account_id: accountId, person_id: personId, role: 'sponsor', granted_at: RECORDED, reason: '测试' };
  await insert('role_grant', { county, id: newId(), ...grant });
  return { ...ids, county, reach: county, region, roles: ['sponsor'], login: person.login };
}

async function seedPilots(client, { county, organisationId, accountId }, count) {
  const { title, problem, beneficiaries } = TEXTS;
  await client.query(
    `insert into pilot (county, id, version, code, state, title, problem, beneficiaries, origin, assigned_by, sponsor_id,
       lead_id, field, period_from, period_to, search_text, grams, recorded_at)
     select $1::text, gen_random_uuid(), 3, 'SD-' || $1::text || '-2025-' || lpad(n::text, 4, '0'), 'running', $2::text || n, $3, $4, 'assigned',
       '汶民发〔2025〕12号', $5, $6, 'civil-affairs', '2025-03-01', '2026-12-31', $7, $8,
       timestamptz '2025-01-01' + n * interval '1 minute'
     from generate_series(1, $9::int) as n`,
    [county, title, problem, beneficiaries, organisationId, accountId].concat([
      searchText(title, problem),
      grams(`${title} ${problem}`),
      count,
    ]),
  );
  await client.query(
    `insert into pilot_state (county, id, pilot_id, ordinal, state, happened_on, actor_id, recorded_at)
     select county, gen_random_uuid(), id, k, (array['draft', 'registered', 'running'])[k], '2025-03-01', lead_id,
       recorded_at + k * interval '1 day'
     from pilot, generate_series(1, 3) as k where county = $1`,
    [county],
  );
}
