import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/permission';
import { Allow, CurrentActor } from '../../platform/access.decorator';
import { ProtectionQuery, ProtectionView } from './protections.dto';
import { ProtectionsService } from './protections.service';

@ApiTags('protections')
@ApiBearerAuth()
@Controller('protections')
export class ProtectionsController {
  constructor(private readonly protections: ProtectionsService) {}

  @Get()
  @Allow('protection.read')
  @ApiOperation({ summary: '该事项可否作为对该单位（人员）的不利依据 / may this matter count against them' })
  @ApiOkResponse({ type: ProtectionView })
  ask(@CurrentActor() actor: Actor, @Query() query: ProtectionQuery) {
    return this.protections.ask(actor, query);
  }
}
