// Proofs and earlier roots of a county's tree, folded from the stored full nodes in one statement each.
import { Injectable } from '@nestjs/common';
import { consistencyNodes, foldProof, inclusionNodes, type ProofPlan } from '../domain/merkle/proof';
import { emptyRoot, foldRight, type NodeId } from '../domain/merkle/tree';
import { sha256 } from '../platform/digests';
import type { Reader } from './door';
import { LedgerRepository } from './ledger.repository';

@Injectable()
export class TreeService {
  constructor(private readonly rows: LedgerRepository) {}

  /** From the leaf's sibling upward. @throws Refusal proof.* */
  inclusion(q: Reader, county: string, { index, size }: { index: number; size: number }): Promise<Uint8Array[]> {
    return this.fold(q, county, inclusionNodes(BigInt(index), BigInt(size)));
  }

  /** That the tree of `to` leaves begins with the tree of `from`. @throws Refusal proof.from-empty, proof.sizes-reversed */
  consistency(q: Reader, county: string, { from, to }: { from: number; to: number }): Promise<Uint8Array[]> {
    return this.fold(q, county, consistencyNodes(BigInt(from), BigInt(to)));
  }

  /** The root at an earlier size, folded from the full subtrees that made up the tree then. @throws Refusal proof.node-missing */
  async rootAt(q: Reader, county: string, size: number): Promise<Uint8Array> {
    if (size === 0) return emptyRoot(sha256);
    const plan = fullSubtrees(BigInt(size)).map(id => [id]);
    return foldRight(sha256, await this.fold(q, county, plan));
  }

  private async fold(q: Reader, county: string, plan: ProofPlan): Promise<Uint8Array[]> {
    const nodes = await this.rows.nodes(q, county, plan.flat());
    return foldProof(sha256, plan, id => nodes.get(`${id.level}/${id.index}`));
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
