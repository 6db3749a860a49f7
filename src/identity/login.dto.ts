import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { PERMISSIONS, ROLES, type Permission, type Role } from '../domain/permission';
import type { Receipt } from '../ledger/append';
import { ReceiptView } from '../ledger/ledger.dto';
import { FlagField, TextField } from '../platform/fields';
import { permissionsOf } from './access.guard';
import type { SelfRow } from './access.repository';
import {
  ORGANISATION_KINDS,
  ORGANISATION_LEVELS,
  type OrganisationKind,
  type OrganisationLevel,
} from './organisation.entity';
import type { OpenSession } from './sessions.repository';

const ID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
const PASSWORD_BYTES = 1_024;

/** A password is taken exactly as typed: not trimmed, whatever its characters (ASVS V6.2.8). */
const PasswordField = (zh: string, example: string) =>
  applyDecorators(
    ApiProperty({ description: zh, example, format: 'password', minLength: 1, maxLength: PASSWORD_BYTES }),
    IsString({ message: '应为文字|must be text' }),
    MinLength(1, { message: '不能为空|must not be empty' }),
    MaxLength(PASSWORD_BYTES, { message: '过长|is too long' }),
  );

export class LoginRequest {
  @TextField({ zh: '登录名', max: 100, example: 'weizhou-zhang' }) login: string;
  @PasswordField('密码', 'k3m9p-x7w2q-b4n8t-r6v5c') password: string;
  @FlagField({
    zh: '浏览器会话：刷新令牌只放入 HttpOnly cookie，不在答复中 / keep the refresh token in an HttpOnly cookie',
    optional: true,
    example: false,
  })
  browser?: boolean;
}

export class RefreshRequest {
  @TextField({ zh: '刷新令牌', max: 200, example: `513221.${ID}.q83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJq80` })
  refreshToken: string;
}

export class ChangePassword {
  @PasswordField('原密码', 'k3m9p-x7w2q-b4n8t-r6v5c') oldPassword: string;
  @PasswordField('新密码，12 至 128 个字符，可用一句话', '岷江边上有三棵老核桃树一口井') newPassword: string;
}

const AccessTokenProperty = () =>
  ApiProperty({ description: '访问令牌，10 分钟有效 / good for ten minutes', example: 'eyJhbGciOiJIUzI1NiIs…' });

export class TokensView {
  @AccessTokenProperty() accessToken: string;
  @ApiProperty({ description: '刷新令牌，仅能使用一次 / good for one use', example: `513221.${ID}.q83vEjRW…` })
  refreshToken: string;
}

export class SelfOrganisationView {
  @ApiProperty({ example: ID }) id: string;
  @ApiProperty({ example: '威州镇人民政府' }) name: string;
  @ApiProperty({ enum: ORGANISATION_LEVELS, example: 'township' }) level: OrganisationLevel;
  @ApiProperty({ enum: ORGANISATION_KINDS, example: 'government' }) kind: OrganisationKind;
}

/** Who the caller is, for clients to know what to show. */
export class SelfView {
  @ApiProperty({ example: ID }) accountId: string;
  @ApiProperty({ example: ID }) personId: string;
  @ApiProperty({ example: 'weizhou-zhang' }) login: string;
  @ApiProperty({ example: '张三' }) name: string;
  @ApiProperty({ type: String, nullable: true, example: '民政专干' }) post: string | null;
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ example: '513221100' }) region: string;
  @ApiProperty({ type: SelfOrganisationView }) organisation: SelfOrganisationView;
  @ApiProperty({ enum: ROLES, isArray: true, example: ['sponsor'] }) roles: readonly Role[];
  @ApiProperty({ enum: Object.keys(PERMISSIONS), isArray: true, example: ['pilot.register'] })
  permissions: Permission[];
  @ApiProperty({ example: false }) mustChangePassword: boolean;
}

export class LoggedIn {
  @AccessTokenProperty() accessToken: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: '刷新令牌，仅能使用一次；浏览器会话为 null，令牌在 cookie 中 / good for one use; null for a browser',
    example: `513221.${ID}.q83vEjRW…`,
  })
  refreshToken: string | null;
  @ApiProperty({ description: '须先修改密码 / change the password first', example: false }) mustChangePassword: boolean;
  @ApiProperty({ type: SelfView }) actor: SelfView;
}

export class PasswordChanged {
  @ApiProperty({ example: ID }) accountId: string;
  @ApiProperty({ type: ReceiptView }) receipt: Receipt;
}

export class SessionView {
  @ApiProperty({ example: ID }) id: string;
  @ApiProperty({ example: '2026-03-02T01:00:00.000Z' }) beganAt: string;
  @ApiProperty({ example: '2026-03-02T02:30:00.000Z' }) lastUsedAt: string;
  @ApiProperty({ description: '即当前会话 / the one asking', example: true }) current: boolean;
}

export function viewOfSession(row: OpenSession, current: string): SessionView {
  return { id: row.family, beganAt: row.issued_at, lastUsedAt: row.last_used_at, current: row.family === current };
}

export function viewOfSelf(row: SelfRow): SelfView {
  const permissions = permissionsOf(row.roles);
  return {
    accountId: row.account_id,
    personId: row.person_id,
    login: row.login,
    name: row.name,
    post: row.post,
    county: row.county,
    region: row.region,
    organisation: { id: row.organisation_id, name: row.organisation_name, level: row.level, kind: row.kind },
    roles: row.roles,
    permissions,
    mustChangePassword: row.one_time,
  };
}
