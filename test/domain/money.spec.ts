import * as fc from 'fast-check';
import { isFen, parseFen, parseYuan, sumFen, yuan, yuanWords } from '../../src/domain/money';

const refused = (code: string) => expect.objectContaining({ code });

describe('yuan', () => {
  it.each([
    [0, '0.00'],
    [-0, '0.00'],
    [1, '0.01'],
    [10, '0.10'],
    [99, '0.99'],
    [100, '1.00'],
    [-5, '-0.05'],
    [99999, '999.99'],
    [100000, '1,000.00'],
    [1234567, '12,345.67'],
    [-123456789, '-1,234,567.89'],
    [Number.MAX_SAFE_INTEGER, '90,071,992,547,409.91'],
  ])('%p fen are %s', (fen, text) => {
    expect(yuan(fen)).toBe(text);
  });

  it('reads back what it wrote, with and without separators', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fen => {
        expect(parseYuan(yuan(fen))).toBe(fen);
        expect(parseYuan(yuan(fen).replaceAll(',', ''))).toBe(fen);
      }),
    );
  });

  it('carries its currency in both languages', () => {
    expect(yuanWords(1234567)).toEqual({ zh: '12,345.67元', en: 'CNY 12,345.67' });
  });

  it.each([
    ['12345.6', 1234560],
    ['-3', -300],
    ['0.1', 10],
    ['-0', 0],
  ])('%s is read as %i fen', (text, fen) => {
    expect(Object.is(parseYuan(text), fen)).toBe(true);
  });

  it.each(['', '1.234', '1,23', '1,2345', ',123', '1e3', '¥3', '１２', '1.', '.5', '--1', '+1', ' 1', '1,234,56.00'])(
    'refuses %j',
    text => {
      expect(() => parseYuan(text, 'amount')).toThrow(refused('money.not-yuan'));
    },
  );

  it('refuses what it could not hold exactly', () => {
    expect(() => parseYuan('90071992547409.92')).toThrow(refused('money.too-large'));
    expect(() => yuan(0.5)).toThrow(refused('money.not-fen'));
  });
});

describe('fen', () => {
  it.each([0.1, NaN, Infinity, 2 ** 53, '5', null, undefined, 5n])('%p is none', value => {
    expect(isFen(value)).toBe(false);
    expect(() => parseFen(value, 'loss')).toThrow(
      expect.objectContaining({ code: 'money.not-fen', fields: [expect.objectContaining({ field: 'loss' })] }),
    );
  });

  it('knows no negative zero', () => {
    expect(Object.is(parseFen(-0), 0)).toBe(true);
    expect(Object.is(sumFen([-0]), 0)).toBe(true);
  });

  it('adds exactly or not at all', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger(), { maxLength: 6 }), amounts => {
        let exact = 0n;
        const partials = amounts.map(amount => (exact += BigInt(amount)));
        const fits = partials.every(
          sum => sum <= BigInt(Number.MAX_SAFE_INTEGER) && -sum <= BigInt(Number.MAX_SAFE_INTEGER),
        );
        if (fits) expect(BigInt(sumFen(amounts))).toBe(exact);
        else expect(() => sumFen(amounts)).toThrow(refused('money.too-large'));
      }),
    );
    expect(sumFen([])).toBe(0);
    expect(() => sumFen([1, 0.5])).toThrow(refused('money.not-fen'));
  });
});
