import { Injectable } from '@nestjs/common';
import { localDay, type Day, type Instant } from '../domain/period';

/** The registry's only source of time. Tests and the demo put a stepped clock in its place. */
@Injectable()
export class Clock {
  now(): Instant {
    return new Date().toISOString();
  }

  /** Today in Asia/Shanghai. */
  today(): Day {
    return localDay(this.now());
  }
}

/** Stands still until told otherwise and never goes back; released, it runs on with the machine's clock. */
export class SteppedClock extends Clock {
  private at: Instant | null;
  /** Milliseconds by which a released clock runs ahead of a machine whose own clock is behind the last step. */
  private ahead = 0;

  constructor(at: Instant) {
    super();
    this.at = at;
  }

  override now(): Instant {
    return this.at ?? new Date(Date.now() + this.ahead).toISOString();
  }

  /** @throws Error when the step would go back in time: the ledger's order must agree with its times. */
  step(to: Instant): void {
    const next = new Date(to).toISOString();
    if (next < this.now()) throw new Error(`the clock cannot go back from ${this.now()} to ${next}`);
    this.at = next;
  }

  release(): void {
    if (this.at === null) return;
    this.ahead = Math.max(0, Date.parse(this.at) - Date.now());
    this.at = null;
  }
}
