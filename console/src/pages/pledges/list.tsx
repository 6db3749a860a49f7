// Pledges under the filters that the address carries, the same ones the board links with.
import type { ReactNode } from 'react';
import { $api } from '@/api/client';
import type { paths } from '@/api/schema.gen';
import { byCursor, CursorList } from '@/parts/cursor-list';
import { Empty } from '@/parts/feedback';
import { useFilters } from '@/parts/id';
import { Card, Page } from '@/parts/page';
import { say } from '@/words/say';
import { PledgeFilters } from './filters';
import { PledgeRow } from './row';

type Query = paths['/api/pledges']['get']['parameters']['query'];

export function PledgeList(): ReactNode {
  const [filters] = useFilters();
  // The address holds texts; what is no filter of the API is refused there with a word for it.
  const list = $api.useInfiniteQuery('get', '/api/pledges', { params: { query: filters as Query } }, byCursor);
  return (
    <Page
      title={say('上级承诺', 'Pledges')}
      under={say('谁承诺了什么、会签没有、哪天到期', 'Who promised what, signed or not, and when it is due')}
    >
      <Card>
        <PledgeFilters />
        <CursorList
          of={list}
          keyOf={pledge => pledge.id}
          row={pledge => <PledgeRow pledge={pledge} />}
          empty={<Empty text={emptyWords(Object.values(filters).some(Boolean))} />}
        />
      </Card>
    </Page>
  );
}

const emptyWords = (filtered: boolean): string =>
  filtered
    ? say('没有符合筛选的承诺，可以去掉一些筛选再看。', 'No pledge under these filters; remove some of them.')
    : say(
        '还没有登记承诺。申报单位在试点页面登记上级承诺。',
        'No pledge is recorded yet. Sponsors record them on the page of a pilot.',
      );
