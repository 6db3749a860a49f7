// Documents as issued, in Word and PDF, each with the code by which anybody can verify it.
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { $api, type Schemas } from '@/api/client';
import { tell } from '@/api/problem';
import { DOCUMENT_WORDS, documentFile, type DocumentFormat } from '@/parts/claim-documents';
import { Reading } from '@/parts/feedback';
import { saveAs } from '@/parts/saving';
import { Day } from '@/parts/time';
import { say, sayIn } from '@/words/say';

type Document = Schemas['DocumentView'];

export function DocumentLinks({ claimId }: { claimId: string }): ReactNode {
  const documents = $api.useQuery('get', '/api/claims/{id}/documents', { params: { path: { id: claimId } } });
  return (
    <Reading of={documents}>
      {list => (
        <ul className="list">
          {list.map(document => (
            <li key={document.id}>
              <div className="list-line">
                <strong>{sayIn(DOCUMENT_WORDS[document.kind])}</strong>
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
  format: DocumentFormat;
}

function Download({ claimId, document: issued, format }: DownloadProps): ReactNode {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function take(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      saveAs(await documentFile(claimId, issued, format), `${issued.number}.${format}`);
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
