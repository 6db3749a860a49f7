// What must hold between the values of a rulebook: region and level, order of days, numbering of red lines, panels that
// can be tied, and what silence may never grant. Authority: domain.md sections 3 (deemed granted), 6 and 7.

import { fault, inside, nth } from './shape';
import type { Site } from './shape';
import type { Rulebook } from './rulebook';

/** GB/T 2260 and the statistical codes below it: what a code of each level looks like. */
const REGION_FORMS: Record<Rulebook['level'], { form: RegExp; zh: string; en: string }> = {
  nation: { form: /^000000$/, zh: '000000', en: '000000' },
  province: { form: /^(?!00)\d{2}0000$/, zh: '六位，后四位为 0', en: 'six digits, the last four 0' },
  city: { form: /^(?!00)\d{2}(?!00)\d{2}00$/, zh: '六位，后两位为 0', en: 'six digits, the last two 0' },
  zone: {
    form: /^(?!00)\d{6}$/,
    zh: '六位（所在市、县的代码）',
    en: 'six digits, those of the city or county it lies in',
  },
  county: { form: /^(?!00)\d{4}(?!00)\d{2}$/, zh: '六位，后两位不为 0', en: 'six digits, the last two not 0' },
  township: { form: /^(?!00)\d{9}$/, zh: '九位', en: 'nine digits' },
  village: { form: /^(?!00)\d{12}$/, zh: '十二位', en: 'twelve digits' },
};

/**
 * Classes of matters that silence never grants: safety, fire, environment, land and secrecy (domain.md section 3).
 * A matter is known by the words of its code or of its Chinese name.
 */
export const NEVER_DEEMED_GRANTED = [
  { class: 'safety', zh: '安全', words: /\bsafety\b|安全|危险|危化/ },
  { class: 'fire', zh: '消防', words: /\bfire\b|消防|防火/ },
  { class: 'environment', zh: '生态环境', words: /\b(environment(al)?|pollution|emissions?)\b|环境|环保|环评|排污/ },
  { class: 'land', zh: '土地', words: /\b(land|farmland)\b|土地|用地|国土|耕地|农转用/ },
  { class: 'secrecy', zh: '保密', words: /\b(secrecy|secrets?|classified)\b|保密|涉密|国家秘密/ },
] as const;

/** The forbidden class a matter falls in, or null. The approvals room asks the same question. */
export function neverDeemedGranted(matter: string): (typeof NEVER_DEEMED_GRANTED)[number] | null {
  return NEVER_DEEMED_GRANTED.find(entry => entry.words.test(matter.toLowerCase().replaceAll('_', '-'))) ?? null;
}

/** Adds a fault for every rule that does not hold. `book` may hold placeholders where its shape was already refused. */
export function checkRulebook(book: Rulebook, site: Site): void {
  checkRegion(book, site);
  checkDays(book, site);
  checkRedLines(book, site);
  checkPeople(book, site);
  checkDeemedGranted(book, site);
}

function checkRegion(book: Rulebook, site: Site): void {
  const expected = REGION_FORMS[book.level];
  if (expected === undefined || book.region === undefined || expected.form.test(book.region)) return;
  fault(inside(site, 'region'), {
    zh: `与 level: ${book.level} 不符，应为${expected.zh}`,
    en: `does not agree with level ${book.level}: expected ${expected.en}`,
  });
}

function checkDays(book: Rulebook, site: Site): void {
  const { from, to, basis } = book.inForce;
  const at = inside(site, 'inForce');
  if (from !== null && from !== undefined && to !== null && to !== undefined && to < from) {
    fault(inside(at, 'to'), { zh: `止日 ${to} 早于起日 ${from}`, en: `ends on ${to}, before it begins on ${from}` });
  }
  if (from === null && basis?.setting !== true) {
    const words = { zh: '起日不明时须标明 setting: true', en: 'an unknown first day must be marked setting: true' };
    fault(inside(at, 'basis'), words);
  }
}

function checkRedLines(book: Rulebook, site: Site): void {
  const at = inside(site, 'redLines');
  (book.redLines ?? []).forEach((line, i) => {
    const expected = `R${String(i + 1).padStart(2, '0')}`;
    if (line.code === undefined || line.code === expected) return;
    fault(inside(nth(at, i), 'code'), { zh: `应依次为 ${expected}`, en: `expected ${expected}: numbered in order` });
  });
}

function checkPeople(book: Rulebook, site: Site): void {
  if (book.panelSize !== undefined && book.panelSize % 2 === 0) {
    fault(inside(site, 'panelSize'), { zh: '应为奇数，且不少于 3', en: 'must be odd and at least 3' });
  }
  const { offices, opinions } = book.filing;
  if (offices === undefined || opinions === undefined || opinions <= Math.max(1, offices.length)) return;
  fault(inside(inside(site, 'filing'), 'opinions'), {
    zh: `多于备案机关数（${offices.length}）`,
    en: `more opinions than filing offices (${offices.length})`,
  });
}

function checkDeemedGranted(book: Rulebook, site: Site): void {
  const at = inside(site, 'deemedGranted');
  (book.deemedGranted ?? []).forEach((matter, i) => {
    const barred = matter === undefined ? null : neverDeemedGranted(matter);
    if (barred === null) return;
    fault(nth(at, i), {
      zh: `${barred.zh}类事项不得超时默认`,
      en: `matters of ${barred.class} are never deemed granted`,
    });
  });
}
