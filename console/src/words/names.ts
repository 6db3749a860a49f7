// Names of codes that have no lifecycle table: one Chinese and one English word for each, as docs/glossary.md has them.
import { PLEDGE_KIND_WORDS } from '@domain/check/words/names';
import { PILOT_FIELD_WORDS, PILOT_OUTCOME_WORDS } from '@domain/pilot-words';
import type { Words } from './say';
import { sayIn } from './say';

type Names = Readonly<Record<string, Words>>;

export const PILOT_FIELD: Names = PILOT_FIELD_WORDS;
export const PILOT_OUTCOME: Names = PILOT_OUTCOME_WORDS;

export const ORIGIN: Names = {
  'self-started': { zh: '自主发起', en: 'self-started' },
  assigned: { zh: '上级交办', en: 'assigned from above' },
};

export const PLEDGE_KIND: Names = PLEDGE_KIND_WORDS;

export const FIELD_CLASS: Names = {
  safety: { zh: '安全', en: 'safety' },
  fire: { zh: '消防', en: 'fire' },
  environment: { zh: '环保', en: 'environment' },
  land: { zh: '土地', en: 'land' },
  secrecy: { zh: '保密', en: 'secrecy' },
  other: { zh: '其他', en: 'other' },
};

export const FOUND_BY: Names = {
  'self-report': { zh: '自查自报', en: 'self-report' },
  inspection: { zh: '检查', en: 'inspection' },
  audit: { zh: '审计', en: 'audit' },
  petition: { zh: '信访', en: 'petition' },
  media: { zh: '媒体', en: 'media' },
  tip: { zh: '举报', en: 'tip' },
};

export const ORGANISATION_KIND: Names = {
  government: { zh: '政府', en: 'government' },
  bureau: { zh: '部门', en: 'bureau' },
  discipline: { zh: '纪检监察机关', en: 'discipline body' },
  'organisation-department': { zh: '组织部门', en: 'organisation department' },
  'reform-office': { zh: '改革办', en: 'reform office' },
  'public-institution': { zh: '事业单位', en: 'public institution' },
  'village-committee': { zh: '村（居）委会', en: 'village committee' },
  enterprise: { zh: '企业', en: 'enterprise' },
};

export const LEVEL: Names = {
  village: { zh: '村', en: 'village' },
  township: { zh: '乡镇', en: 'township' },
  county: { zh: '县', en: 'county' },
  city: { zh: '市州', en: 'city' },
  province: { zh: '省', en: 'province' },
};

export const ROLE: Names = {
  sponsor: { zh: '申报人', en: 'sponsor' },
  department: { zh: '职能部门', en: 'department' },
  inspector: { zh: '纪检监察', en: 'inspector' },
  leader: { zh: '县领导', en: 'leader' },
  sysadmin: { zh: '系统管理员', en: 'system administrator' },
  secadmin: { zh: '安全管理员', en: 'security administrator' },
  auditor: { zh: '审计员', en: 'auditor' },
};

export const ANSWER: Names = {
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  unknown: { zh: '不清楚', en: 'unknown' },
};

export const GRADE: Names = {
  low: { zh: '低', en: 'low' },
  medium: { zh: '中', en: 'medium' },
  high: { zh: '高', en: 'high' },
};

/** The name of a code, or the code itself: a new code is shown rather than hidden. */
export const nameOf = (names: Names, code: string | null | undefined): string =>
  code == null ? '—' : names[code] ? sayIn(names[code]) : code;

/** For select boxes. */
export const optionsOf = (names: Names): { value: string; label: string }[] =>
  Object.entries(names).map(([value, words]) => ({ value, label: sayIn(words) }));
