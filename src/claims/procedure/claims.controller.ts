import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/permission';
import { Allow, CurrentActor, TakesIdempotencyKey } from '../../platform/access.decorator';
import { ClaimDetail, ClaimPage } from './claim-detail.dto';
import { ClaimFindingsService } from './claim-findings.service';
import { ClaimActView, ClaimsQuery, ClaimWritten, DayQuery, FileClaimBody, StatementView } from './claims.dto';
import { DetailService } from './detail.service';
import { DocumentsService } from '../documents/documents.service';
import { ClaimFindingView } from './facts.dto';
import { FilingService } from './filing.service';
import { StatementsService } from './statements.service';

@ApiTags('claims')
@ApiBearerAuth()
@Controller()
export class ClaimsController {
  constructor(
    private readonly filing: FilingService,
    private readonly details: DetailService,
    private readonly statements: StatementsService,
    private readonly findings: ClaimFindingsService,
    private readonly documents: DocumentsService,
  ) {}

  @Post('accountability/:id/claims')
  @Allow('claim.file')
  @TakesIdempotencyKey()
  @ApiOperation({ summary: '提出容错申请：单位、本人，或由办理机关提出 / file a claim, or propose one' })
  @ApiCreatedResponse({ type: ClaimWritten })
  file(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: FileClaimBody,
  ): Promise<ClaimWritten> {
    return this.documents.following(actor, this.filing.file(actor, id, body));
  }

  @Get('claims')
  @Allow('claim.read')
  @ApiOperation({ summary: '容错申请列表，附当日的期限信号 / list claims, each with its signal for a day' })
  @ApiOkResponse({ type: ClaimPage })
  list(@CurrentActor() actor: Actor, @Query() query: ClaimsQuery): Promise<ClaimPage> {
    return this.details.list(actor, query);
  }

  @Get('claims/:id')
  @Allow('claim.read')
  @ApiOperation({ summary: '容错申请详情：已登记的内容、期限、可办操作 / one claim with all that is registered' })
  @ApiOkResponse({ type: ClaimDetail })
  detail(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: DayQuery,
  ): Promise<ClaimDetail> {
    return this.details.detail(actor, id, query.day);
  }

  @Get('claims/:id/acts')
  @Allow('claim.read')
  @ApiOperation({ summary: '办理经过 / every act on it, in order' })
  @ApiOkResponse({ type: [ClaimActView] })
  acts(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ClaimActView[]> {
    return this.details.acts(actor, id);
  }

  @Get('claims/:id/statements')
  @Allow('claim.read')
  @ApiOperation({ summary: '双方陈述 / what both sides said' })
  @ApiOkResponse({ type: [StatementView] })
  ofClaim(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<StatementView[]> {
    return this.statements.ofClaim(actor, id);
  }

  @Get('claims/:id/findings')
  @Allow('claim.read')
  @ApiOperation({ summary: '历次核对及其差异 / its findings, each told against the one before' })
  @ApiOkResponse({ type: [ClaimFindingView] })
  findingsOf(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ClaimFindingView[]> {
    return this.findings.ofClaim(actor, id);
  }
}
