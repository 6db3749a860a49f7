// How a route says who may call it. A route that says nothing is refused by the guard.
import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Request } from 'express';
import { refusals } from '../domain/errors';
import type { Actor, Permission } from '../domain/permission';

export const PERMISSION = 'access:permission';
export const PUBLIC = 'access:public';

export const accessRefusal = refusals({
  'request.if-match-missing': {
    kind: 'precondition-required',
    zh: '缺少 If-Match：请先读取，并带回其 ETag',
    en: 'If-Match is missing: read the resource first and send its ETag back',
  },
  'request.if-match-malformed': {
    kind: 'invalid',
    zh: 'If-Match 应为读取时得到的 ETag，例如 "3"',
    en: 'If-Match must be the ETag you read, for example "3"',
  },
});

export interface ActingRequest extends Request {
  actor?: Actor;
}

/** The one permission the route needs. */
export const Allow = (permission: Permission) => SetMetadata(PERMISSION, permission);
/** Open to anyone: log-in, health, the API document, the proofs. */
export const Public = () => SetMetadata(PUBLIC, true);

export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<ActingRequest>();
  if (!actor) throw new Error('CurrentActor on a route without @Allow');
  return actor;
});

/** The version the caller read. @throws Refusal request.if-match-missing (428), request.if-match-malformed */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const sent = context.switchToHttp().getRequest<Request>().headers['if-match'];
  if (sent === undefined) throw accessRefusal('request.if-match-missing');
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(sent)?.[1];
  if (version === undefined) throw accessRefusal('request.if-match-malformed');
  return Number(version);
});

/** Documents the two request headers of the house. */
export const NeedsIfMatch = () =>
  ApiHeader({ name: 'If-Match', required: true, description: '读取时得到的 ETag / the ETag you read', example: '"1"' });
export const TakesIdempotencyKey = () =>
  ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: '同键同内容得到同一答复 / same key and body, same answer',
    example: '018f2b5e-demo-1',
  });
