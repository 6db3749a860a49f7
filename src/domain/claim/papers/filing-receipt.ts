// The receipt of a claim (收件回执): what was handed in and when, proved by digests and by its place in the ledger. It says
// that the claim was received; admission (受理) is a decision of its own, made within the term printed here.

import type { Paper } from '../../paper/paper';
import { paperDay, paperInstant, shortDigest } from '../../paper/forms';
import type { Day, Instant } from '../../period';
import { framed, heading, paragraph, pilotNamed, you } from './frame';
import type { ClaimSubject, PaperFrame } from './frame';

export interface FilingReceiptPaperFacts {
  frame: PaperFrame;
  subject: ClaimSubject;
  receivedAt: Instant;
  /** SHA-256 in full, hexadecimal; the first sixteen digits are printed. */
  handedIn: readonly { title: string; sha256: string }[];
  /** Until when admission is decided. `provisional`: the calendar of that year is not yet published. */
  admission: { workdays: number; lastDay: Day; provisional: boolean };
  /** Where the filing stands in the county's log. */
  ledger: { county: string; position: number; leafHash: string };
}

export function filingReceiptPaper({ frame, subject, ...facts }: FilingReceiptPaperFacts): Paper {
  const { admission, ledger } = facts;
  return framed(frame, {
    title: '容错申请收件回执',
    addressee: subject.claimant.name,
    body: [
      paragraph(
        `${you(subject.claimant)}就${subject.unit}${pilotNamed(subject)}中“${subject.flaw.title}”的程序瑕疵` +
          `（编号${subject.flaw.code}）提出的容错申请已经收到。`,
      ),
      heading('收件情况'),
      {
        kind: 'pairs',
        rows: [
          ['申请编号', subject.claim],
          ['收到时间', paperInstant(facts.receivedAt)],
          ['受理期限', `${admission.workdays}个工作日，至${paperDay(admission.lastDay)}`],
          ['账本位置', `${ledger.county}县级账本第${ledger.position}项`],
          ['账本摘要', ledger.leafHash],
        ],
      },
      heading('收到的材料'),
      ...materials(facts.handedIn),
      heading('说明'),
      paragraph(
        `本机关应当在${paperDay(admission.lastDay)}前（含当日）决定是否受理，不予受理的说明理由。` +
          (admission.provisional ? '该年度放假安排尚未公布，期限届时如有变动另行告知。' : ''),
      ),
      paragraph('本回执只证明收到申请的时间和材料，不表示已经受理，也不表示将予容错。请妥善保存。'),
    ],
  });
}

function materials(handedIn: FilingReceiptPaperFacts['handedIn']) {
  if (handedIn.length === 0) return [paragraph('随申请没有提交其他材料。')];
  const rows = handedIn.map(({ title, sha256 }, i) => [String(i + 1), title, shortDigest(sha256)]);
  return [{ kind: 'table' as const, widths: [1, 6, 5], head: ['序号', '材料名称', 'SHA-256摘要前16位'], rows }];
}
