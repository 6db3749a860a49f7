// The one form of an exemption record, new or returned: the opening question first and alone, the rest once both answers are
// no. It is kept while it is typed, under the pilot for a new record and under the record for one that exists.
import { Button, Form, Input } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Rulebook } from '@domain/check/rulebook';
import type { Schemas } from '@/api/client';
import { KeptForm } from '@/parts/kept-form';
import { say } from '@/words/say';
import { isForeseen, type RecordValues } from './content';
import { KindsCard, RisksCard } from './foreseen';
import { LeaningCard } from './leaning';
import { KeptApart, LimitsCard } from './limits';
import { Meaning } from './meaning';
import { OpeningQuestions } from './opening';
import { SafeguardsCard } from './safeguards';
import { useSending, type Existing } from './sending';

export interface RecordFormProps {
  pilotId: string;
  book: Rulebook;
  /** Recorded versions of the scope. */
  scopes: readonly Schemas['ScopeView'][];
  initial: RecordValues;
  existing: Existing | null;
  /** A record that was returned may say what was made good. */
  returned?: boolean;
}

export function RecordForm(props: RecordFormProps): ReactNode {
  const { pilotId, book, scopes, initial, existing, returned = false } = props;
  const [form] = Form.useForm<RecordValues>();
  const values = (Form.useWatch([], form) as RecordValues | undefined) ?? {};
  const navigate = useNavigate();
  const { send, asDraft } = useSending(pilotId, existing);
  const open = isForeseen(values.opening);

  async function keepAsDraft(): Promise<void> {
    try {
      await form.validateFields();
    } catch {
      form.submit();
      return;
    }
    asDraft();
    form.submit();
  }

  return (
    <div className={`record-grid record-form ${open ? '' : 'is-closed'}`}>
      <KeptForm
        name="exemption"
        subject={existing?.id ?? pilotId}
        form={form}
        initial={initial}
        send={send}
        sent={({ id }) => void navigate({ to: '/exemptions/$id', params: { id } })}
        submit={say('提交备案', 'File')}
        beside={<Button onClick={() => void keepAsDraft()}>{say('存为草稿', 'Keep as draft')}</Button>}
      >
        <OpeningQuestions opening={values.opening} pilotId={pilotId} />
        {open && (
          <>
            <KindsCard book={book} chosen={values.flawKinds ?? []} />
            <RisksCard />
            <SafeguardsCard book={book} />
            <LeaningCard pilotId={pilotId} />
            <LimitsCard scopes={scopes} capFen={book.caps.lossFen} />
            <KeptApart />
            {returned && (
              <Form.Item name="note" label={say('这次补正了什么', 'What was made good')}>
                <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
              </Form.Item>
            )}
          </>
        )}
      </KeptForm>
      <Meaning values={{ ...initial, ...values }} book={book} scopes={scopes} open={open} />
    </div>
  );
}
