// The file of witnesses and authorities: what is understood, and that nothing else is let pass.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printVerifierKey } from '../../src/domain/merkle/note-key';
import { makeLogKey, parseKeyFile, printKeyFile } from '../../src/proof/log-keys';
import { NO_ANCHORS, readAnchorsFile } from '../../src/proof/anchors-file';
import { witness } from '../setup/proofs';

const folder = mkdtempSync(join(tmpdir(), 'pilot-harbor-anchors-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'anchors.json');

const [city, archive] = ['w.test/city', 'w.test/archive'].map(name => printVerifierKey(witness(name).key));
const log = printVerifierKey(makeLogKey('log.test/513221', new Uint8Array(32), '2026-03-02T01:00:00.000Z').key);
const PEM = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
const URL = 'http://127.0.0.1:8080';
const one = { vkey: city, url: URL };
const tsa = { name: 'tsa', url: URL, certificates: [PEM] };

function read(content: unknown) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readAnchorsFile(file);
}

it('means nobody where there is no file', () => {
  expect(readAnchorsFile(join(folder, 'absent.json'))).toEqual(NO_ANCHORS);
});

it('reads witnesses, quorum and authorities; without a quorum all of them are needed', () => {
  const two = [one, { vkey: archive, url: `${URL}/` }];
  expect(read({ witnesses: two, authorities: [tsa] })).toMatchObject({
    quorum: 2,
    witnesses: [{ url: URL }, { url: URL }],
    authorities: [tsa],
  });
  expect(read({ witnesses: two, quorum: 1 }).quorum).toBe(1);
  expect(read({})).toEqual(NO_ANCHORS);
});

it.each([
  ['not JSON', '{'],
  ['an unknown member', { witness: [] }],
  ['a list that is none', { witnesses: {} }],
  ["a log's key as a witness", { witnesses: [{ vkey: log, url: URL }] }],
  ['a key that is none', { witnesses: [{ vkey: 'x', url: URL }] }],
  ['a witness without an address', { witnesses: [{ vkey: city }] }],
  ['an address of another kind', { witnesses: [{ vkey: city, url: 'file:///etc/passwd' }] }],
  ['an unknown member of a witness', { witnesses: [{ ...one, key: 'x' }] }],
  ['one witness twice', { witnesses: [one, one] }],
  ['a quorum nobody can reach', { witnesses: [one], quorum: 2 }],
  ['a quorum of nobody', { witnesses: [one], quorum: 0 }],
  ['a quorum in half', { witnesses: [one], quorum: 0.5 }],
  ['an authority without a certificate', { authorities: [{ ...tsa, certificates: [] }] }],
  ['an authority with something else', { authorities: [{ ...tsa, certificates: ['x'] }] }],
  ['one authority twice', { authorities: [tsa, tsa] }],
])('refuses %s, naming the file', (_, content) => {
  expect(() => read(content)).toThrow(file);
});

describe('a key file', () => {
  const keys = [3, 5].map(fill =>
    makeLogKey('log.test/513221', new Uint8Array(32).fill(fill), '2026-03-02T01:00:00.000Z'),
  );

  it('reads back what was written, a retired key without its private half', () => {
    const kept = [{ ...keys[0]!, seed: null, retiredAt: '2026-04-01T00:00:00.000Z' }, keys[1]!];
    expect(parseKeyFile(printKeyFile(kept), 'k')).toEqual(kept);
  });

  it.each([
    ['nothing', ''],
    ['no keys', '{"v":1,"keys":[]}'],
    ['a later version', printKeyFile(keys).replace('"v": 1', '"v": 2')],
    [
      "another key's private half",
      printKeyFile(keys).replace(
        /"signer": "[^"]*"/,
        `"signer": ${JSON.stringify(signerOf(printKeyFile([keys[1]!])))}`,
      ),
    ],
    ["a witness's key", printKeyFile([{ ...keys[0]!, seed: null, key: witness('w').key }])],
  ])('refuses %s and never repeats it', (_, text) => {
    expect(() => parseKeyFile(text, 'k')).toThrow(/^log-key.malformed: the key file is malformed: k$/);
  });
});

function signerOf(text: string): string {
  return (JSON.parse(text) as { keys: { signer: string }[] }).keys[0]!.signer;
}
