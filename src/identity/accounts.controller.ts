import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor, IfMatch, NeedsIfMatch, TakesIdempotencyKey } from '../platform/access.decorator';
import {
  AccountOpened,
  AccountPage,
  AccountQuery,
  AccountView,
  AccountWritten,
  CreateAccount,
  MoveAccount,
  Reason,
} from './accounts.dto';
import { AccountsService } from './accounts.service';
import { ChangeView } from './organisations.dto';

@ApiTags('accounts')
@ApiBearerAuth()
@Controller('accounts')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Post()
  @Allow('account.manage')
  @TakesIdempotencyKey()
  @ApiOperation({ summary: '开立账号，返回一次性密码 / open an account; answers a one-time password' })
  @ApiCreatedResponse({ type: AccountOpened })
  create(@CurrentActor() actor: Actor, @Body() body: CreateAccount): Promise<AccountOpened> {
    return this.accounts.create(actor, body);
  }

  @Get()
  @Allow('account.read')
  @ApiOperation({ summary: '账号列表 / accounts' })
  @ApiOkResponse({ type: AccountPage })
  list(@CurrentActor() actor: Actor, @Query() query: AccountQuery): Promise<AccountPage> {
    return this.accounts.list(actor, query);
  }

  @Get(':id')
  @Allow('account.read')
  @ApiOperation({ summary: '读取账号 / read an account' })
  @ApiOkResponse({ type: AccountView })
  read(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<AccountView> {
    return this.accounts.read(actor, id);
  }

  @Get(':id/changes')
  @Allow('account.read')
  @ApiOperation({ summary: '账号变更历史 / what an account was before' })
  @ApiOkResponse({ type: [ChangeView] })
  changes(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ChangeView[]> {
    return this.accounts.changes(actor, id);
  }

  @Post(':id/move')
  @HttpCode(200)
  @Allow('account.manage')
  @NeedsIfMatch()
  @ApiOperation({ summary: '调往另一单位 / move to another organisation' })
  @ApiOkResponse({ type: AccountWritten })
  move(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: MoveAccount,
  ): Promise<AccountWritten> {
    return this.accounts.move(actor, { id, version }, body);
  }

  @Post(':id/disable')
  @HttpCode(200)
  @Allow('account.manage')
  @NeedsIfMatch()
  @ApiOperation({ summary: '停用，会话立即结束 / disable; its sessions end at once' })
  @ApiOkResponse({ type: AccountWritten })
  disable(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: Reason,
  ): Promise<AccountWritten> {
    return this.accounts.disable(actor, { id, version }, body);
  }

  @Post(':id/enable')
  @HttpCode(200)
  @Allow('account.manage')
  @NeedsIfMatch()
  @ApiOperation({ summary: '重新启用 / enable again' })
  @ApiOkResponse({ type: AccountWritten })
  enable(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: Reason,
  ): Promise<AccountWritten> {
    return this.accounts.enable(actor, { id, version }, body);
  }

  @Post(':id/reset-password')
  @HttpCode(200)
  @Allow('account.manage')
  @NeedsIfMatch()
  @ApiOperation({ summary: '重置密码，返回一次性密码 / reset the password; answers a one-time password' })
  @ApiOkResponse({ type: AccountOpened })
  resetPassword(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() body: Reason,
  ): Promise<AccountOpened> {
    return this.accounts.resetPassword(actor, { id, version }, body);
  }
}
