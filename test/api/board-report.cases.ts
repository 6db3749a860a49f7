// The board on paper and as a workbook: the same figures, one page, and no cell that is a formula.
import type { BoardView } from '../../src/board/board.dto';
import type { Report, ReportTable } from '../../src/domain/board/report';
import { yuan } from '../../src/domain/money';
import { PILOT_LIFECYCLE } from '../../src/domain/pilot';
import { reportPdf } from '../../src/platform/paper/report-pdf';
import { reportWorkbook } from '../../src/platform/paper/workbook';
import type { World } from '../setup/world';
import { boardWorld } from './board-world';
import { done } from './flaw-story';
import { readPdf, unzip } from './paper-files';

const binary = (response: NodeJS.ReadableStream, end: (error: Error | null, body: Buffer) => void) => {
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => parts.push(part));
  response.on('end', () => end(null, Buffer.concat(parts)));
};

describe('of a county', () => {
  let world: World;
  beforeAll(async () => {
    world = await boardWorld();
  }, 120_000);

  const file = async (name: string): Promise<{ bytes: Buffer; headers: Record<string, string> }> => {
    const { body, headers } = await world
      .as('leader')
      .get(`/board/${name}?day=2026-07-20`)
      .buffer(true)
      .parse(binary as never)
      .expect(200);
    return { bytes: body as Buffer, headers: headers as Record<string, string> };
  };

  it('is one page of A4 with the figures of the board', async () => {
    const board = await done<BoardView>(world.as('leader').get('/board?day=2026-07-20'), 200);
    const { bytes, headers } = await file('report.pdf');
    const { pages, boxes, text } = readPdf(bytes);
    expect([pages, boxes]).toEqual([1, ['0 0 595.28 841.89']]);
    expect(headers['content-disposition']).toContain(
      `filename*=UTF-8''${encodeURIComponent('汶川县试点容错备案看板-2026-07-20.pdf')}`,
    );
    expect(text).not.toContain('\0');
    // The reader sets the pieces of a page one behind the other: a row of cells is one word.
    const words = text.replaceAll('\n', '');
    const { pilots, pledges, approvals, claims } = board;
    const { open, overdue, worstOverdueBy, workdays } = approvals.total;
    for (const row of [
      '汶川县试点容错备案看板',
      '按2026年7月20日计算',
      `试点总数${pilots.total.count}`,
      ...pilots.byState.map(({ state, count }) => `${PILOT_LIFECYCLE.states[state].zh}${count}`),
      `申请：超期${claims.bySignal.find(({ signal }) => signal === 'red')!.count}`,
      `合计${open.count}${overdue.count}${worstOverdueBy}${workdays.authority}${workdays.sponsor}${workdays.suspended}`,
      ...[{ name: '合计', ...pledges.total }, ...pledges.givers].map(({ name, made, fen }) =>
        [name, made.count, ...[fen.committed, fen.due, fen.delivered, fen.undelivered].map(yuan)].join(''),
      ),
    ]) {
      expect(words).toContain(row);
    }
  });

  it('is a workbook with a sheet for each table, numbers as numbers, money in yuan', async () => {
    const board = await done<BoardView>(world.as('leader').get('/board?day=2026-07-20'), 200);
    const { bytes } = await file('report.xlsx');
    const files = unzip(bytes);
    const names = [...files.get('xl/workbook.xml')!.text.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(
      ([, name]) => name,
    );
    expect(names).toEqual([
      '试点',
      '瑕疵、申请与资源',
      '试点按领域',
      '试点按地区',
      '上级承诺',
      '未办结审批',
      '任务下达、资源未到',
      '近十二个月',
    ]);
    const pilots = files.get('xl/worksheets/sheet1.xml')!.text;
    expect(pilots).toContain(`<v>${board.pilots.total.count}</v>`);
    const pledges = files.get('xl/worksheets/sheet5.xml')!.text;
    expect(pledges).toContain(`<v>${board.pledges.total.fen.committed / 100}</v>`);
    // 3 and 4 are built in: #,##0 and #,##0.00.
    const styles = files.get('xl/styles.xml')!.text;
    expect([styles.includes('numFmtId="3"'), styles.includes('numFmtId="4"')]).toEqual([true, true]);
  });
});

const NASTY = [
  '=1+1',
  '+SUM(A1)',
  '-2+3',
  '@cmd',
  '=HYPERLINK("http://x")',
  '\t=1',
  '<b>&"',
  '一二三四五六七八九十'.repeat(10),
];

const wide = (name: string, half: boolean, onPaper: number): ReportTable => ({
  name,
  widths: [3, 1, 2],
  head: ['名称', '个数', '金额'],
  rows: Array.from({ length: 300 }, (_, at) => [
    NASTY[at % NASTY.length]!,
    { count: at },
    { fen: 123_456_789_012 + at },
  ]),
  basis: '口径说明'.repeat(8),
  half,
  onPaper,
});

const REPORT: Report = {
  title: '阿坝藏族羌族自治州试点容错备案看板',
  day: '2026-07-20',
  madeAt: '2026-07-20T01:00:00.000Z',
  tables: [
    ...['试点', '瑕疵', '领域', '地区'].map(name => wide(name, true, 9)),
    wide('承诺', false, 8),
    wide('审批', false, 7),
    wide('资源', false, 6),
    wide('月份', false, 12),
  ],
};

it('never makes a formula of what somebody typed', async () => {
  const sheets = [...unzip(await reportWorkbook(REPORT))].filter(([path]) =>
    /^xl\/worksheets\/sheet\d+\.xml$/.test(path),
  );
  expect(sheets.length).toBe(8);
  for (const [, { text }] of sheets) {
    expect(text).not.toMatch(/<f[ >]/);
    const cells = [...text.matchAll(/<c r="A(\d+)"[^>]*>/g)];
    expect(cells.length).toBeGreaterThan(300);
    expect(cells.filter(([cell]) => !cell.includes('t="s"'))).toEqual([]);
  }
});

it('stays on one page however long names and tables are, and equal reports are equal files', async () => {
  const [first, second] = [await reportPdf(REPORT), await reportPdf(REPORT)];
  expect(readPdf(first).pages).toBe(1);
  expect(first.equals(second)).toBe(true);
  expect(readPdf(first).text.replaceAll('\n', '')).toContain('另有 291 行');
});
