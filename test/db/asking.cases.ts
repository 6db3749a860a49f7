// Outsiders asked over real sockets: who is down, slow, wrong or lying keeps nobody else from anchoring, and counts for nothing.
import { rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { Registry } from 'prom-client';
import request from 'supertest';
import { printSignature } from '../../src/domain/merkle/note';
import { cosign } from '../../src/domain/merkle/cosignature';
import type { VerifierKey } from '../../src/domain/merkle/note-key';
import { parsePinnedKeys } from '../../src/domain/merkle/pinned-keys';
import { verifyReceipt } from '../../src/domain/merkle/receipt-verdict';
import { sha256 } from '../../src/platform/digests';
import type { Metrics } from '../../src/platform/metrics';
import { CONFIG } from '../../src/platform/platform.module';
import { AnchoringService } from '../../src/proof/anchoring.service';
import type { AuthoritySetting } from '../../src/proof/anchors-file';
import { AskingLoopService } from '../../src/proof/asking-loop.service';
import { AskingService } from '../../src/proof/asking.service';
import { LogKeysService } from '../../src/proof/log-keys.service';
import { PinnedKeysService } from '../../src/proof/pinned-keys.service';
import { ReceiptsService } from '../../src/proof/receipts.service';
import { SigningLoopService } from '../../src/proof/signing-loop.service';
import { logScope, SigningService } from '../../src/proof/signing.service';
import { runAuthority, runWitness, turnTo, witnessSetting, type RunningWitness } from '../setup/outsiders';
import { backUp, receiptCrypto } from '../setup/proofs';
import { witnessKeyed } from '../setup/receipts';
import { COUNTY, openWorld, type World } from '../setup/world';

let world: World;
let anchoring: AnchoringService;
let logs: VerifierKey[];
let witnesses: [RunningWitness, RunningWitness, RunningWitness];
async function open(): Promise<void> {
  world = await openWorld();
  anchoring = world.app.get(AnchoringService);
  logs = [world.app.get(LogKeysService).create(COUNTY).key];
  witnesses = [
    await runWitness('w.test/city', 1, logs),
    await runWitness('w.test/archive', 2, logs),
    await runWitness('w.test/audit', 3, logs),
  ];
  trust(2);
}
async function close(): Promise<void> {
  await world.close();
  await Promise.all(witnesses.map(one => one.close()));
}

const trust = (quorum: number, authorities: AuthoritySetting[] = []) =>
  turnTo(world, { witnesses: witnesses.map(witnessSetting), quorum, authorities });

/** One entry more and a checkpoint over it; the entry's position. */
async function grown(): Promise<number> {
  const { receipts } = await world.journal.write(world.actor('sponsor'), async tx => tx.record('test.noted', 'x', {}));
  await world.app.get(SigningService).sign(COUNTY);
  return receipts[0]!.position;
}

const ask = () => world.app.get(AskingService).ask(COUNTY);

/** When whoever failed has rested long enough to be asked again; each time later than the time before. */
let later = 0;
async function askLater(): Promise<string> {
  later += 120_000;
  const future = Date.now() + later;
  const now = jest.spyOn(Date, 'now').mockImplementation(() => future);
  try {
    return await ask();
  } finally {
    now.mockRestore();
  }
}

const until = async (condition: () => boolean | Promise<boolean>) => {
  while (!(await condition())) await new Promise(done => setTimeout(done, 10));
};

/** The patience with whoever is asked ends when the test says so. */
function patience(): { end: () => void; asked: jest.SpyInstance } {
  const ends: AbortController[] = [];
  const asked = jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    ends.push(new AbortController());
    return ends.at(-1)!.signal;
  });
  return { asked, end: () => ends.forEach(one => one.abort(new DOMException('in vain', 'TimeoutError'))) };
}
afterEach(() => jest.restoreAllMocks());
/** By name: they are asked side by side, and whose answer is kept first is chance. */
const spoke = async () => (await anchoring.pending(COUNTY))?.cosignedBy.toSorted() ?? 'all';
const metric = async (name: string, party: string) => {
  const { text } = await request(world.app.getHttpServer()).get('/metrics');
  return Number(new RegExp(`^${name}\\{county="${COUNTY}",party="${party}"\\} (\\S+)$`, 'm').exec(text)?.[1]);
};

async function verdict(position: number): Promise<string> {
  const { text } = await world.journal.read(logScope(COUNTY), q =>
    world.app.get(ReceiptsService).receiptOf(q, COUNTY, position),
  );
  const keys = parsePinnedKeys(world.app.get(PinnedKeysService).of(COUNTY), sha256);
  return (await verifyReceipt(text, keys, receiptCrypto)).verdict;
}

