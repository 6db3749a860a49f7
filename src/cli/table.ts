// Tables for a terminal in which a Chinese character is two columns wide.

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;

export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

const pad = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - displayWidth(text)));

/** Breaks a text into lines of at most `width` columns; words are kept whole where that is possible. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap(line => wrapLine(line, width));
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let now = '';
  for (const piece of line.match(/[\u0021-\u007e]+|\s|./gu) ?? []) {
    const fits = displayWidth(now) + displayWidth(piece) <= width;
    if (fits) now += piece;
    else {
      if (now.trim() !== '') lines.push(now.trimEnd());
      now = piece.trimStart();
      for (; displayWidth(now) > width; now = now.slice(width)) lines.push(now.slice(0, width));
    }
  }
  return now.trim() === '' && lines.length > 0 ? lines : [...lines, now.trimEnd()];
}

/** Rows of cells under headings, every column as wide as told, a rule between rows. */
export function table(
  headings: readonly string[],
  widths: readonly number[],
  rows: readonly (readonly string[])[],
): string {
  const rule = (joint: string, left: string, right: string) =>
    left + widths.map(width => '─'.repeat(width + 2)).join(joint) + right;
  const drawn = (cells: readonly string[]) => {
    const columns = cells.map((cell, at) => wrap(cell, widths[at]!));
    const height = Math.max(...columns.map(column => column.length));
    return Array.from({ length: height }, (_, line) => {
      return `│ ${columns.map((column, at) => pad(column[line] ?? '', widths[at]!)).join(' │ ')} │`;
    });
  };
  const body = rows.flatMap((row, at) => [...(at > 0 ? [rule('┼', '├', '┤')] : []), ...drawn(row)]);
  return [rule('┬', '┌', '┐'), ...drawn(headings), rule('┼', '├', '┤'), ...body, rule('┴', '└', '┘')].join('\n');
}
