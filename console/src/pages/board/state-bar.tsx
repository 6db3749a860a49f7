// Pilots by state as one small bar; the words beside it say the same, so colour is never the only sign.
import { PILOT_LIFECYCLE, PILOT_STATES, type PilotState } from '@domain/pilot';
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { sayIn } from '@/words/say';
import { ListLink } from './figure';

type StateFigure = Schemas['PilotStateFigure'];

export const stateName = (state: PilotState): string => sayIn(PILOT_LIFECYCLE.states[state]);

export function StateBar({ states }: { states: readonly StateFigure[] }): ReactNode {
  return (
    <div className="state-bar" aria-hidden="true">
      {states.map(({ state, count }) =>
        count > 0 ? <span key={state} className={`state-${state}`} style={{ flexGrow: count }} /> : null,
      )}
    </div>
  );
}

export function StateLinks({ states, of }: { states: readonly StateFigure[]; of: string }): ReactNode {
  return (
    <div className="state-links">
      {states.map(({ state, count, list }) => (
        <ListLink key={state} list={list} label={`${of} ${stateName(state)} ${count}`}>
          {stateName(state)} {count}
        </ListLink>
      ))}
    </div>
  );
}

export function StateLegend(): ReactNode {
  return (
    <ul className="desk-legend" aria-hidden="true">
      {PILOT_STATES.map(state => (
        <li key={state}>
          <i className={`state-${state}`} />
          {stateName(state)}
        </li>
      ))}
    </ul>
  );
}
