import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch, TakesIdempotencyKey } from '../../platform/access.decorator';
import {
  AccountabilityBody,
  AccountabilityView,
  AccountabilityWritten,
  EndAccountabilityBody,
} from './accountability.dto';
import { AccountabilityService } from './accountability.service';

@ApiTags('accountability')
@ApiBearerAuth()
@Controller()
export class AccountabilityController {
  constructor(private readonly accountability: AccountabilityService) {}

  @Post('flaws/:flawId/accountability')
  @Allow('accountability.record')
  @TakesIdempotencyKey()
  @ApiOperation({ summary: '登记问责启动：单位或者人员 / record that a unit or officer is held to account' })
  @ApiCreatedResponse({ type: AccountabilityWritten })
  record(
    @CurrentActor() actor: Actor,
    @Param('flawId', ParseUUIDPipe) flawId: string,
    @Body() body: AccountabilityBody,
  ): Promise<AccountabilityWritten> {
    return this.accountability.record(actor, flawId, body);
  }

  @Get('flaws/:flawId/accountability')
  @Allow('claim.read')
  @ApiOperation({ summary: '该瑕疵的问责事项 / accountability over a flaw' })
  @ApiOkResponse({ type: [AccountabilityView] })
  ofFlaw(@CurrentActor() actor: Actor, @Param('flawId', ParseUUIDPipe) flawId: string): Promise<AccountabilityView[]> {
    return this.accountability.ofFlaw(actor, flawId);
  }

  @Post('accountability/:id/end')
  @HttpCode(200)
  @Allow('accountability.record')
  @NeedsIfMatch()
  @ApiOperation({ summary: '问责办结：作出决定或者不再追究 / end it, decided or dropped' })
  @ApiOkResponse({ type: AccountabilityWritten })
  end(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: EndAccountabilityBody,
  ): Promise<AccountabilityWritten> {
    return this.accountability.end(actor, { id, version }, body);
  }
}
