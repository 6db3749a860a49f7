// A registry write with its ledger entry (drafting a pilot through the service layer) against pgbench doing the same SQL:
// eight writers, all in one county (they wait for one another at its counter and log), then one in each of eight.
import { compare, takeTurns } from './rounds.mjs';
import { writingPeer } from './pgbench.mjs';
import { launch } from './servers.mjs';

const WRITERS = 8;

export async function measure({ quick, town }) {
  const { config, sponsors, peerUrl } = town;
  const peer = writingPeer({ url: peerUrl, folder: config.varDir, sponsor: sponsors[0] });
  if (peer.name !== 'pgbench')
    process.stdout.write(`pgbench is not installed: writes are compared with the ${peer.name}\n`);
  const app = await launch('app-server.mjs', { config });
  try {
    const seconds = quick ? 1 : 3;
    const ours = counties => async () => {
      const writers = Array.from({ length: WRITERS }, (_, at) => sponsors[at % counties]);
      return (await app.ask({ sponsors: writers, ms: seconds * 1000 })).rate;
    };
    const theirs = counties => () => peer.run({ clients: WRITERS, counties, seconds });
    const sides = { one: ours(1), peerOne: theirs(1), eight: ours(8), peerEight: theirs(8) };
    return rowsOf(await takeTurns(sides, quick ? 2 : 4), peer.name);
  } finally {
    await app.stop();
  }
}

function rowsOf(rates, peer) {
  const common = { unit: 'drafts/s', aim: 0.5 };
  const limits = {
    one: 'the county is locked from its counter to COMMIT: nine round trips of Node, one writer at a time',
    eight: 'one core of Node: TypeORM builds its inserts, Merkle hashing and canonical JSON are small beside it',
  };
  return [
    {
      what: `draft of a pilot, 8 writers in one county, against ${peer}`,
      ...common,
      ...compare(rates.one, rates.peerOne),
      limits: limits.one,
    },
    {
      what: `draft of a pilot, 8 writers in 8 counties, against ${peer}`,
      ...common,
      ...compare(rates.eight, rates.peerEight),
      limits: limits.eight,
    },
  ];
}
