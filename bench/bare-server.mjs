// The peer of the reads: node:http and pg and nothing else. No token, no guard, no row-level security (it connects as
// the superuser), no validation, no log. The same statements, and bodies equal to the application's.
import { createServer } from 'node:http';
import pg from 'pg';

const { url, county } = JSON.parse(process.argv[2]);
pg.types.setTypeParser(pg.types.builtins.DATE, text => text);
const pool = new pg.Pool({ connectionString: url, max: 20 });

const COLUMNS = `id, county, version, code, state, title, problem, beneficiaries, need_evidence, origin, assigned_by,
  sponsor_id, lead_id, field, period_from, period_to, outcome, recorded_at`;
const LIST = `select ${COLUMNS} from pilot where county = $1 order by recorded_at desc, id desc limit $2`;
const ONE = `select ${COLUMNS} from pilot where county = $1 and id = $2`;
const STATES = `select state, happened_on, reason, recorded_at from pilot_state
  where county = $1 and pilot_id = $2 order by ordinal`;

const view = row => ({
  id: row.id,
  code: row.code,
  version: row.version,
  county: row.county,
  state: row.state,
  title: row.title,
  problem: row.problem,
  beneficiaries: row.beneficiaries,
  needEvidence: row.need_evidence,
  origin: row.origin,
  assignedBy: row.assigned_by,
  sponsorId: row.sponsor_id,
  leadId: row.lead_id,
  field: row.field,
  period: { from: row.period_from, to: row.period_to },
  outcome: row.outcome,
  recordedAt: row.recorded_at,
});

async function list() {
  const { rows } = await pool.query(LIST, [county, 21]);
  const last = rows[19];
  const next = rows.length > 20 ? `${last.recorded_at.toISOString()}~${last.id}` : null;
  return { items: rows.slice(0, 20).map(view), next: next && Buffer.from(next).toString('base64url') };
}

async function one(id) {
  const pilot = await pool.query(ONE, [county, id]);
  const states = await pool.query(STATES, [county, id]);
  const entered = states.rows.map(row => ({
    state: row.state,
    on: row.happened_on,
    reason: row.reason,
    recordedAt: row.recorded_at,
  }));
  return { ...view(pilot.rows[0]), states: entered };
}

const server = createServer(async (request, response) => {
  const id = /^\/api\/pilots\/([\w-]+)$/.exec(request.url)?.[1];
  const body = JSON.stringify(id === undefined ? await list() : await one(id));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
});
process.on('disconnect', () => process.exit(0));
process.on('message', () => process.exit(0));
server.listen(0, '127.0.0.1', () => process.send({ address: `http://127.0.0.1:${server.address().port}` }));
