import { clearancePaper } from '../../src/domain/claim/papers/clearance';
import { correctionPaper } from '../../src/domain/claim/papers/correction';
import { decisionPaper } from '../../src/domain/claim/papers/decision';
import { filingReceiptPaper } from '../../src/domain/claim/papers/filing-receipt';
import type { Block, Paper } from '../../src/domain/paper/paper';
import { withMarks } from '../../src/domain/paper/paper';
import { paperPdf } from '../../src/platform/paper/pdf';
import { SHEET, markSize, signatureIndents, titleLines } from '../../src/platform/paper/sheet';
import { paperWord } from '../../src/platform/paper/word';
import { stampZip } from '../../src/platform/paper/zip-stamp';
import { clearanceFacts, correctionFacts, decisionFacts, receiptFacts } from '../domain/claim-papers-facts';
import { readPdf, unzip, wordText } from './paper-files';

const papers: [string, Paper][] = [
  ['decision', decisionPaper(decisionFacts)],
  ['correction', correctionPaper(correctionFacts)],
  ['clearance', clearancePaper(clearanceFacts)],
  ['receipt', filingReceiptPaper(receiptFacts)],
];
const decision = papers[0]![1];
const receipt = papers[3]![1];

/** Every text a document has to show, whatever its layout. */
function shownTexts(paper: Paper): string[] {
  const body = withMarks(paper.body).flatMap((block: Block): readonly string[] => {
    if (block.kind === 'list') return block.items;
    if (block.kind === 'pairs') return block.rows.flat();
    if (block.kind === 'table') return [...block.head, ...block.rows.flat()];
    return [block.text];
  });
  const { code, address, digestNote } = paper.verification;
  return [
    ...paper.organMark,
    paper.number,
    ...body,
    ...paper.signature.organs,
    ...paper.copiesTo,
    code,
    address,
    digestNote,
  ];
}

const made = new Map<Paper, Promise<Buffer>>();
/** The PDF of a paper, printed once for all tests. */
function pdfOf(paper: Paper): Promise<Buffer> {
  const file = made.get(paper) ?? paperPdf(paper);
  made.set(paper, file);
  return file;
}

const squeezed = (text: string): string => text.replace(/\s/g, '');

