// The one way from two files to a verdict, shared by the command line and the page: a receipt and the pinned keys.
// Without network, database and clock: nothing here asks what time it is.
import { Refusal } from '../domain/errors';
import { parsePinnedKeys, type PinnedKeys } from '../domain/merkle/pinned-keys';
import { verifyReceipt, type ReceiptCrypto, type ReceiptVerdict } from '../domain/merkle/receipt-verdict';
import { reportOf, unreadableReport, type Report } from './report';
import { verifyTimestamp } from './timestamps';

/** SHA-256, SM3 and Ed25519 of the machine at hand. */
export type Primitives = Omit<ReceiptCrypto, 'token'>;

export interface Judgement {
  /** null when the keys could not be used */
  verdict: ReceiptVerdict['verdict'] | null;
  report: Report;
}

/** Judges the bytes of receipt.json against those of keys.json. Never rejects. */
export async function judge(
  files: { receipt: Uint8Array; keys: Uint8Array },
  primitives: Primitives,
): Promise<Judgement> {
  let keys: PinnedKeys;
  try {
    keys = parsePinnedKeys(textOf(files.keys), primitives.sha256);
  } catch (error) {
    const why = error instanceof Refusal ? error.words : { zh: '公钥文件无法读取。', en: 'the keys cannot be read.' };
    return { verdict: null, report: unreadableReport(why) };
  }
  const verdict = await verifyReceipt(textOf(files.receipt), keys, { ...primitives, token: verifyTimestamp });
  return { verdict: verdict.verdict, report: reportOf(verdict) };
}

/** Bytes that are not UTF-8 become a text that no receipt and no file of keys is. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return '';
  }
}
