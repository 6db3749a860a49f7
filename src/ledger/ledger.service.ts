import { Injectable } from '@nestjs/common';
import { refusals } from '../domain/errors';
import { toBase64, toHex } from '../domain/merkle/encoding';
import { consistencyNodes, foldProof, inclusionNodes, type ProofPlan } from '../domain/merkle/proof';
import { emptyRoot, leafHash, nodeHash, type NodeId } from '../domain/merkle/tree';
import type { Actor } from '../domain/permission';
import { sha256 } from '../platform/digests';
import { auditLog, type LedgerAudit } from './audit';
import type { Reader, Scope } from './door';
import { Journal } from './journal';
import type { ConsistencyView, EntryView, HeadView, HistoryView, InclusionView } from './ledger.dto';
import { LedgerRepository, type HeadRow } from './ledger.repository';

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
      return rows.map(({ leaf, leaf_hash, ...row }) => ({ ...row, leaf: toBase64(leaf), leafHash: toHex(leaf_hash) }));
    });
  }

  /** What was put on record about one thing (its code or id), oldest first, with the payload where it was not erased. */
  async history(scope: Scope, county: string, subject: string): Promise<HistoryView[]> {
    return this.journal.read(scope, async q => {
      const rows = await this.rows.history(q, county, subject);
      return rows.map(row => ({
        position: row.position,
        kind: row.kind,
        receivedAt: row.received_at,
        actorUnit: row.actor_unit,
        payload: row.payload === null ? null : (JSON.parse(row.payload.toString('utf8')) as Record<string, unknown>),
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
      const proof = await this.fold(q, county, inclusionNodes(BigInt(position), BigInt(at)));
      const root = at === head.size ? head.root : await this.rootAt(q, county, at);
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
      const plan = consistencyNodes(BigInt(from), BigInt(size2));
      const proof = await this.fold(q, county, plan);
      const [root1, root2] = [await this.rootAt(q, county, from), await this.rootAt(q, county, size2)];
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

  private async fold(q: Reader, county: string, plan: ProofPlan): Promise<Uint8Array[]> {
    const nodes = await this.rows.nodes(q, county, plan.flat());
    return foldProof(sha256, plan, id => nodes.get(`${id.level}/${id.index}`));
  }

  /** The root at an earlier size, folded from the full subtrees that made up the tree then. */
  private async rootAt(q: Reader, county: string, size: number): Promise<Uint8Array> {
    if (size === 0) return emptyRoot(sha256);
    const ids = fullSubtrees(BigInt(size));
    const nodes = await this.rows.nodes(q, county, ids);
    const hashes = foldProof(
      sha256,
      ids.map(id => [id]),
      id => nodes.get(`${id.level}/${id.index}`),
    );
    return hashes.reduceRight((right, left) => nodeHash(sha256, left, right));
  }
}

/** One full subtree for each 1 bit of the size, largest first. */
function fullSubtrees(size: bigint): NodeId[] {
  const ids: NodeId[] = [];
  let begin = 0n;
  for (let level = size.toString(2).length - 1; level >= 0; level--) {
    const width = 1n << BigInt(level);
    if ((size & width) === 0n) continue;
    ids.push({ level, index: begin / width });
    begin += width;
  }
  return ids;
}

function refuseBeyond(size: number, head: HeadRow): void {
  if (size > head.size) throw ledgerRefusal('ledger.size-beyond-head', { figures: { size, head: head.size } });
}

function headView(county: string, head: HeadRow): HeadView {
  return { county, size: head.size, root: toHex(head.root), lastReceivedAt: head.last_received_at };
}
