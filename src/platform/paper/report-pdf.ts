// A report on one page of A4, in the type and size that let it stand there: what a leader takes into a meeting. Long tables
// show their first rows and say how many more there are.
import type { Content, ContentTable, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import { paperDay, paperInstant } from '../../domain/paper/forms';
import { cellText, type Cell, type Report, type ReportTable } from '../../domain/board/report';
import { FAMILY, printer } from './printer';
import { SHEET } from './sheet';

const MARGIN = 36;
const WIDTH = SHEET.width - 2 * MARGIN;
const GAP = 12;
const SIZE = { title: 14, name: 8.5, cell: 7, note: 6 } as const;
const PADDING = 2.5;
const EDGE = 0.4;

export async function reportPdf(report: Report): Promise<Buffer> {
  return printer().createPdf(definition(report)).getBuffer();
}

function definition(report: Report): TDocumentDefinitions {
  const madeAt = new Date(report.madeAt);
  return {
    pageSize: 'A4',
    pageMargins: [MARGIN, MARGIN - 8, MARGIN, MARGIN - 8],
    defaultStyle: { font: FAMILY, fontSize: SIZE.cell, lineHeight: 0.82 },
    version: '1.7',
    language: 'zh-CN',
    displayTitle: true,
    info: { title: report.title, creator: 'Pilot Harbor', creationDate: madeAt, modDate: madeAt },
    content: [
      { text: report.title, fontSize: SIZE.title, bold: true, alignment: 'center' },
      {
        text: `按${paperDay(report.day)}计算，${paperInstant(report.madeAt)}生成；金额单位为元，期限均为工作日`,
        fontSize: SIZE.note,
        alignment: 'center',
        margin: [0, 1, 0, 2],
      },
      ...blocks(report.tables),
    ],
  };
}

/** Two half tables that follow on one another share a line. */
function blocks(tables: readonly ReportTable[]): Content[] {
  const contents: Content[] = [];
  for (let at = 0; at < tables.length; at++) {
    const [table, next] = [tables[at]!, tables[at + 1]];
    if (table.half && next?.half) {
      const width = (WIDTH - GAP) / 2;
      contents.push({ columns: [table, next].map(one => ({ width, stack: block(one, width) })), columnGap: GAP });
      at++;
    } else contents.push(...block(table, WIDTH));
  }
  return contents;
}

function block(table: ReportTable, width: number): Content[] {
  const hidden = table.rows.length - table.onPaper;
  const more = hidden > 0 ? `（另有 ${hidden} 行，见表格文件）` : '';
  return [
    { text: `${table.name}${more}`, fontSize: SIZE.name, bold: true, margin: [0, 4, 0, 1] },
    grid(table, width),
    { text: table.basis, fontSize: 5, color: '#555555', margin: [0, 1, 0, 0] },
  ];
}

function grid({ widths, head, rows, onPaper }: ReportTable, width: number): ContentTable {
  const all = widths.reduce((sum, part) => sum + part, 0);
  const room = width - widths.length * 2 * PADDING - (widths.length + 1) * EDGE;
  const columns = widths.map(part => (room * part) / all);
  const cells = (row: readonly Cell[], bold: boolean): TableCell[] =>
    row.map((cell, at) => ({
      text: fitted(cellText(cell), columns[at]!),
      bold,
      noWrap: true,
      alignment: typeof cell === 'string' && at === 0 ? 'left' : 'right',
    }));
  return {
    table: {
      headerRows: 1,
      widths: columns,
      body: [cells(head, true), ...rows.slice(0, onPaper).map(row => cells(row, false))],
    },
    layout: {
      hLineWidth: () => EDGE,
      vLineWidth: () => EDGE,
      paddingLeft: () => PADDING,
      paddingRight: () => PADDING,
      paddingTop: () => 0.6,
      paddingBottom: () => 0.6,
    },
  };
}

/** What is too long for its column ends in an ellipsis, because a second line would cost the page. */
function fitted(text: string, width: number): string {
  let left = width;
  let fits = '';
  for (const symbol of text) {
    left -= symbol <= '~' ? SIZE.cell * 0.58 : SIZE.cell;
    if (left < 0) return `${fits.slice(0, -1)}…`;
    fits += symbol;
  }
  return text;
}
