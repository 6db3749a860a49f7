// One or two versions of a scope, field by field. What differs is marked by a word, not by colour alone.
import type { ReactNode } from 'react';
import { difference, SCOPE_FIELDS } from '@domain/scope';
import { Tag } from '@/parts/tag';
import { Day, Instant } from '@/parts/time';
import { say, sayIn } from '@/words/say';
import { asScope } from '../form/values';
import type { ScopeVersion } from '../reading';
import { ScopeValue } from './scope-value';
import { SCOPE_WORDS } from './words';

interface VersionTableProps {
  versions: ScopeVersion[];
  /** Number of the version that counts today. */
  counting: number | undefined;
}

export function VersionTable({ versions, counting }: VersionTableProps): ReactNode {
  const [left, right] = versions;
  const differing = new Set(left && right ? difference(asScope(left), asScope(right)).map(({ field }) => field) : []);
  return (
    <div className="table-wrap">
      <table className="plain pilot-versions">
        <thead>
          <tr>
            <th scope="col">{say('内容', 'Part')}</th>
            {versions.map(version => (
              <th scope="col" key={version.number}>
                <VersionHead version={version} counting={counting} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SCOPE_FIELDS.map(field => (
            <tr key={field} className={differing.has(field) ? 'is-different' : undefined}>
              <th scope="row">
                {sayIn(SCOPE_WORDS[field])}
                {differing.has(field) && (
                  <div>
                    <Tag tone="brand">{say('不同', 'differs')}</Tag>
                  </div>
                )}
              </th>
              {versions.map(version => (
                <td key={version.number}>
                  <ScopeValue field={field} scope={asScope(version)} />
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{say('理由', 'Reason')}</th>
            {versions.map(({ number, reason }) => (
              <td key={number}>{reason}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function VersionHead({ version, counting }: { version: ScopeVersion; counting: number | undefined }): ReactNode {
  const { number, recordedAt, inForceFrom } = version;
  return (
    <>
      {say(`第 ${number} 版`, `Version ${number}`)}{' '}
      {number === counting && <Tag tone="good">{say('现在算数', 'counts now')}</Tag>}
      {recordedAt === null ? (
        <div className="small">{say('未登记，不算数', 'not recorded; does not count')}</div>
      ) : (
        <>
          <div className="small">
            {say('登记', 'recorded')} <Instant at={recordedAt} />
          </div>
          <div className="small">
            {say('算数自', 'counts from')} <Day on={inForceFrom} />
          </div>
        </>
      )}
    </>
  );
}
