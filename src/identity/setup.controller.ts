import { Body, Controller, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Throttle, ThrottlerGuard } from '@nestjs/throttler';
import { Public } from '../platform/access.decorator';
import { CountyOpened, SetUp } from './setup.dto';
import { SetupService } from './setup.service';

@ApiTags('setup')
@Controller('setup')
export class SetupController {
  constructor(private readonly setup: SetupService) {}

  @Post()
  @Public()
  @Throttle({ default: { limit: 10, ttl: 60_000 } })
  @UseGuards(ThrottlerGuard)
  @ApiOperation({ summary: '首次启动：首个单位与三员 / first start: the first organisation, three administrators' })
  @ApiCreatedResponse({ type: CountyOpened })
  redeem(@Body() body: SetUp): Promise<CountyOpened> {
    return this.setup.redeem(body);
  }
}
