// `check case` as an outsider uses it: exit codes, one line of canonical JSON a case, faults by file, line and field.

import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { canonicalBytes, canonicalJson } from '../../src/domain/canonical';
import { checkCase } from '../../src/cli/check-case';
import { readCaseFile } from '../../src/cli/case-run';
import { sha256Hex } from '../../src/platform/digests';

const cases = resolve(__dirname, '..', 'data', 'cases');
const folder = mkdtempSync(join(tmpdir(), 'check-case-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string | Buffer): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await checkCase(args, { out: line => out.push(line), err: line => err.push(line) });
  return { code, out, err, json: out.map(line => JSON.parse(line) as any) };
}
const CASE = "case: c1\nplace: '513221'\naskedOn: 2026-05-20\nflaw: {}\n";

describe('check case', () => {
  it('prints a finding for every case of the test data, and is content', async () => {
    const names = readdirSync(cases, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.yaml'));
    const { code, err, out, json } = await run(...names.map(name => join(cases, name)));
    expect({ code, err }).toEqual({ code: 0, err: [] });
    expect(out).toHaveLength(names.length);
    for (const [i, line] of out.entries()) expect(line).toBe(canonicalJson(json[i]));
    for (const one of json) {
      expect(one.expected).toEqual({ matched: true, mismatches: [] });
      expect(one.explanation.zh.join('\n')).toMatch(/[\u4e00-\u9fff]/);
      expect(one.explanation.en.join('\n')).toMatch(/[a-z]/);
    }
  });

  it('gives the digest of the facts and of the rulebooks', async () => {
    const path = file('digest.yaml', `${CASE}answers: { private-gain: yes }\n`);
    const { json } = await run(path);
    const [item] = readCaseFile(path).cases;
    expect(json[0].factsDigest).toBe(sha256Hex(canonicalBytes(item?.one.facts)));
    expect(json[0].rulebooks).toEqual({
      older: null,
      present: { code: 'WC-513221', version: 2, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(json[0]).toMatchObject({ case: 'c1', expected: null, finding: { outcome: 'barred' } });
  });

  it('gives the same bytes twice', async () => {
    const path = join(cases, 'covered', 's1-cemetery.yaml');
    expect((await run(path)).out).toEqual((await run(path)).out);
  });

  it('reads JSON, and several documents of one file', async () => {
    const raw = { case: 'j', place: '513221', askedOn: '2026-05-20', flaw: {} };
    const { code, json } = await run(
      file('a.json', JSON.stringify(raw)),
      file('two.yaml', `${CASE}---\n${CASE.replace('c1', 'c2')}`),
    );
    expect([code, json.map(one => one.case)]).toEqual([0, ['j', 'c1', 'c2']]);
  });

  it('ends with 1 when a finding is not as expected, and says where', async () => {
    const path = file('wrong.yaml', `${CASE}expect: { outcome: eligible, conditions: { R01: met } }\n`);
    const { code, json } = await run(path, file('right.yaml', CASE));
    expect(code).toBe(1);
    expect(json[0].expected).toEqual({
      matched: false,
      mismatches: [
        { field: 'outcome', expected: 'eligible', actual: 'undetermined' },
        { field: 'conditions.R01', expected: 'met', actual: 'unknown' },
      ],
    });
  });

  it.each<[string, string, RegExp]>([
    ['a syntax error', 'case: c\n  bad: [\n', /f\.yaml:\d+:\d+: .* \/ /],
    [
      'an unknown field',
      `${CASE}flow: {}\n`,
      /f\.yaml:5:1 flow: 没有“flow”.*unknown field "flow"; did you mean flaw\?/,
    ],
    ['an unknown field within', `${CASE.replace('{}', '\n  knd: x')}`, /f\.yaml:5:3 flaw\.knd: .*did you mean kind\?/],
    [
      'a wrong value',
      `${CASE}answers:\n  remedied: maybe\n`,
      /f\.yaml:6:3 answers\.remedied\.value: .*unknown "maybe"/,
    ],
    ['a missing field', 'case: c\nflaw: {}\n', /f\.yaml:1:1 askedOn: 缺少此项 \/ is missing/],
    [
      'an unknown rulebook',
      `${CASE}rulebook: WC-513222\n`,
      /f\.yaml:5:1 rulebook: .*unknown rulebook "WC-513222"; did you mean WC-513221\?/,
    ],
    [
      'an unknown version',
      `${CASE}rulebook: WC-513221@7\n`,
      /rulebook: .*unknown rulebook "WC-513221@7"; did you mean/,
    ],
    [
      'a rulebook file that is not there',
      `${CASE}rulebook: ./none.yaml\n`,
      /f\.yaml:5:1 rulebook: .*none\.yaml:1:1.*no such file/,
    ],
    [
      'a rulebook file with a slip',
      `${CASE}rulebook: ./bad-book.yaml\n`,
      /f\.yaml:5:1 rulebook: .*bad-book\.yaml:1:1.*is missing/,
    ],
    [
      'a place without a rulebook',
      CASE.replace('2026-05-20', '2018-01-01'),
      /f\.yaml:2:1 place: .*no rulebook is in force/,
    ],
    ['no document', '# nothing\n', /f\.yaml:1:1: 文件是空的 \/ the file holds no document/],
    ['something that is no map', 'just text\n', /f\.yaml:1:1: .*expected a map/],
  ])('ends with 2 on %s, and names file, line and field', async (_, text, expected) => {
    file('bad-book.yaml', 'code: x\n');
    const { code, out, err } = await run(file('f.yaml', text));
    expect([code, out]).toEqual([2, []]);
    expect(err.join('\n')).toMatch(expected);
  });

  it('ends with 2 on a file that cannot be read', async () => {
    mkdirSync(join(folder, 'sub'), { recursive: true });
    const binary = file('binary.yaml', Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfe]));
    const huge = file('huge.yaml', `# ${'x'.repeat(1_000_001)}`);
    const { code, err } = await run(join(folder, 'none.yaml'), join(folder, 'sub'), binary, huge);
    expect(code).toBe(2);
    expect(err).toHaveLength(4);
    expect(err[0]).toMatch(/none\.yaml:1:1: 没有这个文件 \/ no such file/);
    expect(err[3]).toMatch(/larger than/);
  });

  it('reports the others although one is bad', async () => {
    const wrong = file('w.yaml', `${CASE}expect: { outcome: eligible }\n---\ncase: 3\nnonsense: 1\n---\n${CASE}`);
    const { code, json, err } = await run(file('bad.yaml', 'a: [\n'), wrong);
    expect([code, json.length]).toEqual([2, 2]);
    expect(err.join('\n')).toMatch(/bad\.yaml:[\s\S]*w\.yaml:8:1 nonsense/);
  });

  it('takes another rulebook by id or path, and one language', async () => {
    const path = file('o.yaml', CASE);
    const named = await run(path, '--rulebook', 'cpc-accountability-2019', '--lang', 'zh');
    expect(named.json[0].finding.applied.rulebook).toEqual({ code: 'cpc-accountability-2019', version: 1 });
    expect(Object.keys(named.json[0].explanation)).toEqual(['zh']);
    const book = resolve(__dirname, '..', 'data', 'rulebooks', 'test-bare.yaml');
    const own = await run(`--rulebook=${book}`, '--lang=en', path);
    expect(own.json[0].finding.applied.rulebook.code).toBe('test-bare');
    expect(Object.keys(own.json[0].explanation)).toEqual(['en']);
  });

  it.each([
    [[]],
    [['--lang', 'fr', 'x.yaml']],
    [['x.yaml', '--rulebook']],
    [['--verbose', 'x.yaml']],
    [['x.yaml', '--rulebook', 'nobody']],
    [['x.yaml', '--rulebook', './none.yaml']],
  ])('ends with 2 on the arguments %j', async args => {
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([2, []]);
    expect(err.join('\n')).toMatch(/[\u4e00-\u9fff].*/);
  });
});
