// Asking for an approval, or asking which one it takes. Whoever does not know basis and term need not guess: the authority
// must name them.
import { useNavigate } from '@tanstack/react-router';
import { Button, Checkbox, Collapse, Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { api, tag, type Schemas } from '@/api/client';
import { isProblem } from '@/api/problem';
import { must as written } from '@/api/write';
import { OrganisationField, WordsField } from '@/parts/fields';
import { KeptForm } from '@/parts/kept-form';
import { Card } from '@/parts/page';
import { FIELD_CLASS, optionsOf } from '@/words/names';
import { say } from '@/words/say';
import { useApprovals, type Pilot } from '../reading';

export type ApprovalMode = 'apply' | 'inquire';

interface ApprovalValues {
  matter: string;
  fieldClass: Schemas['OpenApprovalBody']['fieldClass'];
  approverId: string;
  legalBasis?: string;
  termWorkdays?: number;
  materials?: string[];
  predecessors?: string[];
  applyNow?: boolean;
  inquiry?: { note?: string };
}

type Written = Schemas['ApprovalWritten'];

const must = (zh: string, en: string) => [{ required: true, message: say(zh, en) }];

function bodyOf(values: ApprovalValues, mode: ApprovalMode): Schemas['OpenApprovalBody'] {
  const { matter, fieldClass, approverId, legalBasis, termWorkdays, materials, predecessors, inquiry } = values;
  const asked = { matter, fieldClass, approverId };
  if (mode === 'inquire') return { ...asked, inquiry: { note: inquiry?.note || undefined } };
  return { ...asked, legalBasis, termWorkdays, materials, predecessors };
}

/** Opened and not applied for, when an earlier approval must come first: its page then says so. */
async function opened(
  pilot: Pilot,
  body: Schemas['OpenApprovalBody'],
  how: { key: string; apply: boolean },
): Promise<Written> {
  const params = { path: { pilotId: pilot.id }, header: { 'Idempotency-Key': how.key } };
  const approval = await written(api.POST('/api/pilots/{pilotId}/approvals', { params, body }));
  if (!how.apply) return approval;
  try {
    const at = { path: { id: approval.id }, header: tag(approval.version) };
    return await written(api.POST('/api/approvals/{id}/apply', { params: at, body: {} }));
  } catch (error) {
    if (isProblem(error)) return approval;
    throw error;
  }
}

interface ApprovalFormProps {
  pilot: Pilot;
  mode: ApprovalMode;
  done: () => void;
}

export function ApprovalForm({ pilot, mode, done }: ApprovalFormProps): ReactNode {
  const [form] = Form.useForm<ApprovalValues>();
  const navigate = useNavigate();
  const inquiring = mode === 'inquire';
  return (
    <Card title={inquiring ? say('询问办理途径', 'Inquire') : say('提出所需审批', 'Ask for an approval')}>
      <KeptForm<ApprovalValues, Written>
        name="approval"
        subject={pilot.id}
        form={form}
        initial={{ applyNow: true }}
        submit={inquiring ? say('提出询问', 'Send the inquiry') : say('提出审批', 'Ask for it')}
        send={(values, key) =>
          opened(pilot, bodyOf(values, mode), { key, apply: !inquiring && values.applyNow === true })
        }
        sent={({ id }) => void navigate({ to: '/approvals/$id', params: { id } })}
        beside={<Button onClick={done}>{say('收起', 'Fold away')}</Button>}
      >
        <p className="quiet pilot-lead">
          {inquiring
            ? say(
                '审批单位收到后须告知走哪项审批、依据和时限；它用了几个工作日，从第二天起计。',
                'The authority must name the procedure, its basis and term; its working days count from the next day.',
              )
            : say(
                '从提出的第二天起，在谁手里、几个工作日，逐日计清。',
                'From the day after, the days are counted to whoever holds the matter.',
              )}
        </p>
        <div className="columns pilot-parts">
          <div>
            <MatterFields pilot={pilot} inquiring={inquiring} />
          </div>
          <div>{inquiring ? <QuestionField /> : <PathFields pilot={pilot} />}</div>
        </div>
      </KeptForm>
    </Card>
  );
}

function MatterFields({ pilot, inquiring }: { pilot: Pilot; inquiring: boolean }): ReactNode {
  return (
    <>
      <Form.Item
        name="matter"
        label={inquiring ? say('想办的事', 'The matter') : say('审批事项', 'Matter')}
        rules={must('请填写事项', 'Name the matter')}
      >
        <Input maxLength={100} placeholder={say('如：农村公益性公墓用地审批', 'e.g. land for a cemetery')} />
      </Form.Item>
      <Form.Item
        name="approverId"
        label={inquiring ? say('问哪个单位', 'Whom to ask') : say('审批单位', 'Approver')}
        rules={must('请选择单位', 'Choose the unit')}
      >
        <OrganisationField not={pilot.sponsorId} />
      </Form.Item>
      <Form.Item
        name="fieldClass"
        label={say('涉及领域', 'Touches')}
        extra={say(
          '安全、消防、环保、土地、保密事项，超时不会自动视为同意。',
          'In all but "other", silence never grants.',
        )}
        rules={must('请选择涉及领域', 'Choose what it touches')}
      >
        <Select options={optionsOf(FIELD_CLASS)} />
      </Form.Item>
    </>
  );
}

function QuestionField(): ReactNode {
  return (
    <Form.Item name={['inquiry', 'note']} label={say('要问什么', 'Question')}>
      <Input.TextArea
        autoSize={{ minRows: 3, maxRows: 8 }}
        maxLength={500}
        placeholder={say(
          '如：公墓用地应走哪项审批、由谁受理、要哪些材料',
          'which procedure, who takes it, which papers',
        )}
      />
    </Form.Item>
  );
}

function PathFields({ pilot }: { pilot: Pilot }): ReactNode {
  const { data: approvals = [] } = useApprovals(pilot.id);
  const earlier = approvals.map(({ id, matter, code }) => ({ value: id, label: `${matter}（${code}）` }));
  return (
    <>
      <Form.Item
        name="legalBasis"
        label={say('办理依据', 'Legal basis')}
        rules={must('请填写办理依据，不知道就先询问', 'Name the basis, or inquire first')}
      >
        <Input maxLength={300} placeholder={say('如：土地管理法第四十四条', 'law and article')} />
      </Form.Item>
      <Form.Item
        name="termWorkdays"
        label={say('承诺时限（工作日）', 'Term in working days')}
        rules={must('请填写时限，不知道就先询问', 'Name the term, or inquire first')}
      >
        <InputNumber min={0} max={365} precision={0} className="pilot-wide" />
      </Form.Item>
      <Form.Item name="applyNow" valuePropName="checked">
        <Checkbox>{say('同时提出申请（材料已交）', 'Apply at once; the papers are in')}</Checkbox>
      </Form.Item>
      <Collapse
        size="small"
        items={[
          {
            key: 'more',
            forceRender: true,
            label: say('可选：申请材料、前置审批', 'Optional: papers, what must come first'),
            children: (
              <>
                <Form.Item name="materials" label={say('申请材料', 'Papers')}>
                  <WordsField />
                </Form.Item>
                {earlier.length > 0 && (
                  <Form.Item name="predecessors" label={say('须先批准的审批', 'Must be granted first')}>
                    <Select mode="multiple" options={earlier} showSearch={{ optionFilterProp: 'label' }} />
                  </Form.Item>
                )}
              </>
            ),
          },
        ]}
      />
    </>
  );
}