// Everybody has spoken, and is well, when a test of this group ends.
describe('one world', () => {
  beforeAll(open);
  afterAll(close);
  afterEach(async () => {
    for (const one of witnesses) one.pretend(null);
    trust(2);
    await grown(); // so that the service knows again how far each is
    expect(await askLater()).toBe('settled');
  });
  /** How often each was asked since. */
  const counted = () => {
    const before = witnesses.map(one => one.asked());
    return () => witnesses.map((one, at) => one.asked() - before[at]!);
  };

  it('asks all witnesses, once each, and nobody again who has spoken', async () => {
    const position = await grown();
    const asked = counted();
    expect(await verdict(position)).toBe('ORDER ONLY');
    expect(await ask()).toBe('settled');
    expect(await spoke()).toBe('all');
    expect(await verdict(position)).toBe('PROVEN BEFORE');
    await ask();
    expect(asked()).toEqual([1, 1, 1]);
    await grown();
    await ask();
    expect(asked()).toEqual([2, 2, 2]);
  });

  it('learns from a witness how far it is, as after a restart of either', async () => {
    const asked = counted();
    await grown();
    await ask();
    // A service that remembers nothing asks from 0, is told the size, and proves the growth from there.
    const forgetful = new AskingService(anchoring, { registry: new Registry() } as Metrics);
    await grown();
    expect(await forgetful.ask(COUNTY)).toBe('settled');
    expect(await spoke()).toBe('all');
    expect(asked()).toEqual([3, 3, 3]);
  });

  const down: RequestListener = req => req.socket.destroy();
  const say =
    (status: number, body: string): RequestListener =>
    (_, response) =>
      void response.writeHead(status).end(body);
  const MISBEHAVIOURS: [string, () => RequestListener, boolean][] = [
    ['is down', () => down, false],
    ['answers garbage', () => say(200, 'yes, of course\n'), false],
    ['answers nothing', () => say(200, ''), false],
    ['answers without end', () => (_, response) => void response.writeHead(200).end('x'.repeat(1_000_000)), false],
    ['sends on to elsewhere', () => (_, r) => void r.writeHead(307, { Location: witnesses[0].url }).end(), false],
    ['is in trouble', () => say(500, 'trouble'), false],
    [
      "signs with another's key",
      () => (_, response) => {
        void anchoring.pending(COUNTY).then(pending => {
          const { key, sign } = witnessKeyed('w.test/audit', 99);
          response
            .writeHead(200)
            .end(printSignature(cosign(pending!.text, witnesses[2].identity.now(), { key, sign })));
        });
      },
      false,
    ],
    [
      'signs another checkpoint',
      () => (_, response) => {
        const { key, sign, now } = witnesses[2].identity;
        response.writeHead(200).end(printSignature(cosign('another\n1\nAAAA\n', now(), { key, sign })));
      },
      false,
    ],
    ['knows more entries than were ever signed', () => say(409, '999999\n'), true],
    ['says 409 again and again', () => say(409, '1\n'), false],
    ['refuses the proof', () => say(422, 'root mismatch\n'), true],
    ['does not answer in time', () => () => undefined, false],
  ];
  const IN_TIME = 3_000;

  it.each(MISBEHAVIOURS)('anchors when one of three %s, and says so', async (name, behaviour, contradicts) => {
    const position = await grown();
    witnesses[2].pretend(behaviour());
    const waiting = patience();
    const first = witnesses[2].asked();
    const outcome = ask();
    await until(async () => witnesses[2].asked() > first && (await spoke()).length === 2);
    // All but the last have answered, in whatever way, before the patience with them ends.
    if (name !== 'does not answer in time') await outcome;
    waiting.end();
    expect(await outcome).toBe('silent');
    expect(waiting.asked).toHaveBeenCalledWith(IN_TIME);
    waiting.asked.mockRestore();
    expect(await spoke()).toEqual(['w.test/archive', 'w.test/city']);
    expect(await verdict(position)).toBe('PROVEN BEFORE');
    expect(await metric('ledger_anchor_failures', 'w.test/audit')).toBe(1);
    expect(await metric('ledger_anchor_failures', 'w.test/city')).toBe(0);
    expect((await metric('ledger_witness_contradicts', 'w.test/audit')) === 1).toBe(contradicts);
    // Left alone for a while, then asked again: nothing was lost.
    const asked = witnesses[2].asked();
    await ask();
    expect(witnesses[2].asked()).toBe(asked);
    witnesses[2].pretend(null);
    expect(await askLater()).toBe('settled');
    expect(await spoke()).toBe('all');
    expect(await metric('ledger_anchor_failures', 'w.test/audit')).toBe(0);
    expect((await metric('ledger_witness_contradicts', 'w.test/audit')) === 1).toBe(false);
  });

  it('with two of three down nothing is anchored, and everything is once one is back', async () => {
    const position = await grown();
    for (const one of [witnesses[1], witnesses[2]]) one.pretend(down);
    await ask();
    expect(await verdict(position)).toBe('ORDER ONLY');
    witnesses[1].pretend(null);
    await grown();
    await askLater();
    expect(await verdict(position)).toBe('PROVEN BEFORE');
  });

  describe('time stamps', () => {
    let authority: Awaited<ReturnType<typeof runAuthority>>;
    beforeAll(async () => (authority = await runAuthority()));
    afterAll(() => authority.close());
    const setting = (name: 'root' | 'other' = 'root'): AuthoritySetting => ({
      name: 'tsa.test',
      url: authority.url,
      certificates: [authority.pem(name)],
      intervalMs: 30_000,
    });

    it('of a real authority anchor without any witness, are kept with their chain, and are asked for once an interval', async () => {
      for (const one of witnesses) one.pretend(down);
      trust(3, [setting()]);
      const position = await grown();
      await askLater();
      expect((await anchoring.pending(COUNTY))!.stampedBy).toEqual(['tsa.test']);
      expect(await verdict(position)).toBe('PROVEN BEFORE');
      const asked = authority.asked();
      await grown();
      expect(await ask()).toBe('silent');
      expect(authority.asked()).toBe(asked);
    });

    it('of an authority that is not the one named count for nothing', async () => {
      trust(3, [setting('other')]);
      await grown();
      await askLater();
      expect((await anchoring.pending(COUNTY))!.stampedBy).toEqual([]);
      expect(await metric('ledger_anchor_failures', 'tsa.test')).toBe(1);
    });
  });

  describe('in the background', () => {
    it('asks after each round of signing and delays none of them', async () => {
      witnesses[2].pretend(() => undefined);
      const asked = counted();
      const waiting = patience();
      world.app.get(AskingLoopService).begin();
      const loop = world.app.get(SigningLoopService);
      // A round that waited for the third witness would never end.
      for (let round = 0; round < 5; round++) {
        await world.journal.write(world.actor('sponsor'), async tx => tx.record('test.noted', 'x', {}));
        await loop.round();
      }
      // The first question hangs on the third witness; the four checkpoints since are asked about after it.
      await until(() => asked()[2]! > 0);
      expect(await spoke()).toEqual([]);
      waiting.end();
      await until(async () => (await spoke()).length === 2);
      expect(await spoke()).toEqual(['w.test/archive', 'w.test/city']);
    });

    it('asks nobody and reads nothing when everybody has spoken, while held, or when nobody is named', async () => {
      const loop = world.app.get(AskingLoopService);
      const pending = jest.spyOn(anchoring, 'pending');
      const asked = jest.spyOn(world.app.get(AskingService), 'ask');
      await grown();
      loop.round();
      expect(await asked.mock.results[0]!.value).toBe('settled');
      // Whoever asks again reads at once.
      for (let round = 0; round < 5; round++) {
        await new Promise(setImmediate);
        loop.round();
      }
      expect(pending).toHaveBeenCalledTimes(1);
      await grown();
      loop.hold();
      loop.round();
      expect(pending).toHaveBeenCalledTimes(1);
      loop.release();
      turnTo(world, { witnesses: [], quorum: 1, authorities: [] });
      loop.round();
      expect(pending).toHaveBeenCalledTimes(1);
    });
  });
});

