import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FsckRun } from './fsck-run.entity';
import { FsckController } from './fsck.controller';
import { FsckRepository } from './fsck.repository';
import { FsckService } from './fsck.service';
import { NightlyService } from './nightly.service';
import { RunsRepository } from './runs.repository';
import { RunsService } from './runs.service';
import { SourcesService } from './sources.service';

/** The rightmost room: it reads everything, and nobody asks it but the auditor and the command line. */
@Module({
  imports: [TypeOrmModule.forFeature([FsckRun]), ScheduleModule.forRoot()],
  controllers: [FsckController],
  providers: [SourcesService, FsckRepository, FsckService, RunsRepository, RunsService, NightlyService],
})
export class FsckModule {}
