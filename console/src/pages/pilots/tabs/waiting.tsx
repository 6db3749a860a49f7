// What the pilot waits for, one line each: who must act, on what, and where that is done.
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { WAITING_STATES } from '@domain/approval';
import { $api, type Schemas } from '@/api/client';
import { UnitName } from '@/parts/organisations';
import { Card } from '@/parts/page';
import { Tag } from '@/parts/tag';
import { workdays } from '@/parts/time';
import { say } from '@/words/say';
import { openVersion, useApprovals, usePledges, useScopes, type Pilot } from '../reading';

interface Line {
  key: string;
  who: ReactNode;
  what: string;
  tab?: string;
  /** For what has a clock. */
  late?: ReactNode;
}

const sponsor = (pilot: Pilot): ReactNode => <UnitName id={pilot.sponsorId} />;
const inspectors = (): string => say('纪检监察机关', 'the inspectors');

function ofPilot(pilot: Pilot, versions: Schemas['ScopeView'][]): Line[] {
  const lines: Line[] = [];
  const who = sponsor(pilot);
  if (pilot.state === 'draft')
    lines.push({
      key: 'register',
      who,
      what: say('登记试点，申报范围才算数', 'register the pilot: only then does its scope count'),
    });
  if (pilot.state === 'registered')
    lines.push({ key: 'start', who, what: say('开始实施时点“启动”', 'press "start" when it begins') });
  if (pilot.state === 'suspended')
    lines.push({ key: 'resume', who, what: say('恢复或结束试点', 'resume or close it') });
  if (openVersion(versions))
    lines.push({
      key: 'scope',
      who,
      what: say('登记或撤回范围变更', 'record or withdraw the amendment'),
      tab: 'scope',
    });
  return lines;
}

function ofPledges(pilot: Pilot, pledges: Schemas['PledgeView'][]): Line[] {
  const claimed = pledges.filter(({ standing }) => standing === 'claimed');
  const lines = claimed.map(({ id, what, giver }) => ({
    key: id,
    who: giver.name,
    what:
      giver.id === null
        ? say(`县外单位不能在此会签：${what}`, `outside the county, cannot sign here: ${what}`)
        : say(`会签确认承诺：${what}`, `counter-sign the pledge: ${what}`),
    tab: 'pledges',
  }));
  const disputed = pledges.filter(({ standing }) => standing === 'disputed');
  return [
    ...lines,
    ...disputed.map(({ id, what }) => ({
      key: id,
      who: sponsor(pilot),
      what: say(`对方有异议，重新主张：${what}`, `disputed; state it anew: ${what}`),
      tab: 'pledges',
    })),
  ];
}

function ofApprovals(pilot: Pilot, approvals: Schemas['ApprovalView'][]): Line[] {
  return approvals.flatMap<Line>(({ id, state, approverId, matter }) => {
    if (WAITING_STATES.approver.includes(state)) {
      return [
        {
          key: id,
          who: <UnitName id={approverId} />,
          what: say(`办理：${matter}`, `act on: ${matter}`),
          late: <Overdue id={id} />,
          tab: 'approvals',
        },
      ];
    }
    if (WAITING_STATES.sponsor.includes(state)) {
      const what =
        state === 'returned'
          ? say(`补正后重新提交：${matter}`, `resubmit: ${matter}`)
          : say(`提出申请：${matter}`, `apply: ${matter}`);
      return [{ key: id, who: sponsor(pilot), what, tab: 'approvals' }];
    }
    return [];
  });
}

function Overdue({ id }: { id: string }): ReactNode {
  const { data } = $api.useQuery('get', '/api/approvals/{id}', { params: { path: { id } } });
  if (data === undefined || data.clock.overdueBy === 0) return null;
  const days = data.clock.overdueBy;
  return <Tag tone="bad">{say(`超期 ${workdays(days)}`, `${workdays(days)} overdue`)}</Tag>;
}

function ofRecords(pilot: Pilot, records: Schemas['ExemptionPage']['items']): Line[] {
  return records.flatMap<Line>(({ id, state, code }) => {
    if (state === 'filed')
      return [{ key: id, who: inspectors(), what: say(`审查备案 ${code}`, `review ${code}`), tab: 'records' }];
    if (state === 'draft' || state === 'returned') {
      return [
        {
          key: id,
          who: sponsor(pilot),
          what: say(`补齐并提交备案 ${code}`, `complete and file ${code}`),
          tab: 'records',
        },
      ];
    }
    return [];
  });
}

/** Afterwards is too late for a record: said once, before the pilot begins. */
const unforeseen = (pilot: Pilot): Line[] =>
  pilot.state === 'registered'
    ? [
        {
          key: 'record',
          who: sponsor(pilot),
          what: say(
            '预见到程序上有风险的，动手之前先备案',
            'where a procedural risk is foreseen, file a record before acting',
          ),
          tab: 'records',
        },
      ]
    : [];

/** Confirmed, due and not delivered. */
function useUndelivered(pledges: Schemas['PledgeView'][]): Line[] {
  const made = pledges.filter(({ standing }) => standing === 'made');
  const details = useQueries({
    queries: made.map(({ id }) => $api.queryOptions('get', '/api/pledges/{id}', { params: { path: { id } } })),
  });
  return details.flatMap<Line>(({ data }) => {
    if (data === undefined || data.figures.shortfall === 0) return [];
    const { id, giver, what, figures } = data;
    const late = (
      <Tag tone="bad">{say(`已迟 ${workdays(figures.workdaysLate)}`, `${workdays(figures.workdaysLate)} late`)}</Tag>
    );
    return [{ key: id, who: giver.name, what: say(`兑现承诺：${what}`, `deliver: ${what}`), tab: 'pledges', late }];
  });
}

export function Waiting({ pilot }: { pilot: Pilot }): ReactNode {
  const { data: scopes = [] } = useScopes(pilot.id);
  const { data: pledges } = usePledges(pilot.id);
  const { data: approvals = [] } = useApprovals(pilot.id);
  const { data: records } = $api.useQuery('get', '/api/exemptions', {
    params: { query: { pilot: pilot.id, limit: 100 } },
  });
  const { data: flaws } = $api.useQuery('get', '/api/pilots/{id}/flaws', {
    params: { path: { id: pilot.id }, query: { state: 'reported', limit: 100 } },
  });
  const undelivered = useUndelivered(pledges?.items ?? []);
  const lines: Line[] = [
    ...ofPilot(pilot, scopes),
    ...ofPledges(pilot, pledges?.items ?? []),
    ...undelivered,
    ...ofApprovals(pilot, approvals),
    ...ofRecords(pilot, records?.items ?? []),
    ...(records?.items.length === 0 ? unforeseen(pilot) : []),
    ...(flaws?.items ?? []).map(({ id, code }) => ({
      key: id,
      who: inspectors(),
      what: say(`认定事实、核对瑕疵 ${code}`, `establish facts and check ${code}`),
      tab: 'flaws',
    })),
  ];
  return (
    <Card title={say('现在等谁', 'Who is waited for')}>
      {lines.length === 0 ? (
        <p className="quiet">{say('没有等着办的事。', 'Nothing waits.')}</p>
      ) : (
        <ul className="pilot-waiting">
          {lines.map(line => (
            <li key={line.key}>
              <strong>{line.who}</strong>
              {line.tab === undefined ? (
                <span>{line.what}</span>
              ) : (
                <Link to="/pilots/$id" params={{ id: pilot.id }} search={{ tab: line.tab }}>
                  {line.what}
                </Link>
              )}
              {line.late}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
