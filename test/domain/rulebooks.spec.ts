import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { ADVERSE_FACTS, readRulebook } from '../../src/domain/check/reading';
import type { Rulebook } from '../../src/domain/check/rulebook';
import { nearest } from '../../src/domain/check/shape';
import { valueSha256 } from '../../src/platform/digests';
import { RULEBOOK_FOLDER, findRulebook, loadRulebooks } from '../../src/platform/rulebook-files';
import { parseText, printFault } from '../../src/platform/yaml';

const library = loadRulebooks();
const parsed = parseText(readFileSync(join(RULEBOOK_FOLDER, 'wc-513221-2026.yaml'), 'utf8'), 'wc.yaml');
const county: unknown = parsed.ok ? parsed.documents[0]?.value : null;
/** The county rulebook as its file has it, a fresh copy each time. */
const raw = (): any => structuredClone(county);
const faultsOf = (value: unknown): string[] => {
  const reading = readRulebook(value);
  return 'faults' in reading ? reading.faults.map(fault => `${fault.field}: ${fault.en}`) : [];
};
const conditionCodes = (book: Rulebook): string[] =>
  book.conditions.flatMap(node => ('anyOf' in node ? node.anyOf.map(member => member.code) : [node.code]));

describe('the rulebooks of the product', () => {
  it('are all read without a fault', () => {
    expect(library.faults.map(printFault)).toEqual([]);
    expect(library.rulebooks.map(({ rulebook: b }) => `${b.code}@${b.version}`)).toEqual([
      'WC-513221@1',
      'WC-513221@2',
      'cpc-accountability-2019@1',
      'ha-airport-2021@1',
      'ha-business-2021@1',
      'qd-westcoast-2018@1',
      'sd-business-2021@1',
      'sd-drivers-2019@1',
      'sh-business-2024@1',
      'zj-digital-2021@1',
      'zj-one-visit-2019@1',
    ]);
  });

  // What law/rules.json says of each of the nine, in the order of its list: effect, first day, article, conditions.
  it.each([
    ['zj-one-visit-2019', 'shall-exempt', '2019-01-01', '46', ['C09', 'C11', 'C13', 'C14', 'C18']],
    ['zj-digital-2021', 'no-negative-appraisal', '2021-03-01', '58', ['C09', 'C11', 'C13', 'C14', 'C18']],
    ['ha-business-2021', 'shall-exempt', '2021-01-01', '81', ['C09', 'C13', 'C14', 'C16', 'C18']],
    ['ha-airport-2021', 'lighter-or-exempt', '2021-03-01', '60', ['C09', 'C14', 'C18']],
    ['sd-business-2021', 'lighter-or-exempt', '2021-01-01', '64', ['C09', 'C11', 'C13', 'C14', 'C18']],
    ['sd-drivers-2019', 'shall-exempt', '2019-10-01', '29', ['C09', 'C13', 'C17']],
    ['qd-westcoast-2018', 'shall-exempt', '2018-01-01', '53', ['C09', 'C13', 'C14', 'C17']],
    ['sh-business-2024', 'lighter-or-exempt', '2025-01-01', '7', ['C09', 'C14', 'C18']],
    ['cpc-accountability-2019', 'may-exempt', '2019-09-01', '17', ['C13', 'C15', 'C19', 'C20']],
  ])('%s is encoded as its source says', (code, effect, from, article, conditions) => {
    const book = findRulebook(library.rulebooks, code)?.rulebook as Rulebook;
    expect([book.effect, book.inForce.from, book.source.article]).toEqual([effect, from, article]);
    expect(conditionCodes(book).sort()).toEqual(conditions);
  });

  it('bar private gain, forged papers, an explicit ban and moved earmarked money everywhere', () => {
    for (const { rulebook } of library.rulebooks) {
      const facts = rulebook.redLines.flatMap(line => (line.test.kind === 'fact' ? line.test.anyOf : []));
      expect(facts).toEqual(
        expect.arrayContaining(['private-gain', 'forged-papers', 'explicit-ban', 'earmarked-money-moved']),
      );
    }
  });

  it('mark every red line that no source states as a setting', () => {
    const stated = library.rulebooks
      .filter(({ rulebook }) => rulebook.level !== 'county')
      .flatMap(({ rulebook: b }) => b.redLines.map(line => ({ book: b.code, line })))
      .filter(({ line }) => line.basis.setting !== true)
      .map(({ book, line }) => `${book} ${line.test.kind === 'fact' ? line.test.anyOf.join() : line.test.kind}`);
    expect(stated).toEqual([
      'cpc-accountability-2019 obviously-unlawful-order',
      'ha-airport-2021 private-gain',
      'ha-airport-2021 malicious-collusion',
      'ha-business-2021 private-gain',
      'qd-westcoast-2018 private-gain',
      'sd-business-2021 private-gain',
      'sd-drivers-2019 private-gain',
      'sh-business-2024 private-gain',
      'zj-digital-2021 private-gain',
      'zj-one-visit-2019 private-gain',
    ]);
  });

  it('include one complete county rulebook in two versions that differ', () => {
    const [old, now] = ['WC-513221@1', 'WC-513221@2'].map(
      id => findRulebook(library.rulebooks, id)?.rulebook as Rulebook,
    );
    if (old === undefined || now === undefined) throw new Error('unreachable');
    expect(conditionCodes(now)).toHaveLength(20);
    expect(now.conditions.filter(node => 'anyOf' in node)).toHaveLength(2);
    expect(now.flawKinds.length).toBeGreaterThanOrEqual(14);
    expect(now.redLines.length).toBeGreaterThanOrEqual(12);
    expect(now.safeguards.length).toBeGreaterThanOrEqual(8);
    expect(Object.keys(now.terms)).toHaveLength(11);
    expect([old.terms['self-report']?.workdays, now.terms['self-report']?.workdays]).toEqual([5, 10]);
    expect([old.caps.lossFen, now.caps.lossFen]).toEqual([30_000_000, 50_000_000]);
    const barred = new Set(now.redLines.flatMap(line => (line.test.kind === 'fact' ? line.test.anyOf : [])));
    expect(ADVERSE_FACTS.filter(fact => !barred.has(fact))).toEqual(['public-harm']); // asked by C17
  });

  it('are known by the digest of their content, not of their text', () => {
    const book = findRulebook(library.rulebooks, 'WC-513221');
    expect(book?.rulebook.version).toBe(2);
    const again = readRulebook(JSON.parse(JSON.stringify(raw())));
    expect('rulebook' in again && valueSha256(again.rulebook)).toBe(book?.sha256);
    for (const { rulebook } of library.rulebooks)
      expect(readRulebook(JSON.parse(JSON.stringify(rulebook)))).toEqual({ rulebook });
    expect(findRulebook(library.rulebooks, 'WC-513221@3')).toBeNull();
    expect(findRulebook(library.rulebooks, 'WC')).toBeNull();
  });
});

