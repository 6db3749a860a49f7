// The receipt of a sealing: what it proves, two files to take home, and where anybody checks them without this system.
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { $api, api, type Schemas } from '@/api/client';
import { must } from '@/api/write';
import { Reading, Trouble } from '@/parts/feedback';
import { Card, Facts } from '@/parts/page';
import { Tag } from '@/parts/tag';
import { Day, Instant } from '@/parts/time';
import { saveAs } from '@/parts/saving';
import { say } from '@/words/say';

type Detail = Schemas['ExemptionDetail'];

export function SealReceiptCard({ record }: { record: Detail }): ReactNode {
  const receipt = $api.useQuery('get', '/api/exemptions/{id}/receipt', { params: { path: { id: record.id } } });
  return (
    <section className="card seal-receipt" aria-label={say('回执', 'Receipt')} id="receipt">
      <h2>{say('回执', 'Receipt')}</h2>
      <Reading of={receipt}>
        {found => (
          <>
            <p>
              {say(
                '它证明：下面这份内容在这一刻已经记入本县账本，此后没有改过。它不证明内容属实，也不等于免责。',
                'It proves that the content below was in the log of the county at this moment and has not changed since. It does not prove that the content is true, and exempts nobody.',
              )}
            </p>
            <Facts
              of={[
                [say('备案编号', 'Code'), found.code],
                [say('封存时间', 'Sealed at'), <Instant key="at" at={record.sealedAt} />],
                [say('起算日', 'Counts from'), <Day key="from" on={record.countsFrom} />],
                [
                  say('账本位置', 'Place in the log'),
                  say(`第 ${found.entry.position} 条`, `entry ${found.entry.position}`),
                ],
                [say('外部时间证明', 'Outside proof of time'), <Anchored key="anchored" of={found} />],
                [
                  say('内容摘要（SHA-256）', 'Digest of the content (SHA-256)'),
                  <code key="digest">{found.contentSha256}</code>,
                  'wide',
                ],
              ]}
            />
            <Downloads record={record} />
            <p className="small">
              {say('验证不需要登录，也不依赖本系统：打开', 'Checking needs no login and not this system: open the')}{' '}
              <a href="/verify.html" target="_blank" rel="noreferrer">
                {say('离线验证页', 'verifying page')}
              </a>
              {say(
                '，选入证明文件即可；也可把该页存到自己电脑上再用，或者扫描 PDF 上的二维码。',
                ', choose the proof file, or save that page on your own computer first; the PDF carries a QR code.',
              )}
            </p>
          </>
        )}
      </Reading>
    </section>
  );
}

function Anchored({ of: { status, anchoredAt } }: { of: Schemas['SealReceipt'] }): ReactNode {
  if (status === 'anchored') {
    return (
      <>
        <Tag tone="good">{say('已有', 'anchored')}</Tag> <Instant at={anchoredAt} />
      </>
    );
  }
  return (
    <>
      <Tag tone="warn">{say('已记录，尚无', 'recorded, not anchored yet')}</Tag>{' '}
      <span className="small quiet">
        {say(
          '见证方签名后自动补上，届时可重新下载。',
          'Added by itself once the witnesses have signed; download it again then.',
        )}
      </span>
    </>
  );
}

const KINDS = { pdf: '/api/exemptions/{id}/receipt.pdf', json: '/api/exemptions/{id}/receipt.json' } as const;
type Kind = keyof typeof KINDS;

function Downloads({ record: { id, code } }: { record: Detail }): ReactNode {
  const [busy, setBusy] = useState<Kind | null>(null);
  const [error, setError] = useState<unknown>(null);

  async function download(kind: Kind): Promise<void> {
    setBusy(kind);
    setError(null);
    try {
      const asked = { params: { path: { id } }, parseAs: 'blob' } as const;
      saveAs((await must<unknown>(api.GET(KINDS[kind], asked))) as Blob, `${code}.receipt.${kind}`);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(null);
    }
  }

  return (
    <>
      <p className="row" style={{ margin: '12px 0' }}>
        <Button type="primary" loading={busy === 'pdf'} onClick={() => void download('pdf')}>
          {say('下载回执 PDF', 'Download the receipt (PDF)')}
        </Button>
        <Button loading={busy === 'json'} onClick={() => void download('json')}>
          {say('下载证明文件', 'Download the proof file')}
        </Button>
      </p>
      {error != null && <Trouble error={error} />}
    </>
  );
}

export function NoReceiptYet(): ReactNode {
  return (
    <Card title={say('回执', 'Receipt')}>
      <p className="quiet">
        {say(
          '封存之后，这里可以下载能离线验证的回执。',
          'Once it is sealed, a receipt that verifies offline is here to download.',
        )}
      </p>
    </Card>
  );
}
