// Everything that happened to a pledge, in one order: the day people state where they state one, else the day of the record.
import { localDay } from '@domain/period';
import type { Schemas } from '@/api/client';
import { filledTranches } from './amounts';
import type { Entry, EntryKind, Pledge } from './sides';

type Terms = Schemas['PledgeTermsView'];
type StandingView = Schemas['PledgeStandingView'];

export type Happening = { on: string; key: string } & (
  | { what: 'standing'; standing: StandingView; terms: Terms | null; before: Terms | null }
  | { what: 'entry'; kind: EntryKind; entry: Entry }
  | { what: 'tranche'; amount: number; filled: number; ahead: boolean }
);

/** Oldest first; what falls due later stands at the end. */
export function historyOf(pledge: Pledge): Happening[] {
  const all = [
    ...standings(pledge),
    ...entries(pledge, 'deliveries'),
    ...entries(pledge, 'revisions'),
    ...tranches(pledge),
  ];
  return all.sort((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
}

/** Each claim brings its terms: the first the first, every restatement the next. */
function standings({ standings: list, terms }: Pledge): Happening[] {
  let claims = 0;
  return list.map((standing, at) => {
    const claim = standing.standing === 'claimed';
    if (claim) claims += 1;
    return {
      what: 'standing',
      key: `standing-${at}`,
      on: localDay(standing.recordedAt),
      standing,
      terms: (claim && terms[claims - 1]) || null,
      before: (claim && terms[claims - 2]) || null,
    };
  });
}

const entries = (pledge: Pledge, kind: EntryKind): Happening[] =>
  pledge[kind].map(entry => ({ what: 'entry', key: entry.id, on: entry.on, kind, entry }));

function tranches(pledge: Pledge): Happening[] {
  const { committed, delivered, on } = pledge.figures;
  return filledTranches({ tranches: pledge.tranches, committed, delivered }).map((tranche, at) => ({
    what: 'tranche',
    key: `tranche-${at}`,
    on: tranche.dueOn,
    amount: tranche.amount,
    filled: tranche.filled,
    ahead: tranche.dueOn > on,
  }));
}

export interface TermsChange {
  field: 'what' | 'amount' | 'tranches' | 'document';
  before: Terms;
  after: Terms;
}

/** What a restatement changed. */
export function changesBetween(before: Terms, after: Terms): TermsChange['field'][] {
  const same = (read: (terms: Terms) => unknown) => JSON.stringify(read(before)) === JSON.stringify(read(after));
  const fields: [TermsChange['field'], (terms: Terms) => unknown][] = [
    ['what', terms => terms.what],
    ['amount', terms => [terms.amountFen, terms.quantity, terms.unit]],
    ['tranches', terms => terms.tranches.map(tranche => [tranche.dueOn, tranche.amountFen, tranche.quantity])],
    ['document', terms => [terms.documentNumber, terms.documentSha256]],
  ];
  return fields.filter(([, read]) => !same(read)).map(([field]) => field);
}
