import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { ThrottlerModule } from '@nestjs/throttler';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessGuard } from './access.guard';
import { AccessRepository } from './access.repository';
import { AccountOpening } from './account-opening.service';
import { Account } from './account.entity';
import { AccountsController } from './accounts.controller';
import { AccountsService } from './accounts.service';
import { Credential } from './credential.entity';
import { CredentialsRepository } from './credentials.repository';
import { IdentityChange } from './identity-change.entity';
import { IdentityRepository } from './identity.repository';
import { LocalStrategy } from './local.strategy';
import { LockoutService } from './lockout.service';
import { LoginController } from './login.controller';
import { LoginService } from './login.service';
import { Organisation } from './organisation.entity';
import { OrganisationsController } from './organisations.controller';
import { OrganisationsService } from './organisations.service';
import { PasswordChange } from './password-change.service';
import { PasswordCheck } from './password-check.service';
import { PasswordsService } from './passwords.service';
import { RoleGrant } from './role-grant.entity';
import { RolesController } from './roles.controller';
import { RolesService } from './roles.service';
import { SelfController } from './self.controller';
import { Session } from './session.entity';
import { SessionsRepository } from './sessions.repository';
import { SessionsService } from './sessions.service';
import { SetupController } from './setup.controller';
import { SetupRepository } from './setup.repository';
import { DemoSessions } from './demo-sessions.service';
import { SetupService } from './setup.service';
import { TokenService } from './token.service';

const REPOSITORIES = [AccessRepository, CredentialsRepository, IdentityRepository, SessionsRepository, SetupRepository];
const LOGIN = [LocalStrategy, LockoutService, LoginService, PasswordChange, PasswordCheck, PasswordsService];
const ROOMS = [
  OrganisationsService,
  AccountsService,
  AccountOpening,
  RolesService,
  SessionsService,
  SetupService,
  DemoSessions,
];

/** Floor 3: organisations, accounts, roles and sessions; the guard in front of every route. */
@Module({
  imports: [
    JwtModule.register({}),
    PassportModule.register({ session: false }),
    // In memory and by address; the limits themselves stand on the log-in routes.
    ThrottlerModule.forRoot([{ ttl: 60_000, limit: 60 }]),
    TypeOrmModule.forFeature([Organisation, Account, Credential, RoleGrant, Session, IdentityChange]),
  ],
  controllers: [
    LoginController,
    SelfController,
    OrganisationsController,
    AccountsController,
    RolesController,
    SetupController,
  ],
  providers: [TokenService, ...REPOSITORIES, ...LOGIN, ...ROOMS, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [OrganisationsService, AccountsService, SetupService, DemoSessions],
})
export class IdentityModule {}
