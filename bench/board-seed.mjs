// A county as big as the board is promised for, put in by SQL. A third of its approvals is open, each with two to four
// events; two thirds of its pledges are made, half of those delivered in part, some revised.
import { compiled } from './compiled.mjs';

const { newId } = compiled('platform/ids');

const TOWNSHIPS = 24;
const UNITS = 40;

/** Adds to the sponsor's county. `login`: of the leader that is made, with the sponsor's password. */
export async function seedBoard(client, { sponsor, login, pilots }) {
  await client.query('begin');
  // Triggers look at row after row; what is put in here is what they would have let pass.
  await client.query('set local session_replication_role = replica');
  const place = { county: sponsor.county, unit: sponsor.organisationId, account: sponsor.accountId, n: pilots };
  await seedLeader(client, sponsor, login);
  await seedUnits(client, place);
  for (const seed of [seedPilots, seedPledges, seedApprovals, seedFlaws, seedClaims, seedLog])
    await seed(client, place);
  await client.query('commit');
  await client.query('vacuum analyze');
}

async function seedLeader(client, { county, accountId, organisationId }, login) {
  const [id, person] = [newId(), newId()];
  const copied = 'county, password_hash, one_time, changed_at';
  await client.query(
    `insert into account (county, id, organisation_id, person_id, login, name, recorded_at)
     values ($1, $2, $3, $4, $5, '测试', '2025-01-01')`,
    [county, id, organisationId, person, login],
  );
  await client.query(
    `insert into credential (account_id, ${copied}) select $2, ${copied} from credential where account_id = $1 and county = $3`,
    [accountId, id, county],
  );
  await client.query('insert into login_directory (login, county) values ($1, $2)', [login, county]);
  await client.query(
    `insert into role_grant (county, id, account_id, person_id, role, granted_at, reason)
     values ($1, $2, $3, $4, 'leader', '2025-01-01', '测试')`,
    [county, newId(), id, person],
  );
}

/** A stable id for the n-th thing of a kind, so that every table can name those of another. */
const id = (kind, n) => `md5('${kind}' || ${n})::uuid`;

const seedUnits = (client, { county }) =>
  client.query(
    `insert into organisation (county, id, region, level, kind, name, credit_code, recorded_at)
     select $1::text, ${id('unit', 'n')}, $1::text, 'county', 'bureau', '第' || n || '局', lpad(n::text, 18, '0'), '2025-01-01'
     from generate_series(1, ${UNITS}) n`,
    [county],
  );

async function seedPilots(client, { county, unit, account, n }) {
  await client.query(
    `insert into pilot (county, id, version, code, state, title, problem, beneficiaries, origin, assigned_by, sponsor_id,
       lead_id, field, period_from, search_text, grams, outcome, recorded_at)
     select $1::text, ${id('pilot', 'n')}, 3, 'SD-' || $1::text || '-2024-' || n,
       (array['running', 'running', 'running', 'registered', 'suspended', 'closed', 'closed', 'draft'])[1 + n % 8], '试点' || n,
       '散埋乱葬占用耕地', '三个村', (array['assigned', 'self-started'])[1 + n % 2], '汶民发〔2025〕12号', $2, $3,
       (array['civil-affairs', 'water', 'tourism', 'employment', 'agriculture'])[1 + n % 5], '2025-03-01', '', '{}',
       case when n % 8 = 5 then 'adopted' when n % 8 = 6 then 'starved' end, timestamptz '2025-06-01' + n * interval '50 minutes'
     from generate_series(1, $4::int) n`,
    [county, unit, account, n],
  );
  await client.query(
    `insert into pilot_state (county, id, pilot_id, ordinal, state, happened_on, actor_id, recorded_at)
     select county, gen_random_uuid(), id, k, (array['draft', 'registered', 'running'])[k], '2025-06-01', lead_id,
       recorded_at + k * interval '1 day'
     from pilot, generate_series(1, 3) k where county = $1 and code like '%-2024-%'`,
    [county],
  );
  // Every version points to six parts, of which one names the regions.
  await client.query(
    `insert into scope_part (county, pilot_id, sha256, value)
     select $1::text, ${id('pilot', 'n')}, encode(sha256(('part' || k)::bytea), 'hex'),
       case k when 1 then jsonb_build_array($1::text || lpad((100 + n % ${TOWNSHIPS})::text, 3, '0')) else to_jsonb('建设' || k) end
     from generate_series(1, $2::int) n, generate_series(1, 6) k`,
    [county, n],
  );
  await client.query(
    `insert into scope_version (county, id, pilot_id, number, state, reason, changed, parts, opened_at, recorded_at)
     select $1::text, gen_random_uuid(), ${id('pilot', 'n')}, 1, 'recorded', '登记', '{regions}',
       (select jsonb_object_agg((array['regions', 'activities', 'period', 'units', 'capFen', 'departures'])[k],
         encode(sha256(('part' || k)::bytea), 'hex')) from generate_series(1, 6) k), '2025-06-01', '2025-06-01'
     from generate_series(1, $2::int) n`,
    [county, n],
  );
}

