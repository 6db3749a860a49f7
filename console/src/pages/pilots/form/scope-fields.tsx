// The declared scope as fields: where and what are asked, the rest is inherited or folded away.
import { Collapse, Form } from 'antd';
import type { ReactNode } from 'react';
import { MoneyField, RegionsField, WordsField } from '@/parts/fields';
import { say } from '@/words/say';
import { PeriodFields } from './period-fields';
import { UnitsField } from './units-field';

/** `at` is the path of the scope in the form: `scope` or `changes`. */
export function PlaceAndActivities({ at }: { at: string }): ReactNode {
  return (
    <>
      <Form.Item
        name={[at, 'regions']}
        label={say('在哪里做', 'Where')}
        rules={[{ required: true, message: say('请选择实施地区', 'Choose where') }]}
      >
        <RegionsField />
      </Form.Item>
      <Form.Item
        name={[at, 'activities']}
        label={say('做哪些事', 'What is done')}
        extra={say(
          '写一件按一次回车。以后核对“是否在申报的事项之内”就看这里。',
          'Press Enter after each. A later check reads this.',
        )}
        rules={[{ required: true, message: say('请至少写一件事', 'Name at least one') }]}
      >
        <WordsField placeholder={say('如：建设公益性公墓', 'e.g. build a public cemetery')} />
      </Form.Item>
    </>
  );
}

export function UnitsAndCap({ at }: { at: string }): ReactNode {
  return (
    <>
      <Form.Item name={[at, 'units']} label={say('参与单位', 'Units taking part')}>
        <UnitsField />
      </Form.Item>
      <Form.Item name={[at, 'capFen']} label={say('预算上限', 'Budget cap')}>
        <MoneyField />
      </Form.Item>
    </>
  );
}

export function MoreOfScope({ at }: { at: string }): ReactNode {
  return (
    <Collapse
      size="small"
      items={[
        {
          key: 'more',
          forceRender: true,
          label: say('可选：参与单位、预算上限、实施期限', 'Optional: units, cap, narrower period'),
          children: (
            <>
              <UnitsAndCap at={at} />
              <PeriodFields
                at={[at, 'period']}
                of={{ zh: '实施', en: 'Scope' }}
                toHint={say('不填就与试点的起止日相同', 'Left empty: that of the pilot')}
              />
            </>
          ),
        },
      ]}
    />
  );
}
