// The guided form of a pilot in three short parts that all stand on one page: nothing comes as a surprise later.
import { Collapse, Form, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { Card } from '@/parts/page';
import { ORIGIN, optionsOf, PILOT_FIELD } from '@/words/names';
import { say } from '@/words/say';
import { DeparturesField } from './departures-field';
import { PeriodFields } from './period-fields';
import { MoreOfScope, PlaceAndActivities } from './scope-fields';

const must = (zh: string, en: string) => [{ required: true, message: say(zh, en) }];

export function PilotFields(): ReactNode {
  return (
    <>
      <div className="columns pilot-parts">
        <Card title={say('一、为什么试', '1. Why')}>
          <WhyFields />
        </Card>
        <Card title={say('二、谁让试、试多久', '2. On whose word, how long')}>
          <OriginFields />
        </Card>
        <Card title={say('三、在哪里试、试什么', '3. Where and what')}>
          <PlaceAndActivities at="scope" />
          <MoreOfScope at="scope" />
        </Card>
      </div>
      <Card title={say('要突破现行规定吗（可选）', 'Departures from rules in force (optional)')}>
        <DeparturesField at="scope" />
      </Card>
    </>
  );
}

function WhyFields(): ReactNode {
  return (
    <>
      <Form.Item name="title" label={say('试点名称', 'Title')} rules={must('请填写试点名称', 'Give it a title')}>
        <Input maxLength={100} placeholder={say('如：村级公益性公墓建设', 'short and plain')} />
      </Form.Item>
      <Form.Item
        name="problem"
        label={say('要解决什么问题', 'The problem it solves')}
        rules={must('请写要解决的问题', 'Say which problem it solves')}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} />
      </Form.Item>
      <Form.Item
        name="beneficiaries"
        label={say('哪些群众受益', 'For whom')}
        rules={must('请写受益群众', 'Say for whom')}
      >
        <Input maxLength={500} placeholder={say('如：三个村 1240 户', 'e.g. three villages, 1,240 households')} />
      </Form.Item>
    </>
  );
}

function OriginFields(): ReactNode {
  const origin = Form.useWatch('origin') as string | undefined;
  return (
    <>
      <Form.Item name="origin" label={say('怎么来的', 'Origin')} rules={must('请选择来源', 'Choose the origin')}>
        <Radio.Group options={optionsOf(ORIGIN)} />
      </Form.Item>
      {origin === 'assigned' && (
        <Form.Item
          name="assignedBy"
          label={say('交办文件', 'Assigning document')}
          rules={must('上级交办的请写明文件', 'Name the document that assigned it')}
        >
          <Input maxLength={200} placeholder={say('如：汶民发〔2025〕12号', 'its number')} />
        </Form.Item>
      )}
      <Form.Item name="field" label={say('领域', 'Field')} rules={must('请选择领域', 'Choose the field')}>
        <Select options={optionsOf(PILOT_FIELD)} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <PeriodFields at={['period']} required toHint={say('不填就是不定期限', 'Empty: open end')} />
      <Collapse
        size="small"
        items={[
          {
            key: 'need',
            forceRender: true,
            label: say('可选：群众需求的依据', 'Optional: evidence of need'),
            children: (
              <Form.Item name="needEvidence" label={say('群众需求的依据', 'Evidence of need')}>
                <Input.TextArea
                  autoSize={{ minRows: 2, maxRows: 6 }}
                  maxLength={1000}
                  placeholder={say('如：村民代表会议纪要、民意调查', 'minutes, a survey')}
                />
              </Form.Item>
            ),
          },
        ]}
      />
    </>
  );
}
