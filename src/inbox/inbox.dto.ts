// The inbox as its reader gets it: one flat item for each act that waits, with the days that are counted for it and the
// rule they are counted by, so that a page needs nothing else to show and to link it.
import { ApiProperty } from '@nestjs/swagger';
import type { Signal } from '../domain/claim/clock';
import { INBOX_KINDS, INBOX_SUBJECTS, type InboxKind, type InboxSubject } from '../domain/inbox/kinds';
import { BASIS_SOURCES, type BasisSource } from '../domain/inbox/urgency';
import { ChoiceField } from '../platform/fields';

const UUID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
const SIGNALS = ['green', 'yellow', 'red'] as const satisfies readonly Signal[];

export class InboxQuery {
  @ChoiceField({ zh: '只列一种', of: INBOX_KINDS, optional: true, example: 'approval.decide' }) kind?: InboxKind;
}

export class InboxSubjectView {
  @ApiProperty({ enum: INBOX_SUBJECTS, description: '链接到哪一类 / what the item leads to' }) type: InboxSubject;
  @ApiProperty({ example: UUID }) id: string;
  @ApiProperty({ example: 'SP-513221-2026-0001' }) code: string;
  @ApiProperty({ example: '农村公益性公墓用地审批' }) title: string;
}

export class InboxPilotView {
  @ApiProperty({ example: UUID }) id: string;
  @ApiProperty({ example: 'SD-513221-2026-0001' }) code: string;
  @ApiProperty({ example: '村级公益性公墓建设' }) title: string;
}

export class InboxBasisView {
  @ApiProperty({
    enum: BASIS_SOURCES,
    description:
      'rulebook 清单期限 · promised 承诺时限 · tranche 承诺到期日 · ordered 责令期限 · statute 法定期限 · period 自身期限',
  })
  source: BasisSource;
  @ApiProperty({ type: String, nullable: true, example: 'pledge-answer', description: '清单中的期限 / term code' })
  code: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'WC-513221@2' }) rulebook: string | null;
  @ApiProperty({ example: '清单 WC-513221@2 规定的承诺答复期限' }) zh: string;
  @ApiProperty({ example: 'rulebook WC-513221@2: answer to a claimed pledge' }) en: string;
}

export class InboxItem {
  @ApiProperty({ example: `approval.decide:${UUID}`, description: '本清单内唯一 / unique in the list' }) key: string;
  @ApiProperty({ enum: INBOX_KINDS }) kind: InboxKind;
  @ApiProperty({ example: 'grant', description: '所求的操作（其路由之名） / the act asked, as its route calls it' })
  act: string;
  @ApiProperty({ type: InboxSubjectView }) subject: InboxSubjectView;
  @ApiProperty({
    type: [String],
    example: ['collective-decision'],
    description:
      '其中的哪些：兑现或调整的 id、事实、问题、保障措施的代码、陈述方、回避或澄清的 id / which parts of it: ids of entries, codes of facts, questions, safeguards or sides',
  })
  parts: string[];
  @ApiProperty({ type: InboxPilotView, nullable: true }) pilot: InboxPilotView | null;
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ example: '2026-03-02', description: '自何日起等待 / waiting since' }) waitingSince: string;
  @ApiProperty({ example: 20, description: '已等待的工作日 / working days it has waited' }) daysWaited: number;
  @ApiProperty({ type: String, nullable: true, example: '2026-03-30', description: '最后一日 / last day in time' })
  due: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 20, description: '期限（工作日） / term in working days' })
  term: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 18,
    description: '期限已用的工作日 / working days of the term used; null without a term',
  })
  daysUsed: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 2,
    description: '剩余工作日，超期为负 / working days left, negative once overdue; null without a term or due day',
  })
  daysLeft: number | null;
  @ApiProperty({ type: InboxBasisView, nullable: true }) basis: InboxBasisView | null;
  @ApiProperty({ enum: SIGNALS, description: '红：已超期；黄：将到期 / red: overdue; yellow: near its end' })
  signal: Signal;
}

export class InboxCount {
  @ApiProperty({ enum: INBOX_KINDS }) kind: InboxKind;
  @ApiProperty({ example: 3 }) count: number;
  @ApiProperty({ example: 1 }) overdue: number;
}

export class InboxView {
  @ApiProperty({ example: '2026-03-30' }) day: string;
  @ApiProperty({ type: [InboxItem], description: '最急的在前，至多 200 条 / most urgent first, at most 200' })
  items: InboxItem[];
  @ApiProperty({ type: [InboxCount], description: '各种的确数，包括未列出的 / exact, those not listed included' })
  counts: InboxCount[];
  @ApiProperty({ example: 12, description: '全部条数 / all of them' }) total: number;
  @ApiProperty({ example: false, description: '还有未列出的 / there are more than listed' }) more: boolean;
}
