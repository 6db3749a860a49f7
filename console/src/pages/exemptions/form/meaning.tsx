// Beside the form, while it is filled in: what a sealed record does and does not do, and what the filing office will be warned
// of as it stands now. The warnings are the domain's own; those that need other filings are found at the office.
import type { ReactNode } from 'react';
import { WARNINGS, warningsOf, type WarningSeen } from '@domain/breadth';
import type { Rulebook } from '@domain/check/rulebook';
import type { Schemas } from '@/api/client';
import { Card } from '@/parts/page';
import { today } from '@/parts/today';
import { say, sayIn } from '@/words/say';
import { useRegionName } from '../regions';
import { figuresSaid } from '../warning-words';
import { bodyOf, type RecordValues } from './content';

/** Nothing of it is counted in working days here: what surrounds a record is known to the office alone. */
const PLAIN = { id: 'plain', publishedThrough: '', exceptions: [] };

interface LiveProps {
  values: RecordValues;
  book: Rulebook;
  scopes: readonly Schemas['ScopeView'][];
}

interface MeaningProps extends LiveProps {
  /** There is something to be warned of once the opening question is answered. */
  open: boolean;
}

export function Meaning({ values, book, scopes, open }: MeaningProps): ReactNode {
  return (
    <aside className="record-aside" aria-label={say('封存意味着什么', 'What sealing means')}>
      {open && <LiveWarnings values={values} book={book} scopes={scopes} />}
      <SealingMeans book={book} />
    </aside>
  );
}

export function SealingMeans({ book }: { book: Rulebook | null | undefined }): ReactNode {
  const look = book?.terms['first-look']?.workdays;
  return (
    <Card title={say('封存意味着什么', 'What sealing means')}>
      <div className="meaning">
        <ul>
          <li>
            {say(
              '封存的备案是证据：将来审查时，只看备案之外的部分。它本身不免责。',
              'A sealed record is evidence: a review then looks at what lies outside it. It exempts nobody by itself.',
            )}
          </li>
          <li>
            {say(
              '从封存的次日起算，当天发生的事不算在内。',
              'It counts from the day after it was sealed, never on the same day.',
            )}
          </li>
          <li>
            {say(
              '备案不等于批准违法：突破规定，仍须有权机关授权。',
              'A filing never authorises breaking the law: a departure still needs its authorisation.',
            )}
          </li>
          <li>
            <strong>
              {say(
                '虚假备案、借备案推责，是红线，一律不予容错。',
                'False filing, or filing to shift blame, is a red line: nothing is exempted then.',
              )}
            </strong>
          </li>
          <li>
            {say('封存后内容永远不能改；要变，另行续备。', 'Once sealed it never changes; a change is a renewal.')}
          </li>
        </ul>
        {look !== undefined && (
          <p className="small quiet">
            {say(
              `提交后由备案机关审查，应在 ${look} 个工作日内首审，无需您催办。`,
              `The filing office looks at it within ${look} working day${look === 1 ? '' : 's'}; there is nothing for you to chase.`,
            )}
          </p>
        )}
      </div>
    </Card>
  );
}

function LiveWarnings({ values, book, scopes }: LiveProps): ReactNode {
  const regionName = useRegionName();
  const seen = warningsNow({ values, book, scopes });
  return (
    <Card title={say('备案机关会看到的警示', 'What the office will be warned of')}>
      <div role="status">
        {seen.length === 0 ? (
          <p>{say('目前没有警示。', 'Nothing so far.')}</p>
        ) : (
          <ul className="plain-list">
            {seen.map(({ code, figures }) => {
              const said = figuresSaid(code, figures, regionName);
              return (
                <li key={code}>
                  {sayIn(WARNINGS[code])}
                  {said && <span className="small quiet"> · {said}</span>}
                </li>
              );
            })}
          </ul>
        )}
      </div>
      <p className="small quiet">
        {say(
          '警示不妨碍提交；备案机关有警示仍要封存的，须写明理由。',
          'Warnings stop nothing; sealing in spite of one takes a reason.',
        )}
      </p>
    </Card>
  );
}

function warningsNow({ values, book, scopes }: LiveProps): WarningSeen[] {
  const { flawKinds, safeguards, risks, period, lossCapFen, approvals, pledges, scopeNumber } = bodyOf(values);
  const scope = scopes.find(one => one.number === scopeNumber);
  if (scope === undefined || period.from === '') return [];
  const record = {
    flawKinds,
    safeguards,
    risks: risks.map(risk => risk.text),
    period,
    lossCapFen,
    leansOn: [...approvals, ...pledges],
    scope,
  };
  const around = { filedOn: today(), unitFilings: [], others: [], flawDays: [] };
  return warningsOf(record, book, { around, calendar: PLAIN });
}
