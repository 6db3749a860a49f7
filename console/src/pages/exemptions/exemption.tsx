// One exemption record: as filed, where it stands, what its own unit can do about it, and the receipt once it is sealed.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Rulebook } from '@domain/check/rulebook';
import { $api, type Schemas } from '@/api/client';
import { useMay } from '@/api/session-hook';
import { Asked, useWaiting, WaitingClock } from '@/parts/asked';
import { Reading } from '@/parts/feedback';
import { useId } from '@/parts/id';
import { Page } from '@/parts/page';
import { StateTag, Tag } from '@/parts/tag';
import { say } from '@/words/say';
import { Remarks } from './edit';
import './exemptions.css';
import { RECORD_STATE } from './record-words';
import { ActsLine } from './record/acts-line';
import { RecordContent } from './record/content';
import { FirstLook } from './record/first-look';
import { Opinions } from './record/opinions';
import { Safeguards } from './record/safeguards';
import { NoReceiptYet, SealReceiptCard } from './record/seal-receipt';
import { Renew } from './record/renew';
import { isRenewable, sponsorActs, useOwnRecord } from './record/sponsor-acts';
import { deskSentence } from './record/standing';
import { Warnings } from './record/warnings';
import { useBook } from '@/parts/rulebook';

type Detail = Schemas['ExemptionDetail'];

/** What was done of the safeguards is recorded from the filing on, also once the record has ended. */
const HELD: readonly Detail['state'][] = ['filed', 'sealed', 'expired', 'superseded', 'revoked'];

export function ExemptionPage(): ReactNode {
  const id = useId();
  const record = $api.useQuery('get', '/api/exemptions/{id}', { params: { path: { id } } });
  return <Reading of={record}>{found => <Shown record={found} />}</Reading>;
}

function Shown({ record }: { record: Detail }): ReactNode {
  const may = useMay();
  const pilot = $api.useQuery('get', '/api/pilots/{id}', { params: { path: { id: record.pilotId } } });
  const book = useBook(record.rulebook, pilot.data ?? null).data;
  const own = useOwnRecord(record);
  const waiting = useWaiting(record.id);
  return (
    <Page
      title={say(`容错备案 ${record.code}`, `Exemption record ${record.code}`)}
      under={<Under record={record} />}
      actions={
        <>
          {own && isRenewable(record) && !waiting.some(item => item.kind === 'exemption.renew') && (
            <Renew record={record} />
          )}
          {may('exemption.review') && (
            <Link className="button" to="/exemptions/$id/review" params={{ id: record.id }}>
              {say('备案审查', 'Filing view')}
            </Link>
          )}
        </>
      }
    >
      <Where record={record} book={book} waiting={waiting[0]}>
        {own ? sponsorActs(record, waiting) : null}
      </Where>
      {record.state === 'returned' && <Remarks acts={record.acts} />}
      {record.sealedAt !== null && <SealReceiptCard record={record} />}
      <div className="record-grid is-even">
        <div>
          <RecordContent record={record} book={book} />
          <Safeguards
            record={record}
            book={book}
            mayRecord={own && HELD.includes(record.state) && may('flaw.answer')}
          />
        </div>
        <div>
          {record.sealedAt === null && <NoReceiptYet />}
          <Opinions record={record} />
          <Warnings record={record} />
          <ActsLine acts={record.acts} />
        </div>
      </div>
    </Page>
  );
}

interface WhereProps {
  record: Detail;
  book: Rulebook | null | undefined;
  waiting: Schemas['InboxItem'] | undefined;
  children: ReactNode;
}

function Where({ record, book, waiting, children }: WhereProps): ReactNode {
  return (
    <Asked
      title={say('现在到哪一步', 'Where it stands')}
      sentence={deskSentence(record)}
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

function Under({ record }: { record: Detail }): ReactNode {
  return (
    <>
      <StateTag state={record.state} words={RECORD_STATE} />
      {record.sealedAt !== null && (
        <Tag tone={record.inForce ? 'good' : 'plain'}>
          {record.inForce ? say('今天有效', 'in force today') : say('今天不在效力期内', 'not in force today')}
        </Tag>
      )}
      {record.round > 0 && <span>{say(`第 ${record.round} 次提交`, `filing ${record.round}`)}</span>}
      {record.renewsId !== null && (
        <Link to="/exemptions/$id" params={{ id: record.renewsId }}>
          {say('续备自上一份备案', 'renews an earlier record')}
        </Link>
      )}
    </>
  );
}
