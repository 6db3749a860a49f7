import { displayWidth, table, wrap } from '../../src/cli/table';

it('counts a Chinese character as two columns', () => {
  expect(displayWidth('公墓 S1')).toBe(7);
});

it.each([
  ['一二三四五六', 4, ['一二', '三四', '五六']],
  ['one two three', 7, ['one two', 'three']],
  ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
  ['', 4, ['']],
])('wraps %j to %i columns', (text, width, lines) => {
  expect(wrap(text, width)).toEqual(lines);
});

it('draws every line equally wide, whatever the script', () => {
  const drawn = table(
    ['试点', 'outcome'],
    [8, 10],
    [
      ['公墓：未批先建', 'covered'],
      ['a', '在备案范围之内'],
    ],
  ).split('\n');
  expect(new Set(drawn.map(displayWidth)).size).toBe(1);
});
