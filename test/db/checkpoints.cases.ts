// The log signs only what continues what it signed before: through restores, rewritings, races and ends in between.
import { NestFactory } from '@nestjs/core';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { AppModule } from '../../src/app.module';
import { parseCheckpoint } from '../../src/domain/merkle/checkpoint';
import { openNote, parseNote } from '../../src/domain/merkle/note';
import { ed25519Verifier } from '../../src/domain/merkle/note-key';
import { parsePinnedKeys } from '../../src/domain/merkle/pinned-keys';
import { verifyConsistency } from '../../src/domain/merkle/proof';
import { Journal } from '../../src/ledger/journal';
import { TreeService } from '../../src/ledger/tree.service';
import type { Config } from '../../src/platform/config';
import { sha256 } from '../../src/platform/digests';
import { CONFIG } from '../../src/platform/platform.module';
import { noteCrypto } from '../../src/platform/signatures';
import { AnchoringService } from '../../src/proof/anchoring.service';
import { CheckpointsRepository } from '../../src/proof/checkpoints.repository';
import { LogKeysService } from '../../src/proof/log-keys.service';
import { PublishedStoreService } from '../../src/proof/published-store.service';
import { ReceiptsService } from '../../src/proof/receipts.service';
import { PinnedKeysService } from '../../src/proof/pinned-keys.service';
import { SigningLoopService } from '../../src/proof/signing-loop.service';
import { logScope, SigningService } from '../../src/proof/signing.service';
import { asAttacker, backUp, trust, witness } from '../setup/proofs';
import { COUNTY, openWorld, type World } from '../setup/world';

let world: World;
let signing: SigningService;
const open = async () => {
  world = await openWorld();
  signing = world.app.get(SigningService);
};
afterEach(() => jest.restoreAllMocks());

/** For groups whose tests begin with no log at all, or leave one that is no good any more. */
function eachInItsOwnWorld(): void {
  beforeEach(open);
  afterEach(() => world.close());
}

/** For groups whose tests leave the log whole, only longer. */
function allInOneWorld(): void {
  beforeAll(async () => {
    await open();
    giveKey();
  });
  afterAll(() => world.close());
}

const outside = (path: string) => request(world.app.getHttpServer()).get(path);
const config = () => world.app.get<Config>(CONFIG);
const published = (name = 'checkpoint') => join(config().publishedDir, COUNTY, name);
const giveKey = () => world.app.get(LogKeysService).create(COUNTY);
const write = (subject: string, journal = world.journal) =>
  journal.write(world.actor('sponsor'), async tx => tx.record('test.noted', subject, { subject }));
async function writeSome(count: number): Promise<void> {
  for (let at = 0; at < count; at++) await write(`entry-${at}`);
}

async function checkpoints(): Promise<{ size: number; root: Buffer; note: string }[]> {
  const { rows } = await world.superuser.query<{ size: string; root: Buffer; note: string }>(
    'select size, root, note from checkpoint where county = $1 order by size',
    [COUNTY],
  );
  return rows.map(row => ({ ...row, size: Number(row.size) }));
}

const keys = () => parsePinnedKeys(world.app.get(PinnedKeysService).of(COUNTY), sha256);
const verifiers = () => keys().logs.map(key => ed25519Verifier(key, noteCrypto));

/** Every checkpoint is signed, says what its row says, and continues the one before. */
async function expectOneHistory(): Promise<void> {
  const rows = await checkpoints();
  for (const [at, row] of rows.entries()) {
    const stated = parseCheckpoint(openNote(row.note, verifiers()).text);
    expect(stated).toEqual({ origin: `log.test/${COUNTY}`, size: BigInt(row.size), root: new Uint8Array(row.root) });
    const before = rows[at - 1];
    if (before === undefined) continue;
    const sizes = { from: before.size, to: row.size };
    const proof = await world.journal.read(logScope(COUNTY), q =>
      world.app.get(TreeService).consistency(q, COUNTY, sizes),
    );
    const claim = { hash: sha256, size1: BigInt(before.size), size2: BigInt(row.size), proof };
    expect(verifyConsistency({ ...claim, root1: before.root, root2: row.root })).toBeNull();
  }
}

