// Makes past findings again with a draft among the rulebooks, one at a time and without a database. Remembers what many
// findings share: the rulebooks they name, the place and day a choice was made for, the working-day calendar.
import { check, type Books } from '../domain/check/check';
import type { Facts } from '../domain/check/facts';
import type { Finding } from '../domain/check/finding';
import { aloneWith, chosenWith, impact, type Compared, type Impact, type Supposition } from '../domain/check/impact';
import type { Rulebook } from '../domain/check/rulebook';
import { rulebookPlace } from '../domain/flaw';
import type { Day } from '../domain/period';
import { indexCalendar, type Calendar, type IndexedCalendar } from '../domain/workdays';
import type { PastFinding } from './previews.repository';

/** 'untouched': the draft would not have been among its rulebooks; 'unreadable': it cannot be made again as recorded. */
export type Replayed = 'untouched' | 'unreadable' | { impact: Impact | null; flaw: string };

/** Memories are emptied beyond this many entries: they save work and never grow with the number of findings. */
const REMEMBERED = 1_000;

const CALENDAR = '"calendar":';
const EDITS = ',"edits":';

export class DraftReplay {
  private readonly choices = new Map<string, Rulebook | null>();
  private readonly calendars = new Map<string, IndexedCalendar>();

  constructor(
    private readonly draft: Rulebook,
    private readonly books: readonly Rulebook[],
    private readonly as: Supposition,
  ) {}

  /** `named`: the rulebooks the finding names, null when they are no longer what they were. Never throws. */
  of(row: PastFinding, named: Books | null): Replayed {
    if (named === null) return 'unreadable';
    try {
      const facts = this.factsOf(row);
      const supposed = this.supposedBooks(facts, named, row.county);
      if (supposed.older === named.older && supposed.present === named.present) return 'untouched';
      const after = check(facts, supposed);
      const before = partOf(after, named) ?? check(facts, named);
      if (before.outcome !== row.outcome) return 'unreadable';
      return { impact: impact(before, after), flaw: facts.flaw.code };
    } catch {
      // Facts that are no facts: counted and named, so that one bad row does not hide what the others would be.
      return 'unreadable';
    }
  }

  /** In canonical JSON the calendar stands right before the edits. It is half of the text, and few texts of it differ. */
  private factsOf({ facts: text }: PastFinding): Facts {
    const from = text.indexOf(CALENDAR) + CALENDAR.length;
    const to = text.indexOf(EDITS, from);
    if (from < CALENDAR.length || to < 0) return JSON.parse(text) as Facts;
    const own = text.slice(from, to);
    const calendar = remembered(this.calendars, own, () => indexCalendar(JSON.parse(own) as Calendar));
    return { ...(JSON.parse(`${text.slice(0, from)}null${text.slice(to)}`) as Facts), calendar };
  }

  private supposedBooks({ flaw, pilot, askedOn }: Facts, { older, present }: Books, county: string): Books {
    const place = { region: rulebookPlace(flaw.regions, pilot?.county ?? county), field: pilot?.field ?? null };
    const chosenOn = (day: Day, chosen: Rulebook | null) =>
      remembered(this.choices, [place.region, place.field, day, chosen?.code, chosen?.version].join(' '), () =>
        chosenWith(this.draft, { books: this.books, chosen }, { place, day }),
      );
    const past = this.as === 'throughout' && flaw.actFrom !== null ? chosenOn(flaw.actFrom, older) : older;
    return { older: past, present: chosenOn(askedOn, present) };
  }
}

/** What the finding said before, where the same check has just evaluated it: one rulebook alone, still beside the draft. */
function partOf({ applied, other }: Finding, { older, present }: Books): Compared | null {
  const alone = older ?? present;
  if (alone === null || (present !== null && present !== alone)) return null;
  const part = [applied, other].find(
    one => one?.rulebook.code === alone.code && one.rulebook.version === alone.version,
  );
  return part ? aloneWith(part) : null;
}

function remembered<T>(memory: Map<string, T>, key: string, make: () => T): T {
  const known = memory.get(key);
  if (known !== undefined || memory.has(key)) return known as T;
  if (memory.size >= REMEMBERED) memory.clear();
  const made = make();
  memory.set(key, made);
  return made;
}
