// A second pilot of a kind is seldom typed twice: everything but title and period is taken from an earlier one of the unit.
import { Form, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { $api, api } from '@/api/client';
import { useSelf } from '@/api/session-hook';
import { must } from '@/api/write';
import { Trouble } from '@/parts/feedback';
import { say } from '@/words/say';
import { asScope, entryOf, type PilotValues } from './values';

async function copied(id: string): Promise<Partial<PilotValues>> {
  const at = { params: { path: { id } } };
  const [pilot, versions] = await Promise.all([
    must(api.GET('/api/pilots/{id}', at)),
    must(api.GET('/api/pilots/{id}/scopes', at)),
  ]);
  const latest = versions.at(-1);
  return {
    problem: pilot.problem,
    beneficiaries: pilot.beneficiaries,
    needEvidence: pilot.needEvidence ?? undefined,
    origin: pilot.origin,
    assignedBy: pilot.assignedBy ?? undefined,
    field: pilot.field,
    scope: latest === undefined ? undefined : { ...entryOf(asScope(latest)), period: undefined },
  };
}

export function CopyEarlier(): ReactNode {
  const form = Form.useFormInstance<PilotValues>();
  const { organisation } = useSelf();
  const [trouble, setTrouble] = useState<unknown>(null);
  const { data } = $api.useQuery('get', '/api/pilots', { params: { query: { unit: organisation.id, limit: 100 } } });
  if (data === undefined || data.items.length === 0) return null;

  async function take(id: string): Promise<void> {
    setTrouble(null);
    try {
      form.setFieldsValue((await copied(id)) as never);
    } catch (error) {
      setTrouble(error);
    }
  }

  return (
    <div className="pilot-copy">
      <label htmlFor="copy-earlier">{say('照抄以前的试点', 'Copy an earlier pilot')}</label>
      <Select
        id="copy-earlier"
        options={data.items.map(({ id, title, code }) => ({ value: id, label: `${title}（${code}）` }))}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={say('名称和期限以外都带过来', 'everything but title and period')}
        onSelect={(id: string) => void take(id)}
      />
      {trouble !== null && <Trouble error={trouble} />}
    </div>
  );
}
