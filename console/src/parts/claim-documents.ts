// The documents of a claim wherever they are listed: what each kind is called, and fetching one as Word or PDF.
import { api, type Schemas } from '@/api/client';
import { must } from '@/api/write';
import type { Words } from '@/words/say';

type Document = Schemas['DocumentView'];
export type DocumentFormat = 'docx' | 'pdf';

export const DOCUMENT_WORDS: Readonly<Record<Document['kind'], Words>> = {
  'filing-receipt': { zh: '申请回执', en: 'filing receipt' },
  decision: { zh: '认定书', en: 'decision' },
  correction: { zh: '纠错通知书', en: 'correction notice' },
  clearance: { zh: '澄清通报', en: 'clearance notice' },
};

/** @throws the problem the server answered with, or Unanswered */
export async function documentFile(claimId: string, { id }: Document, format: DocumentFormat): Promise<Blob> {
  const path = { id: claimId, file: `${id}.${format}` };
  return must(api.GET('/api/claims/{id}/documents/{file}', { params: { path }, parseAs: 'blob' }));
}
