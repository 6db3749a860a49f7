// Going on with a draft, or making good what was returned: the same form, with the remarks above it.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { $api, type Schemas } from '@/api/client';
import { Empty, Reading } from '@/parts/feedback';
import { useId } from '@/parts/id';
import { Page } from '@/parts/page';
import { StateTag } from '@/parts/tag';
import { Instant } from '@/parts/time';
import { say } from '@/words/say';
import './exemptions.css';
import { contentOf } from './form/content';
import { RecordForm } from './form/record-form';
import { RecordGround } from './form/record-ground';
import { RECORD_STATE } from './record-words';

type Detail = Schemas['ExemptionDetail'];

export function EditRecord(): ReactNode {
  const id = useId();
  const record = $api.useQuery('get', '/api/exemptions/{id}', { params: { path: { id } } });
  return (
    <Reading of={record}>
      {found => (
        <Page
          title={
            found.state === 'returned'
              ? say('补正备案', 'Make good a returned record')
              : say('修改备案', 'Edit the record')
          }
          under={
            <>
              <Link to="/exemptions/$id" params={{ id }}>
                {found.code}
              </Link>
              <span>{found.pilot.title}</span>
              <StateTag state={found.state} words={RECORD_STATE} />
            </>
          }
        >
          {found.open.includes('edit') ? <Editing record={found} /> : <NotEditable id={id} />}
        </Page>
      )}
    </Reading>
  );
}

function Editing({ record }: { record: Detail }): ReactNode {
  const returned = record.state === 'returned';
  return (
    <>
      {returned && <Remarks acts={record.acts} />}
      <RecordGround pilotId={record.pilotId}>
        {({ book, scopes }) => (
          <RecordForm
            key={record.id}
            pilotId={record.pilotId}
            book={book}
            scopes={scopes}
            initial={contentOf(record)}
            existing={record}
            returned={returned}
          />
        )}
      </RecordGround>
    </>
  );
}

/** The last remarks, word for word: they are what has to be made good. */
export function Remarks({ acts }: { acts: Detail['acts'] }): ReactNode {
  const last = acts.findLast(one => one.act === 'return');
  if (last === undefined) return null;
  return (
    <div className="note note-warn" role="note">
      <p>
        <strong>
          {say(`第 ${last.round} 次提交被退回，意见如下`, `Filing ${last.round} was returned with these remarks`)}
        </strong>{' '}
        <Instant at={last.recordedAt} />
      </p>
      <p style={{ whiteSpace: 'pre-wrap' }}>{last.text}</p>
    </div>
  );
}

function NotEditable({ id }: { id: string }): ReactNode {
  return (
    <Empty
      text={say(
        '这份备案已在备案机关手中或者已经办结，内容不能再改。需要变动，请在封存后续备。',
        'The record is before the office or settled; its content does not change any more. A change is a renewal.',
      )}
    >
      <Link className="button" to="/exemptions/$id" params={{ id }}>
        {say('回到备案', 'Back to the record')}
      </Link>
    </Empty>
  );
}
