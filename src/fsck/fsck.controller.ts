import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor } from '../platform/access.decorator';
import { FsckRunView } from './fsck.dto';
import { RunsService } from './runs.service';

@ApiTags('ledger')
@ApiBearerAuth()
@Controller('ledger/:county/fsck')
export class FsckController {
  constructor(private readonly runs: RunsService) {}

  @Get()
  @Allow('audit.read')
  @ApiOperation({ summary: '账本核查记录 / checks of the log, newest first' })
  @ApiOkResponse({ type: [FsckRunView] })
  list(@CurrentActor() actor: Actor, @Param('county') county: string): Promise<FsckRunView[]> {
    return this.runs.list(actor, county);
  }

  @Post()
  @HttpCode(202)
  @Allow('audit.read')
  @ApiOperation({ summary: '立即核查本地区的账本 / check the log of the own region now' })
  @ApiAcceptedResponse({ type: FsckRunView })
  ask(@CurrentActor() actor: Actor, @Param('county') county: string): Promise<FsckRunView> {
    return this.runs.ask(actor, county);
  }
}
