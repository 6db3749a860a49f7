// One open form's draft: what is typed is in the tab at once and on the server a moment later, one save after the other. A
// lost connection is waited for, another window's newer draft is reported and overwrites nothing, and what was sent is gone.
import { newKey } from './client';
import {
  dropDraft,
  NewerDraft,
  openForms,
  park,
  placeOf,
  readDraft,
  unpark,
  writeDraft,
  type DraftSlot,
  type Kept,
} from './form-draft';

const PAUSE_MS = 1_200;
const RETRY_MS = 15_000;

export interface DraftState {
  state: 'reading' | 'open';
  /** What was taken up when the form was opened. */
  found: Kept | null;
  kept: Kept | null;
  newer: Kept | null;
  /** Why the last save failed. */
  trouble: unknown;
}

type Values = Kept['values'];
const EMPTY: DraftState = { state: 'reading', found: null, kept: null, newer: null, trouble: null };

export class DraftKeeper {
  private now = EMPTY;
  private revision = 0;
  private attempt = newKey();
  /** Typed, and not on the server. */
  private unsent: Values | null = null;
  private seen = '';
  private open = false;
  private turn: Promise<void> = Promise.resolve();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly slot: DraftSlot) {}

  readonly state = (): DraftState => this.now;
  readonly onChange = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Reads what was kept and watches over the form until the function it answers is called. */
  watch(): () => void {
    const now = () => void this.save();
    const hidden = () => document.visibilityState === 'hidden' && now();
    this.open = true;
    void this.takeUp();
    window.addEventListener('online', now);
    window.addEventListener('pagehide', now);
    document.addEventListener('visibilitychange', hidden);
    openForms.set(placeOf(this.slot), this.save);
    return () => {
      window.removeEventListener('online', now);
      window.removeEventListener('pagehide', now);
      document.removeEventListener('visibilitychange', hidden);
      openForms.delete(placeOf(this.slot));
      now();
      this.open = false;
    };
  }

  /** What the form holds without anybody having typed. */
  begin(values: Values): void {
    this.seen = text(values);
  }

  note(values: Values): void {
    const typed = text(values);
    if (typed === this.seen) return;
    this.seen = typed;
    this.unsent = values;
    this.parkUnsent(values);
    this.saveAfter(PAUSE_MS);
  }

  /** The same for every attempt to send this one thing. */
  readonly key = (): string => this.attempt;

  /** Refused as it stood: what is sent next is another thing. */
  renewKey(): void {
    this.attempt = newKey();
  }

  /** Sent, or begun anew. Whatever is on its way to the server ends first, or it would bring the draft back. */
  clear(): void {
    clearTimeout(this.timer);
    unpark(this.slot);
    this.unsent = null;
    this.attempt = newKey();
    this.become({ found: null, kept: null, newer: null, trouble: null });
    this.turn = this.turn.then(async () => {
      await dropDraft(this.slot);
      this.revision = 0;
      this.become({ kept: null, trouble: null });
    });
  }

  /** What the other window kept, to be put into the form. */
  takeNewer(): Values {
    const { newer } = this.now;
    if (newer === null) return {};
    this.unsent = null;
    unpark(this.slot);
    this.adopt(newer);
    this.become({ kept: newer, newer: null, trouble: null });
    return newer.values;
  }

  /** The other window's draft is written over, knowingly. */
  keepMine(): void {
    this.revision = this.now.newer?.revision ?? this.revision;
    this.become({ newer: null });
    void this.save();
  }

  private async takeUp(): Promise<void> {
    const found = await readDraft(this.slot).catch((trouble: unknown) => this.become({ trouble }));
    if (!this.open) return;
    if (found) this.adopt(found);
    this.become({ state: 'open', found: found ?? null, kept: found ?? null });
    if (found?.savedAt !== null) return;
    this.unsent = found.values;
    void this.save();
  }

  private adopt({ revision, attempt }: Kept): void {
    this.revision = revision;
    this.attempt = attempt;
  }

  private saveAfter(pause: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), pause);
  }

  private readonly save = (): Promise<void> => {
    clearTimeout(this.timer);
    this.turn = this.turn.then(() => this.sendUnsent());
    return this.turn;
  };

  private async sendUnsent(): Promise<void> {
    const values = this.unsent;
    if (values === null || this.now.newer !== null) return;
    const draft = { values, attempt: this.attempt, revision: this.revision, savedAt: null };
    try {
      const kept = await writeDraft(this.slot, draft);
      this.revision = kept.revision;
      if (this.unsent === values) {
        this.unsent = null;
        unpark(this.slot);
      } else if (this.unsent !== null) {
        this.parkUnsent(this.unsent);
      }
      this.become({ kept, trouble: null });
    } catch (error) {
      if (this.unsent !== null) this.failed(draft, error);
    }
  }

  private failed(draft: Kept, error: unknown): void {
    if (error instanceof NewerDraft) return this.become({ newer: error.newer });
    this.become({ kept: draft, trouble: error });
    if (this.open) this.saveAfter(RETRY_MS);
  }

  private parkUnsent(values: Values): void {
    park(this.slot, { values, attempt: this.attempt, revision: this.revision, savedAt: null });
  }

  private become(change: Partial<DraftState>): void {
    this.now = { ...this.now, ...change };
    for (const listener of this.listeners) listener();
  }
}

/** Alike for the same content, whatever the order of its members. */
function text(values: unknown): string {
  return JSON.stringify(values, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
