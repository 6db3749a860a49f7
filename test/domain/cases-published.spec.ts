// The published cases of demo/published: honest encoding, and the two promises of the issue about them.

import { publishedRows, publishedTable } from '../../src/cli/published-table';

const rows = publishedRows();
const tolerated = rows.filter(row => /^(tolerated|cleared)/.test(row.reality));
const liable = rows.filter(row => row.reality.startsWith('held liable'));
const met = (row: (typeof rows)[number]) =>
  row.finding.applied.redLines.filter(line => line.result === 'met').flatMap(line => line.figures.facts as string[]);

describe('the published cases', () => {
  it('are all there: 12 tolerated or cleared, 14 held liable', () => {
    expect([tolerated.length, liable.length, rows.length]).toEqual([12, 14, 26]);
  });

  it('none was pre-registered, and none names the day of the act', () => {
    expect(new Set(rows.map(row => row.finding.lane))).toEqual(new Set(['after-the-fact']));
    expect(rows.filter(row => row.finding.other !== null)).toEqual([]);
  });

  it('no tolerated one is barred, except where papers were forged', () => {
    const barred = tolerated.filter(row => row.finding.outcome === 'barred');
    expect(barred.map(row => [row.id, met(row)])).toEqual([['T10', ['forged-papers']]]);
  });

  it('private gain, forged papers, an explicit ban or moved earmarked money never come out covered or eligible', () => {
    const grave = ['private-gain', 'forged-papers', 'explicit-ban', 'earmarked-money-moved'];
    const found = rows.filter(row => met(row).some(fact => grave.includes(fact)));
    expect(found.map(row => row.id)).toEqual(['T10', 'R01', 'R03', 'R04', 'R10', 'R14', 'R15', 'R20', 'R23']);
    for (const row of found) expect(row.finding.outcome).toBe('barred');
  });

  it('none comes out covered or eligible on what its source says', () => {
    expect(rows.filter(row => ['covered', 'eligible'].includes(row.finding.outcome))).toEqual([]);
  });

  it('are checked by the rulebook of their place, else by the national one', () => {
    const own = rows.filter(row => row.rulebook !== 'cpc-accountability-2019@1').map(row => [row.id, row.rulebook]);
    expect(own).toEqual([
      ['T15', 'zj-one-visit-2019@1'],
      ['T18', 'sd-drivers-2019@1'],
      ['R17', 'sd-drivers-2019@1'],
    ]);
  });

  it('print as one table, each with what happened beside the outcome and why', () => {
    const printed = publishedTable(rows);
    for (const { id } of rows) expect(printed).toContain(`│ ${id} `);
    // One row of the table may take several lines.
    const rowOf = (id: string) =>
      printed
        .split('├')
        .find(row => row.includes(`│ ${id} `))!
        .replace(/\s+/g, ' ');
    expect(rowOf('R04')).toMatch(/已追责.*触碰红线.*伪造、变造材料、挪用专项资金.*cpc/);
    expect(rowOf('T11')).toMatch(/已容错：免责.*尚不能确定.*待查 \d+ 项/);
  });
});
