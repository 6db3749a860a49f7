import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { refusals } from '../domain/errors';
import { isValidOn, parseRegionCode, type Region } from '../domain/region';
import { Allow } from './access.decorator';
import { Clock } from './clock';
import { regions } from './regions';
import { regionView, RegionDetail, RegionsQuery, RegionView } from './regions.dto';

export const regionsRefusal = refusals({
  'region.absent': {
    kind: 'not-found',
    zh: '没有代码为 {code} 的行政区划',
    en: 'there is no region with the code {code}',
  },
});

const NATION = '000000';

/** Names of places for forms and lists, as they are today: whoever is logged in may know them. */
@ApiTags('regions')
@ApiBearerAuth()
@Controller('regions')
export class RegionsController {
  constructor(private readonly clock: Clock) {}

  @Get()
  @Allow('region.read')
  @ApiOperation({ summary: '下一级行政区划 / the regions one level down' })
  @ApiOkResponse({ type: [RegionView] })
  list(@Query() { under = NATION }: RegionsQuery): RegionView[] {
    const above = parseRegionCode(under, 'under');
    if (above !== NATION) existing(above);
    const today = this.clock.today();
    return regions
      .children(above)
      .filter(region => isValidOn(region, today))
      .map(regionView);
  }

  @Get(':code')
  @Allow('region.read')
  @ApiOperation({ summary: '行政区划及其上级 / a region and those above it' })
  @ApiOkResponse({ type: RegionDetail })
  read(@Param('code') code: string): RegionDetail {
    const region = existing(parseRegionCode(code, 'code'));
    return { ...regionView(region), ancestors: above(region).map(regionView) };
  }
}

/** @throws Refusal region.absent */
function existing(code: string): Region {
  const region = regions.find(code);
  if (!region) throw regionsRefusal('region.absent', { figures: { code } });
  return region;
}

function above(region: Region): Region[] {
  const parent = region.parent === null ? null : regions.find(region.parent);
  return parent === null ? [] : [...above(parent), parent];
}
