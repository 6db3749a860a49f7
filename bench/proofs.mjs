// Inclusion proofs out of the database, as a receipt needs them, from a log of 1,000,000 leaves and one of 1,000: one
// statement each, folding included. The longer proof has twice the hashes, so half the rate is what a logarithm allows.
import { compiled, require } from './compiled.mjs';
import { compare, takeTurns } from './rounds.mjs';
import { asSuperuser } from './town.mjs';

const { NestFactory } = require('@nestjs/core');
const { AppModule } = compiled('app.module');
const { Journal } = compiled('ledger/journal');
const { TreeService } = compiled('ledger/tree.service');
const { Clock } = compiled('platform/clock');
const { sha256 } = compiled('platform/digests');
const { verifyInclusion } = compiled('domain/merkle/proof');

const LOGS = { long: '519901', short: '519902' };

export async function measure({ quick, town }) {
  const sizes = { long: quick ? 100_000 : 1_000_000, short: 1_000 };
  const { config } = town;
  const roots = await asSuperuser(config.databaseUrl, async client => {
    const made = {};
    for (const [name, size] of Object.entries(sizes)) made[name] = await grow(client, LOGS[name], size);
    await client.query('vacuum analyze ledger_node');
    return made;
  });
  const context = { config, appUrl: config.appDatabaseUrl, clock: new Clock() };
  const app = await NestFactory.createApplicationContext(AppModule.with(context), { logger: false });
  try {
    const prover = proverOf(app, { sizes, roots });
    await prover.refuseWrong();
    const ms = quick ? 300 : 2_000;
    const sides = { long: () => prover.rate('long', ms), short: () => prover.rate('short', ms) };
    const rates = await takeTurns(sides, quick ? 2 : 6);
    const compared = compare(rates.long, rates.short);
    const [long, short] = [sizes.long, sizes.short].map(size => size.toLocaleString('en'));
    return [
      {
        what: `inclusion proof from ${long} leaves against ${short}: takes ${(1 / compared.ratio).toFixed(2)} times as long`,
        unit: 'proofs/s',
        aim: quick ? null : 0.5,
        limits: 'the round trip to the database; twenty index look-ups against ten are a small part of it',
        ...compared,
      },
    ];
  } finally {
    await app.close();
  }
}

function proverOf(app, { sizes, roots }) {
  const [journal, tree] = [app.get(Journal), app.get(TreeService)];
  const prove = (name, index) => {
    const county = LOGS[name];
    return journal.read({ county, reach: county }, q => tree.inclusion(q, county, { index, size: sizes[name] }));
  };
  const anyOf = name => Math.floor(Math.random() * sizes[name]);
  const rate = async (name, ms) => {
    const started = performance.now();
    let done = 0;
    for (; performance.now() - started < ms; done++) await prove(name, anyOf(name));
    return (done * 1000) / (performance.now() - started);
  };
  /** Before anything is timed: what is proven is true. */
  const refuseWrong = async () => {
    for (const name of Object.keys(LOGS)) {
      for (const index of [0, 1, sizes[name] - 1, anyOf(name)]) {
        const size = BigInt(sizes[name]);
        const leafHash = leafAt(index);
        const proof = await prove(name, index);
        const fault = verifyInclusion({ hash: sha256, index: BigInt(index), size, leafHash, proof, root: roots[name] });
        if (fault !== null) throw new Error(`bench/proofs: entry ${index} of ${name}: ${fault.code}`);
      }
    }
  };
  return { rate, refuseWrong };
}

/** The leaf hashes of these logs are SHA-256 of their positions; nothing else of an entry is read for a proof. */
function leafAt(index) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(index));
  return sha256(bytes);
}

/** All full nodes of a log of `size` leaves, level by level; the root of the whole. */
async function grow(client, county, size) {
  await client.query(
    `insert into ledger_node select $1::text, 0, i, sha256(int8send(i)) from generate_series(0, $2::bigint - 1) as i`,
    [county, size],
  );
  const levels = Math.floor(Math.log2(size));
  for (let level = 1; level <= levels; level++) {
    await client.query(
      `insert into ledger_node select $1::text, $2::int, l.index / 2, sha256('\\x01'::bytea || l.hash || r.hash)
       from ledger_node l join ledger_node r on r.county = l.county and r.level = l.level and r.index = l.index + 1
       where l.county = $1::text and l.level = $2::int - 1 and l.index % 2 = 0`,
      [county, level],
    );
  }
  const { rows } = await client.query(
    `select level, index, hash from ledger_node where county = $1 and (level, index) in (
       select k, ($2::bigint >> k) - 1 from generate_series(0, $3::int) as k where ($2::bigint >> k) % 2 = 1)
     order by level`,
    [county, size, levels],
  );
  return rows.map(({ hash }) => hash).reduce((right, left) => sha256(Buffer.concat([Buffer.of(1), left, right])));
}
