// Fields that the acts share: the day it happened, today unless said otherwise, and a note or a reason.
import { Collapse, Form, Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { DayField, WordsField } from '@/parts/fields';
import { say } from '@/words/say';

/** A note that was typed and cleared again is none: the API takes no empty text. */
const textOrNone = (text: string): string | undefined => (text === '' ? undefined : text);

export function DayItem({ today }: { today: string }): ReactNode {
  return (
    <Form.Item name="on" label={say('发生之日', 'Day it happened')}>
      <DayField max={today} />
    </Form.Item>
  );
}

export function DayAndNote({ today }: { today: string }): ReactNode {
  return (
    <>
      <DayItem today={today} />
      <Form.Item name="note" label={say('说明', 'Note')} normalize={textOrNone}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </>
  );
}

/** Optional things folded away, under one word. */
export function More({ children, label }: { children: ReactNode; label?: string }): ReactNode {
  return (
    <Collapse ghost items={[{ key: 'more', label: label ?? say('选填', 'Optional'), children, forceRender: true }]} />
  );
}

/** Basis, term and materials; `within` when the API takes them as a part. */
export function PathItems({ within = [], basisOnly }: { within?: string[]; basisOnly?: boolean }): ReactNode {
  return (
    <>
      <Form.Item
        name={[...within, 'legalBasis']}
        label={say('办理依据', 'Legal basis')}
        rules={[{ required: true, min: 2 }]}
      >
        <Input maxLength={300} placeholder={say('如：土地管理法第四十四条', 'e.g. Land Administration Law art. 44')} />
      </Form.Item>
      <Form.Item
        name={[...within, 'termWorkdays']}
        label={say('承诺时限（工作日）', 'Promised term (working days)')}
        rules={[{ required: true }]}
      >
        <InputNumber min={0} max={365} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      {!basisOnly && (
        <Form.Item name={[...within, 'materials']} label={say('申请材料', 'Materials')}>
          <WordsField />
        </Form.Item>
      )}
    </>
  );
}
