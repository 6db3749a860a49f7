// The second half of a decision: what was decided and why, what must not count against the claimant, and the remedies.
// Re-review within one month of serving, decided in one month; upper review likewise, decided in two (domain.md section 7).

import type { DecisionKind } from '../claim';
import type { Block } from '../../paper/paper';
import { paperPeriod } from '../../paper/forms';
import type { DecisionPaperFacts } from './decision-facts';
import { heading, paragraph, prose, sentence, you } from './frame';

const DECIDED: Readonly<Record<DecisionKind, string>> = {
  exempt: '予以容错，免除{you}在上述程序瑕疵中的责任（免责）',
  mitigated: '予以容错，减少{you}在上述程序瑕疵中应当承担的责任（减责）',
  lenient: '予以容错，对{you}在上述程序瑕疵中的责任从轻处理（从轻）',
  reduced: '予以容错，对{you}在上述程序瑕疵中的责任减轻处理（减轻）',
  refused: '对{you}在上述程序瑕疵中的责任不予容错',
};

const FLAW_STANDS = {
  tolerated: '本结论不改变对程序瑕疵事实的认定，改变的只是由此产生的责任后果。',
  refused: '对程序瑕疵事实的认定不变，有关责任由有权机关依规依纪依法另行处理。',
} as const;

export function conclusion(facts: DecisionPaperFacts): Block[] {
  const { decision, rule, subject, check } = facts;
  const { applied } = rule;
  const approved = decision.approvedBy;
  const decided = DECIDED[decision.kind].replace('{you}', you(subject.claimant));
  return [
    heading('认定结论和理由'),
    paragraph(
      (approved === null ? '' : `经${approved.organ}批准（${approved.number}），`) +
        `依照《${applied.document}》${applied.article}，决定${decided}。` +
        (decision.consequence === null ? '' : sentence(decision.consequence)),
    ),
    ...decision.reasons.flatMap(prose),
    ...prose(
      decision.departure === null
        ? '上述结论与核对结论之间没有需要另行说明的差异'
        : `上述结论与核对结论不同，理由是：${decision.departure}`,
    ),
    paragraph(
      FLAW_STANDS[decision.kind === 'refused' ? 'refused' : 'tolerated'] +
        (decision.correction === null ? '' : `应当纠正的事项，按照纠错通知书（${decision.correction}）办理。`),
    ),
    paragraph('本结论针对下列核对和案件状态作出，此后的变化由登记另行载明：'),
    {
      kind: 'pairs',
      rows: [
        ['核对编号', check.finding],
        ['核对摘要', check.digest],
        ['案件状态摘要', decision.stateDigest],
      ],
    },
  ];
}

export function protectedMatters({ protection, decision, subject, frame }: DecisionPaperFacts): Block[] {
  if (protection === null || protection.areas.length === 0 || decision.kind === 'refused') return [];
  return [
    heading('受保护的事项'),
    paragraph(
      `${paperPeriod(protection.validity)}，上述事项不作为下列方面对${you(subject.claimant)}的不利依据：` +
        `${protection.areas.join('、')}。有关单位需要查询的，凭本文书文号（${frame.number}）办理，` +
        `查询只答复文号和有效期，不提供案卷内容。`,
    ),
  ];
}

export function remedies({ reviewedBy, decision, subject }: DecisionPaperFacts): Block[] {
  const served = decision.kind === 'refused' ? '本告知书' : '本认定书';
  return [
    heading('权利告知'),
    paragraph(
      `${you(subject.claimant)}如不服本结论，可以自收到${served}之日起一个月内，向${reviewedBy.reReview}申请复审，` +
        `复审机关应当在一个月内作出复审决定；对复审决定仍不服的，可以自收到复审决定之日起一个月内，` +
        `向${reviewedBy.upperReview}申请复核，复核机关应当在二个月内作出复核决定。`,
    ),
    paragraph('复审、复核期间，不停止本结论的执行。因当事人自己申请复审、复核的，不得作出对其更为不利的决定。'),
  ];
}
