// Money. Amounts are fen in safe integers, never floats: pledges, deliveries and losses must add up to the last fen
// after any number of additions. Yuan exist only as text, on the way in and on the way out.

import { refusals, Words } from './errors';

/** Chinese fen, an integer within ±9,007,199,254,740,991 (about 90 trillion yuan). */
export type Fen = number;

export const moneyRefusal = refusals({
  'money.not-fen': {
    kind: 'invalid',
    zh: '金额应为以分为单位的整数，收到：{amount}',
    en: 'an amount is a whole number of fen, got: {amount}',
  },
  'money.not-yuan': {
    kind: 'invalid',
    zh: '“{text}”不是有效的金额（元，最多两位小数）',
    en: '"{text}" is not an amount in yuan with at most two decimals',
  },
  'money.too-large': { kind: 'invalid', zh: '金额超出可精确计算的范围', en: 'the amount is beyond exact arithmetic' },
});

export function isFen(value: unknown): value is Fen {
  return Number.isSafeInteger(value);
}

/** @throws Refusal 'money.not-fen', naming `field`, for a fraction, a string, NaN or an unsafe integer. */
export function parseFen(value: unknown, field = 'amount'): Fen {
  if (isFen(value)) return value === 0 ? 0 : value; // -0 would print and digest differently from 0
  const fault = { field, zh: '应为整数（分）', en: 'must be a whole number of fen' };
  throw moneyRefusal('money.not-fen', { figures: { amount: String(value) }, fields: [fault] });
}

/** The exact sum; 0 for none. @throws Refusal 'money.not-fen' or 'money.too-large' rather than rounding. */
export function sumFen(amounts: readonly Fen[]): Fen {
  let sum = 0;
  for (const amount of amounts) {
    sum += parseFen(amount);
    if (!Number.isSafeInteger(sum)) throw moneyRefusal('money.too-large');
  }
  return sum;
}

// Either no separators at all, or a comma before every group of three.
const yuanForm = /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/;

/** '12,345.67', '12345.6' or '-3' yuan to fen. @throws Refusal 'money.not-yuan' or 'money.too-large', naming `field`. */
export function parseYuan(text: string, field = 'amount'): Fen {
  const match = yuanForm.exec(text);
  if (!match) {
    const fault = { field, zh: '应为金额（元）', en: 'must be an amount in yuan' };
    throw moneyRefusal('money.not-yuan', { figures: { text }, fields: [fault] });
  }
  const [, sign, whole = '', decimals = ''] = match;
  const fen = Number(whole.replaceAll(',', '') + decimals.padEnd(2, '0'));
  if (!Number.isSafeInteger(fen)) {
    const fault = { field, zh: '金额过大', en: 'too large' };
    throw moneyRefusal('money.too-large', { fields: [fault] });
  }
  return sign && fen !== 0 ? -fen : fen;
}

/** 1234567 to '12,345.67'; parseYuan reads it back. @throws Refusal 'money.not-fen' */
export function yuan(fen: Fen): string {
  const digits = String(Math.abs(parseFen(fen))).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${whole}.${digits.slice(-2)}`;
}

/** The amount with its currency, as each language writes it: '12,345.67元', 'CNY 12,345.67'. */
export function yuanWords(fen: Fen): Words {
  return { zh: `${yuan(fen)}元`, en: `CNY ${yuan(fen)}` };
}
