// The opening question, before everything else: a record is made of what has not happened yet. Whoever answers yes is led to
// the way that is open, and whoever does not know is asked to find out; neither is ever taken for no.
import { Form } from 'antd';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AnswerField } from '@/parts/fields';
import { Card } from '@/parts/page';
import { say } from '@/words/say';
import type { RecordValues } from './content';

const needsNo = {
  validator: (_: unknown, answer: string | undefined): Promise<void> =>
    answer === 'no' ? Promise.resolve() : Promise.reject(new Error(refused(answer))),
};

function refused(answer: string | undefined): string {
  if (answer === 'yes') return say('回答为“是”，不能作事前备案', 'answered yes: nothing can be filed beforehand');
  if (answer === 'unknown') return say('请先查明，再提交备案', 'find out first, then file');
  return say('请先回答这一问', 'answer this first');
}

export function OpeningQuestions({
  opening,
  pilotId,
}: {
  opening: RecordValues['opening'];
  pilotId?: string;
}): ReactNode {
  const answers = [opening?.alreadyHappened, opening?.inspectionOpen];
  return (
    <Card title={say('先回答：事情发生了没有', 'First: has it happened?')}>
      <p className="quiet">
        {say(
          '容错备案只备还没发生的事，不能倒填。',
          'A record is made of what has not happened yet; it can never be made backwards.',
        )}
      </p>
      <Form.Item
        name={['opening', 'alreadyHappened']}
        label={say('要备案的瑕疵是否已经发生？', 'Has the flaw already happened?')}
        required
        validateTrigger="onSubmit"
        rules={[needsNo]}
      >
        <AnswerField />
      </Form.Item>
      <Form.Item
        name={['opening', 'inspectionOpen']}
        label={say('是否已有检查、审计或者核查在进行？', 'Is an inspection, audit or inquiry open?')}
        required
        validateTrigger="onSubmit"
        rules={[needsNo]}
      >
        <AnswerField />
      </Form.Item>
      {answers.includes('yes') && <AfterTheFact pilotId={pilotId} />}
      {!answers.includes('yes') && answers.includes('unknown') && <FindOut />}
    </Card>
  );
}

export function AfterTheFact({ pilotId }: { pilotId?: string }): ReactNode {
  return (
    <div className="note" role="status">
      <p>
        <strong>{say('这件事要走事后的办法', 'This goes the way after the fact')}</strong>
      </p>
      <p>
        {say(
          '事情已经发生或者检查已经开始，就不能再作事前备案。这不等于没有机会：主动自报、及时纠正，都会在核对时如实体现；启动问责后，还可以提出容错申请。',
          'Once it has happened, or an inspection is open, nothing can be filed beforehand. That does not close the door: reporting it yourself and putting it right count in the check, and a claim can be filed once accountability has begun.',
        )}
      </p>
      <p className="row">
        <Link className="button button-primary" to="/flaws/new" search={{ pilot: pilotId }}>
          {say('自报瑕疵', 'Report the flaw')}
        </Link>
        <Link className="button" to="/claims">
          {say('查看容错申请', 'See claims')}
        </Link>
      </p>
      <p className="small quiet">
        {say('所填内容已留存，答错了改过来即可继续。', 'What you entered is kept; correct the answer and go on.')}
      </p>
    </div>
  );
}

function FindOut(): ReactNode {
  return (
    <div className="note note-warn" role="status">
      <p>
        <strong>{say('请先查明', 'Please find out first')}</strong>
      </p>
      <p>
        {say(
          '“不清楚”不能当作“没有”。请问一下现场负责人和本单位的纪检干部，查明后再回来填；已填的内容会留着。',
          'Unknown is never taken for no. Ask whoever is in charge on site and your unit’s discipline officer, then come back; what you entered stays.',
        )}
      </p>
    </div>
  );
}
