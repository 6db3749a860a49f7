// 回避: who takes no part, on what ground, and who decided it. One declares for oneself, the sides demand of others.
import { Form, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { CLAIM_STATES } from '@domain/claim/claim';
import { groundWords, holds, STATED_GROUNDS, type RecusalOrigin, type RecusalState } from '@domain/claim/recusal';
import { $api, api, newKey, tag, type Schemas } from '@/api/client';
import { useMay, useSelf } from '@/api/session-hook';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { Reading } from '@/parts/feedback';
import { Tag, type Tone } from '@/parts/tag';
import { Instant } from '@/parts/time';
import { say, sayIn, type Words } from '@/words/say';
import { usePanel, usePeople, type Claim } from './claim-data';
import { reasonField } from './plain-acts';

const ORIGIN: Readonly<Record<RecusalOrigin, Words>> = {
  automatic: { zh: '依法应当回避', en: 'by law' },
  declared: { zh: '自行回避', en: 'declared' },
  demanded: { zh: '要求回避', en: 'demanded' },
};
const STATE: Readonly<Record<RecusalState, { tone: Tone; words: Words }>> = {
  pending: { tone: 'warn', words: { zh: '待决定', en: 'to be decided' } },
  upheld: { tone: 'good', words: { zh: '准予回避', en: 'upheld' } },
  refused: { tone: 'plain', words: { zh: '不予回避', en: 'refused' } },
};
/** Nothing is raised or decided once a claim is over. */
const OVER: readonly (typeof CLAIM_STATES)[number][] = ['not-admitted', 'closed', 'withdrawn'];

export function Recusals({ claim }: { claim: Claim }): ReactNode {
  const { accountId } = useSelf();
  const list = $api.useQuery('get', '/api/claims/{id}/recusals', {
    params: { path: { id: claim.id }, query: { account: accountId } },
  });
  const over = OVER.includes(claim.state);
  return (
    <Reading of={list}>
      {({ recusals, candidate }) => (
        <>
          <OwnGrounds candidate={candidate} />
          {!over && <Raise claim={claim} raised={recusals} />}
          {recusals.length === 0 ? (
            <p className="quiet">{say('没有回避记录。', 'No recusal on record.')}</p>
          ) : (
            <ul className="case-list">
              {recusals.map(one => (
                <RecusalRow key={one.id} of={one} claim={claim} over={over} />
              ))}
            </ul>
          )}
        </>
      )}
    </Reading>
  );
}

/** What the registry sees against the reader himself, before he tries. */
function OwnGrounds({ candidate }: { candidate: Schemas['CandidateView'] | null }): ReactNode {
  if (candidate === null || candidate.deciding.length === 0) return null;
  const grounds = candidate.deciding.map(sayIn).join(say('；', '; '));
  const handling = candidate.handling.length > 0;
  return (
    <p className="note note-warn">
      {handling
        ? say(`您应当回避，不能办理本申请：${grounds}`, `You may not handle this claim: ${grounds}`)
        : say(`您可以办理，但不能合议、签发：${grounds}`, `You may handle it, but neither sit nor issue: ${grounds}`)}
    </p>
  );
}

function RecusalRow({ of, claim, over }: { of: Schemas['RecusalView']; claim: Claim; over: boolean }): ReactNode {
  const name = usePeople(claim.id);
  const may = useMay();
  const { tone, words } = STATE[of.state];
  return (
    <li>
      <strong>{name(of.accountId)}</strong> <Tag tone={tone}>{sayIn(words)}</Tag>{' '}
      <span className="quiet small">
        {sayIn(ORIGIN[of.origin])} · {name(of.raisedBy)} <Instant at={of.recordedAt} />
        {holds(of) && say(' · 现已回避', ' · holds now')}
      </span>
      <p>
        {sayIn(of.ground)}
        {say('：', ': ')}
        {of.reason}
      </p>
      {of.decidedAt !== null && (
        <p className="small">
          {say('决定', 'decided')} <Instant at={of.decidedAt} /> {of.decidedBy !== null && name(of.decidedBy)}
          {say('：', ': ')}
          {of.decisionReason}
        </p>
      )}
      {of.state === 'pending' && !over && may('recusal.decide') && <Decide of={of} name={name(of.accountId)} />}
    </li>
  );
}

type DecideBody = Schemas['DecideRecusalBody'];

function Decide({ of, name }: { of: Schemas['RecusalView']; name: string }): ReactNode {
  return (
    <Act<DecideBody>
      label={say(`决定${name}的回避`, `Decide on ${name}`)}
      explain={say(
        '由合议组组长决定；涉及组长本人或其提出的，由办理机关其他无须回避的人员决定。',
        'The chair decides; where it is about the chair, another free inspector of the body.',
      )}
      fields={
        <>
          <Form.Item name="upheld" label={say('是否准予回避', 'Uphold it?')} rules={[{ required: true }]}>
            <Radio.Group
              aria-label={say('是否准予回避', 'Uphold it?')}
              options={[
                { value: true, label: say('准予回避', 'upheld') },
                { value: false, label: say('不予回避', 'refused') },
              ]}
            />
          </Form.Item>
          {reasonField(true)}
        </>
      }
      run={body =>
        must(api.POST('/api/recusals/{id}/decide', { params: { path: { id: of.id }, header: tag(of.version) }, body }))
      }
    />
  );
}

type RaiseBody = Schemas['RaiseRecusalBody'];

function Raise({ claim, raised }: { claim: Claim; raised: readonly Schemas['RecusalView'][] }): ReactNode {
  const { accountId } = useSelf();
  const may = useMay();
  const others = useOthers(claim);
  const mine = raised.some(one => one.accountId === accountId && one.state !== 'refused');
  const run = (body: RaiseBody) =>
    must(
      api.POST('/api/claims/{id}/recusals', {
        params: { path: { id: claim.id }, header: { ...tag(claim.version), 'Idempotency-Key': newKey() } },
        body,
      }),
    );
  return (
    <div className="case-acts">
      {may('recusal.declare') && !mine && (
        <Act<RaiseBody>
          label={say('自行回避', 'Recuse myself')}
          explain={say(
            '提出后即不再参与本申请，除非被决定不予回避。',
            'You take no further part unless it is refused.',
          )}
          fields={<GroundFields />}
          run={body => run({ ...body, accountId })}
        />
      )}
      {may('recusal.demand') && others.length > 0 && (
        <Act<RaiseBody>
          label={say('要求他人回避', 'Demand a recusal')}
          explain={say('须由决定人准予后方才回避。', 'It holds once it is upheld.')}
          fields={
            <>
              <Form.Item name="accountId" label={say('应当回避的人员', 'Who')} rules={[{ required: true }]}>
                <Select options={others} />
              </Form.Item>
              <GroundFields />
            </>
          }
          run={run}
        />
      )}
    </div>
  );
}

/** Whoever sits, for either side; the body itself also sees who might. */
function useOthers(claim: Claim): { value: string; label: string }[] {
  const { accountId } = useSelf();
  const handles = claim.mine.includes('form-panel');
  const panel = usePanel(claim.id).data;
  const candidates = $api.useQuery(
    'get',
    '/api/claims/{id}/candidates',
    { params: { path: { id: claim.id } } },
    { enabled: handles },
  ).data;
  const sitting = (panel?.members ?? []).filter(({ leftAt }) => leftAt === null);
  const named = new Map(
    [...(candidates ?? []), ...sitting].map(({ accountId: id, name }) => [id, name ?? `…${id.slice(-4)}`]),
  );
  named.delete(accountId);
  return [...named].map(([value, label]) => ({ value, label }));
}

function GroundFields(): ReactNode {
  return (
    <>
      <Form.Item name="ground" label={say('回避事由', 'Ground')} rules={[{ required: true }]}>
        <Select options={STATED_GROUNDS.map(value => ({ value, label: sayIn(groundWords(value)) }))} />
      </Form.Item>
      {reasonField(true)}
    </>
  );
}
