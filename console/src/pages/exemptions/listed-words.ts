// What the entries of a rulebook's lists mean, in words for a township officer: the rulebook itself carries titles alone.
// An entry that is not explained here stands with its title; nothing is made up for it.
import type { Words } from '@/words/say';

type Explained = Readonly<Record<string, Words>>;

export const KIND_EXPLAINED: Explained = {
  'built-before-approval': {
    zh: '用地、规划、施工等手续还没办下来，就先动工了。',
    en: 'Work began before land, planning or building approvals were granted.',
  },
  'not-reported-before-start': {
    zh: '按规定开工前应当报备，没有报备就开始了。',
    en: 'A report was due before the start and was not made.',
  },
  'no-tender': {
    zh: '达到招标标准的工程或采购，没有招标。',
    en: 'A tender was due for the works or the purchase and was not held.',
  },
  'procurement-step-skipped': {
    zh: '采购做了，但少了询价、比选、验收等其中一步。',
    en: 'Bought, but without one of the steps: quotations, comparison, acceptance.',
  },
  'self-made-procedure': {
    zh: '没有现成规定可依，按自己定的流程办。',
    en: 'No rule fitted, so a procedure of one’s own was followed.',
  },
  'design-change-not-filed': {
    zh: '实施中改了设计，没有办理变更备案。',
    en: 'The design was changed on the way and the change was not filed.',
  },
  'missing-documents': {
    zh: '材料不齐先受理，超出了容缺受理允许的范围。',
    en: 'Accepted with more documents missing than is allowed.',
  },
  'report-late': { zh: '应当按时报告的事项，报晚了。', en: 'What had to be reported in time was reported late.' },
  'minutes-incomplete': {
    zh: '会开了，记录里缺时间、出席人员、各人意见等内容。',
    en: 'The meeting was held; the minutes lack time, attendance or opinions.',
  },
  'notice-too-short': {
    zh: '公示了，但没有公示够规定的天数。',
    en: 'Public notice was given, for fewer days than required.',
  },
  'contract-after-start': {
    zh: '先干了活、供了货，合同后来才签。',
    en: 'Work was done or goods came first, the contract was signed later.',
  },
  'acceptance-late': { zh: '完工后没有按期验收。', en: 'Finished, and not accepted within its time.' },
  'budget-review-skipped': {
    zh: '应当先做预算评审，没有评审就实施了。',
    en: 'A budget review was due first and was skipped.',
  },
  'payee-mismatch': { zh: '钱付给了合同以外的收款方。', en: 'Paid to somebody who is not the party of the contract.' },
  'steps-reversed': { zh: '本该先后办的两步，顺序颠倒了。', en: 'Two steps were taken in the wrong order.' },
  'opinion-not-sought': {
    zh: '应当先征求部门或者群众意见，没有征求。',
    en: 'The opinion of a department or of the people was due and was not sought.',
  },
  'investment-failed': {
    zh: '钱花了、事办了，效果没有达到预期。',
    en: 'Money was spent and the work done, and it missed its aim.',
  },
};

export const SAFEGUARD_EXPLAINED: Explained = {
  'collective-decision': {
    zh: '由班子会或者村“两委”会集体研究决定。留存会议纪要和签到表，写明出席人员和不同意见。',
    en: 'Decided by the leading group or the village committees together. Keep minutes and attendance, dissent included.',
  },
  'legal-review': {
    zh: '请司法所、法律顾问或者法制机构审查做法是否合法。留存书面审查意见。',
    en: 'The justice office or a legal adviser looks at whether it is lawful. Keep the written opinion.',
  },
  'risk-assessment': {
    zh: '动手前写清可能出什么问题、影响谁、怎么应对。留存书面评估。',
    en: 'Before the start: what may go wrong, whom it touches, what is done then. Keep it in writing.',
  },
  'public-notice': {
    zh: '把做法、资金和责任人向群众公示，并处理收到的意见。留存公示照片和意见处理情况。',
    en: 'Tell the people what is done, with which money and by whom, and deal with what they say. Keep photographs.',
  },
  'villagers-meeting': {
    zh: '召开村民会议或者村民代表会议表决。留存到会名单、会议记录和表决结果。',
    en: 'A villagers’ meeting votes on it. Keep attendance, minutes and the vote.',
  },
  'expert-opinion': {
    zh: '请懂行的人论证是否可行、有无更稳妥的办法。留存论证意见。',
    en: 'People who know the trade say whether it works and whether there is a safer way. Keep their opinion.',
  },
  'budget-review': {
    zh: '花钱之前由财政或者评审机构评审预算。留存评审结论。',
    en: 'The budget is reviewed before money is spent. Keep the result.',
  },
  'stop-loss-plan': {
    zh: '事先写明出现什么情况就停、由谁叫停、停后怎么善后。留存预案。',
    en: 'Written beforehand: when to stop, who stops it, what happens then. Keep the plan.',
  },
  'on-site-supervision': {
    zh: '指定专人在现场监督质量、安全和用款。留存监督记录。',
    en: 'Somebody named watches quality, safety and spending on site. Keep the record.',
  },
  'midterm-review': {
    zh: '实施到一半时评估一次，决定继续、调整还是停止。留存评估报告。',
    en: 'Half-way it is reviewed: go on, change or stop. Keep the report.',
  },
};
