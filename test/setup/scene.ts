// The scene of an attack: a log with key, witness and authority that was honestly anchored twice, an outsider who pinned its
// keys then, and everything an attacker may lay hands on.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../src/domain/canonical';
import { printCheckpoint } from '../../src/domain/merkle/checkpoint';
import { leafBytes, sameBytes, type Leaf } from '../../src/domain/merkle/encoding';
import type { VerifierKey } from '../../src/domain/merkle/note-key';
import { parsePinnedKeys, type PinnedKeys } from '../../src/domain/merkle/pinned-keys';
import { parseReceipt } from '../../src/domain/merkle/receipt';
import { verdictLine, verifyReceipt } from '../../src/domain/merkle/receipt-verdict';
import { append, EMPTY_FRONTIER, leafHash, rootOf, type Frontier, type TreeNode } from '../../src/domain/merkle/tree';
import type { Config } from '../../src/platform/config';
import { sha256, sha256Hex, sm3Hex } from '../../src/platform/digests';
import { CONFIG } from '../../src/platform/platform.module';
import { ANCHOR_SETTINGS } from '../../src/proof/anchoring.service';
import type { AnchorSettings } from '../../src/proof/anchors-file';
import { AskingService } from '../../src/proof/asking.service';
import { signCheckpoint, type LogKey } from '../../src/proof/log-keys';
import { LogKeysService } from '../../src/proof/log-keys.service';
import { PinnedKeysService } from '../../src/proof/pinned-keys.service';
import { ReceiptsService } from '../../src/proof/receipts.service';
import { logScope, SigningService, type Standing } from '../../src/proof/signing.service';
import { runWitness, turnTo, witnessSetting, type RunningAuthority, type RunningWitness } from './outsiders';
import { asAttacker, copyTables, LOG_TABLES, receiptCrypto, restoreTables } from './proofs';
import { COUNTY, openAgain, openWorld, type World } from './world';

/** The day of every attack; what was anchored honestly was anchored before. */
export const ATTACK_DAY = '2026-06-09T01:00:00.000Z';

export interface Row {
  position: number;
  leaf: Leaf;
  salt: Buffer;
  payload: Buffer;
}

