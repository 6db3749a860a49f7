import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PilotsModule } from '../pilots/pilots.module';
import { RulebooksModule } from '../rulebooks/rulebooks.module';
import { Exemption, ExemptionActEntry, ExemptionOpinion } from './exemption.entity';
import { ExemptionsController } from './exemptions.controller';
import { ExemptionsRepository } from './exemptions.repository';
import { ExemptionsService } from './exemptions.service';
import { GroundsService } from './grounds.service';
import { ReadingService } from './reading.service';
import { ReviewController } from './review.controller';
import { ReviewService } from './review.service';
import { SealReceiptsController } from './seal-receipts.controller';
import { SealReceiptsService } from './seal-receipts.service';

@Module({
  imports: [TypeOrmModule.forFeature([Exemption, ExemptionActEntry, ExemptionOpinion]), PilotsModule, RulebooksModule],
  controllers: [ExemptionsController, ReviewController, SealReceiptsController],
  providers: [
    ExemptionsService,
    ReviewService,
    ReadingService,
    GroundsService,
    SealReceiptsService,
    ExemptionsRepository,
  ],
  exports: [ReadingService, SealReceiptsService],
})
export class ExemptionsModule {}
