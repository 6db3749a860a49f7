import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor } from '../platform/access.decorator';
import { BoardQuery, BoardView, MeansQuery } from './board.dto';
import { BoardService } from './board.service';
import { BoardCounties, BoardMeansPage, BoardTrends } from './more.dto';
import { ReportService } from './report.service';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const BINARY = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('board')
@ApiBearerAuth()
@Controller('board')
export class BoardController {
  constructor(
    private readonly boards: BoardService,
    private readonly reports: ReportService,
  ) {}

  @Get()
  @Allow('board.read')
  @ApiOperation({ summary: '看板：各数及其背后的列表 / the board: figures, each with the list behind it' })
  @ApiOkResponse({ type: BoardView })
  board(@CurrentActor() actor: Actor, @Query() query: BoardQuery): Promise<BoardView> {
    return this.boards.board(actor, query);
  }

  @Get('trends')
  @Allow('board.read')
  @ApiOperation({ summary: '近十二个月逐月 / the last twelve months, month on month' })
  @ApiOkResponse({ type: BoardTrends })
  trends(@CurrentActor() actor: Actor, @Query() query: BoardQuery): Promise<BoardTrends> {
    return this.boards.trends(actor, query);
  }

  @Get('counties')
  @Allow('board.read')
  @ApiOperation({ summary: '各县并列 / the counties side by side' })
  @ApiOkResponse({ type: BoardCounties })
  counties(@CurrentActor() actor: Actor, @Query() query: BoardQuery): Promise<BoardCounties> {
    return this.boards.counties(actor, query);
  }

  @Get('means')
  @Allow('board.read')
  @ApiOperation({ summary: '任务下达、资源未到的试点 / targets without means' })
  @ApiOkResponse({ type: BoardMeansPage })
  means(@CurrentActor() actor: Actor, @Query() query: MeansQuery): Promise<BoardMeansPage> {
    return this.boards.means(actor, query);
  }

  @Get('report.pdf')
  @Allow('board.read')
  @Header('Content-Security-Policy', "sandbox; default-src 'none'")
  @ApiOperation({ summary: '一页 A4 的看板报告 / the board on one page of A4' })
  @ApiOkResponse({ content: { 'application/pdf': BINARY } })
  async pdf(@CurrentActor() actor: Actor, @Query() query: BoardQuery): Promise<StreamableFile> {
    const { bytes, disposition } = await this.reports.pdf(actor, query);
    return new StreamableFile(bytes, { type: 'application/pdf', disposition });
  }

  @Get('report.xlsx')
  @Allow('board.read')
  @Header('Content-Security-Policy', "sandbox; default-src 'none'")
  @ApiOperation({ summary: '看板的表格文件，每表一页 / the board as a workbook, a sheet for each table' })
  @ApiOkResponse({ content: { [XLSX]: BINARY } })
  async workbook(@CurrentActor() actor: Actor, @Query() query: BoardQuery): Promise<StreamableFile> {
    const { bytes, disposition } = await this.reports.workbook(actor, query);
    return new StreamableFile(bytes, { type: XLSX, disposition });
  }
}
