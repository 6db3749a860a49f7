import { Injectable } from '@nestjs/common';
import { follow } from '../domain/lifecycle';
import { toHex } from '../domain/merkle/encoding';
import type { Actor } from '../domain/permission';
import type { Writer } from '../ledger/door';
import { Journal, type Written } from '../ledger/journal';
import { LedgerRepository, type EntryRow } from '../ledger/ledger.repository';
import { LedgerService, ledgerRefusal } from '../ledger/ledger.service';
import { valueSha256 } from '../platform/digests';
import { newId } from '../platform/ids';
import { ERASURE_LIFECYCLE, erasureRefusal, type ErasureAct } from './erasure-rules';
import { Erasure } from './erasure.entity';
import { erasureView, type ErasureView, type ErasureWritten, type OrderErasureBody } from './erasures.dto';
import { ErasuresRepository } from './erasures.repository';

const LISTED = 500;
const ENDED = { execute: 'erasure.executed', drop: 'erasure.dropped' } as const;

export interface ErasureOn {
  id: string;
  version: number;
}

/** Ordered by one administrator, carried out by another person: payload and salt go, leaf and proofs stay. */
@Injectable()
export class ErasuresService {
  constructor(
    private readonly journal: Journal,
    private readonly ledger: LedgerService,
    private readonly entries: LedgerRepository,
    private readonly rows: ErasuresRepository,
  ) {}

  /** @throws Refusal ledger.not-found, erasure.entry-not-found, erasure.not-erasable, erasure.ordered-already */
  async order(actor: Actor, county: string, body: OrderErasureBody): Promise<ErasureWritten> {
    if (county !== actor.county) throw ledgerRefusal('ledger.not-found');
    const written = await this.journal.write(actor, async tx => {
      const entry = await this.entryAt(tx, body.position);
      if (!entry) throw erasureRefusal('erasure.entry-not-found', { figures: { position: body.position } });
      if (entry.kind.startsWith('erasure.')) {
        throw erasureRefusal('erasure.not-erasable', { figures: { position: body.position } });
      }
      const row = await orderedRow(tx, actor, body);
      await tx.insert(Erasure, row);
      tx.record('erasure.ordered', row.code, onRecord(row, entry));
      return row;
    });
    return withReceipt(written);
  }

  /** @throws Refusal erasure.not-found, erasure.same-person, erasure.payload-gone, version.stale, state.act-not-open */
  execute(actor: Actor, on: ErasureOn): Promise<ErasureWritten> {
    return this.end(actor, on, { act: 'execute', reason: null });
  }

  /** @throws Refusal erasure.not-found, version.stale, state.act-not-open */
  drop(actor: Actor, on: ErasureOn, reason: string): Promise<ErasureWritten> {
    return this.end(actor, on, { act: 'drop', reason });
  }

  /** Newest first, at most 500. @throws Refusal ledger.not-found */
  async list(actor: Actor, county: string): Promise<ErasureView[]> {
    await this.ledger.head(actor, county);
    const options = { order: { recorded_at: 'DESC', id: 'DESC' }, take: LISTED } as const;
    return (await this.journal.read(actor, q => q.find(Erasure, { county }, options))).map(erasureView);
  }

  private async end(
    actor: Actor,
    { id, version }: ErasureOn,
    { act, reason }: { act: ErasureAct; reason: string | null },
  ): Promise<ErasureWritten> {
    const written = await this.journal.write(actor, async tx => {
      const row = await tx.lock(Erasure, id);
      if (!row) throw erasureRefusal('erasure.not-found');
      tx.expect(row, version);
      const state = follow(ERASURE_LIFECYCLE, row.state, act);
      if (act === 'execute' && row.ordered_person === actor.personId) throw erasureRefusal('erasure.same-person');
      const entry = await this.entryAt(tx, row.position);
      const changed = await tx.change(Erasure, row, {
        state,
        ended_by: actor.accountId,
        ended_person: actor.personId,
        ended_at: tx.now,
        drop_reason: reason,
      });
      if (act === 'execute') await this.rows.erase(tx, id);
      tx.record(ENDED[act], row.code, onRecord(changed, entry!));
      return changed;
    });
    return withReceipt(written);
  }

  private async entryAt(tx: Writer, position: number): Promise<EntryRow | null> {
    const [entry] = await this.entries.entries(tx, tx.county, { from: position, limit: 1 });
    return entry?.position === position ? entry : null;
  }
}

async function orderedRow(tx: Writer, actor: Actor, body: OrderErasureBody): Promise<Erasure> {
  return {
    county: tx.county,
    id: newId(),
    version: 1,
    code: await tx.code('MC'),
    state: 'ordered',
    position: body.position,
    legal_document: body.legalDocument,
    legal_article: body.legalArticle,
    reason: body.reason,
    ordered_by: actor.accountId,
    ordered_person: actor.personId,
    recorded_at: tx.now,
    ended_by: null,
    ended_person: null,
    ended_at: null,
    drop_reason: null,
  };
}

/** What was erased is known by its leaf alone, whose digests nobody can try out without the salt. */
function onRecord(row: Erasure, entry: EntryRow): Record<string, unknown> {
  return {
    erasure: row.id,
    position: row.position,
    leafHash: toHex(entry.leaf_hash),
    basisSha256: valueSha256({ document: row.legal_document, article: row.legal_article }),
    reasonSha256: valueSha256(row.reason),
    ...(row.drop_reason !== null && { dropReasonSha256: valueSha256(row.drop_reason) }),
  };
}

const withReceipt = ({ value, receipts }: Written<Erasure>): ErasureWritten => ({
  ...erasureView(value),
  receipt: receipts[0]!,
});
