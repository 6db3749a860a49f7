import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PilotsModule } from '../pilots/pilots.module';
import { RulebooksModule } from '../rulebooks/rulebooks.module';
import { ApprovalActsService } from './approval-acts.service';
import { Approval, ApprovalEventRow, ApprovalPredecessor } from './approval.entity';
import { ApprovalsController } from './approvals.controller';
import { ApprovalsRepository } from './approvals.repository';
import { ApprovalsService } from './approvals.service';
import { ApproverActsController } from './approver-acts.controller';
import { ClocksService } from './clocks.service';
import { EventsService } from './events.service';
import { OrderService } from './order.service';
import { SponsorActsController } from './sponsor-acts.controller';

@Module({
  imports: [TypeOrmModule.forFeature([Approval, ApprovalEventRow, ApprovalPredecessor]), PilotsModule, RulebooksModule],
  controllers: [ApprovalsController, SponsorActsController, ApproverActsController],
  providers: [ApprovalsService, ApprovalActsService, ApprovalsRepository, ClocksService, EventsService, OrderService],
  exports: [ApprovalsService, ClocksService],
})
export class ApprovalsModule {}
