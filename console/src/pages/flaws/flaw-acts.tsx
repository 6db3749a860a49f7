// What a party may do with a flaw: report it itself, correct what it entered, have it checked; an inspector may close it.
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { FLAW_LIFECYCLE } from '@domain/flaw';
import { api, newKey, tag, type Schemas } from '@/api/client';
import { tell } from '@/api/problem';
import { useMay } from '@/api/session-hook';
import { must, useWrite } from '@/api/write';
import { Act } from '@/parts/act';
import { DayField, MoneyField } from '@/parts/fields';
import { actName } from '@/parts/tag';
import { say } from '@/words/say';

type Flaw = Schemas['FlawDetail'];

interface FlawActsProps {
  flaw: Flaw;
  /** Of the reader's own unit's pilot. */
  own: boolean;
}

export function FlawActs({ flaw, own }: FlawActsProps): ReactNode {
  const may = useMay();
  const inspecting = may('flaw.establish');
  const open = (act: string) => flaw.open.includes(act);
  return (
    <>
      {(own || inspecting) && open('check') && <Check flaw={flaw} />}
      {own && open('self-report') && flaw.selfReport.made !== 'yes' && <SelfReport flaw={flaw} />}
      {(own || inspecting) && open('correct') && <Correct flaw={flaw} />}
      {inspecting && open('close') && <Close flaw={flaw} />}
    </>
  );
}

const at = ({ id, version }: Flaw) => ({ path: { id }, header: tag(version) });

function Check({ flaw }: { flaw: Flaw }): ReactNode {
  const check = useWrite((id: string) => must(api.POST('/api/flaws/{id}/check', { params: { path: { id } } })));
  return (
    <>
      <Button loading={check.isPending} onClick={() => check.mutate(flaw.id)}>
        {say('核对', 'Check')}
      </Button>
      {check.error != null && (
        <span className="tag tag-bad" role="alert">
          {tell(check.error)}
        </span>
      )}
    </>
  );
}

function SelfReport({ flaw }: { flaw: Flaw }): ReactNode {
  return (
    <Act<Schemas['SelfReportBody']>
      label={say('自报', 'Report it ourselves')}
      explain={say(
        '检查发现的瑕疵，本单位也可以主动报告。报告时间以系统收到为准。',
        'Your unit may report what others found, too. What counts is when the registry receives it.',
      )}
      run={body =>
        must(api.POST('/api/flaws/{id}/self-report', { params: at(flaw), body: { ...body, made: 'yes' as const } }))
      }
    />
  );
}

interface Correction {
  reason: string;
  changes: Schemas['FlawChanges'];
}

function Correct({ flaw }: { flaw: Flaw }): ReactNode {
  const { actFrom, actTo, foundOn, awareOn, lossFen, description } = flaw;
  return (
    <Act<Correction>
      label={say('更正', 'Correct')}
      wide
      initial={{ changes: { actFrom, actTo, foundOn, awareOn, lossFen, description } }}
      explain={say(
        '原来填的会留在记录里，更正的内容另记一笔。',
        'What was entered before stays on record; the correction is entered beside it.',
      )}
      fields={
        <>
          <Form.Item name={['changes', 'description']} label={say('发生了什么', 'What happened')}>
            <Input.TextArea autoSize={{ minRows: 2 }} />
          </Form.Item>
          <div className="columns">
            <Form.Item name={['changes', 'actFrom']} label={say('行为从哪天起', 'First day of the act')}>
              <DayField />
            </Form.Item>
            <Form.Item name={['changes', 'actTo']} label={say('到哪天止', 'Last day of the act')}>
              <DayField />
            </Form.Item>
            <Form.Item name={['changes', 'foundOn']} label={say('哪天发现的', 'Day found')}>
              <DayField />
            </Form.Item>
            <Form.Item name={['changes', 'awareOn']} label={say('哪天知道的', 'Day of becoming aware')}>
              <DayField />
            </Form.Item>
            <Form.Item name={['changes', 'lossFen']} label={say('损失', 'Loss')}>
              <MoneyField />
            </Form.Item>
          </div>
          <Form.Item name="reason" label={say('更正理由', 'Reason')} rules={[{ required: true }]}>
            <Input.TextArea />
          </Form.Item>
        </>
      }
      run={({ reason, changes }) =>
        must(
          api.POST('/api/flaws/{id}/correct', {
            params: at(flaw),
            body: { reason, changes: changedOf(changes, flaw) },
          }),
        )
      }
    />
  );
}

/** Only what differs is sent: every correction of a value is an entry of its own. */
function changedOf(changes: Schemas['FlawChanges'], flaw: Flaw): Schemas['FlawChanges'] {
  const kept = Object.entries(changes).filter(([field, value]) => (value ?? null) !== flaw[field as keyof Flaw]);
  return Object.fromEntries(kept.map(([field, value]) => [field, value ?? null]));
}

function Close({ flaw }: { flaw: Flaw }): ReactNode {
  return (
    <Act<Schemas['CloseFlawBody']>
      label={actName(FLAW_LIFECYCLE, 'close')}
      fields={
        <Form.Item name="reason" label={say('理由', 'Reason')} rules={[{ required: true }]}>
          <Input.TextArea />
        </Form.Item>
      }
      run={body =>
        must(
          api.POST('/api/flaws/{id}/close', {
            params: { ...at(flaw), header: { ...tag(flaw.version), 'Idempotency-Key': newKey() } },
            body,
          }),
        )
      }
    />
  );
}
