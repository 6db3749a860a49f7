// One part of a declared scope as people read it.
import type { ReactNode } from 'react';
import type { Departure } from '@domain/check/facts';
import type { Scope, ScopeField } from '@domain/scope';
import { Money } from '@/parts/money';
import { UnitName } from '@/parts/organisations';
import { Tag } from '@/parts/tag';
import { Span } from '@/parts/time';
import { nameOf } from '@/words/names';
import { say } from '@/words/say';
import { RegionNames } from './region-name';
import { RULE_LEVEL } from './words';

export function ScopeValue({ field, scope }: { field: ScopeField; scope: Scope }): ReactNode {
  switch (field) {
    case 'regions':
      return <RegionNames codes={scope.regions} />;
    case 'activities':
      return scope.activities.join('；');
    case 'period':
      return <Span from={scope.period.from} to={scope.period.to} />;
    case 'units':
      return <Units ids={scope.units} />;
    case 'capFen':
      return scope.capFen === null ? <None text={say('未设上限', 'no cap')} /> : <Money fen={scope.capFen} />;
    case 'departures':
      return <Departures of={scope.departures} />;
  }
}

const None = ({ text }: { text: string }): ReactNode => <span className="quiet">{text}</span>;

function Units({ ids }: { ids: readonly string[] }): ReactNode {
  if (ids.length === 0) return <None text={say('仅申报单位', 'the sponsor alone')} />;
  return ids.map((id, at) => (
    <span key={id}>
      {at > 0 && '、'}
      <UnitName id={id} />
    </span>
  ));
}

function Departures({ of }: { of: readonly Departure[] }): ReactNode {
  if (of.length === 0) return <None text={say('没有', 'none')} />;
  return (
    <ul className="pilot-departures">
      {of.map(({ document, article, ruleLevel, authorisation }) => (
        <li key={`${document}${article}`}>
          《{document}》{article}
          <span className="quiet">（{nameOf(RULE_LEVEL, ruleLevel)}）</span>
          <div className="small">
            {authorisation === null ? (
              <Tag tone="warn">{say('尚无授权', 'not authorised')}</Tag>
            ) : (
              <>
                {say('授权：', 'authorised by ')}
                {authorisation.issuer} {authorisation.number}，<RegionNames codes={authorisation.regions} />，
                <Span from={authorisation.period.from} to={authorisation.period.to} />
              </>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
