// Hands of those outside the log: a witness with a key of its own, whoever restores a database, and the offline verifier.
import { createHash } from 'node:crypto';
import { cosign } from '../../src/domain/merkle/cosignature';
import { parseNote, printSignature } from '../../src/domain/merkle/note';
import { KEY_TYPE, verifierKey, type VerifierKey } from '../../src/domain/merkle/note-key';
import type { ReceiptCrypto } from '../../src/domain/merkle/receipt-verdict';
import { sha256, sm3 } from '../../src/platform/digests';
import { ed25519PublicKey, ed25519Signer, noteCrypto } from '../../src/platform/signatures';
import { ANCHOR_SETTINGS } from '../../src/proof/anchoring.service';
import type { AnchorSettings } from '../../src/proof/anchors-file';
import { timestamps } from '../../src/verifier/timestamps-on-demand';
import type { World } from './world';

export interface Witness {
  key: VerifierKey;
  /** Its signature line on a signed note, at an instant. */
  line(note: string, at: string): string;
}

/** The same name gives the same key. */
export function witness(name: string): Witness {
  const seed = createHash('sha256').update(name).digest();
  const key = verifierKey({ name, type: KEY_TYPE.cosignature, publicKey: ed25519PublicKey(seed) }, sha256);
  const sign = ed25519Signer(seed);
  return {
    key,
    line: (note, at) =>
      printSignature(cosign(parseNote(note).text, BigInt(Math.floor(Date.parse(at) / 1000)), { key, sign })),
  };
}

/** As if ANCHORS_FILE had named these. */
export function trust(world: World, witnesses: readonly Witness[], quorum: number): void {
  const settings = world.app.get<AnchorSettings>(ANCHOR_SETTINGS);
  const named = witnesses.map(({ key }) => ({ key, url: 'http://127.0.0.1:1' }));
  Object.assign(settings, { witnesses: named, quorum } satisfies Partial<AnchorSettings>);
}

export const receiptCrypto: ReceiptCrypto = {
  ...noteCrypto,
  sm3,
  token: question => timestamps().verifyTimestamp(question),
};

// In the order in which rows refer to each other.
export const LOG_TABLES = [
  'ledger_head',
  'ledger_entry',
  'ledger_payload',
  'ledger_node',
  'checkpoint',
  'cosignature',
  'timestamp_token',
  'anchor',
];

/** A backup of the log's tables, and the hand that restores it as a superuser: past triggers and rights. */
export async function backUp(world: World): Promise<() => Promise<void>> {
  const name = await copyTables(world);
  return () => restoreTables(world, name);
}

/** Into a schema beside them, whose name is answered. */
export async function copyTables(world: World): Promise<string> {
  const name = `backup_${createHash('sha256').update(String(performance.now())).digest('hex').slice(0, 12)}`;
  const copies = LOG_TABLES.map(table => `create table ${name}.${table} as table public.${table}`);
  await world.superuser.query([`create schema ${name}`, ...copies].join('; '));
  return name;
}

export const restoreTables = (world: World, name: string): Promise<void> =>
  asAttacker(world, [
    ...[...LOG_TABLES].reverse().map(table => `delete from public.${table}`),
    ...LOG_TABLES.map(table => `insert into public.${table} select * from ${name}.${table}`),
  ]);

/** Statements of somebody who holds the database: no trigger, no foreign key and no policy binds him. */
export async function asAttacker(world: World, statements: readonly string[]): Promise<void> {
  await world.superuser.query('begin; set local session_replication_role = replica');
  for (const statement of statements) await world.superuser.query(statement);
  await world.superuser.query('commit');
}
