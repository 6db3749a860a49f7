import { ApiProperty } from '@nestjs/swagger';
import { ROLES, type Role } from '../domain/permission';
import type { Receipt } from '../ledger/append';
import { ReceiptView } from '../ledger/ledger.dto';
import { ChoiceField, TextField } from '../platform/fields';
import type { RoleGrant } from './role-grant.entity';

const ID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';

export class GrantRole {
  @ChoiceField({ zh: '角色', of: ROLES, example: 'sponsor' }) role: Role;
  @TextField({ zh: '理由', min: 2, max: 500, example: '任民政专干' }) reason: string;
}

export class RevokeRole {
  @TextField({ zh: '理由', min: 2, max: 500, example: '调离岗位' }) reason: string;
}

export class GrantView {
  @ApiProperty({ example: ID }) id: string;
  @ApiProperty({ example: ID }) accountId: string;
  @ApiProperty({ enum: ROLES, example: 'sponsor' }) role: Role;
  @ApiProperty({ type: String, nullable: true, example: ID }) grantedBy: string | null;
  @ApiProperty({ example: '2026-03-02T01:00:00.000Z' }) grantedAt: string;
  @ApiProperty({ example: '任民政专干' }) reason: string;
  @ApiProperty({ type: String, nullable: true, example: null }) revokedBy: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) revokedAt: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) revokeReason: string | null;
}

export class GrantWritten extends GrantView {
  @ApiProperty({ type: ReceiptView }) receipt: Receipt;
}

export function viewOfGrant(row: RoleGrant): GrantView {
  return {
    id: row.id,
    accountId: row.account_id,
    role: row.role,
    grantedBy: row.granted_by,
    grantedAt: row.granted_at,
    reason: row.reason,
    revokedBy: row.revoked_by,
    revokedAt: row.revoked_at,
    revokeReason: row.revoke_reason,
  };
}
