// A number of the board. It never stands alone: pressing it opens the very list it was counted from.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';

export type FigureOf = Schemas['BoardFigure'];

interface ListLinkProps {
  list: Schemas['BoardList'];
  /** For whoever hears the link without the table around it. */
  label?: string;
  className?: string;
  children: ReactNode;
}

/** The lists of the API stand under the same names in the console. */
export function ListLink({ list, label, className, children }: ListLinkProps): ReactNode {
  return (
    <Link to={list.path} search={list.query} aria-label={label} className={className}>
      {children}
    </Link>
  );
}

interface FigureProps {
  of: FigureOf;
  label: string;
  /** Worth a second look when it is not zero. */
  alert?: boolean;
  /** Shown instead of the count: a sum of money over the same list. */
  text?: string;
}

export function Figure({ of: { count, list }, label, alert, text = String(count) }: FigureProps): ReactNode {
  const zero = text === '0';
  return (
    <ListLink
      list={list}
      label={`${label} ${text}`}
      className={`figure ${zero ? 'is-zero' : ''} ${alert && !zero ? 'is-alert' : ''}`}
    >
      {text}
    </ListLink>
  );
}

export interface NamedFigure {
  key: string;
  name: string;
  of: FigureOf;
  /** A class of board.css that colours the bar. */
  colour?: string;
}

/** Figures of one kind beneath one another; the bars compare them with the largest, they are no shares of anything. */
export function FigureRows({ title, rows }: { title: string; rows: readonly NamedFigure[] }): ReactNode {
  const most = Math.max(1, ...rows.map(({ of }) => of.count));
  return (
    <div>
      <h3>{title}</h3>
      <ul className="figure-rows">
        {rows.map(({ key, name, of, colour = 'is-plain' }) => (
          <li key={key}>
            <ListLink list={of.list} className="figure-row">
              <span>{name}</span>
              <span className="figure-track" aria-hidden="true">
                <span className={colour} style={{ width: `${(of.count / most) * 100}%` }} />
              </span>
              <strong className={`num ${of.count === 0 ? 'is-zero' : ''}`}>{of.count}</strong>
            </ListLink>
          </li>
        ))}
      </ul>
    </div>
  );
}
