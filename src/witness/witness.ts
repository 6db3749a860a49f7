// A witness (C2SP tlog-witness): cosigns a log's checkpoint when it is consistent with the last one it signed for that log.
// It keeps no log, trusts no log, and knows nothing but sizes and roots; a second custodian of time and order.
import { Refusal } from '../domain/errors';
import { parseCheckpoint, type Checkpoint } from '../domain/merkle/checkpoint';
import { cosign } from '../domain/merkle/cosignature';
import { ed25519Verifier, type Sign, type VerifierKey } from '../domain/merkle/note-key';
import { openNote, parseNote, printSignature } from '../domain/merkle/note';
import { verifyConsistency } from '../domain/merkle/proof';
import { parseAddCheckpoint, type AddCheckpoint } from '../domain/merkle/witness-request';
import { sha256 } from '../platform/digests';
import { noteCrypto } from '../platform/signatures';
import type { Remembered, WitnessStore } from './witness-store';

export interface WitnessAnswer {
  status: 200 | 400 | 403 | 404 | 409 | 422;
  type: 'text/plain; charset=utf-8' | 'text/x.tlog.size';
  body: string;
}

export interface WitnessIdentity {
  /** Of type 0x04. */
  key: VerifierKey;
  sign: Sign;
  /** Keys of type 0x01 of the logs it watches; a log in rotation has two. */
  logs: readonly VerifierKey[];
  store: WitnessStore;
  /** POSIX seconds. */
  now(): bigint;
}

/**
 * Answers one `add-checkpoint`. From the look at the store to its new state nothing is awaited, so that of two inconsistent
 * requests at once one is signed and the other meets it.
 */
export function addCheckpoint(witness: WitnessIdentity, body: string): WitnessAnswer {
  const asked = read(body);
  if ('status' in asked) return asked;
  const { request, checkpoint } = asked;
  const keys = witness.logs.filter(key => key.name === checkpoint.origin);
  if (keys.length === 0) return say(404, `unknown origin ${checkpoint.origin}`);
  if (!isSigned(request.checkpoint, keys)) return say(403, 'no valid signature of this log');
  if (request.old > checkpoint.size) return say(400, 'old is larger than the checkpoint');
  const latest = witness.store.latest(checkpoint.origin);
  const fault = faultOf(request, checkpoint, latest);
  if (fault) return fault;
  witness.store.remember(checkpoint.origin, request.checkpoint);
  const { key, sign } = witness;
  return say(200, printSignature(cosign(parseNote(request.checkpoint).text, witness.now(), { key, sign })));
}

function read(body: string): WitnessAnswer | { request: AddCheckpoint; checkpoint: Checkpoint } {
  try {
    const request = parseAddCheckpoint(body);
    return { request, checkpoint: parseCheckpoint(parseNote(request.checkpoint).text) };
  } catch (error) {
    if (error instanceof Refusal) return say(400, error.words.en);
    throw error;
  }
}

function isSigned(note: string, keys: readonly VerifierKey[]): boolean {
  try {
    return (
      openNote(
        note,
        keys.map(key => ed25519Verifier(key, noteCrypto)),
      ).verified.length > 0
    );
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** Why the checkpoint is not signed, or null when it continues what was signed before. */
function faultOf(
  { old, proof }: AddCheckpoint,
  { size, root }: Checkpoint,
  latest: Remembered | null,
): WitnessAnswer | null {
  const known = latest?.size ?? 0n;
  if (old !== known) return { status: 409, type: 'text/x.tlog.size', body: `${known}\n` };
  if (latest === null || known === 0n) {
    return proof.length === 0 ? null : say(422, 'a first checkpoint has no consistency proof');
  }
  const wrong = verifyConsistency({ hash: sha256, size1: known, size2: size, root1: latest.root, root2: root, proof });
  return wrong && say(422, `${wrong.code}: expected ${wrong.expected}, got ${wrong.got}`);
}

const say = (status: WitnessAnswer['status'], body: string): WitnessAnswer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: body.endsWith('\n') ? body : `${body}\n`,
});
