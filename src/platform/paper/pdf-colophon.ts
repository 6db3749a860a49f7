// The foot of the last page in PDF: the verification code with its QR code, and 版记 (copies, printing) between its lines.
// It stays together and ends at the lower edge of the text block.

import type { Content, TableCell } from 'pdfmake/interfaces';
import type { Paper } from '../../domain/paper/paper';
import { verificationLink } from '../../domain/paper/paper';
import { paperDay } from '../../domain/paper/forms';
import { TABLE_LOOK, look } from './pdf-blocks';
import { SHEET, copiesLine, points } from './sheet';

/** Names by which pdf.ts learns where the text and the foot end. */
export const TEXT_END = 'text-end';
export const FOOT_END = 'foot-end';
/** What such a mark takes of the page. */
export const MARK_HEIGHT = 1.5;

/** Marks a place without showing anything; pdfmake tells positions of text alone. */
export function placeMark(id: string): Content {
  return { id, text: ' ', fontSize: 1, lineHeight: 1, characterSpacing: 0 };
}

/** Room for modules of two points (0.7 mm) up to version 5, an address of a hundred characters. */
const QR_SIZE = 76;
const THICK = points(0.35);
const THIN = points(0.25);

/** `room`: how far below the text it begins; null: on a page of its own, divisible, so that it can be measured. */
export function colophon(paper: Paper, room: number | null): Content {
  const stack = [verification(paper, room ?? 0), ...notes(paper), placeMark(FOOT_END)];
  return room === null ? { stack, pageBreak: 'before' } : { stack, unbreakable: true };
}

function verification({ verification: given }: Paper, room: number): Content {
  const { code, address, digestNote } = given;
  const small = look(TABLE_LOOK);
  return {
    columns: [
      { qr: verificationLink(given), fit: QR_SIZE, eccLevel: 'L', width: QR_SIZE + 2 },
      {
        width: '*',
        stack: [
          { text: [{ text: '验证码：', bold: true }, code], ...small },
          { text: [{ text: '验证网址：', bold: true }, address], ...small },
          { text: digestNote, ...small },
        ],
      },
    ],
    margin: [0, SHEET.line / 2 + room, 0, SHEET.line / 4],
  };
}

function notes(paper: Paper): Content[] {
  const rows: TableCell[][] = [];
  const copies = copiesLine(paper);
  const small = look({ size: SHEET.small, line: SHEET.colophonLine });
  if (copies !== null) rows.push([{ text: copies, ...small }]);
  if (paper.printed !== null) {
    const day = { text: `${paperDay(paper.printed.day)}印发`, alignment: 'right' as const, width: 'auto' };
    rows.push([{ columns: [{ text: paper.printed.office, width: '*' }, day], ...small }]);
  }
  if (rows.length === 0) return [];
  const layout = {
    hLineWidth: (i: number) => (i === 0 || i === rows.length ? THICK : THIN),
    vLineWidth: () => 0,
    paddingLeft: () => SHEET.small,
    paddingRight: () => SHEET.small,
    paddingTop: () => 1,
    paddingBottom: () => 3,
  };
  return [{ table: { widths: ['*'], body: rows }, layout }];
}
