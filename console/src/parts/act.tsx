// One act on one thing: a button, and a dialog where the act needs a reason or more. A refusal is shown in the dialog and
// nothing that was typed is lost.
import { Button, Form, Modal, type ButtonProps } from 'antd';
import { useState, type ReactNode } from 'react';
import { faultsOf } from '@/api/problem';
import { useWrite } from '@/api/write';
import { say } from '@/words/say';
import { Trouble } from './feedback';

interface ActProps<V extends object> {
  label: string;
  /** What it means and what follows from it, above the fields. */
  explain?: ReactNode;
  /** antd `Form.Item`s named as the API names the fields. Without any, the dialog only confirms. */
  fields?: ReactNode;
  initial?: Partial<V>;
  run: (values: V) => Promise<unknown>;
  done?: () => void;
  look?: Pick<ButtonProps, 'type' | 'danger' | 'size'>;
  wide?: boolean;
}

export function Act<V extends object = object>({
  label,
  explain,
  fields,
  initial,
  run,
  done,
  look,
  wide,
}: ActProps<V>): ReactNode {
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<V>();
  const write = useWrite(run, () => {
    setOpen(false);
    form.resetFields();
    done?.();
  });

  async function submit(values: V): Promise<void> {
    await write.mutateAsync(values).catch((error: unknown) => showFaults(form, error));
  }

  return (
    <>
      <Button {...look} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        open={open}
        title={label}
        width={wide ? 720 : 520}
        okText={label}
        okButtonProps={{ danger: look?.danger }}
        cancelText={say('再想想', 'Not now')}
        confirmLoading={write.isPending}
        onOk={() => form.submit()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        {explain !== undefined && <div style={{ marginBottom: 12 }}>{explain}</div>}
        <Form<V>
          form={form}
          layout="vertical"
          initialValues={initial as never}
          onFinish={values => void submit(values)}
          disabled={write.isPending}
        >
          {fields}
        </Form>
        {write.error != null && <Trouble error={write.error} />}
      </Modal>
    </>
  );
}

/** `scope.regions` -> ['scope', 'regions'], `tranches[0].dueOn` -> ['tranches', 0, 'dueOn']. */
export const pathOf = (field: string): (string | number)[] =>
  (field.match(/[^.[\]]+/g) ?? []).map(part => (/^\d+$/.test(part) ? Number(part) : part));

interface Marks {
  setFields: (fields: { name: never; errors: string[] }[]) => void;
}

/** Puts the server's word beside the field it is about. */
export function showFaults(form: Marks, error: unknown): void {
  const faults = faultsOf(error);
  form.setFields(faults.map(({ field, text }) => ({ name: pathOf(field) as never, errors: [text] })));
}
