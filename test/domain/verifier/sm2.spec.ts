// The optional SM2 line, both ways with the `openssl` program.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { concatBytes } from '../../../src/domain/merkle/encoding';
import { openNote, printNote } from '../../../src/domain/merkle/note';
import { ed25519Verifier, KEY_TYPE, signNote } from '../../../src/domain/merkle/note-key';
import { noteCrypto, signNoteSm2, sm2KeyPair, sm2Verifier, sm2VerifierKey } from '../../../src/platform/signatures';
import { keyed } from '../../setup/receipts';

const ORIGIN = 'pilot-harbor.example/513221';
const TEXT = `${ORIGIN}\n12\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n`;
const USER = ['-sigopt', 'distid:1234567812345678'];
// SubjectPublicKeyInfo of an SM2 key up to the 65 bytes of its point.
const SPKI = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex');

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'sm2-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function openssl(...args: string[]) {
  const done = spawnSync('openssl', args, { cwd: folder });
  if (done.error) throw new Error(`openssl is needed for this test and cannot be run: ${done.error.message}`);
  return { status: done.status, stdout: done.stdout, words: `${done.stdout}${done.stderr}` };
}

describe('an SM2 line', () => {
  const { privateKey, point } = sm2KeyPair();
  const key = sm2VerifierKey(ORIGIN, point);
  const line = signNoteSm2(TEXT, key, privateKey);
  const log = keyed(ORIGIN, 1);

  it('stands beside the Ed25519 line and is passed over by who does not know it', () => {
    const note = printNote({ text: TEXT, signatures: [signNote(TEXT, log.key, log.sign), line] });
    const ed25519 = ed25519Verifier(log.key, noteCrypto);
    expect(openNote(note, [ed25519, sm2Verifier(key)]).verified).toHaveLength(2);
    expect(openNote(note, [ed25519]).unknown).toHaveLength(1);
    expect(key.type).toBe(KEY_TYPE.unassigned);
    expect(key.keyId).not.toBe(log.key.keyId);
  });

  it('fails for another text, another key, or a changed byte', () => {
    const { verify } = sm2Verifier(key);
    const message = Buffer.from(TEXT);
    expect(verify(message, line.signature)).toBe(true);
    expect(verify(Buffer.from(`${TEXT}x`), line.signature)).toBe(false);
    expect(sm2Verifier(sm2VerifierKey(ORIGIN, sm2KeyPair().point)).verify(message, line.signature)).toBe(false);
    for (const at of [0, 1, 10, line.signature.length - 1]) {
      const bad = line.signature.slice();
      bad[at]! ^= 1;
      expect(verify(message, bad)).toBe(false);
    }
    expect(verify(message, concatBytes(line.signature, Uint8Array.of(0)))).toBe(false);
    expect(verify(message, new Uint8Array(0))).toBe(false);
  });

  it('made here verifies with openssl', () => {
    writeFileSync(join(folder, 'ours.der'), Buffer.concat([SPKI, point]));
    writeFileSync(join(folder, 'ours.sig'), line.signature);
    writeFileSync(join(folder, 'text'), TEXT);
    const check = ['-sm3', '-verify', 'ours.pem', ...USER, '-signature', 'ours.sig', 'text'];
    expect(openssl('pkey', '-pubin', '-inform', 'DER', '-in', 'ours.der', '-out', 'ours.pem').status).toBe(0);
    expect(openssl('dgst', ...check).words).toContain('Verified OK');
    writeFileSync(join(folder, 'text'), `${TEXT}x`);
    expect(openssl('dgst', ...check).status).not.toBe(0);
  });

  it('made by openssl verifies here', () => {
    const made = openssl('genpkey', '-algorithm', 'SM2', '-out', 'theirs.key');
    expect(made.words === '' || made.status === 0).toBe(true);
    const der = openssl('pkey', '-in', 'theirs.key', '-pubout', '-outform', 'DER').stdout;
    expect(der.subarray(0, SPKI.length)).toEqual(SPKI);
    writeFileSync(join(folder, 'text'), TEXT);
    expect(openssl('dgst', '-sm3', '-sign', 'theirs.key', ...USER, '-out', 'theirs.sig', 'text').status).toBe(0);
    const theirs = sm2VerifierKey(ORIGIN, new Uint8Array(der.subarray(SPKI.length)));
    const signature = new Uint8Array(readFileSync(join(folder, 'theirs.sig')));
    const note = printNote({ text: TEXT, signatures: [{ name: ORIGIN, keyId: theirs.keyId, signature }] });
    expect(openNote(note, [sm2Verifier(theirs)]).verified).toHaveLength(1);
  });
});
