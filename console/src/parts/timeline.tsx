import type { ReactNode } from 'react';
import { Day } from './time';

export interface Moment {
  key: string;
  on: string;
  tone?: 'bad' | 'warn' | 'quiet';
  text: ReactNode;
  under?: ReactNode;
}

/** Events in the order in which they are given; the day people state stands first. */
export function Timeline({ of }: { of: Moment[] }): ReactNode {
  return (
    <ol className="timeline">
      {of.map(({ key, on, tone, text, under }) => (
        <li key={key} className={tone && `is-${tone}`}>
          <div>
            <Day on={on} /> {text}
          </div>
          {under !== undefined && <div className="small">{under}</div>}
        </li>
      ))}
    </ol>
  );
}
