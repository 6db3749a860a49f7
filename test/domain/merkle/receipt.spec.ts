import * as fc from 'fast-check';
import { canonicalJson } from '../../../src/domain/canonical';
import { Refusal } from '../../../src/domain/errors';
import { printVerifierKey } from '../../../src/domain/merkle/note-key';
import { parsePinnedKeys, printPinnedKeys } from '../../../src/domain/merkle/pinned-keys';
import { parseReceipt, printReceipt } from '../../../src/domain/merkle/receipt';
import { verdictLine, verifyReceipt, type ReceiptCrypto } from '../../../src/domain/merkle/receipt-verdict';
import { sha256, sm3 } from '../../../src/platform/digests';
import { noteCrypto } from '../../../src/platform/signatures';
import { keyed, makeLog, makeReceipt, pinned, witnessKeyed, type ReceiptWish } from '../../setup/receipts';

const ORIGIN = 'pilot-harbor.example/513221';
const log = makeLog(ORIGIN, 13);
const key = keyed(ORIGIN, 1);
const city = witnessKeyed('city.example', 2);
const archive = witnessKeyed('archive.example', 3);
const audit = witnessKeyed('audit.example', 4);
const witnesses = [city, archive, audit];
const keys = pinned({ logs: [key], witnesses, quorum: 2 });

// A token is judged elsewhere; here it "verifies" when it is a time in UTF-8.
const crypto: ReceiptCrypto = {
  ...noteCrypto,
  sm3,
  token: question => {
    const time = Buffer.from(question.token).toString();
    const bad = time === 'bad' || question.imprint.length !== 32;
    const why = { zh: '坏', en: 'bad' };
    return Promise.resolve(bad ? { by: '', time: null, why } : { by: 'TSA', time, why: null });
  },
};
const verify = async (text: string, pinnedKeys = keys) => verifyReceipt(text, pinnedKeys, crypto);
const lineOf = async (text: string, pinnedKeys = keys) => verdictLine(await verify(text, pinnedKeys));
const T1 = 1_772_413_200n; // 2026-03-02T01:00:00Z
const wish = (more: Partial<ReceiptWish> = {}): ReceiptWish => ({
  index: 6,
  size: 13,
  logs: [key],
  witnesses: [
    [city, T1 + 30n],
    [archive, T1 + 10n],
    [audit, T1 + 20n],
  ],
  ...more,
});
const receipt = (more: Partial<ReceiptWish> = {}) => makeReceipt(log, wish(more));
const bytes = (text: string) => new Uint8Array(Buffer.from(text));

describe('what a receipt proves', () => {
  it.each<[string, Partial<ReceiptWish>, string]>([
    ['the second of three witnesses makes the quorum', {}, 'PROVEN BEFORE 2026-03-02T01:00:20.000Z'],
    ['one of two needed', { witnesses: [[city, T1]] }, 'ORDER ONLY'],
    ['none', { witnesses: [] }, 'ORDER ONLY'],
    [
      'one witness twice is one witness',
      {
        witnesses: [
          [city, T1],
          [city, T1 + 5n],
        ],
      },
      'ORDER ONLY',
    ],
    [
      'a witness counts with its earliest word',
      {
        witnesses: [
          [city, T1 + 9n],
          [city, T1 + 5n],
          [audit, T1],
        ],
      },
      'PROVEN BEFORE 2026-03-02T01:00:05.000Z',
    ],
    [
      'a token alone',
      { witnesses: [], tokens: [bytes('2026-03-02T02:00:00.000Z')] },
      'PROVEN BEFORE 2026-03-02T02:00:00.000Z',
    ],
    ['a later token', { tokens: [bytes('2026-03-02T02:00:00.000Z')] }, 'PROVEN BEFORE 2026-03-02T01:00:20.000Z'],
    [
      'an earlier token among bad ones',
      { tokens: [bytes('bad'), bytes('2026-03-02T01:00:19.000Z'), bytes('2026-03-02T09:00:00.000Z')] },
      'PROVEN BEFORE 2026-03-02T01:00:19.000Z',
    ],
    ['a bad token alone', { witnesses: [], tokens: [bytes('bad')] }, 'ORDER ONLY'],
    ['an erased payload', { erased: true }, 'PROVEN BEFORE 2026-03-02T01:00:20.000Z'],
    ['strangers beside', { witnesses: [[witnessKeyed('x.example', 9), T1]] }, 'ORDER ONLY'],
  ])('%s', async (_, more, line) => expect(await lineOf(receipt(more))).toBe(line));

  it('every leaf in every tree', async () => {
    for (let size = 1; size <= 13; size++) {
      for (let index = 0; index < size; index++)
        expect(await lineOf(receipt({ index, size }))).toMatch(/^PROVEN BEFORE/);
    }
  });

  it('tells what counted and what did not', async () => {
    const stranger = witnessKeyed('x.example', 9);
    const verdict = await verify(
      receipt({
        witnesses: [
          [city, T1],
          [stranger, T1],
        ],
        tokens: [bytes('bad')],
        erased: true,
      }),
    );
    expect(verdict).toMatchObject({
      verdict: 'ORDER ONLY',
      details: {
        origin: ORIGIN,
        size: 13n,
        index: 6n,
        payload: null,
        leaf: { kind: 'exemption.sealed', subject: 'BA-513221-2026-6', received_at: '2026-03-02T01:06:00.000Z' },
        signedBy: [`${ORIGIN}+${key.key.keyId}`],
        anchors: [
          { kind: 'witness', by: 'city.example', why: { en: 'too few witnesses: 2 needed, 1 there' } },
          { kind: 'witness', by: `x.example+${stranger.key.keyId}`, time: null },
          { kind: 'token', by: '', why: { en: 'bad' } },
        ],
      },
    });
  });

  it('while keys are rotated either key opens, and both must be good', async () => {
    const next = keyed(ORIGIN, 11);
    const both = pinned({ logs: [key, next], witnesses, quorum: 2 });
    for (const logs of [[key], [next], [key, next]]) {
      expect(await lineOf(receipt({ logs }), both)).toMatch(/^PROVEN/);
    }
    const forged = { key: next.key, sign: key.sign };
    expect(await lineOf(receipt({ logs: [key, forged] }), both)).toContain(`${next.key.keyId} does not verify`);
    expect(await lineOf(receipt({ logs: [key, forged] }))).toMatch(/^PROVEN/);
  });
});

