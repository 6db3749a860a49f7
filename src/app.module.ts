import { Module, type DynamicModule } from '@nestjs/common';
import { BoardModule } from './board/board.module';
import { ClaimsModule } from './claims/claims.module';
import { ApprovalsModule } from './approvals/approvals.module';
import { DraftsModule } from './drafts/drafts.module';
import { ErasuresModule } from './erasures/erasures.module';
import { ExemptionsModule } from './exemptions/exemptions.module';
import { FlawsModule } from './flaws/flaws.module';
import { FsckModule } from './fsck/fsck.module';
import { InboxModule } from './inbox/inbox.module';
import { IdentityModule } from './identity/identity.module';
import { LedgerModule } from './ledger/ledger.module';
import { FilesModule } from './files/files.module';
import { RulebooksModule } from './rulebooks/rulebooks.module';
import { PilotsModule } from './pilots/pilots.module';
import { PledgesModule } from './pledges/pledges.module';
import { ProofModule } from './proof/proof.module';
import { PlatformModule, type Environment } from './platform/platform.module';

/** The rooms in floor order; each asks only those above it. */
@Module({})
export class AppModule {
  static with(environment: Environment): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(environment),
        LedgerModule,
        ProofModule,
        IdentityModule,
        ErasuresModule,
        DraftsModule,
        RulebooksModule,
        FilesModule,
        PilotsModule,
        PledgesModule,
        ApprovalsModule,
        ExemptionsModule,
        FlawsModule,
        ClaimsModule,
        InboxModule,
        BoardModule,
        FsckModule,
      ],
    };
  }
}
