// How each block of the board was computed, in words for whoever doubts a figure.
import type { Words } from '../domain/errors';

export const BASIS = {
  pilots: {
    zh: '按试点现在登记的状态计数，含草稿。地区按申报范围所列乡镇（未撤回的各版本）：跨乡镇的试点在每个乡镇各计一次，写全县的单列，故各地区之和可多于总数。',
    en: 'Counted by the present state of each pilot, drafts included. Places are the townships its scope names in any version not withdrawn: a pilot counts once in each, and one that names the whole county stands apart, so places may add up to more than the total.',
  },
  pledges: {
    zh: '金额与件数分开，只计承诺单位已会签确认的承诺：应兑现为至该日到期的各期（含双方确认的调整），已兑现只计对方已确认的，欠兑现逐项相减后相加，多兑现的不抵别项。有文件未会签与仅主张的只计项数。',
    en: 'Money and units apart, of counter-signed pledges alone: due are the tranches up to the day as confirmed revisions leave them, delivered is what the other side confirmed, undelivered is summed pledge by pledge so that surplus on one never covers another. Documented but unsigned and merely claimed ones are only counted.',
  },
  approvals: {
    zh: '该日已提交而未办结的审批，按事件所述日期逐日归属：申报单位、审批单位、依法中止，均为工作日。超时指审批单位所用工作日超过承诺时限（只有询问的，按告知途径的时限）。',
    en: 'Approvals put to the authority by the day and not settled, every working day attributed by the stated days of their events to sponsor, authority or lawful suspension. Overdue: the authority has used more working days than the term, or for a mere inquiry more than the term for naming the path.',
  },
  flaws: {
    zh: '按瑕疵现在的状态计数；结果取最近一次核对的结论，核对后又有变化的仍显示该结论。',
    en: 'Counted by the present state; the outcome is that of the last check, even where facts have changed since.',
  },
  claims: {
    zh: '办理中的申请按其所处环节在该日的期限信号计数：绿、黄为期限内，红为超期；期限按申请之日的清单。认定只计已送达的现行认定。',
    en: 'Claims going on are counted by the signal of their present step on the day: green and yellow in time, red late, by the rulebook of the day of filing. Decisions are those in force, once served.',
  },
  means: {
    zh: '上级交办、已登记而未结束的试点中，有已确认的承诺到期未兑现足，或有审批超过时限的。',
    en: 'Pilots assigned from above, registered and not closed, with a made pledge due and not delivered in full or an approval past its term.',
  },
  trends: {
    zh: '按入账时间（北京时间）归月；审批工作日为当月办结各件在审批单位的工作日的中位数；兑现按对方确认之月。',
    en: 'By the month of the ledger’s time in China; approvals show the median of the authority’s working days of those decided in the month; deliveries count in the month in which the other side confirmed them.',
  },
  counties: {
    zh: '各县口径与看板相同，在同一日计算；有单位登记的县都列出。',
    en: 'Each county by the same rules as the board, for the same day; every county with a registered office is listed.',
  },
} as const satisfies Record<string, Words>;
