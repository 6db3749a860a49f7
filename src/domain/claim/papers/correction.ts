// 纠错通知书: what must be put right, by which unit and by which day. Followed to the end whatever the decision was.

import type { Paper } from '../../paper/paper';
import { paperDay } from '../../paper/forms';
import type { Day } from '../../period';
import { framed, heading, paragraph, pilotNamed, prose } from './frame';
import type { ClaimSubject, PaperFrame } from './frame';

export interface CorrectionPaperFacts {
  frame: PaperFrame;
  subject: ClaimSubject;
  /** 主送机关: the units that have to act. */
  addressee: string;
  /** The decision it goes with, by name and number: 容错认定书, 汶纪容认〔2026〕1号. */
  decision: { name: string; number: string };
  /** What is wrong, one paragraph each. */
  problems: readonly string[];
  tasks: readonly { task: string; unit: string; due: Day }[];
  /** Where evidence of the correction is handed in, and who signs it off. */
  signedOffBy: string;
}

export function correctionPaper({ frame, subject, ...facts }: CorrectionPaperFacts): Paper {
  const { decision, problems, tasks, signedOffBy } = facts;
  return framed(frame, {
    title: `关于“${subject.pilot.title}”\n程序瑕疵问题的纠错通知书`,
    addressee: facts.addressee,
    body: [
      paragraph(
        `${subject.unit}在${pilotNamed(subject)}中存在“${subject.flaw.title}”的程序瑕疵（编号${subject.flaw.code}）。` +
          `根据${decision.name}（${decision.number}），现将纠错事项通知如下。`,
      ),
      heading('存在的问题'),
      ...problems.flatMap(prose),
      heading('纠错事项'),
      {
        kind: 'table',
        widths: [1, 6, 3, 3],
        head: ['序号', '纠错事项', '责任单位', '完成期限'],
        rows: tasks.map(({ task, unit, due }, i) => [String(i + 1), task, unit, paperDay(due)]),
      },
      heading('工作要求'),
      paragraph(
        `各责任单位应当在期限届满前完成纠正，将证明材料报${signedOffBy}，由其逐项核验销号。` +
          `确有困难不能按期完成的，应当在期限届满前书面说明理由。`,
      ),
      paragraph('纠错所需情况已经登记的，直接调用，不再要求重复填报。'),
    ],
  });
}
