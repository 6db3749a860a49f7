// Drafts, and by whom each may be released: never by the person who wrote it.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { $api, type Schemas } from '@/api/client';
import { useMay, useSelf } from '@/api/session-hook';
import { Reading } from '@/parts/feedback';
import { Card } from '@/parts/page';
import { StateTag } from '@/parts/tag';
import { Instant } from '@/parts/time';
import { say, sayIn } from '@/words/say';
import { DRAFT_WORDS } from './words';

type DraftSummary = Schemas['DraftSummary'];

export function DraftList(): ReactNode {
  const drafts = $api.useQuery('get', '/api/rulebooks/drafts');
  return (
    <Card title={say('清单草案', 'Drafts')}>
      <Reading of={drafts}>
        {list =>
          list.length === 0 ? (
            <p className="quiet">
              {say(
                '没有草案。草案由纪检监察人员起草，由另一人发布。',
                'No drafts. An inspector writes one, another person releases it.',
              )}
            </p>
          ) : (
            <ul className="list">
              {list.map(draft => (
                <li key={draft.id}>
                  <DraftRow draft={draft} />
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
    </Card>
  );
}

function DraftRow({ draft }: { draft: DraftSummary }): ReactNode {
  const { accountId } = useSelf();
  return (
    <>
      <div className="list-line">
        <Link to="/rulebook-drafts/$id" params={{ id: draft.id }}>
          {sayIn(draft.title)}
        </Link>
        <StateTag state={draft.state} words={DRAFT_WORDS} />
      </div>
      <div className="list-line quiet small">
        <span>{draft.code}</span>
        <span>{say(`拟为 ${draft.proposes}`, `to become ${draft.proposes}`)}</span>
        <span>
          {draft.draftedBy === accountId
            ? say('您起草', 'drafted by you')
            : say('他人起草', 'drafted by somebody else')}{' '}
          <Instant at={draft.recordedAt} />
        </span>
        {draft.state === 'draft' && <ReleasedBy draft={draft} />}
        {draft.releasedAt !== null && (
          <span>
            {say('发布于', 'released')} <Instant at={draft.releasedAt} />
          </span>
        )}
      </div>
      <p className="small">{say(`理由：${draft.reason}`, `Reason: ${draft.reason}`)}</p>
    </>
  );
}

/** Who drafted may not release, said before somebody tries. */
export function ReleasedBy({ draft }: { draft: DraftSummary }): ReactNode {
  const { accountId } = useSelf();
  const may = useMay();
  if (draft.draftedBy === accountId) {
    return <span>{say('须由另一人发布', 'to be released by another person')}</span>;
  }
  return (
    <span>
      {may('rulebook.release')
        ? say('等待发布，您可以发布', 'waits for its release, which is open to you')
        : say('等待纪检监察人员或者县领导发布', 'waits for an inspector or a leader to release it')}
    </span>
  );
}
