// The provisions breached, each marked by whoever enters it: prohibitory, obligatory or procedural; and whether it was a
// planned departure rather than a flaw.
import { Button, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { MARK_WORDS } from '@domain/check/words/names';
import { AnswerField } from '@/parts/fields';
import { say, sayIn } from '@/words/say';
import './flaws.css';

const marks = () => [
  ...Object.entries(MARK_WORDS)
    .filter(([value]) => value !== 'unknown')
    .map(([value, words]) => ({ value, label: sayIn(words) })),
  { value: 'unknown', label: say('不清楚', 'unknown') },
];

export function BreachesField(): ReactNode {
  return (
    <Form.List name="breaches">
      {(fields, { add, remove }) => (
        <fieldset className="breaches">
          <legend>{say('违反的条款', 'Provisions breached')}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="breach">
              <Form.Item name={[name, 'document']} label={say('文件', 'Document')} rules={[{ required: true }]}>
                <Input placeholder={say('土地管理法', 'e.g. Land Administration Law')} />
              </Form.Item>
              <Form.Item name={[name, 'article']} label={say('条款', 'Article')} rules={[{ required: true }]}>
                <Input />
              </Form.Item>
              <Form.Item name={[name, 'mark']} label={say('性质', 'Mark')}>
                <Select options={marks()} />
              </Form.Item>
              <Form.Item name={[name, 'departure']} label={say('是否计划中的突破', 'A planned departure?')}>
                <AnswerField />
              </Form.Item>
              <Button onClick={() => remove(name)}>{say('删去此条', 'Remove')}</Button>
            </div>
          ))}
          <Button onClick={() => add({ mark: 'unknown', departure: 'unknown' })}>
            {say('加一条', 'Add a provision')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
