// The attacks as the table of docs/threats.md, between its markers.
import { DETECTORS, type Attack } from './attack';

export const MARKERS = ['<!-- attacks: made from test/setup/attacks.ts -->', '<!-- attacks: end -->'] as const;

export function attackTable(attacks: readonly Attack[]): string {
  const rows = [
    ['', 'attack', 'in hand', 'noticed by', 'says', 'when'],
    ...attacks.map(({ attack, holds, detector, shows }, at) => [
      String(at + 1),
      attack,
      holds,
      detector,
      `\`${shows.trim()}\``,
      DETECTORS[detector],
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map(row => row[column]!.length)));
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const rule = `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`;
  const [head, ...body] = rows;
  return [MARKERS[0], '', line(head!), rule, ...body.map(line), '', MARKERS[1]].join('\n');
}
