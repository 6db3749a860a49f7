// The two ends of a period, beside each other where there is room.
import { Form } from 'antd';
import type { ReactNode } from 'react';
import { DayField } from '@/parts/fields';
import { say } from '@/words/say';

interface PeriodFieldsProps {
  at: (string | number)[];
  /** What the period is of: labels stay unique on a page with several. */
  of?: { zh: string; en: string };
  required?: boolean;
  toHint?: string;
}

export function PeriodFields({ at, of, required, toHint }: PeriodFieldsProps): ReactNode {
  const zh = of?.zh ?? '';
  const en = of === undefined ? 'First day' : `${of.en}: first day`;
  const enTo = of === undefined ? 'Last day' : `${of.en}: last day`;
  return (
    <div className="pilot-pair">
      <Form.Item
        name={[...at, 'from']}
        label={say(`${zh}开始日`, en)}
        rules={required ? [{ required, message: say('请选择开始日', 'Choose the first day') }] : undefined}
      >
        <DayField />
      </Form.Item>
      <Form.Item name={[...at, 'to']} label={say(`${zh}结束日`, enTo)} extra={toHint}>
        <DayField />
      </Form.Item>
    </div>
  );
}
