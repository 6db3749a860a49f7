// What the first page costs whoever opens the console anew: bytes over the wire, and the time until the start page shows its
// data and can be used, on a slow connection and a slow machine. A returning user: a session in the cookie, an empty cache.
import { cpus, loadavg } from 'node:os';
import { enterAs, openBrowser } from './demo-server.mjs';
import { textTable } from './text-table.mjs';

/** Chrome's own preset of that name ("Fast 3G", since 2024 "Slow 4G"): a tenth below 1.6 Mbit/s and 750 kbit/s, and 150 ms × 3.75. */
const FAST_3G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1_600_000 / 8) * 0.9,
  uploadThroughput: (750_000 / 8) * 0.9,
};
const CPU_SLOWDOWN = 4;
const AIM = { kilobytes: 400, seconds: 4 };
const PATIENCE_MS = 30_000;
const PHONE = { width: 360, height: 740 };

const ROLES = {
  sponsor: 'demo-sponsor',
  department: 'demo-land',
  inspector: 'demo-inspector',
  leader: 'demo-leader',
  'city leader': 'demo-city-leader',
  sysadmin: 'demo-sysadmin',
};

/** What stands on a start page once it shows its data: something that waits, a figure that leads on, or that nothing waits. */
const SHOWN = '.inbox-act, main a.figure, main .card.feedback h2';

export async function measure({ quick, demo }) {
  const { browser, close } = await openBrowser();
  try {
    await load(browser, demo.address, ROLES.leader); // the server's first answers are nobody's first load
    const rows = [];
    for (const [role, login] of Object.entries(ROLES)) {
      const loads = [];
      for (let round = 0; round < (quick ? 1 : 2); round++) loads.push(await load(browser, demo.address, login));
      rows.push({ role, ...worst(loads) });
    }
    return [{ table: tableOf(rows) }];
  } finally {
    await close();
  }
}

/** The worst of each figure: an aim reached by luck is none. */
const worst = loads =>
  Object.fromEntries(Object.keys(loads[0]).map(name => [name, Math.max(...loads.map(each => each[name]))]));

async function load(browser, address, login) {
  const context = await enterAs(browser, { address, login, viewport: PHONE });
  try {
    const page = await context.newPage();
    const bytes = await throttled(await context.newCDPSession(page));
    const measured = new Promise(tell => page.exposeFunction('benchMeasured', tell));
    await page.addInitScript(watch, SHOWN);
    await page.goto(`${address}/`, { waitUntil: 'commit' });
    const times = await within(PATIENCE_MS, measured, `${login} saw no start page`);
    const figures = { ...bytes, ...times };
    await useIt(page);
    return figures;
  } finally {
    await context.close();
  }
}

async function within(ms, promise, otherwise) {
  let timer;
  const over = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(otherwise)), ms)));
  return Promise.race([promise, over]).finally(() => clearTimeout(timer));
}

/** Slows everything down; counts what comes over the wire by kind, headers included. */
async function throttled(session) {
  const bytes = { page: 0, script: 0, style: 0, data: 0, other: 0, requests: 0 };
  const kinds = new Map();
  const kindOf = { Document: 'page', Script: 'script', Stylesheet: 'style', Fetch: 'data', XHR: 'data' };
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, kindOf[type] ?? 'other'));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes[kinds.get(requestId) ?? 'other'] += encodedDataLength;
    bytes.requests += 1;
  });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', FAST_3G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  return bytes;
}

/**
 * Runs in the page, and looks only when something changed: asking all the time would be work of its own, on a machine made
 * slow. Interactive: drawn, and from then on for a second no task held the page up for 50 ms or longer.
 */
function watch(selector) {
  let busyUntil = 0;
  new PerformanceObserver(list => {
    for (const { startTime, duration } of list.getEntries()) busyUntil = Math.max(busyUntil, startTime + duration);
  }).observe({ type: 'longtask', buffered: true });
  const settle = shown => {
    const interactive = Math.max(shown, busyUntil);
    const quiet = performance.now() - interactive;
    if (quiet < 1_000) setTimeout(() => settle(shown), 1_000 - quiet);
    else window.benchMeasured({ shown: shown / 1_000, interactive: interactive / 1_000 });
  };
  const changes = new MutationObserver(() => {
    if (document.querySelector(selector) === null) return;
    changes.disconnect();
    requestAnimationFrame(() => setTimeout(() => settle(performance.now()), 0));
  });
  changes.observe(document, { childList: true, subtree: true });
}

/** A page that looks ready and does not answer would make the figure a lie. Where nothing waits, the menu is what is left. */
async function useIt(page) {
  const link = page.locator('main a[href^="/"]').first();
  if ((await link.count()) === 0) {
    await page.locator('.shell-menu').click();
    await page.locator('.shell-side.is-open').waitFor();
    return;
  }
  const before = page.url();
  await link.click();
  await page.waitForURL(url => url.href !== before, { waitUntil: 'commit' });
}

const kB = bytes => `${(bytes / 1_000).toFixed(1)} kB`;
const seconds = value => `${value.toFixed(2)} s`;

function tableOf(rows) {
  const head = [
    'start page of',
    'page',
    'script',
    'style',
    'together',
    'data',
    'requests',
    'shown',
    'interactive',
    'aims',
  ];
  const cells = rows.map(({ role, page, script, style, data, requests, shown, interactive }) => {
    const together = page + script + style;
    const reached = together <= AIM.kilobytes * 1_000 && interactive <= AIM.seconds;
    const figures = [page, script, style, together, data].map(kB);
    return [
      role,
      ...figures,
      String(requests),
      seconds(shown),
      seconds(interactive),
      reached ? 'reached' : 'NOT reached',
    ];
  });
  const text = textTable([head, ...cells]);
  const busy = `load average ${loadavg()[0].toFixed(1)} on ${cpus().length} cores`;
  const conditions = `Fast 3G as Chrome has it (1.44 Mbit/s, 562.5 ms a request), CPU ${CPU_SLOWDOWN} times slower, empty cache, 360 px, worse of two loads`;
  return [`first load: ${conditions}; ${busy}; aims ${AIM.kilobytes} kB and ${AIM.seconds} s`, ...text].join('\n');
}
