// Which side of a pledge the reader's unit stands on, and what that side may be asked to do in the present standing.
import type { PledgeAct } from '@domain/pledge';
import type { Schemas } from '@/api/client';
import { useMay, useSelf } from '@/api/session-hook';

export type Pledge = Schemas['PledgeDetail'];
export type Entry = Schemas['PledgeEntryView'];
export type EntryKind = 'deliveries' | 'revisions';

export interface Standing {
  side: 'giver' | 'receiver' | null;
  /** Acts open to the reader: by standing, permission and side. */
  may: (act: PledgeAct) => boolean;
  /** Entries of the other side that wait for the reader's answer. */
  toAnswer: { kind: EntryKind; entry: Entry }[];
}

const PERMISSION = {
  'counter-sign': 'pledge.answer',
  dispute: 'pledge.answer',
  restate: 'pledge.claim',
  deliver: 'pledge.deliver',
  revise: 'pledge.deliver',
} as const satisfies Record<PledgeAct, string>;

const SIDES: Readonly<Record<PledgeAct, readonly string[]>> = {
  'counter-sign': ['giver'],
  dispute: ['giver'],
  restate: ['receiver'],
  deliver: ['giver', 'receiver'],
  revise: ['giver', 'receiver'],
};

export function useStanding(pledge: Pledge): Standing {
  const unit: string = useSelf().organisation.id;
  const permitted = useMay();
  const side = pledge.giver.id === unit ? 'giver' : pledge.receiverId === unit ? 'receiver' : null;
  const may = (act: PledgeAct): boolean =>
    side !== null && SIDES[act].includes(side) && pledge.open.includes(act) && permitted(PERMISSION[act]);
  const answers = side !== null && permitted('pledge.deliver');
  return { side, may, toAnswer: answers ? openEntries(pledge).filter(({ entry }) => entry.enteredUnit !== unit) : [] };
}

/** Entered and not answered yet, whoever has to answer. */
export function openEntries(pledge: Pledge): { kind: EntryKind; entry: Entry }[] {
  const of = (kind: EntryKind) =>
    pledge[kind].filter(({ state }) => state === 'entered').map(entry => ({ kind, entry }));
  return [...of('deliveries'), ...of('revisions')];
}
