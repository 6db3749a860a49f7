// For which day, and for which county: both stand in the address, so that a board can be sent to somebody as a link.
import { useState, type ReactNode } from 'react';
import { useSelf } from '@/api/session-hook';
import { useFilters } from '@/parts/id';
import { today } from '@/parts/today';
import { say } from '@/words/say';
import { useCounties } from './counties-read';

/** Codes that end in zeros stand for a city or a province: whoever belongs there sees several counties. */
export const useAbove = (): boolean => useSelf().county.endsWith('00');

export function DayPicker(): ReactNode {
  const [{ day }] = useFilters();
  return <DayInput key={day ?? ''} day={day} />;
}

/** Keyed by the day of the address. A year being typed passes through days long past; those are not asked for. */
function DayInput({ day }: { day: string | undefined }): ReactNode {
  const [, change] = useFilters();
  const [typed, setTyped] = useState(day ?? today());
  function take(next: string): void {
    setTyped(next);
    if (next >= '2000-01-01') change({ day: next });
  }
  return (
    <div className="board-day">
      <label>
        {say('按哪一天', 'As of')}
        <input type="date" value={typed} max="2099-12-31" onChange={event => take(event.target.value)} />
      </label>
      {day !== undefined && (
        <button className="button" type="button" onClick={() => change({ day: undefined })}>
          {say('回到今天', 'Today')}
        </button>
      )}
    </div>
  );
}

export function CountyChooser(): ReactNode {
  return useAbove() ? <Counties /> : null;
}

function Counties(): ReactNode {
  const [{ county = '' }, change] = useFilters();
  const counties = useCounties().data?.counties ?? [];
  const known = counties.some(one => one.county === county);
  return (
    <label className="board-county">
      {say('只看一个县', 'County')}
      <select value={county} onChange={event => change({ county: event.target.value || undefined })}>
        <option value="">{say('所辖各县合计', 'all counties together')}</option>
        {county !== '' && !known && <option value={county}>{county}</option>}
        {counties.map(one => (
          <option key={one.county} value={one.county}>
            {one.name}
          </option>
        ))}
      </select>
    </label>
  );
}
