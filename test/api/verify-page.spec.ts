// The page against the command line: the same verdict on receipts good and broken, in a real browser without a network.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { receiptVerify } from '../../src/cli/receipt-verify';
import { printPinnedKeys } from '../../src/domain/merkle/pinned-keys';
import { sha256 } from '../../src/platform/digests';
import { readTimestampResponse, timestampRequest } from '../../src/verifier/timestamps';
import { openAuthority } from '../setup/authority';
import { keyed, makeLog, makeReceipt, pinned, witnessKeyed } from '../setup/receipts';

const ROOT = join(__dirname, '../..');
const ORIGIN = 'pilot-harbor.example/513221';
const T1 = 1_772_413_200n;

/** Receipts by name with what they must be called, and the keys. */
function material() {
  const log = makeLog(ORIGIN, 9);
  const [key, city, audit] = [keyed(ORIGIN, 1), witnessKeyed('city.example', 2), witnessKeyed('audit.example', 3)];
  const wish = { index: 4, size: 9, logs: [key], witnesses: [[city, T1 + 60n] as const, [audit, T1 + 90n] as const] };
  const imprint = sha256(Buffer.from(log.text(9)));
  const nonce = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  const authorities = (['EC', 'RSA'] as const).map(algorithm => openAuthority(algorithm));
  const tokens = authorities.map(authority => {
    return readTimestampResponse(authority.respond(timestampRequest(imprint, nonce)), { imprint, nonce });
  });
  const roots = authorities.map(authority => authority.pem('root'));
  const keys = printPinnedKeys(pinned({ logs: [key], witnesses: [city, audit], quorum: 2, authorities: roots }));
  for (const authority of authorities) authority.close();
  const spoiled = tokens.map(token => token.map((byte, at) => (at === token.length - 3 ? byte ^ 1 : byte)));
  const good = makeReceipt(log, wish);
  const receipts: [string, string, RegExp][] = [
    ['witnessed', good, /^PROVEN BEFORE 2026-03-02T01:01:30\.000Z$/],
    ['stamped by EC', makeReceipt(log, { ...wish, witnesses: [], tokens: tokens.slice(0, 1) }), /^PROVEN BEFORE 20/],
    ['stamped by RSA', makeReceipt(log, { ...wish, witnesses: [], tokens: tokens.slice(1) }), /^PROVEN BEFORE 20/],
    ['stamped badly', makeReceipt(log, { ...wish, witnesses: [], tokens: spoiled }), /^ORDER ONLY$/],
    ['half witnessed', makeReceipt(log, { ...wish, witnesses: [[city, T1]] }), /^ORDER ONLY$/],
    ['erased', makeReceipt(log, { ...wish, erased: true }), /^PROVEN BEFORE/],
    ['another index', good.replace('index 4', 'index 5'), /^INVALID: the computed root differs/],
    [
      'another log key',
      makeReceipt(log, { ...wish, logs: [{ ...key, sign: city.sign }] }),
      /^INVALID: .*does not verify/,
    ],
    ['not JSON', 'receipt', /^INVALID: .*not JSON/],
  ];
  return { receipts, keys };
}

it('gives the verdict of the command line on every receipt', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'receipts-'));
  try {
    const { receipts, keys } = material();
    writeFileSync(join(folder, 'keys.json'), keys);
    const told: string[][] = [];
    for (const [name, text, verdict] of receipts) {
      writeFileSync(join(folder, 'receipt.json'), text);
      const lines: string[] = [];
      const exit = await receiptVerify([join(folder, 'receipt.json')], { out: line => lines.push(line), err: fail });
      expect(`${name}: ${lines[0]}`).toMatch(new RegExp(`^${name}: ${verdict.source.slice(1)}`));
      expect(exit).toBe(lines[0]!.startsWith('INVALID') ? 1 : 0);
      told.push(lines);
    }
    const built = spawnSync(process.execPath, ['build.mjs', 'server'], { cwd: ROOT, encoding: 'utf8' });
    expect(built.stderr).toBe('');
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const cases = [...receipts.map(([, text]) => text)].map(text => ({ receipt: base64(text), keys: base64(keys) }));
    const wrong = { receipt: cases[0]!.receipt, keys: base64('{}') };
    const input = {
      page: join(ROOT, 'dist/verify.html'),
      cases: [...cases, wrong],
      screenshot: process.env.SCREENSHOT,
    };
    const opened = spawnSync(process.execPath, [join(ROOT, 'test/setup/verify-page.mjs')], {
      input: JSON.stringify(input),
      encoding: 'utf8',
    });
    expect(opened.stderr).toBe('');
    const page = JSON.parse(opened.stdout) as Record<'lines' | 'requests' | 'errors', string[]> & { zh: string[][] };
    expect(page.errors).toEqual([]);
    expect(page.requests.filter(url => !url.startsWith('file:'))).toEqual([]);
    expect(page.lines.slice(0, -1)).toEqual(told.map(lines => lines[0]));
    expect(page.lines.at(-1)).toMatch(/^UNREADABLE: the file of pinned keys/);
    page.zh.slice(0, -1).forEach((lines, at) => expect(told[at]!.slice(1, 1 + lines.length)).toEqual(lines));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);

function fail(line: string): void {
  throw new Error(line);
}

it.each([[[]], [['a', 'b']], [['--keys']], [['a', '--keys']], [['/nowhere/receipt.json']]])(
  'is misused with %p',
  async args => {
    const lines: string[] = [];
    expect(await receiptVerify(args, { out: fail, err: line => lines.push(line) })).toBe(2);
    expect(lines.length).toBeGreaterThan(0);
  },
);
