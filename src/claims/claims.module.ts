import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApprovalsModule } from '../approvals/approvals.module';
import { ExemptionsModule } from '../exemptions/exemptions.module';
import { FilesModule } from '../files/files.module';
import { FlawsModule } from '../flaws/flaws.module';
import { IdentityModule } from '../identity/identity.module';
import { PilotsModule } from '../pilots/pilots.module';
import { PledgesModule } from '../pledges/pledges.module';
import { RulebooksModule } from '../rulebooks/rulebooks.module';
import { AccountabilityController } from './procedure/accountability.controller';
import { AccountabilityService } from './procedure/accountability.service';
import { ClaimClearance, ClaimCorrection, ClaimCorrectionEntry, ClaimDocument } from './after/after.entity';
import { ClearanceController } from './after/clearance.controller';
import { ClearanceService } from './after/clearance.service';
import { CorrectionsController } from './after/corrections.controller';
import { CorrectionsRepository } from './after/corrections.repository';
import { CorrectionsService } from './after/corrections.service';
import { DecisionFactsService } from './documents/decision-facts.service';
import { DocumentsController } from './documents/documents.controller';
import { DocumentsRepository } from './documents/documents.repository';
import { DocumentsService } from './documents/documents.service';
import { FollowingService } from './after/following.service';
import { HandlingService } from './after/handling.service';
import { IssuedService } from './documents/issued.service';
import { OrgansService } from './documents/organs.service';
import { PapersService } from './documents/papers.service';
import { PrecedentsController } from './after/precedents.controller';
import { PrecedentsRepository } from './after/precedents.repository';
import { PrecedentsService } from './after/precedents.service';
import { ProtectionsController } from './after/protections.controller';
import { ProtectionsRepository } from './after/protections.repository';
import { ProtectionsService } from './after/protections.service';
import { SubjectsService } from './documents/subjects.service';
import { VerificationController } from './documents/verification.controller';
import { ActingService } from './acting.service';
import {
  Accountability,
  Claim,
  ClaimActEntry,
  ClaimMember,
  ClaimOpinion,
  ClaimRecusal,
  ClaimStatement,
} from './claim.entity';
import { ClaimFindingsService } from './procedure/claim-findings.service';
import { ClaimsController } from './procedure/claims.controller';
import { ClaimsRepository } from './procedure/claims.repository';
import { DetailService } from './procedure/detail.service';
import { FactFindingController } from './procedure/fact-finding.controller';
import { ClaimFactsService } from './procedure/facts.service';
import { FilingService } from './procedure/filing.service';
import { ClaimDecision } from './deciding/decision.entity';
import { HandsService } from './hands.service';
import { RecusalDecidingService } from './recusal/recusal-deciding.service';
import { RecusalsController } from './recusal/recusals.controller';
import { RecusalsRepository } from './recusal/recusals.repository';
import { RecusalsService } from './recusal/recusals.service';
import { RecusingService } from './recusal/recusing.service';
import { ProcedureController } from './procedure/procedure.controller';
import { ProcedureService } from './procedure/procedure.service';
import { ClaimsReadingService } from './procedure/reading.service';
import { RegisteredService } from './procedure/registered.service';
import { StatementsService } from './procedure/statements.service';
import { TermsService } from './procedure/terms.service';
import { CaseStateService } from './deciding/case-state.service';
import { DecisionsController } from './deciding/decisions.controller';
import { DecisionsService } from './deciding/decisions.service';
import { DeliberationService } from './deciding/deliberation.service';
import { IssuingService } from './deciding/issuing.service';
import { CandidatesController } from './deciding/candidates.controller';
import { CandidatesService } from './deciding/candidates.service';
import { PanelController } from './deciding/panel.controller';
import { PanelService } from './deciding/panel.service';
import { ProposalsService } from './deciding/proposals.service';
import { ReaderService } from './reader.service';
import { ReferralService } from './deciding/referral.service';
import { ReviewsService } from './deciding/reviews.service';
import { SittingService } from './deciding/sitting.service';
import { SoundnessService } from './deciding/soundness.service';

const AFTER_ENTITIES = [ClaimClearance, ClaimCorrection, ClaimCorrectionEntry, ClaimDocument];
const AFTER_CONTROLLERS = [
  ClearanceController,
  CorrectionsController,
  DocumentsController,
  PrecedentsController,
  ProtectionsController,
  VerificationController,
];
const AFTER = [
  ClearanceService,
  CorrectionsService,
  CorrectionsRepository,
  DecisionFactsService,
  DocumentsService,
  DocumentsRepository,
  FollowingService,
  HandlingService,
  IssuedService,
  OrgansService,
  PapersService,
  PrecedentsService,
  PrecedentsRepository,
  ProtectionsService,
  ProtectionsRepository,
  SubjectsService,
];

const DECIDING = [
  CaseStateService,
  DecisionsService,
  DeliberationService,
  IssuingService,
  PanelService,
  CandidatesService,
  ProposalsService,
  ReaderService,
  ReferralService,
  ReviewsService,
  SittingService,
  SoundnessService,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([
      Accountability,
      Claim,
      ClaimActEntry,
      ClaimDecision,
      ClaimMember,
      ClaimOpinion,
      ClaimRecusal,
      ClaimStatement,
      ...AFTER_ENTITIES,
    ]),
    IdentityModule,
    RulebooksModule,
    FilesModule,
    PilotsModule,
    PledgesModule,
    ApprovalsModule,
    ExemptionsModule,
    FlawsModule,
  ],
  controllers: [
    PanelController,
    CandidatesController,
    DecisionsController,
    ...AFTER_CONTROLLERS,
    RecusalsController,
    AccountabilityController,
    ClaimsController,
    ProcedureController,
    FactFindingController,
  ],
  providers: [
    ...DECIDING,
    ...AFTER,
    ActingService,
    HandsService,
    RecusalsService,
    RecusalsRepository,
    RecusingService,
    RecusalDecidingService,
    TermsService,
    AccountabilityService,
    FilingService,
    ProcedureService,
    StatementsService,
    ClaimFindingsService,
    ClaimFactsService,
    ClaimsRepository,
    ClaimsReadingService,
    RegisteredService,
    DetailService,
  ],
  exports: [HandsService, RecusalsService, SittingService, CaseStateService, TermsService],
})
export class ClaimsModule {}
