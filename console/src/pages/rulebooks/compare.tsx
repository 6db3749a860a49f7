// Two rulebooks chosen in the address, held side by side.
import { Form, Select } from 'antd';
import type { ReactNode } from 'react';
import { Empty, Reading } from '@/parts/feedback';
import { useFilters } from '@/parts/id';
import { Card, Page } from '@/parts/page';
import { bookOf } from '@/parts/rulebook';
import { say, sayIn } from '@/words/say';
import { useRulebook, useRulebooks } from './book';
import { Differences } from './differences';

export function CompareRulebooks(): ReactNode {
  const [{ from, to }, change] = useFilters();
  const options = (useRulebooks().data ?? []).map(({ id, title }) => ({
    value: id,
    label: `${sayIn(title)}（${id}）`,
  }));
  return (
    <Page
      title={say('清单对照', 'Compare rulebooks')}
      under={say('逐项对照，默认只列不同之处', 'Entry by entry; only what differs, unless asked')}
    >
      <Card>
        <Form layout="vertical" className="columns" requiredMark={false}>
          <Form.Item label={say('原清单', 'From')} htmlFor="compare-from">
            <Select
              id="compare-from"
              value={from}
              options={options}
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={say('选择清单', 'Choose a rulebook')}
              onChange={chosen => change({ from: chosen })}
            />
          </Form.Item>
          <Form.Item label={say('新清单', 'To')} htmlFor="compare-to">
            <Select
              id="compare-to"
              value={to}
              options={options}
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={say('选择清单', 'Choose a rulebook')}
              onChange={chosen => change({ to: chosen })}
            />
          </Form.Item>
        </Form>
      </Card>
      {from === undefined || to === undefined ? (
        <Empty text={say('请选两份清单。', 'Choose two rulebooks.')} />
      ) : (
        <Compared from={from} to={to} />
      )}
    </Page>
  );
}

function Compared({ from, to }: { from: string; to: string }): ReactNode {
  const before = useRulebook(from);
  const after = useRulebook(to);
  return (
    <Reading of={before}>
      {left => <Reading of={after}>{right => <Differences before={bookOf(left)} after={bookOf(right)} />}</Reading>}
    </Reading>
  );
}
