import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '../domain/period';
import { CountField, DayField, IdField, TextField } from '../platform/fields';
import { ERASED, ErasedView } from './ledger.dto';

const ID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
const CONCEPT_OR_KIND = /^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?$/;

export class TrailQuery {
  @CountField({
    zh: '自此序号起向前，即上一页的 next / from this position backwards: the `next` of the page before',
    max: Number.MAX_SAFE_INTEGER,
    optional: true,
    example: 42,
  })
  from?: number;
  @CountField({ zh: '条数', min: 1, max: 100, optional: true, example: 50 }) limit?: number;
  @TextField({
    zh: '类别，或其前半 / a kind, or all of one concept',
    max: 80,
    pattern: CONCEPT_OR_KIND,
    optional: true,
    example: 'pilot.registered',
  })
  kind?: string;
  @IdField({ zh: '行为单位或账号 / acting unit or account', optional: true }) actor?: string;
  @TextField({ zh: '对象的编号 / code or id of the subject', max: 100, optional: true, example: 'SD-513221-2026-0001' })
  subject?: string;
  @DayField({ zh: '起始日（含） / first day', optional: true, example: '2026-03-01' }) since?: Day;
  @DayField({ zh: '截止日（含） / last day', optional: true, example: '2026-03-31' }) until?: Day;
}

export class TrailUnitView {
  @ApiProperty({ example: ID }) id: string;
  @ApiProperty({ type: String, nullable: true, example: '漩口镇人民政府' }) name: string | null;
}

export class TrailAccountView {
  @ApiProperty({ example: ID }) id: string;
  @ApiProperty({ type: String, nullable: true, example: '张三' }) name: string | null;
}

export class TrailEntryView {
  @ApiProperty({ example: 42 }) position: number;
  @ApiProperty({ format: 'date-time', example: '2026-03-02T01:00:00.000Z' }) receivedAt: string;
  @ApiProperty({ example: 'pilot.registered' }) kind: string;
  @ApiProperty({ example: 'SD-513221-2026-0001' }) subject: string;
  @ApiProperty({ type: TrailUnitView, nullable: true, description: '为空即系统自身 / null: the system itself' })
  unit: TrailUnitView | null;
  @ApiProperty({
    type: TrailAccountView,
    nullable: true,
    description: '经办账号；系统所为或载荷已抹除则为空 / who; null for the system and where the payload was erased',
  })
  account: TrailAccountView | null;
  @ApiProperty({ description: '载荷仍在 / the payload is still there', example: true }) payloadKept: boolean;
  @ApiProperty(ERASED) erased: ErasedView | null;
}

export class TrailPage {
  @ApiProperty({ type: [TrailEntryView] }) items: TrailEntryView[];
  @ApiProperty({ type: 'integer', nullable: true, description: '下一页的 from / `from` of the next page', example: 21 })
  next: number | null;
}
