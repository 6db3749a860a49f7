// A paper as a Word file on a GB/T 9704-2012 page. Equal papers give equal bytes: the file's own times come from the
// paper and the zip entries carry a fixed one (docs/decisions/0018-documents.md).

import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TextRun,
} from 'docx';
import type { Block, Paper } from '../../domain/paper/paper';
import { attachmentLines, withMarks } from '../../domain/paper/paper';
import { paperDay } from '../../domain/paper/forms';
import { CHARACTER, SHEET, markSize, points, signatureIndents, titleLines, twips } from './sheet';
import { FONT, blockOf, line, run } from './word-blocks';
import { colophon } from './word-colophon';
import { stampZip } from './zip-stamp';

/** The .docx file of a paper; called through `paperWord`. */
export async function wordFile(paper: Paper): Promise<Buffer> {
  const children = [...head(paper), ...body(paper), ...signature(paper), ...colophon(paper)];
  const document = new Document({
    title: paper.title.replaceAll('\n', ''),
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: { document: { run: { font: FONT.body, size: SHEET.body * 2, language: { eastAsia: 'zh-CN' } } } },
    },
    sections: [
      {
        properties: page(),
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children,
      },
    ],
  });
  const properties = { path: 'docProps/core.xml', data: coreProperties(paper) };
  return stampZip(await Packer.toBuffer(document, undefined, [properties]));
}

/** Title and times, no author: docx would write the clock and "Un-named". */
function coreProperties({ title, madeAt }: Paper): string {
  const escaped = title.replaceAll('\n', '').replace(/[&<>]/g, sign => `&#${sign.charCodeAt(0)};`);
  const time = (name: string): string => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${madeAt}</dcterms:${name}>`;
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escaped}</dc:title>${time('created')}${time('modified')}</cp:coreProperties>`
  );
}

function page() {
  const footer = SHEET.bottom - SHEET.pageNumberBelow - SHEET.small;
  return {
    page: {
      size: { width: twips(SHEET.width), height: twips(SHEET.height) },
      margin: {
        top: twips(SHEET.top),
        right: twips(SHEET.right),
        bottom: twips(SHEET.bottom),
        left: twips(SHEET.left),
        header: twips(points(15)),
        footer: twips(footer),
      },
    },
    // No grid: 22 lines come from the exact pitch and 28 characters from the runs, as readers disagree about grids.
    grid: { type: DocumentGridType.DEFAULT, linePitch: twips(SHEET.line) },
  };
}

/** “— 1 —”, one character in from the outer edge. */
function pageNumber(alignment: 'left' | 'right'): Footer {
  const style = { font: '宋体', size: SHEET.small * 2 };
  const number = new TextRun({ ...style, children: ['— ', PageNumber.CURRENT, ' —'] });
  const inset = twips(SHEET.small);
  const indent = alignment === 'left' ? { left: inset } : { right: inset };
  return new Footer({ children: [new Paragraph({ alignment, indent, children: [number] })] });
}

/** 发文机关标志, 发文字号, the red line, 标题 and 主送机关. */
function head(paper: Paper): Paragraph[] {
  const size = markSize(paper.organMark);
  const center = { alignment: AlignmentType.CENTER };
  const red = { style: BorderStyle.SINGLE, size: 12, space: Math.round(SHEET.redLineBelow), color: SHEET.red };
  const titles = titleLines(paper.title);
  return [
    ...paper.organMark.map((text, i) =>
      line([run(text, { font: FONT.title, size, color: SHEET.red })], {
        ...center,
        before: i === 0 ? SHEET.markTop : 0,
        line: size * 1.3,
      }),
    ),
    line([run(paper.number)], { ...center, before: 2 * SHEET.line, border: { bottom: red } }),
    ...titles.map((text, i) =>
      line([run(text, { font: FONT.title, size: SHEET.title })], {
        ...center,
        before: i === 0 ? 2 * SHEET.line : 0,
        line: 1.5 * SHEET.title,
      }),
    ),
    line([run(`${paper.addressee}：`)], { before: SHEET.line }),
  ];
}

function body(paper: Paper): (Paragraph | Table)[] {
  const blocks = withMarks(paper.body);
  const keeps = (next: Block | undefined): boolean =>
    next === undefined || next.kind === 'pairs' || next.kind === 'table';
  return [...blocks.flatMap((block, i) => blockOf(block, keeps(blocks[i + 1]))), ...attachments(paper)];
}

/** Two characters in, the further lines below the first title. */
function attachments(paper: Paper): Paragraph[] {
  return attachmentLines(paper.attachments).map((text, i) =>
    line([run(i === 0 ? `附件：${text}` : text)], {
      before: i === 0 ? SHEET.line : 0,
      keepNext: true,
      indent: { left: twips((i === 0 ? 2 : 5) * CHARACTER) },
    }),
  );
}

function signature(paper: Paper): Paragraph[] {
  const { organs, day } = paper.signature;
  const indents = signatureIndents(paper.signature);
  const right = (characters: number) => ({
    alignment: AlignmentType.RIGHT,
    indent: { right: twips(characters * SHEET.body) },
  });
  return [
    ...organs.map((organ, i) =>
      line([run(organ)], { ...right(indents.organs[i] ?? 4), before: i === 0 ? 2 * SHEET.line : 0, keepNext: true }),
    ),
    line([run(paperDay(day))], { ...right(indents.day), keepNext: true }),
  ];
}
