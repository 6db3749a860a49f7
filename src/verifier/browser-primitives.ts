// SHA-256, SM3 and Ed25519 for the page, where there is no node:crypto and WebCrypto may lack Ed25519. The page must
// give the verdict that the command line gives, so Ed25519 accepts exactly what OpenSSL accepts: S below the group's
// order, and S·B − h·A written out must be the R that was signed (no cofactor).
import { ed25519 } from '@noble/curves/ed25519';
import { sha256 as sha256Of, sha512 } from '@noble/hashes/sha2';
import { sm3 as sm3Hex } from 'sm-crypto';
import { concatBytes, fromHex, sameBytes } from '../domain/merkle/encoding';
import type { Verify } from '../domain/merkle/note-key';
import type { Primitives } from './judge';

const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

export const ed25519Verify: Verify = (publicKey, message, signature) => {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const [written, s] = [signature.subarray(0, 32), littleEndian(signature.subarray(32))];
  if (s >= ORDER) return false;
  try {
    const { Point } = ed25519;
    const h = littleEndian(sha512(concatBytes(written, publicKey, message))) % ORDER;
    const subtracted = Point.fromHex(publicKey).negate().multiplyUnsafe(h);
    return sameBytes(Point.BASE.multiplyUnsafe(s).add(subtracted).toBytes(), written);
  } catch {
    return false; // the key is no point of the curve
  }
};

export const browserPrimitives: Primitives = {
  sha256: bytes => sha256Of(bytes),
  sm3: bytes => fromHex(sm3Hex([...bytes]))!,
  ed25519: ed25519Verify,
};

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => value * 256n + BigInt(byte), 0n);
}
