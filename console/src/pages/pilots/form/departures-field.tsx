// Departures from rules in force (突破现行规定): planned and deliberate. Folded until somebody has one. What is asked for here
// is what a later check looks at, and it says plainly that a filing never authorises anything.
import { Button, Form, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { optionsOf } from '@/words/names';
import { say } from '@/words/say';
import { RULE_LEVEL } from '../scope/words';
import { PeriodFields } from './period-fields';
import { AuthorisedRegionsField } from './units-field';

const must = (zh: string, en: string) => [{ required: true, message: say(zh, en) }];

/** `at` is the path of the scope in the form: `scope` or `changes`. */
export function DeparturesField({ at }: { at: string }): ReactNode {
  return (
    <Form.List name={[at, 'departures']}>
      {(entries, { add, remove }) => (
        <>
          <p className={entries.length > 0 ? 'note note-warn' : 'quiet'}>
            {say(
              '只有打算突破现行规定的试点才需要填写。登记和备案都不是授权，不会使违法的事变成合法；突破须有与规定制定机关同级或更高机关的书面授权。',
              'Only for a pilot that means to depart from a rule in force. Neither registering nor filing authorises anything or makes the unlawful lawful; a departure needs a written authorisation from the level that made the rule or above.',
            )}
          </p>
          {entries.map(({ key, name }) => (
            <DepartureEntryFields key={key} at={at} index={name} remove={() => remove(name)} />
          ))}
          <Button className="pilot-add" onClick={() => add({ authorised: false })}>
            {say('添加要突破的规定', 'Add a departure')}
          </Button>
        </>
      )}
    </Form.List>
  );
}

interface EntryProps {
  at: string;
  index: number;
  remove: () => void;
}

function DepartureEntryFields({ at, index, remove }: EntryProps): ReactNode {
  const authorised = Form.useWatch([at, 'departures', index, 'authorised']) as boolean | undefined;
  return (
    <fieldset className="pilot-entry">
      <legend>{say(`第 ${index + 1} 项突破`, `Departure ${index + 1}`)}</legend>
      <div className="pilot-pair">
        <Form.Item
          name={[index, 'document']}
          label={say('规定名称', 'Rule')}
          rules={must('请填写规定名称', 'Name the rule')}
        >
          <Input maxLength={200} placeholder={say('如：殡葬管理条例实施办法', 'full name of the document')} />
        </Form.Item>
        <Form.Item
          name={[index, 'article']}
          label={say('条款', 'Article')}
          rules={must('请填写条款', 'Name the article')}
        >
          <Input maxLength={50} placeholder={say('如：第九条', 'e.g. art. 9')} />
        </Form.Item>
      </div>
      <div className="pilot-pair">
        <Form.Item
          name={[index, 'ruleLevel']}
          label={say('规定由哪一级制定', 'Level that made the rule')}
          rules={must('请选择制定机关的层级', 'Choose the level')}
        >
          <Select options={optionsOf(RULE_LEVEL)} />
        </Form.Item>
        <Form.Item name={[index, 'authorised']} label={say('是否已有书面授权', 'Authorised in writing')} required>
          <Radio.Group>
            <Radio value={true}>{say('已有', 'yes')}</Radio>
            <Radio value={false}>{say('还没有', 'not yet')}</Radio>
          </Radio.Group>
        </Form.Item>
      </div>
      {authorised === true ? (
        <AuthorisationFields index={index} />
      ) : (
        <p className="small quiet">
          {say(
            '取得授权之前请勿实施这一项；取得后通过“变更范围”补上。',
            'Do not carry this out before it is authorised; add the authorisation by an amendment.',
          )}
        </p>
      )}
      <Button onClick={remove}>{say('删去这一项', 'Remove')}</Button>
    </fieldset>
  );
}

function AuthorisationFields({ index }: { index: number }): ReactNode {
  const at = [index, 'authorisation'];
  return (
    <>
      <div className="pilot-pair">
        <Form.Item
          name={[...at, 'issuer']}
          label={say('授权机关', 'Issuer')}
          rules={must('请填写授权机关', 'Name the issuer')}
        >
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          name={[...at, 'level']}
          label={say('授权机关层级', 'Level of the issuer')}
          rules={must('请选择授权机关的层级', 'Choose the level')}
        >
          <Select options={optionsOf(RULE_LEVEL)} />
        </Form.Item>
      </div>
      <div className="pilot-pair">
        <Form.Item
          name={[...at, 'number']}
          label={say('授权文号', 'Number')}
          rules={must('请填写文号', 'Give the number')}
        >
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          name={[...at, 'regions']}
          label={say('授权地区', 'Where it holds')}
          rules={must('请选择授权地区', 'Choose where it holds')}
        >
          <AuthorisedRegionsField />
        </Form.Item>
      </div>
      <PeriodFields at={[...at, 'period']} of={{ zh: '授权', en: 'Authorisation' }} required />
    </>
  );
}
