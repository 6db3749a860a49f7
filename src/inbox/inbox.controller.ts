import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor } from '../platform/access.decorator';
import { InboxQuery, InboxView } from './inbox.dto';
import { InboxService } from './inbox.service';

@ApiTags('inbox')
@ApiBearerAuth()
@Controller('inbox')
export class InboxController {
  constructor(private readonly inbox: InboxService) {}

  @Get()
  @Allow('inbox.read')
  @ApiOperation({ summary: '等我办理的：按紧急程度 / what waits for me, by urgency' })
  @ApiOkResponse({ type: InboxView })
  of(@CurrentActor() actor: Actor, @Query() query: InboxQuery): Promise<InboxView> {
    return this.inbox.of(actor, query);
  }
}
