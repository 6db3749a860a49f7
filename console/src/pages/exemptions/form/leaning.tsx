// The approvals and pledges of this very pilot that the record leans on, ticked and never typed: their dates and their givers
// are on record already.
import { Form } from 'antd';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { approvalLifecycle } from '@domain/clock';
import { PLEDGE_LIFECYCLE } from '@domain/pledge';
import { $api } from '@/api/client';
import { Trouble } from '@/parts/feedback';
import { useOrganisations } from '@/parts/organisations';
import { Card } from '@/parts/page';
import { say, sayIn } from '@/words/say';
import { Ticks } from './ticks';

export function LeaningCard({ pilotId }: { pilotId: string }): ReactNode {
  const path = { pilotId };
  const approvals = $api.useQuery('get', '/api/pilots/{pilotId}/approvals', { params: { path } });
  const pledges = $api.useQuery('get', '/api/pilots/{pilotId}/pledges', { params: { path, query: { limit: 100 } } });
  const units = useOrganisations();
  const labels = [say('依托的审批', 'Approvals it leans on'), say('依托的上级承诺', 'Pledges it leans on')] as const;
  return (
    <Card title={say('依托什么', 'What it leans on')}>
      <p className="quiet small">
        {say(
          '勾选后，这些审批卡在谁手里、承诺兑现没有，会一并呈现给审查的人。一项都不勾会被警示。',
          'Whoever reviews sees on whose desk these approvals lie and whether the pledges were kept. Ticking none is flagged.',
        )}
      </p>
      {approvals.error != null && <Trouble error={approvals.error} retry={() => void approvals.refetch()} />}
      {pledges.error != null && <Trouble error={pledges.error} retry={() => void pledges.refetch()} />}
      <Form.Item name="approvals" label={labels[0]} hidden={approvals.data?.length === 0}>
        <Ticks
          label={labels[0]}
          of={(approvals.data ?? []).map(({ id, matter, approverId, state }) => ({
            value: id,
            label: matter,
            explain: `${units.get(approverId)?.name ?? '…'} · ${sayIn(approvalLifecycle.states[state])}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="pledges" label={labels[1]} hidden={pledges.data?.items.length === 0}>
        <Ticks
          label={labels[1]}
          of={(pledges.data?.items ?? []).map(({ id, what, giver, standing }) => ({
            value: id,
            label: what,
            explain: `${giver.name} · ${sayIn(PLEDGE_LIFECYCLE.states[standing])}`,
          }))}
        />
      </Form.Item>
      {approvals.data?.length === 0 && pledges.data?.items.length === 0 && (
        <p>
          {say('本试点还没有登记审批和上级承诺。', 'No approval and no pledge of this pilot is on record. ')}{' '}
          <Link to="/pilots/$id" params={{ id: pilotId }}>
            {say('到试点页登记', 'Enter them on the page of the pilot')}
          </Link>
        </p>
      )}
    </Card>
  );
}
