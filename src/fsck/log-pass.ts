// The log rebuilt from its rows, leaf by leaf: every entry, payload and node compared, and the root handed to whoever
// judges checkpoints. A damaged leaf is named once and the stored node carries on for it, so that one loss is one fault.
import { sameBytes, toHex } from '../domain/merkle/encoding';
import {
  append,
  EMPTY_FRONTIER,
  HASH_BYTES,
  leafHash,
  nodeHash,
  rootOf,
  type Frontier,
  type NodeId,
} from '../domain/merkle/tree';
import { payloadFits, readLeaf, rowAgrees } from '../ledger/audit';
import type { Reader } from '../ledger/door';
import type { EntryRow, LedgerRepository, PayloadRow } from '../ledger/ledger.repository';
import { sha256 } from '../platform/digests';
import type { Erasures } from './erasures';
import type { Findings } from './faults';
import type { FsckRepository } from './fsck.repository';

/** Even, so that two leaves and the node above them are read together. */
const BATCH = 500;

export interface LogParts {
  county: string;
  findings: Findings;
  entries: LedgerRepository;
  rows: FsckRepository;
  erasures: Erasures;
  /** Told of every size the tree passes. */
  passed: (size: number, root: () => Uint8Array) => Promise<void>;
  /** Of how many entries were read. */
  progress: (entries: number) => void;
}

interface Batch {
  entries: Map<number, EntryRow>;
  payloads: Map<number, PayloadRow>;
  nodes: Map<string, Buffer>;
}

export class LogPass {
  /** Entries whose leaf or payload is not what it was: bounded by the faults worth telling. */
  readonly damaged = new Set<number>();
  private frontier: Frontier = EMPTY_FRONTIER;

  constructor(private readonly parts: LogParts) {}

  /** The rebuilt frontier of the first `size` entries. */
  async run(q: Reader, size: number): Promise<Frontier> {
    for (let from = 0; from < size; from += BATCH) {
      const to = Math.min(from + BATCH, size);
      const batch = await this.read(q, from, to);
      for (let position = from; position < to; position++) await this.one(q, position, batch);
      this.parts.progress(to);
    }
    return this.frontier;
  }

  private async read(q: Reader, from: number, to: number): Promise<Batch> {
    const { county, entries } = this.parts;
    const range = { from, limit: to - from };
    const inRange = <R extends { position: number }>(rows: R[]) =>
      new Map(rows.filter(row => row.position < to).map(row => [row.position, row]));
    return {
      entries: inRange(await entries.entries(q, county, range)),
      payloads: inRange(await entries.payloads(q, county, range)),
      nodes: await entries.nodes(q, county, nodesBornIn(from, to)),
    };
  }

  private async one(q: Reader, position: number, batch: Batch): Promise<void> {
    const hash = await this.leaf(q, position, batch);
    await this.payload(q, position, batch);
    const grown = append(sha256, this.frontier, hash);
    this.frontier = grown.frontier;
    for (const node of grown.newNodes) {
      const stored = batch.nodes.get(`${node.level}/${node.index}`);
      if (node.level > 0) this.node(node, stored);
    }
    await this.parts.passed(position + 1, () => rootOf(sha256, this.frontier));
  }

  private node({ level, index, hash }: NodeId & { hash: Uint8Array }, stored: Buffer | undefined): void {
    const { findings } = this.parts;
    const where = `node ${level}/${index}`;
    if (!stored) return findings.fault('node.missing', where, { expected: toHex(hash) });
    findings.expect(sameBytes(stored, hash), 'node.altered', { where, expected: toHex(hash), found: toHex(stored) });
  }

