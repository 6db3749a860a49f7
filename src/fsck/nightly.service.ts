import { Inject, Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Clock } from '../platform/clock';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/platform.module';
import { FsckService } from './fsck.service';
import { RunsService } from './runs.service';
import { SourcesService } from './sources.service';

/** Asia/Shanghai, which has had no summer time since 1991. */
const OFFSET_HOURS = 8;

/** Checks every log once a night, in one of the processes that serve. */
@Injectable()
export class NightlyService {
  private readonly logger = new Logger('Fsck');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly clock: Clock,
    private readonly sources: SourcesService,
    private readonly fsck: FsckService,
    private readonly runs: RunsService,
  ) {}

  // At every full hour, because a decorator cannot know the configured one.
  @Cron('0 0 * * * *', { name: 'ledger-fsck', timeZone: 'Asia/Shanghai', unrefTimeout: true, waitForCompletion: true })
  async tick(): Promise<void> {
    const hour = (new Date(this.clock.now()).getUTCHours() + OFFSET_HOURS) % 24;
    // A command on the same modules serves nobody and checks nothing unasked.
    if (hour !== this.config.fsckHour || this.sources.address() === null) return;
    try {
      for (const county of await this.fsck.counties()) await this.runs.nightly(county);
    } catch (error) {
      this.logger.error({ event: 'fsck.not-begun', error: error instanceof Error ? error.message : String(error) });
    }
  }
}