export interface Scene {
  world: World;
  witness: RunningWitness;
  authority: RunningAuthority;
  keys: LogKey[];
  /** As the outsider pinned them before the attack. */
  pinned: PinnedKeys;
  /** Of entries anchored with the first checkpoint, and of one that came after. */
  early: number[];
  late: number;
  /** The signed notes of the two checkpoints. */
  notes: [first: string, second: string];
  /** Puts the database back to the state of the first checkpoint, as a superuser. */
  restore(): Promise<void>;
  /** Statements past every trigger and right. */
  sql(...statements: string[]): Promise<void>;
  write(subject: string): Promise<number>;
  sign(): Promise<Standing>;
  /** Asks the witness; whether it contradicts the log. */
  ask(): Promise<string>;
  receipt(position: number): Promise<string>;
  rows(): Promise<Row[]>;
  /** Writes the whole log anew out of these rows, in their order, as if it had always been so. The new root. */
  rewrite(rows: Row[]): Promise<Uint8Array>;
  /** A signed note of the log, by its real key. */
  note(size: number, root: Uint8Array): string;
  /** Shows a note to the witness as a log would. */
  show(old: number, note: string, proof?: string[]): Promise<string>;
  /** Puts log and published folder back as they were when the scene opened; other traces stay. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Everything up to the day of the attack, played once: each scene begins as a copy of it. */
export interface StagedScene {
  /** At rest. */
  world: World;
  authority: RunningAuthority;
  early: number[];
  late: number;
  notes: [first: string, second: string];
  /** Schemas with the tables of the first checkpoint and of the second. */
  backup: string;
  untouched: string;
}

export async function stageScene(authority: RunningAuthority): Promise<StagedScene> {
  const world = await openWorld();
  const { key } = world.app.get(LogKeysService).create(COUNTY);
  const witness = await watchedBy(world, [key]);
  const hands = handsOf(world, witness, world.app.get(LogKeysService).of(COUNTY));
  const early: number[] = [];
  for (let at = 0; at < 4; at++) early.push(await hands.write(`early-${at}`));
  const first = await anchored(hands, world);
  const backup = await copyTables(world);
  world.clock.step('2026-03-03T01:00:00.000Z');
  const late = await hands.write('late');
  await hands.write('later');
  const second = await anchored(hands, world);
  const untouched = await copyTables(world);
  await witness.close();
  await world.rest();
  return { world, authority, early, late, notes: [first, second], backup, untouched };
}

export async function openScene({ world: played, backup, untouched, ...staged }: StagedScene): Promise<Scene> {
  const world = await openAgain(played, ATTACK_DAY);
  const keys = world.app.get(LogKeysService).of(COUNTY);
  const [log] = keys.map(({ key }) => key);
  const witness = await watchedBy(world, [log!]);
  witness.identity.store.remember(log!.name, staged.notes[1]);
  const hands = handsOf(world, witness, keys);
  const pinned = parsePinnedKeys(world.app.get(PinnedKeysService).of(COUNTY), sha256);
  const close = async () => {
    await world.close();
    await witness.close();
  };
  const restore = () => restoreTables(world, backup);
  const { publishedDir } = world.app.get<Config>(CONFIG);
  const reset = async () => {
    await restoreTables(world, untouched);
    rmSync(publishedDir, { recursive: true, force: true });
    cpSync(played.app.get<Config>(CONFIG).publishedDir, publishedDir, { recursive: true });
  };
  return { ...staged, world, witness, keys, pinned, restore, ...hands, reset, close };
}

/** One witness, whose word is enough, by the world's clock. */
async function watchedBy(world: World, logs: VerifierKey[]): Promise<RunningWitness> {
  const witness = await runWitness('w.test/city', 1, logs);
  witness.identity.now = () => BigInt(Math.floor(Date.parse(world.clock.now()) / 1000));
  turnTo(world, { witnesses: [witnessSetting(witness)], quorum: 1, authorities: [] });
  return witness;
}

/** Of the registry, what every attack on it begins with and ends in. */
const TRACED = [...LOG_TABLES, 'erasure', 'pilot', 'exemption'];

/**
 * All that an attack leaves behind, wherever it shows: a scene whose trace is unchanged is as good as new. Questions to the
 * witness count, which both sides remember; the log's other services look anew each time.
 */
export async function traceOf({ world, witness }: Scene): Promise<string> {
  const { publishedDir } = world.app.get<Config>(CONFIG);
  const { rows } = await world.superuser.query<{ rows: string }>(
    [
      ...TRACED.map(table => `select coalesce(string_agg(t::text, ' ' order by t::text), '') as rows from ${table} t`),
      "select string_agg(conname, ' ' order by conname) from pg_constraint",
      "select string_agg(tgname || tgenabled::text, ' ' order by tgname, tgenabled) from pg_trigger",
    ].join(' union all '),
  );
  const entries = existsSync(publishedDir) ? readdirSync(publishedDir, { recursive: true, withFileTypes: true }) : [];
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  const trusted = world.app.get<AnchorSettings>(ANCHOR_SETTINGS).witnesses.map(({ url }) => url === witness.url);
  return JSON.stringify([rows, files, witness.asked(), trusted]);
}

async function anchored(hands: Pick<Scene, 'sign' | 'ask'>, world: World): Promise<string> {
  expect(await hands.sign()).toMatchObject({ state: 'signed' });
  expect(await hands.ask()).toBe('settled');
  const { rows } = await world.superuser.query<{ note: string }>(
    'select note from checkpoint where county = $1 order by size desc limit 1',
    [COUNTY],
  );
  return rows[0]!.note;
}

type Hands = Pick<Scene, 'sql' | 'write' | 'sign' | 'ask' | 'receipt' | 'rows' | 'rewrite' | 'note' | 'show'>;

function handsOf(world: World, witness: RunningWitness, keys: LogKey[]): Hands {
  return {
    sql: (...statements) => asAttacker(world, statements),
    write: async subject => {
      const writing = world.journal.write(world.actor('sponsor'), async tx =>
        tx.record('test.noted', subject, { subject }),
      );
      return (await writing).receipts[0]!.position;
    },
    sign: () => world.app.get(SigningService).sign(COUNTY),
    ask: async () => {
      const asked = await world.app.get(AskingService).ask(COUNTY);
      const { text } = await fetch(`${await world.app.getUrl()}/metrics`).then(async r => ({ text: await r.text() }));
      return /^ledger_witness_contradicts\{.*\} 1$/m.test(text) ? 'contradicts' : asked;
    },
    receipt: async position => {
      const receipts = world.app.get(ReceiptsService);
      return (await world.journal.read(logScope(COUNTY), q => receipts.receiptOf(q, COUNTY, position))).text;
    },
    rows: () => rowsOf(world),
    rewrite: rows => rewrite(world, rows),
    note: (size, root) =>
      signCheckpoint(printCheckpoint({ origin: keys[0]!.key.name, size: BigInt(size), root }), keys),
    show: async (old, note, proof = []) => {
      const body = `old ${old}\n${proof.map(line => `${line}\n`).join('')}\n${note}`;
      const response = await fetch(`${witness.url}/add-checkpoint`, { method: 'POST', body });
      return `${response.status} ${await response.text()}`;
    },
  };
}

async function rowsOf(world: World): Promise<Row[]> {
  const { rows } = await world.superuser.query<{ position: string; leaf: Buffer; salt: Buffer; payload: Buffer }>(
    `select position, leaf, salt, payload from ledger_entry join ledger_payload using (county, position)
     where county = $1 order by position`,
    [COUNTY],
  );
  return rows.map(({ position, leaf, ...content }) => ({
    position: Number(position),
    leaf: JSON.parse(leaf.toString()) as Leaf,
    ...content,
  }));
}

/** The leaf with the digests of another payload. */
export function committing(row: Row, payload: object): Row {
  const bytes = Buffer.from(canonicalJson(payload));
  const salted = Buffer.concat([row.salt, bytes]);
  return { ...row, payload: bytes, leaf: { ...row.leaf, sha256: sha256Hex(salted), sm3: sm3Hex(salted) } };
}

async function rewrite(world: World, rows: Row[]): Promise<Uint8Array> {
  const db = world.superuser;
  const nodes: TreeNode[] = [];
  let frontier: Frontier = EMPTY_FRONTIER;
  await db.query('begin; set local session_replication_role = replica');
  for (const table of ['ledger_node', 'ledger_payload', 'ledger_entry']) {
    await db.query(`delete from ${table} where county = $1`, [COUNTY]);
  }
  for (const [position, { leaf, salt, payload }] of rows.entries()) {
    const bytes = Buffer.from(leafBytes(leaf));
    const hash = leafHash(sha256, bytes);
    await db.query('insert into ledger_entry values ($1, $2, $3, $4, $5, $6, $7, $8)', [
      ...[COUNTY, position, leaf.kind, leaf.subject, leaf.received_at, leaf.actor_unit],
      ...[bytes, Buffer.from(hash)],
    ]);
    await db.query('insert into ledger_payload (county, position, salt, payload) values ($1, $2, $3, $4)', [
      ...[COUNTY, position, salt, payload],
    ]);
    const grown = append(sha256, frontier, hash);
    frontier = grown.frontier;
    nodes.push(...grown.newNodes);
  }
  for (const { level, index, hash } of nodes) {
    await db.query('insert into ledger_node values ($1, $2, $3, $4)', [
      COUNTY,
      level,
      index.toString(),
      Buffer.from(hash),
    ]);
  }
  const root = rootOf(sha256, frontier);
  const hashes = frontier.hashes.map(hash => Buffer.from(hash));
  await db.query('update ledger_head set size = $2, root = $3, frontier = $4 where county = $1', [
    ...[COUNTY, rows.length, Buffer.from(root), hashes],
  ]);
  await db.query('commit');
  return root;
}

/** What every honest entry said, for the outsider who wants to know whether a proof is a proof of that. */
export type Truth = Map<number, Row>;
export const truthOf = async (scene: Scene): Promise<Truth> =>
  new Map((await scene.rows()).map(row => [row.position, row]));

/** Most attacks change one receipt of ten: a verdict depends on receipt and keys alone, and one is enough for each. */
const verdicts = new WeakMap<PinnedKeys, Map<string, Promise<string>>>();

export function judged(receipt: string, keys: PinnedKeys): Promise<string> {
  const known = verdicts.get(keys) ?? new Map<string, Promise<string>>();
  verdicts.set(keys, known);
  const verdict = known.get(receipt) ?? verifyReceipt(receipt, keys, receiptCrypto).then(verdictLine);
  known.set(receipt, verdict);
  return verdict;
}

/** Whether a receipt proves, for a time before the attack, something that was not so. */
export async function provesAFalsehood(receipt: string, keys: PinnedKeys, truth: Truth): Promise<boolean> {
  const verdict = await judged(receipt, keys);
  if (!verdict.startsWith('PROVEN BEFORE') || verdict.slice('PROVEN BEFORE '.length) >= ATTACK_DAY) return false;
  const { proof, content } = parseReceipt(receipt);
  const honest = truth.get(Number(proof.index));
  if (!honest || !sameBytes(proof.leaf, leafBytes(honest.leaf))) return true;
  return content !== null && !sameBytes(content.payload, honest.payload);
}