async function seedPledges(client, { county, unit, account, n }) {
  const pledges = 3 * n;
  await client.query(
    `insert into pledge (county, id, version, code, pilot_id, receiver_id, giver_id, kind, standing, recorded_at)
     select $1::text, ${id('pledge', 'n')}, 2, 'CN-' || n, ${id('pilot', '(1 + n % $3::int)')}, $2, ${id('unit', `(1 + n % ${UNITS})`)},
       (array['funds', 'funds', 'staff'])[1 + n % 3], (array['made', 'made', 'claimed'])[1 + n / 3 % 3],
       timestamptz '2025-06-01' + n * interval '15 minutes'
     from generate_series(1, $4::int) n`,
    [county, unit, n, pledges],
  );
  const measured = `case when n % 3 = 2 then null else 3000000 end, case when n % 3 = 2 then 30 end`;
  await client.query(
    `insert into pledge_terms (county, id, pledge_id, number, what, amount_fen, quantity, unit, document_number, document_sha256,
       actor_id, recorded_at)
     select $1, gen_random_uuid(), ${id('pledge', 'n')}, 1, '补助', ${measured}, case when n % 3 = 2 then '人' end, '民发1号',
       case when n % 2 = 0 then repeat('0', 64) end, $2, '2025-06-01' from generate_series(1, $3::int) n`,
    [county, account, pledges],
  );
  await client.query(
    `insert into pledge_tranche (county, id, pledge_id, terms_number, ordinal, due_on, amount_fen, quantity, recorded_at)
     select $1, gen_random_uuid(), ${id('pledge', 'n')}, 1, k, date '2025-09-01' + k * 180 + n % 100,
       case when n % 3 = 2 then null else 1500000 end, case when n % 3 = 2 then 15 end, '2025-06-01'
     from generate_series(1, $2::int) n, generate_series(1, 2) k`,
    [county, pledges],
  );
  const entered = (table, every) =>
    client.query(
      `insert into ${table} (county, id, pledge_id, state, happened_on, amount_fen, quantity, note, entered_unit, entered_by,
         entered_at, answered_unit, answered_by, answered_at)
       select $1, gen_random_uuid(), ${id('pledge', 'n')}, 'confirmed', '2026-01-05', case when n % 3 = 2 then null else 1500000 end,
         case when n % 3 = 2 then 15 end, '到账', $2, $3, '2026-01-06', ${id('unit', 1)}, $3,
         timestamptz '2025-08-01' + n * interval '14 minutes'
       from generate_series(1, $4::int) n where n % ${every} = 0`,
      [county, unit, account, pledges],
    );
  await entered('pledge_delivery', 2);
  await entered('pledge_revision', 20);
}

