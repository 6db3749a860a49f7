import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LoggerModule } from 'nestjs-pino';
import { Clock } from './clock';
import type { Config } from './config';
import { dataSourceOptions } from './database/options';
import { HealthController } from './health.controller';
import { loggingOptions } from './logging';
import { Metrics } from './metrics';
import { MetricsController } from './metrics.controller';
import { Readiness } from './readiness';
import { RegionsController } from './regions.controller';

/** Injection token of the frozen configuration. */
export const CONFIG = Symbol('config');

export interface Environment {
  config: Config;
  /** Login of the app role. */
  appUrl: string;
  clock: Clock;
}

/** Floor 1: what every room stands on. Global, so that a room names only the rooms it asks. */
@Global()
@Module({})
export class PlatformModule {
  static with({ config, appUrl, clock }: Environment): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        LoggerModule.forRoot(loggingOptions()),
        TypeOrmModule.forRoot({
          ...dataSourceOptions(appUrl, { entities: [] }),
          autoLoadEntities: true,
          retryAttempts: 1,
        }),
      ],
      controllers: [HealthController, MetricsController, RegionsController],
      providers: [{ provide: CONFIG, useValue: config }, { provide: Clock, useValue: clock }, Metrics, Readiness],
      exports: [CONFIG, Clock, Metrics, Readiness],
    };
  }
}
