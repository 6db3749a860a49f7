// What a draft would change: the choice of rulebooks with a draft among them, and the comparison of two findings.
import fc from 'fast-check';
import { check } from '../../../src/domain/check/check';
import { chooseRulebook } from '../../../src/domain/check/choosing';
import type { Finding } from '../../../src/domain/check/finding';
import { aloneWith, chosenWith, impact } from '../../../src/domain/check/impact';
import type { Rulebook } from '../../../src/domain/check/rulebook';
import { arbitraryBook, arbitraryFacts } from './arbitrary';
import { coveredFacts, fullBook } from './samples';

const bookOf = (changes: Partial<Rulebook>): Rulebook => ({ ...fullBook(), ...changes });
const alone = (book: Rulebook, facts = coveredFacts()): Finding => check(facts, { older: book, present: book });

describe('impact', () => {
  it('is null for equal rulebooks, whatever their names', () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryBook(), (facts, book) => {
        const renamed = { ...book, code: 'another-name', version: book.version + 1 };
        expect(impact(alone(book, facts), alone(renamed, facts))).toBeNull();
      }),
    );
  });

  it('is null exactly where outcome, effect, record part, results and weights are equal', () => {
    const substance = ({ outcome, effect, recordPart, applied }: Finding) => ({
      ...{ outcome, effect, recordPart },
      conditions: applied.conditions.map(({ code, result, decides }) => [code, result, decides]),
      redLines: applied.redLines.map(({ code, result }) => [code, result]),
    });
    fc.assert(
      fc.property(arbitraryFacts, arbitraryBook(), arbitraryBook(), (facts, one, two) => {
        const [before, after] = [alone(one, facts), alone(two, facts)];
        const same = JSON.stringify(substance(before)) === JSON.stringify(substance(after));
        expect(impact(before, after) === null).toBe(same);
      }),
    );
  });

  it('swaps before and after with its findings, and lists only what differs, sorted', () => {
    const swapped = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(swapped);
      if (typeof value !== 'object' || value === null) return value;
      const swap: Record<string, string> = { before: 'after', after: 'before' };
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [swap[key] ?? key, swapped(part)]));
    };
    fc.assert(
      fc.property(arbitraryFacts, arbitraryBook(), arbitraryBook(), (facts, one, two) => {
        const [before, after] = [alone(one, facts), alone(two, facts)];
        const found = impact(before, after);
        expect(impact(after, before)).toEqual(swapped(found));
        for (const list of [found?.conditions ?? [], found?.redLines ?? []]) {
          const codes = list.map(({ code }) => code);
          expect(codes).toEqual([...new Set(codes)].sort());
          for (const { before: was, after: is, decides } of list) {
            expect(was !== is || decides.before !== decides.after).toBe(true);
          }
        }
      }),
    );
  });

  // The preview checks once and takes the older rulebook's own part for what was found before.
  it('of a rulebook’s own part equals that of a check with it alone', () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryBook(), arbitraryBook(), (facts, one, two) => {
        const [older, present] = [
          { ...one, version: 1 },
          { ...two, version: 2 },
        ];
        const both = check(facts, { older, present });
        const part = [both.applied, both.other].find(found => found?.rulebook.version === 1)!;
        expect(impact(alone(older, facts), aloneWith(part))).toBeNull();
        expect(part.outcome).toBe(alone(older, facts).outcome);
      }),
    );
  });

  const before = fullBook();
  const [firstLine, ...otherLines] = before.redLines;
  it.each<[string, Partial<Rulebook>, object | null]>([
    ['nothing', {}, null],
    ['another title', { title: { zh: '别的', en: 'another' } }, null],
    ['a higher cap that was not reached', { caps: { ...before.caps, lossFen: 1_000_000 } }, null],
    [
      'an effect',
      { effect: 'lighter' },
      { effect: { before: before.effect, after: 'lighter' }, conditions: [], redLines: [] },
    ],
    [
      'a red line less',
      { redLines: otherLines },
      { redLines: [{ code: firstLine!.code, before: 'unmet', after: null, decides: { before: true, after: false } }] },
    ],
    [
      'a condition no longer asked',
      { conditions: before.conditions.filter(node => !('code' in node) || node.code !== 'C10') },
      {
        outcome: { before: 'covered', after: 'covered' },
        conditions: [
          { code: 'C10', before: 'met', after: expect.any(String), decides: { before: true, after: false } },
        ],
      },
    ],
  ])('%s', (_, changes, expected) => {
    const found = impact(alone(before), alone(bookOf({ ...changes, version: before.version + 1 })));
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });
});

