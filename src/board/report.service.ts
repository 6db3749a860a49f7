import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/permission';
import type { Report } from '../domain/board/report';
import { Clock } from '../platform/clock';
import { reportPdf } from '../platform/paper/report-pdf';
import { reportWorkbook } from '../platform/paper/workbook';
import { MEANS_LIMIT, type BoardQuery } from './board.dto';
import { BoardService } from './board.service';
import { boardReport } from './report-tables';

export interface ReportFile {
  bytes: Buffer;
  /** 看板-汶川县-2026-06-20 as the browser saves it. */
  disposition: string;
}

/** The board on paper and as a workbook: the figures of one moment, made on request and kept nowhere. */
@Injectable()
export class ReportService {
  constructor(
    private readonly boards: BoardService,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal board.county-not-found */
  async pdf(actor: Actor, query: BoardQuery): Promise<ReportFile> {
    const report = await this.report(actor, query);
    return { bytes: await reportPdf(report), disposition: saved(report, 'pdf') };
  }

  /** @throws Refusal board.county-not-found */
  async workbook(actor: Actor, query: BoardQuery): Promise<ReportFile> {
    const report = await this.report(actor, query);
    return { bytes: await reportWorkbook(report), disposition: saved(report, 'xlsx') };
  }

  private async report(actor: Actor, query: BoardQuery): Promise<Report> {
    const board = await this.boards.board(actor, query);
    const asked = { ...query, day: board.day };
    const trends = await this.boards.trends(actor, asked);
    const means = await this.boards.means(actor, { ...asked, limit: MEANS_LIMIT });
    return boardReport({ board, trends, means, madeAt: this.clock.now() });
  }
}

/** Names in Chinese go into the second form; who does not know it gets the first. */
function saved({ title, day }: Report, ending: string): string {
  const name = encodeURIComponent(`${title}-${day}.${ending}`);
  return `attachment; filename="board-${day}.${ending}"; filename*=UTF-8''${name}`;
}
