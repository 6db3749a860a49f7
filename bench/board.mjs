// The leader's board over a county of 10,000 pilots with 30,000 pledges, 20,000 approvals, 3,000 flaws and 1,000 claims,
// through HTTP and row-level security, next to a request that only counts the pilots. Cold: figures made anew, because an
// entry was put on the log before; warm: nothing was written since. Milliseconds of the server: its own answer time.
import { median } from './rounds.mjs';
import { seedBoard } from './board-seed.mjs';
import { launch } from './servers.mjs';
import { asSuperuser, PASSWORD } from './town.mjs';

const LOGIN = 'bench-leader';
const DAY = '2026-06-09';
const BOARD = `/api/board?day=${DAY}`;
/** The aim: a cold board, by the clock of its server. */
const AIM_MS = 300;

export async function measure({ quick, town }) {
  const { config } = town;
  const sponsor = town.sponsors.at(-1);
  await asSuperuser(config.databaseUrl, client =>
    seedBoard(client, { sponsor, login: LOGIN, pilots: quick ? 1_000 : 10_000 }),
  );
  const app = await launch('app-server.mjs', { config });
  const counter = await launch('bare-count.mjs', { url: config.databaseUrl, county: sponsor.county });
  try {
    const headers = { authorization: `Bearer ${await logIn(app.address)}` };
    const first = await timed(app.address, BOARD, headers);
    refuseEmpty(first.body);
    const times = { cold: [], warm: [], count: [] };
    for (let round = -2; round < (quick ? 3 : 12); round++) {
      await asSuperuser(config.databaseUrl, client => grow(client, sponsor));
      const cold = (await timed(app.address, BOARD, headers)).ms;
      const warm = (await timed(app.address, BOARD, headers)).ms;
      const count = (await timed(counter.address, '/', {})).ms;
      if (round >= 0) for (const [name, ms] of Object.entries({ cold, warm, count })) times[name].push(ms);
    }
    return rowsOf(times, first.ms);
  } finally {
    await app.stop();
    await counter.stop();
  }
}

async function logIn(address) {
  const body = JSON.stringify({ login: LOGIN, password: PASSWORD });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${address}/api/login`, { method: 'POST', headers, body });
  if (response.status !== 200) throw new Error(`bench/board: log-in gave ${response.status} ${await response.text()}`);
  return (await response.json()).accessToken;
}

async function timed(address, path, headers) {
  const started = performance.now();
  const response = await fetch(`${address}${path}`, { headers });
  const text = await response.text();
  const ms = performance.now() - started;
  if (response.status !== 200) throw new Error(`bench/board: ${path} gave ${response.status} ${text}`);
  return { ms, body: JSON.parse(text) };
}

/** What a write would leave behind in the log, which is all the board asks of it. */
const grow = (client, { county }) => client.query('update ledger_head set size = size + 1 where county = $1', [county]);

function refuseEmpty({ pilots, pledges, approvals, flaws, claims, means }) {
  const figures = [
    pilots.total,
    pledges.total.undelivered,
    approvals.total.overdue,
    flaws.total,
    claims.total,
    means.pilots,
  ];
  if (figures.some(({ count }) => count === 0)) throw new Error(`bench/board: ${JSON.stringify(figures)}`);
}

const ms = value => `${value.toFixed(1)} ms`;

function rowsOf(times, first) {
  const against = side => {
    const ratios = times[side].map((value, round) => times.count[round] / value);
    return {
      ours: median(times[side]),
      peer: median(times.count),
      ratio: median(ratios),
      spread: [Math.min(...ratios), Math.max(...ratios)],
    };
  };
  const common = { unit: 'ms', aim: null };
  const cold = median(times.cold);
  const reached = cold < AIM_MS ? 'reached' : 'NOT reached';
  return [
    {
      what: `board of 10,000 pilots, cold, against a count of them\n    ${ms(cold)}, aim under ${AIM_MS} ms: ${reached}; slowest ${ms(Math.max(...times.cold))}, the very first ${ms(first)}`,
      ...common,
      ...against('cold'),
      limits: 'the sums over pledges and the clocks of the open approvals, each on a connection of its own',
    },
    {
      what: 'the same board, warm: nothing was written since',
      ...common,
      ...against('warm'),
      limits: 'guard, size of the log, and a hundred kilobytes of JSON',
    },
  ];
}
