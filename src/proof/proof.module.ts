import { Global, Module } from '@nestjs/common';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/platform.module';
import { ANCHOR_SETTINGS, AnchoringService } from './anchoring.service';
import { readAnchorsFile } from './anchors-file';
import { AskingLoopService } from './asking-loop.service';
import { AskingService } from './asking.service';
import { CheckpointsRepository } from './checkpoints.repository';
import { ContinuityService } from './continuity.service';
import { LogKeysService } from './log-keys.service';
import { PinnedKeysService } from './pinned-keys.service';
import { ProofController } from './proof.controller';
import { PublishedStoreService } from './published-store.service';
import { ReceiptPaperService } from './receipt-paper.service';
import { ReceiptsService } from './receipts.service';
import { SigningLoopService } from './signing-loop.service';
import { SigningService } from './signing.service';
import { StandingService } from './standing.service';
import { TilesController } from './tiles.controller';
import { TilesService } from './tiles.service';

/** Floor 2, beside the ledger: what outsiders hold it to. Global, because every room that seals something gives receipts. */
@Global()
@Module({
  controllers: [TilesController, ProofController],
  providers: [
    {
      provide: ANCHOR_SETTINGS,
      useFactory: ({ anchorsFile }: Config) => readAnchorsFile(anchorsFile),
      inject: [CONFIG],
    },
    LogKeysService,
    PublishedStoreService,
    CheckpointsRepository,
    ContinuityService,
    SigningService,
    SigningLoopService,
    StandingService,
    AnchoringService,
    AskingService,
    AskingLoopService,
    ReceiptsService,
    PinnedKeysService,
    ReceiptPaperService,
    TilesService,
  ],
  exports: [
    LogKeysService,
    PublishedStoreService,
    SigningService,
    SigningLoopService,
    AnchoringService,
    ReceiptsService,
    PinnedKeysService,
    ReceiptPaperService,
  ],
})
export class ProofModule {}