describe('docs/rulebooks.md', () => {
  const text = readFileSync(join(RULEBOOK_FOLDER, '..', 'docs', 'rulebooks.md'), 'utf8');

  it('has a smallest file that is read, and names every rulebook', () => {
    const example = parseText(/```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? '', 'rulebooks.md');
    expect(example.ok && faultsOf(example.documents[0]?.value)).toEqual([]);
    const files = readdirSync(RULEBOOK_FOLDER).map(name => name.replace('.yaml', ''));
    expect(files.filter(name => !text.includes(name) && !name.startsWith('wc-513221'))).toEqual([]);
  });
});

/** One slip each in an otherwise sound rulebook, and the one fault that must come back. */
const slips: [string, (book: any) => void, string][] = [
  [
    'unknown key with a near one',
    b => (b.panelsize = 3),
    'panelsize: unknown field "panelsize"; did you mean panelSize?',
  ],
  ['unknown key without a near one', b => (b.zzz = 3), 'zzz: unknown field "zzz"'],
  ['missing key', b => delete b.effect, 'effect: is missing'],
  ['wrong word', b => (b.effect = 'shall-exemt'), 'effect: unknown "shall-exemt"; did you mean shall-exempt?'],
  [
    'unknown condition in a group',
    b => (b.conditions[8].anyOf[1].code = 'C99'),
    'conditions[8].anyOf[1].code: unknown "C99"',
  ],
  ['condition twice', b => (b.conditions[1].code = 'C01'), 'conditions[1].code: "C01" repeats conditions[0].code'],
  [
    'condition alone and in a group',
    b => (b.conditions[8].anyOf[1].code = 'C01'),
    'conditions[8].anyOf[1].code: "C01" repeats',
  ],
  ['group of one', b => b.conditions[8].anyOf.pop(), 'conditions[8].anyOf: needs at least 2'],
  ['basis missing', b => delete b.conditions[3].basis, 'conditions[3].basis: is missing'],
  ['basis without article', b => (b.conditions[3].basis = { document: 'x' }), 'conditions[3].basis: name the article'],
  ['setting: no is no basis', b => (b.caps.basis = { setting: false }), 'caps.basis: name the article'],
  ['base of a value missing', b => delete b.bases.filing, 'bases.filing: name what filing rests on'],
  [
    'marks on another condition',
    b => (b.conditions[0].params = { marks: ['prohibitory'] }),
    'conditions[0].params.marks: is for C18',
  ],
  [
    'anyOf on another condition',
    b => (b.conditions[0].params = { anyOf: ['remedied'] }),
    'conditions[0].params.anyOf: is for C11',
  ],
  [
    'confirm on a question',
    b => (b.conditions[12].params = { confirm: true }),
    'conditions[12].params.confirm: this condition',
  ],
  [
    'remedy that is none',
    b => (b.conditions[10].anyOf[0].params.anyOf = ['private-gain']),
    'conditions[10].anyOf[0].params.anyOf[0]: unknown "private-gain"',
  ],
  ['red lines out of order', b => b.redLines.reverse(), 'redLines[0].code: expected R01'],
  ['red line twice', b => (b.redLines[1].code = 'R01'), 'redLines[1].code: expected R02'],
  [
    'red line on a favourable fact',
    b => (b.redLines[0].anyOf = ['remedied']),
    'redLines[0].anyOf[0]: unknown "remedied"',
  ],
  ['red line without a test', b => delete b.redLines[0].anyOf, 'redLines[0]: needs exactly one of'],
  ['red line with two tests', b => (b.redLines[0].question = true), 'redLines[0]: needs exactly one of'],
  ['fen with a fraction', b => (b.caps.lossFen = 1.5), 'caps.lossFen: expected a whole number'],
  ['fen below nought', b => (b.redLines[16].lossOverFen = -1), 'redLines[16].lossOverFen: expected a whole number'],
  [
    'flaw kind twice',
    b => (b.flawKinds[1].code = b.flawKinds[0].code),
    'flawKinds[1]: "built-before-approval" repeats flawKinds[0]',
  ],
  ['safeguard twice', b => (b.safeguards[3].code = b.safeguards[2].code), 'safeguards[3]: "risk-assessment" repeats'],
  ['term of nought', b => (b.terms.seal.workdays = 0), 'terms.seal.workdays: expected a whole number from 1 to 366'],
  [
    'unknown term',
    b => (b.terms['self-raport'] = b.terms.seal),
    'terms.self-raport: unknown field "self-raport"; did you mean self-report?',
  ],
  ['even panel', b => (b.panelSize = 4), 'panelSize: must be odd'],
  ['panel of one', b => (b.panelSize = 1), 'panelSize: expected a whole number from 3'],
  [
    'three opinions of two offices',
    b => (b.filing.opinions = 3),
    'filing.opinions: more opinions than filing offices (2)',
  ],
  ['last day before the first', b => (b.inForce.to = '2025-12-31'), 'inForce.to: ends on 2025-12-31'],
  ['no such day', b => (b.inForce.from = '2026-02-30'), 'inForce.from: expected an existing day'],
  ['unknown first day that is no setting', b => (b.inForce.from = null), 'inForce.basis: an unknown first day'],
  ['region of another level', b => (b.region = '513200'), 'region: does not agree with level county'],
  ['township code at county level', b => (b.region = '513221101'), 'region: does not agree with level county'],
  ['province level for a county', b => (b.level = 'province'), 'region: does not agree with level province'],
  ['deemed granted: fire', b => (b.deemedGranted[0] = 'fire-permit'), 'deemedGranted[0]: matters of fire are never'],
  ['deemed granted: 用地', b => (b.deemedGranted[0] = '建设用地审批'), 'deemedGranted[0]: matters of land are never'],
  ['deemed granted: 安全', b => (b.deemedGranted[0] = '安全生产许可'), 'deemedGranted[0]: matters of safety are never'],
  [
    'deemed granted: environment',
    b => (b.deemedGranted[0] = 'environmental_permit'),
    'deemedGranted[0]: matters of environment',
  ],
  ['deemed granted: 保密', b => (b.deemedGranted[0] = '保密资质'), 'deemedGranted[0]: matters of secrecy are never'],
  [
    'stored test of another kind',
    b => (b.redLines[0] = { ...b.redLines[0], anyOf: undefined, test: { kind: 'question', fen: 1 } }),
    'redLines[0].test.fen: does not go',
  ],
  ['blank title', b => (b.title.en = '  '), 'title.en: expected text'],
  ['null where a list stands', b => (b.redLines = null), 'redLines: expected a list, got null'],
];

describe('a rulebook with a slip', () => {
  it.each(slips)('is refused: %s', (_, slip, expected) => {
    const book = raw();
    slip(book);
    expect(faultsOf(book).some(fault => fault.startsWith(expected))).toBe(true);
  });

  it('has all its faults reported at once, in order, in both languages', () => {
    const book = raw();
    book.panelSize = 4;
    book.conditions[10].anyOf[1].code = 'C98';
    book.conditions[2].basis = {};
    book.titel = 1;
    const reading = readRulebook(book);
    if (!('faults' in reading)) throw new Error('accepted');
    expect(reading.faults.map(fault => fault.field)).toEqual([
      'conditions[2].basis',
      'conditions[10].anyOf[1].code',
      'panelSize',
      'titel',
    ]);
    for (const fault of reading.faults) expect(fault.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it.each([null, 3, 'x', [], {}])('is refused and never throws: %j', value => {
    expect(faultsOf(value).length).toBeGreaterThan(0);
  });

  it('is refused, not crashed on, whatever one value is replaced by', () => {
    const paths: (string | number)[][] = [];
    const walk = (value: any, path: (string | number)[]): void => {
      if (path.length > 0) paths.push(path);
      if (typeof value !== 'object' || value === null) return;
      for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) walk(value[key], [...path, key]);
    };
    walk(raw(), []);
    const junk = fc.constantFrom<unknown>(null, 7.5, { deep: [1] }, [[]], { anyOf: 1 });
    fc.assert(
      fc.property(fc.constantFrom(...paths), junk, (path, value) => {
        const book = raw();
        const last = path[path.length - 1] as string;
        const parent = path.slice(0, -1).reduce((at, key) => at[key], book);
        parent[last] = value;
        const reading = readRulebook(book);
        // Only the few values that may be unknown may be null.
        if ('rulebook' in reading)
          expect([value, ['adopted', 'to', 'lossFen']]).toEqual([null, expect.arrayContaining([last])]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('nearest', () => {
  it.each([
    ['anchorng', 'anchoring'],
    ['Terms', 'terms'],
    ['xyz', null],
    ['a'.repeat(500), null],
  ])('%s -> %s', (word, expected) => expect(nearest(word, ['anchoring', 'terms', 'caps'])).toBe(expected));
});
