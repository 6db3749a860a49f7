// An amendment that is open: it changes nothing until it is recorded, and may be withdrawn until then.
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, tag } from '@/api/client';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { Card } from '@/parts/page';
import { say } from '@/words/say';
import { asScope } from '../form/values';
import { latestRecorded, useOwn, useScopes, type Pilot, type ScopeVersion } from '../reading';
import { Changes } from './changes';

export function OpenAmendment({ pilot, open }: { pilot: Pilot; open: ScopeVersion }): ReactNode {
  const own = useOwn(pilot);
  const navigate = useNavigate();
  const toVersions = () => void navigate({ to: '/pilots/$id', params: { id: pilot.id }, search: { tab: 'scope' } });
  const { data: versions = [] } = useScopes(pilot.id);
  const before = latestRecorded(versions);
  const params = { path: { id: pilot.id }, header: tag(pilot.version) };
  return (
    <Card title={say(`第 ${open.number} 版变更，待登记`, `Amendment to version ${open.number}, not recorded yet`)}>
      <p>
        {say('理由：', 'Reason: ')}
        {open.reason}
      </p>
      {before && <Changes from={asScope(before)} to={asScope(open)} />}
      {own && (
        <div className="row">
          <Act
            label={say('登记变更', 'Record the amendment')}
            explain={say(
              '登记后从第二天起按新范围算；今天和以前的行为仍按原来的范围看。',
              'The new scope counts from tomorrow; what was done until today is judged by the scope of that day.',
            )}
            run={() => must(api.POST('/api/pilots/{id}/amend/record', { params }))}
            done={toVersions}
            look={{ type: 'primary' }}
          />
          <Act
            label={say('撤回变更', 'Withdraw the amendment')}
            explain={say('撤回后原范围不变，可以另提变更。', 'The scope stays as it is; another amendment may follow.')}
            run={() => must(api.POST('/api/pilots/{id}/amend/withdraw', { params }))}
            done={toVersions}
          />
        </div>
      )}
    </Card>
  );
}
