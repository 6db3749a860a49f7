// Words of the exemption record on these pages: states and acts as the domain names them, offices, and why a record ended.
import {
  EXEMPTION_LIFECYCLE,
  type EndGround,
  type ExemptionAct,
  type ExemptionState,
  type RecordEnd,
} from '@domain/exemption';
import type { FilingOffice } from '@domain/filing';
import type { Words } from '@/words/say';

export const RECORD_STATE: Readonly<Record<ExemptionState, Words>> = {
  ...EXEMPTION_LIFECYCLE.states,
  expired: { zh: '已到期', en: 'expired' },
};

const STEPS = EXEMPTION_LIFECYCLE.acts;

export const RECORD_ACT: Readonly<Record<ExemptionAct, Words>> = {
  draft: { zh: '起草', en: 'drafted' },
  edit: { zh: '修改', en: 'edited' },
  file: STEPS.file.words,
  withdraw: STEPS.withdraw.words,
  opine: STEPS.opine.words,
  return: STEPS.return.words,
  seal: STEPS.seal.words,
  refuse: STEPS.refuse.words,
  revoke: STEPS.revoke.words,
  supersede: STEPS.supersede.words,
};

export const OFFICE: Readonly<Record<FilingOffice, Words>> = {
  discipline: { zh: '纪检监察机关', en: 'discipline body' },
  organisation: { zh: '组织部门', en: 'organisation department' },
  reform: { zh: '改革办', en: 'reform office' },
};

/** The office of a unit kind, as the rulebook names offices. */
export const OFFICE_OF_KIND: Readonly<Record<string, FilingOffice>> = {
  discipline: 'discipline',
  'organisation-department': 'organisation',
  'reform-office': 'reform',
};

export const END: Readonly<Record<NonNullable<RecordEnd['endedBy']>, Words>> = {
  expired: { zh: '期限届满', en: 'its period ended' },
  revoked: { zh: '被撤销', en: 'revoked' },
  superseded: { zh: '被续备取代', en: 'superseded by its renewal' },
};

export const END_GROUND: Readonly<Record<EndGround, Words>> = {
  'false-filing': { zh: '虚假备案', en: 'false filing' },
  'blame-shifting': { zh: '借备案推责', en: 'filing to shift blame' },
  other: { zh: '其他', en: 'other' },
  renewed: { zh: '已续备', en: 'renewed' },
};
