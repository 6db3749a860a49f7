// Approvals under the filters that the address carries, the same ones the board links with.
import type { ReactNode } from 'react';
import { $api } from '@/api/client';
import type { paths } from '@/api/schema.gen';
import { byCursor, CursorList } from '@/parts/cursor-list';
import { Empty } from '@/parts/feedback';
import { useFilters } from '@/parts/id';
import { Card, Page } from '@/parts/page';
import { say } from '@/words/say';
import { ApprovalFilters } from './filters';
import { ApprovalRow } from './row';

type Query = paths['/api/approvals']['get']['parameters']['query'];

export function ApprovalList(): ReactNode {
  const [filters] = useFilters();
  // The address holds texts; what is no filter of the API is refused there with a word for it.
  const list = $api.useInfiniteQuery('get', '/api/approvals', { params: { query: filters as Query } }, byCursor);
  return (
    <Page
      title={say('所需审批', 'Approvals')}
      under={say('哪些事等谁批、到了哪一步', 'What waits for whose decision, and how far it is')}
    >
      <Card>
        <ApprovalFilters />
        <CursorList
          of={list}
          keyOf={approval => approval.id}
          row={approval => <ApprovalRow approval={approval} />}
          empty={<Empty text={emptyWords(Object.values(filters).some(Boolean))} />}
        />
      </Card>
    </Page>
  );
}

const emptyWords = (filtered: boolean): string =>
  filtered
    ? say('没有符合筛选的审批，可以去掉一些筛选再看。', 'No approval under these filters; remove some of them.')
    : say(
        '还没有登记审批。申报单位在试点页面登记所需审批。',
        'No approval is recorded yet. Sponsors record them on the page of a pilot.',
      );
