// A form that cannot be lost: what is typed is kept as a draft a moment later, taken up again on the next visit, and cleared
// once it was sent. A lost connection or an expired login leaves everything where it was.
import { Button, Form, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import type { DraftKeeper, DraftState } from '@/api/draft-keeper';
import { keptWords, type FormName } from '@/api/form-draft';
import { isRefused } from '@/api/problem';
import { useWrite } from '@/api/write';
import { say } from '@/words/say';
import { showFaults } from './act';
import { Loading, Trouble } from './feedback';
import { fill, noteTyped, useKeeper, useKept } from './keeping';
import { Instant } from './time';

export interface KeptFormProps<V extends object, T> {
  /** Which form and on what: `pilot` and `new`, `fact` and the flaw's id. */
  name: FormName;
  subject: string;
  form: FormInstance<V>;
  initial: Partial<V>;
  /** `key` is the same for every attempt to send this one thing: pass it on as Idempotency-Key. */
  send: (values: V, key: string) => Promise<T>;
  sent: (written: T) => void;
  submit: string;
  children: ReactNode;
  /** Beside the submit button. */
  beside?: ReactNode;
}

export function KeptForm<V extends object, T>(props: KeptFormProps<V, T>): ReactNode {
  const [keeper, draft] = useKeeper(props.name, props.subject);
  if (draft.state === 'reading') return <Loading />;
  return <OpenForm {...props} keeper={keeper} draft={draft} />;
}

interface OpenFormProps<V extends object, T> extends KeptFormProps<V, T> {
  keeper: DraftKeeper;
  draft: DraftState;
}

function OpenForm<V extends object, T>(props: OpenFormProps<V, T>): ReactNode {
  const { form, initial, send, sent, submit, children, beside, keeper, draft } = props;
  useKept(form, keeper);
  const write = useWrite(
    (values: V) => send(values, keeper.key()),
    written => {
      keeper.clear();
      sent(written);
      keeper.begin(form.getFieldsValue(true) as never);
    },
  );

  async function finish(values: V): Promise<void> {
    await write.mutateAsync(values).catch((error: unknown) => {
      showFaults(form, error);
      if (isRefused(error)) keeper.renewKey();
    });
  }

  function restart(): void {
    keeper.clear();
    form.resetFields();
    keeper.begin(form.getFieldsValue(true) as never);
  }

  return (
    <Form<V>
      form={form}
      layout="vertical"
      initialValues={initial as never}
      onValuesChange={() => noteTyped(form, keeper)}
      onFinish={values => void finish(values)}
      scrollToFirstError={{ focus: true }}
    >
      {draft.found !== null && <TakenUp restart={restart} />}
      {children}
      {draft.newer !== null && (
        <NewerElsewhere take={() => fill(form, keeper.takeNewer())} keep={() => keeper.keepMine()} />
      )}
      {write.error != null && <Trouble error={write.error} />}
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={write.isPending}>
          {submit}
        </Button>
        {beside}
        <KeptState of={draft} />
      </div>
    </Form>
  );
}

export function KeptState({ of: { kept, trouble } }: { of: DraftState }): ReactNode {
  return (
    <span className="kept" role="status" aria-live="polite">
      {keptWords(kept, trouble)} {kept?.savedAt != null && <Instant at={kept.savedAt} />}
    </span>
  );
}

export function TakenUp({ restart }: { restart: () => void }): ReactNode {
  return (
    <p className="note" role="status">
      {say('已恢复您上次没提交的内容。', 'What you had not sent last time is back.')}{' '}
      <Button size="small" onClick={restart}>
        {say('从头填写', 'Start over')}
      </Button>
    </p>
  );
}

export function NewerElsewhere({ take, keep }: { take: () => void; keep: () => void }): ReactNode {
  return (
    <div className="note note-warn" role="alert">
      <p>
        {say(
          '另一个窗口保存了更新的草稿。这里填的还在，请选用哪一份。',
          'Another window kept a newer draft. What you typed here is still here; choose which one to use.',
        )}
      </p>
      <Button size="small" onClick={take}>
        {say('用那一份', 'Use that one')}
      </Button>{' '}
      <Button size="small" onClick={keep}>
        {say('保留这一份', 'Keep this one')}
      </Button>
    </div>
  );
}
