import { Module, type DynamicModule } from '@nestjs/common';
import { ApprovalsModule } from './approvals/approvals.module';
import { ExemptionsModule } from './exemptions/exemptions.module';
import { FlawsModule } from './flaws/flaws.module';
import { IdentityModule } from './identity/identity.module';
import { LedgerModule } from './ledger/ledger.module';
import { FilesModule } from './files/files.module';
import { RulebooksModule } from './rulebooks/rulebooks.module';
import { PilotsModule } from './pilots/pilots.module';
import { PledgesModule } from './pledges/pledges.module';
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
        IdentityModule,
        RulebooksModule,
        FilesModule,
        PilotsModule,
        PledgesModule,
        ApprovalsModule,
        ExemptionsModule,
        FlawsModule,
      ],
    };
  }
}
