import { isInstant } from '../../../src/domain/period';
import * as fc from 'fast-check';
import { canonicalJson } from '../../../src/domain/canonical';
import { Refusal } from '../../../src/domain/errors';
import {
  digestInput,
  fromBase64,
  fromHex,
  Leaf,
  leafBytes,
  sameBytes,
  toBase64,
  toHex,
} from '../../../src/domain/merkle/encoding';
import { leafHash } from '../../../src/domain/merkle/tree';
import { sha256, sha256Hex, sm3Hex } from '../../../src/platform/digests';

// The golden entry: made once by hand with python3 (hashlib's sha256 and sm3, json.dumps with sorted keys).
const SALT = Uint8Array.from({ length: 16 }, (_, i) => i);
const PAYLOAD = { pilot: 'SD-513221-2026-0001', 标题: '冷链临时用地', amount_fen: 1_234_500 };
const LEAF: Leaf = {
  v: 1,
  kind: 'exemption.sealed',
  subject: '0195f0c2-7b1a-7cc3-9d10-0f0e0d0c0b0a',
  received_at: '2026-03-02T01:00:00.000Z',
  actor_unit: '0195f0c2-7b1a-7cc3-9d10-5a1b2c3d4e5f',
  sha256: '98d70b52ad3a1ed27e682662cfce04c4a448c15770e6b4d0b5d3a93b936356ab',
  sm3: 'a2b69c3ec92955c1f639b69618aa75ebe6363feb540afa0252b007480208a1fe',
};
const LEAF_TEXT =
  '{"actor_unit":"0195f0c2-7b1a-7cc3-9d10-5a1b2c3d4e5f","kind":"exemption.sealed",' +
  '"received_at":"2026-03-02T01:00:00.000Z",' +
  '"sha256":"98d70b52ad3a1ed27e682662cfce04c4a448c15770e6b4d0b5d3a93b936356ab",' +
  '"sm3":"a2b69c3ec92955c1f639b69618aa75ebe6363feb540afa0252b007480208a1fe",' +
  '"subject":"0195f0c2-7b1a-7cc3-9d10-0f0e0d0c0b0a","v":1}';
const LEAF_HASH = '283995e47a912a33c499b2a88c380c6e9112d4588a0ff473222a557a0759326c';

function refusalOf(act: () => unknown): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the golden entry', () => {
  it('digests salt ‖ canonical payload', () => {
    const input = digestInput(SALT, PAYLOAD);
    expect(Buffer.from(input.subarray(16)).toString('utf8')).toBe(
      '{"amount_fen":1234500,"pilot":"SD-513221-2026-0001","标题":"冷链临时用地"}',
    );
    expect(sha256Hex(input)).toBe(LEAF.sha256);
    expect(sm3Hex(input)).toBe(LEAF.sm3);
  });

  it('writes the leaf byte for byte', () => {
    expect(Buffer.from(leafBytes(LEAF)).toString('utf8')).toBe(LEAF_TEXT);
    expect(toHex(leafHash(sha256, leafBytes(LEAF)))).toBe(LEAF_HASH);
  });

  it.each([0, 15, 17])('refuses a salt of %i bytes', length => {
    const refusal = refusalOf(() => digestInput(new Uint8Array(length), PAYLOAD));
    expect(refusal.code).toBe('ledger.salt-length');
    expect(refusal.words.en).toContain(`exactly 16 bytes, got ${length}`);
  });
});

