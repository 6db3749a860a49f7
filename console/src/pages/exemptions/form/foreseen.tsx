// What is foreseen: the kinds of flaw from the rulebook's own list, and the risks in the sponsor's words.
import { Button, Form, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import type { Rulebook } from '@domain/check/rulebook';
import { Card } from '@/parts/page';
import { GRADE, optionsOf } from '@/words/names';
import { say, sayIn } from '@/words/say';
import { KIND_EXPLAINED } from '../listed-words';
import { Ticks } from './ticks';

export function KindsCard({ book, chosen }: { book: Rulebook; chosen: readonly string[] }): ReactNode {
  const label = say('预见的瑕疵种类', 'Kinds of flaw foreseen');
  const half = chosen.length * 2 > book.flawKinds.length;
  return (
    <Card title={label}>
      <p className="quiet small">
        {say('清单：', 'From ')}
        {sayIn(book.title)}
        {say(
          '。只勾真可能发生的；没勾的，将来不在备案之内。',
          '. Tick only what may really happen; what is not ticked is not covered.',
        )}
      </p>
      <Form.Item
        name="flawKinds"
        rules={[{ required: true, type: 'array', min: 1, message: say('请至少勾选一种', 'tick at least one') }]}
      >
        <Ticks
          label={label}
          of={book.flawKinds.map(({ code, title }) => ({
            value: code,
            label: sayIn(title),
            explain: KIND_EXPLAINED[code] && sayIn(KIND_EXPLAINED[code]),
          }))}
        />
      </Form.Item>
      <p className={half ? 'note note-warn' : 'small quiet'} role="status">
        {say(
          `已勾 ${chosen.length} 种，清单共 ${book.flawKinds.length} 种。`,
          `${chosen.length} of ${book.flawKinds.length} ticked. `,
        )}
        {half &&
          say(
            '超过半数会被警示“过宽”，备案机关要另写理由才能封存。',
            'More than half is flagged as too broad and needs a reason to be sealed.',
          )}
      </p>
    </Card>
  );
}

export function RisksCard(): ReactNode {
  return (
    <Card title={say('可能出现的风险', 'Risks')}>
      <Form.List name="risks">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <Risk key={key} at={name} remove={rows.length > 1 ? () => remove(name) : undefined} />
            ))}
            <Button onClick={() => add({ grade: 'medium' })}>{say('再加一条风险', 'Add a risk')}</Button>
          </>
        )}
      </Form.List>
    </Card>
  );
}

function Risk({ at, remove }: { at: number; remove?: () => void }): ReactNode {
  return (
    <div className="risk">
      <Form.Item
        name={[at, 'text']}
        label={say(`风险 ${at + 1}`, `Risk ${at + 1}`)}
        rules={[
          {
            required: true,
            whitespace: true,
            min: 2,
            max: 500,
            message: say('请写明风险，2 至 500 字', 'say what may happen, 2 to 500 characters'),
          },
        ]}
      >
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 6 }}
          placeholder={say('例如：用地手续办结前开工', 'for example: work begins before the land papers are done')}
        />
      </Form.Item>
      <div>
        <Form.Item name={[at, 'grade']} label={say(`风险 ${at + 1} 等级`, `Grade of risk ${at + 1}`)} required>
          <Radio.Group options={optionsOf(GRADE)} />
        </Form.Item>
        {remove && (
          <Button size="small" onClick={remove} style={{ marginBottom: 16 }}>
            {say(`删除风险 ${at + 1}`, `Remove risk ${at + 1}`)}
          </Button>
        )}
      </div>
    </div>
  );
}