describe('what is invalid', () => {
  const good = receipt();
  const parts = () => JSON.parse(good) as Record<string, any>;
  const changed = (change: (value: Record<string, any>) => void) => {
    const value = parts();
    change(value);
    return canonicalJson(value);
  };
  const inProof = (from: string | RegExp, to: string) =>
    changed(value => (value.proof = value.proof.replace(from, to)));
  const other = makeLog('pilot-harbor.example/513222', 13);

  it.each<[string, () => string, RegExp]>([
    ['not JSON', () => good.slice(1), /is not JSON/],
    ['a final newline', () => `${good}\n`, /canonical/],
    ['spaces', () => JSON.stringify(JSON.parse(good), null, 1), /canonical/],
    ['a member twice', () => good.replace('"v":1', '"v":1,"v":1'), /canonical/],
    ['an unknown member', () => changed(value => (value.note = 'x')), /unknown member "note"/],
    ['a list', () => '[]', /object/],
    ['version 2', () => changed(value => (value.v = 2)), /version/],
    ['no tokens', () => changed(value => delete value.tokens), /tokens must be a list/],
    ['no chains', () => changed(value => delete value.chains), /chains must be a list/],
    ['a token that is not base64', () => changed(value => (value.tokens = ['?'])), /tokens\[0\]/],
    ['a chain that is not PEM', () => changed(value => (value.chains = ['x'])), /chains\[0\]/],
    ['a payload without salt', () => changed(value => delete value.salt), /both/],
    ['a short salt', () => changed(value => (value.salt = 'AAAA')), /16 bytes, got 3/],
    ['another payload', () => changed(value => (value.payload = 'e30=')), /does not fit the digests/],
    ['another salt', () => changed(value => (value.salt = 'AAAAAAAAAAAAAAAAAAAAAA==')), /does not fit the digests/],
    ['no proof', () => changed(value => delete value.proof), /proof/],
    ['another index', () => inProof('index 6\n', 'index 7\n'), /root differs/],
    ['an index beyond the tree', () => inProof('index 6\n', 'index 13\n'), /below the tree size 13/],
    ['a spare hash', () => inProof('\n\n', `\n${'A'.repeat(43)}=\n\n`), /exactly 4 hashes, got 5/],
    ['a missing hash', () => inProof(/\n[^\n]{44}\n\n/, '\n\n'), /exactly 4 hashes, got 3/],
    ['another size', () => inProof('\n13\n', '\n14\n'), /does not verify/],
    ['an extension line', () => inProof(/(\n13\n[^\n]+\n)/, '$1more\n'), /three lines/],
    ['another origin', () => inProof(`\n${ORIGIN}\n`, '\nelsewhere.example/1\n'), /no key is pinned/],
    ['no log signature', () => inProof(/\u2014 pilot[^\n]*\n/, ''), /itself has not signed/],
    ['no signature at all', () => inProof(/\u2014[^]*$/, ''), /no signature line/],
    [
      "another county's proof",
      () =>
        changed(
          value => (value.proof = JSON.parse(makeReceipt(other, wish({ logs: [keyed(other.origin, 5)] }))).proof),
        ),
      /no key is pinned/,
    ],
    [
      'a log key of another',
      () => makeReceipt(log, wish({ logs: [{ key: key.key, sign: keyed('x', 7).sign }] })),
      /does not verify/,
    ],
    [
      'a cosignature of another',
      () => receipt({ witnesses: [[{ key: city.key, sign: key.sign }, T1]] }),
      /city.example.* does not verify/,
    ],
  ])('%s', async (_, make, why) => {
    const line = await lineOf(make());
    expect(line).toMatch(/^INVALID: /);
    expect(line).toMatch(why);
  });

  it('another leaf under a signed root', async () => {
    const spoiled = { ...log, leaves: log.leaves.map(one => ({ ...one, leaf: log.leaves[7]!.leaf })) };
    expect(await lineOf(makeReceipt(spoiled, wish({ erased: true })))).toMatch(/^INVALID: the computed root differs/);
  });

  it('a leaf that is no leaf, though it is in the signed tree', async () => {
    for (const text of ['{}', 'null', '7', '"x"', '{"v":1}', Buffer.from(log.leaves[0]!.leaf).toString() + '\n']) {
      const bad = makeLog(ORIGIN, 1);
      bad.leaves[0] = { ...bad.leaves[0]!, leaf: bytes(text) };
      const root = Buffer.from(sha256(Buffer.concat([Buffer.of(0), bytes(text)]))).toString('base64');
      bad.text = () => `${ORIGIN}\n1\n${root}\n`;
      expect(await lineOf(makeReceipt(bad, wish({ index: 0, size: 1, erased: true })))).toMatch(/^INVALID: the .*leaf/);
    }
  });

  it('any single character changed is never proven otherwise', async () => {
    const before = await lineOf(good);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(good.length - 1),
        fc.constantFrom('A', '0', '"', '\\', ' ', '9', '界'),
        async (at, sign) => {
          const line = await lineOf(good.slice(0, at) + sign + good.slice(at + 1));
          // A stranger's line may fall away, which can only take witnesses out of the count.
          expect(
            [before, 'PROVEN BEFORE 2026-03-02T01:00:30.000Z', 'ORDER ONLY'].includes(line) || /^INVALID: ./.test(line),
          ).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never throws', async () => {
    const anything = fc.oneof(fc.string(), fc.json(), fc.anything(), fc.constant(`${'['.repeat(99_999)}`));
    await fc.assert(
      fc.asyncProperty(anything, async text => {
        const { verdict } = await verify(text as string);
        expect(verdict).toBe('INVALID');
      }),
    );
  });
});

describe('the form of receipts', () => {
  it('comes back from what was printed', () => {
    const text = receipt({ tokens: [bytes('x')], chains: [] });
    const { proof, content, tokens, chains } = parseReceipt(text);
    expect(proof.index).toBe(6n);
    expect(printReceipt({ proof: JSON.parse(text).proof, content, tokens, chains })).toBe(text);
    expect(Object.keys(JSON.parse(text))).toEqual(['chains', 'payload', 'proof', 'salt', 'tokens', 'v']);
    expect(Object.keys(JSON.parse(receipt({ erased: true })))).toEqual(['chains', 'proof', 'tokens', 'v']);
  });
});

describe('pinned keys', () => {
  const text = printPinnedKeys(keys);
  const codeOf = (act: () => unknown): string => {
    try {
      act();
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
    return 'nothing was refused';
  };

  it('come back from what was printed', () => {
    expect(parsePinnedKeys(text, sha256)).toEqual(keys);
    expect(JSON.parse(text)).toMatchObject({ v: 1, logs: [printVerifierKey(key.key)], quorum: 2 });
  });

  const vkey = (one: { key: typeof key.key }) => printVerifierKey(one.key);
  it.each<[string, Record<string, unknown>]>([
    ['another version', { v: 2 }],
    ['an unknown member', { more: 1 }],
    ['quorum 0', { quorum: 0 }],
    ['half a quorum', { quorum: 1.5 }],
    ['no quorum', { quorum: undefined }],
    ['no log', { logs: [] }],
    ['logs that are no list', { logs: vkey(key) }],
    ['a number for a key', { logs: [7] }],
    ['a witness for a log', { logs: [vkey(city)] }],
    ['a log for a witness', { witnesses: [vkey(key)] }],
    ['a key twice', { logs: [vkey(key), vkey(key)] }],
    ['one key as two witnesses', { witnesses: [vkey(city), vkey(witnessKeyed('second.example', 2))] }],
    ['a log that witnesses itself', { witnesses: [vkey(witnessKeyed('own.example', 1))] }],
    ['an authority that is not PEM', { authorities: ['x'] }],
    ['no authorities', { authorities: undefined }],
  ])('refuse %s', (_, change) => {
    const changed = JSON.stringify({ ...JSON.parse(text), ...change });
    expect(codeOf(() => parsePinnedKeys(changed, sha256))).toBe('keys.malformed');
  });

  it.each(['', '[]', 'null', '7'])('refuse %p', bad => {
    expect(codeOf(() => parsePinnedKeys(bad, sha256))).toBe('keys.malformed');
  });

  it('let one key serve the logs of several counties', () => {
    const logs = [key, keyed('pilot-harbor.example/513222', 1)];
    expect(parsePinnedKeys(printPinnedKeys(pinned({ logs })), sha256).logs).toHaveLength(2);
  });
});
