import { Injectable } from '@nestjs/common';
import { lacks, worseFirst } from '../domain/board/figures';
import type { Actor } from '../domain/permission';
import { Journal } from '../ledger/journal';
import { Clock } from '../platform/clock';
import { areaOf, type Area } from './area';
import { BASIS } from './basis';
import { MEANS_LIMIT, type BoardQuery, type BoardView, type MeansQuery } from './board.dto';
import { boardView, countiesView, trendsView } from './board-view';
import { lacking, type LackingPilot } from './clocked-view';
import { CountedService } from './counted.service';
import { FiguresOfBoardService, type Figures } from './figures.service';
import type { BoardCounties, BoardMeansPage, BoardTrends, MeansItem } from './more.dto';
import type { NamedPilot } from './names.repository';

const MEANS_SHOWN = 50;

/** The board as its reader opens it; for today by default. Nothing of it is stored. */
@Injectable()
export class BoardService {
  constructor(
    private readonly figures: FiguresOfBoardService,
    private readonly counted: CountedService,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal board.county-not-found */
  async board(actor: Actor, query: BoardQuery): Promise<BoardView> {
    const { area, day, figures } = await this.asked(actor, query);
    return boardView(figures, area, day);
  }

  /** @throws Refusal board.county-not-found */
  async counties(actor: Actor, query: BoardQuery): Promise<BoardCounties> {
    const { area, day, figures } = await this.asked(actor, query);
    return countiesView(figures, area, day);
  }

  /** @throws Refusal board.county-not-found */
  async trends(actor: Actor, query: BoardQuery): Promise<BoardTrends> {
    const area = areaOf(actor, query.county);
    const day = query.day ?? this.clock.today();
    return trendsView(await this.figures.months(actor, area, day), area);
  }

  /** Worst first; what is beyond the limit is counted and not shown. @throws Refusal board.county-not-found */
  async means(actor: Actor, query: MeansQuery): Promise<BoardMeansPage> {
    const { day, figures } = await this.asked(actor, query);
    const all = lacking(figures.pledges.short, figures.approvals.stuck)
      .filter(pilot => lacks(pilot, query.cause))
      .sort((a, b) => worseFirst(a, b) || (a.pilot < b.pilot ? -1 : 1));
    const shown = all.slice(0, Math.min(query.limit ?? MEANS_SHOWN, MEANS_LIMIT));
    const ids = shown.map(({ pilot }) => pilot);
    const named = await this.journal.read(actor, q => this.counted.pilots(q, ids));
    const items = shown.map(pilot => meansItem(pilot, named.get(pilot.pilot)!));
    return { day, basis: BASIS.means, items, total: all.length };
  }

  private async asked(actor: Actor, query: BoardQuery): Promise<{ area: Area; day: string; figures: Figures }> {
    const area = areaOf(actor, query.county);
    const day = query.day ?? this.clock.today();
    return { area, day, figures: await this.figures.figures(actor, area, day) };
  }
}

function meansItem({ county, pilot, ...lack }: LackingPilot, named: NamedPilot): MeansItem {
  const { code, title, field, assigned_by: assignedBy, sponsor_id: sponsorId, sponsor } = named;
  return { pilotId: pilot, code, title, county, field, assignedBy, sponsorId, sponsor, ...lack };
}
