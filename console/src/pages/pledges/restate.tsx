// The sponsor's answer to a dispute: new terms, prefilled with the present ones, so that only what was wrong is changed.
import { Button, Form, Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { api, tag, type Schemas } from '@/api/client';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { DayField, MoneyField } from '@/parts/fields';
import { FilesField } from '@/parts/upload';
import { say } from '@/words/say';
import type { Pledge } from './sides';

interface Restating extends Omit<Schemas['RestatePledgeBody'], 'documentSha256'> {
  document?: string[];
}

function initialOf(pledge: Pledge): Partial<Restating> {
  const { what, unit, amountFen, quantity, documentNumber, documentSha256, tranches } = pledge;
  return {
    what,
    ...(amountFen === null ? { quantity: quantity ?? undefined, unit: unit ?? undefined } : { amountFen }),
    tranches: tranches.map(tranche => ({
      dueOn: tranche.dueOn,
      ...(tranche.amountFen === null ? { quantity: tranche.quantity ?? undefined } : { amountFen: tranche.amountFen }),
    })),
    documentNumber: documentNumber ?? undefined,
    document: documentSha256 === null ? [] : [documentSha256],
  };
}

function bodyOf({ document, documentNumber, ...terms }: Restating): Schemas['RestatePledgeBody'] {
  const documentSha256 = document?.[0];
  return {
    ...terms,
    ...(documentNumber ? { documentNumber } : {}),
    ...(documentSha256 === undefined ? {} : { documentSha256 }),
  };
}

export function Restate({ pledge }: { pledge: Pledge }): ReactNode {
  const dispute = pledge.standings.findLast(({ standing }) => standing === 'disputed');
  return (
    <Act<Restating>
      label={say('重新主张', 'Restate')}
      look={{ type: 'primary', size: 'large' }}
      wide
      explain={
        <p className="note note-warn">
          {say(`对方异议：${dispute?.reason ?? '—'}`, `The dispute: ${dispute?.reason ?? '—'}`)}
        </p>
      }
      initial={initialOf(pledge)}
      fields={<TermsFields pledge={pledge} />}
      run={values =>
        must(
          api.POST('/api/pledges/{id}/restate', {
            params: { path: { id: pledge.id }, header: tag(pledge.version) },
            body: bodyOf(values),
          }),
        )
      }
    />
  );
}

function TermsFields({ pledge }: { pledge: Pledge }): ReactNode {
  return (
    <>
      <Form.Item name="reason" label={say('重新主张的理由', 'Reason')} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={500} placeholder={say('如：按会议纪要更正金额', 'e.g. amount corrected by the minutes')} />
      </Form.Item>
      <Form.Item name="what" label={say('承诺的内容', 'What was promised')} rules={[{ required: true, min: 2 }]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Amount pledge={pledge} name={[]} label={say('总量', 'In all')} />
      {pledge.kind !== 'funds' && (
        <Form.Item name="unit" label={say('计量单位', 'Unit')} rules={[{ required: true }]}>
          <Input maxLength={20} />
        </Form.Item>
      )}
      <TranchesField pledge={pledge} />
      <Form.Item name="documentNumber" label={say('依据文件文号', 'Document number')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="document" label={say('依据文件', 'Document')}>
        <FilesField most={1} />
      </Form.Item>
    </>
  );
}

function Amount({ pledge, name, label }: { pledge: Pledge; name: (string | number)[]; label: string }): ReactNode {
  const funds = pledge.kind === 'funds';
  return (
    <Form.Item name={[...name, funds ? 'amountFen' : 'quantity']} label={label} rules={[{ required: true }]}>
      {funds ? <MoneyField /> : <InputNumber min={1} max={1_000_000} precision={0} style={{ width: '100%' }} />}
    </Form.Item>
  );
}

function TranchesField({ pledge }: { pledge: Pledge }): ReactNode {
  return (
    <Form.List name="tranches">
      {(rows, { add, remove }) => (
        <fieldset className="pledge-tranches">
          <legend>{say('分期（合计等于总量）', 'Tranches (they add up to the whole)')}</legend>
          {rows.map(({ key, name }) => (
            <div key={key} className="pledge-tranche">
              <Form.Item
                name={[name, 'dueOn']}
                label={say(`第 ${name + 1} 期到期日`, `Tranche ${name + 1} due on`)}
                rules={[{ required: true }]}
              >
                <DayField />
              </Form.Item>
              <Amount
                pledge={pledge}
                name={[name]}
                label={say(`第 ${name + 1} 期数额`, `Tranche ${name + 1} amount`)}
              />
              {rows.length > 1 && (
                <Button onClick={() => remove(name)}>{say(`删去第 ${name + 1} 期`, `Remove ${name + 1}`)}</Button>
              )}
            </div>
          ))}
          <Button onClick={() => add({})}>{say('增加一期', 'Add a tranche')}</Button>
        </fieldset>
      )}
    </Form.List>
  );
}
