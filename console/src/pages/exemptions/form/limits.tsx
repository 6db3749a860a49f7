// Where the record ends: period, scope version and loss cap; and, folded away, two facts that are often taken for a record.
import { Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { DayField, MoneyField } from '@/parts/fields';
import { moneyText } from '@/parts/money';
import { Card } from '@/parts/page';
import { say } from '@/words/say';

const required = () => [{ required: true, message: say('必填', 'required') }];

interface LimitsProps {
  scopes: readonly Schemas['ScopeView'][];
  capFen: number | null;
}

export function LimitsCard({ scopes, capFen }: LimitsProps): ReactNode {
  return (
    <Card title={say('备案到哪里为止', 'Where it ends')}>
      <div className="two-fields">
        <Form.Item name={['period', 'from']} label={say('备案起日', 'Record from')} rules={required()}>
          <DayField />
        </Form.Item>
        <Form.Item
          name={['period', 'to']}
          label={say('备案止日', 'Record to')}
          extra={say('没有止日会被警示', 'an open end is flagged')}
        >
          <DayField />
        </Form.Item>
        <Form.Item
          name="lossCapFen"
          label={say('损失上限', 'Loss cap')}
          extra={
            capFen === null
              ? say('不填会被警示', 'none is flagged')
              : say(
                  `清单限额 ${moneyText(capFen)}；不填会被警示`,
                  `the rulebook's own is ${moneyText(capFen)}; none is flagged`,
                )
          }
        >
          <MoneyField />
        </Form.Item>
        <Form.Item name="scopeNumber" label={say('申报范围', 'Scope version')} rules={required()}>
          <Select
            options={scopes.map(({ number, inForceFrom }) => ({
              value: number,
              label: say(`第 ${number} 版`, `version ${number}`),
              title: inForceFrom ?? undefined,
            }))}
          />
        </Form.Item>
      </div>
    </Card>
  );
}

export function KeptApart(): ReactNode {
  return (
    <Card title={say('四件事，分开记', 'Four things kept apart')}>
      <p className="quiet small">
        {say(
          '项目备案、报告上级、容错备案、突破授权，是四件不同的事，哪一件也代替不了另一件。容错备案就是本表；突破授权登记在申报范围里；另两件做过的，可在下面补记。',
          'The project filed with its department, a superior told, this record, and a departure authorised: none stands for another. This form is the record; authorisations belong to the scope; the other two may be entered here.',
        )}
      </p>
      <details className="more">
        <summary>{say('项目已在主管部门备案（选填）', 'Filed with its department (optional)')}</summary>
        <div className="two-fields">
          <Form.Item name={['departmentFiling', 'on']} label={say('项目备案日期', 'Day of that filing')}>
            <DayField />
          </Form.Item>
          <Form.Item name={['departmentFiling', 'with']} label={say('主管部门', 'Department')}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name={['departmentFiling', 'number']} label={say('备案文号', 'Its number')}>
            <Input maxLength={100} />
          </Form.Item>
        </div>
      </details>
      <details className="more">
        <summary>{say('已向上级报告（选填）', 'A superior was told (optional)')}</summary>
        <div className="two-fields">
          <Form.Item name={['superiorTold', 'on']} label={say('报告日期', 'Day told')}>
            <DayField />
          </Form.Item>
          <Form.Item name={['superiorTold', 'whom']} label={say('报告的上级', 'Told to')}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name={['superiorTold', 'how']} label={say('报告方式', 'How')}>
            <Input maxLength={200} placeholder={say('例如：书面请示', 'for example: in writing')} />
          </Form.Item>
        </div>
      </details>
    </Card>
  );
}
