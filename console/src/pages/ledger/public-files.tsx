// What anybody may have without an account: the keys to verify receipts with, and the newest signed checkpoint.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { heard } from '@/api/answer';
import { fetched } from '@/api/client';
import { isMissing } from '@/api/problem';
import { Reading } from '@/parts/feedback';
import { Card } from '@/parts/page';
import { say } from '@/words/say';

const publicText = async (path: string): Promise<string> => heard((await fetched(path)).text());

export function PublicFiles({ county }: { county: string }): ReactNode {
  const path = `/log/${county}/checkpoint`;
  const checkpoint = useQuery<string>({ queryKey: ['checkpoint', county], queryFn: () => publicText(path) });
  const keys = `/api/ledger/${county}/keys.json`;
  return (
    <Card title={say('公开的检查点与公钥', 'The public checkpoint and the keys')}>
      <p className="small quiet">
        {say(
          '任何人不用登录即可取得，用来核验回执。各行依次是：账本来源、条数、根、签名与联署。',
          'Open to anyone, to verify receipts with. Line by line: origin, size, root, signatures and cosignatures.',
        )}
      </p>
      {isMissing(checkpoint.error) ? (
        <p className="quiet">{say('还没有签发过检查点。', 'No checkpoint has been signed yet.')}</p>
      ) : (
        <Reading of={checkpoint}>{text => <pre className="ledger-checkpoint">{text}</pre>}</Reading>
      )}
      <div className="row">
        <a className="button" href={keys} download={`keys-${county}.json`}>
          {say('下载公钥', 'Download the keys')}
        </a>
        <a className="button" href={path} download={`checkpoint-${county}.txt`}>
          {say('下载检查点', 'Download the checkpoint')}
        </a>
        <a className="button" href="/verify">
          {say('核验回执', 'Verify a receipt')}
        </a>
      </div>
    </Card>
  );
}
