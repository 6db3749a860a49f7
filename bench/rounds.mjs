// How everything here is measured: the sides take turns in one run (A B A B ...), because on a shared machine two
// figures taken a minute apart say nothing about each other. A ratio is formed within each round and the median kept.

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const WARM_UP = 2;

/**
 * @param sides `{ name: async () => rate per second }`, each taken once a round, in this order.
 * @returns rates by name, one figure a round; the first two rounds warm up and are dropped.
 */
export async function takeTurns(sides, rounds) {
  const rates = Object.fromEntries(Object.keys(sides).map(name => [name, []]));
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const [name, side] of Object.entries(sides)) {
      const rate = await side();
      if (round >= 0) rates[name].push(rate);
    }
  }
  return rates;
}

/** Median rates of both, the median of the ratios of each round, and the lowest and highest of those ratios. */
export function compare(ours, peer) {
  const ratios = ours.map((rate, round) => rate / peer[round]);
  return {
    ours: median(ours),
    peer: median(peer),
    ratio: median(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)],
  };
}

/**
 * Rate of `work(i)`, called for `ms` milliseconds one call after another, per second of processor time of this process
 * (its threads included: compiler and garbage collector), so that whatever else runs on the machine falls out.
 */
export function rateOf(work, ms) {
  const until = performance.now() + ms;
  const before = process.cpuUsage();
  let done = 0;
  while (performance.now() < until) for (let k = 0; k < 32; k++) work(done++);
  return done / secondsSince(before);
}

/** The same where `work` is asynchronous. */
export async function rateOfAsync(work, ms) {
  const until = performance.now() + ms;
  const before = process.cpuUsage();
  let done = 0;
  while (performance.now() < until) for (let k = 0; k < 32; k++) await work(done++);
  return done / secondsSince(before);
}

function secondsSince(before) {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
