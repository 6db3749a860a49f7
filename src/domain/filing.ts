// Who receives a filing and on what footing (domain.md section 3): the offices the rulebook names, their written opinions
// where it wants more than one, and who stands too near to judge. As 鞍山 (two offices, each with an opinion) and 象山
// (a reform office) do it.
import { LEVELS, type Departure, type Level } from './check/facts';
import type { Rulebook } from './check/rulebook';
import type { Words } from './errors';
import { exemptionRefusal } from './exemption';
import { covers, localDay, type Day, type Instant } from './period';
import { isWithin } from './region';
import { addWorkdays, isPublished, workdaysBetween, type Calendar } from './workdays';

export type FilingOffice = Rulebook['filing']['offices'][number];
export const FILING_OFFICES = ['discipline', 'organisation', 'reform'] as const satisfies readonly FilingOffice[];
export const STANCES = ['for', 'against'] as const;
export type Stance = (typeof STANCES)[number];

const OFFICE_KINDS: Record<FilingOffice, string> = {
  discipline: 'discipline',
  organisation: 'organisation-department',
  reform: 'reform-office',
};

/** The office of the rulebook that a unit of this kind is. @throws Refusal exemption.not-filing-office */
export function officeOf(unitKind: string, book: Rulebook): FilingOffice {
  const office = book.filing.offices.find(one => OFFICE_KINDS[one] === unitKind);
  if (office !== undefined) return office;
  throw exemptionRefusal('exemption.not-filing-office', {
    figures: { rulebook: `${book.code}@${book.version}`, offices: book.filing.offices.join(', ') },
  });
}

/** One opinion is the sealing itself; only where the rulebook wants more are they written down apart. */
export const opinionsNeeded = (book: Rulebook): number => (book.filing.opinions > 1 ? book.filing.opinions : 0);

/** @throws Refusal exemption.opinions-missing, exemption.opinion-against */
export function refuseUnheard(opinions: readonly { office: FilingOffice; stance: Stance }[], book: Rulebook): void {
  const needed = opinionsNeeded(book);
  const missing = book.filing.offices.filter(office => !opinions.some(one => one.office === office));
  if (book.filing.offices.length - missing.length < Math.min(needed, book.filing.offices.length)) {
    throw exemptionRefusal('exemption.opinions-missing', { figures: { needed, missing: missing.join(', ') } });
  }
  const against = opinions.filter(one => one.stance === 'against').map(one => one.office);
  if (against.length === 0) return;
  throw exemptionRefusal('exemption.opinion-against', { figures: { offices: against.join(', ') } });
}

/** Issued at or above the level of the rule's own issuer, in force on the day, and in every place of the scope. */
export function departureAuthorised(
  { ruleLevel, authorisation }: Departure,
  { regions, day }: { regions: readonly string[]; day: Day },
): boolean {
  if (authorisation === null || !covers(authorisation.period, day)) return false;
  const rank = (level: Level): number => LEVELS.indexOf(level);
  if (rank(authorisation.level) < rank(ruleLevel)) return false;
  return regions.every(region => authorisation.regions.some(container => isWithin(region, container)));
}

/** How near an inspector stands to a record. */
export interface Nearness {
  /** Of the filing unit, or above or below it in the line of superiors. */
  line: boolean;
  /** Drafted, edited or filed it, or leads the pilot: as a person, whatever the account. */
  hand: boolean;
  /** Of a unit that takes part in the scope and so benefits. */
  partaking: boolean;
}

const NEAR: Record<keyof Nearness, Words> = {
  line: {
    zh: '您属于申报单位或者其上下级单位',
    en: 'you belong to the filing unit or its line of superiors and inferiors',
  },
  hand: { zh: '您经手过该备案或者负责该试点', en: 'you had a hand in the record or lead the pilot' },
  partaking: { zh: '您的单位参与该试点', en: 'your unit takes part in the pilot' },
};

/** The recusals the system finds by itself (回避). @throws Refusal exemption.recused saying why */
export function refuseNear(nearness: Nearness): void {
  const why = (Object.keys(NEAR) as (keyof Nearness)[]).filter(key => nearness[key]).map(key => NEAR[key]);
  if (why.length === 0) return;
  throw exemptionRefusal('exemption.recused', {
    figures: { why: why.map(one => one.zh).join('；'), why_en: why.map(one => one.en).join('; ') },
  });
}

/** Days are local days; `workdaysLate` counts to the look, or to the day asked about while nobody has looked. */
export interface FirstLook {
  due: Day;
  lookedOn: Day | null;
  overdue: boolean;
  workdaysLate: number;
  provisional: boolean;
}

/** Computed for a day and never stored; null where the rulebook sets no term or nothing was filed. */
export function firstLookOn(
  filing: { filedAt: Instant | null; lookedAt: Instant | null },
  book: Rulebook,
  { day, calendar }: { day: Day; calendar: Calendar },
): FirstLook | null {
  const term = book.terms['first-look'];
  if (filing.filedAt === null || term === undefined) return null;
  const due = addWorkdays(calendar, localDay(filing.filedAt), term.workdays);
  const lookedOn = filing.lookedAt === null ? null : localDay(filing.lookedAt);
  const until = lookedOn ?? day;
  return {
    due,
    lookedOn,
    overdue: until > due,
    workdaysLate: Math.max(0, workdaysBetween(calendar, due, until)),
    provisional: !isPublished(calendar, due),
  };
}
