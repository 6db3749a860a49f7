// Corrections ordered after a decision: what is to be put right, by whom and by when.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CORRECTION_LIFECYCLE } from '@domain/claim/correction';
import { $api, type Schemas } from '@/api/client';
import type { paths } from '@/api/schema.gen';
import { ActiveFilters } from '@/parts/active-filters';
import { byCursor, CursorList } from '@/parts/cursor-list';
import { useFilters } from '@/parts/id';
import { UnitName } from '@/parts/organisations';
import { Card, Page } from '@/parts/page';
import { StateTag, Tag } from '@/parts/tag';
import { Day, workdays } from '@/parts/time';
import { say, sayIn } from '@/words/say';

type Query = paths['/api/corrections']['get']['parameters']['query'];
type Task = Schemas['CorrectionTaskPage']['items'][number];

export function CorrectionList(): ReactNode {
  const [filters, change] = useFilters();
  const list = $api.useInfiniteQuery('get', '/api/corrections', { params: { query: filters as Query } }, byCursor);
  const names = {
    state: say('状态', 'State'),
    unit: say('责任单位', 'Unit'),
    overdue: say('超期', 'Overdue'),
    day: say('按哪一天', 'As of'),
  };
  const value = (key: string, text: string): ReactNode => {
    if (key === 'state') return sayIn(CORRECTION_LIFECYCLE.states[text as Task['state']]);
    if (key === 'unit') return <UnitName id={text} />;
    return text === 'yes' ? say('是', 'yes') : text;
  };
  return (
    <Page title={say('纠错任务', 'Corrections')}>
      <Card>
        <ActiveFilters of={filters} change={change} names={names} value={value} />
        <CursorList
          of={list}
          keyOf={task => task.id}
          row={task => <Row task={task} />}
          empty={say('没有纠错任务。', 'There are no corrections.')}
        />
      </Card>
    </Page>
  );
}

function Row({ task }: { task: Task }): ReactNode {
  return (
    <>
      <div className="list-line">
        <Link to="/corrections/$id" params={{ id: task.id }}>
          {task.text}
        </Link>
        <StateTag state={task.state} words={CORRECTION_LIFECYCLE.states} />
        <DaysLeft task={task} />
      </div>
      <div className="list-line quiet small">
        <span>{task.code}</span>
        <span>
          <UnitName id={task.unitId} />
        </span>
        <span>
          {say('应于', 'due')} <Day on={task.dueOn} />
        </span>
      </div>
    </>
  );
}

export function DaysLeft({ task }: { task: Pick<Task, 'overdue' | 'workdaysLate' | 'daysLeft'> }): ReactNode {
  if (task.overdue) {
    return <Tag tone="bad">{say(`超期 ${task.workdaysLate} 个工作日`, `${workdays(task.workdaysLate)} overdue`)}</Tag>;
  }
  return task.daysLeft === null ? null : (
    <Tag>{say(`还剩 ${task.daysLeft} 个工作日`, `${workdays(task.daysLeft)} left`)}</Tag>
  );
}
