// The checks of the ledger: what the last ones found, fault by fault, and one now. A running one is looked at again by itself.
import { Button, Progress } from 'antd';
import type { ReactNode } from 'react';
import { $api, api, type Schemas } from '@/api/client';
import { useSelf } from '@/api/session-hook';
import { must, useWrite } from '@/api/write';
import { Reading, Trouble } from '@/parts/feedback';
import { Card } from '@/parts/page';
import { Tag, type Tone } from '@/parts/tag';
import { Instant } from '@/parts/time';
import { say, sayIn, type Words } from '@/words/say';

type Run = Schemas['FsckRunView'];

const LOOK_AGAIN_MS = 1_500;

const STATE: Readonly<Record<Run['state'], Words & { tone: Tone }>> = {
  running: { zh: '核查中', en: 'running', tone: 'brand' },
  passed: { zh: '无误', en: 'no fault', tone: 'good' },
  failed: { zh: '发现问题', en: 'faults found', tone: 'bad' },
  broken: { zh: '核查中断', en: 'broke off', tone: 'warn' },
  'cut-off': { zh: '核查未完成', en: 'cut off', tone: 'warn' },
};

export function Checks({ county }: { county: string }): ReactNode {
  const own = useSelf().county === county;
  const runs = $api.useQuery(
    'get',
    '/api/ledger/{county}/fsck',
    { params: { path: { county } } },
    { refetchInterval: ({ state }) => (state.data?.some(isRunning) ? LOOK_AGAIN_MS : false) },
  );
  const running = runs.data?.some(isRunning) ?? false;
  return (
    <Card title={say('账本核查', 'Checks of the ledger')}>
      <p className="small quiet">
        {say(
          '逐条重算账本，核对签名、锚定、公布的检查点和每一张登记表。每晚自动进行。',
          'Rebuilds the ledger entry by entry and holds it against signatures, anchors, the published checkpoint and every table. Done every night.',
        )}
      </p>
      {own && <CheckNow county={county} running={running} />}
      {running && <Going />}
      <Reading of={runs}>
        {list =>
          list.length === 0 ? (
            <p className="quiet">{say('还没有核查过。', 'Not checked yet.')}</p>
          ) : (
            <ul className="list">
              {list.map(run => (
                <li key={run.id}>
                  <RunRow run={run} />
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
    </Card>
  );
}

const isRunning = ({ state }: Run): boolean => state === 'running';

function CheckNow({ county, running }: { county: string; running: boolean }): ReactNode {
  const write = useWrite(() => must(api.POST('/api/ledger/{county}/fsck', { params: { path: { county } } })));
  return (
    <div className="ledger-now">
      <Button type="primary" loading={write.isPending} disabled={running} onClick={() => write.mutate(undefined)}>
        {say('立即核查', 'Check now')}
      </Button>
      {write.error != null && <Trouble error={write.error} />}
    </div>
  );
}

/** The server counts no steps of a check; that it is still at it is all there is to say. */
function Going(): ReactNode {
  return (
    <div role="status" aria-live="polite">
      <Progress percent={100} showInfo={false} status="active" aria-label={say('核查进行中', 'The check is running')} />
      <p className="small">
        {say(
          '核查正在进行，完成后自动显示结果，可以离开本页。',
          'The check is running; its result appears here by itself, you may leave.',
        )}
      </p>
    </div>
  );
}

function RunRow({ run }: { run: Run }): ReactNode {
  const { state, origin, beganAt, size, passed, failed, faults, unjudged, broken } = run;
  return (
    <>
      <div className="list-line">
        <Tag tone={STATE[state].tone}>{sayIn(STATE[state])}</Tag>
        <Instant at={beganAt} />
        <span className="quiet small">
          {origin === 'nightly' ? say('每晚自动', 'nightly') : say('人工要求', 'asked for')}
        </span>
        {size !== null && <span className="small">{say(`${size} 条`, `${size} entries`)}</span>}
        {passed !== null && <span className="small">{say(`核对 ${passed} 处相符`, `${passed} comparisons hold`)}</span>}
        {failed !== null && failed > 0 && (
          <strong className="small">{say(`${failed} 处不符`, `${failed} do not`)}</strong>
        )}
      </div>
      {broken !== null && <p className="note note-warn">{say(`中断原因：${broken}`, `Why it broke off: ${broken}`)}</p>}
      {state === 'cut-off' && (
        <p className="note note-warn">
          {say(
            '核查未结束，服务可能重启过。请重新核查。',
            'It never ended; the service may have restarted. Check again.',
          )}
        </p>
      )}
      {faults.length > 0 && <FaultList of={faults} />}
      {unjudged.length > 0 && (
        <details className="how">
          <summary>{say('未能核对的', 'not judged')}</summary>
          <div>
            <ul>
              {unjudged.map(({ code, count, zh, en }) => (
                <li key={code}>
                  {say(zh, en)}：{count}
                </li>
              ))}
            </ul>
          </div>
        </details>
      )}
    </>
  );
}

function FaultList({ of }: { of: Run['faults'] }): ReactNode {
  return (
    <div className="note note-bad">
      <p>
        {say(
          '发现以下问题，请立即告知系统管理员，不要自行修改：',
          'These faults were found. Tell the system administrator and change nothing:',
        )}
      </p>
      <ul className="ledger-faults">
        {of.map(fault => (
          <li key={fault.code + fault.where}>
            <strong>{say(fault.zh, fault.en)}</strong>（{fault.where}）
            {(fault.expected !== null || fault.found !== null) && (
              <div className="small">
                {say('应为', 'expected')} <span className="digest">{fault.expected ?? '—'}</span>
                {say('，实为', ', found')} <span className="digest">{fault.found ?? '—'}</span>
              </div>
            )}
            <div className="small quiet">{fault.code}</div>
          </li>
        ))}
      </ul>
    </div>
  );
}
