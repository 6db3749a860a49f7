// Versions of the declared scope side by side: any two, every difference marked, and from which day each counts.
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { Reading } from '@/parts/feedback';
import { useFilters } from '@/parts/id';
import { Card } from '@/parts/page';
import { today } from '@/parts/today';
import { say } from '@/words/say';
import { inForce, isAmendable, openVersion, useOwn, useScopes, type Pilot, type ScopeVersion } from '../reading';
import { OpenAmendment } from '../scope/open-amendment';
import { VersionTable } from '../scope/version-table';

export function ScopeTab({ pilot }: { pilot: Pilot }): ReactNode {
  return <Reading of={useScopes(pilot.id)}>{versions => <Versions pilot={pilot} versions={versions} />}</Reading>;
}

function Versions({ pilot, versions }: { pilot: Pilot; versions: ScopeVersion[] }): ReactNode {
  const own = useOwn(pilot);
  const [{ from, to }, setFilters] = useFilters();
  const open = openVersion(versions);
  const byNumber = (number: string | undefined) => versions.find(one => String(one.number) === number);
  const right = byNumber(to) ?? versions.at(-1);
  const left = byNumber(from) ?? versions.at(-2);
  const shown = versions.length > 1 && left !== undefined && left !== right ? [left, right!] : right ? [right] : [];
  const options = versions.map(({ number }) => ({
    value: String(number),
    label: say(`第 ${number} 版`, `version ${number}`),
  }));
  return (
    <>
      {open && <OpenAmendment pilot={pilot} open={open} />}
      <Card title={say('申报范围各版', 'Versions of the scope')}>
        <div className="row pilot-pick">
          {versions.length > 1 && (
            <>
              <label htmlFor="scope-from">{say('对照', 'Compare')}</label>
              <Select
                id="scope-from"
                value={left && String(left.number)}
                options={options}
                onChange={value => setFilters({ from: value })}
              />
              <label htmlFor="scope-to">{say('与', 'with')}</label>
              <Select
                id="scope-to"
                value={right && String(right.number)}
                options={options}
                onChange={value => setFilters({ to: value })}
              />
            </>
          )}
          {own && isAmendable(pilot) && open === undefined && (
            <Link className="button" to="/pilots/$id/amend" params={{ id: pilot.id }}>
              {say('变更范围', 'Amend the scope')}
            </Link>
          )}
        </div>
        <VersionTable versions={shown} counting={inForce(versions, today())?.number} />
      </Card>
    </>
  );
}
