// The audit trail: who put what on record, for people. The log itself, for proofs, stands beside it (ledger.service.ts).
import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/permission';
import { Journal } from './journal';
import { LedgerRepository, type Erased } from './ledger.repository';
import { ledgerRefusal } from './ledger.service';
import type { TrailEntryView, TrailPage, TrailQuery } from './trail.dto';
import { TrailRepository, type TrailRow, type TrailWish } from './trail.repository';

const PAGE = 50;

@Injectable()
export class TrailService {
  constructor(
    private readonly journal: Journal,
    private readonly rows: TrailRepository,
    private readonly log: LedgerRepository,
  ) {}

  /** Newest first. @throws Refusal ledger.not-found */
  async trail(actor: Actor, county: string, query: TrailQuery): Promise<TrailPage> {
    const limit = query.limit ?? PAGE;
    return this.journal.read(actor, async q => {
      if (!(await this.log.head(q, county))) throw ledgerRefusal('ledger.not-found');
      const rows = await this.rows.page(q, county, wishOf(query, limit + 1));
      const shown = rows.slice(0, limit);
      const gone = shown.filter(row => !row.kept).map(row => row.position);
      const erased = await this.log.erased(q, county, gone);
      return {
        items: shown.map(row => entryView(row, erased.get(row.position) ?? null)),
        next: rows[limit]?.position ?? null,
      };
    });
  }
}

function wishOf({ from, kind, actor, subject, since, until }: TrailQuery, limit: number): TrailWish {
  return {
    limit,
    from: from ?? null,
    kind: kind ?? null,
    actor: actor?.toLowerCase() ?? null,
    subject: subject ?? null,
    since: since ?? null,
    until: until ?? null,
  };
}

function entryView(row: TrailRow, erased: Erased | null): TrailEntryView {
  const { position, kind, subject, actor_unit: unit, account_id: account } = row;
  return {
    position,
    receivedAt: row.received_at,
    kind,
    subject,
    unit: unit === 'system' ? null : { id: unit, name: row.unit_name },
    account: account === null ? null : { id: account, name: row.account_name },
    payloadKept: row.kept,
    erased,
  };
}
