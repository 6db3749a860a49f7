import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module';
import { RulebooksModule } from '../rulebooks/rulebooks.module';
import { BoardController } from './board.controller';
import { BoardService } from './board.service';
import { ClockedRepository } from './clocked.repository';
import { ClockedService } from './clocked.service';
import { CountedService } from './counted.service';
import { FiguresOfBoardService } from './figures.service';
import { NamesRepository } from './names.repository';
import { PilotsCountedRepository } from './pilots-counted.repository';
import { PledgesCountedRepository } from './pledges-counted.repository';
import { ReportService } from './report.service';
import { TrendsRepository } from './trends.repository';

@Module({
  imports: [ApprovalsModule, RulebooksModule],
  controllers: [BoardController],
  providers: [
    BoardService,
    ReportService,
    FiguresOfBoardService,
    CountedService,
    ClockedService,
    ClockedRepository,
    NamesRepository,
    PilotsCountedRepository,
    PledgesCountedRepository,
    TrendsRepository,
  ],
})
export class BoardModule {}
