// The impact preview over 100,000 findings, through HTTP and row-level security, in a server whose heap is held to 256 MB,
// next to the pure engine on the same facts. Per finding a preview reads and parses ten kilobytes and checks once or twice.
import { compiled } from './compiled.mjs';
import { books, rulebook, variants } from './check-facts.mjs';
import { compare, rateOf } from './rounds.mjs';
import { launch } from './servers.mjs';
import { asSuperuser, PASSWORD } from './town.mjs';

const { check } = compiled('domain/check/check');
const { canonicalJson } = compiled('domain/canonical');
const { newId } = compiled('platform/ids');
const { valueSha256 } = compiled('platform/digests');

const HEAP_MB = 256;
const LOGIN = 'bench-inspector';

/** Twice the time for the self-report: who was a day late would be covered. */
const draft = {
  ...rulebook,
  version: rulebook.version + 1,
  inForce: { ...rulebook.inForce, from: '2099-01-01' },
  terms: { ...rulebook.terms, 'self-report': { ...rulebook.terms['self-report'], workdays: 20 } },
};

export async function measure({ quick, town }) {
  const { config, sponsors } = town;
  const count = quick ? 10_000 : 100_000;
  await asSuperuser(config.databaseUrl, client => seed(client, { sponsor: sponsors[0], count }));
  const app = await launch('app-server.mjs', { config }, [`--max-old-space-size=${HEAP_MB}`]);
  try {
    const token = (await post(app, '/login', { body: { login: LOGIN, password: PASSWORD } })).accessToken;
    const { id } = await post(app, '/rulebooks/drafts', { token, body: { rulebook: draft, reason: '测量' } });
    const before = await app.ask({ used: true });
    const rates = { preview: [], engine: [] };
    const seconds = [];
    const engine = () => rateOf(i => check(variants[i % variants.length].facts, books), quick ? 300 : 1_000);
    engine();
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      rates.engine.push(engine());
      const { cpu } = await app.ask({ used: true });
      const summary = await previewed(app, { id, token });
      refuseWrong(summary, count);
      rates.preview.push(count / ((await app.ask({ used: true })).cpu - cpu));
      seconds.push(summary.seconds);
    }
    return rowsOf({ rates, seconds, count, before, after: await app.ask({ used: true }) });
  } finally {
    await app.stop();
  }
}

async function post({ address }, path, { token, body }) {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const response = await fetch(`${address}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`bench/preview: ${path} gave ${response.status} ${await response.text()}`);
  return response.json();
}

/** Reads the answer as it comes and keeps its last line. */
async function previewed({ address }, { id, token }) {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${address}/api/rulebooks/drafts/${id}/preview`, { method: 'POST', headers });
  if (response.status !== 200) throw new Error(`bench/preview: ${response.status} ${await response.text()}`);
  let tail = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) tail = (tail + text).slice(-5_000);
  return JSON.parse(tail.trimEnd().split('\n').at(-1)).summary;
}

/** Of the variants of the story one would turn, the one reported a day late. */
function refuseWrong(summary, count) {
  const late = variants.findIndex(({ name }) => name === 'reported a day late');
  const turned = Math.floor((count - late - 1) / variants.length) + 1;
  const wanted = { total: count, replayed: count, changed: turned, unreadable: 0 };
  for (const [name, value] of Object.entries(wanted)) {
    if (summary?.[name] !== value) throw new Error(`bench/preview: ${name} is ${summary?.[name]}, not ${value}`);
  }
}

