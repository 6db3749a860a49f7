// Imported first by specs of what happens on a claim: each document is made, numbered, kept and recorded as always, but as the
// plain text of its paper. Laying out its pages is most of what an act costs; claims-documents and paper have the real files.
import type { Paper } from '../../src/domain/paper/paper';

const plain = async (paper: Paper) => Buffer.from(JSON.stringify(paper));

jest.mock('../../src/platform/paper/pdf', () => ({ paperPdf: plain }));
jest.mock('../../src/platform/paper/word', () => ({ paperWord: plain }));
