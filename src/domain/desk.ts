// How long whoever holds an approval now has held it (domain.md section 3): of the attributed clock, the stretch still running.
import type { AttributedClock, ClockPart } from './clock';

interface Running extends Pick<AttributedClock, 'onDesk' | 'termUsed'> {
  parts: readonly Pick<ClockPart, 'party' | 'workdays'>[];
}

/**
 * Working days. An authority that named the path and was applied to on the same day has two duties one after the other, and
 * the days of the first are none of the second's.
 */
export function heldFor({ parts, onDesk, termUsed }: Running): number {
  const before = parts.findLastIndex(({ party }) => party !== onDesk);
  const held = parts.slice(before + 1).reduce((sum, { workdays: count }) => sum + count, 0);
  return onDesk === 'authority' ? Math.min(held, termUsed) : held;
}
