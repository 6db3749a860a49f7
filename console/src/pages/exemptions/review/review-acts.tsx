// What a filing office may do with a record as it stands. Sealing waits for every office's word; a warning takes a reason.
import { Checkbox, Form, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import type { Rulebook } from '@domain/check/rulebook';
import { EXEMPTION_LIFECYCLE, REVOKE_GROUNDS } from '@domain/exemption';
import { opinionsNeeded } from '@domain/filing';
import { api, tag, type Schemas } from '@/api/client';
import { must } from '@/api/write';
import { useMay, useSelf } from '@/api/session-hook';
import { Act } from '@/parts/act';
import { useOrganisations } from '@/parts/organisations';
import { actName } from '@/parts/tag';
import { say, sayIn } from '@/words/say';
import { END_GROUND, OFFICE_OF_KIND } from '../record-words';

type Detail = Schemas['ExemptionDetail'];
type Office = Detail['opinionsDue'][number];

const actOf = (step: keyof typeof EXEMPTION_LIFECYCLE.acts): string => actName(EXEMPTION_LIFECYCLE, step);

/** The office of the rulebook the reader belongs to; null: his unit is none of them. */
export function useOffice(book: Rulebook | null | undefined): Office | null {
  const { organisation } = useSelf();
  const kind = useOrganisations().get(organisation.id)?.kind;
  const office = kind === undefined ? undefined : OFFICE_OF_KIND[kind];
  return office !== undefined && book?.filing.offices.includes(office) ? office : null;
}

interface ReviewActsProps {
  record: Detail;
  book: Rulebook | null | undefined;
}

/** Null when nothing is open to the reader. */
export function useReviewActs({ record, book }: ReviewActsProps): ReactNode {
  const office = useOffice(book);
  const may = useMay()('exemption.review');
  if (!may || office === null || book == null) return null;
  const { open, opinionsDue, opinions, round } = record;
  const against = opinions.some(one => one.round === round && one.stance === 'against');
  const opines = open.includes('opine') && opinionsNeeded(book) > 0 && opinionsDue.includes(office);
  const seals = open.includes('seal') && opinionsDue.length === 0 && !against;
  const acts = [
    opines && <Opine key="opine" record={record} />,
    seals && <Seal key="seal" record={record} />,
    open.includes('return') && <Return key="return" record={record} />,
    open.includes('refuse') && <Refuse key="refuse" record={record} />,
    open.includes('revoke') && <Revoke key="revoke" record={record} />,
  ].filter(Boolean);
  return acts.length === 0 ? null : <>{acts}</>;
}

const at = ({ id, version }: Detail) => ({ path: { id }, header: tag(version) });

function Words({ name, label, example }: { name: string; label: string; example: string }): ReactNode {
  return (
    <Form.Item
      name={name}
      label={label}
      rules={[{ required: true, whitespace: true, message: say('请写明', 'say it in words') }]}
    >
      <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} placeholder={example} />
    </Form.Item>
  );
}

function Opine({ record }: { record: Detail }): ReactNode {
  return (
    <Act<Schemas['OpinionBody']>
      label={actOf('opine')}
      look={{ type: 'primary' }}
      initial={{ stance: 'for' }}
      explain={
        <p className="quiet">
          {say(
            '代表本机关，每次提交只能出具一次，出具后不能改。',
            'For your office, once for each filing, and never changed.',
          )}
        </p>
      }
      fields={
        <>
          <Form.Item name="stance" label={say('意见', 'Opinion')}>
            <Radio.Group
              options={[
                { value: 'for', label: say('同意备案', 'for') },
                { value: 'against', label: say('反对备案', 'against') },
              ]}
            />
          </Form.Item>
          <Words
            name="text"
            label={say('书面意见', 'In writing')}
            example={say(
              '例如：预见的瑕疵与保障措施相称，同意备案',
              'for example: the safeguards fit the flaws foreseen',
            )}
          />
        </>
      }
      run={body => must(api.POST('/api/exemptions/{id}/opinion', { params: at(record), body }))}
    />
  );
}

