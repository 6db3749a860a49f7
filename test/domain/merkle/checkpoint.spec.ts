import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../../src/domain/errors';
import { originOf, parseCheckpoint, parseU64, printCheckpoint } from '../../../src/domain/merkle/checkpoint';
import {
  cosign,
  cosignatureVerifier,
  cosignedAt,
  cosignedInstant,
  cosignedMessage,
} from '../../../src/domain/merkle/cosignature';
import { openNote, parseNote, printNote } from '../../../src/domain/merkle/note';
import { KEY_TYPE, parseVerifierKey, printVerifierKey, verifierKey } from '../../../src/domain/merkle/note-key';
import { parseProofFile, printProofFile } from '../../../src/domain/merkle/proof-file';
import { MAX_U64 } from '../../../src/domain/merkle/tree';
import { parseAddCheckpoint, printAddCheckpoint } from '../../../src/domain/merkle/witness-request';
import { sha256 } from '../../../src/platform/digests';
import { ed25519PublicKey, ed25519Signer, noteCrypto } from '../../../src/platform/signatures';

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'nothing was refused';
};
const file = join(__dirname, '../../data/vectors/signed-note.json');
const published = JSON.parse(readFileSync(file, 'utf8')) as { checkpointFormatOnly: { text: string } };

const ORIGIN = 'pilot-harbor.example/513221';
const ROOT = new Uint8Array(32).fill(7);
const TEXT = printCheckpoint({ origin: ORIGIN, size: 12n, root: ROOT });
const [, , BASE64] = TEXT.split('\n') as [string, string, string];
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
const u64 = fc.bigInt({ min: 0n, max: MAX_U64 });

describe('checkpoints', () => {
  it('are three lines', () => {
    expect(TEXT).toBe(`${ORIGIN}\n12\n${BASE64}\n`);
    expect(originOf('pilot-harbor.example', '513221')).toBe(ORIGIN);
  });

  it('read the published example', () => {
    // The vector's second signature is cut short; text and first signature are whole.
    const whole = published.checkpointFormatOnly.text.split('\n').slice(0, 5).join('\n');
    const note = parseNote(`${whole}\n`);
    expect(parseCheckpoint(note.text)).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20852163n });
    expect(printCheckpoint(parseCheckpoint(note.text))).toBe(note.text);
  });

  it('come back from what was printed', () => {
    fc.assert(
      fc.property(u64, hash, (size, root) => {
        expect(parseCheckpoint(printCheckpoint({ origin: ORIGIN, size, root }))).toEqual({
          origin: ORIGIN,
          size,
          root,
        });
      }),
    );
  });

  it.each<[string, string]>([
    ['an extension line', `${TEXT}more\n`],
    ['an empty fourth line', `${TEXT}\n`],
    ['no final newline', TEXT.slice(0, -1)],
    ['a leading zero', TEXT.replace('\n12\n', '\n012\n')],
    ['a sign', TEXT.replace('\n12\n', '\n+12\n')],
    ['no size', TEXT.replace('\n12\n', '\n\n')],
    ['a size beyond 64 bits', TEXT.replace('\n12\n', `\n${MAX_U64 + 1n}\n`)],
    ['a size in other digits', TEXT.replace('\n12\n', '\n１２\n')],
    ['an origin with a space', TEXT.replace('/', ' ')],
    ['no origin', TEXT.replace(ORIGIN, '')],
    ['a short root', TEXT.replace(BASE64, 'AAAA')],
    ['a root in the other alphabet', TEXT.replace(BASE64, `_${BASE64.slice(1)}`)],
    ['a root with stray bits', TEXT.replace(BASE64, `${BASE64.slice(0, -2)}d=`)],
  ])('refuse %s', (_, text) => expect(codeOf(() => parseCheckpoint(text))).toBe('checkpoint.malformed'));

  it.each([
    ['a b', 1n, ROOT],
    [ORIGIN, -1n, ROOT],
    [ORIGIN, MAX_U64 + 1n, ROOT],
    [ORIGIN, 1n, ROOT.slice(1)],
  ])('are not printed with %p, %p, %p', (origin, size, root) => {
    expect(codeOf(() => printCheckpoint({ origin, size, root }))).toBe('checkpoint.malformed');
  });

  it.each([
    ['0', 0n],
    ['18446744073709551615', MAX_U64],
    ['18446744073709551616', null],
    ['00', null],
    ['', null],
    ['1e3', null],
    ['99999999999999999999999', null],
  ])('the size %p is %p', (text, value) => expect(parseU64(text)).toBe(value));
});

