// The optional SM2 line: off until a key is made, then beside the log's own line over the same text.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openNote, parseNote } from '../../src/domain/merkle/note';
import { ed25519Verifier } from '../../src/domain/merkle/note-key';
import { printCheckpoint } from '../../src/domain/merkle/checkpoint';
import { Clock } from '../../src/platform/clock';
import { noteCrypto, sm2Verifier } from '../../src/platform/signatures';
import { openCheckpoint, signCheckpoint } from '../../src/proof/log-keys';
import { LogKeysService } from '../../src/proof/log-keys.service';
import { sm2Line } from '../../src/proof/sm2-key';

const COUNTY = '513221';
let folder: string;
let keys: LogKeysService;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sm2-'));
  keys = new LogKeysService({ secretsDir: folder, logHost: 'log.example' }, new Clock());
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const text = () => printCheckpoint({ origin: keys.origin(COUNTY), size: 7n, root: new Uint8Array(32).fill(5) });
const signed = () => {
  const sm2 = keys.sm2(COUNTY);
  return signCheckpoint(text(), keys.of(COUNTY), sm2 ? [sm2Line(text(), sm2)] : []);
};

it('is off by default, and needs a log key first', () => {
  expect(() => keys.createSm2(COUNTY)).toThrow('log-key.none');
  keys.create(COUNTY);
  expect(keys.sm2(COUNTY)).toBeNull();
  expect(parseNote(signed()).signatures).toHaveLength(1);
});

it('stands beside the own line, verifies by itself, and is passed over by who does not know it', () => {
  const own = keys.create(COUNTY);
  const { key } = keys.createSm2(COUNTY);
  const note = signed();
  expect(parseNote(note).signatures).toHaveLength(2);
  expect(openNote(note, [sm2Verifier(key)]).verified).toHaveLength(1);
  expect(openNote(note, [ed25519Verifier(own.key, noteCrypto)])).toMatchObject({ unknown: [{ keyId: key.keyId }] });
  expect(openCheckpoint(note, keys.of(COUNTY), keys.origin(COUNTY)).size).toBe(7n);
  expect(() => openNote(note.replace('\n7\n', '\n8\n'), [sm2Verifier(key)])).toThrow('note.signature-invalid');
});

it('is made once, kept from others, and a damaged file is refused without its content', () => {
  keys.create(COUNTY);
  keys.createSm2(COUNTY);
  expect(() => keys.createSm2(COUNTY)).toThrow('log-key.exists');
  const file = join(folder, 'log-keys', `${COUNTY}.sm2`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(keys.counties()).toEqual([COUNTY]);
  writeFileSync(file, '{"v":1,"name":"secret"}');
  expect(() => keys.sm2(COUNTY)).toThrow('log-key.malformed');
});
