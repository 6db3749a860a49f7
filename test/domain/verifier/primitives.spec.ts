// The page's own Ed25519 and SM3 against OpenSSL's: the same verdict on good, bad and contrived signatures.
import { ed25519 } from '@noble/curves/ed25519';
import * as fc from 'fast-check';
import { createHash } from 'node:crypto';
import { concatBytes, fromHex } from '../../../src/domain/merkle/encoding';
import { sha256, sm3 } from '../../../src/platform/digests';
import { ed25519PublicKey, ed25519Signer, ed25519Verify } from '../../../src/platform/signatures';
import { browserPrimitives } from '../../../src/verifier/browser-primitives';

const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const little = (value: bigint) => Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
const number = (bytes: Uint8Array) => bytes.reduceRight((value, byte) => value * 256n + BigInt(byte), 0n);

const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });

function both(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const here = ed25519Verify(publicKey, message, signature);
  expect(browserPrimitives.ed25519(publicKey, message, signature)).toBe(here);
  return here;
}

it('hashes alike', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
      expect(Buffer.from(browserPrimitives.sm3(bytes))).toEqual(Buffer.from(sm3(bytes)));
      expect(Buffer.from(browserPrimitives.sha256(bytes))).toEqual(Buffer.from(sha256(bytes)));
    }),
  );
});

it('accepts what was signed and nothing a bit away from it', () => {
  fc.assert(
    fc.property(seed, fc.uint8Array({ maxLength: 80 }), fc.nat(511), (secret, message, bit) => {
      const publicKey = ed25519PublicKey(secret);
      const signature = ed25519Signer(secret)(message);
      expect(both(publicKey, message, signature)).toBe(true);
      const bad = signature.slice();
      bad[bit >> 3]! ^= 1 << (bit & 7);
      expect(both(publicKey, message, bad)).toBe(false);
      expect(both(publicKey, concatBytes(message, Uint8Array.of(0)), signature)).toBe(false);
    }),
    { numRuns: 40 },
  );
});

describe('contrived signatures', () => {
  const secret = new Uint8Array(32).fill(5);
  const publicKey = ed25519PublicKey(secret);
  const message = Buffer.from('three lines');
  const signature = ed25519Signer(secret)(message);
  const small = fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05')!; // a point of order 8
  const identity = fromHex(`01${'00'.repeat(31)}`)!;

  it('S beyond the order', () => {
    const s = number(signature.subarray(32));
    expect(both(publicKey, message, concatBytes(signature.subarray(0, 32), little(s + ORDER)))).toBe(false);
  });

  it('R moved by a point of small order, which a verifier with cofactor lets through', () => {
    // The log's own key holder could make such a one: r·B + T in place of r·B, with S made for it.
    const { Point } = ed25519;
    const { head, scalar, prefix } = ed25519.utils.getExtendedPublicKey(secret);
    expect(head).toHaveLength(32);
    const r = number(browserPrimitives.sha256(prefix)) % ORDER;
    const moved = Point.BASE.multiply(r).add(Point.fromHex(small)).toBytes();
    const hash = number(new Uint8Array(sha512(concatBytes(moved, publicKey, message)))) % ORDER;
    const twisted = concatBytes(moved, little((r + hash * scalar) % ORDER));
    expect(ed25519.verify(twisted, message, publicKey)).toBe(true);
    expect(both(publicKey, message, twisted)).toBe(false);
  });

  it('keys of small order, keys off the curve, lengths', () => {
    const forged = concatBytes(identity, new Uint8Array(32));
    both(identity, message, forged);
    both(small, message, forged);
    expect(both(new Uint8Array(32).fill(2), message, signature)).toBe(false);
    expect(both(publicKey.slice(1), message, signature)).toBe(false);
    expect(both(publicKey, message, signature.slice(1))).toBe(false);
    expect(both(publicKey, message, new Uint8Array(64))).toBe(false);
  });
});

function sha512(bytes: Uint8Array): Buffer {
  return createHash('sha512').update(bytes).digest();
}
