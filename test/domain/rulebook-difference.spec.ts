import {
  rulebookDifference,
  type RulebookEntry,
  type RulebookSection,
} from '../../src/domain/check/rulebook-difference';

const entry = (key: string, more: Partial<RulebookEntry> = {}): RulebookEntry => ({
  key,
  name: `name of ${key}`,
  lines: [],
  basis: null,
  setting: false,
  ...more,
});
const section = (key: string, entries: readonly RulebookEntry[]): RulebookSection => ({
  key,
  title: `§ ${key}`,
  entries,
});
const marks = (before: readonly RulebookEntry[], after: readonly RulebookEntry[]): string[] =>
  rulebookDifference([section('s', before)], [section('s', after)])[0]!.entries.map(
    ({ key, change }) => `${key} ${change}`,
  );

describe('an entry', () => {
  test.each([
    ['the same', entry('C09'), 'same'],
    ['of another name', entry('C09', { name: 'decided together' }), 'changed'],
    ['with another parameter', entry('C09', { lines: ['within 5 working days'] }), 'changed'],
    ['resting on another article', entry('C09', { basis: 'art. 11' }), 'changed'],
    ['that has become a setting', entry('C09', { setting: true }), 'changed'],
  ])('%s', (_, after, change) => {
    expect(marks([entry('C09')], [after])).toEqual([`C09 ${change}`]);
  });

  test('two lines are not one line of both texts', () => {
    expect(marks([entry('a', { lines: ['x', 'y'] })], [entry('a', { lines: ['x,y'] })])).toEqual(['a changed']);
  });
});

describe('the order', () => {
  const of = (text: string): RulebookEntry[] => [...text].map(key => entry(key));
  test.each([
    ['abc', 'abc', ['a same', 'b same', 'c same']],
    ['abc', 'cba', ['c same', 'b same', 'a same']],
    ['abc', 'ac', ['a same', 'b removed', 'c same']],
    ['ab', 'b', ['a removed', 'b same']],
    ['abc', 'a', ['a same', 'b removed', 'c removed']],
    ['a', 'xay', ['x added', 'a same', 'y added']],
    ['ab', 'xy', ['a removed', 'b removed', 'x added', 'y added']],
    ['', 'a', ['a added']],
    ['a', '', ['a removed']],
  ])('%s to %s', (before, after, expected) => {
    expect(marks(of(before), of(after))).toEqual(expected);
  });
});

describe('of any two rulebooks', () => {
  // Every pair of subsets of four entries, each in two readings.
  const readings = [
    entry('a'),
    entry('b'),
    entry('c', { lines: ['1'] }),
    entry('a', { setting: true }),
    entry('b', { lines: ['2'] }),
    entry('d'),
  ];
  const subsets = Array.from({ length: 2 ** readings.length }, (_, bits) =>
    readings.filter((_one, n) => bits & (2 ** n)),
  ).filter(chosen => new Set(chosen.map(({ key }) => key)).size === chosen.length);
  const pairs = subsets.flatMap(before => subsets.map(after => ({ before, after })));
  const MIRROR = { same: 'same', changed: 'changed', added: 'removed', removed: 'added' } as const;

  test('there are pairs to look at', () => expect(pairs.length).toBeGreaterThan(1000));

  test('every entry of either stands there once, and nothing else', () => {
    for (const { before, after } of pairs) {
      const [found] = rulebookDifference([section('s', before)], [section('s', after)]);
      const keys = found!.entries.map(({ key }) => key);
      expect([...keys].sort()).toEqual([...new Set([...before, ...after].map(({ key }) => key))].sort());
      expect(found!.entries.map(one => one.before).filter(Boolean)).toHaveLength(before.length);
      expect(found!.entries.map(one => one.after).filter(Boolean)).toEqual(after);
    }
  });

  test('the other way round, what was added is removed', () => {
    for (const { before, after } of pairs) {
      const [there] = rulebookDifference([section('s', before)], [section('s', after)]);
      const [back] = rulebookDifference([section('s', after)], [section('s', before)]);
      const turned = new Map(back!.entries.map(({ key, change }) => [key, MIRROR[change]]));
      for (const { key, change } of there!.entries) expect(turned.get(key)).toBe(change);
      expect(there!.changes).toBe(back!.changes);
    }
  });

  test('with itself nothing differs', () => {
    for (const one of subsets) expect(rulebookDifference([section('s', one)], [section('s', one)])[0]!.changes).toBe(0);
  });
});

test('a section that one of them lacks is told entry by entry', () => {
  const terms = section('terms', [entry('seal'), entry('reply')]);
  expect(rulebookDifference([terms], [section('notes', [])])).toEqual([
    {
      key: 'terms',
      title: '§ terms',
      changes: 2,
      entries: terms.entries.map(before => ({ key: before.key, change: 'removed', before, after: null })),
    },
    { key: 'notes', title: '§ notes', changes: 0, entries: [] },
  ]);
});
