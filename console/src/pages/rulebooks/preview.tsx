// What a draft would change, finding by finding, as the server works through them. It changes nothing and can be ended.
import { Button, Form, Progress, Radio } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Trouble } from '@/parts/feedback';
import { Card } from '@/parts/page';
import { say, sayIn } from '@/words/say';
import type { Draft } from './book';
import { PreviewResult } from './preview-result';
import { NOTHING, preview, type Received, type Supposed } from './preview-stream';

type State = 'idle' | 'running' | 'done' | 'ended';

function usePreview(draftId: string) {
  const [so, setSo] = useState<Received>(NOTHING);
  const [state, setState] = useState<State>('idle');
  const [error, setError] = useState<unknown>(null);
  const running = useRef<AbortController>(null);
  // Whoever leaves the page needs no answer any more, and the server stops within a batch.
  useEffect(() => () => running.current?.abort(), []);

  async function start({ as, scope }: Asked): Promise<void> {
    const mine = new AbortController();
    running.current = mine;
    setSo(NOTHING);
    setError(null);
    setState('running');
    try {
      await preview({ draftId, as, latest: scope === 'latest' }, mine.signal, setSo);
      setState('done');
    } catch (failure) {
      if (!mine.signal.aborted) setError(failure);
      setState('ended');
    }
  }

  return { so, state, error, start, end: () => running.current?.abort() };
}

interface Asked {
  as: Supposed;
  scope: 'latest' | 'all';
}

export function Preview({ draft }: { draft: Draft }): ReactNode {
  const { so, state, error, start, end } = usePreview(draft.id);
  const running = state === 'running';
  return (
    <Card title={say('影响预览', 'Impact preview')}>
      <p className="quiet">
        {say(
          '假设草案已经施行，把已有的核对结论重算一遍，看哪些会变。只读不改，任何结论都不会因此变动。',
          'Supposes that the draft were in force and checks past findings again. It only reads: no finding changes.',
        )}
      </p>
      <Form<Asked>
        requiredMark={false}
        layout="vertical"
        initialValues={{ as: 'present', scope: 'latest' }}
        onFinish={asked => void start(asked)}
      >
        <div className="columns">
          <Form.Item name="as" label={say('假设草案何时施行', 'Supposed in force')}>
            <Radio.Group disabled={running}>
              <Radio value="present">{say('核对之日起（从旧兼从轻）', 'from the day of the check')}</Radio>
              <Radio value="throughout">{say('行为之日起', 'from the day of the act')}</Radio>
            </Radio.Group>
          </Form.Item>
          <Form.Item name="scope" label={say('看哪些结论', 'Which findings')}>
            <Radio.Group disabled={running}>
              <Radio value="latest">{say('每个瑕疵最近一次', 'the newest of each flaw')}</Radio>
              <Radio value="all">{say('全部历次', 'all of them')}</Radio>
            </Radio.Group>
          </Form.Item>
        </div>
        <div className="row">
          <Button type="primary" htmlType="submit" disabled={running}>
            {say('开始预览', 'Start the preview')}
          </Button>
          {running && <Button onClick={end}>{say('中止', 'Stop')}</Button>}
        </div>
      </Form>
      {state !== 'idle' && <Going so={so} state={state} />}
      {error !== null && <Trouble error={error} />}
      {so.error !== null && (
        <p className="note note-bad" role="alert">
          {sayIn(so.error.detail as { zh: string; en: string })}
        </p>
      )}
      {state !== 'idle' && <PreviewResult so={so} over={state === 'done'} />}
    </Card>
  );
}

function Going({ so: { done, total, changed }, state }: { so: Received; state: State }): ReactNode {
  const percent = total === 0 ? (state === 'done' ? 100 : 0) : Math.floor((done / total) * 100);
  return (
    <div className="preview-going">
      <Progress
        percent={percent}
        status={state === 'ended' ? 'exception' : state === 'done' ? 'success' : 'active'}
        aria-label={say('预览进度', 'Progress of the preview')}
      />
      <p className="small" role="status" aria-live="polite">
        {state === 'ended' && say('已中止。', 'Ended. ')}
        {say(
          `已看 ${done} / ${total} 份结论，${changed} 份会变`,
          `${done} of ${total} findings, ${changed} would change`,
        )}
      </p>
    </div>
  );
}
