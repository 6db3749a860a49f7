// The one door to the data. Both doors set the actor's region for row-level security; the writing door refuses a
// transaction that puts nothing on record, so tamper evidence and county isolation do not depend on discipline.
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import { DataSource, QueryFailedError } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import { refusalForConstraint, refusals } from '../domain/errors';
import { Clock } from '../platform/clock';
import { Metrics } from '../platform/metrics';
import { appendEntries, type Receipt } from './append';
import { Connection, Reader, Writer, type Scope } from './door';

export const journalRefusal = refusals({
  'ledger.outcome-unknown': {
    kind: 'unavailable',
    zh: '写入结果未知（备库未确认），请用同一 Idempotency-Key 重试',
    en: 'the outcome of the write is unknown (a standby did not confirm); retry with the same Idempotency-Key',
  },
  'ledger.busy': {
    kind: 'unavailable',
    zh: '系统繁忙，多次重试未成功，请稍后再试',
    en: 'too many writers at once, even after retries; try again shortly',
  },
  'idempotency.key-reused': {
    kind: 'key-reused',
    zh: '同一 Idempotency-Key 已用于另一请求',
    en: 'this Idempotency-Key was already used for a different request',
  },
});

export interface Written<T> {
  value: T;
  receipts: Receipt[];
}

type Work<T> = (tx: Writer) => Promise<T>;

const MAX_TRIES = 3;
// Serialisation failure and deadlock: the transaction did nothing and may be run again from its start.
const RETRIED = new Set(['40001', '40P01']);

@Injectable()
export class Journal {
  /** The region last set on a pooled connection, so that a reader sets it only when it differs. */
  private readonly regionSet = new WeakMap<PoolClient, string>();

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  /** Opens the reading door: every statement of `work` sees only rows within the actor's reach. */
  async read<T>(scope: Scope, work: (q: Reader) => Promise<T>): Promise<T> {
    return this.withConnection(async connection => {
      await this.setRegion(connection.client, scope.reach);
      return work(new Reader(connection, scope));
    });
  }

  /**
   * Opens the writing door: one transaction that commits `work`, its ledger entries and the answer for a repeated
   * Idempotency-Key together, or nothing at all. Closures do no IO but through `tx`: they may run up to three times.
   * @throws Refusal ledger.busy, ledger.outcome-unknown, idempotency.key-reused, and what `work` throws.
   */
  async write<T>(scope: Scope, work: Work<T>): Promise<Written<T>> {
    const written = await this.attempt(scope, async tx => {
      const repeated = await claimKey<T>(tx);
      if (repeated) return repeated;
      const value = await work(tx);
      if (tx.entries.length === 0) throw new Error('a write that records no ledger entry is refused');
      const receipts = await appendEntries(
        tx,
        tx.entries.map(() => randomBytes(16)),
      );
      const fresh = { value, receipts };
      await keepAnswer(tx, fresh);
      return fresh;
    });
    for (const { kind } of written.receipts) this.metrics.entries.inc({ kind });
    return written;
  }

  /**
   * The side door for what is bookkeeping and not registry content: sessions, failed log-ins, jobs. Same isolation, no
   * ledger entry; the architecture test lists who may use it.
   */
  async keep<T>(scope: Scope, work: Work<T>): Promise<T> {
    return this.attempt(scope, work);
  }

