// One pilot: what it is, what may be done now, and everything that hangs on it, by tab.
import { Link } from '@tanstack/react-router';
import type { ComponentType, ReactNode } from 'react';
import { useFilters, useId } from '@/parts/id';
import { Reading } from '@/parts/feedback';
import { Page } from '@/parts/page';
import { UnitName } from '@/parts/organisations';
import { StateTag, Tag } from '@/parts/tag';
import { nameOf, PILOT_FIELD, PILOT_OUTCOME } from '@/words/names';
import { say } from '@/words/say';
import { PilotActs } from './acts';
import { STATE_WORDS, usePilot, type Pilot } from './reading';
import { ApprovalsTab } from './tabs/approvals';
import { FlawsTab } from './tabs/flaws';
import { HistoryTab } from './tabs/history';
import { OverviewTab } from './tabs/overview';
import { PledgesTab } from './tabs/pledges';
import { RecordsTab } from './tabs/records';
import { ScopeTab } from './tabs/scope';
import './pilots.css';

export function PilotPage(): ReactNode {
  return <Reading of={usePilot(useId())}>{pilot => <Whole pilot={pilot} />}</Reading>;
}

const TABS = ['overview', 'scope', 'pledges', 'approvals', 'records', 'flaws', 'history'] as const;
type Tab = (typeof TABS)[number];

const tabNames = (): Record<Tab, string> => ({
  overview: say('概况', 'Overview'),
  scope: say('申报范围', 'Scope'),
  pledges: say('承诺', 'Pledges'),
  approvals: say('审批', 'Approvals'),
  records: say('备案', 'Records'),
  flaws: say('瑕疵', 'Flaws'),
  history: say('经历', 'History'),
});

const CONTENT: Record<Tab, ComponentType<{ pilot: Pilot }>> = {
  overview: OverviewTab,
  scope: ScopeTab,
  pledges: PledgesTab,
  approvals: ApprovalsTab,
  records: RecordsTab,
  flaws: FlawsTab,
  history: HistoryTab,
};

function Whole({ pilot }: { pilot: Pilot }): ReactNode {
  const [{ tab }] = useFilters();
  const here = TABS.find(one => one === tab) ?? 'overview';
  const Content = CONTENT[here];
  return (
    <Page
      title={pilot.title}
      under={
        <>
          <StateTag state={pilot.state} words={STATE_WORDS} />
          {pilot.outcome !== null && <Tag>{nameOf(PILOT_OUTCOME, pilot.outcome)}</Tag>}
          <span className="num">{pilot.code}</span>
          <span>
            <UnitName id={pilot.sponsorId} />
          </span>
          <span>{nameOf(PILOT_FIELD, pilot.field)}</span>
        </>
      }
      actions={<PilotActs pilot={pilot} />}
    >
      <TabLinks id={pilot.id} here={here} />
      <Content pilot={pilot} />
    </Page>
  );
}

/** Every tab is an address, so they are links; and all of them are seen on a phone. */
function TabLinks({ id, here }: { id: string; here: Tab }): ReactNode {
  const names = tabNames();
  return (
    <nav className="pilot-tabs" aria-label={say('试点各部分', 'Parts of the pilot')}>
      {TABS.map(tab => (
        <Link
          key={tab}
          to="/pilots/$id"
          params={{ id }}
          search={{ tab: tab === 'overview' ? undefined : tab }}
          replace
          resetScroll={false}
          activeOptions={{ exact: true, explicitUndefined: true }}
          aria-current={tab === here ? 'page' : undefined}
        >
          {names[tab]}
        </Link>
      ))}
    </nav>
  );
}
