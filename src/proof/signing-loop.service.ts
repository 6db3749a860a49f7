// The background work of the logs: looks at each every few seconds, as long as the process serves, and says what it finds
// to whoever watches the process.
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Gauge } from 'prom-client';
import type { Config } from '../platform/config';
import { Metrics } from '../platform/metrics';
import { CONFIG } from '../platform/platform.module';
import { Readiness } from '../platform/readiness';
import { SigningService, type Standing } from './signing.service';

@Injectable()
export class SigningLoopService implements OnModuleDestroy {
  private readonly logger = new Logger('Checkpoints');
  private readonly signed: Gauge<'county'>;
  private readonly refused: Gauge<'county'>;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private ended = false;
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly signing: SigningService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'checkpointIntervalMs'>,
    metrics: Metrics,
    readiness: Readiness,
  ) {
    const gauge = (name: string, help: string) =>
      new Gauge({ name, help, labelNames: ['county'] as const, registers: [metrics.registry] });
    this.signed = gauge('ledger_checkpoint_size', 'Entries covered by the newest signed checkpoint of a log');
    this.refused = gauge('ledger_signing_refused', '1 while a log is no continuation of what was signed before: alarm');
    readiness.ask(() => signing.refusal());
  }

  /**
   * Looks at every log before anything is served.
   * @throws Error in both languages when one of them is no continuation of what was signed before.
   */
  async assure(): Promise<void> {
    const reasons: string[] = [];
    for (const county of this.signing.counties()) {
      const standing = await this.signing.look(county);
      this.show(county, standing);
      if (standing.state === 'refused') reasons.push(`${standing.refusal.words.zh} / ${standing.refusal.words.en}`);
    }
    if (reasons.length === 0) return;
    const advice =
      '拒绝启动，见 docs/operations.md“恢复” / refusing to start, see "Backup and restore" in docs/operations.md';
    throw new Error(['='.repeat(78), ...reasons, advice, '='.repeat(78)].join('\n'));
  }

  /** `listener` is called after every round and not waited for: nothing may delay the signing. */
  afterRound(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Looks again and again until the application closes. */
  begin(): void {
    if (this.ended || this.timer !== null) return;
    this.timer = setTimeout(() => {
      this.running = this.round()
        .catch((error: unknown) => this.warn({ error }))
        .finally(() => {
          this.timer = null;
          this.begin();
        });
    }, this.config.checkpointIntervalMs);
    this.timer.unref();
  }

  /** Every log once. What fails for one is tried again in the next round and does not keep the others waiting. */
  async round(): Promise<void> {
    for (const county of this.signing.counties()) {
      try {
        this.show(county, await this.signing.sign(county));
      } catch (error) {
        this.warn({ county, error });
      }
    }
    for (const listener of this.listeners) listener();
  }

  async onModuleDestroy(): Promise<void> {
    this.ended = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.running;
  }

  private warn({ error, ...where }: { error: unknown; county?: string }): void {
    this.logger.warn({ ...where, error: error instanceof Error ? error.message : String(error) });
  }

  private show(county: string, standing: Standing): void {
    this.refused.set({ county }, standing.state === 'refused' ? 1 : 0);
    if (standing.state === 'signed') this.signed.set({ county }, standing.size);
  }
}
