// What every part of the inbox hands on: acts that wait, found for one person on one day. The parts only find them; how
// urgent each is, and how many there are, is said in one place.
import type { Rulebook } from '../domain/check/rulebook';
import { chooseRulebook } from '../domain/check/choosing';
import type { InboxKind } from '../domain/inbox/kinds';
import { NO_CLOCK, termClock, type ItemClock, type TermBasis } from '../domain/inbox/urgency';
import type { Actor } from '../domain/permission';
import type { Day } from '../domain/period';
import type { IndexedCalendar } from '../domain/workdays';
import type { Reader } from '../ledger/door';

/** For whom and when; calendar and rulebooks are those of the actor's own county. */
export interface Asked {
  actor: Actor;
  day: Day;
  calendar: IndexedCalendar;
  books: readonly Rulebook[];
}

/** What the inbox says of a subject, as statements select it; the pilot's part is null where there is none. */
export interface Subject {
  id: string;
  code: string;
  title: string;
  county: string;
  pilot_id: string | null;
  pilot_code: string | null;
  pilot_title: string | null;
}

export interface Waiting {
  kind: InboxKind;
  subject: Subject;
  parts: string[];
  since: Day;
  clock: ItemClock;
}

export interface Source {
  /** Only what `asked.actor` may do: each source looks at permission, unit and recusal itself. */
  waiting(q: Reader, asked: Asked): Promise<Waiting[]>;
}

export interface Found extends Subject {
  kind: InboxKind;
  parts?: string[] | null;
  since: Day;
}

export const waits = (found: Found, clock: ItemClock = NO_CLOCK): Waiting => ({
  kind: found.kind,
  subject: found,
  parts: found.parts ?? [],
  since: found.since,
  clock,
});

/** Terms as people call them; the codes are the rulebook's. */
const TERM_WORDS: Readonly<Record<string, { zh: string; en: string }>> = {
  'pledge-answer': { zh: '承诺答复', en: 'answer to a claimed pledge' },
  'inquiry-answer': { zh: '告知办理途径', en: 'naming the path' },
  'first-look': { zh: '首次审阅', en: 'first look at a filing' },
  seal: { zh: '封存或者退回', en: 'sealing or return' },
  'claim-admission': { zh: '受理', en: 'admission' },
  'fact-finding': { zh: '调查核实', en: 'fact-finding' },
  deliberation: { zh: '合议', en: 'deliberation' },
  reply: { zh: '答复送达', en: 'reply' },
};

/** @param rulebook its id, `WC-513221@2` */
export function rulebookBasis(code: string, rulebook: string): TermBasis {
  const { zh, en } = TERM_WORDS[code] ?? { zh: code, en: code };
  return {
    source: 'rulebook',
    code,
    rulebook,
    zh: `清单 ${rulebook} 规定的${zh}期限`,
    en: `rulebook ${rulebook}: ${en}`,
  };
}

export const basis = (source: Exclude<TermBasis['source'], 'rulebook'>, zh: string, en: string): TermBasis => ({
  source,
  code: null,
  rulebook: null,
  zh,
  en,
});

/** A term of the rulebook in force in the county on `on`, counted from `since`; NO_CLOCK where it sets none. */
export function rulebookClock(
  { code, field, since, on }: { code: keyof Rulebook['terms']; field: string; since: Day; on: Day },
  { actor, day, calendar, books }: Asked,
): ItemClock {
  const book = chooseRulebook(books, { region: actor.county, day: on, field });
  return bookClock(book, { code, since }, { day, calendar });
}

export function bookClock(
  book: Rulebook | null,
  { code, since }: { code: keyof Rulebook['terms']; since: Day },
  { day, calendar }: Pick<Asked, 'day' | 'calendar'>,
): ItemClock {
  const term = book?.terms[code];
  if (!book || !term) return NO_CLOCK;
  return termClock(since, term.workdays, {
    day,
    calendar,
    basis: rulebookBasis(code, `${book.code}@${book.version}`),
  });
}

export function groupedBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
