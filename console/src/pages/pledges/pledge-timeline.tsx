// The story of a pledge: every step with the day stated and the time at which the registry recorded it.
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { UnitName } from '@/parts/organisations';
import { StoredFile } from '@/parts/stored-file';
import { Tag } from '@/parts/tag';
import { Instant } from '@/parts/time';
import { Timeline, type Moment } from '@/parts/timeline';
import { say } from '@/words/say';
import { amountText, figureText } from './amounts';
import { changesBetween, historyOf, type Happening } from './history';
import type { Entry, EntryKind, Pledge } from './sides';

type Of<W extends Happening['what']> = Extract<Happening, { what: W }>;

export function PledgeTimeline({ pledge }: { pledge: Pledge }): ReactNode {
  return <Timeline of={historyOf(pledge).map(happening => momentOf(happening, pledge))} />;
}

function momentOf(happening: Happening, pledge: Pledge): Moment {
  if (happening.what === 'standing') return standingMoment(happening);
  if (happening.what === 'entry') return entryMoment(happening, pledge);
  return trancheMoment(happening, pledge);
}

function standingMoment({ key, on, standing, terms, before }: Of<'standing'>): Moment {
  const { standing: state, reason, unitId, recordedAt } = standing;
  const said = {
    claimed: before === null ? say('主张承诺', 'claimed the pledge') : say('重新主张', 'restated the pledge'),
    made: say('会签确认', 'counter-signed'),
    disputed: say('提出异议', 'disputed'),
  }[state];
  return {
    key,
    on,
    tone: state === 'disputed' ? 'warn' : undefined,
    text: (
      <>
        <UnitName id={unitId} /> {said}
        {reason !== null && <>：{reason}</>}
      </>
    ),
    under: (
      <>
        {terms !== null && before !== null && <Changes before={before} after={terms} />}
        <Recorded at={recordedAt} />
      </>
    ),
  };
}

const Recorded = ({ at }: { at: string }): ReactNode => (
  <span className="quiet">
    {say('系统记录', 'recorded')} <Instant at={at} />
  </span>
);

type Terms = Schemas['PledgeTermsView'];

function Changes({ before, after }: { before: Terms; after: Terms }): ReactNode {
  const NAMES = {
    what: say('内容', 'What'),
    amount: say('数额', 'Amount'),
    tranches: say('分期', 'Tranches'),
    document: say('依据文件', 'Document'),
  };
  const READ = {
    what: (terms: Terms) => terms.what,
    amount: (terms: Terms) => amountText(terms, terms.unit),
    tranches: (terms: Terms) =>
      terms.tranches.map(tranche => `${tranche.dueOn} ${amountText(tranche, terms.unit)}`).join('；'),
    document: (terms: Terms) =>
      `${terms.documentNumber ?? say('无文号', 'no number')}${terms.documentSha256 === null ? say('（无文件）', ' (no file)') : ''}`,
  };
  return (
    <ul className="pledge-changes">
      {changesBetween(before, after).map(field => (
        <li key={field}>
          {NAMES[field]}：<del>{READ[field](before)}</del> → <ins>{READ[field](after)}</ins>
        </li>
      ))}
    </ul>
  );
}

function entryMoment({ key, on, kind, entry }: Of<'entry'>, { unit }: Pledge): Moment {
  const amount = amountText(entry, unit);
  const tone = { entered: 'warn', confirmed: undefined, refused: 'bad' } as const;
  return {
    key,
    on,
    tone: tone[entry.state],
    text: (
      <>
        {kind === 'deliveries'
          ? say(`兑现 ${amount}`, `delivered ${amount}`)
          : say(`总量调整为 ${amount}`, `new total ${amount}`)}
        {entry.note !== null && <>：{entry.note}</>} <EntryTag kind={kind} entry={entry} />
      </>
    ),
    under: <EntryUnder entry={entry} />,
  };
}

function EntryTag({ kind, entry }: { kind: EntryKind; entry: Entry }): ReactNode {
  if (entry.state === 'confirmed') return <Tag tone="good">{say('对方已确认', 'confirmed')}</Tag>;
  if (entry.state === 'entered')
    return <Tag tone="warn">{say('待对方确认，暂不计入', 'unconfirmed: not counted')}</Tag>;
  return <Tag tone="bad">{kind === 'deliveries' ? say('对方不予确认', 'refused') : say('对方不同意', 'refused')}</Tag>;
}

function EntryUnder({ entry }: { entry: Entry }): ReactNode {
  return (
    <div className="quiet">
      <p>
        <UnitName id={entry.enteredUnit} /> {say('填报，系统记录', 'entered it, recorded')}{' '}
        <Instant at={entry.enteredAt} />
      </p>
      {entry.answeredAt !== null && (
        <p>
          <UnitName id={entry.answeredUnit} /> {say('答复', 'answered')}
          {entry.reason !== null && <>：{entry.reason}</>}
          {say('，系统记录', ', recorded')} <Instant at={entry.answeredAt} />
        </p>
      )}
      {entry.evidence.length > 0 && (
        <div className="row">
          {entry.evidence.map((sha256, at) => (
            <StoredFile key={sha256} sha256={sha256} name={say(`凭证 ${at + 1}`, `evidence ${at + 1}`)} />
          ))}
        </div>
      )}
    </div>
  );
}

function trancheMoment({ key, on, amount, filled, ahead }: Of<'tranche'>, { figures, unit, standing }: Pledge): Moment {
  const told = figureText(amount, figures.measure, unit);
  const full = filled >= amount;
  return {
    key,
    on,
    tone: ahead || standing !== 'made' ? 'quiet' : full ? undefined : 'bad',
    text: (
      <>
        {ahead ? say(`将到期：${told}`, `falls due: ${told}`) : say(`到期：${told}`, `fell due: ${told}`)}{' '}
        {full && <Tag tone="good">{say('已兑现', 'delivered')}</Tag>}
        {!full && !ahead && standing === 'made' && (
          <Tag tone="bad">
            {say(
              `还欠 ${figureText(amount - filled, figures.measure, unit)}`,
              `${figureText(amount - filled, figures.measure, unit)} missing`,
            )}
          </Tag>
        )}
      </>
    ),
  };
}
