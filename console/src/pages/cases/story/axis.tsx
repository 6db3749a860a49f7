// The case on one time axis. Above the line of the act stands what is said to have come before it; a full dot says that the
// ledger had it by then, a ring that it came later. The list is the picture: nothing is drawn that is not also read.
import { useMemo, useState, type ReactNode } from 'react';
import { STORY_LANES, type StoryLane, type StoryMoment } from '@domain/check/story';
import { Tag } from '@/parts/tag';
import { Day, Instant } from '@/parts/time';
import { say, sayIn } from '@/words/say';
import './axis.css';
import { deskAfter, LANE_WORDS, momentWords, type Titles } from './words';

interface AxisProps {
  of: readonly StoryMoment[];
  actFrom: string | null;
  actTo: string | null;
  titles: Titles;
}

export function StoryAxis({ of, actFrom, actTo, titles }: AxisProps): ReactNode {
  const [hidden, setHidden] = useState<readonly StoryLane[]>([]);
  const present = useMemo(() => STORY_LANES.filter(lane => of.some(moment => moment.lane === lane)), [of]);
  const shown = of.filter(({ lane }) => lane === 'act' || !hidden.includes(lane));
  const flip = (lane: StoryLane) =>
    setHidden(hidden.includes(lane) ? hidden.filter(one => one !== lane) : [...hidden, lane]);
  return (
    <div className="story">
      <LaneFilter present={present} hidden={hidden} flip={flip} />
      <p className="story-legend small">
        <i className="story-dot is-before" aria-hidden="true" /> {say('行为前已入账', 'on record before the act')}
        <i className="story-dot is-after" aria-hidden="true" />{' '}
        {say('行为当日或之后入账', 'recorded on its day or later')}
      </p>
      {actFrom === null && (
        <p className="note note-warn">
          {say(
            '行为首日未查明，不能区分先后。',
            'The first day of the act is not established: before and after cannot be told.',
          )}
        </p>
      )}
      <ol className="story-axis" aria-label={say('时间轴', 'Time axis')}>
        {shown.map(moment => (
          <MomentRow key={moment.key} moment={moment} titles={titles} inAct={isInAct(moment, actFrom, actTo)} />
        ))}
      </ol>
    </div>
  );
}

const isInAct = ({ on }: StoryMoment, from: string | null, to: string | null): boolean =>
  from !== null && from <= on && on <= (to ?? from);

interface FilterProps {
  present: readonly StoryLane[];
  hidden: readonly StoryLane[];
  flip: (lane: StoryLane) => void;
}

function LaneFilter({ present, hidden, flip }: FilterProps): ReactNode {
  return (
    <div className="story-lanes" role="group" aria-label={say('时间轴显示哪些', 'What the axis shows')}>
      {present
        .filter(lane => lane !== 'act')
        .map(lane => (
          <button
            key={lane}
            type="button"
            className="story-lane"
            aria-pressed={!hidden.includes(lane)}
            onClick={() => flip(lane)}
          >
            <i className={`story-dot is-before lane-${lane}`} aria-hidden="true" /> {sayIn(LANE_WORDS[lane])}
          </button>
        ))}
    </div>
  );
}

interface RowProps {
  moment: StoryMoment;
  titles: Titles;
  inAct: boolean;
}

function MomentRow({ moment, titles, inAct }: RowProps): ReactNode {
  const { lane, kind, on, recordedAt, onRecord, late } = moment;
  const proven = onRecord === 'before' ? 'is-before' : onRecord === 'after' ? 'is-after' : 'is-open';
  const desk = deskAfter(moment);
  const classes = ['story-moment', `kind-${kind}`, inAct && 'in-act', lane === 'act' && 'is-act'].filter(Boolean);
  return (
    <li className={classes.join(' ')}>
      <div className="story-day">
        <Day on={on} />
      </div>
      <div className={`story-gutter lane-${lane}`} aria-hidden="true">
        <i className={`story-dot ${proven}`} />
      </div>
      <div className="story-what">
        <p>
          <span className="unseen">{sayIn(LANE_WORDS[lane])}：</span>
          {momentWords(moment, titles)}{' '}
          {kind === 'edited' && onRecord === 'after' && (
            <Tag tone="warn">{say('行为后改动', 'changed after the act')}</Tag>
          )}
          {late && kind !== 'edited' && <Tag tone="bad">{say('事后入账', 'recorded later')}</Tag>}
        </p>
        <p className="quiet small">
          {desk !== null && <>{say(`此后在${desk}手里 · `, `then with ${desk} · `)}</>}
          {recordedAt !== null && (
            <>
              {say('入账 ', 'recorded ')}
              <Instant at={recordedAt} />
              <span className="unseen">
                {onRecord === 'before' && say('，行为前已入账', ', on record before the act')}
                {onRecord === 'after' && say('，行为当日或之后入账', ', recorded on its day or later')}
              </span>
            </>
          )}
        </p>
      </div>
    </li>
  );
}
