// How the application connects: pool, timeouts and the reading of values. pg waits for ever by default, reads a legal
// day as an instant of the machine's time zone, and hands bigint out as text.
import { TypeOverrides, types } from 'pg';
import type { DataSource } from 'typeorm';
import { PreparingClient } from './preparing-client';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions';

export interface PoolOptions {
  /** Connections of this process. */
  size?: number;
  entities: PostgresDataSourceOptions['entities'];
  /** Told of errors on idle connections, such as a server that restarts; the pool replaces them. */
  onIdleError?: (error: Error) => void;
}

const MS = {
  connect: 5_000,
  statement: 15_000,
  lock: 5_000,
  idleInTransaction: 10_000,
  idle: 30_000,
};

function readInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint beyond the safe integers: ${text}`);
  return value;
}

const readDate = types.getTypeParser(types.builtins.TIMESTAMPTZ) as unknown as (text: string) => Date | number;

function readInstant(text: string): string {
  const value = readDate(text);
  if (!(value instanceof Date)) throw new RangeError(`an instant must be finite: ${text}`);
  return value.toISOString();
}

/** bigint: safe integer; date: 'YYYY-MM-DD'; timestamptz: RFC 3339 UTC with milliseconds. */
export function houseTypes(): TypeOverrides {
  const overrides = new TypeOverrides();
  overrides.setTypeParser(types.builtins.INT8, readInteger);
  overrides.setTypeParser(types.builtins.DATE, text => text);
  overrides.setTypeParser(types.builtins.TIMESTAMPTZ, readInstant);
  return overrides;
}

/** TypeORM options for `url` (the login of ph_app). The schema comes from migrations alone. */
export function dataSourceOptions(url: string, pool: PoolOptions): PostgresDataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities: pool.entities,
    synchronize: false,
    migrationsRun: false,
    logging: false,
    poolErrorHandler: pool.onIdleError ?? (() => undefined),
    extra: {
      max: pool.size ?? 20,
      connectionTimeoutMillis: MS.connect,
      idleTimeoutMillis: MS.idle,
      statement_timeout: MS.statement,
      query_timeout: MS.statement + 1_000,
      lock_timeout: MS.lock,
      idle_in_transaction_session_timeout: MS.idleInTransaction,
      application_name: 'pilot-harbor',
      types: houseTypes(),
      Client: PreparingClient,
    },
  };
}

/**
 * Call it at the start of the application.
 * @throws Error when the source would change the schema by itself, or is not the app role bound by row-level security.
 */
export async function refuseUnsafeSource(source: DataSource): Promise<void> {
  if (source.options.synchronize || source.options.dropSchema || source.options.migrationsRun) {
    throw new Error(
      '禁止 synchronize / synchronize, dropSchema and migrationsRun are refused: migrations alone make tables',
    );
  }
  const rows: { free: boolean }[] = await source.query(
    'SELECT rolsuper OR rolbypassrls AS free FROM pg_roles WHERE rolname = current_user',
  );
  if (rows[0]?.free !== false) {
    throw new Error('应用不得以超级用户连接 / the application must not connect as a superuser or with BYPASSRLS');
  }
}
