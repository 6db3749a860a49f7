// What can wait for a person (待办): a closed list, each with the act asked and the thing it leads to. Nothing here is ever
// stored: an item is there while the state of things leaves that act to that person, and is gone once it is done.

export const INBOX_SUBJECTS = [
  'pilot',
  'pledge',
  'approval',
  'exemption',
  'flaw',
  'accountability',
  'claim',
  'correction',
  'rulebook-draft',
  'erasure',
  'fsck-run',
] as const;
export type InboxSubject = (typeof INBOX_SUBJECTS)[number];

interface Asked {
  /** Where the act is done. */
  subject: InboxSubject;
  /** As the route of the act calls it. */
  act: string;
}

export const INBOX = {
  'pilot.register': { subject: 'pilot', act: 'register' }, // 草稿待登记
  'pilot.start': { subject: 'pilot', act: 'start' }, // 已登记待启动
  'pilot.close': { subject: 'pilot', act: 'close' }, // 期限已过待结束
  'amendment.record': { subject: 'pilot', act: 'amend/record' }, // 范围变更待登记或撤回
  'pledge.counter-sign': { subject: 'pledge', act: 'counter-sign' }, // 承诺待会签或提出异议
  'pledge.restate': { subject: 'pledge', act: 'restate' }, // 有争议的承诺待重新主张
  'pledge.deliver': { subject: 'pledge', act: 'deliveries' }, // 到期承诺待填报兑现
  'delivery.confirm': { subject: 'pledge', act: 'confirm' }, // 对方填报的兑现待确认
  'revision.confirm': { subject: 'pledge', act: 'confirm' }, // 对方填报的调整待确认
  'approval.apply': { subject: 'approval', act: 'apply' }, // 可以申请
  'approval.resubmit': { subject: 'approval', act: 'resubmit' }, // 退回待重新提交
  'approval.name-path': { subject: 'approval', act: 'name-path' }, // 询问待告知途径
  'approval.accept': { subject: 'approval', act: 'accept' }, // 申请待受理或决定
  'approval.answer-return': { subject: 'approval', act: 'accept' }, // 退回后重新提交待答复
  'approval.decide': { subject: 'approval', act: 'grant' }, // 已受理待决定
  'approval.resume': { subject: 'approval', act: 'resume' }, // 中止计时待恢复
  'exemption.file': { subject: 'exemption', act: 'file' }, // 备案草稿待提交
  'exemption.refile': { subject: 'exemption', act: 'file' }, // 退回补正待再提交
  'exemption.renew': { subject: 'exemption', act: 'renew' }, // 即将到期待续备
  'exemption.opine': { subject: 'exemption', act: 'opinion' }, // 本机关书面意见
  'exemption.seal': { subject: 'exemption', act: 'seal' }, // 待封存或退回
  'exemption.return': { subject: 'exemption', act: 'return' }, // 不能封存，待退回或不予备案
  'safeguard.record': { subject: 'exemption', act: 'safeguards' }, // 承诺的保障措施待登记履行
  'flaw.answer': { subject: 'flaw', act: 'facts' }, // 关键事实待申报单位回答
  'flaw.check': { subject: 'flaw', act: 'check' }, // 瑕疵待核对
  'flaw.establish': { subject: 'flaw', act: 'facts' }, // 关键事实待认定
  'flaw.judge': { subject: 'flaw', act: 'questions' }, // 留给人的问题待回答
  'claim.file': { subject: 'accountability', act: 'claims' }, // 问责已启动，可以提出申请
  'claim.admit': { subject: 'claim', act: 'admit' }, // 待受理
  'claim.investigate': { subject: 'claim', act: 'investigate' }, // 待调查核实
  'claim.resume': { subject: 'claim', act: 'resume' }, // 中止待恢复
  'claim.state': { subject: 'claim', act: 'statements' }, // 本方尚未陈述
  'claim.hear': { subject: 'claim', act: 'statements' }, // 待听取陈述
  'claim.form-panel': { subject: 'claim', act: 'panel' }, // 待组成合议组
  'claim.deliberate': { subject: 'claim', act: 'deliberate' }, // 待提请合议
  'claim.opine': { subject: 'claim', act: 'opinions' }, // 本人意见与表决
  'claim.reopen': { subject: 'claim', act: 'reopen' }, // 无多数或状态已变，待退回核实
  'claim.propose': { subject: 'claim', act: 'decision' }, // 待拟定认定
  'claim.issue': { subject: 'claim', act: 'issue' }, // 待签发
  'claim.refer': { subject: 'claim', act: 'refer' }, // 待报上级批准
  'claim.approve-referral': { subject: 'claim', act: 'approve-referral' }, // 下级报请批准
  'claim.send-back': { subject: 'claim', act: 'send-back' }, // 报批期间内容已变，待发回
  'claim.serve': { subject: 'claim', act: 'serve' }, // 待送达
  'claim.request-re-review': { subject: 'claim', act: 'request-re-review' }, // 可以申请复审
  'claim.request-upper-review': { subject: 'claim', act: 'request-upper-review' }, // 可以申请复核
  'claim.close': { subject: 'claim', act: 'close' }, // 待办结
  'recusal.decide': { subject: 'claim', act: 'decide' }, // 回避待决定
  'clearance.confirm': { subject: 'claim', act: 'confirm' }, // 澄清待另一人确认
  'correction.answer': { subject: 'correction', act: 'answer' }, // 纠错待反馈
  'correction.sign-off': { subject: 'correction', act: 'sign-off' }, // 纠错待核验销号
  'rulebook.release': { subject: 'rulebook-draft', act: 'release' }, // 清单草稿待第二人发布
  'erasure.execute': { subject: 'erasure', act: 'execute' }, // 删除令待执行
  'ledger.faults': { subject: 'fsck-run', act: 'read' }, // 最近一次核查有异常
} as const satisfies Record<string, Asked>;
export type InboxKind = keyof typeof INBOX;
export const INBOX_KINDS = Object.keys(INBOX) as InboxKind[];
