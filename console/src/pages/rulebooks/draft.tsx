// A draft of a rulebook: written by one person, looked at and previewed by anybody who may, released by another.
import { Tabs } from 'antd';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { $api } from '@/api/client';
import { useMay, useSelf } from '@/api/session-hook';
import { reached } from '@/app/reached';
import { Loading, Reading } from '@/parts/feedback';
import { useFilters, useId } from '@/parts/id';
import { Card, Facts, Page } from '@/parts/page';
import { bookOf } from '@/parts/rulebook';
import { StateTag } from '@/parts/tag';
import { Instant } from '@/parts/time';
import { say, sayIn } from '@/words/say';
import { useRulebook, useRulebooks, versionBefore, type Draft } from './book';
import { BookView } from './book-view';
import { Differences } from './differences';
import { DraftActs } from './draft-acts';
import { ReleasedBy } from './draft-list';
import { Preview } from './preview';
import { DRAFT_WORDS } from './words';

const loadEditor = reached(() => import('./draft-editor'));
const DraftEditor = lazy(async () => ({ default: (await loadEditor()).DraftEditor }));

export function RulebookDraft(): ReactNode {
  const id = useId();
  const draft = $api.useQuery('get', '/api/rulebooks/drafts/{id}', { params: { path: { id } } });
  return <Reading of={draft}>{data => <Shown draft={data} />}</Reading>;
}

function Shown({ draft }: { draft: Draft }): ReactNode {
  return (
    <Page
      title={sayIn(draft.title)}
      under={
        <>
          <span>{draft.code}</span>
          <StateTag state={draft.state} words={DRAFT_WORDS} />
          {draft.state === 'draft' && <ReleasedBy draft={draft} />}
        </>
      }
      actions={<DraftActs draft={draft} />}
    >
      <Card>
        <Facts
          of={[
            [say('拟为', 'To become'), draft.proposes],
            [say('起草时间', 'Drafted'), <Instant key="at" at={draft.recordedAt} />],
            [say('发布时间', 'Released'), draft.releasedAt && <Instant key="released" at={draft.releasedAt} />],
            [say('修订理由', 'Reason'), draft.reason, 'wide'],
            [
              say('摘要（SHA-256）', 'Digest (SHA-256)'),
              <span key="sha" className="digest">
                {draft.sha256}
              </span>,
              'wide',
            ],
          ]}
        />
        <TwoPersons draft={draft} />
      </Card>
      <DraftTabs draft={draft} />
    </Page>
  );
}

function TwoPersons({ draft }: { draft: Draft }): ReactNode {
  const { accountId } = useSelf();
  if (draft.state === 'released') {
    return (
      <p className="note note-good">
        {say('已发布，在案清单为', 'Released; on record as')}{' '}
        <Link to="/rulebooks/$id" params={{ id: draft.proposes }}>
          {draft.proposes}
        </Link>
      </p>
    );
  }
  if (draft.state === 'withdrawn') return null;
  return (
    <p className="note">
      {draft.draftedBy === accountId
        ? say(
            '这份草案由您起草：您可以修改、撤回，但不能发布。发布须由另一人（纪检监察人员或者县领导）办理。',
            'You drafted it: you may edit or withdraw it, never release it. Another person, an inspector or a leader, does.',
          )
        : say(
            '这份草案由他人起草：发布前请看“与前一版对照”和“影响预览”。起草人本人不能发布。',
            'Somebody else drafted it: before a release look at the comparison and the preview. Its author cannot release it.',
          )}
    </p>
  );
}

function DraftTabs({ draft }: { draft: Draft }): ReactNode {
  const [{ tab }, change] = useFilters();
  const may = useMay();
  const { accountId } = useSelf();
  const edits = draft.state === 'draft' && draft.draftedBy === accountId && may('rulebook.draft');
  return (
    <Tabs
      activeKey={tab ?? 'read'}
      onChange={key => change({ tab: key === 'read' ? undefined : key })}
      items={[
        { key: 'read', label: say('阅读', 'Read'), children: <BookView book={bookOf(draft)} /> },
        {
          key: 'differences',
          label: say('与前一版对照', 'Against the last version'),
          children: <AgainstLast draft={draft} />,
        },
        { key: 'preview', label: say('影响预览', 'Impact preview'), children: <Preview draft={draft} /> },
        ...(edits
          ? [{ key: 'edit', label: say('修改', 'Edit'), children: <Editor key={draft.version} draft={draft} /> }]
          : []),
      ]}
    />
  );
}

function Editor({ draft }: { draft: Draft }): ReactNode {
  return (
    <Suspense fallback={<Loading />}>
      <DraftEditor draft={draft} />
    </Suspense>
  );
}

function AgainstLast({ draft }: { draft: Draft }): ReactNode {
  const book = bookOf(draft);
  const all = useRulebooks();
  const last = versionBefore(all.data ?? [], book);
  const before = useRulebook(last?.id ?? '');
  if (all.isPending) return <Loading />;
  if (last === undefined) {
    return <p className="quiet">{say('这是该编号的第一版，没有前一版。', 'It is the first version of its code.')}</p>;
  }
  return <Reading of={before}>{view => <Differences before={bookOf(view)} after={book} />}</Reading>;
}
