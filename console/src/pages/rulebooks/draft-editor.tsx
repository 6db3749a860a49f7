// Writing a rulebook as text: from one on record, from a file, or from nothing; faults named while it is written.
import { Button, Form, Input, Upload } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useRef, useState, type ReactNode } from 'react';
import { api, newKey, tag, type Schemas } from '@/api/client';
import { faultsOf, type FieldFault } from '@/api/problem';
import { must, useWrite } from '@/api/write';
import { NotAllowed, Reading, Trouble } from '@/parts/feedback';
import { useFilters } from '@/parts/id';
import { useMay } from '@/api/session-hook';
import { Card, Page } from '@/parts/page';
import { bookOf } from '@/parts/rulebook';
import { today } from '@/parts/today';
import { say } from '@/words/say';
import { useRulebook, type Draft } from './book';
import { nextVersion, readText, textOf, type TextRead } from './draft-text';
import './rulebooks.css';

export function NewDraft(): ReactNode {
  const [{ of }] = useFilters();
  const may = useMay();
  const base = useRulebook(of ?? '');
  if (!may('rulebook.draft')) {
    return <NotAllowed text={say('清单由纪检监察人员起草。', 'Rulebooks are drafted by inspectors.')} />;
  }
  return (
    <Page
      title={
        of === undefined
          ? say('起草清单', 'Draft a rulebook')
          : say(`起草 ${of} 的新版`, `Draft a new version of ${of}`)
      }
      under={say('起草后由另一人发布，发布前不生效', 'Another person releases it; nothing changes before that')}
    >
      {of === undefined ? (
        <>
          <p className="note">
            {say(
              '最省事的办法：打开本地现行清单，点“起草新版”，在原文上改。',
              'The easiest way: open the rulebook in force here and draft a new version from its text.',
            )}
          </p>
          <DraftEditor initial="" />
        </>
      ) : (
        <Reading of={base}>
          {view => {
            const next = nextVersion(bookOf(view), today());
            return (
              <>
                <p className="note">
                  {say(
                    `以下是 ${view.id} 的原文，版本号已改为 ${next.version}，施行起日暂填 ${next.inForce.from}，请核定。`,
                    `The text of ${view.id} with version ${next.version}; its first day is set to ${next.inForce.from} for now, look at it.`,
                  )}
                </p>
                <DraftEditor initial={textOf(next)} />
              </>
            );
          }}
        </Reading>
      )}
    </Page>
  );
}

type Body = Schemas['DraftBody'];

/** The same key until it is refused: sent again after a lost connection, it makes no second draft. */
function useSave(draft: Draft | undefined) {
  const navigate = useNavigate();
  const key = useRef(newKey());
  const send = (body: Body) =>
    draft === undefined
      ? api.POST('/api/rulebooks/drafts', { body, params: { header: { 'Idempotency-Key': key.current } } })
      : api.PUT('/api/rulebooks/drafts/{id}', { body, params: { path: { id: draft.id }, header: tag(draft.version) } });
  return useWrite(
    (body: Body) =>
      must(send(body)).catch((error: unknown) => {
        if (!(error instanceof TypeError)) key.current = newKey();
        throw error;
      }),
    written =>
      void navigate({ to: '/rulebook-drafts/$id', params: { id: written.id }, search: { tab: 'differences' } }),
  );
}

type EditorProps = { draft: Draft; initial?: undefined } | { draft?: undefined; initial: string };

export function DraftEditor({ draft, initial }: EditorProps): ReactNode {
  const [text, setText] = useState(() => (draft === undefined ? initial : textOf(draft.rulebook)));
  const late = useDeferredValue(text);
  const read = useMemo(() => readText(late), [late]);
  const write = useSave(draft);

  function save({ reason }: { reason: string }): void {
    const now = readText(text);
    if ('rulebook' in now) write.mutate({ rulebook: now.rulebook, reason });
  }

  return (
    <Card>
      <Form layout="vertical" onFinish={save} initialValues={{ reason: draft?.reason }} disabled={write.isPending}>
        <Form.Item
          label={say('清单全文（JSON）', 'The whole rulebook (JSON)')}
          htmlFor="draft-text"
          required
          className="draft-text"
        >
          <Input.TextArea
            id="draft-text"
            value={text}
            spellCheck={false}
            autoSize={{ minRows: 14, maxRows: 34 }}
            onChange={event => setText(event.target.value)}
          />
        </Form.Item>
        <FromFile take={setText} />
        <TextState read={read} />
        <Form.Item name="reason" label={say('修订理由', 'Reason')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
        </Form.Item>
        {write.error != null && <Refused error={write.error} />}
        <div className="form-foot">
          <Button type="primary" htmlType="submit" loading={write.isPending} disabled={'unreadable' in read}>
            {say('保存草案', 'Save the draft')}
          </Button>
          <span className="kept">
            {say('保存后仍可修改、撤回。', 'It can still be edited and withdrawn afterwards.')}
          </span>
        </div>
      </Form>
    </Card>
  );
}

function FromFile({ take }: { take: (text: string) => void }): ReactNode {
  return (
    <Upload
      accept=".json,application/json"
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

function TextState({ read }: { read: TextRead }): ReactNode {
  return (
    <div role="status" aria-live="polite">
      {'unreadable' in read && <p className="note note-warn">{read.unreadable}</p>}
      {'faults' in read && read.faults.length === 0 && (
        <p className="note note-good">{say('格式和内容检查通过。', 'Shape and content are in order.')}</p>
      )}
      {'faults' in read && read.faults.length > 0 && (
        <div className="note note-warn">
          <p>{say(`有 ${read.faults.length} 处须改：`, `${read.faults.length} to put right:`)}</p>
          <Faults of={read.faults} />
        </div>
      )}
    </div>
  );
}

function Refused({ error }: { error: unknown }): ReactNode {
  const faults = faultsOf(error);
  return (
    <>
      <Trouble error={error} />
      {faults.length > 0 && <Faults of={faults} />}
    </>
  );
}

function Faults({ of }: { of: readonly FieldFault[] }): ReactNode {
  return (
    <ul className="draft-faults">
      {of.map(({ field, text }) => (
        <li key={field + text}>
          <code>{field}</code> {text}
        </li>
      ))}
    </ul>
  );
}
