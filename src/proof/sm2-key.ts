// The optional second signature on a checkpoint: SM2 over the same text, for readers who must rely on national algorithms.
// Off until a key is made (`keys sm2`). Whoever knows no SM2 key passes the line over, as C2SP asks.
import { fromBase64, toBase64 } from '../domain/merkle/encoding';
import type { NoteSignature } from '../domain/merkle/note';
import type { VerifierKey } from '../domain/merkle/note-key';
import { signNoteSm2, sm2KeyPair, sm2VerifierKey } from '../platform/signatures';
import { logKeyRefusal } from './log-keys';

export interface Sm2Key {
  key: VerifierKey;
  /** 32 bytes. */
  privateKey: Uint8Array;
  /** 65 bytes, uncompressed. */
  point: Uint8Array;
}

/** A fresh key; its name is the log's origin. */
export function makeSm2Key(origin: string): Sm2Key {
  const pair = sm2KeyPair();
  return { ...pair, key: sm2VerifierKey(origin, pair.point) };
}

export function printSm2File({ key, privateKey, point }: Sm2Key): string {
  const kept = { v: 1, name: key.name, privateKey: toBase64(privateKey), point: toBase64(point) };
  return `${JSON.stringify(kept, null, 2)}\n`;
}

/** @throws Refusal log-key.malformed, which never repeats what the file holds */
export function parseSm2File(text: string, file: string): Sm2Key {
  try {
    const kept = JSON.parse(text) as { v: number; name: string; privateKey: string; point: string };
    const [privateKey, point] = [fromBase64(kept.privateKey), fromBase64(kept.point)];
    if (kept.v === 1 && privateKey?.length === 32 && point?.length === 65) {
      return { key: sm2VerifierKey(kept.name, point), privateKey, point };
    }
  } catch {
    // Told below: the reason could carry a part of a secret.
  }
  throw logKeyRefusal('log-key.malformed', { figures: { file } });
}

export const sm2Line = (text: string, { key, privateKey }: Sm2Key): NoteSignature => signNoteSm2(text, key, privateKey);
