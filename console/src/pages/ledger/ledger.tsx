// How healthy a county's ledger is: how long, how far signed and anchored, and what the checks found.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { $api } from '@/api/client';
import { isMissing } from '@/api/problem';
import { useMay } from '@/api/session-hook';
import { Empty, Reading } from '@/parts/feedback';
import { Card, Facts, Page } from '@/parts/page';
import { Instant } from '@/parts/time';
import { say } from '@/words/say';
import { Checks } from './checks';
import { CountyChoice, useCounty } from './county';
import { PublicFiles } from './public-files';
import { Signing } from './signing';
import './ledger.css';

export function LedgerPage(): ReactNode {
  const may = useMay();
  const county = useCounty();
  return (
    <Page
      title={say('账本健康', 'Ledger health')}
      under={
        <>
          <CountyChoice />
          <span>{say(`地区 ${county}`, `region ${county}`)}</span>
        </>
      }
      actions={
        may('audit.read') && (
          <Link className="button" to="/trail" search={{ county }}>
            {say('查看审计轨迹', 'Audit trail')}
          </Link>
        )
      }
    >
      <Health county={county} />
    </Page>
  );
}

function Health({ county }: { county: string }): ReactNode {
  const may = useMay();
  const head = $api.useQuery('get', '/api/ledger/{county}/head', { params: { path: { county } } });
  if (isMissing(head.error)) {
    return (
      <Empty
        text={say(
          '这个地区还没有账本：第一笔登记时自动建立。',
          'This region has no ledger yet; the first entry makes it.',
        )}
      />
    );
  }
  return (
    <Reading of={head}>
      {({ size, root, lastReceivedAt }) => (
        <>
          <div className="columns">
            <Card title={say('账本头', 'Head of the ledger')}>
              <Facts
                of={[
                  [say('条数', 'Entries'), <strong key="size">{size}</strong>],
                  [say('最后一条', 'Last entry'), <Instant key="last" at={lastReceivedAt} />],
                  [
                    say('根（SHA-256）', 'Root (SHA-256)'),
                    <span key="root" className="digest">
                      {root}
                    </span>,
                    'wide',
                  ],
                ]}
              />
              <p className="small quiet">
                {say(
                  '账本只能续写。改动、删除或者调换任何一条，根就会变。',
                  'The ledger only grows. Change, delete or move one entry, and the root is another.',
                )}
              </p>
            </Card>
            <Signing county={county} />
          </div>
          {may('audit.read') ? <Checks county={county} /> : <CheckedByOthers />}
          <PublicFiles county={county} />
        </>
      )}
    </Reading>
  );
}

const CheckedByOthers = (): ReactNode => (
  <Card title={say('账本核查', 'Checks')}>
    <p className="quiet">
      {say(
        '核查由审计员进行，每晚也自动核查一次。',
        'The auditor checks the ledger; every night it is checked by itself.',
      )}
    </p>
  </Card>
);
