import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { LEVELS, type Departure, type Level } from '../domain/check/facts';
import { SCOPE_FIELDS, type Difference, type Scope, type ScopeField } from '../domain/scope';
import { ReceiptView } from '../ledger/ledger.dto';
import {
  ChoiceField,
  DayField,
  FenField,
  IdsField,
  PartField,
  PartsField,
  TextField,
  TextsField,
} from '../platform/fields';
import type { ScopeVersionRow } from './scope.entity';

const REGION = /^\d{6}(\d{3}(\d{3})?)?$/;

export class PeriodPart {
  @DayField({ zh: '起日' }) from: string;
  @DayField({ zh: '止日（可空）', nullable: true, example: '2026-12-31' }) to: string | null;
}

export class AuthorisationPart {
  @TextField({ zh: '授权机关', max: 100, example: '四川省人民政府' }) issuer: string;
  @ChoiceField({ zh: '授权机关层级', of: LEVELS, example: 'province' }) level: Level;
  @TextField({ zh: '文号', max: 100, example: '川府函〔2025〕88号' }) number: string;
  @TextsField({ zh: '授权地区', min: 1, pattern: /^\d{6}(\d{3}(\d{3})?)?$/, example: ['513221'] }) regions: string[];
  @PartField({ zh: '授权期限', type: () => PeriodPart }) period: PeriodPart;
}

export class DeparturePart implements Departure {
  @TextField({ zh: '突破的规定', max: 200, example: '殡葬管理条例实施办法' }) document: string;
  @TextField({ zh: '条款', max: 50, example: '第九条' }) article: string;
  @ChoiceField({ zh: '规定制定机关的层级', of: LEVELS, example: 'province' }) ruleLevel: Level;
  @PartField({ zh: '授权（没有则为 null）', type: () => AuthorisationPart, nullable: true })
  authorisation: AuthorisationPart | null;
}

export class ScopePart implements Scope {
  @TextsField({ zh: '实施地区', min: 1, max: 50, pattern: REGION, example: ['513221100'] }) regions: string[];
  @TextsField({ zh: '事项', min: 1, max: 30, example: ['建设公益性公墓'] }) activities: string[];
  @PartField({ zh: '实施期限', type: () => PeriodPart }) period: PeriodPart;
  @IdsField({ zh: '参与单位', max: 50, example: [] }) units: string[];
  @FenField({ zh: '预算上限（分，可空）', nullable: true }) capFen: number | null;
  @PartsField({ zh: '突破的规定及授权', max: 20, type: () => DeparturePart }) departures: DeparturePart[];
}

export class ScopeChanges {
  @TextsField({ zh: '实施地区', min: 1, max: 50, pattern: REGION, optional: true, example: ['513221100', '513221101'] })
  regions?: string[];
  @TextsField({ zh: '事项', min: 1, max: 30, optional: true, example: ['建设公益性公墓', '生态葬'] })
  activities?: string[];
  @PartField({ zh: '实施期限', type: () => PeriodPart, optional: true }) period?: PeriodPart;
  @IdsField({ zh: '参与单位', max: 50, optional: true, example: [] }) units?: string[];
  @FenField({ zh: '预算上限（分，可空）', optional: true, nullable: true }) capFen?: number | null;
  @PartsField({ zh: '突破的规定及授权', max: 20, optional: true, type: () => DeparturePart })
  departures?: DeparturePart[];
}

export class AmendBody {
  @TextField({ zh: '变更理由', min: 2, max: 500, example: '民政局要求增加威州镇' }) reason: string;
  @PartField({ zh: '改动的内容', type: () => ScopeChanges }) changes: ScopeChanges;
}

export class ScopeQuery {
  @DayField({ zh: '查询哪一天生效的范围（不填为最新登记的）', optional: true }) on?: string;
}

/** A field of the scope may hold a list, a period, a number or nothing. */
const anyValue = (example: unknown): ApiPropertyOptions => ({
  oneOf: [{ type: 'array', items: {} }, { type: 'object', additionalProperties: true }, { type: 'integer' }],
  nullable: true,
  example,
});

export class ScopeDifferenceView implements Difference {
  @ApiProperty({ enum: SCOPE_FIELDS, example: 'regions' }) field: ScopeField;
  @ApiProperty(anyValue(['513221100'])) from: unknown;
  @ApiProperty(anyValue(['513221100', '513221101'])) to: unknown;
}

export class ScopeView extends ScopePart {
  @ApiProperty({ example: 2, description: '范围版本号 / number of the scope version' }) number: number;
  @ApiProperty({ enum: ['open', 'recorded', 'withdrawn'] }) state: ScopeVersionRow['state'];
  @ApiProperty({ example: '民政局要求增加威州镇' }) reason: string;
  @ApiProperty({ type: [String], example: ['regions'] }) changed: ScopeField[];
  @ApiProperty({ type: String, nullable: true, example: '2026-03-02T01:00:00.000Z' }) recordedAt: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: '登记次日起生效 / counts from the day after',
    example: '2026-03-03',
  })
  inForceFrom: string | null;
  @ApiProperty({ type: [ScopeDifferenceView], description: '与上一版的差异 / against the version before' })
  differences: Difference[];
}

export class ScopeWritten {
  @ApiProperty({ type: ScopeView }) scope: ScopeView;
  @ApiProperty({ example: 3, description: '试点的新版本号 / new version of the pilot' }) version: number;
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}
