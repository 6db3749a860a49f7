// The leader's start page: what stands well, what does not and with whom it lies, every figure a way into the list behind it.
import { keepPreviousData } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { $api, type Schemas } from '@/api/client';
import { Empty, Reading } from '@/parts/feedback';
import { useFilters } from '@/parts/id';
import { Page } from '@/parts/page';
import { Day } from '@/parts/time';
import { say } from '@/words/say';
import { ApprovalsBlock } from './approvals-block';
import { Downloads } from './downloads';
import { ClaimsBlock, FlawsBlock } from './flaws-and-claims';
import { Headline } from './headline';
import { MeansBlock } from './means-block';
import { PilotsBlock } from './pilots-block';
import { PledgesBlock } from './pledges-block';
import { CountyChooser, DayPicker, useAbove } from './toolbar';
import { Trends } from './trends';
import './board.css';

export function Board(): ReactNode {
  const [{ day, county }] = useFilters();
  const query = { day, county };
  const board = $api.useQuery('get', '/api/board', { params: { query } }, { placeholderData: keepPreviousData });
  return (
    <Page title={say('看板', 'Board')} under={<Under board={board.data} />} actions={board.data && <Downloads />}>
      <div className="board-bar">
        <DayPicker />
        <CountyChooser />
        <CountiesLink />
        <p className="small quiet" role="status">
          {board.isPlaceholderData && say('正在重新计算…', 'Computing anew…')}
        </p>
      </div>
      <Reading of={board}>{data => <Content board={data} query={query} />}</Reading>
    </Page>
  );
}

function Under({ board }: { board: Schemas['BoardView'] | undefined }): ReactNode {
  if (board === undefined) return say('试点、承诺、审批、瑕疵与申请', 'Pilots, pledges, approvals, flaws and claims');
  return (
    <>
      {board.place} · {say('算到', 'as of')} <Day on={board.day} />
    </>
  );
}

function CountiesLink(): ReactNode {
  const [{ day }] = useFilters();
  if (!useAbove()) return null;
  return (
    <Link className="button" to="/board/counties" search={{ day }}>
      {say('各县对照', 'Counties side by side')}
    </Link>
  );
}

interface ContentProps {
  board: Schemas['BoardView'];
  query: { day?: string; county?: string };
}

function Content({ board, query }: ContentProps): ReactNode {
  if (board.pilots.total.count === 0) return <NothingYet place={board.place} />;
  return (
    <>
      <Headline board={board} />
      <MeansBlock means={board.means} query={query} />
      <PilotsBlock pilots={board.pilots} county={board.county} />
      <PledgesBlock pledges={board.pledges} />
      <ApprovalsBlock approvals={board.approvals} />
      <div className="columns">
        <FlawsBlock flaws={board.flaws} />
        <ClaimsBlock claims={board.claims} />
      </div>
      <Trends query={query} />
    </>
  );
}

function NothingYet({ place }: { place: string }): ReactNode {
  return (
    <Empty
      text={say(
        `${place}还没有登记试点。申报单位登记第一个试点后，这里自动出现各项数字，不用填报。`,
        `${place} has no pilot yet. Once a sponsor registers the first one the figures appear here by themselves.`,
      )}
    >
      <Link className="button" to="/rulebooks">
        {say('先看容错清单', 'Read the rulebook meanwhile')}
      </Link>
    </Empty>
  );
}
