// What differs between two rulebooks, section by section, as they are read by people: an entry is the same entry when its key
// is the same, and it has changed when a person would read something else there. Order alone changes nothing.

export interface RulebookEntry {
  /** Tells the entry apart within its section: `C09`, `self-report`. */
  key: string;
  name: string;
  lines: readonly string[];
  /** What it rests on, in words; null where that says nothing of its own. */
  basis: string | null;
  /** No source fixes it: the place chose it. */
  setting: boolean;
}

export interface RulebookSection {
  key: string;
  title: string;
  entries: readonly RulebookEntry[];
}

export interface EntryDifference {
  key: string;
  change: 'same' | 'changed' | 'added' | 'removed';
  before: RulebookEntry | null;
  after: RulebookEntry | null;
}

export interface SectionDifference {
  key: string;
  title: string;
  /** How many entries are not the same. */
  changes: number;
  entries: readonly EntryDifference[];
}

const NONE: readonly RulebookEntry[] = [];

/** In the order of `after`; what it no longer has stands behind what it stood behind. */
export function rulebookDifference(
  before: readonly RulebookSection[],
  after: readonly RulebookSection[],
): SectionDifference[] {
  return inOrder(before, after).map(key => {
    const left = before.find(section => section.key === key);
    const right = after.find(section => section.key === key);
    const entries = entriesOf(left?.entries ?? NONE, right?.entries ?? NONE);
    const changes = entries.filter(({ change }) => change !== 'same').length;
    return { key, title: (right ?? left)?.title ?? key, changes, entries };
  });
}

function entriesOf(before: readonly RulebookEntry[], after: readonly RulebookEntry[]): EntryDifference[] {
  return inOrder(before, after).map(key => {
    const left = before.find(entry => entry.key === key) ?? null;
    const right = after.find(entry => entry.key === key) ?? null;
    return { key, change: changeOf(left, right), before: left, after: right };
  });
}

function changeOf(before: RulebookEntry | null, after: RulebookEntry | null): EntryDifference['change'] {
  if (before === null) return 'added';
  if (after === null) return 'removed';
  return read(before) === read(after) ? 'same' : 'changed';
}

const read = ({ name, lines, basis, setting }: RulebookEntry): string => JSON.stringify([name, lines, basis, setting]);

/** Every key of either, once. */
function inOrder(before: readonly { key: string }[], after: readonly { key: string }[]): string[] {
  const keys = [...new Set(after.map(({ key }) => key))];
  let behind = -1;
  for (const { key } of before) {
    const at = keys.indexOf(key);
    if (at < 0) keys.splice(++behind, 0, key);
    else behind = at;
  }
  return keys;
}
