import { ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy } from 'passport-local';
import type { FieldFault } from '../domain/errors';
import { requestRefusal } from '../platform/problem.filter';
import { PasswordCheck, type Verified } from './password-check.service';

@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy, 'local') {
  constructor(private readonly check: PasswordCheck) {
    super({ usernameField: 'login', passwordField: 'password', passReqToCallback: true, session: false });
  }

  /** Reads the body alone: passport-local would also take a password out of the query string, where logs see it. */
  validate(request: Request): Promise<Verified> {
    const { login, password } = credentialsOf(request);
    return this.check.byLogin(login.trim().toLowerCase(), password);
  }
}

/** Passport's guard, answering in the house's words. */
@Injectable()
export class LoginGuard extends AuthGuard('local') {
  override canActivate(context: ExecutionContext) {
    // Passport turns away a request without both fields in its own words; this comes first.
    credentialsOf(context.switchToHttp().getRequest<Request>());
    return super.canActivate(context);
  }

  override handleRequest<T>(error: unknown, verified: T): T {
    if (error) throw error;
    return verified;
  }
}

/** @throws Refusal request.invalid */
function credentialsOf(request: Request): { login: string; password: string } {
  const { login, password } = (request.body ?? {}) as { login?: unknown; password?: unknown };
  const fields = [...fault('login', login), ...fault('password', password)];
  if (fields.length > 0) throw requestRefusal('request.invalid', { fields });
  return { login: login as string, password: password as string };
}

function fault(field: string, value: unknown): FieldFault[] {
  if (typeof value === 'string' && value.length > 0) return [];
  return [{ field, zh: '应为非空文字', en: 'must be text and not empty' }];
}
