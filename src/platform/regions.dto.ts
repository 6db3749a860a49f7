import { ApiProperty } from '@nestjs/swagger';
import type { Region, RegionLevel } from '../domain/region';
import { TextField } from './fields';

const LEVELS = ['province', 'city', 'county', 'township', 'village'] as const satisfies readonly RegionLevel[];

export class RegionsQuery {
  @TextField({ zh: '上级区划代码，默认为全国 / the region above', max: 12, optional: true, example: '513221' })
  under?: string;
}

export class RegionView {
  @ApiProperty({ example: '513221100', description: '6、9 或 12 位 / 6, 9 or 12 digits' }) code: string;
  @ApiProperty({ example: '威州镇' }) name: string;
  @ApiProperty({ enum: LEVELS, example: 'township' }) level: RegionLevel;
}

export class RegionDetail extends RegionView {
  @ApiProperty({ type: [RegionView], description: '由省到上一级 / from the province down to the one above' })
  ancestors: RegionView[];
}

export const regionView = ({ code, name, level }: Region): RegionView => ({ code, name, level });
