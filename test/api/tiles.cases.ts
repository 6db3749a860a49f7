// The log as anyone may read it, without a log-in: what is fetched there is enough to rebuild the root that was signed.
import request from 'supertest';
import { parseCheckpoint } from '../../src/domain/merkle/checkpoint';
import { leafBytes, toHex } from '../../src/domain/merkle/encoding';
import { openNote, parseNote } from '../../src/domain/merkle/note';
import { cosignatureVerifier } from '../../src/domain/merkle/cosignature';
import { ed25519Verifier } from '../../src/domain/merkle/note-key';
import { parsePinnedKeys } from '../../src/domain/merkle/pinned-keys';
import { decodeEntries, printTilePath, tileWidth, type Tile } from '../../src/domain/merkle/tiles';
import { append, EMPTY_FRONTIER, leafHash, nodeHash, rootOf, type Frontier } from '../../src/domain/merkle/tree';
import { sha256 } from '../../src/platform/digests';
import { noteCrypto } from '../../src/platform/signatures';
import { AnchoringService } from '../../src/proof/anchoring.service';
import { LogKeysService } from '../../src/proof/log-keys.service';
import { SigningService } from '../../src/proof/signing.service';
import { asAttacker, trust, witness } from '../setup/proofs';
import { COUNTY, NEIGHBOUR, openWorld, type World } from '../setup/world';

const archive = witness('w.test/archive');
const SECRET_WORD = '绝不外传';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  world.app.get(LogKeysService).create(COUNTY);
  trust(world, [archive], 1);
  // Two full tiles and a partial one, of which the second begins in the middle of a transaction.
  for (const count of [250, 300, 77]) await write(count);
  await world.app.get(SigningService).sign(COUNTY);
});
afterAll(() => world.close());

const write = (count: number) =>
  world.journal.write(world.actor('sponsor'), async tx => {
    for (let at = 0; at < count; at++) tx.record('test.noted', `subject-${at}`, { word: SECRET_WORD, at });
  });

const get = (path: string) => request(world.app.getHttpServer()).get(`/log/${path}`).buffer(true).parse(binary);
function binary(response: request.Response, done: (error: Error | null, body: Buffer) => void): void {
  const parts: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (part: Buffer) => parts.push(part));
  stream.on('end', () => done(null, Buffer.concat(parts)));
}

async function fetched(tile: Tile): Promise<Buffer> {
  const { status, body } = await get(`${COUNTY}/${printTilePath(tile)}`);
  expect([printTilePath(tile), status]).toEqual([printTilePath(tile), 200]);
  return body as Buffer;
}

async function tilesOf(level: Tile['level'], size: bigint): Promise<{ bytes: Buffer; width: number }[]> {
  const found = [];
  for (let index = 0n; tileWidth({ level, index }, size) > 0; index++) {
    const width = tileWidth({ level, index }, size);
    found.push({ width, bytes: await fetched({ level, index, width }) });
  }
  return found;
}

const checkpoint = async () => (await get(`${COUNTY}/checkpoint`)).body.toString() as string;

it('rebuilds the signed root from the entry bundles alone, with the keys published beside them', async () => {
  const answer = await request(world.app.getHttpServer()).get(`/api/ledger/${COUNTY}/keys.json`).expect(200);
  const keys = parsePinnedKeys(answer.text, sha256);
  const opened = openNote(
    await checkpoint(),
    keys.logs.map(key => ed25519Verifier(key, noteCrypto)),
  );
  const { origin, size, root } = parseCheckpoint(opened.text);
  expect([origin, size > 600n]).toEqual([`log.test/${COUNTY}`, true]);
  const bundles = await tilesOf('entries', size);
  expect(bundles.map(({ width }) => width)).toEqual([256, 256, Number(size) - 512]);
  let frontier: Frontier = EMPTY_FRONTIER;
  for (const { bytes, width } of bundles) {
    for (const leaf of decodeEntries(bytes, width)) {
      expect(toHex(leafBytes(JSON.parse(Buffer.from(leaf).toString())))).toBe(toHex(leaf));
      frontier = append(sha256, frontier, leafHash(sha256, leaf)).frontier;
    }
    expect(bytes.toString()).not.toContain(SECRET_WORD);
  }
  expect(toHex(rootOf(sha256, frontier))).toBe(toHex(root));
});

