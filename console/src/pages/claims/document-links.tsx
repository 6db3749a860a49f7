// Documents as issued, in Word and PDF, each with the code by which anybody can verify it.
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { $api, send, type Schemas } from '@/api/client';
import { tell } from '@/api/problem';
import { Reading } from '@/parts/feedback';
import { Day } from '@/parts/time';
import { say, type Words, sayIn } from '@/words/say';

type Document = Schemas['DocumentView'];

const KIND: Readonly<Record<Document['kind'], Words>> = {
  'filing-receipt': { zh: '申请回执', en: 'receipt of filing' },
  decision: { zh: '认定书', en: 'decision' },
  correction: { zh: '纠错通知书', en: 'notice of correction' },
  clearance: { zh: '澄清通报', en: 'clearance notice' },
};

export function DocumentLinks({ claimId }: { claimId: string }): ReactNode {
  const documents = $api.useQuery('get', '/api/claims/{id}/documents', { params: { path: { id: claimId } } });
  return (
    <Reading of={documents}>
      {list => (
        <ul className="list">
          {list.map(document => (
            <li key={document.id}>
              <div className="list-line">
                <strong>{sayIn(KIND[document.kind])}</strong>
                <span>{document.number}</span>
                <Day on={document.issuedOn} />
                <Download claimId={claimId} document={document} format="pdf" />
                <Download claimId={claimId} document={document} format="docx" />
              </div>
              <p className="quiet small">
                {say('验证码', 'Verification code')} <code>{document.verificationCode}</code>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Reading>
  );
}

interface DownloadProps {
  claimId: string;
  document: Document;
  format: 'pdf' | 'docx';
}

function Download({ claimId, document: issued, format }: DownloadProps): ReactNode {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function take(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const file = `${issued.id}.${format}`;
      const response = await send(new Request(`${location.origin}/api/claims/${claimId}/documents/${file}`));
      if (!response.ok) throw (await response.json()) as object;
      const address = URL.createObjectURL(await response.blob());
      const link = document.createElement('a');
      link.href = address;
      link.download = `${issued.number}.${format}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  }

  return (
    <>
      <Button size="small" loading={busy} onClick={() => void take()}>
        {format === 'pdf' ? say('下载 PDF', 'PDF') : say('下载 Word', 'Word')}
      </Button>
      {error !== null && (
        <span className="tag tag-bad" role="alert">
          {tell(error)}
        </span>
      )}
    </>
  );
}
