// The heart of a case: what happened, and what the rules say to it, side by side.
import type { ReactNode } from 'react';
import type { StoryOf } from '@domain/check/story';
import { useMay } from '@/api/session-hook';
import { Empty, Reading } from '@/parts/feedback';
import { Causes } from '@/parts/finding/causes';
import { FindingView } from '@/parts/finding/finding-view';
import { explanationOf, findingOf } from '@/parts/finding/finding-of';
import { Card } from '@/parts/page';
import { say } from '@/words/say';
import { useLastFinding, useStory, useTitles, type Flaw, type FoundDetail } from './case-data';
import './cases.css';
import { DifferenceCard } from './difference-card';
import { StoryAxis } from './story/axis';

interface BoardProps {
  flaw: Flaw;
  claimActs?: StoryOf['claimActs'];
  /** What stands beneath the story: on a phone, beneath the finding. */
  beside?: ReactNode;
}

export function CaseBoard({ flaw, claimActs, beside }: BoardProps): ReactNode {
  const last = useLastFinding(flaw);
  if (flaw.lastFinding === null) {
    return (
      <Card title={say('核对结论', 'Finding')}>
        <Empty
          text={say(
            '还没有核对过。先认定下面的事实，再按“核对”；核对后这里显示时间轴和逐项结论。',
            'Not checked yet. Establish the facts below, then run the check; the axis and the conditions appear here.',
          )}
        />
      </Card>
    );
  }
  return (
    <Reading of={last}>{detail => <Sides flaw={flaw} detail={detail} claimActs={claimActs} beside={beside} />}</Reading>
  );
}

function Sides({ flaw, detail, claimActs, beside }: BoardProps & { detail: FoundDetail }): ReactNode {
  const story = useStory({ flaw, detail, claimActs });
  const titles = useTitles(detail);
  const audience = useMay()('flaw.establish') ? 'inspector' : 'sponsor';
  const { actFrom, actTo } = flaw;
  return (
    <div className="case-sides">
      <Card title={say('事情经过', 'The story')}>
        <p className="quiet small">
          {say(
            `每一行先写发生之日，再写入账时间；以核对 ${detail.code}（${detail.askedOn}）时的记录为准。`,
            `Each line gives the day it is said to have happened, then when it was recorded; as of check ${detail.code} (${detail.askedOn}).`,
          )}
        </p>
        {story && (
          <div
            className="case-story"
            role="region"
            tabIndex={0}
            aria-label={say('事情经过的时间轴', 'Axis of the story')}
          >
            <StoryAxis of={story} actFrom={actFrom} actTo={actTo} titles={titles} />
          </div>
        )}
      </Card>
      <div className="case-finding">
        <Card title={say('核对结论', 'Finding')}>
          {flaw.state === 'reported' && (
            <p className="note note-warn">
              {say('核对之后内容又有变化，请重新核对。', 'Something changed since the check: run it again.')}
            </p>
          )}
          <FindingView
            finding={findingOf(detail)}
            explanation={explanationOf(detail)}
            audience={audience}
            id={detail.id}
            causes={false}
          />
        </Card>
      </div>
      <div>
        <DifferenceCard flawId={flaw.id} last={detail} />
        <Card>
          <Causes finding={findingOf(detail)} explanation={explanationOf(detail)} />
        </Card>
        {beside}
      </div>
    </div>
  );
}
