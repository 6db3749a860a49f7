import { parseText, printFault } from '../../src/platform/yaml';

const faults = (text: string): string[] => {
  const parsed = parseText(text, 'x.yaml');
  return parsed.ok ? [] : parsed.faults.map(printFault);
};
const values = (text: string): unknown[] => {
  const parsed = parseText(text, 'x.yaml');
  if (!parsed.ok) throw new Error(parsed.faults.map(printFault).join('\n'));
  return parsed.documents.map(document => document.value);
};
const bomb = [
  'a0: &a0 [x,x,x,x,x,x,x,x,x]',
  ...[1, 2, 3, 4, 5, 6].map(i => `a${i}: &a${i} [${`*a${i - 1},`.repeat(9)}]`),
];

describe('YAML and JSON texts', () => {
  it('keep days as text, know yes and no as text, and numbers as numbers', () => {
    expect(values('day: 2026-03-02\nat: 2026-03-02T01:00:00Z\na: yes\nb: true\nc: ~\nd: 12\n')).toEqual([
      { day: '2026-03-02', at: '2026-03-02T01:00:00Z', a: 'yes', b: true, c: null, d: 12 },
    ]);
  });

  it('may hold several documents, and JSON', () => {
    expect(values('a: 1\n---\nb: 2\n')).toEqual([{ a: 1 }, { b: 2 }]);
    expect(values('{"a": [1, {"b": null}]}')).toEqual([{ a: [1, { b: null }] }]);
    expect(values('')).toEqual([]);
    expect(values('# nothing but a comment\n')).toEqual([]);
  });

  it('may repeat a value by alias, within reason', () => {
    expect(values('a: &x {b: 1}\nc: *x\n')).toEqual([{ a: { b: 1 }, c: { b: 1 } }]);
  });

  it.each([
    ['an alias bomb', `${bomb.join('\n')}\n`, /x\.yaml:1:1: .* aliases repeat/],
    ['a hundred thousand aliases', `a: &a 1\nb: [${'*a,'.repeat(100_000)}]\n`, /x\.yaml:2:\d+: .* aliases repeat/],
    ['nesting that exhausts the stack', '['.repeat(200_000), /x\.yaml:\d+:\d+: /],
    ['an unknown alias', 'a: *nobody\n', /x\.yaml:1:4: .*nobody/],
    ['a repeated key', 'a: 1\nb: 2\na: 3\n', /x\.yaml:3:1: .*unique/],
    ['a repeated key in JSON', '{"a": 1,\n "a": 2}', /x\.yaml:2:2: .*unique/],
    ['bad indentation', 'a:\n  b: 1\n c: 2\n', /x\.yaml:3:/],
    ['an open bracket', 'a: [1, 2\n', /x\.yaml:\d+:\d+: /],
    ['a tag of ours', 'a: 1\nb: !secret x\n', /x\.yaml:2:4: .*!secret/],
    ['binary data', 'a: !!binary aGk=\n', /x\.yaml:1:\d+: /],
    ['a set', 'a: !!set {x, y}\n', /x\.yaml:1:\d+: /],
    ['an infinity', 'a: .inf\n', /x\.yaml:1:4: .*finite/],
    ['not a number', 'a: .nan\n', /x\.yaml:1:4: .*finite/],
    ['a number too large for a float', 'a: 1e999\n', /x\.yaml:1:4: .*finite/],
    ['an integer that a float would bend', 'a: 12345678901234567890\n', /x\.yaml:1:4: .*too large/],
    ['a list as key', '? [a, b]\n: 1\n', /x\.yaml:1:3: .*key/],
    ['the prototype as key', 'a: 1\n__proto__: {b: 1}\n', /x\.yaml:2:1: .*key/],
  ])('are refused with line and column: %s', (_, text, expected) => {
    expect(faults(text).join('\n')).toMatch(expected);
  });

  it('give a field of the value its line and column', () => {
    const text =
      '# head\ncode: x\nconditions:\n  - code: C01\n  - anyOf:\n      - {code: C02}\n      - {code: C03, basis: 1}\n';
    const parsed = parseText(text, 'x.yaml');
    if (!parsed.ok) throw new Error('refused');
    const at = (field: string) => {
      const [found] = parsed.documents[0]?.locate([{ field, zh: '错', en: 'wrong' }]) ?? [];
      return `${found?.line}:${found?.column}`;
    };
    expect(at('')).toBe('2:1');
    expect(at('code')).toBe('2:1');
    expect(at('conditions[0].code')).toBe('4:5');
    expect(at('conditions[1].anyOf[1].basis')).toBe('7:21');
    expect(at('conditions[1].anyOf[0].basis')).toBe('6:9'); // absent: the map it is missing from
    expect(at('conditions[1].anyOf[9].code')).toBe('5:5');
    expect(at('nowhere.at.all')).toBe('2:1');
  });

  it('print a fault on one line, file first', () => {
    const fault = { file: 'a.yaml', line: 3, column: 5, field: 'conditions[3].code', zh: '没有', en: 'unknown' };
    expect(printFault(fault)).toBe('a.yaml:3:5 conditions[3].code: 没有 / unknown');
  });
});
