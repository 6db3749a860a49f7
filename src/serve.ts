// Start and stop in the right order: database, application, rulebooks, port; and back. Used by the server and the demo.
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Server } from 'node:http';
import { Logger } from 'nestjs-pino';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module';
import { serveConsole, serveDocs, setUp } from './app.setup';
import { Clock } from './platform/clock';
import type { Config } from './platform/config';
import { openDatabase, type OpenDatabase } from './platform/database/open';
import { refuseUnsafeSource } from './platform/database/options';
import { AskingLoopService } from './proof/asking-loop.service';
import { SigningLoopService } from './proof/signing-loop.service';
import { loadRulebooks } from './platform/rulebook-files';
import { RulebooksService } from './rulebooks/rulebooks.service';

export interface Running {
  app: NestExpressApplication;
  database: OpenDatabase;
  /**
   * Where it answers, `http://127.0.0.1:3000`. From then on the logs are signed.
   * @throws Error when a log is no continuation of what was signed before: then nothing is served
   */
  listen(): Promise<string>;
  stop(): Promise<void>;
}

export interface StartOptions {
  config: Config;
  clock?: Clock;
  log: (line: string) => void;
}

/** Opens the database and the application; nothing listens yet. @throws Error naming what failed; nothing is left running. */
export async function start({ config, clock = new Clock(), log }: StartOptions): Promise<Running> {
  const database = await openDatabase(config, log);
  try {
    const app = await NestFactory.create<NestExpressApplication>(
      AppModule.with({ config, appUrl: database.appUrl, clock }),
      { logger: ['warn', 'error', 'fatal'], bodyParser: false },
    );
    setUp(app);
    await refuseUnsafeSource(app.get(DataSource));
    serveDocs(app);
    serveConsole(app);
    await app.init();
    // From here on as JSON; before, Nest would list every route and drown the first start's token.
    app.useLogger(app.get(Logger));
    await putRulebooksOnRecord(app, log);
    return { app, database, listen: () => listen(app, config), stop: () => stop(app, database) };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function putRulebooksOnRecord(app: NestExpressApplication, log: (line: string) => void): Promise<void> {
  const { rulebooks, faults } = loadRulebooks();
  for (const { file, line, field, zh, en } of faults) log(`${file}:${line} ${field}: ${zh} / ${en}`);
  if (faults.length > 0) throw new Error('清单文件有误 / a rulebook file is not valid');
  await app.get(RulebooksService).load(rulebooks);
}

async function listen(app: NestExpressApplication, config: Config): Promise<string> {
  const loop = app.get(SigningLoopService);
  await loop.assure();
  const server = app.getHttpServer() as Server;
  // Node waits a minute for headers and sets no limit on connections: both are gifts to a slow-loris.
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.maxConnections = 2_000;
  await app.listen(config.port, config.host);
  app.get(AskingLoopService).begin();
  loop.begin();
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  return `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
}

/** Requests first, then the pool, then the server of the database: the order in which each needs the next. */
async function stop(app: NestExpressApplication, database: OpenDatabase): Promise<void> {
  const server = app.getHttpServer() as Server;
  // Kept-alive connections would hold close() open for ever.
  server.closeIdleConnections?.();
  const lingering = setTimeout(() => server.closeAllConnections?.(), 5_000);
  try {
    await app.close();
  } finally {
    clearTimeout(lingering);
    await database.stop();
  }
}
