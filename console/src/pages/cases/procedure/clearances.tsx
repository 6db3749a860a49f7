// 澄清正名: a false accusation answered as widely as it did harm; one proposes it, another natural person confirms.
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { CLEARANCE_LIFECYCLE } from '@domain/claim/clearance';
import { $api, api, newKey, tag, type Schemas } from '@/api/client';
import { useMay } from '@/api/session-hook';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { Reading } from '@/parts/feedback';
import { actName, StateTag } from '@/parts/tag';
import { Instant } from '@/parts/time';
import { say } from '@/words/say';
import type { Claim } from './claim-data';
import { reasonField } from './plain-acts';

type Clearance = Schemas['ClearanceView'];

interface Typed {
  alleged: string;
  found: string;
  scope: string;
}

/** One matter a line, as they stand one by one in the notice. */
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');

export function Clearances({ claim }: { claim: Claim }): ReactNode {
  const all = $api.useQuery('get', '/api/claims/{id}/clearances', { params: { path: { id: claim.id } } });
  return (
    <section aria-label={say('澄清正名', 'Clearance')}>
      <h3>{say('澄清正名', 'Clearance')}</h3>
      <Reading of={all}>
        {clearances =>
          clearances.length === 0 ? (
            <p className="quiet">{say('没有澄清正名。', 'No clearance.')}</p>
          ) : (
            <ul className="case-list">
              {clearances.map(one => (
                <ClearanceRow key={one.id} of={one} />
              ))}
            </ul>
          )
        }
      </Reading>
      {claim.mine.includes('clear') && (
        <Act<Typed>
          label={say('拟定澄清正名', 'Propose a clearance')}
          wide
          explain={say(
            '免责认定生效或者问责撤销后，可在造成影响的范围内澄清；由另一人确认。',
            'Once an exemption is in force or the matter dropped, as widely as it did harm; another person confirms it.',
          )}
          fields={<ClearFields />}
          run={({ alleged, found, scope }) =>
            must(
              api.POST('/api/claims/{id}/clear', {
                params: { path: { id: claim.id }, header: { ...tag(claim.version), 'Idempotency-Key': newKey() } },
                body: { alleged: lines(alleged), found: lines(found), scope },
              }),
            )
          }
        />
      )}
    </section>
  );
}

function ClearFields(): ReactNode {
  return (
    <>
      <Form.Item
        name="alleged"
        label={say('反映的主要问题（每行一项，不写反映人）', 'What was alleged (one a line, no accuser)')}
        rules={[{ required: true }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
      <Form.Item
        name="found"
        label={say('调查核实情况（每行一项）', 'What was found (one a line)')}
        rules={[{ required: true }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
      <Form.Item name="scope" label={say('通报范围', 'Made known to')} rules={[{ required: true }]}>
        <Input maxLength={500} />
      </Form.Item>
    </>
  );
}

function ClearanceRow({ of }: { of: Clearance }): ReactNode {
  const may = useMay();
  const params = { path: { id: of.id }, header: tag(of.version) };
  const name = (act: 'confirm' | 'drop') =>
    say(`${actName(CLEARANCE_LIFECYCLE, act)}澄清 ${of.code}`, `${act} ${of.code}`);
  return (
    <li>
      <strong>{of.code}</strong> <StateTag state={of.state} words={CLEARANCE_LIFECYCLE.states} />{' '}
      <span className="quiet small">
        <Instant at={of.recordedAt} />
      </span>
      <p className="quiet small">{say('反映的问题', 'alleged')}</p>
      <Lines of={of.alleged} />
      <p className="quiet small">{say('核实情况', 'found')}</p>
      <Lines of={of.found} />
      <p>
        {say('通报范围：', 'made known to: ')}
        {of.scope}
      </p>
      {of.state === 'proposed' && may('claim.decide') && (
        <div className="case-acts">
          <Act<Schemas['EndClearanceBody']>
            label={name('confirm')}
            look={{ type: 'primary' }}
            fields={reasonField(true)}
            run={body => must(api.POST('/api/clearances/{id}/confirm', { params, body }))}
          />
          <Act<Schemas['EndClearanceBody']>
            label={name('drop')}
            fields={reasonField(true)}
            run={body => must(api.POST('/api/clearances/{id}/drop', { params, body }))}
          />
        </div>
      )}
    </li>
  );
}

const Lines = ({ of }: { of: readonly string[] }): ReactNode => (
  <ul className="finding-lines">
    {of.map(line => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);
