// What ends a draft: its author withdraws it, another person releases it.
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, tag } from '@/api/client';
import { useMay, useSelf } from '@/api/session-hook';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { bookOf } from '@/parts/rulebook';
import { say } from '@/words/say';
import type { Draft } from './book';

export function DraftActs({ draft }: { draft: Draft }): ReactNode {
  const may = useMay();
  const { accountId } = useSelf();
  if (draft.state !== 'draft') return null;
  const own = draft.draftedBy === accountId;
  return (
    <>
      {own && may('rulebook.draft') && <Withdraw draft={draft} />}
      {!own && may('rulebook.release') && <Release draft={draft} />}
    </>
  );
}

const onOf = ({ id, version }: Draft) => ({ params: { path: { id }, header: tag(version) } });

function Withdraw({ draft }: { draft: Draft }): ReactNode {
  return (
    <Act
      label={say('撤回草案', 'Withdraw the draft')}
      look={{ danger: true }}
      explain={say('撤回后不能再改，也不能发布。', 'A withdrawn draft is neither edited nor released any more.')}
      run={() => must(api.POST('/api/rulebooks/drafts/{id}/withdraw', onOf(draft)))}
    />
  );
}

function Release({ draft }: { draft: Draft }): ReactNode {
  const navigate = useNavigate();
  const { from } = bookOf(draft).inForce;
  return (
    <Act
      label={say('发布', 'Release')}
      look={{ type: 'primary' }}
      explain={
        <>
          <p>
            {say(
              `发布后 ${draft.proposes} 登记在案，自 ${from ?? '（起日不明）'} 起施行，不能再改；此前的行为仍按从旧兼从轻办理。`,
              `${draft.proposes} goes on record, in force from ${from ?? '(unknown)'}, and never changes; earlier acts keep the rule of their time unless this one is more lenient.`,
            )}
          </p>
          <p>
            {say(
              '起草人本人不能发布；换一个账号也不行。',
              'Its author cannot release it, from another account neither.',
            )}
          </p>
        </>
      }
      run={() => must(api.POST('/api/rulebooks/drafts/{id}/release', onOf(draft)))}
      done={() => void navigate({ to: '/rulebooks/$id', params: { id: draft.proposes } })}
    />
  );
}
