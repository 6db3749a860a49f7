// Who may call a route. One statement a request decides on account, session, unit and roles as they stand now; a route
// that does not say who may call it is refused.
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { refusals } from '../domain/errors';
import { mayDo, PERMISSIONS, reachOf, type Actor, type Permission, type Role } from '../domain/permission';
import { Journal } from '../ledger/journal';
import { PERMISSION, PUBLIC } from '../platform/access.decorator';
import { valueSha256 } from '../platform/digests';
import { AccessRepository, type Standing } from './access.repository';
import type { SessionRequest } from './session.decorator';
import { TokenService, type Claims } from './token.service';

export const guardRefusal = refusals({
  'access.undecorated': {
    kind: 'forbidden',
    zh: '该接口未声明访问权限，拒绝访问',
    en: 'this route does not say who may call it; it is refused',
  },
  'access.session-ended': {
    kind: 'unauthenticated',
    zh: '会话已结束或账号已停用，请重新登录',
    en: 'the session has ended or the account is disabled; log in again',
  },
  'access.forbidden': {
    kind: 'forbidden',
    zh: '您的角色没有此项权限：{permission}',
    en: 'your roles do not include this permission: {permission}',
  },
  'access.password-change-due': {
    kind: 'forbidden',
    zh: '请先修改一次性密码，再进行其他操作',
    en: 'change your one-time password before doing anything else',
  },
  'request.idempotency-key-malformed': {
    kind: 'invalid',
    zh: 'Idempotency-Key 应为 1 至 255 个可见 ASCII 字符',
    en: 'Idempotency-Key must be 1 to 255 printable ASCII characters',
  },
});

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenService,
    private readonly journal: Journal,
    private readonly accounts: AccessRepository,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Only what stands on the method counts: a word on the class must not open or close routes added later.
    const route = context.getHandler();
    if (this.reflector.get<boolean>(PUBLIC, route)) return true;
    const permission = this.reflector.get<Permission | undefined>(PERMISSION, route);
    if (!permission) throw guardRefusal('access.undecorated');
    const request = context.switchToHttp().getRequest<SessionRequest>();
    const claims = this.tokens.verify(request.headers.authorization);
    const standing = await this.standing(claims);
    refuseUnless(permission, standing);
    request.actor = actorOf(claims, standing, request);
    request.sessionFamily = claims.family;
    return true;
  }

  private async standing(claims: Claims): Promise<Standing> {
    const scope = { county: claims.county, reach: reachOf(claims.county) };
    const standing = await this.journal.read(scope, q => this.accounts.standing(q, claims));
    if (!standing) throw guardRefusal('access.session-ended');
    return standing;
  }
}

function refuseUnless(permission: Permission, { roles, one_time }: Standing): void {
  const own = isOwn(permission);
  if (one_time && !own) throw guardRefusal('access.password-change-due');
  if (!own && !mayDo(roles, permission)) throw guardRefusal('access.forbidden', { figures: { permission } });
}

/** What concerns the account itself is open to its holder even before any role was granted. */
const isOwn = (permission: Permission): boolean => permission.startsWith('self.');

/** Every permission of somebody with these roles, for clients to know what to show. */
export function permissionsOf(roles: readonly Role[]): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter(permission => isOwn(permission) || mayDo(roles, permission));
}

function actorOf(claims: Claims, standing: Standing, request: Request): Actor {
  const idempotency = idempotencyOf(request);
  return {
    accountId: claims.accountId,
    personId: standing.person_id,
    organisationId: standing.organisation_id,
    county: claims.county,
    reach: reachOf(claims.county),
    region: standing.region,
    roles: standing.roles,
    ...(idempotency && { idempotency }),
  };
}

function idempotencyOf(request: Request): Actor['idempotency'] {
  const key = request.headers['idempotency-key'];
  if (request.method !== 'POST' || key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw guardRefusal('request.idempotency-key-malformed');
  }
  const asked = { method: request.method, path: request.path, body: (request.body as unknown) ?? null };
  return { key, requestSha256: valueSha256(asked) };
}