function Return({ record }: { record: Detail }): ReactNode {
  return (
    <Act<Schemas['ReturnRecordBody']>
      label={say('退回补正', 'Return')}
      explain={
        <p className="quiet">
          {say(
            '申报单位补正后再次提交，重新起算首审期限和意见。',
            'The unit makes it good and files again; term and opinions begin anew.',
          )}
        </p>
      }
      fields={
        <Words
          name="remarks"
          label={say('退回意见', 'Remarks')}
          example={say('写清要补什么，例如：请补充止损预案', 'say what is missing')}
        />
      }
      run={body => must(api.POST('/api/exemptions/{id}/return', { params: at(record), body }))}
    />
  );
}

function Seal({ record }: { record: Detail }): ReactNode {
  const warned = record.warnings.length > 0;
  return (
    <Act<Schemas['SealBody']>
      label={actOf('seal')}
      look={{ type: 'primary' }}
      explain={
        <p className="note">
          {say(
            '封存后内容永远不能改，从明天起算，记入本县账本。封存是留下证据，不是免责，也不是批准突破规定。',
            'Sealed, it never changes; it counts from tomorrow and stands in the log. Sealing keeps evidence: it exempts nobody and authorises nothing.',
          )}
        </p>
      }
      fields={
        warned && (
          <>
            <ul className="plain-list">
              {record.warnings.map(({ code, zh, en }) => (
                <li key={code}>{sayIn({ zh, en })}</li>
              ))}
            </ul>
            <Form.Item name="warningsSeen" valuePropName="checked" rules={[{ validator: seen }]}>
              <Checkbox>{say('以上警示均已看过', 'I have seen these warnings')}</Checkbox>
            </Form.Item>
            <Words
              name="reason"
              label={say('仍予封存的理由', 'Why it is sealed all the same')}
              example={say('例如：风险可控，期限明确', 'for example: the risk is bounded')}
            />
          </>
        )
      }
      run={body => must(api.POST('/api/exemptions/{id}/seal', { params: at(record), body: warned ? body : {} }))}
    />
  );
}

const seen = (_: unknown, ticked: boolean | undefined): Promise<void> =>
  ticked === true ? Promise.resolve() : Promise.reject(new Error(say('请先看过警示', 'see the warnings first')));

function Refuse({ record }: { record: Detail }): ReactNode {
  return (
    <Act<Schemas['RefuseBody']>
      label={actOf('refuse')}
      look={{ danger: true }}
      explain={
        <p className="quiet">
          {say('这份备案到此为止，申报单位可以看到理由。', 'This record ends here; the unit sees the reason.')}
        </p>
      }
      fields={
        <Words
          name="reason"
          label={say('不予备案的理由', 'Reason')}
          example={say('例如：事项不属于先行先试', 'for example: nothing new is tried')}
        />
      }
      run={body => must(api.POST('/api/exemptions/{id}/refuse', { params: at(record), body }))}
    />
  );
}

function Revoke({ record }: { record: Detail }): ReactNode {
  return (
    <Act<Schemas['RevokeBody']>
      label={actOf('revoke')}
      look={{ danger: true }}
      explain={
        <p className="quiet">
          {say(
            '封存的内容仍然留存，只是从此不再起作用。',
            'What was sealed stays on record and counts no longer from now on.',
          )}
        </p>
      }
      fields={
        <>
          <Form.Item
            name="ground"
            label={say('撤销事由', 'Ground')}
            rules={[{ required: true, message: say('请选择', 'choose one') }]}
          >
            <Radio.Group
              options={REVOKE_GROUNDS.map(ground => ({ value: ground, label: sayIn(END_GROUND[ground]) }))}
            />
          </Form.Item>
          <Words
            name="reason"
            label={say('撤销理由', 'Reason')}
            example={say('例如：备案所附会议纪要系伪造', 'for example: the minutes were forged')}
          />
        </>
      }
      run={body => must(api.POST('/api/exemptions/{id}/revoke', { params: at(record), body }))}
    />
  );
}
