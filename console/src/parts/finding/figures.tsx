// The figures behind a sentence, each with a name: an inspector compares them with the papers without reading prose.
import type { ReactNode } from 'react';
import type { FindingFigures } from '@domain/check/finding';
import { shown } from '@domain/check/words/filling';
import { How } from '@/parts/time';
import { currentLanguage, say, sayIn, type Words } from '@/words/say';

const FIGURE_WORDS: Readonly<Record<string, Words>> = {
  record: { zh: '备案', en: 'record' },
  sealedOn: { zh: '封存日', en: 'sealed on' },
  anchored: { zh: '有外部时间证明', en: 'outside proof of time' },
  actFrom: { zh: '行为首日', en: 'first day of the act' },
  actTo: { zh: '行为末日', en: 'last day of the act' },
  workdays: { zh: '工作日', en: 'working days' },
  termWorkdays: { zh: '期限（工作日）', en: 'term, working days' },
  periodFrom: { zh: '期间起', en: 'period from' },
  periodTo: { zh: '期间止', en: 'period to' },
  endedBy: { zh: '终止原因', en: 'ended by' },
  endedOn: { zh: '终止日', en: 'ended on' },
  pilotState: { zh: '试点状态', en: 'state of the pilot' },
  pilotStateOn: { zh: '状态起日', en: 'state since' },
  scopeVersion: { zh: '申报范围版本', en: 'scope version' },
  acted: { zh: '实际', en: 'acted' },
  declared: { zh: '申报', en: 'declared' },
  outside: { zh: '超出部分', en: 'outside' },
  kind: { zh: '瑕疵种类', en: 'kind of flaw' },
  foreseen: { zh: '已预见的种类', en: 'kinds foreseen' },
  provision: { zh: '规定', en: 'provision' },
  ruleLevel: { zh: '规定层级', en: 'level of the rule' },
  authorisationLevel: { zh: '授权层级', en: 'level of the authorisation' },
  authorisationNumber: { zh: '授权文号', en: 'authorisation number' },
  authorisedFrom: { zh: '授权起', en: 'authorised from' },
  authorisedTo: { zh: '授权止', en: 'authorised to' },
  count: { zh: '数目', en: 'count' },
  mark: { zh: '性质', en: 'nature' },
  marks: { zh: '所列性质', en: 'natures asked' },
  promised: { zh: '承诺的保障措施', en: 'safeguards promised' },
  open: { zh: '未落实的', en: 'open' },
  decidedOn: { zh: '集体决策日', en: 'decided on' },
  reportedOn: { zh: '报告日', en: 'reported on' },
  awareOn: { zh: '知晓日', en: 'aware on' },
  recorded: { zh: '系统有记录', en: 'on record' },
  facts: { zh: '所看事实', en: 'facts looked at' },
  done: { zh: '已有补救', en: 'done' },
  lossFen: { zh: '损失', en: 'loss' },
  capFen: { zh: '损失限额', en: 'loss cap' },
  lineFen: { zh: '红线界线', en: 'red line' },
  day: { zh: '计算至', en: 'as of' },
  dueFen: { zh: '应到', en: 'due' },
  dueUnits: { zh: '应到', en: 'due' },
  deliveredFen: { zh: '实到', en: 'delivered' },
  deliveredUnits: { zh: '实到', en: 'delivered' },
  missingFen: { zh: '欠', en: 'missing' },
  missingUnits: { zh: '欠', en: 'missing' },
  claimedFen: { zh: '主张数额', en: 'claimed' },
  claimedUnits: { zh: '主张数额', en: 'claimed' },
  claimedOn: { zh: '提出日', en: 'claimed on' },
  oldestDue: { zh: '最早到期', en: 'oldest due' },
  dueOn: { zh: '到期日', en: 'due on' },
  workdaysLate: { zh: '迟延（工作日）', en: 'late, working days' },
  workdaysSilent: { zh: '沉默（工作日）', en: 'silent, working days' },
  workdaysOverdue: { zh: '超期（工作日）', en: 'overdue, working days' },
  overdueBy: { zh: '超期（工作日）', en: 'overdue, working days' },
  onDesk: { zh: '在谁手里', en: 'on the desk of' },
  totalWorkdays: { zh: '合计（工作日）', en: 'in all, working days' },
  sponsorWorkdays: { zh: '申报方（工作日）', en: 'sponsor, working days' },
  authorityWorkdays: { zh: '审批方（工作日）', en: 'authority, working days' },
  suspendedWorkdays: { zh: '依法中止（工作日）', en: 'suspended, working days' },
  inquiryWorkdays: { zh: '询问（工作日）', en: 'inquiry, working days' },
  rounds: { zh: '退回次数', en: 'returns' },
  contradictions: { zh: '矛盾意见', en: 'contradictions' },
  topics: { zh: '矛盾所在', en: 'topics' },
  pledgeKind: { zh: '承诺种类', en: 'kind of pledge' },
  blownOn: { zh: '吹哨日', en: 'blown on' },
};

/** Who judged is an account without a name here; it says nothing beside the sentence. */
const UNSAID = ['by'];

export function FigureList({ of }: { of: FindingFigures }): ReactNode {
  const listed = Object.entries(of).filter(([name, value]) => value !== null && !UNSAID.includes(name));
  if (listed.length === 0) return null;
  return (
    <How label={say('数字', 'figures')}>
      <dl className="finding-figures">
        {listed.map(([name, value]) => (
          <div key={name}>
            <dt>{FIGURE_WORDS[name] ? sayIn(FIGURE_WORDS[name]) : name}</dt>
            <dd className="num">{shown(name, value, currentLanguage())}</dd>
          </div>
        ))}
      </dl>
    </How>
  );
}
