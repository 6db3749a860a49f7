// Blocks of a paper as paragraphs and tables of Word. The fonts are named, not embedded: the reader's machine has them,
// as GB/T 9704 supposes (仿宋, 黑体, 楷体, 小标宋).

import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { IParagraphOptions } from 'docx';
import type { Block, HeadingLevel } from '../../domain/paper/paper';
import { SHEET, TIGHTENING_TWIPS, twips } from './sheet';

export const FONT = { body: '仿宋_GB2312', title: '方正小标宋简体', black: '黑体', script: '楷体_GB2312' } as const;
export type FontName = (typeof FONT)[keyof typeof FONT];

interface RunStyle {
  font?: FontName;
  size?: number;
  color?: string;
}

// What XML 1.0 has no room for: a file that holds it does not open.
const unprintable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** A run whose quotation marks and dashes are Chinese ones too: without the same name everywhere Word takes Latin ones. */
export function run(text: string, { font = FONT.body, size = SHEET.body, color }: RunStyle = {}): TextRun {
  const name = { ascii: font, hAnsi: font, eastAsia: font, cs: font, hint: 'eastAsia' };
  return new TextRun({
    text: text.replace(unprintable, ''),
    font: name,
    size: size * 2,
    color,
    characterSpacing: TIGHTENING_TWIPS,
  });
}

type Layout = Omit<IParagraphOptions, 'children' | 'spacing'> & { before?: number; line?: number };

/** `before` and `line` in points; by default one line of the 22. */
export function line(
  runs: readonly TextRun[],
  { before = 0, line: pitch = SHEET.line, ...rest }: Layout = {},
): Paragraph {
  const spacing = { before: twips(before), after: 0, line: twips(pitch), lineRule: LineRuleType.EXACT };
  return new Paragraph({ ...rest, children: [...runs], spacing });
}

const indented = { firstLineChars: 200, firstLine: twips(2 * SHEET.body) };
const HEADING_FONTS: Readonly<Record<HeadingLevel, FontName>> = { 1: FONT.black, 2: FONT.script, 3: FONT.body };

/** `kept`: stays on one page with what follows, so that a signature never stands alone. */
export function blockOf(block: Block, kept: boolean): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading': {
      const runs = [run(block.text, { font: HEADING_FONTS[block.level] })];
      return [line(runs, { indent: indented, keepNext: true, outlineLevel: block.level - 1 })];
    }
    case 'paragraph':
      return [bodyLine(block.text, kept)];
    case 'list':
      return block.items.map((item, i) => bodyLine(`（${i + 1}）${item}`, kept && i === block.items.length - 1));
    case 'pairs':
      return [grid([3, 9], null, block.rows), gap()];
    case 'table':
      return [grid(block.widths, block.head, block.rows), gap()];
  }
}

const bodyLine = (text: string, kept: boolean): Paragraph =>
  line([run(text)], { indent: indented, alignment: AlignmentType.BOTH, keepNext: kept });

/** Two tables or a table and the next heading must not touch; Word wants a paragraph between them anyway. */
const gap = (): Paragraph => line([], { line: SHEET.line / 3 });

function grid(parts: readonly number[], head: readonly string[] | null, rows: readonly (readonly string[])[]): Table {
  const all = parts.reduce((sum, part) => sum + part, 0);
  const widths = parts.map(part => Math.floor((twips(SHEET.textWidth) * part) / all));
  const edge = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
  const borders = { top: edge, bottom: edge, left: edge, right: edge };
  const row = (texts: readonly string[], font: FontName | null): TableRow =>
    new TableRow({
      cantSplit: true,
      tableHeader: font !== null,
      children: widths.map((width, i) =>
        cell(texts[i] ?? '', { width, borders, font: font ?? (head === null && i === 0 ? FONT.black : FONT.body) }),
      ),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    rows: [...(head === null ? [] : [row(head, FONT.black)]), ...rows.map(texts => row(texts, null))],
  });
}

interface CellLook {
  width: number;
  borders: Record<
    'top' | 'bottom' | 'left' | 'right',
    { style: (typeof BorderStyle)[keyof typeof BorderStyle]; size: number; color: string }
  >;
  font: FontName;
}

function cell(text: string, { width, borders, font }: CellLook): TableCell {
  const runs = [run(text, { font, size: SHEET.table })];
  return new TableCell({
    borders,
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 40, bottom: 40, left: 100, right: 100 },
    children: [line(runs, { line: SHEET.tableLine, wordWrap: true })],
  });
}
