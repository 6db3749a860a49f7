import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor } from '../platform/access.decorator';
import { ChangePassword, PasswordChanged, SelfView, SessionView } from './login.dto';
import { LoginService } from './login.service';
import { PasswordChange } from './password-change.service';
import { CurrentSession } from './session.decorator';
import { SessionsService } from './sessions.service';

@ApiTags('self')
@ApiBearerAuth()
@Controller('me')
export class SelfController {
  constructor(
    private readonly login: LoginService,
    private readonly passwords: PasswordChange,
    private readonly sessions: SessionsService,
  ) {}

  @Get()
  @Allow('self.read')
  @ApiOperation({ summary: '本人：单位、角色与权限 / who I am, my unit, roles and permissions' })
  @ApiOkResponse({ type: SelfView })
  read(@CurrentActor() actor: Actor): Promise<SelfView> {
    return this.login.self(actor);
  }

  @Post('password')
  @HttpCode(200)
  @Allow('self.change-password')
  @ApiOperation({ summary: '修改密码，其他会话随即结束 / change the password; other sessions end' })
  @ApiOkResponse({ type: PasswordChanged })
  changePassword(
    @CurrentActor() actor: Actor,
    @CurrentSession() family: string,
    @Body() body: ChangePassword,
  ): Promise<PasswordChanged> {
    return this.passwords.change(actor, family, body);
  }

  @Get('sessions')
  @Allow('self.read')
  @ApiOperation({ summary: '本人的会话 / my sessions' })
  @ApiOkResponse({ type: [SessionView] })
  listSessions(@CurrentActor() actor: Actor, @CurrentSession() family: string): Promise<SessionView[]> {
    return this.sessions.open(actor, family);
  }

  @Post('sessions/:id/end')
  @HttpCode(204)
  @Allow('self.read')
  @ApiOperation({ summary: '结束本人的某个会话 / end one of my sessions' })
  @ApiNoContentResponse()
  endSession(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.sessions.endOwn(actor, id);
  }
}
