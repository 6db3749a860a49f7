import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AmendmentsService } from './amendments.service';
import { Pilot, PilotStateEntry } from './pilot.entity';
import { PilotsController } from './pilots.controller';
import { PilotsRepository } from './pilots.repository';
import { PilotsService } from './pilots.service';
import { ScopePart, ScopeVersionRow } from './scope.entity';
import { ScopesController } from './scopes.controller';
import { ScopesService } from './scopes.service';

@Module({
  imports: [TypeOrmModule.forFeature([Pilot, PilotStateEntry, ScopePart, ScopeVersionRow])],
  controllers: [PilotsController, ScopesController],
  providers: [PilotsService, PilotsRepository, ScopesService, AmendmentsService],
  exports: [PilotsService, ScopesService],
})
export class PilotsModule {}
