// One rulebook as a person reads it, and the ways on from it: another version beside it, a new version drafted from it.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMay, useSelf } from '@/api/session-hook';
import { Reading } from '@/parts/feedback';
import { useId } from '@/parts/id';
import { Card, Page } from '@/parts/page';
import { Tag } from '@/parts/tag';
import { say, sayIn } from '@/words/say';
import type { Schemas } from '@/api/client';
import { bookOf } from '@/parts/rulebook';
import { today } from '@/parts/today';
import { reaches, standingOf, useRulebook, useRulebooks } from './book';
import { BookView } from './book-view';
import { STANDING_WORDS } from './words';

type View = Schemas['RulebookView'];

export function RulebookPage(): ReactNode {
  const book = useRulebook(useId());
  return <Reading of={book}>{view => <Shown view={view} />}</Reading>;
}

function Shown({ view }: { view: View }): ReactNode {
  return (
    <Page title={sayIn(view.title)} under={<Under view={view} />} actions={<WaysOn view={view} />}>
      <BookView book={bookOf(view)} />
      <Card title={say('清单摘要（SHA-256）', 'Digest (SHA-256)')}>
        <p className="digest">{view.sha256}</p>
        <p className="small quiet">
          {say(
            '清单一经登记不再改动，改动须用新版本；摘要相同，内容就逐字相同。',
            'A rulebook on record never changes; a change is a new version. The same digest is the same text.',
          )}
        </p>
      </Card>
    </Page>
  );
}

function Under({ view }: { view: View }): ReactNode {
  const all = useRulebooks().data ?? [];
  const standing = standingOf(view, all, today());
  return (
    <>
      <span>{view.id}</span>
      <span>{say(`第 ${view.version} 版`, `version ${view.version}`)}</span>
      <Tag tone={standing === 'in-force' ? 'good' : 'plain'}>{sayIn(STANDING_WORDS[standing])}</Tag>
    </>
  );
}

function WaysOn({ view }: { view: View }): ReactNode {
  const may = useMay();
  const { county } = useSelf();
  const all = useRulebooks().data ?? [];
  const others = all.filter(({ code, version }) => code === view.code && version !== view.version);
  return (
    <>
      {others.map(other => {
        const [from, to] = other.version < view.version ? [other.id, view.id] : [view.id, other.id];
        return (
          <Link key={other.id} className="button" to="/rulebooks/compare" search={{ from, to }}>
            {say(`与第 ${other.version} 版对照`, `Compare with version ${other.version}`)}
          </Link>
        );
      })}
      {others.length === 0 && (
        <Link className="button" to="/rulebooks/compare" search={{ from: view.id }}>
          {say('与另一份对照', 'Compare with another')}
        </Link>
      )}
      {may('rulebook.draft') && reaches(county, view) && view.region.slice(0, 6) === county && (
        <Link className="button button-primary" to="/rulebook-drafts/new" search={{ of: view.id }}>
          {say('起草新版', 'Draft a new version')}
        </Link>
      )}
    </>
  );
}