/** Rates are per second of processor time on both sides; how long it took by the clock, with the database, stands beside. */
function rowsOf({ rates, seconds, count, before, after }) {
  const grown = after.peak - before.now;
  if (grown > HEAP_MB) throw new Error(`bench/preview: the server grew by ${grown.toFixed(0)} MiB`);
  const best = Math.min(...seconds);
  const clock = `best ${best.toFixed(1)} s by the clock, ${(count / best).toFixed(0)} findings/s`;
  const memory = `peak ${after.peak.toFixed(0)} MiB resident, ${grown.toFixed(0)} more than before the first`;
  return [
    {
      what: `impact preview of ${count.toLocaleString('en')} findings against the pure engine\n    ${clock}; ${memory}`,
      unit: 'findings/s against checks/s',
      aim: null,
      limits: 'reading and parsing facts of ten kilobytes takes longer than the check, which weighs two rulebooks here',
      ...compare(rates.preview, rates.engine),
    },
  ];
}

/** Two findings a flaw. Copies of the story's variants; their documents stay empty, because a preview never reads them. */
async function seed(client, { sponsor, count }) {
  const { county } = sponsor;
  await seedInspector(client, sponsor);
  await client.query(
    `insert into flaw (county, id, code, state, pilot_id, found_by, units, posts, description, files, self_report,
       established, reporter_id, reporter_unit, outcome, search_text, grams, recorded_at)
     select $1::text, gen_random_uuid(), 'XC-' || $1::text || '-2025-' || n, 'checked',
       (select id from pilot where county = $1::text limit 1), 'audit', '{}', '{}', '用地手续未批复即开工', '{}', 'unknown',
       true, $2, $3, 'covered', '', '{}', timestamptz '2026-05-01' + n * interval '1 second'
     from generate_series(0, $4::int - 1) as n`,
    [county, sponsor.accountId, sponsor.organisationId, Math.ceil(count / 2)],
  );
  const sha256 = valueSha256(rulebook);
  const used = { code: rulebook.code, version: rulebook.version, sha256 };
  const copies = variants.map(({ facts }, nth) => {
    const { askedOn, lane, outcome, engine } = check(facts, books);
    return { nth, facts: canonicalJson(facts), asked_on: askedOn, lane, outcome, engine };
  });
  await client.query(
    `with copy as materialized (select * from jsonb_to_recordset($3)
       as c(nth int, facts text, asked_on date, lane text, outcome text, engine text))
     insert into finding (county, id, code, flaw_id, engine, asked_on, lane, outcome, facts, facts_sha256, rulebooks,
       document, document_sha256, actor_id, recorded_at)
     select f.county, gen_random_uuid(), 'HD-' || f.county || '-2025-' || n, f.id, c.engine, c.asked_on, c.lane, c.outcome,
       c.facts, encode(sha256(n::text::bytea), 'hex'), $4, '{}', repeat('0', 64), $2,
       timestamptz '2026-05-02' + n * interval '1 second'
     from generate_series(0, $5::int - 1) as n
     join flaw f on f.county = $1 and f.code = 'XC-' || $1 || '-2025-' || n / 2
     join copy c on c.nth = n % $6::int`,
    [
      county,
      sponsor.accountId,
      JSON.stringify(copies),
      canonicalJson({ older: used, present: used }),
      count,
      copies.length,
    ],
  );
  await client.query('vacuum analyze flaw, finding');
}

async function seedInspector(client, { county, accountId, organisationId }) {
  const [id, person] = [newId(), newId()];
  const copied = 'county, password_hash, one_time, changed_at';
  await client.query(
    `insert into account (county, id, organisation_id, person_id, login, name, recorded_at)
     values ($1, $2, $3, $4, $5, '测试', '2025-01-01')`,
    [county, id, organisationId, person, LOGIN],
  );
  await client.query(
    `insert into credential (account_id, ${copied}) select $2, ${copied} from credential where account_id = $1 and county = $3`,
    [accountId, id, county],
  );
  await client.query('insert into login_directory (login, county) values ($1, $2)', [LOGIN, county]);
  await client.query(
    `insert into role_grant (county, id, account_id, person_id, role, granted_at, reason)
     values ($1, $2, $3, $4, 'inspector', '2025-01-01', '测试')`,
    [county, newId(), id, person],
  );
}
