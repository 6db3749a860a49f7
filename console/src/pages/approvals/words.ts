// Words of an approval that have no table in the domain: what may stop the clock, and what a remark demands.
import { approvalLifecycle, type ApprovalEventKind, type SuspensionReason } from '@domain/clock';
import type { Demand } from '@domain/remarks';
import { sayIn, type Words } from '@/words/say';

/** Administrative Licensing Law art. 45: a closed list. */
export const SUSPENSION: Readonly<Record<SuspensionReason, Words>> = {
  hearing: { zh: '听证', en: 'hearing' },
  'expert-review': { zh: '专家评审', en: 'expert review' },
  inspection: { zh: '检验、检测、勘验', en: 'inspection' },
  'public-notice': { zh: '公示', en: 'public notice' },
};

/** In pairs that exclude each other. */
export const DEMAND: Readonly<Record<Demand, Words>> = {
  require: { zh: '要求有', en: 'require' },
  forbid: { zh: '不得有', en: 'forbid' },
  keep: { zh: '保留不动', en: 'keep' },
  change: { zh: '必须修改', en: 'change' },
  more: { zh: '增加', en: 'more' },
  less: { zh: '减少', en: 'less' },
};

export const demandWord = (demand: string): string => {
  const words = (DEMAND as Readonly<Record<string, Words>>)[demand];
  return words ? sayIn(words) : demand;
};

export const suspensionWord = (reason: string): string => {
  const words = (SUSPENSION as Readonly<Record<string, Words>>)[reason];
  return words ? sayIn(words) : reason;
};

export const eventWord = (kind: string): string => {
  const act = approvalLifecycle.acts[kind as ApprovalEventKind];
  return act ? sayIn(act.words) : kind;
};
