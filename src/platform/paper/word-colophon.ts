// The foot of the last page in Word: how to verify the document, and 版记 (copies, printing) between its lines. A table that
// floats at the lower edge of the text block, as 版记 has to stand there whatever the length of the text; a reader that
// lets no such table float shows it whole below the signature.

import {
  BorderStyle,
  OverlapType,
  Paragraph,
  RelativeHorizontalPosition,
  RelativeVerticalPosition,
  TabStopType,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx';
import type { TextRun } from 'docx';
import type { Paper } from '../../domain/paper/paper';
import { paperDay } from '../../domain/paper/forms';
import { SHEET, copiesLine, twips } from './sheet';
import { FONT, line, run } from './word-blocks';

const WIDTH = twips(SHEET.textWidth);
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
/** First and last line of 版记: 0.35 mm; those between: 0.25 mm. In eighths of a point. */
const THICK = { style: BorderStyle.SINGLE, size: 8, color: '000000' };
const THIN = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
type Edge = typeof NONE | typeof THICK;

export function colophon(paper: Paper): (Table | Paragraph)[] {
  const notes = colophonLines(paper);
  const last = notes.length - 1;
  const table = new Table({
    layout: TableLayoutType.FIXED,
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: [WIDTH],
    float: {
      horizontalAnchor: TableAnchorType.MARGIN,
      verticalAnchor: TableAnchorType.MARGIN,
      relativeHorizontalPosition: RelativeHorizontalPosition.CENTER,
      relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      topFromText: twips(SHEET.line / 2),
      overlap: OverlapType.NEVER,
    },
    rows: [
      row(verification(paper), { top: NONE, bottom: NONE }),
      ...notes.map((note, i) => row([note], { top: i === 0 ? THICK : THIN, bottom: i === last ? THICK : THIN })),
    ],
  });
  // The table hangs on the paragraph after it.
  return [table, line([], { line: 1 })];
}

function row(children: Paragraph[], edges: { top: Edge; bottom: Edge }): TableRow {
  const cell = new TableCell({
    borders: { ...edges, left: NONE, right: NONE },
    width: { size: WIDTH, type: WidthType.DXA },
    margins: { top: 40, bottom: 40, left: 0, right: 0 },
    children,
  });
  return new TableRow({ cantSplit: true, keepNext: true, children: [cell] });
}

function verification({ verification: { code, address, digestNote } }: Paper): Paragraph[] {
  const small = (text: string): TextRun => run(text, { size: SHEET.table });
  const label = (text: string): TextRun => run(text, { font: FONT.black, size: SHEET.table });
  const layout = { line: SHEET.tableLine, wordWrap: true };
  return [
    line([label('验证码：'), small(code)], layout),
    line([label('验证网址：'), small(address)], layout),
    line([small(digestNote)], layout),
  ];
}

function colophonLines(paper: Paper): Paragraph[] {
  const inset = twips(SHEET.small);
  const small = (text: string): TextRun => run(text, { size: SHEET.small });
  const pitch = { line: SHEET.colophonLine };
  const copies = copiesLine(paper);
  const notes: Paragraph[] = [];
  // One character in on both sides; further lines start after the colon.
  if (copies !== null)
    notes.push(line([small(copies)], { ...pitch, indent: { left: 4 * inset, hanging: 3 * inset, right: inset } }));
  if (paper.printed !== null) {
    const { office, day } = paper.printed;
    const tabStops = [{ type: TabStopType.RIGHT, position: WIDTH - inset }];
    const runs = [small(office), small(`\t${paperDay(day)}印发`)];
    notes.push(line(runs, { ...pitch, indent: { left: inset, right: inset }, tabStops }));
  }
  return notes;
}
