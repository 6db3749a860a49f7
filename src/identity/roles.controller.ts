import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor, TakesIdempotencyKey } from '../platform/access.decorator';
import { GrantRole, GrantView, GrantWritten, RevokeRole } from './roles.dto';
import { RolesService } from './roles.service';

@ApiTags('roles')
@ApiBearerAuth()
@Controller('accounts/:accountId/roles')
export class RolesController {
  constructor(private readonly roles: RolesService) {}

  @Post()
  @Allow('role.grant')
  @TakesIdempotencyKey()
  @ApiOperation({ summary: '授予角色，立即生效 / grant a role, in force at once' })
  @ApiCreatedResponse({ type: GrantWritten })
  grant(
    @CurrentActor() actor: Actor,
    @Param('accountId', ParseUUIDPipe) accountId: string,
    @Body() body: GrantRole,
  ): Promise<GrantWritten> {
    return this.roles.grant(actor, accountId, body);
  }

  @Post(':id/revoke')
  @HttpCode(200)
  @Allow('role.grant')
  @ApiOperation({ summary: '收回角色，立即生效 / revoke a role, in force at once' })
  @ApiOkResponse({ type: GrantWritten })
  revoke(
    @CurrentActor() actor: Actor,
    @Param('accountId', ParseUUIDPipe) accountId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: RevokeRole,
  ): Promise<GrantWritten> {
    return this.roles.revoke(actor, { accountId, id }, body);
  }

  @Get()
  @Allow('account.read')
  @ApiOperation({ summary: '账号的全部授权，含已收回的 / all grants of an account, revoked ones included' })
  @ApiOkResponse({ type: [GrantView] })
  list(@CurrentActor() actor: Actor, @Param('accountId', ParseUUIDPipe) accountId: string): Promise<GrantView[]> {
    return this.roles.list(actor, accountId);
  }
}