describe('cosignatures', () => {
  const seed = new Uint8Array(32).fill(9);
  const type = KEY_TYPE.cosignature;
  const key = verifierKey({ name: 'witness.example', type, publicKey: ed25519PublicKey(seed) }, sha256);
  const witness = { key, sign: ed25519Signer(seed) };
  const open = (line: ReturnType<typeof cosign>, text = TEXT) =>
    openNote(printNote({ text, signatures: [line] }), [cosignatureVerifier(key, noteCrypto)]);

  it('sign two lines and the text', () => {
    expect(Buffer.from(cosignedMessage(1_679_315_147n, TEXT)).toString()).toBe(
      `cosignature/v1\ntime 1679315147\n${TEXT}`,
    );
  });

  it('open, and state their time', () => {
    const [line] = open(cosign(TEXT, 1_679_315_147n, witness)).verified;
    expect(line!.signature).toHaveLength(72);
    expect(cosignedAt(line!)).toBe(1_679_315_147n);
    expect(cosignedInstant(line!)).toBe('2023-03-20T12:25:47.000Z');
  });

  it('have a key of their own type, with another id than a log key of the same bytes', () => {
    expect(parseVerifierKey(printVerifierKey(key), sha256)).toEqual(key);
    expect(verifierKey({ ...key, type: KEY_TYPE.ed25519 }, sha256).keyId).not.toBe(key.keyId);
  });

  it('fail when any byte changes, the time included, and over another text', () => {
    const line = cosign(TEXT, 1_679_315_147n, witness);
    for (let at = 0; at < 72; at++) {
      const signature = line.signature.slice();
      signature[at]! ^= 1;
      expect(codeOf(() => open({ ...line, signature }))).toBe('note.signature-invalid');
    }
    expect(codeOf(() => open(line, TEXT.replace('12', '13')))).toBe('note.signature-invalid');
    expect(codeOf(() => open({ ...line, signature: line.signature.slice(0, 71) }))).toBe('note.signature-invalid');
    // A plain signature of the same key is no cosignature.
    expect(codeOf(() => open({ ...line, signature: witness.sign(Buffer.from(TEXT)) }))).toBe('note.signature-invalid');
  });

  it.each([
    [0n, '1970-01-01T00:00:00.000Z'],
    [253_402_300_799n, '9999-12-31T23:59:59.000Z'],
  ])('at second %p', (seconds, instant) => expect(cosignedInstant(cosign(TEXT, seconds, witness))).toBe(instant));

  it.each([-1n, 253_402_300_800n])('not at second %p', seconds => {
    expect(codeOf(() => cosign(TEXT, seconds, witness))).toBe('cosignature.malformed');
  });

  it('too short or too late to have a time', () => {
    const line = { name: 'w', keyId: '00000000', signature: new Uint8Array(72).fill(255) };
    expect(codeOf(() => cosignedAt(line))).toBe('cosignature.malformed');
    expect(codeOf(() => cosignedAt({ ...line, signature: new Uint8Array(8) }))).toBe('cosignature.malformed');
  });
});

const NOTE = `${TEXT}\n\u2014 ${ORIGIN} AAAAAAAA\n`;

describe('witness requests', () => {
  it('come back from what was printed', () => {
    fc.assert(
      fc.property(u64, fc.array(hash, { maxLength: 63 }), (old, proof) => {
        const request = { old, proof, checkpoint: NOTE };
        expect(parseAddCheckpoint(printAddCheckpoint(request))).toEqual(request);
      }),
    );
  });

  it('are what C2SP says', () => {
    expect(printAddCheckpoint({ old: 3n, proof: [ROOT], checkpoint: NOTE })).toBe(`old 3\n${BASE64}\n\n${NOTE}`);
    expect(printAddCheckpoint({ old: 0n, proof: [], checkpoint: NOTE })).toBe(`old 0\n\n${NOTE}`);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['no empty line', 'old 3\n'],
    ['another first line', `size 3\n\n${NOTE}`],
    ['a leading zero', `old 03\n\n${NOTE}`],
    ['no number', `old \n\n${NOTE}`],
    ['a short hash', `old 3\nAAAA\n\n${NOTE}`],
    ['a carriage return', `old 3\r\n\r\n${NOTE}`],
    ['64 hashes', `old 3\n${`${BASE64}\n`.repeat(64)}\n${NOTE}`],
  ])('refuse %s', (_, body) => expect(codeOf(() => parseAddCheckpoint(body))).toBe('witness.request-malformed'));
});

describe('proof files', () => {
  it('come back from what was printed', () => {
    fc.assert(
      fc.property(u64, fc.array(hash, { maxLength: 64 }), fc.uint8Array(), (index, proof, leaf) => {
        const proofFile = { leaf, index, proof, checkpoint: NOTE };
        expect(parseProofFile(printProofFile(proofFile))).toEqual(proofFile);
      }),
    );
  });

  const good = printProofFile({ leaf: Buffer.from('{}'), index: 5n, proof: [ROOT], checkpoint: NOTE });

  it('are what C2SP says', () => {
    expect(good).toBe(`c2sp.org/tlog-proof@v1\nextra e30=\nindex 5\n${BASE64}\n\n${NOTE}`);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['another version', good.replace('@v1', '@v2')],
    ['no extra', good.replace('extra e30=\n', '')],
    ['bad extra', good.replace('e30=', 'e30')],
    ['no index', good.replace('index 5\n', '')],
    ['a leading zero', good.replace('index 5', 'index 05')],
    ['a negative index', good.replace('index 5', 'index -5')],
    ['a short hash', good.replace(BASE64, 'AAAA')],
    ['65 hashes', good.replace(`${BASE64}\n`, `${BASE64}\n`.repeat(65))],
    ['no checkpoint', good.slice(0, good.indexOf('\n\n'))],
  ])('refuse %s', (_, text) => expect(codeOf(() => parseProofFile(text))).toBe('proof-file.malformed'));
});
