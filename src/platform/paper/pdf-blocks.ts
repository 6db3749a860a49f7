// Blocks of a paper as content of pdfmake, in Noto Sans SC on the same sheet as the Word file.

import type { Content, ContentText, TableCell } from 'pdfmake/interfaces';
import type { Block } from '../../domain/paper/paper';
import { SHEET, TIGHTENING } from './sheet';

/** Ascent, descent and gap of Noto Sans SC, in parts of its size: what pdfmake calls a line height of 1. */
const NATURAL = 1.448;

export interface Look {
  size?: number;
  line?: number;
}

/** Size, spacing and pitch; by default the body's: 16 points, 28 a line, 22 lines. */
export function look({ size = SHEET.body, line = SHEET.line }: Look = {}) {
  return { fontSize: size, lineHeight: line / (size * NATURAL), characterSpacing: (TIGHTENING * size) / SHEET.body };
}

export const TABLE_LOOK: Look = { size: SHEET.table, line: SHEET.tableLine };

const code = /([A-Z]{2}-[0-9-]+)/;

/** Codes may break anywhere, as their hyphens allow no break here and justified lines would be torn apart before them. */
function pieces(text: string): Content[] {
  return text.split(code).map((text, i) => (i % 2 === 1 ? { text, wordBreak: 'break-all' } : { text }));
}

function bodyText(text: string): ContentText {
  return { text: pieces(text), ...look(), alignment: 'justify', leadingIndent: 2 * SHEET.body };
}

const GRIDS: readonly Block['kind'][] = ['pairs', 'table'];

/** `next` decides how many lines a heading, or what announces a table, wants to have below it, its own counted; they stand as its level. */
export function contentOf(block: Block, next: Block | null): Content[] {
  switch (block.kind) {
    case 'heading': {
      const headlineLevel = next?.kind === 'heading' ? 5 : 4;
      const bold = block.level < 3;
      return [{ text: block.text, ...look(), bold, headlineLevel, leadingIndent: 2 * SHEET.body }];
    }
    case 'paragraph':
      return [
        next !== null && GRIDS.includes(next.kind)
          ? { ...bodyText(block.text), headlineLevel: 4 }
          : bodyText(block.text),
      ];
    case 'list':
      return block.items.map((item, i) => bodyText(`（${i + 1}）${item}`));
    case 'pairs':
      return [grid([3, 9], null, block.rows)];
    case 'table':
      return [grid(block.widths, block.head, block.rows)];
  }
}

const PADDING = 5;
const EDGE = 0.5;

function grid(parts: readonly number[], head: readonly string[] | null, rows: readonly (readonly string[])[]): Content {
  const all = parts.reduce((sum, part) => sum + part, 0);
  const room = SHEET.textWidth - parts.length * 2 * PADDING - (parts.length + 1) * EDGE;
  const cell = (text: string | undefined, bold: boolean): TableCell => ({
    text: text ?? '',
    ...look(TABLE_LOOK),
    bold,
  });
  const body = rows.map(texts => parts.map((_part, i) => cell(texts[i], head === null && i === 0)));
  if (head !== null) body.unshift(parts.map((_part, i) => cell(head[i], true)));
  return {
    table: {
      headerRows: head === null ? 0 : 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: parts.map(part => (room * part) / all),
      body,
    },
    layout: {
      hLineWidth: () => EDGE,
      vLineWidth: () => EDGE,
      paddingLeft: () => PADDING,
      paddingRight: () => PADDING,
      paddingTop: () => 2,
      paddingBottom: () => 3,
    },
    margin: [0, SHEET.line / 6, 0, SHEET.line / 3],
  };
}
