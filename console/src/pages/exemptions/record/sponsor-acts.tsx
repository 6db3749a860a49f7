// What the filing unit itself may do with its record as it stands.
import { Form, Input } from 'antd';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, tag, type Schemas } from '@/api/client';
import { must } from '@/api/write';
import { useMay, useSelf } from '@/api/session-hook';
import { Act } from '@/parts/act';
import { say } from '@/words/say';
import { Renew } from './renew';

type Detail = Schemas['ExemptionDetail'];

export function useOwnRecord(record: Detail): boolean {
  const { organisation } = useSelf();
  return useMay()('exemption.file') && record.unitId === organisation.id;
}

export const isRenewable = ({ state }: Detail): boolean => state === 'sealed' || state === 'expired';

/** Null when nothing is open to the filing unit: the box above then stays a quiet one. */
export function sponsorActs(record: Detail, waiting: readonly Schemas['InboxItem'][]): ReactNode {
  const { open } = record;
  if (open.includes('edit')) {
    return (
      <>
        <Link className="button button-primary" to="/exemptions/$id/edit" params={{ id: record.id }}>
          {record.state === 'returned'
            ? say('补正并再次提交', 'Make good and file again')
            : say('继续填写并提交', 'Go on and file')}
        </Link>
        {open.includes('withdraw') && <Withdraw record={record} />}
      </>
    );
  }
  const kinds = waiting.map(item => item.kind);
  const unrecorded = kinds.includes('safeguard.record');
  const ending = kinds.includes('exemption.renew');
  if (!unrecorded && !ending) return null;
  return (
    <>
      {unrecorded && (
        <Link className="button button-primary" to="." hash="safeguards">
          {say('登记已做的保障措施', 'Record what was done')}
        </Link>
      )}
      {ending && <Renew record={record} />}
    </>
  );
}

function Withdraw({ record: { id, version } }: { record: Detail }): ReactNode {
  return (
    <Act<{ note?: string }>
      label={say('撤回', 'Withdraw')}
      explain={
        <p>
          {say(
            '撤回后这份备案不再办理；需要时可以另行起草。',
            'It goes no further then; a new one can be drafted at any time.',
          )}
        </p>
      }
      fields={
        <Form.Item name="note" label={say('说明', 'Note')}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
        </Form.Item>
      }
      run={({ note }) =>
        must(
          api.POST('/api/exemptions/{id}/withdraw', {
            params: { path: { id }, header: tag(version) },
            body: note ? { note } : {},
          }),
        )
      }
    />
  );
}
