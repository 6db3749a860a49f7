// What is promised. A promise is only worth what can be shown of it before the act, so that is said at the place where it is
// made.
import { Form } from 'antd';
import type { ReactNode } from 'react';
import type { Rulebook } from '@domain/check/rulebook';
import { Card } from '@/parts/page';
import { say, sayIn } from '@/words/say';
import { SAFEGUARD_EXPLAINED } from '../listed-words';
import { Ticks } from './ticks';

export function SafeguardsCard({ book }: { book: Rulebook }): ReactNode {
  const label = say('承诺的保障措施', 'Safeguards promised');
  return (
    <Card title={label}>
      <p className="note">
        {say(
          '勾了就要做到：最迟在行为当天做完；做完后请到本备案页登记。在行为之前登记的才能作证，事后补登只能交由纪检人员判断。有一项没做到，将来就不能认定为“在备案之内”。',
          'What is ticked has to be done, by the day of the act at the latest, and recorded on the page of this record. Only what was recorded before the act proves itself; later entries go to an inspector. With one left undone, the act no longer lies within the record.',
        )}
      </p>
      <Form.Item name="safeguards">
        <Ticks
          label={label}
          of={book.safeguards.map(({ code, title }) => ({
            value: code,
            label: sayIn(title),
            explain: SAFEGUARD_EXPLAINED[code] && sayIn(SAFEGUARD_EXPLAINED[code]),
          }))}
        />
      </Form.Item>
    </Card>
  );
}