it('gives tiles of hashes that agree with the entries and with each other, level by level', async () => {
  const { size } = parseCheckpoint(parseNote(await checkpoint()).text);
  const leaves = (await tilesOf('entries', size)).flatMap(({ bytes, width }) => decodeEntries(bytes, width));
  const hashes = async (level: number) =>
    (await tilesOf(level, size)).flatMap(({ bytes, width }) =>
      Array.from({ length: width }, (_, at) => toHex(bytes.subarray(32 * at, 32 * at + 32))),
    );
  expect(await hashes(0)).toEqual(leaves.map(leaf => toHex(leafHash(sha256, leaf))));
  const above = [0, 1].map(tile => {
    let row = leaves.slice(256 * tile, 256 * tile + 256).map(leaf => leafHash(sha256, leaf));
    while (row.length > 1) {
      row = row.flatMap((left, at) => (at % 2 === 0 ? [nodeHash(sha256, left, row[at + 1]!)] : []));
    }
    return toHex(row[0]!);
  });
  expect(await hashes(1)).toEqual(above);
  expect(await hashes(2)).toEqual([]);
});

it('lets caches keep full tiles for ever, partial ones and the checkpoint briefly, and answers 304', async () => {
  const FOR_EVER = 'public, max-age=31536000, immutable';
  for (const [path, control] of [
    ['tile/0/000', FOR_EVER],
    ['tile/entries/001', FOR_EVER],
    ['tile/0/002.p/5', 'public, max-age=60'],
    ['tile/1/000.p/2', 'public, max-age=60'],
    ['tile/entries/000.p/255', 'public, max-age=60'],
    ['checkpoint', 'public, max-age=2'],
  ]) {
    const { headers, status } = await get(`${COUNTY}/${path}`);
    expect([path, status, headers['cache-control']]).toEqual([path, 200, control]);
    expect(headers['access-control-allow-origin']).toBe('*');
    const again = await get(`${COUNTY}/${path}`).set('If-None-Match', headers.etag!);
    expect([again.status, (again.body as Buffer).length]).toEqual([304, 0]);
  }
});

it('never changes a byte of a tile that was once given, however the log grows', async () => {
  const paths = ['tile/0/000', 'tile/0/002.p/77', 'tile/entries/002.p/3', 'tile/1/000.p/2'];
  const all = () => Promise.all(paths.map(async path => toHex((await get(`${COUNTY}/${path}`)).body as Buffer)));
  const before = await all();
  await write(300);
  expect(await all()).toEqual(before);
});

it.each([
  ['tile/0/009', 404, 'tiles.not-found'],
  ['tile/0/002', 404, 'tiles.not-found', NEIGHBOUR],
  ['tile/3/000', 404, 'tiles.not-found'],
  ['tile/entries/x999/x999/x999/x999/999', 404, 'tiles.not-found'],
  ['tile/0/0', 400, 'tiles.path-malformed'],
  ['tile/0/000.p/256', 400, 'tiles.path-malformed'],
  ['tile/0/000.p/0', 400, 'tiles.path-malformed'],
  ['tile/8/000', 400, 'tiles.path-malformed'],
  ['tile/0/x000/000', 400, 'tiles.path-malformed'],
  ['tile/entries', 400, 'tiles.path-malformed'],
  ['checkpoint', 404, 'log.checkpoint-not-found', NEIGHBOUR],
  ['checkpoint', 404, 'log.checkpoint-not-found', '99'],
  ['tile/0/000', 404, 'tiles.not-found', "5' or 1"],
  ['', 404, 'request.route-unknown'],
])('answers %s with %i %s', async (path, status, code, county = COUNTY) => {
  // Sent as it stands: the client would tidy the path up first.
  const { port } = world.app.getHttpServer().address() as { port: number };
  const answer = await fetch(`http://127.0.0.1:${port}/log/${encodeURIComponent(county)}/${path}`);
  const body = (await answer.json()) as { code: string };
  expect([answer.status, body.code]).toEqual([status, code]);
});

it('adds the witnesses to the checkpoint, and only to the one they signed', async () => {
  await world.app.get(SigningService).sign(COUNTY);
  const { size, note } = (await world.app.get(AnchoringService).pending(COUNTY))!;
  const line = archive.line(note, '2026-03-02T01:00:09.000Z');
  await world.app.get(AnchoringService).addCosignature(COUNTY, size, line);
  const served = await checkpoint();
  expect(served).toBe(note + line);
  expect(openNote(served, [cosignatureVerifier(archive.key, noteCrypto)]).verified).toHaveLength(1);
  await write(1);
  await world.app.get(SigningService).sign(COUNTY);
  expect(await checkpoint()).not.toContain('archive');
});

it('gives no short tile where entries were removed behind its back', async () => {
  await asAttacker(world, [
    `delete from ledger_payload where county = '${COUNTY}' and position = 7`,
    `delete from ledger_entry where county = '${COUNTY}' and position = 7`,
  ]);
  expect((await get(`${COUNTY}/tile/entries/000`)).status).toBe(404);
});
