// Ed25519 (RFC 8032) from Node's own OpenSSL, on raw 32-byte keys as C2SP writes them. The pure floor takes these as
// parameters; the verifier page brings its own, which must agree bit for bit. Beside it SM2 (GB/T 32918.2) through
// sm-crypto, for a second signature line where one is wanted: Node's native SM2 signs plain ECDSA with a fresh key.
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { sm2 } from 'sm-crypto';
import { utf8 } from '../domain/canonical';
import { concatBytes, toHex } from '../domain/merkle/encoding';
import type { NoteSignature, NoteVerifier } from '../domain/merkle/note';
import { KEY_TYPE, verifierKey, type NoteCrypto, type Sign, type VerifierKey } from '../domain/merkle/note-key';
import { sha256 } from './digests';

// RFC 8410: all that DER puts before the 32 bytes of an Ed25519 key.
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
}

/** The 32 public bytes of a 32-byte seed. */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  const der = createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' });
  return new Uint8Array(der.subarray(SPKI_PREFIX.length));
}

/** Signs with a 32-byte seed; 64 bytes each. */
export function ed25519Signer(seed: Uint8Array): Sign {
  const key = privateKeyOf(seed);
  return message => new Uint8Array(sign(null, message, key));
}

/** False for anything but a valid signature, keys that are no point of the curve included. */
export function ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, publicKey]), format: 'der', type: 'spki' });
  return verify(null, message, key, signature);
}

export const noteCrypto: NoteCrypto = { sha256, ed25519: ed25519Verify };

/** C2SP leaves 0xff to types without a number, followed by a name unlikely to collide. */
const SM2_NAME = utf8('sm2-sm3/v1\n');
const SM2_POINT_BYTES = 65;
/** GB/T 32918 and GM/T 0009: the user id where none was agreed on. openssl: `-sigopt distid:1234567812345678`. */
const SM2_USER = '1234567812345678';

/** Fresh keys: 32 private bytes and the 65 bytes of the uncompressed point. */
export function sm2KeyPair(): { privateKey: Uint8Array; point: Uint8Array } {
  const { privateKey, publicKey } = sm2.generateKeyPairHex();
  return { privateKey: bytesOf(privateKey), point: bytesOf(publicKey) };
}

/** A note key of type 0xff; its public key is the type's name and the point. */
export function sm2VerifierKey(name: string, point: Uint8Array): VerifierKey {
  return verifierKey({ name, type: KEY_TYPE.unassigned, publicKey: concatBytes(SM2_NAME, point) }, sha256);
}

/** A signature line over a note's text; the signature is DER, as openssl reads and writes it. */
export function signNoteSm2(text: string, key: VerifierKey, privateKey: Uint8Array): NoteSignature {
  const options = { der: true, hash: true, publicKey: pointOf(key), userId: SM2_USER };
  const signature = sm2.doSignature([...utf8(text)], toHex(privateKey), options);
  return { name: key.name, keyId: key.keyId, signature: bytesOf(signature) };
}

/** Verifies lines of `signNoteSm2` and of openssl. */
export function sm2Verifier(key: VerifierKey): NoteVerifier {
  const options = { der: true, hash: true, userId: SM2_USER };
  const check: NoteVerifier['verify'] = (message, signature) =>
    sm2.doVerifySignature([...message], toHex(signature), pointOf(key), options);
  return { name: key.name, keyId: key.keyId, verify: check };
}

function pointOf({ publicKey }: VerifierKey): string {
  return toHex(publicKey.subarray(publicKey.length - SM2_POINT_BYTES));
}

function bytesOf(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'));
}
