// C2SP tlog-cosignature, type 0x04: a witness states that at a certain second this was the largest consistent tree it
// had seen of this origin. It is the one kind of time in the log that the log itself cannot make.
import { utf8 } from '../canonical';
import { refusals } from '../errors';
import { Instant } from '../period';
import { concatBytes } from './encoding';
import { NoteSignature, NoteVerifier } from './note';
import { ED25519_SIGNATURE_BYTES, NoteCrypto, Sign, VerifierKey } from './note-key';

export const cosignatureRefusal = refusals({
  'cosignature.malformed': {
    kind: 'invalid',
    zh: '联署不合格式：应为 72 字节，时间不晚于 9999 年；收到 {got}。',
    en: 'the cosignature is malformed: it must be 72 bytes with a time before the year 10000, got {got}.',
  },
});

const TIME_BYTES = 8;
/** 9999-12-31T23:59:59Z: what RFC 3339 can still write. C2SP allows up to 2^63 - 1. */
const LAST_SECOND = 253_402_300_799n;

/** What a witness signs: two lines and the whole note text. `seconds` is POSIX time. */
export function cosignedMessage(seconds: bigint, text: string): Uint8Array {
  return utf8(`cosignature/v1\ntime ${seconds}\n${text}`);
}

/**
 * A witness's line on a note text at a POSIX second.
 * @throws Refusal cosignature.malformed for a time that cannot be written
 */
export function cosign(text: string, seconds: bigint, { key, sign }: { key: VerifierKey; sign: Sign }): NoteSignature {
  if (seconds < 0n || seconds > LAST_SECOND) throw malformed(`${seconds}`);
  const signature = new Uint8Array(TIME_BYTES + ED25519_SIGNATURE_BYTES);
  new DataView(signature.buffer).setBigUint64(0, seconds);
  signature.set(sign(cosignedMessage(seconds, text)), TIME_BYTES);
  return { name: key.name, keyId: key.keyId, signature };
}

/** POSIX seconds stated by a cosignature. @throws Refusal cosignature.malformed */
export function cosignedAt({ signature }: NoteSignature): bigint {
  const seconds = secondsOf(signature);
  if (seconds === null) throw malformed(`${signature.length} bytes`);
  return seconds;
}

/** The same as an instant: `2026-03-02T01:00:00.000Z`. @throws Refusal cosignature.malformed */
export function cosignedInstant(signature: NoteSignature): Instant {
  return new Date(Number(cosignedAt(signature)) * 1000).toISOString();
}

/** Verifies signatures of type 0x04. */
export function cosignatureVerifier(key: VerifierKey, crypto: NoteCrypto): NoteVerifier {
  const verify: NoteVerifier['verify'] = (message, signature) => {
    const seconds = secondsOf(signature);
    if (seconds === null) return false;
    const cosigned = concatBytes(cosignedMessage(seconds, ''), message);
    return crypto.ed25519(key.publicKey, cosigned, signature.subarray(TIME_BYTES));
  };
  return { name: key.name, keyId: key.keyId, verify };
}

function secondsOf(signature: Uint8Array): bigint | null {
  if (signature.length !== TIME_BYTES + ED25519_SIGNATURE_BYTES) return null;
  const seconds = new DataView(signature.buffer, signature.byteOffset, TIME_BYTES).getBigUint64(0);
  return seconds <= LAST_SECOND ? seconds : null;
}

function malformed(got: string) {
  return cosignatureRefusal('cosignature.malformed', { figures: { got } });
}
