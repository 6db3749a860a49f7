import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { parseJson } from '../../../src/cli/json-text';
import { merkleVectors } from '../../../src/cli/merkle-vectors';

const published = ['inclusion', 'consistency', 'reference-tree'].map(name =>
  join(__dirname, `../../data/vectors/merkle-${name}.json`),
);
const folder = mkdtempSync(join(tmpdir(), 'merkle-vectors-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
async function run(...files: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await merkleVectors(files, { out: line => out.push(line), err: line => err.push(line) });
  return { code, out, err };
}
const tampered = () => {
  const changed = JSON.parse(readFileSync(published[0]!, 'utf8')) as { vectors: { root: string }[] };
  changed.vectors[0]!.root = `A${changed.vectors[0]!.root.slice(1)}`;
  return write('tampered.json', JSON.stringify(changed));
};

it('all published vectors pass', async () => {
  expect(await run(...published)).toEqual({ code: 0, out: ['126 passed, 0 failed'], err: [] });
});

it('a tampered vector is named and ends in 1', async () => {
  const file = tampered();
  const { code, out, err } = await run(file, published[1]!);
  expect({ code, err, last: out.at(-1), lines: out.length }).toEqual({ code: 1, err: [], last: '97 passed, 1 failed', lines: 2 }); // prettier-ignore
  expect(out[0]).toContain(`FAILED ${file}: vectors[0] (happy path, inclusion/0/happy-path.json)`);
});

describe('bad input ends in 2, naming file and place in both languages', () => {
  it.each<[string, () => string[], RegExp[]]>([
    ['no file', () => [], [/没有给出向量文件/, /no vector file given/]],
    ['missing file', () => [join(folder, 'absent.json')], [/absent\.json：文件不存在/, /absent\.json: no such file/]],
    ['a folder', () => [folder], [/是目录/, /is a directory/]],
    ['not UTF-8', () => [write('latin.json', Uint8Array.of(0x22, 0xe9, 0x22))], [/不是 UTF-8/, /is not UTF-8 text/]],
    [
      'not JSON',
      () => [write('bad.json', '{\n  "vectors": [1,]\n}')],
      [/bad\.json：第 2 行第 17 列/, /line 2, column 17/],
    ],
    ['cut off', () => [write('cut.json', '{\n "vectors": [\n')], [/第 3 行第 1 列/, /line 3, column 1/]],
    ['empty file', () => [write('empty.json', '')], [/第 1 行第 1 列/, /line 1, column 1/]],
    [
      'no vectors',
      () => [write('none.json', '{"vectors":[]}')],
      [/none\.json：vectors 应至少有一个向量/, /vectors must hold/],
    ],
    ['wrong field', () => [write('field.json', '{"vectors":[{"leafIdx":1,"wantErr":true,"proof":[]}]}')], [/：vectors\[0\]\.leafIdx/, /: vectors\[0\]\.leafIdx must be/]], // prettier-ignore
  ])('%s', async (_, files, words) => {
    const { code, out, err } = await run(...files());
    expect({ code, out, count: err.length }).toEqual({ code: 2, out: [], count: 1 });
    for (const word of words) expect(err[0]).toMatch(word);
  });

  it('even beside files that pass or fail', async () => {
    const { code, out, err } = await run(published[2]!, join(folder, 'absent.json'), tampered());
    expect(code).toBe(2);
    expect(out.at(-1)).toBe('76 passed, 1 failed');
    expect(err).toHaveLength(1);
  });
});

describe('where JSON stops being JSON', () => {
  it.each([
    ['[1 2]', 1, 4],
    ['{"a" 1}', 1, 6],
    ['{"a":}', 1, 6],
    ['{,}', 1, 2],
    ['{"a":1,}', 1, 8],
    ['{1:2}', 1, 2],
    ['[}', 1, 2],
    ['[1]]', 1, 4],
    ['{"a":1]', 1, 7],
    ['01', 1, 2],
    ['1 1', 1, 3],
    ['nul', 1, 1],
    ['NaN', 1, 1],
    ["['a']", 1, 2],
    ['["a\nb"]', 1, 2],
    ['["\\x"]', 1, 2],
    ['[\r\n  "unclosed', 2, 3],
    ['[\n\n1,\n', 4, 1],
    ['[]\n// comment', 2, 1],
    ['\ufeff[]', 1, 1],
    ['   ', 1, 4],
  ])('%p at line %i, column %i', (text, line, column) => expect(parseJson(text)).toEqual({ fault: { line, column } }));

  it('a fault is never found where JSON.parse finds none, and the text before it could go on', () => {
    const pieces = ['{', '}', '[', ']', ',', ':', '"a"', '1', 'true', ' ', '\n', 'x'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 9 }), parts => {
        const text = parts.join('');
        const parsed = parseJson(text);
        if ('value' in parsed) return expect(parsed.value).toEqual(JSON.parse(text));
        expect(() => JSON.parse(text) as unknown).toThrow();
        const lines = text.split('\n');
        expect(parsed.fault.line).toBeLessThanOrEqual(lines.length);
        expect(parsed.fault.column).toBeLessThanOrEqual(lines[parsed.fault.line - 1]!.length + 1);
      }),
      { numRuns: 3000 },
    );
  });
});
