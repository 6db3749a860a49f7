import * as fc from 'fast-check';
import {
  canonicalRegion,
  countyOf,
  isRegionCode,
  isValidOn,
  isWithin,
  levelOf,
  parentOf,
  parseRegionCode,
} from '../../src/domain/region';

describe('a region code', () => {
  it.each([
    ['000000', '000000', 'nation', null, null],
    ['00', '000000', 'nation', null, null],
    ['51', '510000', 'province', null, null],
    ['510000', '510000', 'province', null, null],
    ['510000000000', '510000', 'province', null, null],
    ['3702', '370200', 'city', '370000', null],
    ['370200', '370200', 'city', '370000', null],
    ['513221', '513221', 'county', '513200', '513221'],
    ['513221000', '513221', 'county', '513200', '513221'],
    ['513221100', '513221100', 'township', '513221', '513221'],
    ['513221100000', '513221100', 'township', '513221', '513221'],
    ['513221100201', '513221100201', 'village', '513221100', '513221'],
    ['441900', '441900', 'city', '440000', null],
    ['441900003', '441900003', 'township', '441900', '441900'],
    ['410171', '410171', 'county', '410100', '410171'],
  ])('%s is %s, a %s of %s in county %s', (code, canonical, level, parent, county) => {
    expect(canonicalRegion(code)).toBe(canonical);
    expect(levelOf(code)).toBe(level);
    expect(parentOf(code)).toBe(parent);
    expect(countyOf(code)).toBe(county);
    expect(parseRegionCode(code)).toBe(canonical);
  });

  it.each([
    '',
    '5',
    '513',
    '51322',
    '5132211',
    '51322110',
    '5132211000',
    '51322110020',
    '51322A',
    '513221 ',
    '５１',
    null,
    51,
  ])('%p is none', code => {
    expect(isRegionCode(code)).toBe(false);
    expect(() => parseRegionCode(code, 'unit.region')).toThrow(
      expect.objectContaining({
        code: 'region.code-invalid',
        fields: [expect.objectContaining({ field: 'unit.region' })],
      }),
    );
  });

  it('refuses to place a malformed code, above all an empty container', () => {
    const refused = expect.objectContaining({ code: 'region.code-invalid' });
    expect(() => isWithin('513221', '')).toThrow(refused);
    expect(() => isWithin('5132211', '513221')).toThrow(refused);
    expect(() => countyOf('51322')).toThrow(refused);
  });
});

describe('containment', () => {
  it.each([
    ['513221100', '513221', true],
    ['513221', '513221', true],
    ['513221100201', '513221000', true],
    ['513221', '513200', true],
    ['513221', '510000', true],
    ['513221', '51', true],
    ['513221', '000000', true],
    ['510000', '513221', false],
    ['513221', '513222', false],
    ['513221', '513300', false],
    ['000000', '510000', false],
    ['510000', '000000', true],
    ['410171', '410100', true],
    ['410100', '410100', true],
    ['441900003', '441900', true],
    ['513221100', '513221101', false],
  ])('%s lies in %s: %s', (code, container, expected) => {
    expect(isWithin(code, container)).toBe(expected);
  });

  it('agrees with climbing the parents, whatever the spelling', () => {
    const two = fc.constantFrom('10', '11', '20');
    const three = fc.constantFrom('001', '010', '100');
    const codes = fc.tuple(two, two, two, three, three, fc.nat(4)).map(([p, c, a, t, v, depth]) => {
      const parts = [p, c, a, t, v].slice(0, depth + 1);
      return parts.join('');
    });
    const climb = (from: string): string[] => {
      const parent = parentOf(from);
      return parent === null ? [canonicalRegion(from), '000000'] : [canonicalRegion(from), ...climb(parent)];
    };
    fc.assert(
      fc.property(codes, codes, fc.boolean(), (code, container, padded) => {
        const spelled = padded ? container.padEnd(12, '0') : container;
        expect(isWithin(code, spelled)).toBe(climb(code).includes(canonicalRegion(container)));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('validity', () => {
  it.each([
    [null, null, '1990-01-01', true],
    ['2021-04-09', null, '2021-04-08', false],
    ['2021-04-09', null, '2021-04-09', true],
    [null, '2021-04-08', '2021-04-08', true],
    [null, '2021-04-08', '2021-04-09', false],
  ])('%s..%s on %s: %s', (validFrom, validTo, day, expected) => {
    expect(isValidOn({ validFrom, validTo }, day)).toBe(expected);
  });
});
