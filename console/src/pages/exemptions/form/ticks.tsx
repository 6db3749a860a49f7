// A list to tick, each entry with what it means beside it: nobody should have to know a list by heart.
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';

export interface Tick {
  value: string;
  label: string;
  explain?: ReactNode;
}

interface TicksProps {
  id?: string;
  value?: string[];
  onChange?: (value: string[]) => void;
  of: Tick[];
  label: string;
}

export function Ticks({ id, value = [], onChange, of, label }: TicksProps): ReactNode {
  const toggle = (one: string) =>
    onChange?.(value.includes(one) ? value.filter(other => other !== one) : [...value, one]);
  return (
    <ul className="ticks" id={id} aria-label={label} tabIndex={-1}>
      {of.map(tick => {
        const ticked = value.includes(tick.value);
        const about = `${id ?? 'tick'}-${tick.value}`;
        return (
          <li key={tick.value} className={ticked ? 'is-ticked' : undefined}>
            <Checkbox checked={ticked} onChange={() => toggle(tick.value)} aria-describedby={about}>
              {tick.label}
            </Checkbox>
            {tick.explain !== undefined && (
              <p className="small quiet" id={about}>
                {tick.explain}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
