// A receipt on paper: what was sealed, where it stands in the log, who outside vouches for its time, and how to verify it.
// The QR code carries what identifies the entry; the proof itself is the receipt file, which the paper points to.
import { Injectable } from '@nestjs/common';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { Instant } from '../domain/period';
import { FAMILY, printer } from '../platform/paper/printer';
import type { EntryReceipt } from './receipts.service';

const HOW_TO_VERIFY = [
  '1. 下载本备案的回执文件 receipt.json，并从账本管理方以外的渠道取得公钥文件 keys.json。',
  '2. 在任一电脑上运行 npm run cli -- receipt verify receipt.json，或用验证网页打开两个文件；无需网络、服务器或数据库。',
  '3. 结论为 PROVEN BEFORE（证明在某时之前已封存）、ORDER ONLY（只证明次序）或 INVALID（无效，附原因）。',
  '4. 核对结论中的来源、序号和叶哈希与本页一致。',
];

@Injectable()
export class ReceiptPaperService {
  /** The .pdf file of a receipt; `code` names what was sealed. */
  async print(code: string, receipt: EntryReceipt): Promise<Buffer> {
    return printer().createPdf(paperOf(code, receipt)).getBuffer();
  }
}

/** What the QR code says: enough to find the entry and to compare it with a receipt file. */
export function qrText({ origin, position, leafHash }: Pick<EntryReceipt, 'origin' | 'position' | 'leafHash'>): string {
  return `${origin}\nindex ${position}\nleaf ${leafHash}\n`;
}

/** `2026-03-02 09:00:00`, in Asia/Shanghai, which has had no summer time since 1991. */
export function beijingTime(instant: Instant): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

function paperOf(code: string, receipt: EntryReceipt): TDocumentDefinitions {
  const { checkpoint } = receipt;
  const facts: [string, string][] = [
    ['备案编号', code],
    ['封存时间', `${beijingTime(receipt.receivedAt)}（北京时间，账本记载）`],
    ['账本来源', receipt.origin],
    ['账本序号', String(receipt.position)],
    ['叶哈希（SHA-256）', receipt.leafHash],
    ['检查点', `${checkpoint.size} 条，签发于 ${beijingTime(checkpoint.signedAt)}`],
    ['外部时间证明', standingText(receipt)],
  ];
  return {
    pageSize: 'A4',
    pageMargins: [70, 70, 70, 60],
    defaultStyle: { font: FAMILY, fontSize: 11, lineHeight: 1.3 },
    language: 'zh-CN',
    displayTitle: true,
    info: { title: `容错备案封存回执 ${code}` },
    content: [
      { text: '容错备案封存回执', fontSize: 20, bold: true, alignment: 'center', margin: [0, 0, 0, 20] },
      table(facts),
      { text: '见证与时间戳', bold: true, margin: [0, 16, 0, 6] },
      receipt.vouchers.length === 0
        ? { text: '尚无。回执文件可在有外部时间证明后重新下载。' }
        : table(receipt.vouchers.map(voucher)),
      { text: '如何验证', bold: true, margin: [0, 16, 0, 6] },
      {
        columns: [
          { width: '*', stack: HOW_TO_VERIFY.map((text): Content => ({ text, margin: [0, 0, 10, 4] })) },
          { width: 130, qr: qrText(receipt), fit: 125, eccLevel: 'M' },
        ],
      },
      {
        text: '账本只证明次序；“在某时之前”由上列外部机构证明，与本系统的时钟无关。',
        fontSize: 9,
        margin: [0, 16, 0, 0],
      },
    ],
  };
}

function standingText({ anchoredAt }: EntryReceipt): string {
  if (anchoredAt === null) return '待锚定：只证明次序，尚无外部机构证明时间';
  return `已锚定：证明在 ${beijingTime(anchoredAt)}（北京时间）之前已封存`;
}

function voucher({ kind, by, at }: EntryReceipt['vouchers'][number]): [string, string] {
  return [kind === 'witness' ? '见证方联署' : '时间戳', `${by}，${beijingTime(at)}（北京时间）`];
}

function table(rows: readonly (readonly [string, string])[]): Content {
  const body = rows.map(([name, value]) => [{ text: name, bold: true }, { text: breakable(value) }]);
  return { table: { headerRows: 0, widths: [120, '*'], body }, layout: 'lightHorizontalLines' };
}

/** A hash has no place to break a line at; a narrow space after every sixteen digits makes some. */
function breakable(value: string): string {
  return /^[0-9a-f]{64}$/.test(value) ? value.replace(/(.{16})(?=.)/g, '$1 ') : value;
}
