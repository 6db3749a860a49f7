// What either side had to say, in its own words or taken down by an inspector who names the post of the speaker.
import { Form, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import { CLAIM_SIDES, type ClaimSide } from '@domain/claim/claim';
import { $api, api, tag, type Schemas } from '@/api/client';
import { useSelf } from '@/api/session-hook';
import { must } from '@/api/write';
import { Reading } from '@/parts/feedback';
import { DayField } from '@/parts/fields';
import { EvidenceFiles } from '@/parts/finding/evidence';
import { KeptForm } from '@/parts/kept-form';
import { UnitName } from '@/parts/organisations';
import { Tag } from '@/parts/tag';
import { Day, Instant } from '@/parts/time';
import { FilesField } from '@/parts/upload';
import { say, sayIn, type Words } from '@/words/say';
import { STAGE_WORDS, type Claim } from './claim-data';

export const SIDE_WORDS: Readonly<Record<ClaimSide, Words>> = {
  claimant: { zh: '申请人一方', en: 'the claimant' },
  accuser: { zh: '提出问责一方', en: 'the accuser' },
};

export function Statements({ claim }: { claim: Claim }): ReactNode {
  const all = $api.useQuery('get', '/api/claims/{id}/statements', { params: { path: { id: claim.id } } });
  const heard = claim.heard as unknown as Record<ClaimSide, boolean>;
  return (
    <>
      <p>
        {CLAIM_SIDES.map(side => (
          <span key={side}>
            {sayIn(SIDE_WORDS[side])}{' '}
            <Tag tone={heard[side] ? 'good' : 'warn'}>
              {heard[side] ? say('已听取', 'heard') : say('尚未听取', 'not heard')}
            </Tag>{' '}
          </span>
        ))}
      </p>
      <ul className="case-list">
        <li>
          <p className="quiet small">
            {say('申请书（申请人一方）', 'the claim as filed')} <Instant at={claim.filedAt} />
          </p>
          <p className="case-said">{claim.statement}</p>
          <EvidenceFiles of={claim.evidence} />
        </li>
        <Reading of={all}>{statements => statements.map(one => <StatementRow key={one.ordinal} of={one} />)}</Reading>
      </ul>
      {claim.mine.includes('state') && <StatementForm claim={claim} />}
    </>
  );
}

function StatementRow({ of }: { of: Schemas['StatementView'] }): ReactNode {
  return (
    <li>
      <p className="quiet small">
        {sayIn(SIDE_WORDS[of.side])} {of.spokenBy !== null && `${of.spokenBy} `}· {sayIn(STAGE_WORDS[of.stage])} ·{' '}
        {say('听取之日', 'heard on')} <Day on={of.heardOn} /> · {say('记录', 'taken down by')} <UnitName id={of.unit} />{' '}
        <Instant at={of.recordedAt} />
      </p>
      <p className="case-said">{of.text}</p>
      <EvidenceFiles of={of.evidence} />
    </li>
  );
}

type Body = Schemas['StatementBody'];

function StatementForm({ claim }: { claim: Claim }): ReactNode {
  const [form] = Form.useForm<Body>();
  const { roles, organisation } = useSelf();
  const inspector = roles.includes('inspector');
  const accuses = inspector && claim.accountability.actorUnit === organisation.id;
  const side: ClaimSide = accuses ? 'accuser' : 'claimant';
  return (
    <section className="case-form" aria-label={say('新的陈述', 'A new statement')}>
      <h3>{say('新的陈述', 'A new statement')}</h3>
      <KeptForm<Body, Schemas['StatementWritten']>
        name="statement"
        subject={claim.id}
        form={form}
        initial={{ side }}
        submit={say('提交陈述', 'Send the statement')}
        send={(body, key) =>
          must(
            api.POST('/api/claims/{id}/statements', {
              params: { path: { id: claim.id }, header: { ...tag(claim.version), 'Idempotency-Key': key } },
              body,
            }),
          )
        }
        sent={() => form.resetFields()}
      >
        {inspector && (
          <Form.Item name="side" label={say('哪一方的陈述', 'Whose words')} rules={[{ required: true }]}>
            <Radio.Group
              aria-label={say('哪一方的陈述', 'Whose words')}
              options={CLAIM_SIDES.map(value => ({ value, label: sayIn(SIDE_WORDS[value]) }))}
            />
          </Form.Item>
        )}
        <Form.Item
          name="text"
          label={say('陈述内容（不写个人姓名）', 'The statement (no names)')}
          rules={[{ required: true }]}
        >
          <Input.TextArea autoSize={{ minRows: 4, maxRows: 16 }} maxLength={10000} />
        </Form.Item>
        {inspector && (
          <Form.Item
            name="spokenBy"
            label={say('陈述人职务（代为记录时填写，不写姓名）', 'Post of the speaker (when taken down for him)')}
          >
            <Input maxLength={100} />
          </Form.Item>
        )}
        <details className="how case-more">
          <summary>{say('听取之日、证据文件', 'Day of hearing, evidence')}</summary>
          <Form.Item name="heardOn" label={say('听取之日（不填为今天）', 'Day of hearing (empty: today)')}>
            <DayField />
          </Form.Item>
          <Form.Item name="evidence" label={say('证据文件', 'Evidence')}>
            <FilesField />
          </Form.Item>
        </details>
      </KeptForm>
    </section>
  );
}
