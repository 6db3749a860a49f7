import { ApiProperty } from '@nestjs/swagger';
import { routeOf, routeWords, type ManagingLevel, type RoutedBy } from '../../domain/claim/routing';
import { ReceiptView } from '../../ledger/ledger.dto';
import { ChoiceField, DayField, IdField, TextField } from '../../platform/fields';
import type { Accountability, AccountabilityState } from '../claim.entity';

const MANAGING = ['county', 'city', 'province'] as const satisfies readonly ManagingLevel[];
export const ROUTED_BY = [
  'county-managed',
  'city-managed',
  'province-managed',
  'unit-matter',
] as const satisfies readonly RoutedBy[];
const STATES = ['begun', 'decided', 'dropped'] as const satisfies readonly AccountabilityState[];
const ENDS = ['decided', 'dropped'] as const satisfies readonly AccountabilityState[];
const UUID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';

export class AccountabilityBody {
  @IdField({ zh: '被问责的单位' }) unitId: string;
  @IdField({ zh: '被问责的人员账号；单位事项不填', optional: true }) officerId?: string;
  @ChoiceField({ zh: '该人员由哪一级管理（干部管理权限）', of: MANAGING, optional: true, example: 'county' })
  managedBy?: ManagingLevel;
  @DayField({ zh: '问责启动之日', example: '2026-06-08' }) begunOn: string;
  @TextField({ zh: '文号', max: 100, optional: true, example: '汶纪立〔2026〕8号' }) documentNumber?: string;
  @TextField({ zh: '事由（不写个人姓名）', min: 2, max: 2000, example: '用地手续未批复即开工建设' }) reason: string;
}

export class EndAccountabilityBody {
  @ChoiceField({ zh: '结果：作出决定或者不再追究', of: ENDS, example: 'decided' }) state: 'decided' | 'dropped';
  @DayField({ zh: '结束之日', example: '2026-08-20' }) endedOn: string;
  @TextField({ zh: '文号', max: 100, optional: true, example: '汶纪决〔2026〕15号' }) document?: string;
  @TextField({ zh: '理由', min: 2, max: 2000, example: '已作出问责决定' }) reason: string;
}

/** By whose discipline body a claim is handled, and why it goes there. */
export class RouteView {
  @ApiProperty({ example: '513221' }) handling: string;
  @ApiProperty({ enum: ROUTED_BY }) routedBy: RoutedBy;
  @ApiProperty({ example: '县管干部' }) zh: string;
  @ApiProperty({ example: 'a county-managed officer' }) en: string;
}

export const routeView = (handling: string, routedBy: RoutedBy): RouteView => ({
  handling,
  routedBy,
  ...routeWords(routedBy),
});

export class AccountabilityView {
  @ApiProperty({ example: UUID }) id: string;
  @ApiProperty({ example: 'WZ-513221-2026-0001' }) code: string;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ enum: STATES }) state: AccountabilityState;
  @ApiProperty({ example: UUID }) flawId: string;
  @ApiProperty({ example: UUID }) unitId: string;
  @ApiProperty({ type: String, nullable: true, example: UUID }) officerId: string | null;
  @ApiProperty({ enum: MANAGING }) managedBy: ManagingLevel;
  @ApiProperty({ type: RouteView, description: '容错申请由谁办理 / who would handle a claim' }) route: RouteView;
  @ApiProperty({ example: '2026-06-08' }) begunOn: string;
  @ApiProperty({ type: String, nullable: true, example: '汶纪立〔2026〕8号' }) documentNumber: string | null;
  @ApiProperty({ example: '用地手续未批复即开工建设' }) reason: string;
  @ApiProperty({ type: String, nullable: true, example: null }) endedOn: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) endDocument: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) endReason: string | null;
  @ApiProperty({ example: UUID, description: '登记的机关 / the body that recorded it' }) actorUnit: string;
  @ApiProperty({ example: '2026-06-09T01:00:00.000Z' }) recordedAt: string;
}

export class AccountabilityWritten extends AccountabilityView {
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}

export function accountabilityView(row: Accountability): AccountabilityView {
  const route = routeOf(row.county, { officer: row.officer_id !== null, managedBy: row.managed_by });
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    county: row.county,
    state: row.state,
    flawId: row.flaw_id,
    unitId: row.unit_id,
    officerId: row.officer_id,
    managedBy: row.managed_by,
    route: routeView(route.handling, route.routedBy),
    begunOn: row.begun_on,
    documentNumber: row.document_number,
    reason: row.reason,
    endedOn: row.ended_on,
    endDocument: row.end_document,
    endReason: row.end_reason,
    actorUnit: row.actor_unit,
    recordedAt: row.recorded_at,
  };
}
