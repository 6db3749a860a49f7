import * as fc from 'fast-check';
import { canonicalBytes, canonicalJson, utf8 } from '../../src/domain/canonical';
import { Refusal } from '../../src/domain/errors';

const double = (hex: string) => new DataView(Uint8Array.from(Buffer.from(hex, 'hex')).buffer).getFloat64(0);

function refusalOf(act: () => unknown): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('numbers (the values of RFC 8785 appendix B)', () => {
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('%s is %s', (hex, text) => expect(canonicalJson(double(hex))).toBe(text));
});

describe('texts, names and shapes', () => {
  it.each<[string, unknown, string]>([
    ['every control character', '\u0000\b\t\n\v\f\r\u001f', '"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f"'],
    ['quote and backslash, not slash', '"\\/', '"\\"\\\\/"'],
    ['DEL, C1 and line separators unescaped', '\u007f\u0080\u2028\u2029\ufeff', '"\u007f\u0080\u2028\u2029\ufeff"'],
    ['a valid surrogate pair as it is', '😂', '"😂"'],
    ['no normalisation', 'A\u030a', '"A\u030a"'],
    ['empty containers', [[], {}, ''], '[[],{},""]'],
    ['literals', [true, false, null], '[true,false,null]'],
    ['an object without a prototype', Object.assign(Object.create(null) as object, { b: 1, a: 2 }), '{"a":2,"b":1}'],
    ['integer-like names as text', { 10: 1, 9: 2, 1: 3 }, '{"1":3,"10":1,"9":2}'],
    ['an own member __proto__', JSON.parse('{"__proto__":1,"a":2}'), '{"__proto__":1,"a":2}'],
    ['names that need escapes', { '\n': 1, '"': 2 }, '{"\\n":1,"\\"":2}'],
  ])('%s', (_, value, text) => expect(canonicalJson(value)).toBe(text));

  it('orders names by UTF-16 code units, where an astral name precedes U+FB33 (RFC 8785 section 3.2.3)', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '😂', '\u0080', '\u00f6'];
    const record = Object.fromEntries(names.map(name => [name, 0]));
    const ordered = Object.keys(JSON.parse(canonicalJson(record)) as object).filter(name => name !== '1');
    expect(ordered).toEqual(['\r', '\u0080', '\u00f6', '\u20ac', '😂', '\ufb33']);
    expect(canonicalJson(record).startsWith('{"\\r":0,"1":0,')).toBe(true);
  });

  it('gives UTF-8 bytes', () => {
    expect([...canonicalBytes({ 字: '€' })]).toEqual([...Buffer.from('{"字":"€"}', 'utf8')]);
    expect([...utf8('é😂')]).toEqual([0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x82]);
  });
});

describe('what is not JSON is refused with its path', () => {
  class Flaw {
    id = 1;
  }
  const cycle: Record<string, unknown> = {};
  cycle['again'] = cycle;
  it.each<[string, unknown, string, string]>([
    ['NaN', { facts: [1, { day: NaN }] }, 'facts[1].day', 'NaN'],
    ['infinity', [[-Infinity]], '[0][0]', '-Infinity'],
    ['undefined member', { a: { b: undefined } }, 'a.b', 'undefined'],
    ['hole in a list', { a: [1, , 2] }, 'a[1]', 'undefined'],
    ['function', { run: () => 1 }, 'run', 'function'],
    ['symbol', [Symbol('s')], '[0]', 'symbol'],
    ['bigint', { size: 5n }, 'size', 'bigint'],
    ['lone high surrogate', { 标题: 'a\ud800b' }, '标题', 'a lone surrogate'],
    ['lone low surrogate', ['\udc00'], '[0]', 'a lone surrogate'],
    ['reversed pair', '\udc00\ud800', '(root)', 'a lone surrogate'],
    ['lone surrogate in a name', { 'x\ud800': 1 }, '["x\\ud800"]', 'a name with a lone surrogate'],
    ['date', { at: new Date(0) }, 'at', 'an object of class Date'],
    ['map', { a: new Map() }, 'a', 'an object of class Map'],
    ['class instance', { 'the flaw': new Flaw() }, '["the flaw"]', 'an object of class Flaw'],
    ['bytes', { salt: new Uint8Array(2) }, 'salt', 'an object of class Uint8Array'],
    ['boxed number', { n: Object(1) as unknown }, 'n', 'an object of class Number'],
    ['bare undefined', undefined, '(root)', 'undefined'],
  ])('%s', (_, value, path, what) => {
    const refusal = refusalOf(() => canonicalJson(value));
    expect(refusal.code).toBe('canonical.not-json');
    expect(refusal.fields[0]?.field).toBe(path);
    expect(refusal.words.en).toContain(`${path} holds ${what},`);
    expect(refusal.words.zh).toContain(what);
  });

  it('a cycle ends as a refusal, not as a stack overflow', () => {
    expect(refusalOf(() => canonicalJson(cycle)).words.en).toContain('more than 256 levels or a cycle');
  });

  it('256 levels pass and 257 do not', () => {
    const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown;
    expect(canonicalJson(nested(256))).toHaveLength(512);
    expect(() => canonicalJson(nested(257))).toThrow(Refusal);
  });
});

describe('properties', () => {
  const json = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' });

  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).reverse().map(([name, member]) => [name, reversed(member)])); // prettier-ignore
  };

  it('the order in which members were set does not matter, and canonical text is its own canonical form', () => {
    fc.assert(
      fc.property(json, value => {
        const text = canonicalJson(value);
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('says what JSON says: parsing gives the value back (-0 becomes 0)', () => {
    fc.assert(
      fc.property(json, value => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 500 },
    );
  });

  it('different values never share a text', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        const same = JSON.stringify(picture(a)) === JSON.stringify(picture(b));
        expect(canonicalJson(a) === canonicalJson(b)).toBe(same);
      }),
    );
  });

  // Members as a sorted list of pairs: an order-free picture of a value that does not use the code under test.
  const picture = (value: unknown): unknown => {
    if (Array.isArray(value)) return ['list', ...value.map(picture)];
    if (typeof value !== 'object' || value === null) return value;
    const pairs = Object.entries(value).map(([name, member]) => [name, picture(member)]);
    return ['record', ...pairs.sort((x, y) => (String(x[0]) < String(y[0]) ? -1 : 1))];
  };
});
