// Asking a witness for its cosignature (C2SP tlog-witness) and an authority for its token (RFC 3161 over HTTP), as the log's
// side of the conversation. What they answer is judged elsewhere.
import { parseU64 } from '../domain/merkle/checkpoint';
import { printAddCheckpoint } from '../domain/merkle/witness-request';

/** Milliseconds: a witness that takes longer is asked again in a later round. */
const PATIENCE_MS = 3_000;
const MAX_ANSWER = 64 * 1024;

export interface AskedWitness {
  url: string;
  /** The size it is believed to know. */
  old: number;
  size: number;
  /** The signed note. */
  checkpoint: string;
  /** From a size to the checkpoint's. */
  consistency(from: number): Promise<Uint8Array[]>;
  /** Aborted when the process ends. */
  stop: AbortSignal;
}

export type WitnessReply =
  | { kind: 'cosigned'; lines: string }
  /** It knows another size than believed. */
  | { kind: 'knows'; size: number }
  | { kind: 'refused'; status: number; text: string };

/** One request. @throws Error when the witness cannot be reached or does not answer in time */
export async function askWitness({
  url,
  old,
  size,
  checkpoint,
  consistency,
  stop,
}: AskedWitness): Promise<WitnessReply> {
  const proof = old === 0 || old === size ? [] : await consistency(old);
  const { status, text } = await exchange(`${url}/add-checkpoint`, {
    type: 'text/plain; charset=utf-8',
    body: printAddCheckpoint({ old: BigInt(old), proof, checkpoint }),
    stop,
  });
  const answer = Buffer.from(text).toString('utf8');
  if (status === 200) return { kind: 'cosigned', lines: answer };
  const known = status === 409 ? parseU64(answer.trim()) : null;
  if (known !== null && known <= BigInt(Number.MAX_SAFE_INTEGER)) return { kind: 'knows', size: Number(known) };
  return { kind: 'refused', status, text: answer.slice(0, 200).trim() };
}

/** The DER answer of a time-stamp authority to a DER request (RFC 3161 section 3.4). @throws Error */
export async function askAuthority(url: string, request: Uint8Array, stop: AbortSignal): Promise<Uint8Array> {
  const { status, text } = await exchange(url, { type: 'application/timestamp-query', body: request, stop });
  if (status !== 200) throw new Error(`the time-stamp authority answered ${status}`);
  return text;
}

async function exchange(
  url: string,
  { type, body, stop }: { type: string; body: string | Uint8Array; stop: AbortSignal },
): Promise<{ status: number; text: Uint8Array }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': type },
    body: typeof body === 'string' ? body : new Uint8Array(body),
    redirect: 'error',
    signal: AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), stop]),
  });
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    chunks.push(part.value);
    length += part.value.length;
    if (length <= MAX_ANSWER) continue;
    await reader?.cancel();
    throw new Error(`the answer of ${url} is longer than ${MAX_ANSWER} bytes`);
  }
  return { status: response.status, text: new Uint8Array(Buffer.concat(chunks)) };
}
