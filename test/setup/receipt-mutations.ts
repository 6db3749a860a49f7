// A thousand receipts for two verifiers to agree on: good ones in every variety, and broken ones, each broken on purpose
// in one place. The same seed makes the same receipts, but for signatures of time-stamp authorities.
import { canonicalJson } from '../../src/domain/canonical';
import { printPinnedKeys } from '../../src/domain/merkle/pinned-keys';
import { keyed, makeLog, makeReceipt, pinned, witnessKeyed, type Keyed, type ReceiptWish } from './receipts';

export interface Case {
  name: string;
  receipt: string;
  keys: string;
  /** what the receipt was before it was broken; null for a good one */
  before: { receipt: string; keys: string } | null;
}

/** Numbers below a bound, the same for the same seed (mulberry32). */
export function dice(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return bound => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}

const ORIGINS = ['pilot-harbor.example/513221', 'pilot-harbor.example/513222'] as const;
const SIZES = [1, 2, 7, 32, 61];
export const T1 = 1_772_413_200;

export interface Stamp {
  token: Uint8Array;
  chain: string;
}

export interface World {
  logs: { log: ReturnType<typeof makeLog>; key: Keyed; next: Keyed }[];
  witnesses: Keyed[];
  stranger: Keyed;
  /** PEM of the roots of the authorities, and of one that stamped nothing */
  authorities: string[];
  otherAuthority: string;
  /** by note text */
  stamps: Map<string, Stamp[]>;
}

/** `stampsOf` makes the tokens of a checkpoint's text. */
export function openReceiptWorld(
  authorities: { roots: string[]; other: string },
  stampsOf: (text: string) => Stamp[],
): World {
  const logs = ORIGINS.map((origin, i) => {
    return { log: makeLog(origin, 61), key: keyed(origin, 10 + i), next: keyed(origin, 20 + i) };
  });
  const stamped = logs.flatMap(({ log }) => [7, 61].map(size => log.text(size)));
  return {
    logs,
    witnesses: ['city.example', 'archive.example', 'audit.example'].map((name, i) => witnessKeyed(name, 30 + i)),
    stranger: witnessKeyed('stranger.example', 40),
    authorities: authorities.roots,
    otherAuthority: authorities.other,
    stamps: new Map(stamped.map(text => [text, stampsOf(text)])),
  };
}

/** A good receipt of a random kind, with keys that may see more or less of its anchors. */
export function goodCase(world: World, roll: (bound: number) => number): Case {
  const { log, key, next } = world.logs[roll(2)]!;
  const size = SIZES[roll(SIZES.length)]!;
  const shown = [...world.witnesses, world.stranger].filter(() => roll(3) > 0);
  const stamps = (world.stamps.get(log.text(size)) ?? []).filter(() => roll(3) > 0);
  const wish: ReceiptWish = {
    index: roll(size),
    size,
    logs: [[key], [next], [key, next]][roll(3)]!,
    witnesses: shown.map(one => [one, BigInt(T1 + 15 * roll(4))] as const),
    tokens: stamps.map(stamp => stamp.token),
    chains: roll(2) === 0 ? [] : stamps.map(stamp => stamp.chain),
    erased: roll(4) === 0,
  };
  const keys = printPinnedKeys(
    pinned({
      logs: world.logs.flatMap(one => [one.key, one.next]),
      witnesses: world.witnesses,
      quorum: 1 + roll(3),
      authorities: roll(5) === 0 ? [world.otherAuthority] : world.authorities,
    }),
  );
  return { name: 'good', receipt: makeReceipt(log, wish), keys, before: null };
}

type Break = (receipt: string, keys: string, roll: (bound: number) => number) => { receipt: string; keys: string };
type Parsed = Record<string, any>;

const onReceipt =
  (change: (value: Parsed, roll: (bound: number) => number) => void): Break =>
  (receipt, keys, roll) => {
    const value = JSON.parse(receipt) as Parsed;
    change(value, roll);
    return { receipt: canonicalJson(value), keys };
  };
const onProof = (change: (lines: string[], roll: (bound: number) => number) => string[]): Break =>
  onReceipt((value, roll) => (value.proof = change((value.proof as string).split('\n'), roll).join('\n')));
const onKeys =
  (change: (value: Parsed, roll: (bound: number) => number) => void): Break =>
  (receipt, keys, roll) => {
    const value = JSON.parse(keys) as Parsed;
    change(value, roll);
    return { receipt, keys: JSON.stringify(value) };
  };

/** One bit of the bytes behind a base64 text. */
function flipped(base64: string, roll: (bound: number) => number): string {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > 0) bytes[roll(bytes.length)]! ^= 1 << roll(8);
  return bytes.toString('base64');
}

const emptyLine = (lines: string[]) => lines.indexOf('');
const inLine = (at: (lines: string[], roll: (bound: number) => number) => number): Break =>
  onProof((lines, roll) => {
    const chosen = at(lines, roll);
    return lines.map((line, i) => {
      if (i !== chosen) return line;
      const words = line.split(' ');
      return [...words.slice(0, -1), flipped(words.at(-1)!, roll)].join(' ');
    });
  });
const signatureLine = (lines: string[], roll: (bound: number) => number): number => {
  const all = lines.flatMap((line, i) => (line.startsWith('\u2014') ? [i] : []));
  return all[roll(all.length)]!;
};
const numberLine = (at: (lines: string[]) => number): Break =>
  onProof((lines, roll) =>
    lines.map((line, i) => (i === at(lines) ? line.replace(/\d+$/, n => String(Number(n) + 1 + roll(3))) : line)),
  );

