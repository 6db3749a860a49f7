// The facts and questions of a case, answered in place: choose down the list, give one reason for all, send once. What was
// chosen is kept until it is sent.
import { Button, Input } from 'antd';
import type { ReactNode } from 'react';
import type { DraftKeeper, DraftState } from '@/api/draft-keeper';
import { Loading, Trouble } from '@/parts/feedback';
import { KeptState, NewerElsewhere, TakenUp } from '@/parts/kept-form';
import { useKeeper } from '@/parts/keeping';
import { say } from '@/words/say';
import { useAnswering, type Answering, type Sending } from './answering';
import { PointRow } from './point-row';
import type { Point } from './points';

interface ListProps {
  /** Id of the flaw or claim. */
  about: string;
  facts: Point[];
  questions: Point[];
  sending: Sending;
  /** Whether the reader may answer now. */
  mayFact: boolean;
  mayQuestion: boolean;
  /** 认定 for an inspector, 说明 for the sponsor. */
  verb: string;
}

export function PointList(props: ListProps): ReactNode {
  return props.mayFact || props.mayQuestion ? <Answerable {...props} /> : <Parts {...props} answering={null} />;
}

function Answerable(props: ListProps): ReactNode {
  const [keeper, draft] = useKeeper('fact', props.about);
  if (draft.state === 'reading') return <Loading />;
  return <Open {...props} keeper={keeper} draft={draft} />;
}

function Open({ keeper, draft, ...props }: ListProps & { keeper: DraftKeeper; draft: DraftState }): ReactNode {
  const answering = useAnswering(props.sending, keeper);
  const chosen = [...props.facts, ...props.questions].filter(point => answering.drafts[point.key]?.value);
  return (
    <>
      {draft.found !== null && chosen.length > 0 && <TakenUp restart={() => answering.replace({})} />}
      <Parts {...props} answering={answering} />
      {draft.newer !== null && (
        <NewerElsewhere take={() => answering.replace(keeper.takeNewer())} keep={() => keeper.keepMine()} />
      )}
      {answering.error != null && <Trouble error={answering.error} />}
      <Foot answering={answering} chosen={chosen} verb={props.verb}>
        <KeptState of={draft} />
      </Foot>
    </>
  );
}

type PartsProps = Pick<ListProps, 'facts' | 'questions' | 'mayFact' | 'mayQuestion' | 'verb'>;

function Parts({ answering, ...props }: PartsProps & { answering: Answering | null }): ReactNode {
  const { facts, questions, mayFact, mayQuestion, verb } = props;
  const part = (points: Point[], may: boolean, title: string) => (
    <Part points={points} answering={may ? answering : null} verb={verb} title={title} />
  );
  return (
    <>
      {questions.length > 0 && part(questions, mayQuestion, say('须人工认定的问题', 'Questions for people'))}
      {part(facts, mayFact, say('决定性事实', 'Deciding facts'))}
    </>
  );
}

interface PartProps {
  points: Point[];
  answering: Answering | null;
  verb: string;
  title: string;
}

function Part({ points, answering, verb, title }: PartProps): ReactNode {
  const open = points.filter(point => point.open);
  const settled = points.filter(point => !point.open);
  const rows = (some: Point[]) => (
    <ul className="fact-list">
      {some.map(point => (
        <PointRow key={point.key} point={point} answering={answering} verb={verb} />
      ))}
    </ul>
  );
  return (
    <section aria-label={title}>
      <h3>
        {title} <span className="quiet small">{say(`待答 ${open.length} 项`, `${open.length} open`)}</span>
      </h3>
      {open.length > 0 && rows(open)}
      {settled.length > 0 && (
        <details className="finding-folded" open={settled.some(({ key }) => answering?.drafts[key])}>
          <summary>
            {say(`已有答复 ${settled.length} 项（可改）`, `${settled.length} answered (may be changed)`)}
          </summary>
          {rows(settled)}
        </details>
      )}
    </section>
  );
}

interface FootProps {
  answering: Answering;
  chosen: Point[];
  verb: string;
  children: ReactNode;
}

function Foot({ answering, chosen, verb, children }: FootProps): ReactNode {
  if (chosen.length === 0) {
    return (
      <p className="quiet small">
        {say(
          '逐项选择后可一次提交；“是”“否”须有理由或证据文件，不知道就选“不清楚”。',
          'Choose down the list and send once. Yes and no need a reason or a file; what is not known is “unknown”.',
        )}
      </p>
    );
  }
  return (
    <div className="fact-foot">
      <label>
        <span className="small">
          {say('共同理由（没有单独写理由的各项适用）', 'Shared reason, for those without their own')}
        </span>
        <Input value={answering.shared} maxLength={2000} onChange={event => answering.setShared(event.target.value)} />
      </label>
      <Button type="primary" loading={answering.sending} onClick={() => answering.answer(chosen)}>
        {say(`${verb}所选 ${chosen.length} 项`, `${verb} the ${chosen.length} chosen`)}
      </Button>
      {children}
    </div>
  );
}