describe('Word', () => {
  it.each(papers)('%s: says all that the paper says', async (_name, paper) => {
    const text = squeezed(wordText(unzip(await paperWord(paper)).get('word/document.xml')!.text));
    for (const shown of shownTexts(paper)) expect(text).toContain(squeezed(shown));
  });

  it('stands on the sheet of GB/T 9704: A4, 37, 28, 26 and 35 mm, 22 lines', async () => {
    const xml = unzip(await paperWord(decision)).get('word/document.xml')!.text;
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(/<w:pgMar ([^>]*)>/.exec(xml)![1]).toMatch(/w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(xml).toContain('w:line="579" w:lineRule="exact"');
    expect(22 * 579).toBeLessThanOrEqual(16838 - 2098 - 1984);
    expect(xml).toContain('w:firstLineChars="200"');
  });

  it('names the four fonts at their sizes, and red for the mark and its line', async () => {
    const xml = unzip(await paperWord(decision)).get('word/document.xml')!.text;
    const run = (text: string): string =>
      new RegExp(`<w:r><w:rPr>((?!</w:rPr>).)*</w:rPr><w:t[^>]*>${text}`).exec(xml)![0];
    expect(run('一、认定的事实')).toMatch(/w:eastAsia="黑体".*w:sz w:val="32"/);
    expect(run('（一）动机态度')).toMatch(/w:eastAsia="楷体_GB2312".*w:sz w:val="32"/);
    expect(run('2026年5月6日')).toMatch(/w:ascii="仿宋_GB2312".*w:eastAsia="仿宋_GB2312".*w:sz w:val="32"/);
    expect(run('程序瑕疵问题的容错认定书')).toMatch(/w:eastAsia="方正小标宋简体".*w:sz w:val="44"/);
    expect(run('中共汶川县纪律检查委员会')).toMatch(/w:color w:val="FF0000".*/);
    expect(xml).toMatch(/<w:bottom w:val="single" w:color="FF0000"/);
  });

  it('numbers its pages on the outer side', async () => {
    const files = unzip(await paperWord(decision));
    const footers = [...files].filter(([path]) => /word\/footer\d+\.xml/.test(path)).map(([, file]) => file.text);
    expect(footers.map(xml => /<w:jc w:val="(\w+)"/.exec(xml)![1]).sort()).toEqual(['left', 'right']);
    for (const xml of footers) expect(xml).toMatch(/— .*PAGE.* —/s);
    expect(files.get('word/settings.xml')!.text).toContain('<w:evenAndOddHeaders');
  });

  it('is the same file for the same paper, with its title and times and no author', async () => {
    const first = await paperWord(decision);
    const [later, restore] = [new Date('2031-05-06T07:08:09Z'), Date];
    jest.useFakeTimers({ now: later, doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask'] });
    const second = await paperWord(decision).finally(() => jest.useRealTimers());
    expect(Date).toBe(restore);
    expect(second.equals(first)).toBe(true);
    const files = unzip(first);
    expect(new Set([...files.values()].map(file => file.stamp))).toEqual(new Set([0x00210000]));
    const properties = files.get('docProps/core.xml')!.text;
    expect(properties).toContain('<dc:title>关于“村级公益性公墓建设试点”程序瑕疵问题的容错认定书</dc:title>');
    expect(properties.match(/2026-06-08T02:15:00.000Z/g)).toHaveLength(2);
    expect(properties).not.toMatch(/creator|lastModifiedBy|Un-named/);
  });

  it('holds nothing that XML cannot: signs of markup and control characters', async () => {
    const addressee = 'A&B<C>\u0000\u000b\ud800"D"';
    const files = unzip(await paperWord({ ...receipt, addressee, title: 'A&B<C>' }));
    expect(files.get('word/document.xml')!.text).toContain('A&amp;B&lt;C&gt;');
    expect(wordText(files.get('word/document.xml')!.text)).toContain('"D"：');
    expect(files.get('word/document.xml')!.text).not.toMatch(/[\u0000-\u0008\u000b\ufffd]/);
    expect(files.get('docProps/core.xml')!.text).toContain('<dc:title>A&#38;B&#60;C&#62;</dc:title>');
  });
});

describe('PDF', () => {
  it.each(papers)('%s: says all that the paper says, every character with a glyph', async (_name, paper) => {
    const { text, pages } = readPdf(await pdfOf(paper));
    const running = squeezed(text.replace(/— \d+ —/g, '')); // a paragraph may go on over the page
    for (const shown of shownTexts(paper)) expect(running).toContain(squeezed(shown));
    expect(text).not.toContain('\0');
    for (let page = 1; page <= pages; page++) expect(text).toContain(`— ${page} —`);
  });

  it('is a whole file on A4, with both weights of the font embedded as subsets', async () => {
    const file = await pdfOf(decision);
    const pdf = readPdf(file);
    expect(file.toString('latin1', 0, 8)).toBe('%PDF-1.7');
    expect(file.toString('latin1').trimEnd().endsWith('%%EOF')).toBe(true);
    expect(pdf.pages).toBe(7);
    expect(pdf.boxes).toEqual(['0 0 595.28 841.89']);
    expect(new Set(pdf.fonts)).toEqual(new Set(['BZZZZZ+NotoSansSC-Bold', 'CZZZZZ+NotoSansSC-Regular']));
    expect(pdf.embedded).toBe(2);
    expect(file.length).toBeLessThan(400_000);
  });

  it('is the same file for the same paper, with its times and no author', async () => {
    const first = await pdfOf(receipt);
    expect((await paperPdf(receipt)).equals(first)).toBe(true);
    const raw = first.toString('latin1');
    expect(raw.match(/\(D:\d+Z\)/g)).toEqual(['(D:20260608021500Z)', '(D:20260608021500Z)']);
    expect(readPdf(first).info).toMatch(/\/CreationDate[^]*\/ModDate/);
    expect(raw).not.toContain('/Author');
  });

  it('carries a foot of any height to the last page, with the signature when it does not fit', async () => {
    const copiesTo = Array.from({ length: 40 }, (_none, i) => `第${i + 1}个抄送机关`);
    const { pages, text } = readPdf(
      await paperPdf({ ...receipt, copiesTo, printed: { office: '办公室', day: '2026-06-09' } }),
    );
    expect(squeezed(text)).toContain('第40个抄送机关。');
    const lastPage = text.slice(text.indexOf(`— ${pages - 1} —`));
    expect(lastPage).toContain('汶川县监察委员会');
    expect(squeezed(lastPage)).toContain('2026年6月9日印发');
  });

  it('prints a long table over several pages, and words longer than a line', async () => {
    const rows = Array.from({ length: 60 }, (_none, i) => [String(i), 'f'.repeat(128), `末行${i}`]);
    const body: Block[] = [{ kind: 'table', widths: [1, 4, 2], head: ['序号', '摘要', '备注'], rows }];
    const pdf = readPdf(await paperPdf({ ...receipt, body: [...body, { kind: 'paragraph', text: 'x'.repeat(200) }] }));
    expect(pdf.pages).toBeGreaterThan(4);
    expect(squeezed(pdf.text)).toContain('末行59');
    expect(pdf.text.split('备注').length - 1).toBeGreaterThan(3); // the head of the table again on every page
  });
});

describe('the sheet', () => {
  it('fits the mark to the block', () => {
    expect(markSize(['汶川县监察委员会'])).toBe(46);
    expect(markSize([])).toBe(46);
    const long = '中共汶川县委全面深化改革委员会办公室';
    expect(markSize(['短', long]) * long.length).toBeLessThanOrEqual(SHEET.textWidth);
  });

  it('divides a title line that is too long into lines of about one length', () => {
    expect(titleLines('短\n题')).toEqual(['短', '题']);
    const lines = titleLines('长'.repeat(50));
    expect(lines.join('')).toBe('长'.repeat(50));
    expect(lines.map(one => one.length)).toEqual([17, 17, 16]);
  });

  it('sets the day four characters in and the organ centred above it, further in when its name is long', () => {
    const day = '2026-06-08'; // 2026年6月8日: four figures, three characters, two figures: six characters wide
    expect(signatureIndents({ organs: ['汶川县监察委员会'], day })).toEqual({ day: 4, organs: [3] });
    expect(signatureIndents({ organs: ['一'.repeat(20)], day })).toEqual({ day: 7, organs: [0] });
  });

  it('stamps zip files only', () => expect(() => stampZip(Buffer.from('no zip'))).toThrow('not a zip file'));
});
