// What a room sees of the database while a door is open: typed finds, plain SQL and, in a writing transaction, guarded
// changes. Every statement runs with the actor's region set, so row-level security holds whatever a query says.
import type { PoolClient } from 'pg';
import type {
  DataSource,
  EntityManager,
  EntityTarget,
  FindOptionsOrder,
  FindOptionsWhere,
  ObjectLiteral,
} from 'typeorm';
import { refusals } from '../domain/errors';
import { localDay, type Day, type Instant } from '../domain/period';
import type { Actor } from '../domain/permission';

/** As much of an actor as the doors need; login works on a scope before there is an actor. */
export type Scope = Pick<Actor, 'county' | 'reach'> &
  Partial<Pick<Actor, 'accountId' | 'organisationId' | 'idempotency'>>;

export const doorRefusal = refusals({
  'version.stale': {
    kind: 'stale',
    zh: '内容已被他人更新：您依据的是第 {sent} 版，现为第 {now} 版，请刷新后重试',
    en: 'somebody changed this first: you sent version {sent}, it is now version {now}; reload and try again',
  },
});

export interface Stored {
  county: string;
  id: string;
  version: number;
}

export interface FindOptions<E> {
  order?: FindOptionsOrder<E>;
  take?: number;
}

/** One pooled connection with its region set. Plain SQL goes straight to pg; TypeORM's manager is made when first asked for. */
export class Connection {
  /** TypeORM asks it before it locks a row; the journal begins transactions itself, together with the region. */
  inTransaction = false;
  private typed: EntityManager | null = null;

  constructor(
    private readonly source: DataSource,
    readonly client: PoolClient,
  ) {}

  get manager(): EntityManager {
    if (this.typed === null) {
      const runner = this.source.createQueryRunner();
      // A runner that has a connection takes no other from the pool; this one belongs to the journal, which releases it.
      Object.assign(runner, { databaseConnection: this.client, isTransactionActive: this.inTransaction });
      this.typed = runner.manager;
    }
    return this.typed;
  }
}

export class Reader {
  constructor(
    protected readonly connection: Connection,
    readonly scope: Scope,
  ) {}

  /** Rows of a statement of our own; only repositories write such statements. */
  async sql<T = Record<string, unknown>>(text: string, parameters: unknown[] = []): Promise<T[]> {
    return (await this.connection.client.query(text, parameters)).rows as T[];
  }

  async find<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    where: FindOptionsWhere<E>,
    options: FindOptions<E> = {},
  ): Promise<E[]> {
    return this.connection.manager.find(entity, { where: this.within(where), ...options });
  }

  async one<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): Promise<E | null> {
    return this.connection.manager.findOne(entity, { where: this.within(where) });
  }

  /** TypeORM drops `undefined` silently and would then match every row; and one county's rows are found by its key. */
  protected within<E>(where: FindOptionsWhere<E>): FindOptionsWhere<E> {
    const empty = Object.entries(where).find(([, value]) => value === undefined);
    if (empty) throw new Error(`undefined in a condition on ${empty[0]}`);
    return this.scope.reach.length === 6 ? { ...where, county: this.scope.county } : where;
  }
}

export interface Entry {
  kind: string;
  subject: string;
  payload: Record<string, unknown>;
}

export class Writer extends Reader {
  readonly entries: Entry[] = [];
  readonly today: Day;

  /** `now` is read once a transaction: everything written in it carries the same instant. */
  constructor(
    connection: Connection,
    scope: Scope,
    readonly now: Instant,
  ) {
    super(connection, scope);
    this.today = localDay(now);
  }

  get county(): string {
    return this.scope.county;
  }

  /** Puts an entry on record: what happened (`pilot.registered`), to what (its code), and the payload without names. */
  record(kind: string, subject: string, payload: Record<string, unknown>): void {
    this.entries.push({ kind, subject, payload });
  }

  async insert<E extends ObjectLiteral>(entity: EntityTarget<E>, row: Partial<E> | Partial<E>[]): Promise<void> {
    const rows = Array.isArray(row) ? row : [row];
    if (rows.length === 0) return;
    const values = rows.map(one => ({ ...one, county: this.county }));
    await this.connection.manager
      .createQueryBuilder()
      .insert()
      .into(entity)
      .values(values)
      .updateEntity(false)
      .execute();
  }

  /** The row, locked until the end of the transaction, or null. Subject rows are locked first, the ledger head last. */
  async lock<E extends ObjectLiteral & Stored>(entity: EntityTarget<E>, id: string): Promise<E | null> {
    const where = { county: this.county, id } as unknown as FindOptionsWhere<E>;
    return this.connection.manager.findOne(entity, { where, lock: { mode: 'pessimistic_write' } });
  }

  /**
   * Writes `patch` over the version in hand and returns the new row.
   * @throws Refusal version.stale when the row is no longer at that version.
   */
  async change<E extends ObjectLiteral & Stored>(entity: EntityTarget<E>, row: E, patch: Partial<E>): Promise<E> {
    const next = { ...patch, version: row.version + 1 };
    const done = await this.connection.manager
      .createQueryBuilder()
      .update(entity)
      .set(next as never)
      .where('county = :county and id = :id and version = :version', {
        county: row.county,
        id: row.id,
        version: row.version,
      })
      .execute();
    if (done.affected !== 1) throw doorRefusal('version.stale', { figures: { sent: row.version, now: null } });
    return { ...row, ...next };
  }

  /** @throws Refusal version.stale unless the row stands at the version the caller read (If-Match). */
  expect(row: Stored, version: number): void {
    if (row.version !== version) {
      throw doorRefusal('version.stale', { figures: { sent: version, now: row.version } });
    }
  }

  /** The next readable code, `SD-513221-2026-0001`: gapless in county, kind and year (of Asia/Shanghai). */
  async code(kind: string): Promise<string> {
    const year = Number(this.today.slice(0, 4));
    const [row] = await this.sql<{ last: number }>(
      `insert into code_counter (county, kind, year, last) values ($1, $2, $3, 1)
       on conflict (county, kind, year) do update set last = code_counter.last + 1 returning last`,
      [this.county, kind, year],
    );
    return `${kind}-${this.county}-${year}-${String(row!.last).padStart(4, '0')}`;
  }
}
