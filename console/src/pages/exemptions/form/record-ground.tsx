// What the form stands on, read before it is drawn: the pilot, its recorded scope versions and the rulebook in force.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Rulebook } from '@domain/check/rulebook';
import { $api, type Schemas } from '@/api/client';
import { Empty, Reading } from '@/parts/feedback';
import { say } from '@/words/say';
import { useBook } from '@/parts/rulebook';

export interface Ground {
  pilot: Schemas['PilotDetail'];
  book: Rulebook;
  /** Newest first; never empty. */
  scopes: readonly [Schemas['ScopeView'], ...Schemas['ScopeView'][]];
}

export function RecordGround({
  pilotId,
  children,
}: {
  pilotId: string;
  children: (ground: Ground) => ReactNode;
}): ReactNode {
  const params = { path: { id: pilotId } };
  const pilot = $api.useQuery('get', '/api/pilots/{id}', { params });
  const scopes = $api.useQuery('get', '/api/pilots/{id}/scopes', { params });
  const book = useBook(null, pilot.data ?? null);
  return (
    <Reading of={pilot}>
      {found => (
        <Reading of={scopes}>
          {versions => (
            <Reading of={book}>
              {held => {
                const [newest, ...older] = versions
                  .filter(one => one.state === 'recorded')
                  .sort((a, b) => b.number - a.number);
                if (held === null) return <NoRulebook />;
                if (newest === undefined) return <NoScope pilotId={pilotId} />;
                return children({ pilot: found, book: held, scopes: [newest, ...older] });
              }}
            </Reading>
          )}
        </Reading>
      )}
    </Reading>
  );
}

function NoRulebook(): ReactNode {
  return (
    <Empty
      text={say(
        '本县现在没有生效的容错清单，暂时不能备案。请联系县纪检监察机关。',
        'No rulebook is in force in the county; nothing can be filed. Please ask the discipline body.',
      )}
    />
  );
}

function NoScope({ pilotId }: { pilotId: string }): ReactNode {
  return (
    <Empty
      text={say(
        '试点还没有登记申报范围。先登记试点，再来备案。',
        'The pilot has no recorded scope yet. Register it first.',
      )}
    >
      <Link className="button" to="/pilots/$id" params={{ id: pilotId }}>
        {say('到试点页', 'To the pilot')}
      </Link>
    </Empty>
  );
}
