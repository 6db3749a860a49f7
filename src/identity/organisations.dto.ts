import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { ReceiptView } from '../ledger/ledger.dto';
import type { Receipt } from '../ledger/append';
import { ChoiceField, CountField, DayField, IdField, TextField } from '../platform/fields';
import { PAGE_LIMIT } from '../platform/page';
import type { IdentityChange } from './identity-change.entity';
import { ORGANISATION_KINDS, ORGANISATION_LEVELS, type Organisation } from './organisation.entity';

const ID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
const REGION = /^\d{6}(\d{3}(\d{3})?)?$/;

export class CreateOrganisation {
  @TextField({ zh: '行政区划代码，6、9 或 12 位', max: 12, pattern: REGION, example: '513221100' }) region: string;
  @ChoiceField({ zh: '层级', of: ORGANISATION_LEVELS, example: 'township' }) level: Organisation['level'];
  @ChoiceField({ zh: '单位性质', of: ORGANISATION_KINDS, example: 'government' }) kind: Organisation['kind'];
  @TextField({ zh: '单位名称', min: 2, max: 100, example: '威州镇人民政府' }) name: string;
  @TextField({ zh: '统一社会信用代码', min: 18, max: 18, example: '11513221MB00000014' }) creditCode: string;
  @IdField({ zh: '上级单位', optional: true, nullable: true }) superiorId?: string | null;
}

export class ChangeOrganisation {
  @TextField({ zh: '行政区划代码', max: 12, pattern: REGION, optional: true, example: '513221101' }) region?: string;
  @ChoiceField({ zh: '单位性质', of: ORGANISATION_KINDS, optional: true, example: 'bureau' })
  kind?: Organisation['kind'];
  @TextField({ zh: '单位名称', min: 2, max: 100, optional: true, example: '威州镇人民政府' }) name?: string;
  @IdField({ zh: '上级单位', optional: true, nullable: true }) superiorId?: string | null;
  @TextField({ zh: '变更理由', min: 2, max: 500, example: '机构改革更名' }) reason: string;
}

export class CloseOrganisation {
  @DayField({ zh: '撤销之日' }) closedOn: string;
  @TextField({ zh: '撤销理由', min: 2, max: 500, example: '撤并乡镇' }) reason: string;
}

export class PageQuery {
  @TextField({ zh: '上一页返回的 next', max: 200, optional: true, example: undefined }) cursor?: string;
  @CountField({ zh: '每页条数', min: 1, max: PAGE_LIMIT, optional: true, example: 20 }) limit?: number;
}

class OrganisationFilter {
  @ChoiceField({ zh: '层级', of: ORGANISATION_LEVELS, optional: true }) level?: Organisation['level'];
  @ChoiceField({ zh: '单位性质', of: ORGANISATION_KINDS, optional: true }) kind?: Organisation['kind'];
  @TextField({ zh: '所在区划（前缀）', max: 12, pattern: /^\d{2,12}$/, optional: true, example: '513221' })
  region?: string;
}
export class OrganisationQuery extends IntersectionType(PageQuery, OrganisationFilter) {}

export class OrganisationView {
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ example: ID }) id: string;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ example: '513221100' }) region: string;
  @ApiProperty({ enum: ORGANISATION_LEVELS, example: 'township' }) level: string;
  @ApiProperty({ enum: ORGANISATION_KINDS, example: 'government' }) kind: string;
  @ApiProperty({ example: '威州镇人民政府' }) name: string;
  @ApiProperty({ example: '11513221MB00000014' }) creditCode: string;
  @ApiProperty({ type: String, nullable: true, example: ID }) superiorId: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date', example: null }) closedOn: string | null;
  @ApiProperty({ example: '2026-03-02T01:00:00.000Z' }) recordedAt: string;
}

export class OrganisationWritten extends OrganisationView {
  @ApiProperty({ type: ReceiptView }) receipt: Receipt;
}

export class OrganisationPage {
  @ApiProperty({ type: [OrganisationView] }) items: OrganisationView[];
  @ApiProperty({ type: String, nullable: true, example: null }) next: string | null;
}

/** One change of an organisation or an account. */
export class ChangeView {
  @ApiProperty({ example: 2 }) version: number;
  @ApiProperty({ example: 'organisation.changed' }) act: string;
  @ApiProperty({ type: 'object', additionalProperties: true, example: { name: '威州镇' } }) before: Record<
    string,
    unknown
  >;
  @ApiProperty({ type: 'object', additionalProperties: true, example: { name: '威州镇人民政府' } }) after: Record<
    string,
    unknown
  >;
  @ApiProperty({ example: '更正名称' }) reason: string;
  @ApiProperty({ example: ID }) changedBy: string;
  @ApiProperty({ example: '2026-03-02T01:00:00.000Z' }) recordedAt: string;
}

export function viewOfOrganisation(row: Organisation): OrganisationView {
  return {
    county: row.county,
    id: row.id,
    version: row.version,
    region: row.region,
    level: row.level,
    kind: row.kind,
    name: row.name,
    creditCode: row.credit_code,
    superiorId: row.superior_id,
    closedOn: row.closed_on,
    recordedAt: row.recorded_at,
  };
}

export function viewOfChange(row: IdentityChange): ChangeView {
  const { version, act, before, after, reason } = row;
  return { version, act, before, after, reason, changedBy: row.changed_by, recordedAt: row.recorded_at };
}
