import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { nameOf, ORIGIN, PILOT_FIELD, PILOT_OUTCOME } from '@/words/names';
import { say } from '@/words/say';
import { Block } from './block';
import { Figure, FigureRows } from './figure';
import { Places } from './places';
import { StateBar, stateName } from './state-bar';

type Pilots = Schemas['BoardPilots'];

export function PilotsBlock({ pilots, county }: { pilots: Pilots; county: string | null }): ReactNode {
  return (
    <Block title={say('试点', 'Pilots')} basis={pilots.basis}>
      <div className="board-columns">
        <FigureRows
          title={say('按状态', 'By state')}
          rows={pilots.byState.map(row => ({
            key: row.state,
            name: stateName(row.state),
            of: row,
            colour: `state-${row.state}`,
          }))}
        />
        <FigureRows
          title={say('已结束试点的结果', 'Outcomes of closed pilots')}
          rows={pilots.byOutcome.map(row => ({ key: row.outcome, name: nameOf(PILOT_OUTCOME, row.outcome), of: row }))}
        />
        <FigureRows
          title={say('从哪里来', 'Where they come from')}
          rows={pilots.byOrigin.map(row => ({ key: row.origin, name: nameOf(ORIGIN, row.origin), of: row }))}
        />
      </div>
      <Places rows={pilots.byPlace} county={county} />
      <Fields rows={pilots.byField} />
    </Block>
  );
}

function Fields({ rows }: { rows: Pilots['byField'] }): ReactNode {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <div>
      <h3>{say('按领域', 'By field')}</h3>
      <div className="table-wrap">
        <table className="plain board-table">
          <thead>
            <tr>
              <th scope="col">{say('领域', 'Field')}</th>
              <th scope="col" className="n">
                {say('试点', 'Pilots')}
              </th>
              <th scope="col" className="wide-cell">
                {say('各状态', 'By state')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(row => {
              const name = nameOf(PILOT_FIELD, row.field);
              return (
                <tr key={row.field}>
                  <th scope="row">{name}</th>
                  <td className="n">
                    <Figure of={row} label={name} />
                  </td>
                  <td>
                    <div className="field-bar">
                      <div style={{ width: `${(row.count / most) * 100}%` }}>
                        <StateBar states={row.states} />
                      </div>
                      <span className="field-states">
                        {row.states.map(one => (
                          <span key={one.state}>
                            {stateName(one.state)} <Figure of={one} label={`${name} ${stateName(one.state)}`} />
                          </span>
                        ))}
                      </span>
                    </div>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}
