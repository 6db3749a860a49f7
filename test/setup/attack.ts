// One row of the table of attacks: what is tried, by whom, and who notices. docs/threats.md carries the same table.
import type { PinnedKeys } from '../../src/domain/merkle/pinned-keys';
import type { Scene } from './scene';

/** What is in the attacker's hands. Everybody also holds every public file. */
export type Holds =
  | 'nothing'
  | 'application role'
  | 'database'
  | 'log key'
  | 'database, log key'
  | 'database, published folder'
  | 'database, log key, published folder';

/** Who notices, and how long after. */
export const DETECTORS = {
  database: 'at once: the statement fails',
  log: 'at the next signature, 2 s; also at every start',
  fsck: 'at the next `ledger fsck`: nightly, or when somebody runs it',
  witness: 'at the next checkpoint it is shown, 2 s',
  receipt: 'whenever the receipt is verified',
} as const;

export type Detector = keyof typeof DETECTORS;

/** A receipt out of the attacker's hands, and the keys it is judged with when they are not those pinned before. */
export interface Forged {
  receipt: string;
  keys?: PinnedKeys;
}

export interface Attack {
  attack: string;
  holds: Holds;
  detector: Detector;
  /** What the detector says: a code, a status or the verdict, or how it begins. */
  shows: string;
  /** Carries it out. Answers the receipt to be judged, or what database or witness said. */
  run(scene: Scene): Promise<Forged | string | void>;
}