describe('a log with a key', () => {
  eachInItsOwnWorld();

  it('signs what it has grown to, stores it, then publishes it; and nothing when it did not grow', async () => {
    giveKey();
    for (const count of [1, 2, 5, 1]) {
      await writeSome(count);
      await signing.sign(COUNTY);
      await signing.sign(COUNTY);
    }
    const rows = await checkpoints();
    const added = rows.map(({ size }, at) => size - (rows[at - 1]?.size ?? 0));
    expect(added.slice(1)).toEqual([2, 5, 1]);
    expect(readFileSync(published(), 'utf8')).toBe(rows.at(-1)!.note);
    const history = readFileSync(published('history.jsonl'), 'utf8').trim().split('\n');
    expect(history.map(line => (JSON.parse(line) as { note: string }).note)).toEqual(rows.map(({ note }) => note));
    await expectOneHistory();
  });

  it('without a key is not signed, says so, and fails nothing', async () => {
    await writeSome(2);
    expect(await signing.sign(COUNTY)).toEqual({ state: 'unsigned' });
    expect(await checkpoints()).toEqual([]);
    const { body } = await world.as('auditor').get(`/ledger/${COUNTY}/signing`).expect(200);
    expect(body).toMatchObject({ state: 'unsigned', signedSize: 0, anchoredSize: 0 });
    expect(body.size).toBeGreaterThan(0);
  });

  it('keeps its key in a file of mode 0600 and nowhere in the database', async () => {
    const { seed } = giveKey();
    await writeSome(1);
    await signing.sign(COUNTY);
    expect(statSync(join(config().secretsDir, 'log-keys', `${COUNTY}.json`)).mode & 0o777).toBe(0o600);
    const { rows } = await world.superuser.query<{ text: string }>(
      `select string_agg(query_to_xml(format('select * from %I', relname), true, false, '')::text, '') as text
       from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    for (const form of ['hex', 'base64'] as const) {
      expect(rows[0]!.text).not.toContain(Buffer.from(seed!).toString(form));
    }
  });

  it('signs with old and new key while they are rotated, with the new one after; old notes stay verifiable', async () => {
    const service = world.app.get(LogKeysService);
    const first = giveKey();
    const idsOfNext = async () => {
      await write('rotated');
      await signing.sign(COUNTY);
      return parseNote((await checkpoints()).at(-1)!.note).signatures.map(({ name, keyId }) => `${name} ${keyId}`);
    };
    const id = ({ key }: typeof first) => `log.test/${COUNTY} ${key.keyId}`;
    expect(await idsOfNext()).toEqual([id(first)]);
    const second = service.rotate(COUNTY);
    expect(await idsOfNext()).toEqual([id(first), id(second)]);
    expect(() => service.rotate(COUNTY)).toThrow('log-key.rotating');
    service.retire(COUNTY);
    expect(await idsOfNext()).toEqual([id(second)]);
    expect(() => service.retire(COUNTY)).toThrow('log-key.nothing-to-retire');
    expect(() => giveKey()).toThrow('log-key.exists');
    expect(readFileSync(join(config().secretsDir, 'log-keys', `${COUNTY}.json`), 'utf8')).not.toContain(
      Buffer.from(first.seed!).toString('base64').slice(4, 40),
    );
    expect(keys().logs.map(({ keyId }) => keyId)).toEqual([first.key.keyId, second.key.keyId]);
    await expectOneHistory();
  });
});

type Break = (restore: () => Promise<void>) => Promise<void> | void;
const FORKS: [string, string, Break][] = [
  ['restored to an earlier state', 'log.behind-published', restore => restore()],
  [
    'restored and grown again to the same size',
    'log.differs-from-published',
    async restore => {
      await restore();
      await writeSome(4);
    },
  ],
  [
    'restored and grown beyond',
    'log.differs-from-published',
    async restore => {
      await restore();
      await writeSome(9);
    },
  ],
  [
    'emptied',
    'log.behind-published',
    () =>
      asAttacker(
        world,
        ['anchor', 'checkpoint', 'ledger_node', 'ledger_payload', 'ledger_entry', 'ledger_head'].map(
          table => `delete from ${table} where county = '${COUNTY}'`,
        ),
      ),
  ],
  [
    'given another root',
    'log.differs-from-published',
    () => asAttacker(world, [`update ledger_head set root = sha256('x') where county = '${COUNTY}'`]),
  ],
  [
    'rewritten in its nodes, and grown',
    'log.differs-from-published',
    async () => {
      await asAttacker(world, [`update ledger_node set hash = sha256('x') where county = '${COUNTY}'`]);
      await write('after');
    },
  ],
  [
    'robbed of a node, and grown',
    'log.differs-from-published',
    async () => {
      await asAttacker(world, [`delete from ledger_node where county = '${COUNTY}' and level > 0`]);
      await write('after');
    },
  ],
  [
    'held to a published checkpoint with a broken signature',
    'log.published-unreadable',
    () => writeFileSync(published(), readFileSync(published(), 'utf8').replace(/.{6}\n$/, 'AAAAA=\n')),
  ],
  [
    'held to a published checkpoint of which only the history is left',
    'log.published-unreadable',
    () => rmSync(published()),
  ],
];

// Each is put right at its end, which is part of what it shows.
describe('a log', () => {
  allInOneWorld();

  it.each(FORKS)('%s refuses to sign, to start and to be ready: %s', async (_, code, breakIt) => {
    trust(world, [witness('w.test/one')], 1);
    await writeSome(3);
    await signing.sign(COUNTY);
    const restore = await backUp(world);
    await writeSome(4);
    await signing.sign(COUNTY);
    const whole = await backUp(world);
    const [before, file] = [await checkpoints(), readFileSync(published(), 'utf8')];
    await world.app.get(SigningLoopService).assure();
    expect((await outside('/ready')).status).toBe(200);

    await breakIt(restore);
    expect(await signing.sign(COUNTY)).toMatchObject({ state: 'refused', refusal: { code } });
    expect((await checkpoints()).length).toBeLessThanOrEqual(before.length);
    expect(await world.app.get(AnchoringService).pending(COUNTY)).toBeNull();
    await expect(world.app.get(SigningLoopService).assure()).rejects.toThrow(/拒绝启动[^]*refusing to start/);
    const ready = await outside('/ready');
    expect([ready.status, ready.body.code]).toEqual([503, code]);
    const metrics = await outside('/metrics');
    expect(metrics.text).toContain(`ledger_signing_refused{county="${COUNTY}"} 1`);

    // What a person decided, here: the right backup is put back.
    await whole();
    writeFileSync(published(), file);
    await write('and-on');
    expect(await signing.sign(COUNTY)).toMatchObject({ state: 'signed' });
    expect((await checkpoints()).length).toBe(before.length + 1);
    expect((await outside('/ready')).status).toBe(200);
    await expectOneHistory();
  });
});

describe('between signing and publishing', () => {
  eachInItsOwnWorld();

  it('an end after the commit leaves the checkpoint to be published by the next look', async () => {
    giveKey();
    await writeSome(2);
    const store = world.app.get(PublishedStoreService);
    jest.spyOn(store, 'publish').mockImplementationOnce(() => {
      throw new Error('killed');
    });
    await expect(signing.sign(COUNTY)).rejects.toThrow('killed');
    expect(await checkpoints()).toHaveLength(1);
    expect(existsSync(published())).toBe(false);
    trust(world, [witness('w.test/one')], 1);
    expect(await world.app.get(AnchoringService).pending(COUNTY)).toBeNull();
    const receipt = () =>
      world.journal.read(logScope(COUNTY), q => world.app.get(ReceiptsService).receiptOf(q, COUNTY, 0));
    await expect(receipt()).rejects.toThrow('receipt.checkpoint-due');
    await signing.sign(COUNTY);
    expect(await receipt()).toMatchObject({ status: 'pending', position: 0 });
    expect(await checkpoints()).toHaveLength(1);
    expect(readFileSync(published(), 'utf8')).toBe((await checkpoints())[0]!.note);
    expect(await world.app.get(AnchoringService).pending(COUNTY)).toMatchObject({ cosignedBy: [] });
  });

  it('an end before the commit leaves nothing that anybody could have seen', async () => {
    giveKey();
    await writeSome(2);
    const rows = world.app.get(CheckpointsRepository);
    const insert = rows.insertCheckpoint.bind(rows);
    jest.spyOn(rows, 'insertCheckpoint').mockImplementationOnce(async (tx, row) => {
      await insert(tx, row);
      throw new Error('killed');
    });
    await expect(signing.sign(COUNTY)).rejects.toThrow('killed');
    expect([await checkpoints(), existsSync(published())]).toEqual([[], false]);
    await write('more');
    await signing.sign(COUNTY);
    await expectOneHistory();
  });

  it('a torn line of the history is closed off, not continued', async () => {
    giveKey();
    await writeSome(1);
    await signing.sign(COUNTY);
    writeFileSync(published('history.jsonl'), `${readFileSync(published('history.jsonl'), 'utf8')}{"size":9,"no`);
    await writeSome(1);
    await signing.sign(COUNTY);
    const lines = readFileSync(published('history.jsonl'), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[2]!)).toMatchObject({ note: (await checkpoints()).at(-1)!.note });
  });

  it('a forged row of checkpoints is not published', async () => {
    giveKey();
    await writeSome(2);
    await signing.sign(COUNTY);
    await write('more');
    await asAttacker(world, [
      `insert into checkpoint select h.county, h.size, h.root, c.note, c.signed_at
       from ledger_head h join checkpoint c using (county) where h.county = '${COUNTY}'`,
    ]);
    expect(await signing.sign(COUNTY)).toMatchObject({
      state: 'refused',
      refusal: { code: 'log.published-unreadable' },
    });
    expect(parseCheckpoint(parseNote(readFileSync(published(), 'utf8')).text).size).toBe(
      BigInt((await checkpoints())[0]!.size),
    );
  });
});

describe('several at once', () => {
  allInOneWorld();

  it('two processes and many writers make one history, and the newest is what is published', async () => {
    const other = await NestFactory.createApplicationContext(
      AppModule.with({ config: config(), appUrl: world.database.appUrl, clock: world.clock }),
      { logger: false },
    );
    try {
      const signers = [signing, other.get(SigningService)];
      const rounds = async (signer: SigningService) => {
        for (let at = 0; at < 25; at++) await signer.sign(COUNTY);
      };
      const writers = Array.from({ length: 40 }, (_, at) => write(`racer-${at}`, other.get(Journal)));
      await Promise.all([...signers.map(rounds), ...signers.map(rounds), ...writers]);
      await signing.sign(COUNTY);
    } finally {
      await other.close();
    }
    const rows = await checkpoints();
    expect(rows.length).toBeGreaterThan(1);
    expect(readFileSync(published(), 'utf8')).toBe(rows.at(-1)!.note);
    await expectOneHistory();
  });

  it('the database itself refuses a checkpoint that does not grow or runs ahead of the log', async () => {
    await writeSome(3);
    await signing.sign(COUNTY);
    const { size } = (await checkpoints()).at(-1)!;
    for (const wrong of [size, size - 1, size + 1]) {
      const insert = world.journal.keep(world.actor('sponsor'), tx =>
        tx.sql(`insert into checkpoint values ($1, $2, sha256('x'), 'note', now())`, [COUNTY, wrong]),
      );
      await expect(insert).rejects.toThrow('a checkpoint is larger than the one before');
    }
    for (const table of ['checkpoint', 'cosignature', 'timestamp_token', 'anchor']) {
      for (const act of [`update ${table} set county = county`, `delete from ${table}`, `truncate ${table} cascade`]) {
        await expect(world.journal.keep(world.actor('sponsor'), tx => tx.sql(act))).rejects.toThrow(
          'permission denied',
        );
      }
    }
  });
});
