// The code printed on a document, by which an outsider confirms its digest and day. Sixteen symbols of Crockford's
// base 32 carry 80 random bits; a seventeenth checks them, so that a slip of the pen is told from a code never issued.

import { refusals } from '../errors';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'; // no I, L, O, U
const BYTES = 10;
const SYMBOLS = 16;

export const paperRefusal = refusals({
  'paper.code-length': {
    kind: 'invalid',
    zh: '验证码应为 17 位，实为 {length} 位；请对照文书重新输入',
    en: 'a verification code has 17 symbols, got {length}; compare it with the document',
  },
  'paper.code-symbol': {
    kind: 'invalid',
    zh: '验证码第 {at} 位“{symbol}”不是验证码用字',
    en: 'symbol {at} of the verification code, "{symbol}", is none that such codes use',
  },
  'paper.code-mistyped': {
    kind: 'invalid',
    zh: '验证码校验不符，应是抄录有误；请对照文书重新输入',
    en: 'the check symbol of the verification code does not fit: it was mistyped; compare it with the document',
  },
  'paper.code-unknown': {
    kind: 'not-found',
    zh: '验证码书写无误，但没有以此验证码签发的文书',
    en: 'the verification code is well formed, but no document was issued under it',
  },
});

/** Times the primitive element of the field of 32 (x^5 + x^2 + 1). */
const doubled = (value: number): number => (value & 16 ? (value << 1) ^ 37 : value << 1);

// INVARIANT: the k-th symbol from the right weighs a different non-zero power of the primitive element (17 < 31), so
// any single wrong symbol and any two exchanged symbols change the sum.
function weighed(symbols: readonly number[]): number {
  return symbols.reduce((sum, symbol) => doubled(sum) ^ symbol, 0);
}

const grouped = (code: string): string => code.replace(/.{4}(?=.)/g, '$&-');

/**
 * Ten random bytes, drawn by the caller, to four groups of four symbols and the check symbol, 'Z88G-6RW0-0WYW-GB8J-8'.
 * @throws RangeError for any other number of bytes.
 */
export function formatVerificationCode(bytes: Uint8Array): string {
  if (bytes.length !== BYTES)
    throw new RangeError(`a verification code is made of ${BYTES} bytes, got ${bytes.length}`);
  let bits = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const symbols: number[] = [];
  for (let i = 0; i < SYMBOLS; i++, bits >>= 5n) symbols.unshift(Number(bits & 31n));
  symbols.push(doubled(weighed(symbols)));
  return grouped(symbols.map(symbol => ALPHABET.charAt(symbol)).join(''));
}

/**
 * The code as it is kept, from what somebody typed: lower case, full width, blanks, dashes and the letters that look
 * like figures (O, I, L) are forgiven.
 * @throws Refusal 'paper.code-length', 'paper.code-symbol' or 'paper.code-mistyped', naming `field`.
 */
export function parseVerificationCode(text: string, field = 'code'): string {
  const typed = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―−]/g, '');
  const symbols = Array.from(typed.replace(/O/g, '0').replace(/[IL]/g, '1'));
  const wrong = symbols.findIndex(symbol => !ALPHABET.includes(symbol));
  if (wrong >= 0) {
    const fault = { field, zh: `第 ${wrong + 1} 位有误`, en: `symbol ${wrong + 1} is wrong` };
    throw paperRefusal('paper.code-symbol', {
      figures: { at: wrong + 1, symbol: symbols[wrong] ?? '' },
      fields: [fault],
    });
  }
  if (symbols.length !== SYMBOLS + 1) {
    const fault = { field, zh: '位数有误', en: 'has the wrong length' };
    throw paperRefusal('paper.code-length', { figures: { length: symbols.length }, fields: [fault] });
  }
  if (weighed(symbols.map(symbol => ALPHABET.indexOf(symbol))) !== 0) {
    const fault = { field, zh: '校验不符', en: 'does not fit its check symbol' };
    throw paperRefusal('paper.code-mistyped', { fields: [fault] });
  }
  return grouped(symbols.join(''));
}
