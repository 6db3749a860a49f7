// 合议组: who sits, who may and may not, and forming it anew. What keeps somebody away is told before he is chosen.
import { Button, Checkbox, Form, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { $api, api, newKey, tag, type Schemas } from '@/api/client';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { Reading } from '@/parts/feedback';
import { UnitName } from '@/parts/organisations';
import { Tag } from '@/parts/tag';
import { Instant } from '@/parts/time';
import { say, sayIn } from '@/words/say';
import { STAGE_WORDS, usePanel, type Claim } from './claim-data';
import { reasonField } from './plain-acts';

export function Panel({ claim }: { claim: Claim }): ReactNode {
  const panel = usePanel(claim.id);
  return (
    <section aria-label={say('合议组', 'The panel')}>
      <h3>{say('合议组', 'The panel')}</h3>
      <Reading of={panel}>
        {view => (
          <>
            <Members view={view} />
            {claim.mine.includes('form-panel') && <FormPanel claim={claim} least={view.least} />}
          </>
        )}
      </Reading>
    </section>
  );
}

function Members({ view }: { view: Schemas['PanelView'] }): ReactNode {
  if (view.members.length === 0) {
    return (
      <p className="quiet">
        {say(`尚未组成；须 ${view.least} 人以上的单数。`, `Not formed yet: an odd number, ${view.least} at least.`)}
      </p>
    );
  }
  return (
    <>
      {!view.fit && (
        <p className="note note-warn">
          {say('现有合议组不能履职，须重新组成。', 'The panel cannot act as it stands; form it anew.')}
        </p>
      )}
      <ul className="case-list">
        {view.members.map(one => (
          <li key={`${one.accountId}${one.appointedAt}`}>
            <strong>{one.name ?? `…${one.accountId.slice(-4)}`}</strong> <UnitName id={one.unitId} />{' '}
            {one.chair && <Tag tone="brand">{say('组长', 'chair')}</Tag>}{' '}
            {one.recused && <Tag tone="bad">{say('应当回避', 'recused')}</Tag>}{' '}
            <span className="quiet small">
              {sayIn(STAGE_WORDS[one.stage])} · <Instant at={one.appointedAt} />
              {one.leftAt !== null && (
                <>
                  {' '}
                  · {say('离任', 'left')} <Instant at={one.leftAt} /> {one.leftReason}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

interface Typed {
  seats: string[];
  chair: string;
  reason: string;
}

function FormPanel({ claim, least }: { claim: Claim; least: number }): ReactNode {
  const [opened, setOpened] = useState(false);
  const candidates = $api.useQuery(
    'get',
    '/api/claims/{id}/candidates',
    { params: { path: { id: claim.id } } },
    { enabled: opened },
  );
  const run = ({ seats, chair, reason }: Typed) =>
    must(
      api.POST('/api/claims/{id}/panel', {
        params: { path: { id: claim.id }, header: { ...tag(claim.version), 'Idempotency-Key': newKey() } },
        body: { members: seats.map(accountId => ({ accountId, chair: accountId === chair })), reason },
      }),
    );
  if (!opened) {
    return <Button onClick={() => setOpened(true)}>{say('查看可以任命的人员', 'Who may sit')}</Button>;
  }
  return (
    <Reading of={candidates}>
      {people => (
        <>
          <KeptAway of={people} />
          <Act<Typed>
            label={say('组成合议组', 'Form the panel')}
            look={{ type: 'primary' }}
            wide
            explain={say(
              `不少于 ${least} 人的单数，一名组长；每一席都要表决。`,
              `An odd number, ${least} at least, one chair; every seat votes.`,
            )}
            fields={<SeatFields people={people} />}
            run={run}
          />
        </>
      )}
    </Reading>
  );
}

type Candidate = Schemas['PanelCandidateView'];

const free = (people: readonly Candidate[]): Candidate[] => people.filter(({ keptAwayBy }) => keptAwayBy.length === 0);

function KeptAway({ of }: { of: readonly Candidate[] }): ReactNode {
  const away = of.filter(({ keptAwayBy }) => keptAwayBy.length > 0);
  return (
    <>
      <p>{say(`可以任命 ${free(of).length} 人。`, `${free(of).length} may sit.`)}</p>
      {away.length > 0 && (
        <ul className="finding-lines small">
          {away.map(({ accountId, name, post, unit, keptAwayBy }) => (
            <li key={accountId}>
              {[name, unit, post].filter(Boolean).join(' · ')}
              {say('，不能任命：', ', may not sit: ')}
              {keptAwayBy.map(sayIn).join(say('；', '; '))}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function SeatFields({ people }: { people: readonly Candidate[] }): ReactNode {
  const options = free(people).map(({ accountId, name, post, unit }) => ({
    value: accountId,
    label: [name, unit, post].filter(Boolean).join(' · '),
  }));
  const seats = (Form.useWatch('seats') as string[] | undefined) ?? [];
  return (
    <>
      <Form.Item name="seats" label={say('成员', 'Members')} rules={[{ required: true }]}>
        <Checkbox.Group className="case-choices" options={options} />
      </Form.Item>
      <Form.Item name="chair" label={say('组长', 'Chair')} rules={[{ required: true }]}>
        <Radio.Group
          aria-label={say('组长', 'Chair')}
          className="case-choices"
          options={options.filter(({ value }) => seats.includes(value))}
        />
      </Form.Item>
      {reasonField(true, 'reason', say('组成的理由', 'Why these'))}
    </>
  );
}