  /** The hash to go on with. */
  private async leaf(q: Reader, position: number, batch: Batch): Promise<Uint8Array> {
    const { findings } = this.parts;
    const where = `#${position}`;
    const row = batch.entries.get(position);
    const stored = batch.nodes.get(`0/${position}`);
    if (!row) {
      this.damaged.add(position);
      findings.fault('entry.missing', where, { expected: stored ? toHex(stored) : null });
      return stored ?? new Uint8Array(HASH_BYTES);
    }
    const hash = leafHash(sha256, row.leaf);
    if (!stored) findings.fault('node.missing', `node 0/${position}`, { expected: toHex(hash) });
    if (!stored || sameBytes(stored, hash)) {
      this.row(row, hash);
      return hash;
    }
    if (fitsAbove(hash, { position, nodes: batch.nodes })) {
      findings.fault('node.altered', `node 0/${position}`, { expected: toHex(hash), found: toHex(stored) });
      return hash;
    }
    this.damaged.add(position);
    await this.strange(q, position, { expected: stored, found: hash });
    return stored;
  }

  private row(row: EntryRow, hash: Uint8Array): void {
    const { findings } = this.parts;
    const where = `#${row.position}`;
    const sound = { where, expected: toHex(hash), found: toHex(row.leaf_hash) };
    findings.expect(sameBytes(row.leaf_hash, hash), 'entry.hash-altered', sound);
    const leaf = readLeaf(row.leaf);
    if (!leaf) {
      this.damaged.add(row.position);
      return findings.fault('entry.leaf-malformed', where);
    }
    const told = ({ kind, subject, received_at, actor_unit }: typeof leaf | EntryRow) =>
      `${kind} ${subject} ${received_at} ${actor_unit}`;
    const agrees = rowAgrees(leaf, row);
    if (!agrees) this.damaged.add(row.position);
    findings.expect(agrees, 'entry.row-differs', { where, expected: told(leaf), found: told(row) });
  }

  private async strange(
    q: Reader,
    position: number,
    { expected, found }: { expected: Uint8Array; found: Uint8Array },
  ): Promise<void> {
    const { findings, rows, county } = this.parts;
    const home = await rows.leafAt(q, county, found);
    if (home === null) {
      findings.fault('entry.leaf-altered', `#${position}`, { expected: toHex(expected), found: toHex(found) });
    } else {
      findings.fault('entry.out-of-place', `#${position}`, { expected: toHex(expected), found: `#${home}` });
    }
  }

  private async payload(q: Reader, position: number, batch: Batch): Promise<void> {
    const { findings, erasures } = this.parts;
    const where = `#${position}`;
    const row = batch.entries.get(position);
    const payload = batch.payloads.get(position);
    if (!payload) {
      if (row && !(await erasures.isErased(q, row))) {
        this.damaged.add(position);
        findings.fault('payload.missing', where);
      }
      return;
    }
    const leaf = row && !this.damaged.has(position) ? readLeaf(row.leaf) : null;
    if (!leaf) return;
    const back = erasures.wasErased(row!);
    const fits = payloadFits(leaf, payload);
    if (back || !fits) this.damaged.add(position);
    if (back) findings.fault('payload.erased-but-there', where);
    else findings.expect(fits, 'payload.altered', { where, expected: leaf.sha256 });
  }
}

/** Whether a leaf hash, with its stored sibling, gives the stored node above. */
function fitsAbove(hash: Uint8Array, { position, nodes }: { position: number; nodes: Batch['nodes'] }): boolean {
  const sibling = nodes.get(`0/${position ^ 1}`);
  const above = nodes.get(`1/${position >> 1}`);
  if (!sibling || !above) return false;
  const made = position % 2 === 0 ? nodeHash(sha256, hash, sibling) : nodeHash(sha256, sibling, hash);
  return sameBytes(made, above);
}

/** The full nodes that came into being with the leaves `from` to `to - 1`. */
function nodesBornIn(from: number, to: number): NodeId[] {
  const ids: NodeId[] = [];
  for (let position = from; position < to; position++) {
    ids.push({ level: 0, index: BigInt(position) });
    for (let level = 1, index = position; index % 2 === 1; level++) {
      index = (index - 1) / 2;
      ids.push({ level, index: BigInt(index) });
    }
  }
  return ids;
}
