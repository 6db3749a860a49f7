// List and read over the whole stack (log-in, guard, row-level security, DTOs, ETag) against bare node:http and pg on the
// same rows, 16 connections each. Server, database and load are processes of their own.
import { deepStrictEqual } from 'node:assert';
import autocannon from 'autocannon';
import { compare, takeTurns } from './rounds.mjs';
import { launch } from './servers.mjs';
import { PASSWORD } from './town.mjs';

const LIST = '/api/pilots?limit=20';
const CONNECTIONS = 16;

export async function measure({ quick, town }) {
  const [sponsor] = town.sponsors;
  const app = await launch('app-server.mjs', { config: town.config });
  const bare = await launch('bare-server.mjs', { url: town.config.databaseUrl, county: sponsor.county });
  try {
    const headers = { authorization: `Bearer ${await logIn(app.address, sponsor.login)}` };
    const ids = (await answered(app, LIST, headers)).body.items.map(({ id }) => id);
    await refuseDifference({ app, bare, headers, ids });
    const duration = quick ? 1 : 2.5;
    // The compiler of Node needs some thousand requests before it has seen the whole stack.
    if (!quick) await load({ server: app, paths: [LIST, `/api/pilots/${ids[0]}`], headers, duration: 10 });
    const side = (server, paths) => () => load({ server, paths, headers, duration });
    const details = ids.map(id => `/api/pilots/${id}`);
    const rates = await takeTurns(
      {
        list: side(app, [LIST]),
        bareList: side(bare, [LIST]),
        read: side(app, details),
        bareRead: side(bare, details),
      },
      quick ? 2 : 4,
    );
    return rowsOf(rates);
  } finally {
    await app.stop();
    await bare.stop();
  }
}

async function logIn(address, login) {
  const body = JSON.stringify({ login, password: PASSWORD });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${address}/api/login`, { method: 'POST', headers, body });
  if (response.status !== 200) throw new Error(`bench/reads: log-in gave ${response.status} ${await response.text()}`);
  return (await response.json()).accessToken;
}

async function answered({ address }, path, headers) {
  const response = await fetch(`${address}${path}`, { headers });
  if (response.status !== 200) throw new Error(`bench/reads: ${path} gave ${response.status} ${await response.text()}`);
  return { body: await response.json(), etag: response.headers.get('etag') };
}

/** Two servers that answer differently are not worth comparing. */
async function refuseDifference({ app, bare, headers, ids }) {
  deepStrictEqual((await answered(bare, LIST)).body, (await answered(app, LIST, headers)).body);
  const path = `/api/pilots/${ids[0]}`;
  const ours = await answered(app, path, headers);
  const { open, ...body } = ours.body;
  deepStrictEqual((await answered(bare, path)).body, body);
  if (ours.etag !== `"${body.version}"` || !Array.isArray(open)) throw new Error(`bench/reads: ETag ${ours.etag}`);
  const refused = await fetch(`${app.address}${LIST}`);
  if (refused.status !== 401) throw new Error(`bench/reads: without a token the answer was ${refused.status}`);
}

/** Requests per second. */
async function load({ server, paths, headers, duration }) {
  const requests = paths.map(path => ({ path }));
  const result = await autocannon({ url: server.address, connections: CONNECTIONS, duration, headers, requests });
  const { errors, non2xx, timeouts } = result;
  if (errors + non2xx + timeouts > 0) throw new Error(`bench/reads: ${JSON.stringify({ errors, non2xx, timeouts })}`);
  return result['2xx'] / result.duration;
}

function rowsOf(rates) {
  const common = { unit: 'requests/s', aim: 0.5 };
  return [
    {
      what: 'list of 20 rows against node:http + pg',
      ...common,
      ...compare(rates.list, rates.bareList),
      limits: 'one core of Node: guard query, Express and Nest per request, log line',
    },
    {
      what: 'read of one against node:http + pg',
      ...common,
      ...compare(rates.read, rates.bareRead),
      limits: 'the same, and TypeORM building its two queries',
    },
  ];
}
