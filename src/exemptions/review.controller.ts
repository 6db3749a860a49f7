import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch } from '../platform/access.decorator';
import { OpinionBody, RefuseBody, ReturnRecordBody, RevokeBody, SealBody } from './exemptions.dto';
import { ReviewService } from './review.service';
import { ExemptionWritten } from './views.dto';

@ApiTags('exemptions')
@ApiBearerAuth()
@Controller('exemptions/:id')
export class ReviewController {
  constructor(private readonly review: ReviewService) {}

  @Post('opinion')
  @HttpCode(200)
  @Allow('exemption.review')
  @NeedsIfMatch()
  @ApiOperation({ summary: '备案机关出具书面意见 / a filing office gives its written opinion' })
  @ApiOkResponse({ type: ExemptionWritten })
  opine(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: OpinionBody,
  ) {
    return this.review.opine(actor, { id, version }, body);
  }

  @Post('return')
  @HttpCode(200)
  @Allow('exemption.review')
  @NeedsIfMatch()
  @ApiOperation({ summary: '退回补正 / return with remarks' })
  @ApiOkResponse({ type: ExemptionWritten })
  return(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ReturnRecordBody,
  ) {
    return this.review.return(actor, { id, version }, body);
  }

  @Post('seal')
  @HttpCode(200)
  @Allow('exemption.review')
  @NeedsIfMatch()
  @ApiOperation({ summary: '封存：此后永不可改 / seal: frozen for ever from now on' })
  @ApiOkResponse({ type: ExemptionWritten })
  seal(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: SealBody,
  ) {
    return this.review.seal(actor, { id, version }, body);
  }

  @Post('refuse')
  @HttpCode(200)
  @Allow('exemption.review')
  @NeedsIfMatch()
  @ApiOperation({ summary: '不予备案 / refuse' })
  @ApiOkResponse({ type: ExemptionWritten })
  refuse(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: RefuseBody,
  ) {
    return this.review.refuse(actor, { id, version }, body);
  }

  @Post('revoke')
  @HttpCode(200)
  @Allow('exemption.review')
  @NeedsIfMatch()
  @ApiOperation({ summary: '撤销已封存的备案 / revoke a sealed record' })
  @ApiOkResponse({ type: ExemptionWritten })
  revoke(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: RevokeBody,
  ) {
    return this.review.revoke(actor, { id, version }, body);
  }
}
