// The witness as a log meets it: what it answers, that it never signs both sides of a fork, and that it forgets nothing.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printCheckpoint } from '../../src/domain/merkle/checkpoint';
import { cosignatureVerifier } from '../../src/domain/merkle/cosignature';
import { printNote, openNote, parseSignatures } from '../../src/domain/merkle/note';
import { KEY_TYPE, printSignerKey, printVerifierKey, signNote, verifierKey } from '../../src/domain/merkle/note-key';
import { printAddCheckpoint } from '../../src/domain/merkle/witness-request';
import { sha256 } from '../../src/platform/digests';
import { ed25519PublicKey, ed25519Signer, noteCrypto } from '../../src/platform/signatures';
import { addCheckpoint, type WitnessIdentity } from '../../src/witness/witness';
import { witnessServer } from '../../src/witness/witness-server';
import { openWitnessStore, type WitnessStore } from '../../src/witness/witness-store';
import { NaiveTree, someLeaves } from '../domain/merkle/naive';

const ORIGIN = 'log.example/513221';
const keyOf = (name: string, type: number, fill: number) => {
  const seed = new Uint8Array(32).fill(fill);
  return { key: verifierKey({ name, type, publicKey: ed25519PublicKey(seed) }, sha256), seed };
};
const log = keyOf(ORIGIN, KEY_TYPE.ed25519, 1);
const stranger = keyOf(ORIGIN, KEY_TYPE.ed25519, 2);
const witnessKey = keyOf('witness.example/archive', KEY_TYPE.cosignature, 3);

// Thousands of synced writes: in memory where the machine has such a folder.
const SCRATCH = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

let folder: string;
let store: WitnessStore;
let witness: WitnessIdentity;
beforeEach(() => {
  folder = mkdtempSync(join(SCRATCH, 'witness-'));
  store = openWitnessStore(join(folder, 'store'));
  witness = {
    key: witnessKey.key,
    sign: ed25519Signer(witnessKey.seed),
    logs: [log.key],
    store,
    now: () => 1_780_000_000n,
  };
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const tree = new NaiveTree(someLeaves(40));
/** The same first leaves, another from `at` on. */
const fork = (at: number) =>
  new NaiveTree(someLeaves(40).map((leaf, i) => (i < at ? leaf : Uint8Array.from([...leaf, 7]))));

function note(size: number, { of = tree, signer = log, origin = ORIGIN } = {}): string {
  const text = printCheckpoint({ origin, size: BigInt(size), root: of.root(0, size) });
  return printNote({ text, signatures: [signNote(text, signer.key, ed25519Signer(signer.seed))] });
}

const ask = (old: number, size: number, { of = tree, proof = undefined as Uint8Array[] | undefined } = {}): string =>
  printAddCheckpoint({
    old: BigInt(old),
    proof: proof ?? (old === 0 || old === size ? [] : of.consistency(old, size)),
    checkpoint: note(size, { of }),
  });

const signed = (body: string, checkpoint: string) =>
  openNote(`${checkpoint}${body}`, [cosignatureVerifier(witnessKey.key, noteCrypto)]).verified.length;

describe('add-checkpoint', () => {
  it('cosigns a first checkpoint, its continuation and the same one again', () => {
    for (const [old, size] of [
      [0, 5],
      [5, 12],
      [12, 12],
      [12, 40],
    ] as const) {
      const answer = addCheckpoint(witness, ask(old, size));
      expect(answer.status).toBe(200);
      expect(signed(answer.body, note(size))).toBe(1);
      expect(store.latest(ORIGIN)!.size).toBe(BigInt(size));
    }
  });

  const wrong: [string, () => string, number][] = [
    ['no empty line', () => 'old 5', 400],
    ['a checkpoint of four lines', () => ask(12, 20).replace('\n20\n', '\n20\nextra\n'), 400],
    ['old above the checkpoint', () => ask(0, 5).replace('old 0', 'old 6'), 400],
    ['an unknown log', () => ask(12, 20).replaceAll(ORIGIN, 'other.example/1'), 404],
    [
      "a stranger's signature",
      () => printAddCheckpoint({ old: 12n, proof: [], checkpoint: note(20, { signer: stranger }) }),
      403,
    ],
    ['a tampered root', () => ask(12, 20).replace(/\n20\n./, '\n20\nA'), 403],
    ['another old than known', () => ask(5, 20), 409],
    ['a fork', () => ask(12, 20, { of: fork(6) }), 422],
    [
      'a proof with a hash too many',
      () => ask(12, 20, { proof: [...tree.consistency(12, 20), new Uint8Array(32)] }),
      422,
    ],
    ['the same size with another root', () => ask(12, 12, { of: fork(6) }), 422],
  ];
  it.each(wrong)('refuses %s and remembers what it knew', (_, body, status) => {
    addCheckpoint(witness, ask(0, 12));
    const answer = addCheckpoint(witness, body());
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain('\u2014');
    expect(store.latest(ORIGIN)!.root).toEqual(tree.root(0, 12));
  });

  it('says the size it knows when asked from another', () => {
    addCheckpoint(witness, ask(0, 12));
    expect(addCheckpoint(witness, ask(5, 20))).toEqual({ status: 409, type: 'text/x.tlog.size', body: '12\n' });
  });

  it('refuses to go on over a store that was damaged, and over a store in use', () => {
    addCheckpoint(witness, ask(0, 12));
    const file = join(folder, 'store', `${Buffer.from(sha256(Buffer.from(ORIGIN))).toString('hex')}.checkpoint`);
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 20));
    expect(() => addCheckpoint(witness, ask(0, 12))).toThrow();
    const other = spawnSync(process.execPath, ['-e', openElsewhere(join(folder, 'store'))], { encoding: 'utf8' });
    expect(other.stderr).toContain('held by process');
  });
});