describe('a malformed leaf is refused naming the field', () => {
  it.each<[string, unknown]>([
    ['actor_unit', ''],
    ['actor_unit', 'two words'],
    ['actor_unit', 7],
    ['actor_unit', 'x'.repeat(201)],
    ['kind', 'checked'],
    ['kind', 'Flaw.checked'],
    ['kind', 'flaw.checked '],
    ['kind', `flaw.${'x'.repeat(100)}`],
    ['received_at', '2026-03-02T01:00:00Z'],
    ['received_at', '2026-03-02T01:00:00.000+00:00'],
    ['received_at', '2026-02-29T01:00:00.000Z'],
    ['received_at', new Date(0)],
    ['sha256', LEAF.sha256.toUpperCase()],
    ['sha256', LEAF.sha256.slice(1)],
    ['sm3', `${LEAF.sm3}00`],
    ['sm3', undefined],
    ['subject', 'a\nb'],
    ['subject', '\ud800'],
    ['v', 2],
    ['v', '1'],
    ['payload', {}],
  ])('%s = %p', (field, value) => {
    const refusal = refusalOf(() => leafBytes({ ...LEAF, [field]: value } as Leaf));
    expect(refusal.code).toBe('ledger.leaf-malformed');
    expect(refusal.fields.map(fault => fault.field)).toEqual([field]);
    expect(refusal.words.zh).toContain(field);
  });

  it.each(Object.keys(LEAF))('%s missing', field => {
    const rest = Object.fromEntries(Object.entries(LEAF).filter(([name]) => name !== field));
    expect(refusalOf(() => leafBytes(rest as unknown as Leaf)).fields.map(fault => fault.field)).toEqual([field]);
  });

  it('every fault at once', () => {
    const refusal = refusalOf(() => leafBytes({ ...LEAF, sm3: '', v: 0 } as unknown as Leaf));
    expect(refusal.words.en).toContain('sm3, v');
  });

  it('the largest leaf still fits the two length bytes of an entry tile', () => {
    const widest = { ...LEAF, actor_unit: '界'.repeat(200), subject: '界'.repeat(200), kind: `a.${'b'.repeat(98)}` };
    expect(leafBytes(widest).length).toBeLessThan(2048);
    expect(canonicalJson(widest)).toBe(Buffer.from(leafBytes(widest)).toString('utf8'));
  });
});

describe('instants', () => {
  it.each([
    ['2024-02-29T23:59:59.999Z', true],
    ['2000-02-29T00:00:00.000Z', true],
    ['1900-02-29T00:00:00.000Z', false],
    ['2026-04-31T00:00:00.000Z', false],
    ['2026-00-10T00:00:00.000Z', false],
    ['2026-13-10T00:00:00.000Z', false],
    ['2026-01-00T00:00:00.000Z', false],
    ['2026-01-01T24:00:00.000Z', false],
    ['2026-01-01T23:60:00.000Z', false],
    ['2026-12-31T23:59:60.000Z', false],
    ['2026-01-01t00:00:00.000z', false],
    ['2026-01-01T00:00:00.000Z\n', false],
  ])('%p %p', (text, holds) => expect(isInstant(text)).toBe(holds));

  it('knows every instant that Date prints', () => {
    const span = { min: new Date('0001-01-01T00:00:00.000Z'), max: new Date('9999-12-31T23:59:59.999Z') };
    fc.assert(
      fc.property(fc.date({ ...span, noInvalidDate: true }), date => expect(isInstant(date.toISOString())).toBe(true)),
    );
  });
});

describe('hex and base64', () => {
  const bytes = fc.uint8Array({ maxLength: 70 });

  it('agree with Node, both ways', () => {
    fc.assert(
      fc.property(bytes, value => {
        expect(toHex(value)).toBe(Buffer.from(value).toString('hex'));
        expect(toBase64(value)).toBe(Buffer.from(value).toString('base64'));
        expect(fromHex(toHex(value))).toEqual(value);
        expect(fromBase64(toBase64(value))).toEqual(value);
      }),
    );
  });

  it('one text for one value: whatever is read is written the same', () => {
    const near = fc.string({ unit: fc.constantFrom(...'AQgwZ+/=-_09af \n'), maxLength: 12 });
    fc.assert(
      fc.property(near, text => {
        const [hex, base64] = [fromHex(text), fromBase64(text)];
        if (hex !== null) expect(toHex(hex)).toBe(text);
        if (base64 !== null) expect(toBase64(base64)).toBe(text);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    'A',
    'AA',
    'AAA',
    'AB==',
    'AAB=',
    '====',
    '=AAA',
    'A===',
    'AA=A',
    'AA==AAAA',
    'AA-_',
    'AAA\n',
    ' AAA',
    'AAAAA===',
  ])('base64 %p is refused', text => expect(fromBase64(text)).toBeNull());

  it.each(['a', 'AB', '0g', ' 0', '0x'])('hex %p is refused', text => expect(fromHex(text)).toBeNull());

  it('bytes are the same only with the same length and content', () => {
    expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 0))).toBe(false);
  });
});
