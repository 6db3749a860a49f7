import { Injectable } from '@nestjs/common';
import { refusals } from '../domain/errors';
import { toBase64, toHex } from '../domain/merkle/encoding';
import { leafHash } from '../domain/merkle/tree';
import type { Actor } from '../domain/permission';
import { sha256 } from '../platform/digests';
import { auditLog, type LedgerAudit } from './audit';
import type { Reader, Scope } from './door';
import { Journal } from './journal';
import type { ConsistencyView, EntryView, HeadView, HistoryView, InclusionView } from './ledger.dto';
import { LedgerRepository, type HeadRow } from './ledger.repository';
import { TreeService } from './tree.service';

export const ledgerRefusal = refusals({
  'ledger.not-found': { kind: 'not-found', zh: '没有这个地区的账本', en: 'there is no ledger of this region' },
  'ledger.entry-not-found': {
    kind: 'not-found',
    zh: '账本中没有第 {position} 条',
    en: 'the ledger has no entry {position}',
  },
  'ledger.size-beyond-head': {
    kind: 'invalid',
    zh: '规模 {size} 超过账本现有规模 {head}',
    en: 'size {size} is beyond the log, which has {head} entries',
  },
});

@Injectable()
export class LedgerService {
  constructor(
    private readonly journal: Journal,
    private readonly rows: LedgerRepository,
    private readonly tree: TreeService,
  ) {}

  async head(actor: Actor, county: string): Promise<HeadView> {
    return this.journal.read(actor, async q => headView(county, await this.headOf(q, county)));
  }

  /** The instant of the last entry, null for a log without any. */
  async lastReceivedAt(scope: Scope, county: string): Promise<string | null> {
    return this.journal.read(scope, async q => (await this.rows.head(q, county))?.last_received_at ?? null);
  }

  async entries(actor: Actor, county: string, range: { from: number; limit: number }): Promise<EntryView[]> {
    return this.journal.read(actor, async q => {
      await this.headOf(q, county);
      const rows = await this.rows.entries(q, county, range);
      const erased = await this.rows.erased(
        q,
        county,
        rows.map(row => row.position),
      );
      return rows.map(({ leaf, leaf_hash, ...row }) => ({
        ...row,
        leaf: toBase64(leaf),
        leafHash: toHex(leaf_hash),
        erased: erased.get(row.position) ?? null,
      }));
    });
  }

  /** What was put on record about one thing (its code or id), oldest first, with the payload where it was not erased. */
  async history(scope: Scope, county: string, subject: string): Promise<HistoryView[]> {
    return this.journal.read(scope, async q => {
      const rows = await this.rows.history(q, county, subject);
      const gone = rows.filter(row => row.payload === null).map(row => row.position);
      const erased = await this.rows.erased(q, county, gone);
      return rows.map(row => ({
        position: row.position,
        kind: row.kind,
        receivedAt: row.received_at,
        actorUnit: row.actor_unit,
        payload: row.payload === null ? null : (JSON.parse(row.payload.toString('utf8')) as Record<string, unknown>),
        erased: erased.get(row.position) ?? null,
      }));
    });
  }

  /** @throws Refusal ledger.entry-not-found, ledger.size-beyond-head, proof.* */
  async inclusion(
    actor: Actor,
    county: string,
    { position, size }: { position: number; size?: number },
  ): Promise<InclusionView> {
    return this.journal.read(actor, async q => {
      const head = await this.headOf(q, county);
      const at = size ?? head.size;
      refuseBeyond(at, head);
      if (position >= at) throw ledgerRefusal('ledger.entry-not-found', { figures: { position } });
      const proof = await this.tree.inclusion(q, county, { index: position, size: at });
      const root = at === head.size ? head.root : await this.tree.rootAt(q, county, at);
      const [entry] = await this.rows.entries(q, county, { from: position, limit: 1 });
      const leaf = entry!.leaf;
      return {
        position,
        size: at,
        leaf: toBase64(leaf),
        leafHash: toHex(leafHash(sha256, leaf)),
        root: toHex(root),
        proof: proof.map(toHex),
      };
    });
  }

  /** @throws Refusal ledger.size-beyond-head, proof.from-empty, proof.sizes-reversed */
  async consistency(
    actor: Actor,
    county: string,
    { from, to }: { from: number; to?: number },
  ): Promise<ConsistencyView> {
    return this.journal.read(actor, async q => {
      const head = await this.headOf(q, county);
      const size2 = to ?? head.size;
      refuseBeyond(size2, head);
      const proof = await this.tree.consistency(q, county, { from, to: size2 });
      const [root1, root2] = [await this.tree.rootAt(q, county, from), await this.tree.rootAt(q, county, size2)];
      return { size1: from, size2, root1: toHex(root1), root2: toHex(root2), proof: proof.map(toHex) };
    });
  }

  /** Rebuilds the log from its rows; says exactly what is wrong. */
  async audit(scope: Scope, county: string): Promise<LedgerAudit> {
    return this.journal.read(scope, async q => {
      const head = await this.headOf(q, county);
      return auditLog(head, {
        entries: range => this.rows.entries(q, county, range),
        payloads: range => this.rows.payloads(q, county, range),
      });
    });
  }

  private async headOf(q: Reader, county: string): Promise<HeadRow> {
    const head = await this.rows.head(q, county);
    if (!head) throw ledgerRefusal('ledger.not-found');
    return head;
  }
}

function refuseBeyond(size: number, head: HeadRow): void {
  if (size > head.size) throw ledgerRefusal('ledger.size-beyond-head', { figures: { size, head: head.size } });
}

function headView(county: string, head: HeadRow): HeadView {
  return { county, size: head.size, root: toHex(head.root), lastReceivedAt: head.last_received_at };
}
