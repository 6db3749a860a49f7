// A paper as PDF on the sheet of the Word file, in Noto Sans SC, of which only the glyphs used are embedded. Equal papers
// give equal bytes: the times come from the paper, and the file's identifier is made of its properties.

import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { Paper } from '../../domain/paper/paper';
import { attachmentLines, withMarks } from '../../domain/paper/paper';
import { paperDay } from '../../domain/paper/forms';
import { contentOf, look } from './pdf-blocks';
import { FOOT_END, MARK_HEIGHT, TEXT_END, colophon, placeMark } from './pdf-colophon';
import { FAMILY, printer } from './printer';
import { CHARACTER, SHEET, markSize, signatureIndents, titleLines } from './sheet';

const LOWEST = SHEET.top + SHEET.textHeight;

/** The .pdf file of a paper. */
export async function paperPdf(paper: Paper): Promise<Buffer> {
  const plan = await footPlan(paper);
  return printer().createPdf(definition(paper, plan)).getBuffer();
}

/** Does the closing (last paragraph and signature) begin a page, and how far below it does the foot stand? */
interface Plan {
  turn: boolean;
  /** null: the foot stands on a page of its own, to be measured. */
  room: number | null;
}

/**
 * Where the foot reaches the lower edge of the last page. When it does not fit there any more the closing goes over with
 * it, so that no page holds a foot without text.
 */
async function footPlan(paper: Paper): Promise<Plan> {
  const room = await roomAboveFoot(paper, false);
  if (room >= 0) return { turn: false, room };
  const turned = await roomAboveFoot(paper, true);
  return turned >= 0 ? { turn: true, room: turned } : { turn: false, room: 0 };
}

type BreakRule = NonNullable<TDocumentDefinitions['pageBreakBefore']>;

/** A heading goes to the next page unless the lines it asks for fit below it; its level says how many. */
const lonelyHeading: BreakRule = ({ headlineLevel, startPosition }) =>
  headlineLevel !== undefined && startPosition.top + headlineLevel * SHEET.line > LOWEST;

/** Laid out once to learn it; negative: the foot does not fit. Inside an unbreakable block pdfmake tells no positions. */
async function roomAboveFoot(paper: Paper, turn: boolean): Promise<number> {
  let textEnd = LOWEST;
  let footEnd = LOWEST;
  const pageBreakBefore: BreakRule = (node, around) => {
    if (node.id === TEXT_END) textEnd = node.startPosition.top;
    if (node.id === FOOT_END) footEnd = node.startPosition.top;
    return lonelyHeading(node, around);
  };
  const measured = { ...definition(paper, { turn, room: null }), pageBreakBefore };
  await printer().createPdf(measured).getStream();
  return LOWEST - textEnd - (footEnd - SHEET.top) - 2 * MARK_HEIGHT - 1;
}

function definition(paper: Paper, { turn, room }: Plan): TDocumentDefinitions {
  const title = paper.title.replaceAll('\n', '');
  const madeAt = new Date(paper.madeAt);
  return {
    pageSize: 'A4',
    pageMargins: [SHEET.left, SHEET.top, SHEET.right, SHEET.bottom],
    defaultStyle: { font: FAMILY, ...look() },
    version: '1.7',
    language: 'zh-CN',
    displayTitle: true,
    info: { title, creator: 'Pilot Harbor', creationDate: madeAt, modDate: madeAt },
    pageBreakBefore: lonelyHeading,
    footer: pageNumber,
    content: [...head(paper), ...bodyAndSignature(paper, turn), placeMark(TEXT_END), colophon(paper, room)],
  };
}

/** “— 1 —”, one character in from the outer edge. */
function pageNumber(page: number): Content {
  const odd = page % 2 === 1;
  const below = SHEET.pageNumberBelow - SHEET.small / 3;
  const sides: [number, number] = [SHEET.left + SHEET.small, SHEET.right + SHEET.small];
  return {
    text: `— ${page} —`,
    ...look({ size: SHEET.small, line: SHEET.tableLine }),
    alignment: odd ? 'right' : 'left',
    margin: [sides[0], below, sides[1], 0],
  };
}

/** 发文机关标志, 发文字号, the red line, 标题 and 主送机关. */
function head(paper: Paper): Content[] {
  const size = markSize(paper.organMark);
  const red = `#${SHEET.red}`;
  return [
    ...paper.organMark.map((text, i): Content => {
      const margin: [number, number, number, number] = [0, i === 0 ? SHEET.markTop : 0, 0, 0];
      return {
        text,
        ...look({ size, line: size * 1.45 }),
        characterSpacing: 0,
        bold: true,
        color: red,
        alignment: 'center',
        margin,
      };
    }),
    { text: paper.number, alignment: 'center', margin: [0, 2 * SHEET.line, 0, 0] },
    { canvas: [{ type: 'line', x1: 0, y1: 0, x2: SHEET.textWidth, y2: 0, lineWidth: 1.5, lineColor: red }] },
    {
      text: titleLines(paper.title).join('\n'),
      ...look({ size: SHEET.title, line: 1.6 * SHEET.title }),
      bold: true,
      alignment: 'center',
      margin: [0, 2 * SHEET.line, 0, 0],
    },
    { text: `${paper.addressee}：`, margin: [0, SHEET.line, 0, 0] },
  ];
}

/** The last paragraph and the signature stay on one page: a signature never stands alone. */
function bodyAndSignature(paper: Paper, turn: boolean): Content[] {
  const blocks = withMarks(paper.body);
  const kinds = blocks.slice(-2).map(block => block.kind);
  const kept = kinds.at(-1) !== 'paragraph' ? 0 : kinds[0] === 'heading' ? 2 : 1;
  const start = blocks.length - kept;
  const contents = blocks.map((block, i) => contentOf(block, blocks[i + 1] ?? null));
  const closing = [...contents.slice(start).flat(), ...attachments(paper), ...signature(paper)];
  return [
    ...contents.slice(0, start).flat(),
    { stack: closing, unbreakable: true, ...(turn ? { pageBreak: 'before' } : {}) },
  ];
}

/** Two characters in, the further lines below the first title. */
function attachments(paper: Paper): Content[] {
  return attachmentLines(paper.attachments).map((text, i) => ({
    text: i === 0 ? `附件：${text}` : text,
    margin: [(i === 0 ? 2 : 5) * CHARACTER, i === 0 ? SHEET.line : 0, 0, 0],
  }));
}

function signature(paper: Paper): Content[] {
  const { organs, day } = paper.signature;
  const indents = signatureIndents(paper.signature);
  const right = (text: string, characters: number, above: number): Content => ({
    text,
    alignment: 'right',
    margin: [0, above, characters * SHEET.body, 0],
  });
  return [
    ...organs.map((organ, i) => right(organ, indents.organs[i] ?? 4, i === 0 ? 2 * SHEET.line : 0)),
    right(paperDay(day), indents.day, 0),
  ];
}
