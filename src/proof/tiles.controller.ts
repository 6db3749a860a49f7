import { Controller, Get, Param, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Throttle, ThrottlerGuard } from '@nestjs/throttler';
import type { Request, Response } from 'express';
import { Public } from '../platform/access.decorator';
import { sendPublic } from './public-file';
import { TilesService } from './tiles.service';

const COUNTY = { name: 'county', example: '513221' };
/** A mirror reads 256 entries a call; this is as much as a county writes in years. */
const GENEROUS = { default: { limit: 1_200, ttl: 60_000 } };

@ApiTags('log')
@Controller('log/:county')
export class TilesController {
  constructor(private readonly tiles: TilesService) {}

  @Get('checkpoint')
  @Public()
  @Throttle(GENEROUS)
  @UseGuards(ThrottlerGuard)
  @ApiOperation({ summary: '最新检查点（公开，C2SP 签名文本） / newest checkpoint, open to anyone (C2SP signed note)' })
  @ApiParam(COUNTY)
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  async checkpoint(@Param('county') county: string, @Res() response: Response): Promise<void> {
    sendPublic(response, { body: await this.tiles.checkpoint(county), type: 'text', seconds: 2 });
  }

  @Get('tile/*path')
  @Public()
  @Throttle(GENEROUS)
  @UseGuards(ThrottlerGuard)
  @ApiOperation({ summary: '哈希条块与条目包（公开，C2SP 布局） / tiles of hashes and entries, open to anyone (C2SP)' })
  @ApiParam(COUNTY)
  @ApiParam({ name: 'path', example: 'entries/000.p/17', description: '0/x001/234, entries/000.p/17' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async tile(@Param('county') county: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { bytes, full } = await this.tiles.tile(county, request.path.split('/').slice(3).join('/'));
    sendPublic(response, { body: bytes, type: 'bytes', seconds: full ? 'for-ever' : 60 });
  }
}
