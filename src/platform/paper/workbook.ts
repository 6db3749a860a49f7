// A report as an Excel workbook, a sheet for each table. The one file that knows exceljs, which is loaded with the first
// workbook that somebody asks for.
import type { Cell as SheetCell, Workbook, Worksheet } from 'exceljs';
import { cellText, type Cell, type Report, type ReportTable } from '../../domain/board/report';

/** Numbers with a comma before every three digits; money with two decimals; text stays text, typed over or not. */
const FORMATS = { count: '#,##0', mean: '#,##0.0', yuan: '#,##0.00', text: '@' } as const;

export async function reportWorkbook(report: Report): Promise<Buffer> {
  const { Workbook } = await import('exceljs');
  const book = new Workbook();
  book.creator = 'Pilot Harbor';
  book.title = report.title;
  book.created = book.modified = new Date(report.madeAt);
  for (const table of report.tables) fill(sheetOf(book, table), { table, report });
  return Buffer.from(await book.xlsx.writeBuffer());
}

const sheetOf = (book: Workbook, { name }: ReportTable): Worksheet =>
  book.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 2 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });

function fill(sheet: Worksheet, { table, report }: { table: ReportTable; report: Report }): void {
  write(sheet.getCell(1, 1), `${report.title}　${table.name}　${report.day}`);
  sheet.getCell(1, 1).font = { bold: true };
  const all = table.widths.reduce((sum, part) => sum + part, 0);
  for (const [at, part] of table.widths.entries()) sheet.getColumn(at + 1).width = Math.max(12, (110 * part) / all);
  for (const [at, title] of table.head.entries()) {
    write(sheet.getCell(2, at + 1), title);
    sheet.getCell(2, at + 1).font = { bold: true };
  }
  for (const [down, row] of table.rows.entries()) {
    for (const [at, cell] of row.entries()) write(sheet.getCell(down + 3, at + 1), cell);
  }
  write(sheet.getCell(table.rows.length + 4, 1), table.basis);
}

/**
 * INVARIANT: no cell is a formula. A formula is an object to exceljs and nothing here gives it one; the text format keeps
 * `=1+1` as text even for somebody who opens the cell and presses Enter.
 */
function write(at: SheetCell, cell: Cell): void {
  if (typeof cell === 'string') {
    at.numFmt = FORMATS.text;
    at.value = cell;
  } else if ('fen' in cell) {
    at.numFmt = FORMATS.yuan;
    at.value = cell.fen / 100;
  } else if (cell.count === null) {
    at.numFmt = FORMATS.text;
    at.value = cellText(cell);
  } else {
    at.numFmt = Number.isInteger(cell.count) ? FORMATS.count : FORMATS.mean;
    at.value = cell.count;
  }
}
