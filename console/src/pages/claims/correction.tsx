// One correction: the order, the answer with its proof, and the signing off.
import { Form, Input } from 'antd';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CORRECTION_LIFECYCLE } from '@domain/claim/correction';
import { localDay } from '@domain/period';
import { $api, api, tag, type Schemas } from '@/api/client';
import { useMay, useSelf } from '@/api/session-hook';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { Reading } from '@/parts/feedback';
import { useId } from '@/parts/id';
import { UnitName } from '@/parts/organisations';
import { Card, Facts, Page } from '@/parts/page';
import { StoredFile } from '@/parts/stored-file';
import { StateTag } from '@/parts/tag';
import { Day } from '@/parts/time';
import { Timeline } from '@/parts/timeline';
import { FilesField } from '@/parts/upload';
import { say, sayIn, type Words } from '@/words/say';
import { DaysLeft } from './corrections';

type Task = Schemas['CorrectionTaskDetail'];

const ENTRY: Readonly<Record<Task['entries'][number]['act'], Words>> = {
  order: { zh: '责令纠正', en: 'ordered' },
  answer: { zh: '反馈', en: 'answered' },
  'sign-off': { zh: '核验销号', en: 'signed off' },
  'send-back': { zh: '退回再纠', en: 'sent back' },
};

export function CorrectionPage(): ReactNode {
  const id = useId();
  const task = $api.useQuery('get', '/api/corrections/{id}', { params: { path: { id } } });
  return <Reading of={task}>{data => <Correction task={data} />}</Reading>;
}

function Correction({ task }: { task: Task }): ReactNode {
  return (
    <Page
      title={say('纠错任务', 'Correction')}
      under={
        <>
          <span>{task.code}</span>
          <StateTag state={task.state} words={CORRECTION_LIFECYCLE.states} />
          <DaysLeft task={task} />
        </>
      }
      actions={<Acts task={task} />}
    >
      <Card>
        <p className="preserve">{task.text}</p>
        <Facts
          of={[
            [say('责任单位', 'Unit'), <UnitName key="unit" id={task.unitId} />],
            [say('责令日期', 'Ordered on'), <Day key="on" on={task.orderedOn} />],
            [say('应于', 'Due'), <Day key="due" on={task.dueOn} />],
            [say('反馈日期', 'Answered on'), task.answeredOn && <Day on={task.answeredOn} />],
            [
              say('所属申请', 'Claim'),
              <Link key="claim" to="/claims/$id" params={{ id: task.claimId }}>
                {say('查看', 'open')}
              </Link>,
            ],
          ]}
        />
      </Card>
      <Card title={say('经过', 'History')}>
        <Timeline
          of={task.entries.map(entry => ({
            key: entry.recordedAt,
            on: localDay(entry.recordedAt),
            text: sayIn(ENTRY[entry.act]),
            under: (
              <>
                <UnitName id={entry.unit} />：{entry.text}
                {entry.evidence.map(sha256 => (
                  <StoredFile key={sha256} sha256={sha256} />
                ))}
              </>
            ),
          }))}
        />
      </Card>
    </Page>
  );
}

function Acts({ task }: { task: Task }): ReactNode {
  const may = useMay();
  const { organisation } = useSelf();
  const params = { path: { id: task.id }, header: tag(task.version) };
  const mine = may('correction.answer') && organisation.id === task.unitId;
  const waits = task.state === 'open' || task.state === 'sent-back';
  return (
    <>
      {mine && waits && (
        <Act<Schemas['AnswerCorrectionBody']>
          label={say('反馈纠正情况', 'Answer')}
          wide
          look={{ type: 'primary' }}
          initial={{ evidence: [] }}
          fields={
            <>
              <Form.Item name="text" label={say('怎么纠正的', 'How it was put right')} rules={[{ required: true }]}>
                <Input.TextArea autoSize={{ minRows: 3 }} />
              </Form.Item>
              <Form.Item
                name="evidence"
                label={say('证明材料', 'Proof')}
                rules={[{ required: true, type: 'array', min: 1, message: say('至少附一份', 'at least one file') }]}
              >
                <FilesField />
              </Form.Item>
            </>
          }
          run={body => must(api.POST('/api/corrections/{id}/answer', { params, body }))}
        />
      )}
      {may('correction.sign-off') && task.state === 'answered' && <SignOff params={params} />}
    </>
  );
}

function SignOff({ params }: { params: { path: { id: string }; header: { 'If-Match': string } } }): ReactNode {
  const reason = (
    <Form.Item name="reason" label={say('理由', 'Reason')} rules={[{ required: true, whitespace: true }]}>
      <Input.TextArea autoSize={{ minRows: 3 }} />
    </Form.Item>
  );
  return (
    <>
      <Act<Schemas['SignOffBody']>
        label={say('核验销号', 'Sign off')}
        look={{ type: 'primary' }}
        fields={reason}
        run={body => must(api.POST('/api/corrections/{id}/sign-off', { params, body }))}
      />
      <Act<Schemas['SendBackCorrectionBody']>
        label={say('退回再纠', 'Send back')}
        fields={
          <>
            {reason}
            <Form.Item name="workdays" label={say('新的期限（工作日）', 'New term in working days')}>
              <Input type="number" min={1} />
            </Form.Item>
          </>
        }
        run={({ workdays, ...body }) =>
          must(
            api.POST('/api/corrections/{id}/send-back', {
              params,
              body: { ...body, ...(workdays === undefined ? {} : { workdays: Number(workdays) }) },
            }),
          )
        }
      />
    </>
  );
}
