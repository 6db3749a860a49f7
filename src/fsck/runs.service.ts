// Runs of the check on record: begun by one process only, ended with what was found, and an alarm when it is not well.
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { refusals } from '../domain/errors';
import type { Actor } from '../domain/permission';
import type { Writer } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { ledgerRefusal } from '../ledger/ledger.service';
import { Clock } from '../platform/clock';
import { newId } from '../platform/ids';
import { Metrics } from '../platform/metrics';
import { FsckRun } from './fsck-run.entity';
import { CUT_OFF_HOURS, runView, type FsckRunView } from './fsck.dto';
import { FsckService, type FsckReport } from './fsck.service';
import { RunsRepository } from './runs.repository';

export const runsRefusal = refusals({
  'fsck.running': { kind: 'conflict', zh: '核查正在进行', en: 'a check of this log is running already' },
});

const LISTED = 100;
/** A nightly run of an earlier hour of the same night is enough. */
const NIGHT_HOURS = 12;

@Injectable()
export class RunsService implements OnModuleDestroy {
  private readonly logger = new Logger('Fsck');
  private readonly failed: Gauge<'county'>;
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly journal: Journal,
    private readonly fsck: FsckService,
    private readonly rows: RunsRepository,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.failed = new Gauge({
      name: 'ledger_fsck_failed',
      help: 'Faults the last check of a log found by this process; -1 when it broke off: alarm on anything but 0',
      labelNames: ['county'] as const,
      registers: [metrics.registry],
    });
  }

  /** Begins one now and answers at once; what it finds stands in the list later. @throws Refusal fsck.running, ledger.not-found */
  async ask(actor: Actor, county: string): Promise<FsckRunView> {
    if (county !== actor.county) throw ledgerRefusal('ledger.not-found');
    const scope = { county: actor.county, reach: actor.county };
    const row = await this.journal.keep(scope, tx =>
      this.begin(tx, { origin: 'asked', asked_by: actor.accountId }, CUT_OFF_HOURS),
    );
    if (row === null) throw runsRefusal('fsck.running');
    void this.follow(this.finish(row));
    return runView(row, this.clock.now());
  }

  /** Of several processes one does it; resolves when it is done. */
  async nightly(county: string): Promise<void> {
    const row = await this.journal.keep({ county, reach: county }, tx =>
      this.begin(tx, { origin: 'nightly', asked_by: null }, NIGHT_HOURS),
    );
    if (row !== null) await this.follow(this.finish(row));
  }

  /** Newest first, at most 100. @throws Refusal ledger.not-found */
  async list(actor: Actor, county: string): Promise<FsckRunView[]> {
    if (!county.startsWith(actor.reach)) throw ledgerRefusal('ledger.not-found');
    const options = { order: { began_at: 'DESC', id: 'DESC' }, take: LISTED } as const;
    const rows = await this.journal.read(actor, q => q.find(FsckRun, { county }, options));
    return rows.map(row => runView(row, this.clock.now()));
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.running);
  }

  private follow(work: Promise<void>): Promise<void> {
    const followed = work.catch((error: unknown) => this.logger.error({ error: String(error) }));
    this.running.add(followed);
    void followed.finally(() => this.running.delete(followed));
    return followed;
  }

  /** Null when another process has one going, or had one lately. */
  private async begin(tx: Writer, by: Pick<FsckRun, 'origin' | 'asked_by'>, hours: number): Promise<FsckRun | null> {
    const since = new Date(Date.parse(tx.now) - hours * 3_600_000).toISOString();
    if (!(await this.rows.tryLock(tx)) || (await this.rows.isTaken(tx, { origin: by.origin, since }))) return null;
    const ends = { ended_at: null, size: null, root: null, passed: null, failed: null, faults: null, unjudged: null };
    const row: FsckRun = { county: tx.county, id: newId(), version: 1, ...by, began_at: tx.now, ...ends, broken: null };
    await tx.insert(FsckRun, row);
    return row;
  }

  private async finish(row: FsckRun): Promise<void> {
    const { county } = row;
    const result = await this.checked(county);
    await this.journal.keep({ county, reach: county }, tx => tx.change(FsckRun, row, { ...result, ended_at: tx.now }));
  }

  private async checked(county: string): Promise<Partial<FsckRun>> {
    try {
      const report = await this.fsck.check(county);
      this.alarm(report);
      const { size, root, passed, failed, faults, unjudged } = report;
      return { size, root, passed, failed, faults, unjudged };
    } catch (error) {
      const broken = (error instanceof Error ? error.message : String(error)).slice(0, 500);
      this.failed.set({ county }, -1);
      this.logger.error({ event: 'fsck.broken', county, error: broken });
      return { broken };
    }
  }

  private alarm({ county, failed, faults, size }: FsckReport): void {
    this.failed.set({ county }, failed);
    if (failed === 0) return;
    const codes = [...new Set(faults.map(({ code }) => code))];
    this.logger.error({ event: 'fsck.failed', county, size, failed, codes, first: faults[0] });
  }
}
