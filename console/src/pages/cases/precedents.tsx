// Decided cases like this one, names withheld: something to look things up by, never a ground of decision.
import type { ReactNode } from 'react';
import type { Outcome } from '@domain/check/finding';
import { DECISION_KIND_WORDS } from '@domain/claim/decision';
import { CONDITION_WORDS, OUTCOME_WORDS } from '@domain/check/words/names';
import { $api, type Schemas } from '@/api/client';
import { useMay } from '@/api/session-hook';
import { Reading } from '@/parts/feedback';
import { Card } from '@/parts/page';
import { Tag } from '@/parts/tag';
import { How } from '@/parts/time';
import { say, sayIn, type Words } from '@/words/say';

export function Precedents({ claimId }: { claimId: string }): ReactNode {
  const may = useMay()('precedent.read');
  const found = $api.useQuery(
    'get',
    '/api/claims/{id}/precedents',
    { params: { path: { id: claimId } } },
    { enabled: may },
  );
  if (!may) return null;
  return (
    <Card title={say('先例', 'Precedents')}>
      <Reading of={found}>{view => <Found view={view} />}</Reading>
    </Card>
  );
}

function Found({ view }: { view: Schemas['PrecedentsView'] }): ReactNode {
  return (
    <>
      {view.zh !== null && view.en !== null && (
        <p className={`note ${view.departsFromAll ? 'note-warn' : ''}`}>{say(view.zh, view.en)}</p>
      )}
      <p className="quiet small">
        {say(
          `比较了 ${view.compared} 件同类案件，相似 ${view.alike} 件。先例供参考，不是认定依据。`,
          `${view.compared} cases of the kind compared, ${view.alike} alike. To look things up by, never a ground.`,
        )}
      </p>
      <ul className="case-list">
        {view.items.map(one => (
          <PrecedentRow key={one.decision} of={one} />
        ))}
      </ul>
    </>
  );
}

const CAUSES: Readonly<Record<string, Words>> = {
  'pledge-undelivered': { zh: '承诺未兑现', en: 'pledge undelivered' },
  'pledge-unsigned': { zh: '承诺未签认', en: 'pledge unsigned' },
  'approval-stuck': { zh: '审批未办结', en: 'approval stuck' },
  'contradictory-remarks': { zh: '退回意见矛盾', en: 'contradictory remarks' },
  'means-not-given': { zh: '配套条件未到位', en: 'means not given' },
  'path-not-named': { zh: '未告知途径', en: 'path not named' },
  'whistle-unanswered': { zh: '吹哨未答复', en: 'whistle unanswered' },
};

const named = (words: Readonly<Record<string, Words>>, code: string): string =>
  words[code] ? sayIn(words[code]) : code;

function PrecedentRow({ of }: { of: Schemas['PrecedentView'] }): ReactNode {
  const { shared } = of;
  // `C09:met` or `R01:unmet`; only the code has a name.
  const results = shared.results.map(result => {
    const [code = ''] = result.split(/[ :=]/);
    return code in CONDITION_WORDS ? `${code} ${named(CONDITION_WORDS, code)}` : code;
  });
  return (
    <li>
      <strong>{of.decision}</strong> <Tag tone="brand">{sayIn(DECISION_KIND_WORDS[of.kind])}</Tag>{' '}
      <span className="small">{say(`相似度 ${of.score}`, `score ${of.score}`)}</span>
      <p className="small quiet">
        {of.county} · {of.year} · {of.rulebook} · {named(OUTCOME_WORDS, of.outcome as unknown as Outcome)}
      </p>
      <How label={say('相同之处', 'what is alike')}>
        <p>
          {results.join(say('、', ', '))}
          {shared.causes.length > 0 && say('；客观条件：', '; causes: ')}
          {shared.causes.map(cause => named(CAUSES, cause)).join(say('、', ', '))}
        </p>
      </How>
    </li>
  );
}
