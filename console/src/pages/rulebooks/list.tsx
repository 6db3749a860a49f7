// Which rules hold here, which version, since when; the rules of other places as examples; drafts with who may release them.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EFFECT_WORDS } from '@domain/check/words/names';
import type { Effect } from '@domain/check/rulebook';
import { useMay, useSelf } from '@/api/session-hook';
import { Empty, Reading } from '@/parts/feedback';
import { Card, Page } from '@/parts/page';
import { Tag } from '@/parts/tag';
import { Span } from '@/parts/time';
import { today } from '@/parts/today';
import { say, sayIn } from '@/words/say';
import { reaches, standingOf, useRulebooks, type Summary } from './book';
import { DraftList } from './draft-list';
import { PLACE_WORDS, STANDING_WORDS } from './words';

export function RulebookList(): ReactNode {
  const may = useMay();
  const books = useRulebooks();
  return (
    <Page
      title={say('容错清单', 'Rulebooks')}
      under={say(
        '什么可以容、什么不能容、期限多长，都以清单为准',
        'What may be tolerated, what may not, and every term',
      )}
      actions={
        <>
          <Link className="button" to="/rulebooks/compare">
            {say('对照两份清单', 'Compare two rulebooks')}
          </Link>
          {may('rulebook.draft') && (
            <Link className="button button-primary" to="/rulebook-drafts/new">
              {say('起草清单', 'Draft a rulebook')}
            </Link>
          )}
        </>
      }
    >
      {may('rulebook.preview') && <DraftList />}
      <Reading of={books}>{list => <Books of={list} />}</Reading>
    </Page>
  );
}

function Books({ of }: { of: readonly Summary[] }): ReactNode {
  const { county } = useSelf();
  const here = of.filter(book => reaches(county, book));
  const elsewhere = of.filter(book => !reaches(county, book));
  return (
    <>
      <Card title={say('适用于本地', 'These hold here')}>
        {here.length === 0 ? (
          <Empty
            text={say(
              '本地还没有容错清单，暂时不能备案。由纪检监察人员起草、另一人发布。',
              'No rulebook holds here yet, and no record can be filed. An inspector drafts one, another person releases it.',
            )}
          />
        ) : (
          <Rows of={here} all={of} />
        )}
      </Card>
      {elsewhere.length > 0 && (
        <Card title={say('外地清单，供参考', 'Rulebooks of other places, as examples')}>
          <Rows of={elsewhere} all={of} />
        </Card>
      )}
    </>
  );
}

function Rows({ of, all }: { of: readonly Summary[]; all: readonly Summary[] }): ReactNode {
  return (
    <ul className="list">
      {[...of].sort(nearestFirst).map(book => (
        <li key={book.id}>
          <BookRow book={book} all={all} />
        </li>
      ))}
    </ul>
  );
}

const NEAR = ['village', 'township', 'county', 'zone', 'city', 'province', 'nation'];

const nearestFirst = (a: Summary, b: Summary): number =>
  NEAR.indexOf(a.level) - NEAR.indexOf(b.level) || a.code.localeCompare(b.code) || b.version - a.version;

function BookRow({ book, all }: { book: Summary; all: readonly Summary[] }): ReactNode {
  const standing = standingOf(book, all, today());
  return (
    <>
      <div className="list-line">
        <Link to="/rulebooks/$id" params={{ id: book.id }}>
          {sayIn(book.title)}
        </Link>
        <Tag tone={standing === 'in-force' ? 'good' : 'plain'}>{sayIn(STANDING_WORDS[standing])}</Tag>
      </div>
      <div className="list-line quiet small">
        <span>{say(`第 ${book.version} 版`, `version ${book.version}`)}</span>
        <span>
          {sayIn(PLACE_WORDS[book.level as keyof typeof PLACE_WORDS])}
          {book.level !== 'nation' && ` ${book.region}`}
        </span>
        <span>
          {say('施行', 'in force')}{' '}
          {book.inForceFrom === null ? (
            say('起日不明', 'first day unknown')
          ) : (
            <Span from={book.inForceFrom} to={book.inForceTo} />
          )}
        </span>
        <span>{sayIn(EFFECT_WORDS[book.effect as Effect])}</span>
        <span>{book.id}</span>
      </div>
    </>
  );
}