const dist = (path: string) => join(__dirname, '../../dist', path);
const openElsewhere = (path: string) =>
  `require(${JSON.stringify(dist('witness/witness-store.js'))}).openWitnessStore(${JSON.stringify(path)})`;

it('raced by 1,000 pairs of inconsistent requests over the wire, it signs none of a pair twice', async () => {
  const server = witnessServer(witness, line => {
    throw new Error(line);
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/add-checkpoint`;
  const post = async (body: string) => {
    const response = await fetch(url, { method: 'POST', body });
    await response.text();
    return response.status;
  };
  const forks = Array.from({ length: 7 }, (_, at) => fork(at));
  const logs = Array.from({ length: 1000 }, (_, pair) => keyOf(`log.example/pair${pair}`, KEY_TYPE.ed25519, 1));
  witness.logs = logs.map(({ key }) => key);
  const race = (own: (typeof logs)[number], pair: number) =>
    Promise.all(
      [tree, forks[pair % 7]!].map(of =>
        post(
          printAddCheckpoint({
            old: 0n,
            proof: [],
            checkpoint: note(7, { of, signer: own, origin: own.key.name }),
          }),
        ),
      ),
    );
  const answers: number[][] = [];
  try {
    // Some pairs at once, so that they race each other too; more would only queue in the client.
    while (answers.length < 1000) {
      const from = answers.length;
      answers.push(...(await Promise.all(logs.slice(from, from + 20).map((own, at) => race(own, from + at)))));
    }
  } finally {
    await new Promise(closed => server.close(closed));
  }
  const unlike = answers.filter(statuses => statuses.toSorted().join() !== '200,409');
  expect({ unlike, raced: answers.length }).toEqual({ unlike: [], raced: 1000 });
});

it('killed between its check and its answer, it still knows what it was about to sign', async () => {
  const body = ask(0, 12);
  const script = `
    const { openWitnessStore } = require(${JSON.stringify(dist('witness/witness-store.js'))});
    const { addCheckpoint } = require(${JSON.stringify(dist('witness/witness.js'))});
    const key = ${JSON.stringify({ ...witnessKey.key, publicKey: [...witnessKey.key.publicKey] })};
    const log = ${JSON.stringify({ ...log.key, publicKey: [...log.key.publicKey] })};
    const bytes = one => ({ ...one, publicKey: Uint8Array.from(one.publicKey) });
    const store = openWitnessStore(${JSON.stringify(join(folder, 'killed'))});
    addCheckpoint({ key: bytes(key), logs: [bytes(log)], store, sign: () => new Uint8Array(64),
      now: () => { process.kill(process.pid, 'SIGKILL'); } }, ${JSON.stringify(body)});
    console.log('survived');`;
  const killed = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  expect([killed.signal, killed.stdout]).toEqual(['SIGKILL', '']);
  const after = openWitnessStore(join(folder, 'killed'));
  try {
    expect(after.latest(ORIGIN)).toEqual({ size: 12n, root: tree.root(0, 12) });
    const again = { ...witness, store: after };
    expect(addCheckpoint(again, ask(0, 12, { of: fork(3) })).status).toBe(409);
    expect(addCheckpoint(again, ask(12, 12)).status).toBe(200);
  } finally {
    after.close();
  }
});

it('runs as a program of its own and ends when told to', async () => {
  const keyFile = join(folder, 'key');
  const logsFile = join(folder, 'logs');
  writeFileSync(keyFile, `${printSignerKey(witnessKey.key, witnessKey.seed)}\n`, { mode: 0o600 });
  writeFileSync(logsFile, `# the county's log\n${printVerifierKey(log.key)}\n`);
  const args = ['witness', 'run', '--key', keyFile, '--logs', logsFile, '--store', join(folder, 'own'), '--port', '0'];
  const program = spawn(process.execPath, [dist('cli.js'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const url = await new Promise<string>((found, failed) => {
    program.once('exit', code => failed(new Error(`ended with ${code}: ${lines.join('')}`)));
    for (const stream of [program.stdout, program.stderr]) {
      stream.on('data', (data: Buffer) => {
        lines.push(data.toString());
        const url = /http:\S+add-checkpoint/.exec(lines.join(''))?.[0];
        if (url) found(url);
      });
    }
  });
  const response = await fetch(url, { method: 'POST', body: ask(0, 12) });
  expect(response.status).toBe(200);
  expect(parseSignatures(await response.text())[0]!.name).toBe(witnessKey.key.name);
  const ended = new Promise(resolve => program.once('exit', resolve));
  program.kill('SIGTERM');
  expect(await ended).toBe(0);
});
