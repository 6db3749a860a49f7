import { Body, Controller, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Throttle, ThrottlerGuard } from '@nestjs/throttler';
import type { Request, Response } from 'express';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor, Public } from '../platform/access.decorator';
import { LoginGuard } from './local.strategy';
import { clearCookie, continueCookie, keepInCookie, OwnSiteGuard } from './login-cookie';
import { LoggedIn, LoginRequest, RefreshRequest, TokensView } from './login.dto';
import { LoginService } from './login.service';
import type { Verified } from './password-check.service';
import { CurrentSession } from './session.decorator';
import { SessionsService } from './sessions.service';

/** A minute; by address, which a whole office may share: the accounts' own lock-out is the narrower one. */
const TTL = 60_000;

@ApiTags('login')
@Controller()
export class LoginController {
  constructor(
    private readonly login: LoginService,
    private readonly sessions: SessionsService,
  ) {}

  @Post('login')
  @Public()
  @HttpCode(200)
  @Throttle({ default: { limit: 60, ttl: TTL } })
  @UseGuards(ThrottlerGuard, OwnSiteGuard, LoginGuard)
  @ApiOperation({ summary: '登录 / log in' })
  @ApiOkResponse({ type: LoggedIn })
  async enter(
    @Req() request: Request,
    @Body() body: LoginRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LoggedIn> {
    const entered = await this.login.enter(request.user as Verified);
    return body.browser ? keepInCookie(response, entered) : entered;
  }

  @Post('login/resume')
  @Public()
  @HttpCode(200)
  @Throttle({ default: { limit: 120, ttl: TTL } })
  @UseGuards(ThrottlerGuard, OwnSiteGuard)
  @ApiOperation({
    summary: '继续浏览器会话（凭 ph-session cookie） / go on with the session of this browser (by its cookie)',
  })
  @ApiBody({ schema: { type: 'object', maxProperties: 0, example: {} } })
  @ApiOkResponse({ type: LoggedIn })
  resume(@Res({ passthrough: true }) response: Response): Promise<LoggedIn> {
    return continueCookie(response, token => this.login.resume(token));
  }

  @Post('login/refresh')
  @Public()
  @HttpCode(200)
  @Throttle({ default: { limit: 120, ttl: TTL } })
  @UseGuards(ThrottlerGuard)
  @ApiOperation({ summary: '以刷新令牌换新令牌 / exchange a refresh token' })
  @ApiOkResponse({ type: TokensView })
  refresh(@Body() body: RefreshRequest): Promise<TokensView> {
    return this.sessions.refresh(body.refreshToken);
  }

  @Post('logout')
  @Allow('self.read')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiOperation({ summary: '退出登录，令牌立即失效 / log out; the tokens end at once' })
  @ApiNoContentResponse()
  async logout(
    @CurrentActor() actor: Actor,
    @CurrentSession() family: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.end(actor, family);
    clearCookie(response);
  }
}
