// Unified social credit codes of organisations, by GB 32100-2015: 18 characters, of which the 3rd to 8th are the
// registering authority's region and the last is a check character over the other seventeen (modulus 31, as ISO 7064
// would have it with weights 3^i).

import { refusals, Words } from './errors';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'; // no I, O, S, V, Z: they are misread for 1, 0, 5, U, 2
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

export type CreditCodeFault =
  | { reason: 'length'; length: number }
  /** `at` is 1-based. */
  | { reason: 'character'; at: number; character: string }
  | { reason: 'region'; at: number; character: string }
  | { reason: 'check'; expected: string; character: string };

export const creditCodeRefusal = refusals({
  'credit-code.invalid': {
    kind: 'invalid',
    zh: '统一社会信用代码无效：{whyZh}',
    en: 'the unified social credit code is invalid: {why}',
  },
});

/** The 18th character for the first seventeen, which must be of the alphabet. */
function checkCharacter(prefix17: string): string {
  let sum = 0;
  weights.forEach((weight, i) => (sum += weight * alphabet.indexOf(prefix17.charAt(i))));
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

function faultOfPrefix(text: string): CreditCodeFault | null {
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (!alphabet.includes(character)) return { reason: 'character', at: i + 1, character };
    if (i >= 2 && i <= 7 && character > '9') return { reason: 'region', at: i + 1, character };
  }
  return null;
}

/** The first thing wrong with a code, or null. Lower case is not accepted: a code is compared as it is written. */
export function creditCodeFault(text: string): CreditCodeFault | null {
  if (text.length !== 18) return { reason: 'length', length: text.length };
  const fault = faultOfPrefix(text);
  if (fault) return fault;
  const expected = checkCharacter(text);
  return expected === text.charAt(17) ? null : { reason: 'check', expected, character: text.charAt(17) };
}

/** @throws Refusal 'credit-code.invalid', naming `field` and the precise reason. */
export function parseCreditCode(text: string, field = 'creditCode'): string {
  const fault = creditCodeFault(text);
  if (fault === null) return text;
  const words = faultWords(fault);
  throw creditCodeRefusal('credit-code.invalid', {
    figures: { why: words.en, whyZh: words.zh },
    fields: [{ field, ...words }],
  });
}

function faultWords(fault: CreditCodeFault): Words {
  switch (fault.reason) {
    case 'length':
      return { zh: `应为 18 位，实为 ${fault.length} 位`, en: `18 characters expected, got ${fault.length}` };
    case 'character':
      return {
        zh: `第 ${fault.at} 位“${fault.character}”不在代码字符集内`,
        en: `character ${fault.at}, "${fault.character}", is not of the code's alphabet`,
      };
    case 'region':
      return {
        zh: `第 ${fault.at} 位“${fault.character}”应为数字（登记机关行政区划码）`,
        en: `character ${fault.at}, "${fault.character}", belongs to the region and must be a digit`,
      };
    case 'check':
      return {
        zh: `校验码“${fault.character}”不符，应为“${fault.expected}”`,
        en: `the check character is "${fault.character}" where "${fault.expected}" is due`,
      };
  }
}

/** Completes seventeen characters to a valid code, for demo and test data. @throws Refusal 'credit-code.invalid' */
export function makeCreditCode(prefix17: string): string {
  if (prefix17.length === 17 && faultOfPrefix(prefix17) === null) return prefix17 + checkCharacter(prefix17);
  return parseCreditCode(`${prefix17}?`);
}
