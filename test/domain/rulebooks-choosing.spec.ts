import * as fc from 'fast-check';
import { booksFor, chooseRulebook, inForceOn } from '../../src/domain/check/choosing';
import type { Rulebook } from '../../src/domain/check/rulebook';
import { loadRulebooks } from '../../src/platform/rulebook-files';

const books = loadRulebooks().rulebooks.map(({ rulebook }) => rulebook);
const id = (book: Rulebook | null): string | null => book && `${book.code}@${book.version}`;

describe('the rulebook of a place and a day', () => {
  it.each([
    ['the county before its first version', '513221', '2024-12-31', null, 'cpc-accountability-2019@1'],
    ['its first day', '513221', '2025-01-01', null, 'WC-513221@1'],
    ['the last day of version 1', '513221', '2025-12-31', null, 'WC-513221@1'],
    ['the first day of version 2', '513221', '2026-01-01', null, 'WC-513221@2'],
    ['a township of the county', '513221101', '2026-06-01', null, 'WC-513221@2'],
    ['a village of the county', '513221101002', '2026-06-01', null, 'WC-513221@2'],
    ['the county next to it', '513222', '2026-06-01', null, 'cpc-accountability-2019@1'],
    ['the city above it', '513200', '2026-06-01', null, 'cpc-accountability-2019@1'],
    ['nothing before any rule', '513221', '2018-12-31', null, null],
    ['a county in Zhejiang', '330604', '2020-06-01', null, 'zj-one-visit-2019@1'],
    ['its digital economy', '330604', '2022-06-01', 'digital-economy', 'zj-digital-2021@1'],
    ['Zhejiang with no field known', '330604', '2022-06-01', null, 'zj-one-visit-2019@1'],
    [
      'Henan, another field: still nearer than the nation',
      '410122',
      '2022-06-01',
      'village-water',
      'ha-business-2021@1',
    ],
    ['Shandong in general', '370602', '2022-06-01', 'village-water', 'sd-drivers-2019@1'],
    ['Shandong business environment', '370602', '2022-06-01', 'business-environment', 'sd-business-2021@1'],
    ['Qingdao: never the zone by place', '370211', '2018-06-01', null, null],
    ['Zhengzhou: never the zone by place', '410122', '2022-06-01', null, 'ha-business-2021@1'],
    ['Shanghai the day before the setting', '310101', '2024-12-31', null, 'cpc-accountability-2019@1'],
    ['Shanghai on it', '310101', '2025-01-01', null, 'sh-business-2024@1'],
  ])('%s', (_, region, day, field, expected) => {
    expect(id(chooseRulebook(books, { region, day, field }))).toBe(expected);
  });

  it('an unknown first day holds on no day', () => {
    const [book] = books;
    if (book === undefined) throw new Error('unreachable');
    const unknown = { ...book, inForce: { from: null, to: null, basis: { setting: true } } };
    expect(inForceOn(unknown, '2026-01-01')).toBe(false);
    expect(chooseRulebook([unknown], { region: '513221', day: '2026-01-01' })).toBeNull();
  });

  it('does not depend on the order of the files', () => {
    const places = fc.constantFrom('513221', '330604', '370602', '410122', '310101', '110101');
    const days = fc.constantFrom('2018-01-01', '2019-10-01', '2021-03-01', '2025-12-31', '2026-01-01');
    fc.assert(
      fc.property(fc.shuffledSubarray(books, { minLength: books.length }), places, days, (shuffled, region, day) => {
        expect(chooseRulebook(shuffled, { region, day })).toBe(chooseRulebook(books, { region, day }));
      }),
    );
  });

  it('comes in two for the time rule', () => {
    const at = (actFrom: string | null) => {
      const { older, present } = booksFor(books, { region: '513221', actFrom, askedOn: '2026-05-01' });
      return [id(older), id(present)];
    };
    expect(at('2025-06-01')).toEqual(['WC-513221@1', 'WC-513221@2']);
    expect(at('2026-02-01')).toEqual(['WC-513221@2', 'WC-513221@2']);
    expect(at('2016-02-01')).toEqual([null, 'WC-513221@2']);
    expect(at(null)).toEqual([null, 'WC-513221@2']);
  });
});
