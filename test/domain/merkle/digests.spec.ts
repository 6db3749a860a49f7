import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromHex, toHex } from '../../../src/domain/merkle/encoding';
import { sha256, sha256Hex, sm3, sm3Hex } from '../../../src/platform/digests';

const file = join(__dirname, '../../data/vectors/sm3.json');
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: { msg: string; digest: string }[] };

it('the published SM3 values are there', () => expect(vectors).toHaveLength(3));

it.each(vectors)('SM3 of $msg', ({ msg, digest }) => {
  expect(sm3Hex(fromHex(msg)!)).toBe(digest);
  expect(toHex(sm3(fromHex(msg)!))).toBe(digest);
});

// FIPS 180-4, the examples NIST publishes for SHA-256.
it.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['616263', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
])('SHA-256 of %p', (msg, digest) => {
  expect(sha256Hex(fromHex(msg)!)).toBe(digest);
  expect(toHex(sha256(fromHex(msg)!))).toBe(digest);
});
