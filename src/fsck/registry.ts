// Every table of the database, and how it is held to the log: witnessed row by row, or not, and then why.
import type { Words } from '../domain/errors';
import type { Witnessed } from './witnessed';
import { CLAIMS } from './witnessed-claims';
import { EXEMPTIONS, FLAWS } from './witnessed-flaws';
import { ERASURES, IDENTITY, RULES_AND_FILES } from './witnessed-identity';
import { APPROVALS, PILOTS, PLEDGES } from './witnessed-pilots';

export const REGISTRY: readonly Witnessed[] = [
  ...IDENTITY,
  ...RULES_AND_FILES,
  ...PILOTS,
  ...PLEDGES,
  ...APPROVALS,
  ...EXEMPTIONS,
  ...FLAWS,
  ...CLAIMS,
  ...ERASURES,
];

const LOG: Words = { zh: '账本自身，另行核对', en: 'the log itself, checked in its own right' };
const BOOKKEEPING: Words = { zh: '运行记账，不是登记内容', en: 'bookkeeping, no content of the registry' };

/** Tables that no entry witnesses row by row. */
export const UNWITNESSED: Readonly<Record<string, Words>> = {
  ledger_head: LOG,
  ledger_entry: LOG,
  ledger_payload: LOG,
  ledger_node: LOG,
  checkpoint: LOG,
  cosignature: LOG,
  timestamp_token: LOG,
  anchor: LOG,
  idempotency: BOOKKEEPING,
  code_counter: BOOKKEEPING,
  credential: BOOKKEEPING,
  session: BOOKKEEPING,
  login_directory: BOOKKEEPING,
  setup_token: BOOKKEEPING,
  migration: BOOKKEEPING,
  fsck_run: BOOKKEEPING,
  form_draft: { zh: '本人未提交的草稿，不是登记内容', en: 'typed and not sent: no content of the registry' },
  pledge_tranche: { zh: '随承诺条款核对', en: 'checked with the terms it belongs to' },
  approval_predecessor: { zh: '先后次序，可重新推出', en: 'an order among approvals, told in their entries' },
};
