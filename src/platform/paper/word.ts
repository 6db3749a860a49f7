// The way to the Word file of a paper. Its writer is loaded with the first document, as the PDF printer is.
import { createRequire } from 'node:module';
import type { Paper } from '../../domain/paper/paper';

/** The .docx file of a paper. */
export async function paperWord(paper: Paper): Promise<Buffer> {
  const { wordFile } = createRequire(__filename)('./word-file') as typeof import('./word-file');
  return wordFile(paper);
}
