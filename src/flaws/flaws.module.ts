import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FilesModule } from '../files/files.module';
import { PilotsModule } from '../pilots/pilots.module';
import { RulebooksModule } from '../rulebooks/rulebooks.module';
import { ChecksService } from './checks.service';
import { CorrectionsService } from './corrections.service';
import { EstablishingController } from './establishing.controller';
import { EstablishingService } from './establishing.service';
import { FactsRepository } from './facts.repository';
import { FindingRow } from './finding.entity';
import { FindingsController } from './findings.controller';
import { FindingsRepository } from './findings.repository';
import { FindingsService } from './findings.service';
import { FlawDetailService } from './flaw-detail.service';
import { Flaw, FlawAnswer, FlawEdit, FlawJudgement, SafeguardDoneRow } from './flaw.entity';
import { FlawsController } from './flaws.controller';
import { FlawsRepository } from './flaws.repository';
import { FlawsService } from './flaws.service';
import { PreviewsController } from './previews.controller';
import { PreviewsRepository } from './previews.repository';
import { PreviewsService } from './previews.service';
import { ReplaysService } from './replays.service';
import { SafeguardsController } from './safeguards.controller';
import { SafeguardsService } from './safeguards.service';

@Module({
  imports: [
    TypeOrmModule.forFeature([Flaw, FlawEdit, FlawAnswer, FlawJudgement, SafeguardDoneRow, FindingRow]),
    RulebooksModule,
    FilesModule,
    PilotsModule,
  ],
  controllers: [FlawsController, EstablishingController, SafeguardsController, FindingsController, PreviewsController],
  providers: [
    FlawsService,
    FlawsRepository,
    CorrectionsService,
    EstablishingService,
    SafeguardsService,
    FlawDetailService,
    ChecksService,
    FactsRepository,
    FindingsService,
    FindingsRepository,
    ReplaysService,
    PreviewsService,
    PreviewsRepository,
  ],
  exports: [FlawsService, FindingsService, ChecksService, EstablishingService],
})
export class FlawsModule {}
