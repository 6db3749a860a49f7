import type { DraftForm } from '@domain/form-draft';
import type { Words } from './say';

/** What a form is called to whoever left something in it. */
export const FORM_WORDS: Readonly<Record<DraftForm, Words>> = {
  pilot: { zh: '登记试点', en: 'registering a pilot' },
  amendment: { zh: '变更试点范围', en: 'changing the scope of a pilot' },
  pledge: { zh: '登记上级承诺', en: 'recording a pledge' },
  approval: { zh: '登记所需审批', en: 'recording an approval' },
  exemption: { zh: '容错备案', en: 'an exemption record' },
  flaw: { zh: '报告瑕疵', en: 'reporting a flaw' },
  claim: { zh: '容错申请', en: 'a claim' },
  statement: { zh: '陈述', en: 'a statement' },
  fact: { zh: '认定或说明事实', en: 'answers to facts' },
  opinion: { zh: '评议意见和表决', en: 'an opinion and vote' },
  decision: { zh: '拟定认定', en: 'proposing a decision' },
  correction: { zh: '纠错情况', en: 'a correction' },
  rulebook: { zh: '起草清单', en: 'drafting a rulebook' },
};
