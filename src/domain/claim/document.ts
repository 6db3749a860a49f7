// Refusals about the documents of a claim as they were issued. What a verification code refuses stands with the code.

import { refusals } from '../errors';

export const documentRefusal = refusals({
  'document.not-found': { kind: 'not-found', zh: '找不到该文书', en: 'there is no such document' },
  'document.issued-already': {
    kind: 'conflict',
    zh: '该文书已经制发',
    en: 'this document was issued already',
    constraints: ['claim_document_once'],
  },
});
