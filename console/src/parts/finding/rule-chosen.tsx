// 从旧兼从轻: which rulebook was applied and why; what the other one would have said stands beside it.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { BookFinding, Finding } from '@domain/check/finding';
import type { Explanation } from '@domain/check/wording';
import { EFFECT_WORDS, OUTCOME_WORDS } from '@domain/check/words/names';
import { Tag, toneOf } from '@/parts/tag';
import { say, sayIn } from '@/words/say';

export function RuleChosen({ finding, explanation }: { finding: Finding; explanation: Explanation }): ReactNode {
  const { applied, other, timeRule } = finding;
  const olderApplied = timeRule.applied === 'older';
  return (
    <section aria-label={say('适用的容错清单', 'The rulebook applied')}>
      <h3>{say('适用的容错清单', 'The rulebook applied')}</h3>
      <p>{explanation.timeRule}</p>
      <div className="table-wrap">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{say('容错清单', 'Rulebook')}</th>
              <th scope="col">{say('结论', 'Outcome')}</th>
              <th scope="col">{say('清单效果', 'Effect')}</th>
            </tr>
          </thead>
          <tbody>
            <BookRow book={applied} older={olderApplied} only={other === null} applied />
            {other !== null && <BookRow book={other} older={!olderApplied} />}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface RowProps {
  book: BookFinding;
  older: boolean;
  only?: boolean;
  applied?: boolean;
}

function BookRow({ book, older, only = false, applied = false }: RowProps): ReactNode {
  const { code, version } = book.rulebook;
  const when = older ? say('行为时的清单', 'of the day of the act') : say('现行清单', 'the present one');
  return (
    <tr>
      <th scope="row">
        <Link to="/rulebooks/$id" params={{ id: `${code}@${version}` }}>
          {code} v{version}
        </Link>{' '}
        {!only && <span className="quiet small">{when}</span>}{' '}
        {applied && <Tag tone="brand">{say('适用', 'applied')}</Tag>}
      </th>
      <td>
        <Tag tone={toneOf(book.outcome)}>{sayIn(OUTCOME_WORDS[book.outcome])}</Tag>
      </td>
      <td>{sayIn(EFFECT_WORDS[book.effect])}</td>
    </tr>
  );
}
