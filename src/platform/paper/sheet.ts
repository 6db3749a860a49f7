// The sheet of GB/T 9704-2012, section 5 and 7, that both writers print on: A4, a block of 156 by 225 mm, 22 lines of 28
// characters. Lengths are points unless their name says otherwise.

import type { Paper } from '../../domain/paper/paper';
import { paperDay } from '../../domain/paper/forms';

const perMillimetre = 72 / 25.4;
export const points = (millimetres: number): number => millimetres * perMillimetre;
/** Twentieths of a point, as Word counts. */
export const twips = (length: number): number => Math.round(length * 20);

export const SHEET = {
  width: points(210),
  height: points(297),
  top: points(37),
  left: points(28),
  right: points(26),
  bottom: points(35),
  /** 版心. */
  textWidth: points(156),
  textHeight: points(225),
  line: points(225) / 22 - 0.04, // a hair less, so that rounding never costs the 22nd line
  /** 三号, 二号, 四号, and 小四 in tables. */
  body: 16,
  title: 22,
  small: 14,
  table: 12,
  tableLine: 18,
  colophonLine: 23,
  /** 发文机关标志 to the upper edge of the block, and the red line below the number. */
  markTop: points(35),
  redLineBelow: points(4),
  pageNumberBelow: points(7),
  red: 'FF0000',
} as const;

/** What a character gives up, in twentieths of a point, so that 28 of 16 points stand in 156 mm. */
export const TIGHTENING_TWIPS = -5;
export const TIGHTENING = TIGHTENING_TWIPS / 20;
export const CHARACTER = SHEET.body + TIGHTENING;

/** The size at which the longest line of the organ mark fits the block; never beyond what a mark looks well at. */
export function markSize(lines: readonly string[]): number {
  const longest = Math.max(1, ...lines.map(line => Array.from(line).length));
  return Math.min(46, Math.floor(SHEET.textWidth / longest));
}

/** Width in characters of the body, half for figures and Latin letters. */
function widthInCharacters(text: string): number {
  return Array.from(text).reduce((sum, symbol) => sum + (symbol <= '~' ? 0.5 : 1), 0);
}

/**
 * How far 署名 and 成文日期 stand from the right edge, in characters: the day four (右空四字), the organs centred above it.
 * A name too long for that moves both to the left.
 */
export function signatureIndents(signature: Paper['signature']): { organs: number[]; day: number } {
  const dayWidth = widthInCharacters(paperDay(signature.day));
  const overhangs = signature.organs.map(organ => (widthInCharacters(organ) - dayWidth) / 2);
  const day = Math.max(4, ...overhangs);
  return { day, organs: overhangs.map(overhang => day - overhang) };
}

export function copiesLine(paper: Paper): string | null {
  return paper.copiesTo.length === 0 ? null : `抄送：${paper.copiesTo.join('，')}。`;
}

const TITLE_LINE = 19; // characters of 二号 in 156 mm, with some air at the sides

/** Title lines too long for the block are divided into lines of about one length, so that the title stays in shape. */
export function titleLines(title: string): string[] {
  return title.split('\n').flatMap(text => {
    const symbols = Array.from(text);
    const count = Math.ceil(symbols.length / TITLE_LINE);
    const each = Math.ceil(symbols.length / Math.max(1, count));
    return Array.from({ length: count }, (_none, i) => symbols.slice(i * each, (i + 1) * each).join(''));
  });
}
