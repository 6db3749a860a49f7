// One difference between two records in words: what came, what went, from what to what.
import type { ReactNode } from 'react';
import type { RecordDifference } from '@domain/record-difference';
import { moneyText } from '@/parts/money';
import { Span } from '@/parts/time';
import { GRADE, nameOf } from '@/words/names';
import { say, type Words } from '@/words/say';

/** The name of a code or an id. */
export type NamesOf = (code: string) => string;

export const FIELD: Readonly<Record<RecordDifference['field'], Words>> = {
  scopeNumber: { zh: '申报范围', en: 'scope version' },
  flawKinds: { zh: '瑕疵种类', en: 'kinds of flaw' },
  risks: { zh: '风险', en: 'risks' },
  safeguards: { zh: '保障措施', en: 'safeguards' },
  approvals: { zh: '依托的审批', en: 'approvals' },
  pledges: { zh: '依托的承诺', en: 'pledges' },
  lossCapFen: { zh: '损失上限', en: 'loss cap' },
  period: { zh: '备案期限', en: 'period' },
};

export function differenceSaid(difference: RecordDifference, names: NamesOf): ReactNode {
  switch (difference.field) {
    case 'risks': {
      const risk = ({ text, grade }: (typeof difference.added)[number]) => `${text}（${nameOf(GRADE, grade)}）`;
      return <Members added={difference.added.map(risk)} removed={difference.removed.map(risk)} />;
    }
    case 'scopeNumber':
      return say(
        `第 ${difference.before} 版 → 第 ${difference.after} 版`,
        `version ${difference.before} → version ${difference.after}`,
      );
    case 'lossCapFen':
      return `${capText(difference.before)} → ${capText(difference.after)}`;
    case 'period':
      return (
        <>
          <Span {...difference.before} /> → <Span {...difference.after} />
        </>
      );
    case 'flawKinds':
    case 'safeguards':
    case 'approvals':
    case 'pledges':
      return <Members added={difference.added.map(names)} removed={difference.removed.map(names)} />;
  }
}

const capText = (fen: number | null): string => (fen === null ? say('没有上限', 'no cap') : moneyText(fen));

function Members({ added, removed }: { added: string[]; removed: string[] }): ReactNode {
  return (
    <>
      {added.length > 0 && (
        <div>
          {say('增加：', 'added: ')}
          {added.join('；')}
        </div>
      )}
      {removed.length > 0 && (
        <div>
          {say('去掉：', 'left out: ')}
          {removed.join('；')}
        </div>
      )}
    </>
  );
}
