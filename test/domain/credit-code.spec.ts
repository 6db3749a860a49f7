import * as fc from 'fast-check';
import { creditCodeFault, makeCreditCode, parseCreditCode } from '../../src/domain/credit-code';

const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const digit = fc.constantFrom(...alphabet.slice(0, 10));
const character = fc.constantFrom(...alphabet);
const prefixes = fc
  .tuple(
    fc.array(character, { minLength: 2, maxLength: 2 }),
    fc.array(digit, { minLength: 6, maxLength: 6 }),
    fc.array(character, { minLength: 9, maxLength: 9 }),
  )
  .map(parts => parts.flat().join(''));

describe('a unified social credit code', () => {
  // Published codes of well-known bodies: the check must agree with the registrars, not only with itself.
  it.each(['91350100M000100Y43', '91110000802100433B', '91440300708461136T', '91330000704202954L'])(
    '%s is valid',
    code => {
      expect(creditCodeFault(code)).toBeNull();
      expect(parseCreditCode(code)).toBe(code);
    },
  );

  it.each([
    ['91350100M000100Y4', { reason: 'length', length: 17 }],
    ['91350100M000100Y433', { reason: 'length', length: 19 }],
    ['91350100I000100Y43', { reason: 'character', at: 9, character: 'I' }],
    ['91350100m000100Y43', { reason: 'character', at: 9, character: 'm' }],
    ['91A50100M000100Y43', { reason: 'region', at: 3, character: 'A' }],
    ['91350100M000100Y44', { reason: 'check', expected: '3', character: '4' }],
  ])('%s is not: %j', (code, fault) => {
    expect(creditCodeFault(code)).toEqual(fault);
    expect(() => parseCreditCode(code, 'unit.creditCode')).toThrow(
      expect.objectContaining({
        code: 'credit-code.invalid',
        fields: [expect.objectContaining({ field: 'unit.creditCode' })],
      }),
    );
  });

  it('is completed to a valid one, and only one last character completes it', () => {
    fc.assert(
      fc.property(prefixes, prefix => {
        const code = makeCreditCode(prefix);
        expect(code.startsWith(prefix)).toBe(true);
        const completing = alphabet.filter(last => creditCodeFault(prefix + last) === null);
        expect(completing).toEqual([code[17]]);
      }),
    );
  });

  it('notices any single wrong character and any swap of neighbours', () => {
    fc.assert(
      fc.property(prefixes, fc.nat(17), character, (prefix, at, wrong) => {
        const code = makeCreditCode(prefix);
        const changed = code.slice(0, at) + wrong + code.slice(at + 1);
        expect(creditCodeFault(changed) === null).toBe(changed === code);
        const swapped = [...code];
        [swapped[at], swapped[(at + 1) % 18]] = [swapped[(at + 1) % 18] ?? '', swapped[at] ?? ''];
        if (at < 17 && swapped.join('') !== code) expect(creditCodeFault(swapped.join(''))).not.toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it.each(['91350100M000100Y', '91350100M000100Y43', '91350100M000100I4', '9135010AM000100Y4'])(
    'cannot be made from %s',
    prefix => {
      expect(() => makeCreditCode(prefix)).toThrow(expect.objectContaining({ code: 'credit-code.invalid' }));
    },
  );
});
