import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Throttle, ThrottlerGuard } from '@nestjs/throttler';
import { Public } from '../../platform/access.decorator';
import { VerifiedView, VerifyQuery } from './documents.dto';
import { IssuedService } from './issued.service';

/** A minute and an address: nobody has more papers than this in his hand, and a guess needs 2 to the 80. */
const VERIFYING = { default: { limit: 30, ttl: 60_000 } };

@ApiTags('documents')
@Controller('verify')
export class VerificationController {
  constructor(private readonly issued: IssuedService) {}

  @Get()
  @Public()
  @Throttle(VERIFYING)
  @UseGuards(ThrottlerGuard)
  @ApiOperation({ summary: '按二维码核对文书 / verify a document, as its QR code asks' })
  @ApiOkResponse({ type: VerifiedView })
  verifyLink(@Query() { code }: VerifyQuery) {
    return this.issued.verify(code);
  }

  @Get(':code')
  @Public()
  @Throttle(VERIFYING)
  @UseGuards(ThrottlerGuard)
  @ApiOperation({ summary: '核对文书验证码：只答复摘要和日期 / verify a document: digest and day only' })
  @ApiOkResponse({ type: VerifiedView })
  verify(@Param('code') code: string) {
    return this.issued.verify(code);
  }
}
