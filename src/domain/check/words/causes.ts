// One sentence for every kind of cause; {placeholders} are its figures, {subject} and
// {against} its own codes; {due}, {delivered}, {missing} and {claimed} stand for money or for units, as the pledge counts.

import type { Words } from '../../errors';
import type { CauseKind } from '../finding';

export const CAUSE_WORDS: Readonly<Record<CauseKind, Words>> = {
  'pledge-undelivered': {
    zh: '承诺 {subject}（{against}）至 {day} 应到 {due}，实到 {delivered}，欠 {missing}；最早一笔 {oldestDue} 到期，已迟 {workdaysLate} 个工作日',
    en: 'pledge {subject} by {against}: by {day} due {due}, delivered {delivered}, missing {missing}; the oldest was due on {oldestDue}, {workdaysLate} working days earlier',
  },
  'pledge-unsigned': {
    zh: '承诺 {subject}（{against}）有文件依据而未经承诺方签认：{claimedOn} 提出，至 {day} 已沉默 {workdaysSilent} 个工作日；应到 {claimed}',
    en: 'pledge {subject} rests on a document but {against} has not signed it: claimed on {claimedOn}, silent for {workdaysSilent} working days by {day}; {claimed} was due',
  },
  'approval-stuck': {
    zh: '审批 {subject}（{against}）至 {day} 未办结，现压在{onDesk}；共 {totalWorkdays} 个工作日：申报方 {sponsorWorkdays}、审批方 {authorityWorkdays}、依法中止 {suspendedWorkdays}；期限 {termWorkdays}，超期 {overdueBy}；退回 {rounds} 次',
    en: 'approval {subject} at {against}: undecided on {day}, on the desk of: {onDesk}; {totalWorkdays} working days in all, sponsor {sponsorWorkdays}, authority {authorityWorkdays}, suspended by law {suspendedWorkdays}; term {termWorkdays}, overdue by {overdueBy}; returned {rounds} times',
  },
  'path-not-named': {
    zh: '询问 {subject}（{against}）至 {day} 未被告知办理途径，已 {inquiryWorkdays} 个工作日；期限 {termWorkdays}，超期 {overdueBy}',
    en: 'inquiry {subject} to {against}: by {day} the path had not been named for {inquiryWorkdays} working days; term {termWorkdays}, overdue by {overdueBy}',
  },
  'contradictory-remarks': {
    zh: '审批 {subject}（{against}）退回 {rounds} 次，有 {contradictions} 处意见相互矛盾（{topics}）；申报方 {sponsorWorkdays}、审批方 {authorityWorkdays} 个工作日',
    en: 'approval {subject} at {against}: returned {rounds} times with {contradictions} contradictory demands ({topics}); sponsor {sponsorWorkdays}, authority {authorityWorkdays} working days',
  },
  'means-not-given': {
    zh: '承诺 {subject}（{against}，{pledgeKind}）至 {day} 应给 {due}，已给 {delivered}，欠 {missing}；最早 {oldestDue} 到期，已迟 {workdaysLate} 个工作日',
    en: 'pledge {subject} by {against} ({pledgeKind}): by {day} {due} due, {delivered} given, {missing} missing; the oldest was due on {oldestDue}, {workdaysLate} working days earlier',
  },
  'whistle-unanswered': {
    zh: '吹哨 {subject}（{against}）于 {blownOn} 发出，应于 {dueOn} 前报到，至 {day} 超期 {workdaysOverdue} 个工作日未答复',
    en: 'whistle {subject} to {against}, blown on {blownOn}, due on {dueOn}: unanswered on {day}, {workdaysOverdue} working days overdue',
  },
};