describe('a world of its own', () => {
  beforeEach(open);
  afterEach(close);

  it('a machine set back altogether, its published folder too, is told by its witnesses', async () => {
    await grown();
    await ask();
    const restore = await backUp(world);
    await grown();
    await ask();
    await restore();
    rmSync(world.app.get<{ publishedDir: string }>(CONFIG).publishedDir, { recursive: true });
    await world.journal.write(world.actor('sponsor'), async tx => tx.record('test.noted', 'forked', {}));
    await grown();
    expect(await ask()).toBe('silent');
    for (const { identity } of witnesses) expect(await metric('ledger_witness_contradicts', identity.key.name)).toBe(1);
    expect(await spoke()).toEqual([]);
  });

  it('goes on over a rotation of the log key, for those who know the new one', async () => {
    const keys = world.app.get(LogKeysService);
    await grown();
    await ask();
    const second = keys.rotate(COUNTY);
    await grown();
    expect(await ask()).toBe('settled'); // the old key still signs
    logs.push(second.key);
    keys.retire(COUNTY);
    const position = await grown();
    expect(await ask()).toBe('settled');
    expect(await verdict(position)).toBe('PROVEN BEFORE');
    logs.pop(); // a witness that was never told
    await grown();
    expect(await ask()).toBe('silent');
    expect(await metric('ledger_anchor_failures', 'w.test/city')).toBe(1);
  });

  it('ends at once, however long a witness takes', async () => {
    witnesses[0].pretend(() => undefined);
    await grown();
    const loop = world.app.get(AskingLoopService);
    loop.round();
    await until(() => witnesses[0].asked() > 0);
    const started = performance.now();
    await loop.onModuleDestroy();
    expect(performance.now() - started).toBeLessThan(2_000);
    loop.round();
  });
});
