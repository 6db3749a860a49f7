// What a party may still do: withdraw, or ask for a review.
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { CLAIM_LIFECYCLE } from '@domain/claim/claim';
import { api, tag, type Schemas } from '@/api/client';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { actName } from '@/parts/tag';
import { say } from '@/words/say';
import type { Claim } from './claim-data';

type Body = Schemas['ClaimReasonBody'];
type Asking = 'withdraw' | 'request-re-review' | 'request-upper-review';
const ACTS: readonly Asking[] = ['withdraw', 'request-re-review', 'request-upper-review'];

function send(claim: Claim, act: Asking, body: Body): Promise<Schemas['ClaimWritten']> {
  const params = { path: { id: claim.id }, header: tag(claim.version) };
  if (act === 'withdraw') return must(api.POST('/api/claims/{id}/withdraw', { params, body }));
  if (act === 'request-re-review') return must(api.POST('/api/claims/{id}/request-re-review', { params, body }));
  return must(api.POST('/api/claims/{id}/request-upper-review', { params, body }));
}

const meaning = (act: Asking): string =>
  ({
    withdraw: say('撤回后不再审查，问责照常进行。', 'It is not looked at any further; accountability goes on.'),
    'request-re-review': say(
      '由同一机关的其他人员重新审查，不会比原认定更重。',
      'Other people of the same body look again; it will not be harsher than before.',
    ),
    'request-upper-review': say(
      '由上一级机关审查，不会比原认定更重。',
      'The next higher body looks at it; it will not be harsher than before.',
    ),
  })[act];

export function ClaimActs({ claim }: { claim: Claim }): ReactNode {
  return ACTS.filter(act => claim.mine.includes(act)).map(act => (
    <Act<Body>
      key={act}
      label={actName(CLAIM_LIFECYCLE, act)}
      look={{ danger: act === 'withdraw' }}
      explain={meaning(act)}
      fields={
        <Form.Item name="reason" label={say('理由', 'Reason')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea autoSize={{ minRows: 3 }} />
        </Form.Item>
      }
      run={body => send(claim, act, body)}
    />
  ));
}
