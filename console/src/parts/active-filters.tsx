// Which filters a list stands under, each with a way out. The board sends people here with parameters that have no control
// of their own; they are shown all the same, so that nobody takes a part for the whole.
import type { ReactNode } from 'react';
import type { Search } from '@/app/router';
import { say } from '@/words/say';
import './active-filters.css';

interface ActiveFiltersProps {
  of: Search;
  change: (patch: Search) => void;
  /** What a parameter is called; a parameter that is not named here is shown by its own code. */
  names: Readonly<Record<string, string>>;
  /** The value in words; undefined shows it as it stands. */
  value: (key: string, value: string) => ReactNode;
}

export function ActiveFilters({ of, change, names, value }: ActiveFiltersProps): ReactNode {
  const active = Object.entries(of).filter((entry): entry is [string, string] => Boolean(entry[1]));
  if (active.length === 0) return null;
  const none = Object.fromEntries(active.map(([key]) => [key, undefined]));
  return (
    <ul className="active-filters" aria-label={say('正在使用的筛选', 'Filters in use')}>
      {active.map(([key, text]) => (
        <li key={key} className="active-filter">
          <span>
            {names[key] ?? key}：{value(key, text) ?? text}
          </span>
          <button
            type="button"
            aria-label={say(`去掉筛选：${names[key] ?? key}`, `Remove filter: ${names[key] ?? key}`)}
            onClick={() => change({ [key]: undefined })}
          >
            ×
          </button>
        </li>
      ))}
      {active.length > 1 && (
        <li>
          <button type="button" className="button button-quiet" onClick={() => change(none)}>
            {say('全部清除', 'Clear all')}
          </button>
        </li>
      )}
    </ul>
  );
}
