// Writing down what the majority voted: where it departs from the finding or from all precedents, the form says so before
// the server does.
import { Form, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import { DECISION_KINDS, type DecisionKind } from '@domain/claim/claim';
import { DECISION_KIND_WORDS, departs } from '@domain/claim/decision';
import { $api, api, tag, type Schemas } from '@/api/client';
import { useMay } from '@/api/session-hook';
import { must } from '@/api/write';
import { DayField } from '@/parts/fields';
import { findingOf } from '@/parts/finding/finding-of';
import { KeptForm } from '@/parts/kept-form';
import { say, sayIn } from '@/words/say';
import type { Claim } from './claim-data';

type Body = Schemas['DecisionBody'];

export function ProposalForm({ claim }: { claim: Claim }): ReactNode {
  const [form] = Form.useForm<Body>();
  const majority = useMajority(claim);
  const kind = Form.useWatch('kind', form) as DecisionKind | undefined;
  return (
    <section className="case-form" aria-label={say('拟定认定', 'Propose a decision')}>
      <h3>{say('拟定认定', 'Propose a decision')}</h3>
      {majority === null ? (
        <p className="quiet">
          {say(
            '合议组每一席都表决并形成多数意见后，方可拟定。',
            'Every seat votes and a majority is there before anything is proposed.',
          )}
        </p>
      ) : (
        <KeptForm<Body, Schemas['DecisionProposed']>
          name="decision"
          subject={claim.id}
          form={form}
          initial={{ kind: majority }}
          submit={say('拟定认定', 'Propose the decision')}
          send={(body, key) =>
            must(
              api.POST('/api/claims/{id}/decision', {
                params: { path: { id: claim.id }, header: { ...tag(claim.version), 'Idempotency-Key': key } },
                body,
              }),
            )
          }
          sent={() => form.resetFields()}
        >
          <Form.Item
            name="kind"
            label={say('认定种类（合议组多数意见）', 'Kind (as the majority voted)')}
            rules={[{ required: true }]}
          >
            <Radio.Group
              aria-label={say('认定种类', 'Kind')}
              options={DECISION_KINDS.map(value => ({ value, label: sayIn(DECISION_KIND_WORDS[value]) }))}
            />
          </Form.Item>
          <Form.Item name="reason" label={say('认定理由', 'Reason')} rules={[{ required: true, min: 2 }]}>
            <Input.TextArea autoSize={{ minRows: 4, maxRows: 16 }} maxLength={10000} />
          </Form.Item>
          <Departure claim={claim} kind={kind ?? majority} />
          <Form.Item name="validThrough" label={say('有效期止（不填为长期）', 'Valid through (empty: no end)')}>
            <DayField />
          </Form.Item>
        </KeptForm>
      )}
    </section>
  );
}

/** Of all seats: nothing is proposed while one has not voted. */
function useMajority({ id, stage, round }: Claim): DecisionKind | null {
  const { data } = $api.useQuery('get', '/api/claims/{id}/deliberation', { params: { path: { id } } });
  const now = data?.rounds.find(one => one.stage === stage && one.round === round);
  const tally = now?.tally as Schemas['TallyView'] | null | undefined;
  return tally != null && tally.voted === tally.seats ? tally.majority : null;
}

/** A reason is owed for what the check does not point to; precedents are told, and owe nothing. */
function Departure({ claim, kind }: { claim: Claim; kind: DecisionKind }): ReactNode {
  const may = useMay()('precedent.read');
  const finding = claim.finding as Claim['finding'] | null;
  const detail = $api.useQuery(
    'get',
    '/api/findings/{id}',
    { params: { path: { id: finding?.id ?? '' } } },
    { enabled: finding !== null },
  );
  const alike = $api.useQuery(
    'get',
    '/api/claims/{id}/precedents',
    { params: { path: { id: claim.id }, query: { kind } } },
    { enabled: may },
  );
  const owed = detail.data !== undefined && departs(kind, findingOf(detail.data));
  const told = alike.data;
  return (
    <>
      {told !== undefined && told.zh !== null && told.en !== null && (
        <p className={`note ${told.departsFromAll ? 'note-warn' : ''}`}>{say(told.zh, told.en)}</p>
      )}
      {owed && (
        <p className="note note-warn">
          {say('与核对结论所指不一致，须写明理由。', 'This departs from what the check points to: say why.')}
        </p>
      )}
      <Form.Item
        name="departureReason"
        label={say('与核对结论不一致的理由', 'Why it departs from the finding')}
        hidden={!owed}
        rules={[{ required: owed }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
    </>
  );
}
