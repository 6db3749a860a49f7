// Everything between the socket and the rooms, shared by the server, the command line and the tests.
import type { INestApplication } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import helmet from 'helmet';
import { apiDocument } from './platform/api-document';
import { consoleFiles } from './platform/console-files';
import { VersionTag } from './platform/etag';
import { Metrics, MetricsInterceptor } from './platform/metrics';
import type { Config } from './platform/config';
import { CONFIG } from './platform/platform.module';
import { ProblemFilter } from './platform/problem.filter';
import { validationPipe } from './platform/validation';

export const API_PREFIX = 'api';
const BODY_LIMIT = '1mb';

export function setUp(app: NestExpressApplication): void {
  app.disable('x-powered-by');
  app.set('trust proxy', app.get<Config>(CONFIG).trustedProxies);
  // Tags are versions (VersionTag); Express would otherwise add body hashes that no If-Match understands.
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.useBodyParser('json', { limit: BODY_LIMIT, strict: true });
  // TLS ends at a proxy; asking browsers to upgrade would only break a plain address on the local net.
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));
  app.use(noStore);
  app.setGlobalPrefix(API_PREFIX, { exclude: ['health', 'ready', 'metrics', 'log/{*rest}'] });
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalInterceptors(new MetricsInterceptor(app.get(Metrics)), new VersionTag());
}

/** Swagger UI at /docs, the document itself at /docs-json. */
export function serveDocs(app: INestApplication): OpenAPIObject {
  const document = apiDocument(app);
  SwaggerModule.setup('docs', app, document, { customSiteTitle: 'Pilot Harbor 试点容错备案 API' });
  return document;
}

/** The console at `/`, before the API's routes and after its headers. @param folder as built */
export function serveConsole(app: NestExpressApplication, folder?: string): void {
  app.use(consoleFiles(folder));
}

function noStore(
  _request: unknown,
  response: { setHeader(name: string, value: string): void },
  next: () => void,
): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}
