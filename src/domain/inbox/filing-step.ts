// What a filed record asks of one inspector of a filing office: his office's written opinion, the sealing once every office
// was heard, or to send it back where it cannot be sealed any more (domain.md section 3).

import type { Rulebook } from '../check/rulebook';
import { allowedBy, Refusal } from '../errors';
import { officeOf, opinionsNeeded, refuseUnheard, type FilingOffice, type Stance } from '../filing';

export interface FiledStanding {
  unitKind: string;
  personId: string;
  /** Of the present round. */
  opinions: readonly { office: FilingOffice; stance: Stance; personId: string }[];
  /** Whether the pilot is registered or running: only then is a record sealed. */
  pilotOpen: boolean;
}

/** Null: not this unit's, or another office is waited for. */
export function filingStep(book: Rulebook, standing: FiledStanding): 'opine' | 'seal' | 'return' | null {
  const office = officeOrNull(standing.unitKind, book);
  if (office === null) return null;
  const { opinions, personId, pilotOpen } = standing;
  if (opinionsNeeded(book) > 0) {
    const given = opinions.some(one => one.office === office);
    if (!given) return opinions.some(one => one.personId === personId) ? null : 'opine';
    if (opinions.some(({ stance }) => stance === 'against')) return 'return';
  }
  if (!allowedBy(() => refuseUnheard(opinions, book))) return null;
  return pilotOpen ? 'seal' : 'return';
}

function officeOrNull(unitKind: string, book: Rulebook): FilingOffice | null {
  try {
    return officeOf(unitKind, book);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
