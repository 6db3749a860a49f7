import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch, TakesIdempotencyKey } from '../../platform/access.decorator';
import { ClaimWritten, ClaimNoteBody, ClaimReasonBody } from '../procedure/claims.dto';
import { DecisionBody, DecisionProposed, DecisionView, HigherReasonBody, ServeBody } from './decisions.dto';
import { DecisionsService } from './decisions.service';
import { IssuingService } from './issuing.service';
import { ProposalsService } from './proposals.service';
import { ReferralService } from './referral.service';
import { ReviewsService } from './reviews.service';

@ApiTags('claims')
@ApiBearerAuth()
@Controller('claims/:id')
export class DecisionsController {
  constructor(
    private readonly decisions: DecisionsService,
    private readonly proposals: ProposalsService,
    private readonly issuing: IssuingService,
    private readonly referral: ReferralService,
    private readonly reviews: ReviewsService,
  ) {}

  @Get('decisions')
  @Allow('claim.read')
  @ApiOperation({ summary: '历次认定 / every decision, the older ones kept' })
  @ApiOkResponse({ type: [DecisionView] })
  ofClaim(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<DecisionView[]> {
    return this.decisions.ofClaim(actor, id);
  }

  @Post('decision')
  @TakesIdempotencyKey()
  @Allow('claim.decide')
  @NeedsIfMatch()
  @ApiOperation({ summary: '按合议组多数意见拟定认定 / propose what the majority voted for' })
  @ApiCreatedResponse({ type: DecisionProposed })
  propose(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: DecisionBody,
  ): Promise<DecisionProposed> {
    return this.proposals.propose(actor, { id, version }, body);
  }

  @Post('issue')
  @HttpCode(200)
  @Allow('claim.decide')
  @NeedsIfMatch()
  @ApiOperation({ summary: '由另一人签发 / issued by somebody else' })
  @ApiOkResponse({ type: ClaimWritten })
  issue(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ClaimNoteBody,
  ): Promise<ClaimWritten> {
    return this.issuing.issue(actor, { id, version }, body.reason);
  }

  @Post('refer')
  @HttpCode(200)
  @Allow('claim.decide')
  @NeedsIfMatch()
  @ApiOperation({ summary: '报上级批准 / refer upwards' })
  @ApiOkResponse({ type: ClaimWritten })
  refer(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ClaimNoteBody,
  ): Promise<ClaimWritten> {
    return this.issuing.refer(actor, { id, version }, body.reason);
  }

  @Post('approve-referral')
  @HttpCode(200)
  @Allow('claim.decide')
  @NeedsIfMatch()
  @ApiOperation({ summary: '上级批准 / the higher body approves' })
  @ApiOkResponse({ type: ClaimWritten })
  approve(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: HigherReasonBody,
  ): Promise<ClaimWritten> {
    return this.referral.approve(actor, { id, version }, body.reason);
  }

  @Post('send-back')
  @HttpCode(200)
  @Allow('claim.decide')
  @NeedsIfMatch()
  @ApiOperation({ summary: '上级发回重新合议 / the higher body sends back' })
  @ApiOkResponse({ type: ClaimWritten })
  sendBack(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: HigherReasonBody,
  ): Promise<ClaimWritten> {
    return this.referral.sendBack(actor, { id, version }, body.reason);
  }

  @Post('serve')
  @HttpCode(200)
  @Allow('claim.handle')
  @NeedsIfMatch()
  @ApiOperation({ summary: '送达 / serve the decision' })
  @ApiOkResponse({ type: ClaimWritten })
  serve(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ServeBody,
  ): Promise<ClaimWritten> {
    return this.issuing.serve(actor, { id, version }, body.how);
  }

  @Post('request-re-review')
  @HttpCode(200)
  @Allow('claim.file')
  @NeedsIfMatch()
  @ApiOperation({ summary: '申请复审 / ask for re-review' })
  @ApiOkResponse({ type: ClaimWritten })
  requestReReview(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ClaimReasonBody,
  ): Promise<ClaimWritten> {
    return this.reviews.request(actor, { id, version, review: 're-review' }, body.reason);
  }

  @Post('request-upper-review')
  @HttpCode(200)
  @Allow('claim.file')
  @NeedsIfMatch()
  @ApiOperation({ summary: '申请复核 / ask for upper review' })
  @ApiOkResponse({ type: ClaimWritten })
  requestUpperReview(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ClaimReasonBody,
  ): Promise<ClaimWritten> {
    return this.reviews.request(actor, { id, version, review: 'upper-review' }, body.reason);
  }
}
