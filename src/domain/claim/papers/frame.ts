// What every document of a claim has in common: who issues it, to whom, under which number, and how it is verified.
// Only what a reader of the document may know has a field here: no panel, no votes, no accuser, no witness.

import type { Block, Paper } from '../../paper/paper';
import type { Day, Instant } from '../../period';

export interface PaperFrame {
  /** 发文机关标志, one line for each organ: 中共汶川县纪律检查委员会. */
  organMark: readonly string[];
  number: string;
  /** 署名, one line for each organ. */
  organs: readonly string[];
  day: Day;
  copiesTo: readonly string[];
  printed: { office: string; day: Day } | null;
  verification: { code: string; address: string };
  madeAt: Instant;
}

/** The officer or the unit whose responsibility is in question. */
export interface Claimant {
  name: string;
  kind: 'person' | 'unit';
}

export interface ClaimSubject {
  /** Readable code of the claim. */
  claim: string;
  claimant: Claimant;
  /** 申报单位, the unit whose pilot it is. */
  unit: string;
  pilot: { code: string; title: string };
  flaw: { code: string; title: string };
}

interface Contents {
  title: string;
  addressee: string;
  body: readonly Block[];
  attachments?: readonly string[];
}

const DIGEST_NOTE =
  '凭验证码可在上列网址核对本文书文件的SHA-256摘要和签发日期，不显示内容；摘要与所持文件不一致的，以签发机关存档为准。';

export function framed(frame: PaperFrame, contents: Contents): Paper {
  return {
    organMark: frame.organMark,
    number: frame.number,
    title: contents.title,
    addressee: contents.addressee,
    body: contents.body,
    attachments: contents.attachments ?? [],
    signature: { organs: frame.organs, day: frame.day },
    copiesTo: frame.copiesTo,
    printed: frame.printed,
    verification: { code: frame.verification.code, address: frame.verification.address, digestNote: DIGEST_NOTE },
    madeAt: frame.madeAt,
  };
}

export function you({ kind }: Claimant): string {
  return kind === 'unit' ? '你单位' : '你';
}

/** “公墓建设试点”（编号SD-513221-2026-0001） */
export function pilotNamed({ pilot }: ClaimSubject): string {
  return `“${pilot.title}”（编号${pilot.code}）`;
}

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const heading = (text: string): Block => ({ kind: 'heading', level: 1, text });
export const subheading = (text: string): Block => ({ kind: 'heading', level: 2, text });

/** A sentence that ends in a full stop, whatever its writer did. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return /[。！？；]$/.test(trimmed) ? trimmed : `${trimmed}。`;
}

/** What somebody wrote, one paragraph a line. */
export function prose(text: string): Block[] {
  const lines = text.split(/\r?\n/).filter(one => one.trim() !== '');
  return lines.map(one => paragraph(sentence(one)));
}
