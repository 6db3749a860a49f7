// Claiming a pledge. The total is never asked for: it is what the tranches add up to.
import { Button, Form, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import type { PledgeKind } from '@domain/pledge';
import { api, type Schemas } from '@/api/client';
import { must as written } from '@/api/write';
import { DayField, MoneyField, OrganisationField } from '@/parts/fields';
import { KeptForm } from '@/parts/kept-form';
import { moneyText } from '@/parts/money';
import { Card } from '@/parts/page';
import { FilesField } from '@/parts/upload';
import { optionsOf, PLEDGE_KIND } from '@/words/names';
import { say } from '@/words/say';
import type { Pilot } from '../reading';

interface TrancheEntry {
  dueOn?: string;
  amountFen?: number;
  quantity?: number;
}

interface PledgeValues {
  kind: PledgeKind;
  outside: boolean;
  giverId?: string;
  giverName?: string;
  creditCode?: string;
  what: string;
  unit?: string;
  tranches: TrancheEntry[];
  documentNumber?: string;
  files?: string[];
}

const must = (zh: string, en: string) => [{ required: true, message: say(zh, en) }];

const sum = (tranches: (TrancheEntry | undefined)[], measure: 'amountFen' | 'quantity'): number =>
  tranches.reduce((total, tranche) => total + (tranche?.[measure] ?? 0), 0);

function bodyOf(values: PledgeValues): Schemas['ClaimPledgeBody'] {
  const measure = values.kind === 'funds' ? 'amountFen' : 'quantity';
  const giver = values.outside
    ? { giverName: values.giverName, creditCode: values.creditCode || undefined }
    : { giverId: values.giverId };
  return {
    ...giver,
    kind: values.kind,
    what: values.what,
    [measure]: sum(values.tranches, measure),
    unit: values.kind === 'funds' ? undefined : values.unit,
    tranches: values.tranches.map(({ dueOn = '', ...tranche }) => ({ dueOn, [measure]: tranche[measure] })),
    documentNumber: values.documentNumber || undefined,
    documentSha256: values.files?.[0],
  };
}

export function PledgeForm({ pilot, done }: { pilot: Pilot; done: () => void }): ReactNode {
  const [form] = Form.useForm<PledgeValues>();
  return (
    <Card title={say('登记上级承诺', 'Claim a pledge')}>
      <KeptForm<PledgeValues, Schemas['PledgeWritten']>
        name="pledge"
        subject={pilot.id}
        form={form}
        initial={{ kind: 'funds', outside: false, tranches: [{}] }}
        submit={say('登记承诺', 'Claim the pledge')}
        send={(values, key) =>
          written(
            api.POST('/api/pilots/{pilotId}/pledges', {
              params: { path: { pilotId: pilot.id }, header: { 'Idempotency-Key': key } },
              body: bodyOf(values),
            }),
          )
        }
        sent={done}
        beside={<Button onClick={done}>{say('收起', 'Fold away')}</Button>}
      >
        <p className="quiet pilot-lead">
          {say(
            '登记后由承诺单位会签确认；有文号和文件的，对方不答复也会逐日记下沉默的工作日。',
            'The giver counter-signs it. With a number and a file, the silence of the giver is counted in working days.',
          )}
        </p>
        <div className="columns pilot-parts">
          <div>
            <GiverFields pilot={pilot} />
          </div>
          <div>
            <TermFields />
          </div>
        </div>
      </KeptForm>
    </Card>
  );
}

function GiverFields({ pilot }: { pilot: Pilot }): ReactNode {
  const outside = Form.useWatch('outside') as boolean | undefined;
  return (
    <>
      <Form.Item name="outside" label={say('谁答应的', 'Who promised')} required>
        <Radio.Group>
          <Radio value={false}>{say('本县单位', 'a unit of the county')}</Radio>
          <Radio value={true}>{say('县外单位', 'outside the county')}</Radio>
        </Radio.Group>
      </Form.Item>
      {outside === true ? (
        <>
          <Form.Item
            name="giverName"
            label={say('承诺单位名称', 'Name of the giver')}
            rules={must('请填写承诺单位名称', 'Name the giver')}
          >
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="creditCode" label={say('统一社会信用代码', 'Credit code')}>
            <Input maxLength={18} />
          </Form.Item>
        </>
      ) : (
        <Form.Item name="giverId" label={say('承诺单位', 'Giver')} rules={must('请选择承诺单位', 'Choose the giver')}>
          <OrganisationField not={pilot.sponsorId} />
        </Form.Item>
      )}
      <Form.Item
        name="what"
        label={say('答应了什么', 'What was promised')}
        rules={must('请写答应了什么', 'Say what was promised')}
      >
        <Input maxLength={500} placeholder={say('如：公墓建设补助资金', 'e.g. a building subsidy')} />
      </Form.Item>
      <Form.Item name="documentNumber" label={say('依据文件文号', 'Document number')}>
        <Input maxLength={100} placeholder={say('如：汶民发〔2025〕12号', '')} />
      </Form.Item>
      <Form.Item name="files" label={say('依据文件', 'Document')}>
        <FilesField most={1} />
      </Form.Item>
    </>
  );
}

function TermFields(): ReactNode {
  const funds = (Form.useWatch('kind') as PledgeKind | undefined) === 'funds';
  return (
    <>
      <Form.Item name="kind" label={say('种类', 'Kind')} rules={must('请选择种类', 'Choose the kind')}>
        <Select options={optionsOf(PLEDGE_KIND)} />
      </Form.Item>
      {!funds && (
        <Form.Item name="unit" label={say('计量单位', 'Counted in')} rules={must('请填写计量单位', 'Name the unit')}>
          <Input
            maxLength={20}
            placeholder={say('如：名、台、项；给一次授权就填“项”', 'e.g. persons, machines, items')}
          />
        </Form.Item>
      )}
      <Tranches funds={funds} />
    </>
  );
}

function Tranches({ funds }: { funds: boolean }): ReactNode {
  const tranches = (Form.useWatch('tranches') as (TrancheEntry | undefined)[] | undefined) ?? [];
  const unit = Form.useWatch('unit') as string | undefined;
  const measure = funds ? 'amountFen' : 'quantity';
  const total = sum(tranches, measure);
  return (
    <Form.List name="tranches">
      {(entries, { add, remove }) => (
        <>
          {entries.map(({ key, name }) => (
            <fieldset className="pilot-entry" key={key}>
              <legend>{say(`第 ${name + 1} 期`, `Tranche ${name + 1}`)}</legend>
              <div className="pilot-pair">
                <Form.Item
                  name={[name, 'dueOn']}
                  label={say('何时到位', 'Due on')}
                  rules={must('请选择到位之日', 'Choose the day')}
                >
                  <DayField />
                </Form.Item>
                <Form.Item
                  name={[name, measure]}
                  label={funds ? say('金额', 'Amount') : say('数量', 'Quantity')}
                  rules={must(funds ? '请填写金额' : '请填写数量', 'How much')}
                >
                  {funds ? (
                    <MoneyField />
                  ) : (
                    <InputNumber min={1} max={1_000_000} precision={0} className="pilot-wide" />
                  )}
                </Form.Item>
              </div>
              {entries.length > 1 && <Button onClick={() => remove(name)}>{say('删去这一期', 'Remove')}</Button>}
            </fieldset>
          ))}
          <div className="row">
            {entries.length < 40 && <Button onClick={() => add({})}>{say('分期，再加一期', 'Add a tranche')}</Button>}
            <span className="quiet">
              {say('合计', 'In all')} {funds ? moneyText(total) : `${total} ${unit ?? ''}`}
            </span>
          </div>
        </>
      )}
    </Form.List>
  );
}
