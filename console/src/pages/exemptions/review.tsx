// The filing view: what was filed on the left, and on the right all that an office weighs before it seals or returns: warnings
// with their figures, differences to earlier records, and what the filing stands on.
import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import type { Rulebook } from '@domain/check/rulebook';
import { $api, type Schemas } from '@/api/client';
import { useMay } from '@/api/session-hook';
import { Asked, useWaiting, WaitingClock } from '@/parts/asked';
import { Reading } from '@/parts/feedback';
import { useId } from '@/parts/id';
import { Page } from '@/parts/page';
import { StateTag } from '@/parts/tag';
import { say } from '@/words/say';
import './exemptions.css';
import { RECORD_STATE } from './record-words';
import { ActsLine } from './record/acts-line';
import { RecordContent } from './record/content';
import { FirstLook } from './record/first-look';
import { Opinions } from './record/opinions';
import { Safeguards } from './record/safeguards';
import { deskSentence } from './record/standing';
import { Warnings } from './record/warnings';
import { Differences, namesOf } from './review/differences';
import { LeaningGround, ScopeGround } from './review/grounds';
import { useOffice, useReviewActs } from './review/review-acts';
import { useBook } from '@/parts/rulebook';

type Detail = Schemas['ExemptionDetail'];

export function ReviewRecord(): ReactNode {
  const id = useId();
  const record = $api.useQuery('get', '/api/exemptions/{id}', { params: { path: { id } } });
  return <Reading of={record}>{found => <Filing record={found} />}</Reading>;
}

function Filing({ record }: { record: Detail }): ReactNode {
  const pilot = $api.useQuery('get', '/api/pilots/{id}', { params: { path: { id: record.pilotId } } });
  const book = useBook(record.rulebook, pilot.data ?? null).data;
  const leaning = useLeaningNames(record.pilotId);
  const acts = useReviewActs({ record, book });
  const filed = record.state === 'filed';
  const names = useMemo(() => namesOf(book, leaning), [book, leaning]);
  return (
    <Page
      title={say(`备案审查 ${record.code}`, `Filing ${record.code}`)}
      under={
        <>
          <StateTag state={record.state} words={RECORD_STATE} />
          <span>{record.pilot.title}</span>
          {record.round > 0 && <span>{say(`第 ${record.round} 次提交`, `filing ${record.round}`)}</span>}
        </>
      }
      actions={
        <>
          {!filed && acts}
          <Link className="button" to="/exemptions/$id" params={{ id: record.id }}>
            {say('备案页', 'The record')}
          </Link>
        </>
      }
    >
      <OnDesk record={record} book={book}>
        {filed ? acts : null}
      </OnDesk>
      <div className="record-grid is-even">
        <div>
          <RecordContent record={record} book={book} />
          <ScopeGround record={record} />
          <Safeguards record={record} book={book} mayRecord={false} />
        </div>
        <div>
          <Warnings record={record} reviewing />
          <Differences record={record} names={names} />
          <LeaningGround record={record} />
          <Opinions record={record} />
          <ActsLine acts={record.acts} />
        </div>
      </div>
    </Page>
  );
}

interface OnDeskProps {
  record: Detail;
  book: Rulebook | null | undefined;
  children: ReactNode;
}

function OnDesk({ record, book, children }: OnDeskProps): ReactNode {
  const waiting = useWaiting(record.id)[0];
  const office = useOffice(book);
  const reviews = useMay()('exemption.review');
  const stranger = reviews && book != null && office === null && record.state === 'filed';
  return (
    <Asked
      title={say('现在到哪一步', 'Where it stands')}
      sentence={
        <>
          {deskSentence(record)}
          {stranger &&
            say(
              ' 贵单位不是清单指定的备案机关，只能查看。',
              ' Your unit is no filing office of this rulebook; you can read only.',
            )}
        </>
      }
      clock={
        <>
          {waiting && <WaitingClock item={waiting} />}
          <FirstLook record={record} book={book} />
        </>
      }
    >
      {children}
    </Asked>
  );
}

/** Approvals and pledges of the pilot by name, for telling what was added or left out. */
function useLeaningNames(pilotId: string): ReadonlyMap<string, string> {
  const path = { pilotId };
  const approvals = $api.useQuery('get', '/api/pilots/{pilotId}/approvals', { params: { path } }).data;
  const pledges = $api.useQuery('get', '/api/pilots/{pilotId}/pledges', {
    params: { path, query: { limit: 100 } },
  }).data;
  return useMemo(
    () =>
      new Map([
        ...(approvals ?? []).map(({ id, matter }) => [id, matter] as const),
        ...(pledges?.items ?? []).map(({ id, what }) => [id, what] as const),
      ]),
    [approvals, pledges],
  );
}
