// 容错认定书 and 不予容错告知书: what was found, under which rule, what was decided and why, and what may be done against
// it (domain.md section 7). The finding of the flaw stands; a record never exempts by itself; nothing here decides.

import type { DecisionKind } from '../claim';
import type { Paper } from '../../paper/paper';
import { paperDay } from '../../paper/forms';
import { conclusion, protectedMatters, remedies } from './decision-consequences';
import type { DecisionPaperFacts } from './decision-facts';
import { factsFound, review, ruleCited } from './decision-grounds';
import { framed, paragraph, pilotNamed, you } from './frame';

/** The Chinese names of the two documents. */
export function decisionPaperName(kind: DecisionKind): string {
  return kind === 'refused' ? '不予容错告知书' : '容错认定书';
}

export function decisionPaper(facts: DecisionPaperFacts): Paper {
  const { subject, decision } = facts;
  const body = [
    paragraph(opening(facts)),
    ...factsFound(facts),
    ...review(facts),
    ...ruleCited(facts),
    ...conclusion(facts),
    ...protectedMatters(facts),
    ...remedies(facts),
  ];
  const title = `关于“${subject.pilot.title}”\n程序瑕疵问题的${decisionPaperName(decision.kind)}`;
  return framed(facts.frame, { title, addressee: subject.claimant.name, body });
}

function opening({ subject, filedOn, admittedOn, proposed }: DecisionPaperFacts): string {
  const matter = `${subject.unit}${pilotNamed(subject)}中“${subject.flaw.title}”的程序瑕疵（编号${subject.flaw.code}）`;
  const asked = proposed
    ? `${paperDay(filedOn)}，承办机构就${matter}提出对${you(subject.claimant)}启动容错认定的建议`
    : `${paperDay(filedOn)}，${you(subject.claimant)}就${matter}提出容错申请`;
  return (
    `${asked}（编号${subject.claim}），本机关于${paperDay(admittedOn)}受理。` +
    `经调查核实、听取各方意见并集体研究，现将认定情况通知如下。`
  );
}