describe('chosenWith', () => {
  const inForce = (from: string | null, to: string | null = null) => ({ from, to, basis: { setting: true } });
  const county = bookOf({ code: 'C', version: 1, region: '513221', level: 'county', inForce: inForce('2026-01-01') });
  const province = bookOf({
    code: 'P',
    version: 1,
    region: '510000',
    level: 'province',
    inForce: inForce('2020-01-01'),
  });
  const nation = bookOf({ code: 'N', version: 1, region: '000000', level: 'nation', inForce: inForce('2019-01-01') });
  const books = [county, province, nation];
  const next = (changes: Partial<Rulebook> = {}) => ({
    ...county,
    version: 2,
    inForce: inForce('2027-01-01'),
    ...changes,
  });
  const other = (changes: Partial<Rulebook>) => next({ code: 'X', version: 1, ...changes });
  const named = (book: Rulebook | null) => book && `${book.code}@${book.version}`;

  it.each<[string, Rulebook, { region: string; day?: string; field?: string }, string | null]>([
    ['its own place, before its first day', next(), { region: '513221106' }, 'C@2'],
    ['its own place, before anything of its code', next(), { region: '513221', day: '2020-06-01' }, 'C@2'],
    ['another county', next(), { region: '513222' }, 'P@1'],
    ['another province', next(), { region: '330604' }, 'N@1'],
    ['a county rule beside a county rule: the newer day', other({}), { region: '513221' }, 'X@1'],
    ['a rule for another field', other({ fields: ['water'] }), { region: '513221', field: 'roads' }, 'C@1'],
    ['a rule for this field', other({ fields: ['water'] }), { region: '513221', field: 'water' }, 'X@1'],
    [
      'a township rule in its township',
      other({ region: '513221106', level: 'township' }),
      { region: '513221106' },
      'X@1',
    ],
    ['a township rule in the county', other({ region: '513221106', level: 'township' }), { region: '513221' }, 'C@1'],
    ['a zone is never chosen by place', other({ level: 'zone' }), { region: '513221' }, 'C@1'],
    [
      'a province draft above a county rule',
      other({ region: '510000', level: 'province' }),
      { region: '513221' },
      'C@1',
    ],
    ['a version turned into a zone leaves the next nearest', next({ level: 'zone' }), { region: '513221' }, 'P@1'],
    ['an unknown first day is supposed too', next({ inForce: inForce(null) }), { region: '513221' }, 'C@2'],
    [
      'a last day already past is supposed away',
      next({ inForce: inForce('2026-01-01', '2026-02-01') }),
      { region: '513221' },
      'C@2',
    ],
  ])('%s', (_, draft, { region, day = '2026-06-01', field = 'roads' }, expected) => {
    const place = { region, field };
    const chosen = chooseRulebook(books, { ...place, day });
    expect(named(chosenWith(draft, { books, chosen }, { place, day }))).toBe(expected);
  });

  it('leaves alone what was chosen when the record was another, where it does not reach', () => {
    const place = { region: '513222', field: null };
    expect(chosenWith(next(), { books, chosen: nation }, { place, day: '2026-06-01' })).toBe(nation);
    expect(chosenWith(next(), { books, chosen: null }, { place, day: '2026-06-01' })).toBeNull();
  });

  it('gives the draft itself, so that it is compiled once', () => {
    const draft = next();
    const place = { region: '513221', field: null };
    expect(chosenWith(draft, { books, chosen: county }, { place, day: '2026-06-01' })).toBe(draft);
  });

  it('chooses what will be chosen on its first day, once it is on record', () => {
    const regions = fc.constantFrom('513221', '513221106', '513222', '330604', '510104');
    const levels = fc.constantFrom<[string, Rulebook['level']]>(
      ['513221', 'county'],
      ['513221106', 'township'],
      ['510000', 'province'],
    );
    const fields = fc.constantFrom<readonly string[] | undefined>(undefined, ['water'], ['roads']);
    fc.assert(
      fc.property(regions, levels, fields, (region, [of, level], own) => {
        const draft = other({ region: of, level, fields: own });
        const day = draft.inForce.from!;
        const wanted = { region, field: 'water', day };
        const chosen = chooseRulebook(books, wanted);
        const supposed = chosenWith(draft, { books, chosen }, { place: { region, field: 'water' }, day });
        expect(supposed).toBe(chooseRulebook([...books, draft], wanted));
      }),
    );
  });
});
