// Who does a check: one process, told by the database.
import { Injectable } from '@nestjs/common';
import type { Instant } from '../domain/period';
import type { Writer } from '../ledger/door';
import type { FsckRun } from './fsck-run.entity';

/** Separates these advisory locks from those of migrations and signing; the second number is the county. */
const FSCK_LOCKS = 0x6673;

@Injectable()
export class RunsRepository {
  /** Of the processes that would begin at once one does; the others are told no. */
  async tryLock(tx: Writer): Promise<boolean> {
    const sql = 'select pg_try_advisory_xact_lock($1, $2::integer) as taken';
    return (await tx.sql<{ taken: boolean }>(sql, [FSCK_LOCKS, tx.county]))[0]!.taken;
  }

  /** One is going since then; or, of nightly ones, was begun since then at all. */
  async isTaken(tx: Writer, { origin, since }: { origin: FsckRun['origin']; since: Instant }): Promise<boolean> {
    const rows = await tx.sql(
      `select from fsck_run where county = $1 and began_at > $2 and (ended_at is null or (origin = 'nightly' and $3 = 'nightly'))
       limit 1`,
      [tx.county, since, origin],
    );
    return rows.length > 0;
  }
}
