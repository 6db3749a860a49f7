// The documents of a claim as they were issued, with the code by which anybody can verify them.
import { Button } from 'antd';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { $api, type Schemas } from '@/api/client';
import { DOCUMENT_WORDS, documentFile, type DocumentFormat } from '@/parts/claim-documents';
import { Empty, Reading, Trouble } from '@/parts/feedback';
import { saveAs } from '@/parts/saving';
import { Day } from '@/parts/time';
import { say, sayIn } from '@/words/say';

type Document = Schemas['DocumentView'];

export function Documents({ claimId }: { claimId: string }): ReactNode {
  const all = $api.useQuery('get', '/api/claims/{id}/documents', { params: { path: { id: claimId } } });
  return (
    <Reading of={all}>
      {documents =>
        documents.length === 0 ? (
          <Empty text={say('还没有文书。', 'No document yet.')} />
        ) : (
          <ul className="case-list">
            {documents.map(one => (
              <DocumentRow key={one.id} claimId={claimId} of={one} />
            ))}
          </ul>
        )
      }
    </Reading>
  );
}

function DocumentRow({ claimId, of }: { claimId: string; of: Document }): ReactNode {
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const name = `${sayIn(DOCUMENT_WORDS[of.kind])} ${of.number}`;

  async function fetchAs(ending: DocumentFormat): Promise<void> {
    setBusy(ending);
    try {
      saveAs(await documentFile(claimId, of, ending), `${name}.${ending}`);
      setTrouble(null);
    } catch (error) {
      setTrouble(error);
    }
    setBusy(null);
  }

  return (
    <li>
      <strong>{name}</strong>
      <p className="small">
        {of.organ} <Day on={of.issuedOn} /> · {say('验证码', 'verification code')}{' '}
        <Link to="/verify" search={{ code: of.verificationCode }}>
          <code>{of.verificationCode}</code>
        </Link>
      </p>
      <div className="case-acts">
        <Button loading={busy === 'docx'} onClick={() => void fetchAs('docx')}>
          {say('下载 Word：', 'Word: ')}
          {of.number}
        </Button>
        <Button loading={busy === 'pdf'} onClick={() => void fetchAs('pdf')}>
          {say('下载 PDF：', 'PDF: ')}
          {of.number}
        </Button>
      </div>
      <details className="how">
        <summary>{say('文件摘要', 'digests')}</summary>
        <div>
          <p>Word SHA-256 {of.docxSha256}</p>
          <p>PDF SHA-256 {of.pdfSha256}</p>
        </div>
      </details>
      {trouble !== null && <Trouble error={trouble} />}
    </li>
  );
}