  private async attempt<T>(scope: Scope, work: Work<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.withConnection(connection => this.transact(connection, scope, work));
      } catch (error) {
        const state = sqlState(error);
        if (state === undefined || !RETRIED.has(state)) throw refusalOf(error);
        if (tries === MAX_TRIES) throw journalRefusal('ledger.busy');
      }
    }
  }

  private async transact<T>(connection: Connection, scope: Scope, work: Work<T>): Promise<T> {
    const { client } = connection;
    await client.query(`begin; select set_config('app.region', '${digits(scope.county)}', true)`);
    connection.inTransaction = true;
    let value: T;
    try {
      value = await work(new Writer(connection, scope, this.clock.now()));
    } catch (error) {
      await rollBack(client, error);
      throw error;
    }
    await commit(client);
    return value;
  }

  private async setRegion(client: PoolClient, region: string): Promise<void> {
    if (this.regionSet.get(client) === region) return;
    this.regionSet.delete(client);
    await client.query(`select set_config('app.region', '${digits(region)}', false)`);
    this.regionSet.set(client, region);
  }

  /** A connection whose transaction ended in anything but a clean commit or roll-back is thrown away, not pooled. */
  private async withConnection<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const [client, release] = (await (this.source.driver as PostgresDriver).obtainMasterConnection()) as [
      PoolClient,
      (broken?: Error) => void,
    ];
    let broken: Error | undefined;
    // Without a listener an error between two statements, such as a server that restarts, would end the process.
    const onError = (error: Error) => {
      broken = error;
    };
    client.on('error', onError);
    try {
      return await work(new Connection(this.source, client));
    } catch (error) {
      if (!(error instanceof BrokenConnection)) throw error;
      broken = error;
      throw error.cause;
    } finally {
      client.off('error', onError);
      release(broken);
    }
  }
}

/** Wraps what went wrong at COMMIT or ROLLBACK, after which the state of the connection is not to be trusted. */
class BrokenConnection extends Error {}

async function rollBack(client: PoolClient, cause: unknown): Promise<void> {
  try {
    await client.query('rollback');
  } catch {
    throw new BrokenConnection('roll-back failed', { cause });
  }
}

async function commit(client: PoolClient): Promise<void> {
  let doubtful = false;
  const onNotice = (notice: { code?: string }) => {
    // A cancelled wait for a synchronous standby commits here and only says so in a warning.
    if (notice.code === '01000') doubtful = true;
  };
  client.on('notice', onNotice);
  try {
    await client.query('commit');
  } catch (error) {
    throw new BrokenConnection('commit failed', { cause: error });
  } finally {
    client.off('notice', onNotice);
  }
  if (doubtful) throw new BrokenConnection('commit in doubt', { cause: journalRefusal('ledger.outcome-unknown') });
}

async function claimKey<T>(tx: Writer): Promise<Written<T> | null> {
  const { idempotency, accountId } = tx.scope;
  if (!idempotency || !accountId) return null;
  const claimed = await tx.sql(
    `insert into idempotency (county, account_id, key, request_sha256, recorded_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning key`,
    [tx.county, accountId, idempotency.key, idempotency.requestSha256, tx.now],
  );
  if (claimed.length === 1) return null;
  const [earlier] = await tx.sql<{ request_sha256: string; answer: Written<T> }>(
    'select request_sha256, answer from idempotency where county = $1 and account_id = $2 and key = $3',
    [tx.county, accountId, idempotency.key],
  );
  if (earlier?.request_sha256 !== idempotency.requestSha256) throw journalRefusal('idempotency.key-reused');
  return earlier.answer;
}

async function keepAnswer<T>(tx: Writer, written: Written<T>): Promise<void> {
  const { idempotency, accountId } = tx.scope;
  if (!idempotency || !accountId) return;
  await tx.sql('update idempotency set answer = $4 where county = $1 and account_id = $2 and key = $3', [
    tx.county,
    accountId,
    idempotency.key,
    // Plain JSON: closures hand back entities, which are instances of classes.
    JSON.stringify(written),
  ]);
}

function sqlState(error: unknown): string | undefined {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const code = (cause as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** A violated constraint somebody declared a refusal for becomes that refusal; anything else stays what it is. */
function refusalOf(error: unknown): unknown {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const constraint = (cause as { constraint?: unknown } | null)?.constraint;
  return (typeof constraint === 'string' && refusalForConstraint(constraint)) || error;
}

/** The region goes into the statement's text, in one round trip with BEGIN: digits and nothing else. */
function digits(region: string): string {
  if (!/^\d{2,6}$/.test(region)) throw new Error('a region is two to six digits');
  return region;
}
