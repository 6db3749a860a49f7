import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ActingRequest } from '../platform/access.decorator';

export interface SessionRequest extends ActingRequest {
  /** Set by the guard together with the actor. */
  sessionFamily?: string;
}

/** The session family of the token the request came with. */
export const CurrentSession = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { sessionFamily } = context.switchToHttp().getRequest<SessionRequest>();
  if (!sessionFamily) throw new Error('CurrentSession on a route without @Allow');
  return sessionFamily;
});
