import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FilesModule } from '../files/files.module';
import { PilotsModule } from '../pilots/pilots.module';
import { RulebooksModule } from '../rulebooks/rulebooks.module';
import { EntriesController } from './entries.controller';
import { EntriesService } from './entries.service';
import { FiguresService } from './figures.service';
import {
  Pledge,
  PledgeDelivery,
  PledgeRevision,
  PledgeStandingEntry,
  PledgeTermsRow,
  PledgeTranche,
} from './pledge.entity';
import { PledgesController } from './pledges.controller';
import { PledgesRepository } from './pledges.repository';
import { PledgesService } from './pledges.service';

@Module({
  imports: [
    RulebooksModule,
    FilesModule,
    PilotsModule,
    TypeOrmModule.forFeature([
      Pledge,
      PledgeStandingEntry,
      PledgeTermsRow,
      PledgeTranche,
      PledgeDelivery,
      PledgeRevision,
    ]),
  ],
  controllers: [PledgesController, EntriesController],
  providers: [PledgesService, PledgesRepository, FiguresService, EntriesService],
  exports: [PledgesService],
})
export class PledgesModule {}
