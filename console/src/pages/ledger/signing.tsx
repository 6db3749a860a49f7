// How far the ledger is signed and anchored, and what these words do and do not promise.
import type { ReactNode } from 'react';
import { $api, type Schemas } from '@/api/client';
import { Reading } from '@/parts/feedback';
import { Card, Facts } from '@/parts/page';
import { Tag, type Tone } from '@/parts/tag';
import { Instant } from '@/parts/time';
import { say, sayIn, type Words } from '@/words/say';

type State = Schemas['SigningView']['state'];

const STATE: Readonly<Record<State, Words & { tone: Tone }>> = {
  signed: { zh: '正常签名', en: 'signing', tone: 'good' },
  unsigned: { zh: '尚无密钥，未签名', en: 'no key yet, unsigned', tone: 'warn' },
  refused: { zh: '已停止签名', en: 'signing refused', tone: 'bad' },
};

export function Signing({ county }: { county: string }): ReactNode {
  const signing = $api.useQuery('get', '/api/ledger/{county}/signing', { params: { path: { county } } });
  return (
    <Card title={say('签名与锚定', 'Signatures and anchors')}>
      <Reading of={signing}>{data => <Shown of={data} />}</Reading>
      <Meaning />
    </Card>
  );
}

function Shown({ of }: { of: Schemas['SigningView'] }): ReactNode {
  const { state, reasonZh, reasonEn, size, signedSize, signedAt, anchoredSize, anchoredAt } = of;
  return (
    <>
      <p>
        <Tag tone={STATE[state].tone}>{sayIn(STATE[state])}</Tag>
      </p>
      {state === 'refused' && (
        <p className="note note-bad" role="alert">
          {say(reasonZh ?? '', reasonEn ?? '')}
          <br />
          {say(
            '请立即通知系统管理员，在查明之前不要修改数据库。',
            'Tell the system administrator now, and leave the database alone until this is understood.',
          )}
        </p>
      )}
      <Facts
        of={[
          [say('已签名', 'Signed'), <Reached key="signed" reached={signedSize} size={size} at={signedAt} />],
          [say('已锚定', 'Anchored'), <Reached key="anchored" reached={anchoredSize} size={size} at={anchoredAt} />],
          [say('账本来源', 'Origin'), of.origin, 'wide'],
        ]}
      />
    </>
  );
}

interface ReachedProps {
  reached: number;
  size: number;
  at: string | null;
}

function Reached({ reached, size, at }: ReachedProps): ReactNode {
  return (
    <>
      {say(`前 ${reached} 条`, `the first ${reached}`)}{' '}
      {reached >= size ? (
        <Tag tone="good">{say('全部', 'all')}</Tag>
      ) : (
        <Tag tone="warn">{say(`还差 ${size - reached} 条`, `${size - reached} to go`)}</Tag>
      )}
      {at !== null && (
        <div className="small quiet">
          <Instant at={at} />
        </div>
      )}
    </>
  );
}

function Meaning(): ReactNode {
  return (
    <dl className="ledger-meaning">
      <dt>{say('已签名', 'Signed')}</dt>
      <dd>
        {say('本系统的密钥为这些条目负责：内容、顺序不能再变。', 'The ledger’s own key stands for content and order.')}
      </dd>
      <dt>{say('已公布', 'Published')}</dt>
      <dd>
        {say(
          '签过名的检查点存到数据库之外，任何人可取；数据库被改，会与它对不上。',
          'The signed checkpoint is kept outside the database, open to anyone: a changed database no longer fits it.',
        )}
      </dd>
      <dt>{say('已锚定', 'Anchored')}</dt>
      <dd>
        {say(
          '外部见证方或者时间戳机构证明了它当时已经存在。三者之中只有这一项证明时间。',
          'An outside witness or time-stamp authority vouches that it existed by then. Only this one is about time.',
        )}
      </dd>
    </dl>
  );
}
