// The log rebuilt from its rows, as a stranger would: leaves re-hashed, positions counted, payload digests compared and
// the root computed anew. Reads page by page, so that its memory does not grow with the log.
import { leafBytes, sameBytes, toHex, type Leaf } from '../domain/merkle/encoding';
import { append, EMPTY_FRONTIER, leafHash, rootOf, type Frontier } from '../domain/merkle/tree';
import { sha256, sha256Hex, sm3Hex } from '../platform/digests';
import type { EntryRow, HeadRow, PayloadRow } from './ledger.repository';

export interface AuditFault {
  position: number | null;
  zh: string;
  en: string;
}

export interface LedgerAudit {
  size: number;
  /** Hex; of the tree rebuilt from the rows. */
  root: string;
  erased: number;
  faults: AuditFault[];
}

export interface LogRows {
  entries(range: { from: number; limit: number }): Promise<EntryRow[]>;
  payloads(range: { from: number; limit: number }): Promise<PayloadRow[]>;
}

const BATCH = 1_000;
const MOST_FAULTS = 100;

export async function auditLog(head: HeadRow, rows: LogRows): Promise<LedgerAudit> {
  const faults: AuditFault[] = [];
  let frontier: Frontier = EMPTY_FRONTIER;
  let erased = 0;
  for (let from = 0; ; from += BATCH) {
    const range = { from, limit: BATCH };
    const batch = await rows.entries(range);
    const payloads = new Map((await rows.payloads(range)).map(row => [row.position, row]));
    for (const [offset, row] of batch.entries()) {
      const payload = payloads.get(row.position);
      if (!payload) erased++;
      faults.push(...entryFaults(row, { expected: from + offset, payload }));
      frontier = append(sha256, frontier, leafHash(sha256, row.leaf)).frontier;
    }
    if (batch.length < BATCH || faults.length > MOST_FAULTS) break;
  }
  const root = rootOf(sha256, frontier);
  faults.push(...headFaults(head, { size: Number(frontier.size), root }));
  return { size: Number(frontier.size), root: toHex(root), erased, faults: faults.slice(0, MOST_FAULTS) };
}

function entryFaults(
  row: EntryRow,
  { expected, payload }: { expected: number; payload: PayloadRow | undefined },
): AuditFault[] {
  const position = row.position;
  const faults: AuditFault[] = [];
  const fault = (zh: string, en: string) => faults.push({ position, zh, en });
  if (position !== expected) fault(`序号断裂：应为 ${expected}`, `gap in the log: expected position ${expected}`);
  if (!sameBytes(leafHash(sha256, row.leaf), row.leaf_hash))
    fault('叶哈希与叶内容不符', 'leaf hash does not match the leaf');
  const leaf = readLeaf(row.leaf);
  if (!leaf) {
    fault('叶内容不是规范格式', 'the leaf is not in canonical form');
    return faults;
  }
  if (!rowAgrees(leaf, row)) fault('行内容与叶内容不符', 'the row says something else than its leaf');
  if (payload && !payloadFits(leaf, payload))
    fault('载荷与叶中摘要不符', 'the payload does not match the digests in the leaf');
  return faults;
}

export function rowAgrees(leaf: Leaf, row: EntryRow): boolean {
  return (
    leaf.kind === row.kind &&
    leaf.subject === row.subject &&
    leaf.received_at === row.received_at &&
    leaf.actor_unit === row.actor_unit
  );
}

/** What a leaf says, or null when its bytes are not the one canonical form. */
export function readLeaf(bytes: Uint8Array): Leaf | null {
  try {
    const leaf = JSON.parse(Buffer.from(bytes).toString('utf8')) as Leaf;
    return sameBytes(leafBytes(leaf), bytes) ? leaf : null;
  } catch {
    return null;
  }
}

export function payloadFits(leaf: Leaf, { salt, payload }: PayloadRow): boolean {
  const salted = Buffer.concat([salt, payload]);
  return leaf.sha256 === sha256Hex(salted) && leaf.sm3 === sm3Hex(salted);
}

function headFaults(head: HeadRow, rebuilt: { size: number; root: Uint8Array }): AuditFault[] {
  const faults: AuditFault[] = [];
  if (head.size !== rebuilt.size) {
    faults.push({
      position: null,
      zh: `账本头记 ${head.size} 条，实有 ${rebuilt.size} 条`,
      en: `the head says ${head.size} entries, there are ${rebuilt.size}`,
    });
  }
  if (!sameBytes(head.root, rebuilt.root)) {
    faults.push({
      position: null,
      zh: `账本头的根 ${toHex(head.root)} 与重算的根 ${toHex(rebuilt.root)} 不同`,
      en: `the head's root ${toHex(head.root)} differs from the rebuilt root ${toHex(rebuilt.root)}`,
    });
  }
  return faults;
}
