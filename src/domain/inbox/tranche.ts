// Which instalment of a made pledge its giver still owes an entry for. An entry counts as soon as it is made, confirmed or
// not: whether it is true is for the other side, and waits there.

import type { Day } from '../period';

export interface Instalments {
  /** Sorted by due day, each in fen or units. */
  tranches: readonly { dueOn: Day; amount: number }[];
  /** The total in force after revisions, null: none. What it takes away is taken from the last tranches. */
  revised: number | null;
  /** Of every delivery entered and not refused. */
  entered: number;
}

/** Due day of the oldest tranche due by `through` that the entries, oldest tranche first, do not fill; null: none. */
export function unenteredTranche({ tranches, revised, entered }: Instalments, through: Day): Day | null {
  let owed = 0;
  for (const { dueOn, amount } of tranches) {
    if (dueOn > through) return null;
    owed += amount;
    if (Math.min(owed, revised ?? owed) > entered) return dueOn;
  }
  return null;
}
