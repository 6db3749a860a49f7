import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/permission';
import { Journal } from '../ledger/journal';
import { LedgerService } from '../ledger/ledger.service';
import { CheckpointsRepository } from './checkpoints.repository';
import { LogKeysService } from './log-keys.service';
import type { SigningView } from './proof.dto';
import { SigningService } from './signing.service';

/** How far a log is signed and anchored, for those who may read it. */
@Injectable()
export class StandingService {
  constructor(
    private readonly journal: Journal,
    private readonly ledger: LedgerService,
    private readonly rows: CheckpointsRepository,
    private readonly keys: LogKeysService,
    private readonly signing: SigningService,
  ) {}

  /** @throws Refusal ledger.not-found */
  async of(actor: Actor, county: string): Promise<SigningView> {
    const { size } = await this.ledger.head(actor, county);
    const standing = await this.signing.look(county);
    const { last, anchor } = await this.journal.read(actor, async q => ({
      last: (await this.rows.heads(q, county)).last,
      anchor: await this.rows.newestAnchor(q, county),
    }));
    const words = standing.state === 'refused' ? standing.refusal.words : null;
    return {
      county,
      origin: this.keys.origin(county),
      state: standing.state,
      reasonZh: words?.zh ?? null,
      reasonEn: words?.en ?? null,
      size,
      signedSize: last?.size ?? 0,
      signedAt: last?.signed_at ?? null,
      anchoredSize: anchor?.size ?? 0,
      anchoredAt: anchor?.anchored_at ?? null,
    };
  }
}
