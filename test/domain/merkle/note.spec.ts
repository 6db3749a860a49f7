import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../../src/domain/errors';
import {
  isKeyName,
  openNote,
  parseNote,
  parseNoteBytes,
  printNote,
  type NoteVerifier,
} from '../../../src/domain/merkle/note';
import {
  ed25519Verifier,
  KEY_TYPE,
  parseSignerKey,
  parseVerifierKey,
  printSignerKey,
  printVerifierKey,
  signNote,
  verifierKey,
} from '../../../src/domain/merkle/note-key';
import { sha256 } from '../../../src/platform/digests';
import { ed25519PublicKey, ed25519Signer, noteCrypto } from '../../../src/platform/signatures';

interface OpenVector {
  desc: string;
  msg: string;
  keys: string[];
  ok: boolean;
  verified?: string[];
  unverified?: string[];
  error?: string;
}
const vectors = JSON.parse(readFileSync(join(__dirname, '../../data/vectors/signed-note.json'), 'utf8')) as {
  sign: { skey: string; vkey: string; text: string; signedNote: string };
  badVkeys: string[];
  open: OpenVector[];
  c2spExample: { vkey: string; note: string };
  checkpointFormatOnly: { text: string };
};
const verifier = (vkey: string): NoteVerifier => ed25519Verifier(parseVerifierKey(vkey, sha256), noteCrypto);
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'nothing was refused';
};
const publicOf = ed25519PublicKey;

// What the Go package calls each fault, and what we do.
const CODES: [RegExp, string][] = [
  [/^malformed note/, 'note.malformed'],
  [/^invalid signature/, 'note.signature-invalid'],
  [/^ambiguous key/, 'note.key-ambiguous'],
  [/^note has no verifiable/, 'note.unsigned'],
];

describe('published vectors', () => {
  it('are all there', () => expect(vectors.open).toHaveLength(15));

  it.each(vectors.open.map(vector => [vector.desc, vector] as const))('%s', (_, { msg, keys, ok, ...wanted }) => {
    const open = () => openNote(Buffer.from(msg, 'base64'), keys.map(verifier));
    if (!ok) {
      const code = CODES.find(([words]) => words.test(wanted.error!))?.[1];
      expect(codeOf(open)).toBe(code);
      return;
    }
    const { verified, unknown } = open();
    expect(verified.map(one => one.name)).toEqual(wanted.verified);
    expect(unknown.map(one => one.name)).toEqual(wanted.unverified);
  });

  it('signs byte for byte', () => {
    const { skey, vkey, text, signedNote } = vectors.sign;
    const { key, seed } = parseSignerKey(skey, { sha256, publicOf });
    expect(printVerifierKey(key)).toBe(vkey);
    expect(printSignerKey(key, seed)).toBe(skey);
    const note = printNote({ text, signatures: [signNote(text, key, ed25519Signer(seed))] });
    expect(note).toBe(signedNote);
    expect(openNote(note, [verifier(vkey)]).text).toBe(text);
  });

  it('opens the example of the specification', () => {
    const { vkey, note } = vectors.c2spExample;
    expect(openNote(note, [verifier(vkey)]).verified).toHaveLength(1);
  });

  it('refuses every part of a key and every changed byte', () => {
    const { vkey } = vectors.sign;
    for (let from = 0; from < vkey.length; from++) {
      for (let to = from; to <= vkey.length; to++) {
        const part = vkey.slice(from, to);
        if (part !== vkey) expect(codeOf(() => parseVerifierKey(part, sha256))).toBe('note.key-malformed');
      }
      const changed = vkey.slice(0, from) + String.fromCharCode(vkey.charCodeAt(from) + 1) + vkey.slice(from + 1);
      expect(codeOf(() => parseVerifierKey(changed, sha256))).toBe('note.key-malformed');
    }
    for (const bad of vectors.badVkeys.slice(1))
      expect(codeOf(() => parseVerifierKey(bad, sha256))).toMatch('note.key');
  });
});

const seedOf = (n: number) => new Uint8Array(32).fill(n);
const keyOf = (name: string, n: number) =>
  verifierKey({ name, type: KEY_TYPE.ed25519, publicKey: publicOf(seedOf(n)) }, sha256);
const TEXT = 'one line\n\nafter an empty one\n';
const signed = (name: string, n: number, text = TEXT) => signNote(text, keyOf(name, n), ed25519Signer(seedOf(n)));
const known = (name: string, n: number) => ed25519Verifier(keyOf(name, n), noteCrypto);

