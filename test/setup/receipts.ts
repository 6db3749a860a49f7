// A small log with its keys and witnesses, without database and clock, and the receipts it hands out.
import { utf8 } from '../../src/domain/canonical';
import { printCheckpoint } from '../../src/domain/merkle/checkpoint';
import { cosign } from '../../src/domain/merkle/cosignature';
import { digestInput, leafBytes, type Leaf } from '../../src/domain/merkle/encoding';
import { printNote, type NoteSignature } from '../../src/domain/merkle/note';
import { KEY_TYPE, signNote, verifierKey, type Sign, type VerifierKey } from '../../src/domain/merkle/note-key';
import type { PinnedKeys } from '../../src/domain/merkle/pinned-keys';
import { foldProof, inclusionNodes } from '../../src/domain/merkle/proof';
import { printProofFile } from '../../src/domain/merkle/proof-file';
import { printReceipt } from '../../src/domain/merkle/receipt';
import { append, EMPTY_FRONTIER, leafHash, rootOf, type Frontier } from '../../src/domain/merkle/tree';
import { sha256, sha256Hex, sm3Hex } from '../../src/platform/digests';
import { ed25519PublicKey, ed25519Signer } from '../../src/platform/signatures';

export interface Keyed {
  key: VerifierKey;
  sign: Sign;
}

/** A key pair from a number, so that runs are alike. */
export function keyed(name: string, seed: number, type: number = KEY_TYPE.ed25519): Keyed {
  const bytes = sha256(Buffer.from(`test key ${seed}`));
  return { key: verifierKey({ name, type, publicKey: ed25519PublicKey(bytes) }, sha256), sign: ed25519Signer(bytes) };
}

export const witnessKeyed = (name: string, seed: number): Keyed => keyed(name, seed, KEY_TYPE.cosignature);

export interface TestLog {
  origin: string;
  leaves: { leaf: Uint8Array; salt: Uint8Array; payload: Uint8Array }[];
  /** the checkpoint's three lines at a size */
  text(size: number): string;
  proof(index: number, size: number): Uint8Array[];
}

/** A log of `size` sealed records under `origin`. */
export function makeLog(origin: string, size: number): TestLog {
  const leaves = Array.from({ length: size }, (_, at) => makeLeaf(origin, at));
  const nodes = new Map<string, Uint8Array>();
  const roots = [rootOf(sha256, EMPTY_FRONTIER)];
  let frontier: Frontier = EMPTY_FRONTIER;
  for (const { leaf } of leaves) {
    const grown = append(sha256, frontier, leafHash(sha256, leaf));
    frontier = grown.frontier;
    for (const { level, index, hash } of grown.newNodes) nodes.set(`${level}/${index}`, hash);
    roots.push(rootOf(sha256, frontier));
  }
  return {
    origin,
    leaves,
    text: at => printCheckpoint({ origin, size: BigInt(at), root: roots[at]! }),
    proof: (index, at) =>
      foldProof(sha256, inclusionNodes(BigInt(index), BigInt(at)), node => nodes.get(`${node.level}/${node.index}`)),
  };
}

function makeLeaf(origin: string, at: number): TestLog['leaves'][number] {
  const salt = sha256(utf8(`${origin} salt ${at}`)).slice(0, 16);
  const salted = digestInput(salt, { digest: sha256Hex(utf8(`${at}`)), pilot: `SD-513221-2026-${at}`, 标题: at });
  const leaf: Leaf = {
    actor_unit: '0195f0c2-7b1a-7cc3-9d10-5a1b2c3d4e5f',
    kind: 'exemption.sealed',
    received_at: new Date(Date.UTC(2026, 2, 2, 1) + at * 60_000).toISOString(),
    sha256: sha256Hex(salted),
    sm3: sm3Hex(salted),
    subject: `BA-513221-2026-${at}`,
    v: 1,
  };
  return { leaf: leafBytes(leaf), salt, payload: salted.slice(16) };
}

export interface ReceiptWish {
  index: number;
  size: number;
  logs: readonly Keyed[];
  /** witnesses with the POSIX second at which each cosigns */
  witnesses?: readonly (readonly [Keyed, bigint])[];
  tokens?: readonly Uint8Array[];
  chains?: readonly string[];
  erased?: boolean;
}

/** The text of receipt.json. */
export function makeReceipt(log: TestLog, wish: ReceiptWish): string {
  const text = log.text(wish.size);
  const signatures: NoteSignature[] = [
    ...wish.logs.map(({ key, sign }) => signNote(text, key, sign)),
    ...(wish.witnesses ?? []).map(([witness, seconds]) => cosign(text, seconds, witness)),
  ];
  const { leaf, salt, payload } = log.leaves[wish.index]!;
  const proof = printProofFile({
    leaf,
    index: BigInt(wish.index),
    proof: log.proof(wish.index, wish.size),
    checkpoint: printNote({ text, signatures }),
  });
  const content = wish.erased ? null : { salt, payload };
  return printReceipt({ proof, content, tokens: wish.tokens ?? [], chains: wish.chains ?? [] });
}

export function pinned(parts: {
  logs: Keyed[];
  witnesses?: Keyed[];
  quorum?: number;
  authorities?: string[];
}): PinnedKeys {
  const { logs, witnesses = [], quorum = 1, authorities = [] } = parts;
  return { logs: logs.map(one => one.key), witnesses: witnesses.map(one => one.key), quorum, authorities };
}
