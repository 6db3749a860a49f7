// Checks per second: the full explained check against json-rules-engine and Cedar, on the same facts and rulebook.
import { compiled } from './compiled.mjs';
import { books, variants } from './check-facts.mjs';
import { cedarWasm, jsonRulesEngine } from './check-peers.mjs';
import { compare, median, rateOf, rateOfAsync, takeTurns } from './rounds.mjs';

const { check } = compiled('domain/check/check');
const { explain } = compiled('domain/check/wording');

const verdictOf = ({ outcome }) => (outcome === 'covered' || outcome === 'barred' ? outcome : 'neither');

/** @throws Error when an engine comes to another verdict than expected: figures of such engines mean nothing. */
async function refuseDisagreement(engines) {
  for (const { name, verdict, facts, plain } of variants) {
    for (const [engine, decide] of Object.entries(engines)) {
      const got = await decide({ facts, plain });
      if (got !== verdict) throw new Error(`bench/check: ${engine} says ${got} where ${verdict} is due: ${name}`);
    }
  }
}

export async function measure({ quick }) {
  const engine = jsonRulesEngine();
  const cedar = cedarWasm();
  const full = facts => check(facts, books);
  await refuseDisagreement({
    check: ({ facts }) => verdictOf(full(facts)),
    'json-rules-engine': ({ plain }) => engine(plain),
    cedar: ({ plain }) => cedar(plain),
  });
  const ms = quick ? 150 : 600;
  const at = i => variants[i % variants.length];
  const story = variants[0];
  const rates = await takeTurns(
    {
      check: () => rateOf(i => full(at(i).facts), ms),
      story: () => rateOf(() => full(story.facts), ms),
      worded: () => rateOf(i => explain(full(at(i).facts), books, 'zh'), ms),
      engine: () => rateOfAsync(i => engine(at(i).plain), ms),
      cedar: () => rateOf(i => cedar(at(i).plain), ms),
    },
    quick ? 3 : 9,
  );
  return rowsOf(rates);
}

function rowsOf(rates) {
  const best = median(rates.engine) >= median(rates.cedar) ? 'engine' : 'cedar';
  const name = { engine: 'json-rules-engine', cedar: 'Cedar (wasm)' };
  const unit = 'checks/s';
  const limits = {
    check: 'making the finding itself: 20 conditions, 18 red lines, causes and counterfactuals are some 150 objects',
    peers: 'engine: a promise for each condition; Cedar: facts cross into wasm as JSON at every call',
  };
  return [
    {
      what: `full check against ${name[best]}`,
      unit,
      aim: 30,
      limits: limits.check,
      ...compare(rates.check, rates[best]),
    },
    ...['engine', 'cedar']
      .filter(peer => peer !== best)
      .map(peer => ({
        what: `full check against ${name[peer]}`,
        unit,
        aim: 30,
        limits: limits.peers,
        ...compare(rates.check, rates[peer]),
      })),
    {
      what: `S1 alone against ${name[best]}`,
      unit,
      aim: null,
      limits: limits.check,
      ...compare(rates.story, rates[best]),
    },
    {
      what: `check with Chinese wording against ${name[best]}`,
      unit,
      aim: null,
      limits: 'building the sentences',
      ...compare(rates.worded, rates[best]),
    },
  ];
}
