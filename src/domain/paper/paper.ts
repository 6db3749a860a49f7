// An official document (公文) as a plain value, whatever the format it is printed in. Its parts and their order are those
// of GB/T 9704-2012; the layout belongs to platform/paper, and no name gets here that its maker did not put in.

import type { Day, Instant } from '../period';

/** 一、 / （一） / 1. in front of a heading; the marks are counted, never written by hand. */
export type HeadingLevel = 1 | 2 | 3;

export type Block =
  | { kind: 'heading'; level: HeadingLevel; text: string }
  | { kind: 'paragraph'; text: string }
  /** Two columns, a name and its value. */
  | { kind: 'pairs'; rows: readonly (readonly [string, string])[] }
  /** `widths` are parts of the whole line and as many as the columns. */
  | { kind: 'table'; widths: readonly number[]; head: readonly string[]; rows: readonly (readonly string[])[] }
  /** Marked （1）, （2）, … */
  | { kind: 'list'; items: readonly string[] };

export interface Paper {
  /** 发文机关标志, in red; several organs that issue together stand below each other. */
  organMark: readonly string[];
  /** 发文字号, 汶纪容认〔2026〕1号; made elsewhere. */
  number: string;
  /** 标题; a line feed says where it should break. */
  title: string;
  /** 主送机关, without the colon. */
  addressee: string;
  body: readonly Block[];
  /** 附件说明: the titles of what is attached. */
  attachments: readonly string[];
  /** 发文机关署名 and 成文日期. */
  signature: { organs: readonly string[]; day: Day };
  /** 抄送机关. */
  copiesTo: readonly string[];
  /** 印发机关 and 印发日期; null: not printed for distribution. */
  printed: { office: string; day: Day } | null;
  verification: Verification;
  /** Stands in the file's own properties, so that equal papers give equal files. */
  madeAt: Instant;
}

export interface Verification {
  /** As {@link formatVerificationCode} writes it. */
  code: string;
  /** Address of the page at which an outsider enters the code. */
  address: string;
  /** What the code confirms and what it does not. */
  digestNote: string;
}

/** The address that already carries the code, for the QR code. */
export function verificationLink({ address, code }: Pick<Verification, 'address' | 'code'>): string {
  return `${address}${address.includes('?') ? '&' : '?'}code=${code}`;
}

const numerals = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 to 一, 12 to 十二, 40 to 四十. @throws RangeError outside 1 to 99: no official document has more parts. */
export function chineseNumber(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 99) throw new RangeError(`no Chinese numeral here for ${n}`);
  const tens = Math.floor(n / 10);
  return `${tens > 1 ? numerals[tens] : ''}${tens > 0 ? '十' : ''}${numerals[n % 10]}`;
}

/** The mark in front of the n-th heading of a level, by GB/T 9704: 一、 then （一） then 1. */
export function headingMark(level: HeadingLevel, n: number): string {
  if (level === 1) return `${chineseNumber(n)}、`;
  return level === 2 ? `（${chineseNumber(n)}）` : `${n}.`;
}

/** The body with its headings marked; a heading starts the count of the levels below it anew. */
export function withMarks(body: readonly Block[]): Block[] {
  const counts = [0, 0, 0, 0];
  return body.map(block => {
    if (block.kind !== 'heading') return block;
    const { level } = block;
    const n = (counts[level] ?? 0) + 1;
    counts.fill(0, level + 1);
    counts[level] = n;
    return { ...block, text: headingMark(level, n) + block.text };
  });
}

/** 附件：one line each, numbered only where there are several. */
export function attachmentLines(attachments: readonly string[]): string[] {
  if (attachments.length < 2) return [...attachments];
  return attachments.map((title, i) => `${i + 1}. ${title}`);
}
