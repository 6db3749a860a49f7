import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import type { Receipt } from '../ledger/append';
import { ReceiptView } from '../ledger/ledger.dto';
import { FlagField, IdField, TextField } from '../platform/fields';
import type { Account } from './account.entity';
import { PageQuery } from './organisations.dto';

const ID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
export const LOGIN = /^[a-z0-9][a-z0-9._-]{2,39}$/;

export class CreateAccount {
  @IdField({ zh: '所在单位' }) organisationId: string;
  @TextField({ zh: '登录名，小写', min: 3, max: 40, pattern: LOGIN, example: 'weizhou-zhang' }) login: string;
  @TextField({ zh: '姓名', max: 50, example: '张三' }) name: string;
  @TextField({ zh: '职务', max: 100, optional: true, nullable: true, example: '民政专干' }) post?: string | null;
  @IdField({ zh: '自然人（已有账号者须填其 personId）', optional: true }) personId?: string;
}

export class MoveAccount {
  @IdField({ zh: '调入单位' }) organisationId: string;
  @TextField({ zh: '理由', min: 2, max: 500, example: '工作调动' }) reason: string;
}

export class Reason {
  @TextField({ zh: '理由', min: 2, max: 500, example: '工作调动' }) reason: string;
}

class AccountFilter {
  @IdField({ zh: '所在单位', optional: true }) organisationId?: string;
  @FlagField({ zh: '是否停用', optional: true, example: false })
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  disabled?: boolean;
}
export class AccountQuery extends IntersectionType(PageQuery, AccountFilter) {}

export class AccountView {
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ example: ID }) id: string;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ example: ID }) organisationId: string;
  @ApiProperty({ example: ID }) personId: string;
  @ApiProperty({ example: 'weizhou-zhang' }) login: string;
  @ApiProperty({ example: '张三' }) name: string;
  @ApiProperty({ type: String, nullable: true, example: '民政专干' }) post: string | null;
  @ApiProperty({ example: false }) disabled: boolean;
  @ApiProperty({ example: '2026-03-02T01:00:00.000Z' }) recordedAt: string;
}

export class AccountWritten extends AccountView {
  @ApiProperty({ type: ReceiptView }) receipt: Receipt;
}

export class AccountOpened extends AccountWritten {
  @ApiProperty({
    type: String,
    nullable: true,
    description: '一次性密码，仅显示这一次；重复请求时为 null / shown once only; null when the request is repeated',
    example: 'k3m9p-x7w2q-b4n8t-r6v5c',
  })
  oneTimePassword: string | null;
}

export class AccountPage {
  @ApiProperty({ type: [AccountView] }) items: AccountView[];
  @ApiProperty({ type: String, nullable: true, example: null }) next: string | null;
}

export function viewOfAccount(row: Account): AccountView {
  return {
    county: row.county,
    id: row.id,
    version: row.version,
    organisationId: row.organisation_id,
    personId: row.person_id,
    login: row.login,
    name: row.name,
    post: row.post,
    disabled: row.disabled,
    recordedAt: row.recorded_at,
  };
}
