// 评议: opinions by element and votes, round by round, and the reader's own where he sits. Who may not read it is told so.
import { Form, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import { DECISION_KINDS, ELEMENTS, type DecisionKind } from '@domain/claim/claim';
import { DECISION_KIND_WORDS } from '@domain/claim/decision';
import { $api, api, tag, type Schemas } from '@/api/client';
import { isForbidden, tell } from '@/api/problem';
import { useSelf } from '@/api/session-hook';
import { must } from '@/api/write';
import { Reading } from '@/parts/feedback';
import { ELEMENT_WORDS } from '@/parts/finding/order';
import { KeptForm } from '@/parts/kept-form';
import { Tag } from '@/parts/tag';
import { Instant } from '@/parts/time';
import { say, sayIn } from '@/words/say';
import { STAGE_WORDS, usePeople, type Claim } from './claim-data';

export function Deliberation({ claim }: { claim: Claim }): ReactNode {
  const said = $api.useQuery('get', '/api/claims/{id}/deliberation', { params: { path: { id: claim.id } } });
  const { accountId } = useSelf();
  const voted = said.data?.rounds.some(
    round =>
      round.stage === claim.stage && round.round === claim.round && round.opinions.some(({ by }) => by === accountId),
  );
  return (
    <section aria-label={say('评议与表决', 'Opinions and votes')}>
      <h3>{say('评议与表决', 'Opinions and votes')}</h3>
      {isForbidden(said.error) ? (
        <p className="quiet">{tell(said.error)}</p>
      ) : (
        <Reading of={said}>
          {({ rounds }) =>
            rounds.length === 0 ? (
              <p className="quiet">{say('还没有人发表意见。', 'Nobody has given an opinion yet.')}</p>
            ) : (
              rounds.map(round => <Round key={`${round.stage}${round.round}`} of={round} claim={claim} />)
            )
          }
        </Reading>
      )}
      {claim.mine.includes('opine') && voted !== true && <OpinionForm claim={claim} />}
    </section>
  );
}

function Round({ of, claim }: { of: Schemas['RoundView']; claim: Claim }): ReactNode {
  const name = usePeople(claim.id);
  const tally = of.tally as Schemas['TallyView'] | null;
  return (
    <>
      <h4 className="finding-group">
        {sayIn(STAGE_WORDS[of.stage])} {say(`第 ${of.round} 轮`, `round ${of.round}`)}
      </h4>
      {tally !== null && <Tally of={tally} />}
      <ul className="case-list">
        {of.opinions.map(one => (
          <li key={one.by}>
            <strong>{name(one.by)}</strong> <Tag tone="brand">{sayIn(DECISION_KIND_WORDS[one.vote])}</Tag>{' '}
            <span className="quiet small">
              <Instant at={one.recordedAt} />
            </span>
            <p>{one.reason}</p>
            <dl className="case-elements small">
              {ELEMENTS.map(element => (
                <div key={element}>
                  <dt className="quiet">{sayIn(ELEMENT_WORDS[element])}</dt>
                  <dd>{one.elements[element]}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}

function Tally({ of }: { of: Schemas['TallyView'] }): ReactNode {
  const counts = of.counts as unknown as Record<DecisionKind, number>;
  const given = DECISION_KINDS.filter(kind => counts[kind] > 0);
  return (
    <p>
      {say(`${of.seats} 席，已表决 ${of.voted} 席`, `${of.voted} of ${of.seats} seats voted`)}{' '}
      {given.map(kind => (
        <span key={kind} className="num">
          {sayIn(DECISION_KIND_WORDS[kind])} {counts[kind]}{' '}
        </span>
      ))}
      {of.majority === null ? (
        <Tag tone="warn">{say('尚无多数意见', 'no majority yet')}</Tag>
      ) : (
        <Tag tone="good">{say(`多数意见：${sayIn(DECISION_KIND_WORDS[of.majority])}`, `majority: ${of.majority}`)}</Tag>
      )}
    </p>
  );
}

type Body = Schemas['MemberOpinionBody'];

/** Six opinions are long; they are kept as they are typed. */
function OpinionForm({ claim }: { claim: Claim }): ReactNode {
  const [form] = Form.useForm<Body>();
  const text = (name: string | string[], label: string) => (
    <Form.Item name={name} label={label} rules={[{ required: true, min: 2 }]}>
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
    </Form.Item>
  );
  return (
    <section className="case-form" aria-label={say('我的意见与表决', 'My opinion and vote')}>
      <h3>{say('我的意见与表决', 'My opinion and vote')}</h3>
      <KeptForm<Body, Schemas['MemberOpinionWritten']>
        name="opinion"
        subject={claim.id}
        form={form}
        initial={{}}
        submit={say('提交意见并表决', 'Give the opinion and vote')}
        send={(body, key) =>
          must(
            api.POST('/api/claims/{id}/opinions', {
              params: { path: { id: claim.id }, header: { ...tag(claim.version), 'Idempotency-Key': key } },
              body,
            }),
          )
        }
        sent={() => form.resetFields()}
      >
        <div className="case-elements">
          {ELEMENTS.map(element => (
            <div key={element}>
              {text(['elements', element], say(`${ELEMENT_WORDS[element].zh}意见`, `on ${ELEMENT_WORDS[element].en}`))}
            </div>
          ))}
        </div>
        <Form.Item name="vote" label={say('表决', 'Vote')} rules={[{ required: true }]}>
          <Radio.Group
            aria-label={say('表决', 'Vote')}
            options={DECISION_KINDS.map(value => ({ value, label: sayIn(DECISION_KIND_WORDS[value]) }))}
          />
        </Form.Item>
        {text('reason', say('表决理由', 'Reason of the vote'))}
      </KeptForm>
    </section>
  );
}
