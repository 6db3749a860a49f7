// Registering a pilot: one guided form, created and registered in one go; or kept as a draft of the unit for later.
import { useNavigate } from '@tanstack/react-router';
import { Button, Form } from 'antd';
import { useRef, type ReactNode } from 'react';
import { api, tag, type Schemas } from '@/api/client';
import { isProblem } from '@/api/problem';
import { useMay, useSelf } from '@/api/session-hook';
import { must } from '@/api/write';
import { NotAllowed } from '@/parts/feedback';
import { KeptForm } from '@/parts/kept-form';
import { Page } from '@/parts/page';
import { say } from '@/words/say';
import { CopyEarlier } from './form/copy-earlier';
import { PilotFields } from './form/pilot-fields';
import { pilotBody, type PilotValues } from './form/values';
import './pilots.css';

type Written = Schemas['PilotWritten'];

const create = (values: PilotValues, key: string): Promise<Written> =>
  must(api.POST('/api/pilots', { params: { header: { 'Idempotency-Key': key } }, body: pilotBody(values) }));

/**
 * Refused after it was created, or registered by an attempt whose answer was lost: the pilot's page says how it stands,
 * and a second attempt from here would only make a second draft.
 */
async function createAndRegister(values: PilotValues, key: string): Promise<Written> {
  const draft = await create(values, key);
  try {
    const params = { path: { id: draft.id }, header: tag(draft.version) };
    return await must(api.POST('/api/pilots/{id}/register', { params, body: {} }));
  } catch (error) {
    if (isProblem(error)) return draft;
    throw error;
  }
}

/** A village lies in one of the townships that the form offers; everybody else begins with the own place. */
const ownPlace = (region: string): string => (region.length > 9 ? region.slice(0, 9) : region);

export function RegisterPilot(): ReactNode {
  const [form] = Form.useForm<PilotValues>();
  const may = useMay();
  const { region } = useSelf();
  const navigate = useNavigate();
  const draftOnly = useRef(false);
  if (!may('pilot.register')) {
    return <NotAllowed text={say('试点由申报单位的申报人登记。', 'Pilots are registered by sponsors.')} />;
  }

  async function keepDraft(): Promise<void> {
    const complete = await form.validateFields().then(
      () => true,
      () => false,
    );
    draftOnly.current = complete;
    form.submit();
  }

  return (
    <Page
      title={say('登记试点', 'Register a pilot')}
      under={say(
        '标“可选”的可以不填。登记后，申报范围从第二天起算数；以后改动要写理由，前后都留痕。',
        'What is marked optional may stay empty. The scope counts from the day after registering; later changes need a reason and stay on record.',
      )}
    >
      <KeptForm<PilotValues, Written>
        name="pilot"
        subject="new"
        form={form}
        initial={{ scope: { regions: [ownPlace(region)] } }}
        submit={say('登记试点', 'Register the pilot')}
        send={(values, key) => {
          const alone = draftOnly.current;
          draftOnly.current = false;
          return alone ? create(values, key) : createAndRegister(values, key);
        }}
        sent={({ id }) => void navigate({ to: '/pilots/$id', params: { id } })}
        beside={<Button onClick={() => void keepDraft()}>{say('存为草稿', 'Keep as a draft')}</Button>}
      >
        <CopyEarlier />
        <PilotFields />
      </KeptForm>
    </Page>
  );
}
