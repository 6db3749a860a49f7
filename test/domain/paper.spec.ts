import fc from 'fast-check';
import { attachmentLines, chineseNumber, headingMark, verificationLink, withMarks } from '../../src/domain/paper/paper';
import type { Block } from '../../src/domain/paper/paper';
import { paperDay, paperInstant, paperPeriod, shortDigest } from '../../src/domain/paper/forms';
import { formatVerificationCode, parseVerificationCode } from '../../src/domain/paper/verification-code';

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const codes = bytes.map(formatVerificationCode);
const bare = (code: string): string[] => [...code.replaceAll('-', '')];

function refusalOf(text: string): string {
  try {
    parseVerificationCode(text);
  } catch (refusal) {
    return (refusal as { code: string }).code;
  }
  return 'none';
}

describe('verification code', () => {
  it('has four groups of four and a check symbol, and reads itself back', () => {
    fc.assert(
      fc.property(codes, code => {
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]$/);
        expect(parseVerificationCode(code)).toBe(code);
      }),
    );
  });

  it('keeps all eighty bits: different bytes, different codes', () => {
    fc.assert(
      fc.property(bytes, fc.nat(79), (ten, bit) => {
        const other = Uint8Array.from(ten);
        other[bit >> 3]! ^= 1 << (bit & 7);
        expect(formatVerificationCode(other)).not.toBe(formatVerificationCode(ten));
      }),
    );
  });

  it('is what Crockford writes', () => {
    expect(formatVerificationCode(new Uint8Array(10))).toBe('0000-0000-0000-0000-0');
    expect(formatVerificationCode(new Uint8Array(10).fill(255))).toMatch(/^ZZZZ-ZZZZ-ZZZZ-ZZZZ-/);
    expect(formatVerificationCode(Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 33]))).toMatch(/^0000-0000-0000-0011-/);
  });

  it('detects every single wrong symbol', () => {
    fc.assert(
      fc.property(codes, fc.nat(16), fc.integer({ min: 1, max: 31 }), (code, at, shift) => {
        const symbols = bare(code);
        symbols[at] = SYMBOLS.charAt((SYMBOLS.indexOf(symbols[at]!) + shift) % 32);
        expect(refusalOf(symbols.join(''))).toBe('paper.code-mistyped');
      }),
      { numRuns: 500 },
    );
  });

  it('detects every exchange of two different symbols, neighbours or not', () => {
    fc.assert(
      fc.property(codes, fc.nat(16), fc.nat(16), (code, a, b) => {
        const symbols = bare(code);
        fc.pre(symbols[a] !== symbols[b]);
        [symbols[a], symbols[b]] = [symbols[b]!, symbols[a]!];
        expect(refusalOf(symbols.join(''))).toBe('paper.code-mistyped');
      }),
      { numRuns: 500 },
    );
  });

  const code = formatVerificationCode(Uint8Array.from([0, 66, 8, 64, 1, 0, 64, 17, 34, 51]));
  it.each([
    ['lower case', code.toLowerCase()],
    ['blanks and no dashes', ` ${code.replaceAll('-', ' ')} `],
    [
      'a Chinese dash and full width',
      code.replace('-', '—').replace(/\d/g, d => String.fromCharCode(d.charCodeAt(0) + 0xfee0)),
    ],
    ['letters that look like figures', code.replaceAll('0', 'O').replace('1', 'I').replace('1', 'l')],
  ])('forgives %s', (_what, typed) => {
    expect(typed).not.toBe(code);
    expect(parseVerificationCode(typed)).toBe(code);
  });

  it.each([
    ['', 'paper.code-length'],
    [code.slice(0, -1), 'paper.code-length'],
    [`${code}0`, 'paper.code-length'],
    [code.replace('0', 'U'), 'paper.code-symbol'],
    [code.replace('0', '验'), 'paper.code-symbol'],
    [code.replace('0', '𠀀'), 'paper.code-symbol'],
  ])('refuses "%s" as %s', (typed, refusal) => {
    expect(refusalOf(typed)).toBe(refusal);
  });

  it('refuses any other number of bytes', () => {
    expect(() => formatVerificationCode(new Uint8Array(9))).toThrow(RangeError);
    expect(() => formatVerificationCode(new Uint8Array(11))).toThrow(RangeError);
  });

  it('goes into the address behind what stands there already', () => {
    expect(verificationLink({ address: 'https://a.example/v', code: 'X' })).toBe('https://a.example/v?code=X');
    expect(verificationLink({ address: 'https://a.example/?page=v', code: 'X' })).toBe(
      'https://a.example/?page=v&code=X',
    );
  });
});

describe('forms', () => {
  it.each([
    ['2026-03-02', '2026年3月2日'],
    ['2026-12-31', '2026年12月31日'],
    ['0999-10-01', '999年10月1日'],
  ])('writes the day %s as %s', (day, written) => expect(paperDay(day)).toBe(written));

  it.each([
    [{ from: '2026-03-02', to: null }, '2026年3月2日起'],
    [{ from: '2026-03-02', to: '2026-03-02' }, '2026年3月2日'],
    [{ from: '2026-03-02', to: '2027-01-01' }, '2026年3月2日至2027年1月1日'],
  ])('writes the period %j as %s', (period, written) => expect(paperPeriod(period)).toBe(written));

  it.each([
    ['2026-03-01T15:59:59.999Z', '北京时间2026年3月1日23时59分59秒'],
    ['2026-03-01T16:00:00.000Z', '北京时间2026年3月2日0时00分00秒'],
    ['2026-12-31T16:30:05.000Z', '北京时间2027年1月1日0时30分05秒'],
    ['2026-03-02T01:02:03.000Z', '北京时间2026年3月2日9时02分03秒'],
  ])('writes the instant %s as %s', (instant, written) => expect(paperInstant(instant)).toBe(written));

  it('refuses what is no instant', () => expect(() => paperInstant('2026-03-02')).toThrow(/period.instant-invalid/));

  it('shortens a digest to sixteen digits', () => {
    expect(shortDigest('0123456789abcdef'.repeat(4))).toBe('0123456789abcdef');
  });
});

describe('marks', () => {
  it.each([
    [1, '一'],
    [9, '九'],
    [10, '十'],
    [11, '十一'],
    [20, '二十'],
    [99, '九十九'],
  ])('counts %i as %s', (n, numeral) => expect(chineseNumber(n)).toBe(numeral));

  it.each([0, 100, 1.5, NaN])('has no numeral for %p', n => expect(() => chineseNumber(n)).toThrow(RangeError));

  it('marks the three levels, and starts the lower ones anew', () => {
    const heading = (level: 1 | 2 | 3): Block => ({ kind: 'heading', level, text: 'x' });
    const levels = [1, 2, 3, 3, 2, 3, 1, 2, 1] as const;
    const marked = withMarks([...levels.map(heading), { kind: 'paragraph', text: 'p' }]);
    expect(marked.map(block => ('text' in block ? block.text : ''))).toEqual([
      '一、x',
      '（一）x',
      '1.x',
      '2.x',
      '（二）x',
      '1.x',
      '二、x',
      '（一）x',
      '三、x',
      'p',
    ]);
    expect(headingMark(2, 12)).toBe('（十二）');
  });

  it('numbers attachments only where there are several', () => {
    expect(attachmentLines([])).toEqual([]);
    expect(attachmentLines(['清单'])).toEqual(['清单']);
    expect(attachmentLines(['清单', '纪要'])).toEqual(['1. 清单', '2. 纪要']);
  });
});
