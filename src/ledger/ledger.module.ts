import { Global, Module } from '@nestjs/common';
import { Journal } from './journal';
import { LedgerController } from './ledger.controller';
import { LedgerRepository } from './ledger.repository';
import { LedgerService } from './ledger.service';
import { TrailRepository } from './trail.repository';
import { TrailService } from './trail.service';
import { TreeService } from './tree.service';

/** Floor 2. Global: the journal is the one door to the data, and every room goes through it. */
@Global()
@Module({
  controllers: [LedgerController],
  providers: [Journal, LedgerRepository, LedgerService, TrailRepository, TrailService, TreeService],
  exports: [Journal, LedgerRepository, LedgerService, TreeService],
})
export class LedgerModule {}
