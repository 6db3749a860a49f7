// Structured logs without personal data: method, route and outcome, the acting account's id, never a name, a query
// string, a body or a header.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { RequestMethod } from '@nestjs/common';
import type { Params } from 'nestjs-pino';
import pino from 'pino';
import type { Options } from 'pino-http';

interface Seen {
  url?: string;
  originalUrl?: string;
  actor?: { accountId: string; county: string };
}

const pathOf = (request: Seen) => (request.originalUrl ?? request.url ?? '').split('?', 1)[0];

export function loggingOptions(): Params {
  return {
    forRoutes: [{ path: '{*path}', method: RequestMethod.ALL }],
    // Written without waiting for the terminal or the pipe; what is still in the buffer is flushed at the end.
    pinoHttp: [requestLines(), pino.destination({ sync: false })],
  };
}

function requestLines(): Options {
  return {
    level: process.env.LOG_LEVEL ?? 'info',
    genReqId: () => randomUUID(),
    serializers: {
      req: (request: { id: string; method: string; raw: Seen }) => ({
        id: request.id,
        method: request.method,
        path: pathOf(request.raw),
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
    // Asked for when the response ends: by then the guard has said who acted.
    customProps: (request: IncomingMessage) => {
      const { actor } = request as Seen;
      return actor ? { account: actor.accountId, county: actor.county } : {};
    },
    customLogLevel: (_request: IncomingMessage, response: ServerResponse, error?: Error) =>
      error || response.statusCode >= 500 ? 'error' : response.statusCode >= 400 ? 'warn' : 'info',
    quietReqLogger: true,
  };
}
