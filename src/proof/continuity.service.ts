// Whether the log in the database is still the one that was signed before: the same tree, only grown. A restore to an
// earlier state, a fail-over that lost commits and a rewriting all end here; a person decides, never the program.
import { Injectable } from '@nestjs/common';
import { Refusal, refusals } from '../domain/errors';
import { sameBytes } from '../domain/merkle/encoding';
import { verifyConsistency } from '../domain/merkle/proof';
import type { Reader } from '../ledger/door';
import { TreeService } from '../ledger/tree.service';
import { sha256 } from '../platform/digests';
import { CheckpointsRepository, type CheckpointRow } from './checkpoints.repository';
import { PublishedStoreService, type PublishedCheckpoint } from './published-store.service';

export const continuityRefusal = refusals({
  'log.behind-published': {
    kind: 'unavailable',
    zh: '{county} 的账本只有 {size} 条，少于已签发检查点的 {earlier} 条：数据库可能被恢复到旧状态，停止签名，待人工处理',
    en: 'the log of {county} has {size} entries, fewer than the {earlier} of a checkpoint already signed: the database was perhaps restored to an earlier state; nothing is signed until a person decides',
  },
  'log.differs-from-published': {
    kind: 'unavailable',
    zh: '{county} 的账本在第 {earlier} 条时的树根与已签发检查点不同：记录被改写，停止签名，待人工处理',
    en: 'the log of {county} differs from a checkpoint already signed at {earlier} entries: it was rewritten; nothing is signed until a person decides',
  },
});

/** The tree to be signed next; `last` and `published` are what it was held to. */
export interface Continuity {
  head: { size: number; root: Uint8Array };
  last: CheckpointRow | null;
  published: PublishedCheckpoint | null;
}

@Injectable()
export class ContinuityService {
  constructor(
    private readonly rows: CheckpointsRepository,
    private readonly tree: TreeService,
    private readonly store: PublishedStoreService,
  ) {}

  /**
   * @throws Refusal log.behind-published, log.differs-from-published, log.published-unreadable, log-key.*: the log in the
   * database is not, or not provably, a continuation of what was signed.
   */
  async assured(q: Reader, county: string): Promise<Continuity> {
    // The file first: what is published afterwards is no larger than the head read after it.
    const published = this.store.read(county);
    const { head: stored, last } = await this.rows.heads(q, county);
    const head = stored ?? { size: 0, root: new Uint8Array(0) };
    for (const earlier of [published, last]) {
      if (earlier !== null) await this.refuseFork(q, county, { earlier, head });
    }
    return { head, last, published };
  }

  private async refuseFork(
    q: Reader,
    county: string,
    { earlier, head }: { earlier: { size: number; root: Uint8Array }; head: Continuity['head'] },
  ): Promise<void> {
    const figures = { county, size: head.size, earlier: earlier.size };
    if (earlier.size > head.size) throw continuityRefusal('log.behind-published', { figures });
    if (earlier.size === head.size && sameBytes(earlier.root, head.root)) return;
    if (!(await this.grewFrom(q, county, { earlier, head }))) {
      throw continuityRefusal('log.differs-from-published', { figures });
    }
  }

  private async grewFrom(
    q: Reader,
    county: string,
    { earlier, head }: { earlier: { size: number; root: Uint8Array }; head: Continuity['head'] },
  ): Promise<boolean> {
    let proof: Uint8Array[];
    try {
      proof = await this.tree.consistency(q, county, { from: earlier.size, to: head.size });
    } catch (error) {
      // Nodes that are gone prove nothing.
      if (error instanceof Refusal && error.code === 'proof.node-missing') return false;
      throw error;
    }
    const [size1, size2] = [BigInt(earlier.size), BigInt(head.size)];
    return verifyConsistency({ hash: sha256, size1, size2, root1: earlier.root, root2: head.root, proof }) === null;
  }
}