/** Every way to break a receipt; `swap` needs another receipt and stands apart. */
export const BREAKS: Record<string, Break> = {
  'a character of the text': (receipt, keys, roll) => {
    const at = roll(receipt.length);
    const changed = String.fromCharCode(receipt.charCodeAt(at) ^ (1 << roll(7)));
    return { receipt: receipt.slice(0, at) + changed + receipt.slice(at + 1), keys };
  },
  'cut short': (receipt, keys, roll) => ({ receipt: receipt.slice(0, roll(receipt.length)), keys }),
  'spaces in the JSON': (receipt, keys) => ({ receipt: JSON.stringify(JSON.parse(receipt), null, 1), keys }),
  'a bit of the leaf': inLine(() => 1),
  'a bit of a hash': inLine((lines, roll) => 3 + roll(Math.max(1, emptyLine(lines) - 3))),
  'a bit of the root': inLine(lines => emptyLine(lines) + 3),
  'a bit of a signature': inLine(signatureLine),
  'a bit of the payload': onReceipt((value, roll) => value.payload && (value.payload = flipped(value.payload, roll))),
  'a bit of the salt': onReceipt((value, roll) => value.salt && (value.salt = flipped(value.salt, roll))),
  'another index': numberLine(() => 2),
  'another size': numberLine(lines => emptyLine(lines) + 2),
  'another origin': onProof(lines => lines.map(line => line.replace('513221', '513223').replace('513222', '513221'))),
  'a spare hash': onProof(lines => lines.toSpliced(3, 0, Buffer.alloc(32, 1).toString('base64'))),
  'a missing hash': onProof(lines => (lines[3] === '' ? lines : lines.toSpliced(3, 1))),
  'hashes turned round': onProof(lines => {
    const end = emptyLine(lines);
    return [...lines.slice(0, 3), ...lines.slice(3, end).reverse(), ...lines.slice(end)];
  }),
  'a signature line dropped': onProof((lines, roll) => lines.toSpliced(signatureLine(lines, roll), 1)),
  'a signature line twice': onProof((lines, roll) => {
    const at = signatureLine(lines, roll);
    return lines.toSpliced(at, 0, lines[at]!);
  }),
  'a cosigned time changed': onProof((lines, roll) => {
    const at = lines.findIndex(line => line.includes('.example ') && line.startsWith('\u2014'));
    if (at < 0) return lines;
    const [dash, name, base64] = lines[at]!.split(' ') as [string, string, string];
    const bytes = Buffer.from(base64, 'base64');
    bytes.writeBigUInt64BE(BigInt(roll(T1)), 4);
    return lines.with(at, `${dash} ${name} ${bytes.toString('base64')}`);
  }),
  'an extension line': onProof(lines => lines.toSpliced(emptyLine(lines) + 4, 0, 'more')),
  'an unknown member': onReceipt(value => (value.extra = 1)),
  'a member dropped': onReceipt((value, roll) => delete value[Object.keys(value)[roll(Object.keys(value).length)]!]),
  'a member of another kind': onReceipt((value, roll) => {
    value[Object.keys(value)[roll(Object.keys(value).length)]!] = [null, 1, '', [], {}, [''], true][roll(7)];
  }),
  'chains that are no certificates': onReceipt(
    (value, roll) => (value.chains = [['x'], ['-----BEGIN'], ['']][roll(3)]),
  ),
  'other log keys': onKeys(value => (value.logs = value.logs.map(() => value.logs[0]).slice(0, 1))),
  'no log key': onKeys(value => (value.logs = [])),
  'other witnesses': onKeys((value, roll) => (value.witnesses = value.witnesses.slice(roll(4)))),
  'a quorum out of reach': onKeys(value => (value.quorum = 4)),
  'no authorities': onKeys(value => (value.authorities = [])),
  'a bit of a key': onKeys((value, roll) => {
    const [name, id, base64] = (value.logs[0] as string).split(/\+(.{8})\+/) as [string, string, string];
    value.logs[0] = `${name}+${id}+${flipped(base64, roll)}`;
  }),
};

/** A bit of a token: apart, because each costs the second verifier a run of openssl. */
export const breakToken: Break = onReceipt((value, roll) => {
  if (value.tokens.length > 0) value.tokens[0] = flipped(value.tokens[0], roll);
});

/** Parts of one receipt in another. */
export function swapped(one: string, other: string, roll: (bound: number) => number): string {
  const [value, source] = [JSON.parse(one), JSON.parse(other)] as [Parsed, Parsed];
  const name = ['proof', 'payload', 'salt', 'tokens', 'leaf', 'hashes', 'checkpoint'][roll(7)]!;
  const [a, b] = [value, source].map(({ proof }) => (proof as string).split('\n')) as [string[], string[]];
  const [enda, endb] = [emptyLine(a), emptyLine(b)];
  if (name === 'leaf') value.proof = a.with(1, b[1]!).join('\n');
  else if (name === 'hashes') value.proof = [...a.slice(0, 3), ...b.slice(3, endb), ...a.slice(enda)].join('\n');
  else if (name === 'checkpoint') value.proof = [...a.slice(0, enda), ...b.slice(endb)].join('\n');
  else if (name in source) value[name] = source[name];
  return canonicalJson(value);
}
