// The same figures on paper and as a workbook. They are made on request, which takes a moment; the buttons say so meanwhile.
import { useState, type ReactNode } from 'react';
import { api } from '@/api/client';
import { Trouble } from '@/parts/feedback';
import { useFilters } from '@/parts/id';
import { saveAs } from '@/parts/saving';
import { say } from '@/words/say';

const REPORTS = {
  pdf: { path: '/api/board/report.pdf', name: () => say('下载报告（PDF）', 'Report (PDF)') },
  xlsx: { path: '/api/board/report.xlsx', name: () => say('下载 Excel', 'Excel') },
} as const;
type Kind = keyof typeof REPORTS;

interface Query {
  day?: string;
  county?: string;
}

/** @throws the problem the server answered with, or Unanswered */
async function save(kind: Kind, query: Query): Promise<void> {
  const answer = await api.GET(REPORTS[kind].path, { params: { query }, parseAs: 'blob' });
  const refused: unknown = answer.error;
  if (refused !== undefined) throw refused;
  saveAs(answer.data as Blob, nameIn(answer.response.headers.get('Content-Disposition')) ?? `board.${kind}`);
}

/** The server names the file after place and day; Chinese stands in the extended form of the header. */
function nameIn(disposition: string | null): string | null {
  const encoded = disposition?.match(/filename\*=UTF-8''([^;]+)/)?.[1];
  return encoded === undefined ? null : decodeURIComponent(encoded);
}

export function Downloads(): ReactNode {
  const [{ day, county }] = useFilters();
  const [making, setMaking] = useState<Kind | null>(null);
  const [error, setError] = useState<unknown>(null);

  async function make(kind: Kind): Promise<void> {
    setMaking(kind);
    setError(null);
    try {
      await save(kind, { day, county });
    } catch (failure) {
      setError(failure);
    } finally {
      setMaking(null);
    }
  }

  return (
    <div className="board-downloads">
      {(['pdf', 'xlsx'] as const).map(kind => (
        <button key={kind} className="button" type="button" disabled={making !== null} onClick={() => void make(kind)}>
          {REPORTS[kind].name()}
        </button>
      ))}
      <button className="button" type="button" onClick={() => window.print()}>
        {say('打印本页', 'Print')}
      </button>
      <p className="small quiet" role="status">
        {making !== null && say('正在生成，请稍候，做好后自动下载…', 'Being made; the download starts by itself…')}
      </p>
      {error != null && <Trouble error={error} />}
    </div>
  );
}
