import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module';
import { ClaimsModule } from '../claims/claims.module';
import { FlawsModule } from '../flaws/flaws.module';
import { IdentityModule } from '../identity/identity.module';
import { RulebooksModule } from '../rulebooks/rulebooks.module';
import { DesksRepository } from './approvals.repository';
import { ApprovalsWaiting } from './approvals-waiting.service';
import { ClaimPanels } from './claim-panel.service';
import { ClaimStandings } from './claim-standing.service';
import { AroundClaimsRepository } from './claims.repository';
import { ClaimsReach } from './claims-reach.service';
import { ClaimsWaiting } from './claims-waiting.service';
import { OpenFlawsRepository } from './flaws.repository';
import { FlawsWaiting } from './flaws-waiting.service';
import { InboxController } from './inbox.controller';
import { InboxService, SOURCES } from './inbox.service';
import { KeepingRepository } from './keeping.repository';
import { KeepingWaiting } from './keeping-waiting.service';
import { MeasuringService } from './measuring.service';
import { PledgesWaiting } from './pledges-waiting.service';
import { RecordsRepository } from './records.repository';
import { RecordsWaiting } from './records-waiting.service';
import { UnitsRepository } from './units.repository';
import type { Source } from './waiting';

const READ_TOGETHER = [PledgesWaiting, ApprovalsWaiting, RecordsWaiting, FlawsWaiting, KeepingWaiting];

@Module({
  imports: [IdentityModule, RulebooksModule, ApprovalsModule, FlawsModule, ClaimsModule],
  controllers: [InboxController],
  providers: [
    ...READ_TOGETHER,
    { provide: SOURCES, useFactory: (...sources: Source[]) => sources, inject: READ_TOGETHER },
    ...[UnitsRepository, DesksRepository, RecordsRepository, OpenFlawsRepository, KeepingRepository],
    ...[AroundClaimsRepository, ClaimsReach, ClaimPanels, ClaimStandings, ClaimsWaiting],
    MeasuringService,
    InboxService,
  ],
})
export class InboxModule {}
