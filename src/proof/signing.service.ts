// Signs what the log has grown to. Two transactions: the first signs and stores, the second publishes what was committed
// by then, so that nobody ever sees a checkpoint that the database could still lose.
import { Injectable, Logger } from '@nestjs/common';
import { Refusal } from '../domain/errors';
import { printCheckpoint } from '../domain/merkle/checkpoint';
import type { Instant } from '../domain/period';
import type { Scope, Writer } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { CheckpointsRepository, type CheckpointRow } from './checkpoints.repository';
import { ContinuityService, type Continuity } from './continuity.service';
import { signCheckpoint, signing } from './log-keys';
import { LogKeysService } from './log-keys.service';
import { PublishedStoreService } from './published-store.service';
import { sm2Line } from './sm2-key';

/** How a county's log stands, as far as its signatures go. */
export type Standing =
  | { state: 'unsigned' }
  | { state: 'signed'; size: number; signedAt: Instant | null }
  | { state: 'refused'; refusal: Refusal };

/** The log of a county as its own background work sees it. */
export const logScope = (county: string): Scope => ({ county, reach: county });

@Injectable()
export class SigningService {
  private readonly logger = new Logger('Checkpoints');
  private readonly standings = new Map<string, Standing>();

  constructor(
    private readonly journal: Journal,
    private readonly rows: CheckpointsRepository,
    private readonly continuity: ContinuityService,
    private readonly keys: LogKeysService,
    private readonly store: PublishedStoreService,
  ) {}

  /** Every log that has a key or was ever published from here. */
  counties(): string[] {
    return [...new Set([...this.keys.counties(), ...this.store.counties()])].sort();
  }

  /** What the last look found; null before the first. */
  standing(county: string): Standing | null {
    return this.standings.get(county) ?? null;
  }

  /** The first log that must not be signed. */
  refusal(): Refusal | null {
    for (const standing of this.standings.values()) if (standing.state === 'refused') return standing.refusal;
    return null;
  }

  /**
   * Signs and publishes the log as it stands now, if it grew; of several processes one does. A log that is no
   * continuation of what was signed is refused, and stays so until a later look finds it whole again.
   */
  sign(county: string): Promise<Standing> {
    return this.judged(county, async () => {
      const found = await this.assured(county);
      if (!this.isDue(county, found)) return found.last;
      await this.journal.keep(logScope(county), tx => this.signGrowth(tx));
      await this.journal.keep(logScope(county), tx => this.publishNewest(tx));
      return (await this.journal.read(logScope(county), q => this.rows.heads(q, county))).last;
    });
  }

  /** Looks without signing, as a start does before it serves. */
  look(county: string): Promise<Standing> {
    return this.judged(county, async () => (await this.assured(county)).last);
  }

  private async judged(county: string, work: () => Promise<CheckpointRow | null>): Promise<Standing> {
    try {
      const last = await work();
      if (signing(this.keys.of(county)).length === 0) return this.note(county, { state: 'unsigned' });
      return this.note(county, { state: 'signed', size: last?.size ?? 0, signedAt: last?.signed_at ?? null });
    } catch (error) {
      // A database that is busy or away says nothing about the log.
      if (!(error instanceof Refusal) || !/^log(-key)?\./.test(error.code)) throw error;
      return this.note(county, { state: 'refused', refusal: error });
    }
  }

  private assured(county: string): Promise<Continuity> {
    return this.journal.read(logScope(county), q => this.continuity.assured(q, county));
  }

  private isDue(county: string, found: Continuity): boolean {
    return isUnpublished(found) || (isUnsigned(found) && signing(this.keys.of(county)).length > 0);
  }

  private async signGrowth(tx: Writer): Promise<void> {
    if (!(await this.rows.tryLock(tx))) return;
    const { county } = tx;
    // INVARIANT: under the lock and before every signature, held to both the last one stored and the last published.
    const found = await this.continuity.assured(tx, county);
    const keys = this.keys.of(county);
    if (signing(keys).length === 0 || !isUnsigned(found)) return;
    const { size, root } = found.head;
    const text = printCheckpoint({ origin: this.keys.origin(county), size: BigInt(size), root });
    const sm2 = this.keys.sm2(county);
    const note = signCheckpoint(text, keys, sm2 ? [sm2Line(text, sm2)] : []);
    const row = { size, root: Buffer.from(root), note, signed_at: tx.now };
    await this.rows.insertCheckpoint(tx, row);
  }

  private async publishNewest(tx: Writer): Promise<void> {
    if (!(await this.rows.tryLock(tx))) return;
    const found = await this.continuity.assured(tx, tx.county);
    if (isUnpublished(found)) this.store.publish(tx.county, found.last!);
  }

  private note(county: string, standing: Standing): Standing {
    const before = this.standings.get(county);
    this.standings.set(county, standing);
    if (standing.state === 'refused' && before?.state !== 'refused') {
      this.logger.error({ county, code: standing.refusal.code, reason: standing.refusal.words.en });
    }
    return standing;
  }
}

const isUnsigned = ({ head, last }: Continuity): boolean => head.size > (last?.size ?? 0);

/** Stored in an earlier run and never published counts too: the process may have ended in between. */
function isUnpublished({ last, published }: Continuity): boolean {
  return last !== null && last.size > (published?.size ?? 0);
}
