// Writing a rulebook as text: from one on record, from a file, or from nothing; faults named with their lines while it is
// written, and the text kept like any form. It brings the reader of YAML along: only ever loaded when somebody edits.
import { Button, Form, Input, Upload } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react';
import { api, tag } from '@/api/client';
import { faultsOf } from '@/api/problem';
import { must } from '@/api/write';
import { KeptForm } from '@/parts/kept-form';
import { Card } from '@/parts/page';
import { say } from '@/words/say';
import type { Draft } from './book';
import { FaultList, TextState } from './draft-faults';
import { placed, readText, textOf, type PlacedFault } from './draft-text';
import './rulebooks.css';

interface Typed {
  text: string;
  reason: string;
  /** The rulebook whose text a new version began with. */
  of?: string;
}

type EditorProps = { draft: Draft; begin?: undefined } | { draft?: undefined; begin: Pick<Typed, 'text' | 'of'> };

export function DraftEditor({ draft, begin }: EditorProps): ReactNode {
  const navigate = useNavigate();
  const [form] = Form.useForm<Typed>();
  const [refused, setRefused] = useState<PlacedFault[]>([]);
  const [initial] = useState<Partial<Typed>>(() => begin ?? { text: textOf(draft.rulebook), reason: draft.reason });

  async function send({ text, reason }: Typed, key: string) {
    const body = { rulebook: readText(text).rulebook!, reason };
    setRefused([]);
    const saved =
      draft === undefined
        ? api.POST('/api/rulebooks/drafts', { body, params: { header: { 'Idempotency-Key': key } } })
        : api.PUT('/api/rulebooks/drafts/{id}', {
            body,
            params: { path: { id: draft.id }, header: tag(draft.version) },
          });
    return must(saved).catch((error: unknown) => {
      setRefused(placed(text, faultsOf(error)));
      throw error;
    });
  }

  return (
    <Card>
      <KeptForm
        name="rulebook"
        subject={draft?.id ?? 'new'}
        form={form}
        initial={initial}
        send={send}
        sent={({ id }) => void navigate({ to: '/rulebook-drafts/$id', params: { id }, search: { tab: 'differences' } })}
        submit={say('保存草案', 'Save the draft')}
        beside={refused.length > 0 && <FaultList of={refused} />}
      >
        {begin !== undefined && <BegunWith of={begin.of} />}
        <TextFields take={text => form.setFieldsValue({ text })} />
      </KeptForm>
    </Card>
  );
}

/** One new draft is kept at a time; what was found may have begun with the text of another rulebook. */
function BegunWith({ of }: { of: string | undefined }): ReactNode {
  const form = Form.useFormInstance<Typed>();
  const found = Form.useWatch<string | undefined>('of', { form, preserve: true }) ?? undefined;
  if (found === of) return null;
  return (
    <p className="note note-warn">
      {found === undefined
        ? say(
            '下面是您上次另起的草案；要改用现在这份清单的原文，请按“从头填写”。',
            'Below is the draft you began from nothing; press “Start over” for the text of this rulebook.',
          )
        : say(
            `下面是您上次起草 ${found} 新版时写的；要从现在这份开始，请按“从头填写”。`,
            `Below is what you wrote for a new version of ${found}; press “Start over” to begin with this one.`,
          )}
    </p>
  );
}

const readable = (_: unknown, text: string | undefined): Promise<void> =>
  readText(text ?? '').rulebook === null
    ? Promise.reject(new Error(say('还读不懂这份文本，见下面的说明', 'the text cannot be read yet: see below')))
    : Promise.resolve();

function TextFields({ take }: { take: (text: string) => void }): ReactNode {
  const form = Form.useFormInstance<Typed>();
  const text = Form.useWatch('text', form) ?? '';
  const late = useDeferredValue(text);
  const read = useMemo(() => readText(late), [late]);
  return (
    <>
      <Form.Item
        name="text"
        label={say('清单全文（YAML）', 'The whole rulebook (YAML)')}
        extra={say(
          '“名称: 内容”逐行写，缩进两格表示从属；也可以粘贴 JSON。# 开头的注释不存入清单。',
          'One `name: content` a line, two spaces further in for what belongs to it; JSON may be pasted. Comments (#) are not kept on record.',
        )}
        required
        className="draft-text"
        rules={[{ validator: readable }]}
        validateTrigger="onSubmit"
      >
        <Input.TextArea spellCheck={false} autoSize={{ minRows: 14, maxRows: 34 }} />
      </Form.Item>
      <FromFile take={take} />
      <TextState read={read} />
      <Form.Item name="reason" label={say('修订理由', 'Reason')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
      </Form.Item>
      <p className="small quiet">
        {say('草案保存后仍可修改、撤回。', 'A saved draft can still be edited and withdrawn.')}
      </p>
    </>
  );
}

function FromFile({ take }: { take: (text: string) => void }): ReactNode {
  return (
    <Upload
      accept=".yaml,.yml,.json,application/json"
      showUploadList={false}
      beforeUpload={file => {
        void file.text().then(take);
        return false;
      }}
    >
      <Button>{say('从文件读入', 'Read from a file')}</Button>
    </Upload>
  );
}
