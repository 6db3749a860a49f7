// 重演: the finding made again from its own facts and rulebooks. Anybody may ask; the answer is the proof that nothing moved.
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { $api, type Schemas } from '@/api/client';
import { Trouble } from '@/parts/feedback';
import { say, sayIn, type Words } from '@/words/say';

const DIFFERS: Readonly<Record<Schemas['ReplayView']['differs'][number], Words>> = {
  'facts-digest': { zh: '事实摘要', en: 'digest of the facts' },
  'finding-digest': { zh: '结论摘要', en: 'digest of the finding' },
  rulebook: { zh: '容错清单', en: 'rulebook' },
  engine: { zh: '核对程序', en: 'engine' },
  finding: { zh: '结论', en: 'finding' },
  ledger: { zh: '账本', en: 'ledger' },
};

export function Replay({ id }: { id: string }): ReactNode {
  const [asked, setAsked] = useState(false);
  const replay = $api.useQuery('get', '/api/findings/{id}/replay', { params: { path: { id } } }, { enabled: asked });
  return (
    <section aria-label={say('重演', 'Replay')} className="finding-replay">
      <Button loading={replay.isFetching} onClick={() => (asked ? void replay.refetch() : setAsked(true))}>
        {say('重演', 'Replay')}
      </Button>{' '}
      <span className="quiet small">
        {say(
          '用当时的事实和清单再算一遍，逐字节比对。',
          'Computed again from its own facts and rulebooks, compared byte for byte.',
        )}
      </span>
      <div role="status" aria-live="polite">
        {replay.data !== undefined && <Replayed view={replay.data} />}
      </div>
      {replay.error != null && <Trouble error={replay.error} />}
    </section>
  );
}

function Replayed({ view }: { view: Schemas['ReplayView'] }): ReactNode {
  if (view.identical) {
    return (
      <p className="note note-good">
        {say(
          `重演一致：${view.code} 逐字节相同（核对程序 ${view.engineNow}）。`,
          `Identical: ${view.code}, byte for byte (engine ${view.engineNow}).`,
        )}
      </p>
    );
  }
  const differs = view.differs.map(what => sayIn(DIFFERS[what])).join(say('、', ', '));
  return (
    <div className="note note-bad">
      <p>
        {say(`重演不一致：${differs}。请告知系统管理员。`, `Not identical: ${differs}. Tell the system administrator.`)}
      </p>
      <ul>
        {view.differences.map(({ path, from, to }) => (
          <li key={path}>
            <code>{path}</code> {from ?? '—'} → {to ?? '—'}
          </li>
        ))}
      </ul>
    </div>
  );
}