async function seedApprovals(client, { county, unit, account, n }) {
  const approvals = 2 * n;
  // A third open: applied, returned and applied anew, suspended; the rest granted.
  const kinds = `case n % 6 when 0 then array['applied', 'accepted']
    when 1 then array['applied', 'returned', 'resubmitted', 'accepted'] else array['applied', 'accepted', 'granted'] end`;
  await client.query(
    `insert into approval (county, id, version, code, pilot_id, state, approver_id, field_class, matter, legal_basis, term_workdays,
       materials, recorded_at)
     select $1::text, ${id('approval', 'n')}, 1 + cardinality(${kinds}), 'SP-' || n, ${id('pilot', '(1 + n % $2::int)')},
       case when n % 6 < 2 then 'accepted' else 'granted' end, ${id('unit', `(1 + n % ${UNITS})`)}, 'land', '用地审批', '土地管理法', 20, '{}',
       timestamptz '2025-06-01' + n * interval '20 minutes'
     from generate_series(1, $3::int) n`,
    [county, n, approvals],
  );
  await client.query(
    `insert into approval_event (county, id, approval_id, ordinal, kind, happened_on, round, remarks, actor_id, unit_id, recorded_at)
     select $1, gen_random_uuid(), ${id('approval', 'n')}, k, kind, date '2025-06-02' + n / 60 % 340 + k::int * 7,
       case kind when 'returned' then 1 end, '[{"topic":"选址","demand":"more","by":"科长"}]', $2, $3,
       (date '2025-06-02' + n / 60 % 340 + k::int * 7)::timestamptz
     from generate_series(1, $4::int) n, unnest(${kinds}) with ordinality as e(kind, k)`,
    [county, account, unit, approvals],
  );
}

const seedFlaws = (client, { county, unit, account, n }) =>
  client.query(
    `insert into flaw (county, id, code, state, pilot_id, found_by, units, posts, description, files, self_report, established,
       reporter_id, reporter_unit, outcome, search_text, grams, recorded_at)
     select $1::text, ${id('flaw', 'n')}, 'XC-' || $1::text || '-2024-' || n, (array['reported', 'checked', 'checked'])[1 + n % 3],
       ${id('pilot', '(1 + n % $4::int)')}, 'audit', '{}', '{}', '用地手续未批复即开工', '{}', 'unknown', true, $2, $3,
       case when n % 3 > 0 then (array['covered', 'eligible', 'undetermined', 'barred'])[1 + n % 4] end, '', '{}',
       timestamptz '2025-08-01' + n * interval '2 hours'
     from generate_series(1, $5::int) n`,
    [county, account, unit, n, Math.ceil(0.3 * n)],
  );

async function seedClaims(client, { county, unit, account, n }) {
  const claims = Math.ceil(0.1 * n);
  await client.query(
    `insert into claim (county, id, version, code, state, stage, flaw_id, accountability_id, claimant_kind, claimant_unit, statement,
       wish, evidence, handling, routed_by, rulebook_code, rulebook_version, filed_by, filed_person, filed_at, recorded_at)
     select $1, ${id('claim', 'n')}, 3, 'SQ-' || n, (array['investigating', 'filed', 'withdrawn'])[1 + n % 3], 'first',
       ${id('flaw', 'n')}, ${id('matter', 'n')}, 'unit', $2, '系首次探索，手续已在审批途中', 'exempt', '{}', $1, 'unit-matter',
       'WC-513221', 2, $3, $3, timestamptz '2026-01-01' + n * interval '3 hours', timestamptz '2026-01-01' + n * interval '3 hours'
     from generate_series(1, $4::int) n`,
    [county, unit, account, claims],
  );
  await client.query(
    `insert into claim_act (county, id, claim_id, ordinal, stage, round, act, state, actor_id, person_id, unit_id, recorded_at)
     select $1, gen_random_uuid(), c.id, k, 'first', 1, a.act, a.state, $2, $2, $3, c.filed_at + k * interval '2 days'
     from claim c, lateral unnest(
       case c.state when 'filed' then array['file'] when 'withdrawn' then array['file', 'withdraw'] else array['file', 'admit', 'investigate'] end,
       case c.state when 'filed' then array['filed'] when 'withdrawn' then array['filed', 'withdrawn']
         else array['filed', 'admitted', 'investigating'] end) with ordinality as a(act, state, k)
     where c.county = $1`,
    [county, account, unit],
  );
}

const seedLog = (client, { county }) =>
  client.query(
    `insert into ledger_head (county, size, root, frontier) values ($1, 1, sha256(''), '{}') on conflict (county) do nothing`,
    [county],
  );
