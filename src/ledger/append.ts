// Puts a transaction's entries at the end of the county's log: one lock on the head row, one statement for the rest.
import { refusals } from '../domain/errors';
import { digestInput, leafBytes, SALT_BYTES } from '../domain/merkle/encoding';
import { append, EMPTY_FRONTIER, leafHash, rootOf, type Frontier, type TreeNode } from '../domain/merkle/tree';
import { sha256, sha256Hex, sm3Hex } from '../platform/digests';
import type { Instant } from '../domain/period';
import type { Entry, Writer } from './door';

export const appendRefusal = refusals({
  'ledger.clock-behind': {
    kind: 'unavailable',
    zh: '系统时钟（{now}）早于账本最后一条的时间（{last}），拒绝写入',
    en: 'the clock ({now}) is behind the last ledger entry ({last}); nothing was written',
  },
});

/** Where a write stands in the county's log; enough to ask for its inclusion proof. */
export interface Receipt {
  county: string;
  position: number;
  kind: string;
  leafHash: string;
  receivedAt: Instant;
}

// Transactions overlap, so their times may cross by the length of a transaction; more means that the clock went back.
const CLOCK_TOLERANCE_MS = 60_000;

interface Head {
  size: number;
  frontier: Buffer[];
  last_received_at: Instant | null;
}

interface Leaf {
  entry: Entry;
  salt: Buffer;
  payload: Uint8Array;
  leaf: Uint8Array;
  hash: Uint8Array;
}

/**
 * Appends the writer's entries. `salts` are 16 random bytes each, one an entry, made outside so that this stays a
 * function of its arguments.
 */
export async function appendEntries(tx: Writer, salts: readonly Buffer[]): Promise<Receipt[]> {
  const head = await lockHead(tx);
  refuseClockBehind(tx, head);
  const leaves = tx.entries.map((entry, at) => leafOf(tx, entry, salts[at]!));
  let frontier: Frontier = { size: BigInt(head.size), hashes: head.frontier };
  const nodes: TreeNode[] = [];
  for (const leaf of leaves) {
    const grown = append(sha256, frontier, leaf.hash);
    frontier = grown.frontier;
    nodes.push(...grown.newNodes);
  }
  await store(tx, { head, leaves, nodes, frontier });
  return leaves.map((leaf, at) => ({
    county: tx.county,
    position: head.size + at,
    kind: leaf.entry.kind,
    leafHash: Buffer.from(leaf.hash).toString('hex'),
    receivedAt: tx.now,
  }));
}

async function lockHead(tx: Writer): Promise<Head> {
  const select = 'select size, frontier, last_received_at from ledger_head where county = $1 for update';
  const [head] = await tx.sql<Head>(select, [tx.county]);
  if (head) return head;
  // The first writers of a county race for its head row: one inserts it, the others wait and then find it.
  await tx.sql('insert into ledger_head (county, size, root, frontier) values ($1, 0, $2, $3) on conflict do nothing', [
    tx.county,
    rootOf(sha256, EMPTY_FRONTIER),
    [],
  ]);
  return (await tx.sql<Head>(select, [tx.county]))[0]!;
}

function refuseClockBehind(tx: Writer, head: Head): void {
  const last = head.last_received_at;
  if (last === null || Date.parse(tx.now) + CLOCK_TOLERANCE_MS >= Date.parse(last)) return;
  throw appendRefusal('ledger.clock-behind', { figures: { now: tx.now, last } });
}

function leafOf(tx: Writer, entry: Entry, salt: Buffer): Leaf {
  const salted = digestInput(salt, entry.payload);
  const leaf = leafBytes({
    actor_unit: tx.scope.organisationId ?? 'system',
    kind: entry.kind,
    received_at: tx.now,
    sha256: sha256Hex(salted),
    sm3: sm3Hex(salted),
    subject: entry.subject,
    v: 1,
  });
  return { entry, salt, payload: salted.subarray(SALT_BYTES), leaf, hash: leafHash(sha256, leaf) };
}

const STORE = `
  with new_entry as (
    insert into ledger_entry (county, position, kind, subject, received_at, actor_unit, leaf, leaf_hash)
    select $1, x.position, x.kind, x.subject, $2, $3, x.leaf, x.leaf_hash
    from unnest($4::bigint[], $5::text[], $6::text[], $7::bytea[], $8::bytea[]) as x (position, kind, subject, leaf, leaf_hash)
  ), new_payload as (
    insert into ledger_payload (county, position, actor_account, salt, payload)
    select $1, x.position, $9, x.salt, x.payload
    from unnest($4::bigint[], $10::bytea[], $11::bytea[]) as x (position, salt, payload)
  ), new_node as (
    insert into ledger_node (county, level, index, hash)
    select $1, x.level, x.index, x.hash from unnest($12::smallint[], $13::bigint[], $14::bytea[]) as x (level, index, hash)
  )
  update ledger_head set size = $15, root = $16, frontier = $17, last_received_at = greatest(last_received_at, $2)
  where county = $1`;

async function store(
  tx: Writer,
  grown: { head: Head; leaves: Leaf[]; nodes: TreeNode[]; frontier: Frontier },
): Promise<void> {
  const { head, leaves, nodes, frontier } = grown;
  await tx.sql(STORE, [
    tx.county,
    tx.now,
    tx.scope.organisationId ?? 'system',
    leaves.map((_, at) => head.size + at),
    leaves.map(leaf => leaf.entry.kind),
    leaves.map(leaf => leaf.entry.subject),
    leaves.map(leaf => bytes(leaf.leaf)),
    leaves.map(leaf => bytes(leaf.hash)),
    tx.scope.accountId ?? null,
    leaves.map(leaf => leaf.salt),
    leaves.map(leaf => bytes(leaf.payload)),
    nodes.map(node => node.level),
    nodes.map(node => node.index.toString()),
    nodes.map(node => bytes(node.hash)),
    frontier.size.toString(),
    bytes(rootOf(sha256, frontier)),
    frontier.hashes.map(bytes),
  ]);
}

/** pg writes a Buffer as bytea but a bare Uint8Array inside an array as text. */
const bytes = (value: Uint8Array): Buffer => Buffer.from(value);