describe('who may open a note', () => {
  const signatures = [signed('log.example/1', 1), signed('w.example', 2)];
  const note = printNote({ text: TEXT, signatures });

  it('opens on one known key and names the strangers', () => {
    const { text, verified, unknown } = openNote(note, [known('log.example/1', 1)]);
    expect([text, verified[0]!.name, unknown[0]!.name]).toEqual([TEXT, 'log.example/1', 'w.example']);
  });

  it('passes over a key that shares only the name or only the id', () => {
    const sameName = { ...known('w.example', 3), verify: () => true };
    const sameId = { ...known('log.example/1', 1), name: 'other.example', verify: () => true };
    expect(codeOf(() => openNote(note, [sameName, sameId]))).toBe('note.unsigned');
  });

  it('rejects the whole note for one bad signature of a known key, even a repeated one', () => {
    const forged = { ...signatures[1]!, signature: signatures[0]!.signature };
    const keys = [known('log.example/1', 1), known('w.example', 2)];
    for (const extra of [[forged], [signatures[1]!, forged]]) {
      const bad = printNote({ text: TEXT, signatures: [signatures[0]!, ...extra] });
      expect(codeOf(() => openNote(bad, keys))).toBe('note.signature-invalid');
      expect(openNote(bad, keys.slice(0, 1)).verified).toHaveLength(1);
    }
  });

  it('counts the same line once', () => {
    const twice = printNote({ text: TEXT, signatures: [...signatures, ...signatures] });
    const { verified, unknown } = openNote(twice, [known('w.example', 2)]);
    expect([verified.length, unknown.length]).toEqual([1, 1]);
  });

  it.each([
    [1, true],
    [16, true],
    [100, true],
    [101, false],
  ])('%i signatures', (count, fits) => {
    const many = Array.from({ length: count }, (_, n) => signed(`w${n}.example`, 7));
    const text =
      TEXT + '\n' + many.map(one => printNote({ text: TEXT, signatures: [one] }).slice(TEXT.length + 1)).join('');
    expect(codeOf(() => parseNote(text))).toBe(fits ? 'nothing was refused' : 'note.malformed');
  });
});

describe('the text of a note', () => {
  const good = printNote({ text: TEXT, signatures: [signed('log.example', 1)] });

  it.each<[string, string]>([
    ['a control character', good.replace('one', 'o\tne')],
    ['a carriage return', good.replaceAll('\n', '\r\n')],
    ['a lone surrogate', good.replace('one', '\ud800')],
    ['no final newline', good.slice(0, -1)],
    ['an extra final newline', `${good}\n`],
    ['a hyphen for the dash', good.replace('\u2014', '-')],
    ['two spaces', good.replace('\u2014 ', '\u2014  ')],
    ['a trailing space', `${good.slice(0, -1)} \n`],
    ['a plus in the name', good.replace('log.example', 'log+example')],
    ['a no-break space in the name', good.replace('log.example', 'log\u00a0example')],
    ['base64 without padding', good.replace(/=+\n$/, '\n')],
    ['a key id alone', `${TEXT}\n\u2014 log.example AAAAAA==\n`],
    ['nothing', ''],
    ['too much', `${'x'.repeat(1_000_000)}${good}`],
  ])('refuses %s', (_, text) => expect(codeOf(() => parseNote(text))).toBe('note.malformed'));

  it('refuses bytes that are not UTF-8 and keeps a byte order mark', () => {
    expect(codeOf(() => parseNoteBytes(Uint8Array.of(0xff, 10)))).toBe('note.malformed');
    const marked = printNote({ text: `\ufeff${TEXT}`, signatures: [signed('a', 1)] });
    expect(parseNoteBytes(Buffer.from(marked)).text).toBe(`\ufeff${TEXT}`);
  });

  it('comes back from what was printed', () => {
    const line = fc.string({ unit: 'binary' }).filter(text => !/[\u0000-\u001f]/.test(text));
    fc.assert(
      fc.property(fc.array(line), fc.uint8Array({ minLength: 1, maxLength: 90 }), (lines, signature) => {
        const text = lines.map(one => `${one}\n`).join('') || '\n';
        const signatures = [{ name: 'k.example', keyId: '01020304', signature }];
        const note = parseNote(printNote({ text, signatures }));
        expect(note.text).toBe(text);
        expect(note.signatures.map(one => ({ ...one, signature: new Uint8Array(one.signature) }))).toEqual(signatures);
      }),
    );
  });

  it('will not print what it would not read', () => {
    const one = signed('log.example', 1);
    expect(codeOf(() => printNote({ text: 'no newline', signatures: [one] }))).toBe('note.malformed');
    expect(codeOf(() => printNote({ text: TEXT, signatures: [] }))).toBe('note.malformed');
    expect(codeOf(() => printNote({ text: TEXT, signatures: [{ ...one, name: 'a b' }] }))).toBe('note.malformed');
    expect(codeOf(() => printNote({ text: TEXT, signatures: [{ ...one, keyId: 'XY' }] }))).toBe('note.malformed');
  });
});

describe('keys', () => {
  it.each([
    ['pilot-harbor.example/513221', true],
    ['界.example', true],
    ['', false],
    ['a b', false],
    ['a+b', false],
    ['a\u2003b', false],
    [7, false],
  ])('the name %p: %p', (name, fit) => expect(isKeyName(name)).toBe(fit));

  it('refuses other types, lengths and names', () => {
    const publicKey = publicOf(seedOf(1));
    for (const type of [0x02, 0xff]) {
      const key = verifierKey({ name: 'a', type, publicKey }, sha256);
      expect(codeOf(() => parseVerifierKey(printVerifierKey(key), sha256))).toBe('note.key-malformed');
    }
    expect(codeOf(() => verifierKey({ name: 'a', type: 1, publicKey: publicKey.slice(1) }, sha256))).toMatch(
      'malformed',
    );
    expect(codeOf(() => verifierKey({ name: 'a b', type: 1, publicKey }, sha256))).toBe('note.key-malformed');
  });

  it('never repeats a private key in a refusal', () => {
    const line = printSignerKey(keyOf('log.example', 1), seedOf(1));
    for (const bad of [line.slice(1), line.slice(0, -4), line.replace('log', 'lag')]) {
      try {
        parseSignerKey(bad, { sha256, publicOf });
        throw new Error('nothing was refused');
      } catch (error) {
        expect((error as Refusal).code).toBe('note.key-malformed');
        expect((error as Error).message).not.toContain('AQEBAQEB');
      }
    }
  });
});
