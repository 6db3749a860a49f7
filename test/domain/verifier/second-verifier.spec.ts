// Two verifiers that share no code, ours and test/second-verifier/verify_receipt.py, on a thousand receipts.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parsePinnedKeys } from '../../../src/domain/merkle/pinned-keys';
import { verdictLine, verifyReceipt } from '../../../src/domain/merkle/receipt-verdict';
import { Refusal } from '../../../src/domain/errors';
import { sha256, sm3, sm3Hex } from '../../../src/platform/digests';
import { noteCrypto } from '../../../src/platform/signatures';
import { readTimestampResponse, timestampRequest, verifyTimestamp } from '../../../src/verifier/timestamps';
import { openAuthority } from '../../setup/authority';
import {
  BREAKS,
  breakToken,
  dice,
  goodCase,
  openReceiptWorld,
  swapped,
  type Case,
  type World,
} from '../../setup/receipt-mutations';

const PROGRAM = join(__dirname, '../../second-verifier/verify_receipt.py');
const COUNT = 1000;
const GOOD = 300;
const SWAPPED = 100;
const TOKENS = 100;
const crypto = { ...noteCrypto, sm3, token: verifyTimestamp };

function python(args: string[], input: string | Uint8Array): string {
  const done = spawnSync('python3', [PROGRAM, ...args], { input, maxBuffer: 64e6 });
  if (done.error) throw new Error(`python3 is needed for the second verifier and cannot be run: ${done.error.message}`);
  if (done.status !== 0) throw new Error(`the second verifier failed: ${done.stderr.toString()}`);
  return done.stdout.toString();
}

function openWorldOfReceipts(): World {
  const authorities = (['EC', 'RSA'] as const).map(algorithm => openAuthority(algorithm));
  const nonce = Uint8Array.of(9, 8, 7, 6, 5, 4, 3, 2);
  const [first] = authorities;
  const pems = { roots: authorities.map(one => one.pem('root')), other: first!.pem('other') };
  const world = openReceiptWorld(pems, text => {
    const imprint = sha256(Buffer.from(text));
    return authorities.map(authority => {
      const response = authority.respond(timestampRequest(imprint, nonce));
      return { token: readTimestampResponse(response, { imprint, nonce }), chain: authority.pem('middle') };
    });
  });
  authorities.forEach(authority => authority.close());
  return world;
}

function makeCases(world: World, seed: number): Case[] {
  const roll = dice(seed);
  const cases: Case[] = [];
  while (cases.length < GOOD) cases.push(goodCase(world, roll));
  const stamped = cases.filter(one => one.receipt.includes('"tokens":["'));
  const names = Object.keys(BREAKS);
  while (cases.length < COUNT) {
    const at = cases.length - GOOD;
    const before = at < TOKENS ? stamped[roll(stamped.length)]! : cases[roll(GOOD)]!;
    const name = at < TOKENS ? 'a bit of a token' : at < TOKENS + SWAPPED ? 'swapped' : names[at % names.length]!;
    const broken =
      name === 'swapped'
        ? { receipt: swapped(before.receipt, cases[roll(GOOD)]!.receipt, roll), keys: before.keys }
        : (BREAKS[name] ?? breakToken)(before.receipt, before.keys, roll);
    cases.push({ name, ...broken, before });
  }
  return cases;
}

async function ours({ receipt, keys }: { receipt: string; keys: string }): Promise<string> {
  try {
    return verdictLine(await verifyReceipt(receipt, parsePinnedKeys(keys, sha256), crypto));
  } catch (error) {
    if (error instanceof Refusal) return `UNREADABLE: ${error.words.en}`;
    throw error;
  }
}

// The reasons are worded apart; the verdict and its time are not.
const verdictOf = (line: string) => line.replace(/^(INVALID|UNREADABLE):.*$/s, '$1');

it('agrees on a thousand receipts, good and broken', async () => {
  const cases = makeCases(openWorldOfReceipts(), 20_261_122);
  expect(cases).toHaveLength(COUNT);
  const lines: string[] = [];
  for (const one of cases) lines.push(await ours(one));
  const input = cases.map(({ receipt, keys }) => `${JSON.stringify({ receipt, keys })}\n`).join('');
  const theirs = python(['--batch'], input).trimEnd().split('\n');
  const disagreed = cases.flatMap(({ name }, at) =>
    verdictOf(lines[at]!) === verdictOf(theirs[at]!) ? [] : [`${at} ${name}: ${lines[at]} <> ${theirs[at]}`],
  );
  expect(disagreed).toEqual([]);

  // Every verdict is there often enough for the agreement to mean something, and no broken one proves an earlier time.
  const count = (verdict: RegExp) => lines.filter(line => verdict.test(line)).length;
  expect(count(/^PROVEN BEFORE/)).toBeGreaterThan(200);
  expect(count(/^ORDER ONLY/)).toBeGreaterThan(50);
  expect(count(/^INVALID/)).toBeGreaterThan(300);
  expect(count(/^UNREADABLE/)).toBeGreaterThan(10);
  expect(lines.slice(0, GOOD).filter(line => /^(INVALID|UNREADABLE)/.test(line))).toEqual([]);
  const earlier = cases.filter(({ before, name }, at) => {
    if (before === null || !lines[at]!.startsWith('PROVEN') || name === 'swapped') return false;
    const honest = lines[cases.findIndex(one => one === before)]!;
    return !honest.startsWith('PROVEN') || lines[at]! < honest;
  });
  expect(earlier.map(({ name }) => name)).toEqual([]);
}, 180_000);

it("the second verifier's own SM3 is SM3", () => {
  const texts = ['', 'abc', 'abcd'.repeat(16), 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(200)].map(text =>
    Buffer.from(text),
  );
  const made = python(['--sm3'], texts.map(text => `${text.toString('hex')}\n`).join(''));
  expect(made.trimEnd().split('\n')).toEqual(texts.map(text => sm3Hex(text)));
});
