// Chinese text search without a dictionary: every text is cut into overlapping pairs of characters, so that a word of two
// characters such as 公墓 is found exactly. The database keeps the pairs in an array with an inverted index.

const SEPARATORS = /[^\p{L}\p{N}]+/u;

/** Full-width and half-width forms and letter case are made equal; punctuation and spaces become one space. */
export function searchText(...texts: readonly string[]): string {
  return texts
    .map(text => text.normalize('NFKC').toLowerCase().split(SEPARATORS).filter(Boolean).join(' '))
    .join(' ')
    .trim();
}

/** The pairs of a search text, sorted, each once; a run of one character stands for itself. */
export function grams(text: string): string[] {
  const found = new Set<string>();
  for (const run of searchText(text).split(' ').filter(Boolean)) {
    const characters = [...run];
    if (characters.length === 1) found.add(run);
    for (let at = 0; at + 1 < characters.length; at++) found.add(`${characters[at]}${characters[at + 1]}`);
  }
  return [...found].sort();
}
