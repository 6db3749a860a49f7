// What the codes of a rulebook are called. Conditions, facts and effects have their words in the domain; these are the rest.
import type { Basis, Rulebook, TermCode } from '@domain/check/rulebook';
import { say, type Words } from '@/words/say';
import type { Standing } from './book';

export const TERM_WORDS: Readonly<Record<TermCode, Words>> = {
  'first-look': { zh: '备案提交后的首次审看', en: 'first look at a filing' },
  seal: { zh: '备案封存或者退回', en: 'sealing or returning a filing' },
  'self-report': { zh: '知晓瑕疵后自行报告', en: 'self-report after becoming aware' },
  'emergency-report': { zh: '紧急情况的事后报告', en: 'report after an emergency' },
  'pledge-answer': { zh: '承诺方会签或者提出异议', en: 'the giver’s answer to a pledge' },
  'inquiry-answer': { zh: '审批单位答复办理途径', en: 'the authority’s naming of the path' },
  'claim-admission': { zh: '容错申请审查受理', en: 'admission of a claim' },
  'fact-finding': { zh: '调查核实', en: 'fact-finding' },
  'fact-finding-extension': { zh: '调查核实的延长', en: 'extension of the fact-finding' },
  deliberation: { zh: '合议认定', en: 'deliberation' },
  reply: { zh: '答复送达', en: 'the written reply' },
};

export const OFFICE_WORDS: Readonly<Record<Rulebook['filing']['offices'][number], Words>> = {
  discipline: { zh: '纪检监察机关', en: 'discipline body' },
  organisation: { zh: '组织部门', en: 'organisation department' },
  reform: { zh: '改革办', en: 'reform office' },
};

export const PLACE_WORDS: Readonly<Record<Rulebook['level'], Words>> = {
  nation: { zh: '全国', en: 'nation' },
  province: { zh: '省', en: 'province' },
  city: { zh: '市州', en: 'city' },
  county: { zh: '县', en: 'county' },
  township: { zh: '乡镇', en: 'township' },
  village: { zh: '村', en: 'village' },
  zone: { zh: '功能区', en: 'zone' },
};

export const HIGHER_WORDS: Readonly<Record<Rulebook['higherLevel'][number], Words>> = {
  'forged-papers': { zh: '涉及伪造材料', en: 'forged papers' },
  'loss-over-cap': { zh: '损失超过限额', en: 'a loss above the cap' },
};

export const STANDING_WORDS: Readonly<Record<Standing, Words>> = {
  'in-force': { zh: '现行', en: 'in force' },
  ahead: { zh: '尚未生效', en: 'not yet in force' },
  over: { zh: '已失效', en: 'no longer in force' },
  overtaken: { zh: '已有新版', en: 'followed by a newer version' },
  unknown: { zh: '起日不明', en: 'first day unknown' },
};

export const DRAFT_WORDS: Readonly<Record<'draft' | 'released' | 'withdrawn', Words>> = {
  draft: { zh: '起草', en: 'draft' },
  released: { zh: '已发布', en: 'released' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

const NUMBERS = /^\d+([-–、,]\d+)*$/;

/** The article in words; the document too where it is not the rulebook's own source. */
export function basisText(basis: Basis | undefined, source: string): string | null {
  const { document, article } = basis ?? {};
  const named = document === undefined || document === source ? '' : `《${document}》`;
  const numbered =
    article !== undefined && NUMBERS.test(article) ? say(`第 ${article} 条`, ` art. ${article}`) : article;
  const text = `${named}${numbered === undefined || numbered === '-' ? '' : numbered}`.trim();
  return text === '' ? null : text;
}
