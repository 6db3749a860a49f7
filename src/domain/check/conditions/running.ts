// Whether a record and its pilot stood on every day of an act, by the ledger's own entries. Of two readings the
// stricter: a start counts from the day after it was recorded, a stop already from its own day (domain.md section 5).

import { localDay } from '../../period';
import type { Day } from '../../period';
import type { PilotFacts, PilotState, RecordFacts } from '../facts';
import type { Reason } from '../reasons';
import { startOf } from '../situation';

/** Why the record had ended by the end of that day, or might have; null: it stood. */
export function endOfRecord(record: RecordFacts, end: Day): Reason | null {
  if (record.endedAt !== null) return localDay(record.endedAt) <= end ? 'record-ended' : null;
  return record.endedBy === null ? null : 'record-end-unknown';
}

export interface Standstill {
  /** null: no state was on record before the act. */
  state: PilotState | null;
  on: Day | null;
}

/** The first entry by which the pilot was not running on a day of [from, to]; null: it ran on all of them. */
export function standstill(states: PilotFacts['states'], from: Day, to: Day): Standstill | null {
  const start = startOf(from);
  let before: PilotFacts['states'][number] | null = null;
  let stop: PilotFacts['states'][number] | null = null;
  for (const entry of states) {
    if (entry.recordedAt < start) {
      if (before === null || before.recordedAt <= entry.recordedAt) before = entry;
    } else if (entry.state !== 'running' && localDay(entry.recordedAt) <= to) {
      if (stop === null || entry.recordedAt < stop.recordedAt) stop = entry;
    }
  }
  if (before === null) return { state: null, on: null };
  const found = before.state === 'running' ? stop : before;
  return found === null ? null : { state: found.state, on: localDay(found.recordedAt) };
}
