// The only place that knows HTTP statuses: RFC 9457 problem+json out of refusals. What nobody foresaw is answered with
// a number to look up in the log and nothing of its inside.
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { Refusal, refusals, type RefusalKind } from '../domain/errors';

export const STATUS: Record<RefusalKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  'unsupported-type': 415,
  'key-reused': 422,
  'precondition-required': 428,
  'too-many': 429,
  unavailable: 503,
};

export const requestRefusal = refusals({
  'request.invalid': {
    kind: 'invalid',
    zh: '提交的内容有误，见各字段说明',
    en: 'the request is not valid; see its fields',
  },
  'request.malformed': { kind: 'invalid', zh: '请求不是有效的 JSON', en: 'the request is not valid JSON' },
  'request.route-unknown': { kind: 'not-found', zh: '没有这个接口', en: 'there is no such route' },
  'request.too-large': { kind: 'too-large', zh: '内容过大', en: 'the request is too large' },
  'request.unsupported-type': {
    kind: 'unsupported-type',
    zh: '不支持的内容类型',
    en: 'this content type is not supported',
  },
  'request.too-many': { kind: 'too-many', zh: '请求过于频繁，请稍后再试', en: 'too many requests; try again shortly' },
  'request.refused': { kind: 'forbidden', zh: '请求被拒绝', en: 'the request was refused' },
  'server.failure': {
    kind: 'unavailable',
    zh: '系统内部错误，编号 {incident}',
    en: 'internal error, incident {incident}',
  },
});

const logger = new Logger('Problem');

@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
    const { refusal, status } = judge(error);
    if (response.headersSent) {
      response.end();
      return;
    }
    const language = preferred(request);
    const retryAfter = refusal.details.figures?.retry_after;
    if (typeof retryAfter === 'number') response.setHeader('Retry-After', String(retryAfter));
    if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    const words = refusal.words;
    response.status(status).type('application/problem+json').setHeader('Content-Language', language);
    response.json({
      type: `urn:pilot-harbor:problem:${refusal.code}`,
      title: language === 'en' ? words.en : words.zh,
      status,
      code: refusal.code,
      detail: words,
      instance: request.path,
      ...(refusal.fields.length > 0 && { fields: refusal.fields }),
      ...refusal.details.members,
    });
  }
}

function judge(error: unknown): { refusal: Refusal; status: number } {
  if (error instanceof Refusal) return { refusal: error, status: STATUS[error.kind] };
  const known = byStatus(httpStatus(error));
  if (known) return { refusal: known, status: STATUS[known.kind] };
  const incident = randomUUID();
  // The stack goes to the log, never to the caller.
  logger.error({ incident, error: error instanceof Error ? error.stack : String(error) });
  return { refusal: requestRefusal('server.failure', { figures: { incident } }), status: 500 };
}

/** Nest, body-parser and multer say what they mean by a status or a code of their own. */
function httpStatus(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const { status, code } = (error ?? {}) as { status?: unknown; code?: unknown };
  if (code === 'LIMIT_FILE_SIZE') return 413;
  return typeof status === 'number' ? status : undefined;
}

function byStatus(status: number | undefined): Refusal | null {
  if (status === undefined || status >= 500) return null;
  if (status === 404 || status === 405) return requestRefusal('request.route-unknown');
  if (status === 413) return requestRefusal('request.too-large');
  if (status === 415) return requestRefusal('request.unsupported-type');
  if (status === 429) return requestRefusal('request.too-many');
  return status === 400 ? requestRefusal('request.malformed') : requestRefusal('request.refused');
}

/** zh-CN unless English is asked for first. */
export function preferred(request: Request): 'zh-CN' | 'en' {
  return request.acceptsLanguages('zh-CN', 'zh', 'en') === 'en' ? 'en' : 'zh-CN';
}
