// What each act on an approval is called on its button, and what follows from it, told before it is done.
import type { ApprovalAct } from '@domain/approval';
import { say } from '@/words/say';

/** Acts that carry nothing but the day and a note. */
export type PlainAct = 'inquire' | 'resubmit' | 'withdraw' | 'accept' | 'resume' | 'grant';
/** Acts whose note is the reason the law asks for. */
export type ReasonedAct = 'refuse' | 'lapse';

export function labelOf(act: ApprovalAct): string {
  const labels: Record<ApprovalAct, () => string> = {
    inquire: () => say('询问办理途径', 'Ask for the path'),
    apply: () => say('提出申请', 'Apply'),
    resubmit: () => say('重新提交', 'Resubmit'),
    withdraw: () => say('撤回', 'Withdraw'),
    'name-path': () => say('告知办理途径', 'Name the path'),
    accept: () => say('受理', 'Accept'),
    return: () => say('退回修改', 'Return'),
    suspend: () => say('中止计时', 'Suspend the clock'),
    resume: () => say('恢复计时', 'Resume the clock'),
    grant: () => say('批准', 'Grant'),
    refuse: () => say('不予批准', 'Refuse'),
    lapse: () => say('办理失效', 'Declare lapsed'),
  };
  return labels[act]();
}

export function consequenceOf(act: ApprovalAct): string {
  const told: Record<ApprovalAct, () => string> = {
    inquire: () =>
      say(
        '由审批单位告知走哪项程序；从次日起计它的时间，直到告知。',
        'The authority has to say which procedure applies; its clock runs from the next day until it does.',
      ),
    apply: () =>
      say(
        '从申请的次日起计审批单位的承诺时限。',
        'The authority’s promised term runs from the day after the application.',
      ),
    resubmit: () =>
      say(
        '改好后交回审批单位，从次日起继续计它的时间。',
        'Back to the authority; its clock goes on from the next day.',
      ),
    withdraw: () => say('这项审批就此结束，不能再恢复。', 'This ends the approval; it cannot be taken up again.'),
    'name-path': () =>
      say(
        '告知的事项、依据、时限和材料从申请起约束本单位；时间转到申报单位。',
        'Matter, basis, term and materials bind your unit from the application on; the clock moves to the sponsor.',
      ),
    accept: () => say('受理后仍在本单位手里，时限继续计算。', 'It stays with your unit, and the term runs on.'),
    return: () =>
      say(
        '一次告知全部修改意见，写明是谁提的。时间转到申报单位，这算一轮退回。',
        'Say everything at once, and who asked for it. The clock moves to the sponsor; this counts as a round.',
      ),
    suspend: () =>
      say(
        '只有这四种事由依法不计入时限；结束后请及时恢复。',
        'Only these four grounds stop the clock by law; resume it once they are over.',
      ),
    resume: () => say('从次日起继续计本单位的时间。', 'Your clock goes on from the next day.'),
    grant: () => say('批准后本事项办结，不能撤销。', 'This decides the matter and cannot be undone.'),
    refuse: () => say('不予批准须说明理由，理由送达申报单位。', 'A refusal needs its reason, which the sponsor reads.'),
    lapse: () =>
      say(
        '申报单位逾期未办的，可办理失效，须说明理由；本事项就此结束。',
        'Where the sponsor let its time pass; the reason is required, and the matter ends.',
      ),
  };
  return told[act]();
}
