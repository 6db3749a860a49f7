// RFC 6962 section 2.1, word for word and recursive: what the log's own code is compared with. It imports nothing of it.
import { createHash } from 'node:crypto';

const digest = (...parts: Uint8Array[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

const split = (n: number) => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};

export class NaiveTree {
  private readonly roots = new Map<number, Uint8Array>();

  constructor(readonly leaves: readonly Uint8Array[]) {}

  leaf(index: number): Uint8Array {
    return this.root(index, index + 1);
  }

  /** MTH(D[begin:end]) */
  root(begin: number, end: number): Uint8Array {
    const key = begin * 65536 + end;
    const known = this.roots.get(key);
    if (known) return known;
    const made = this.hashRange(begin, end);
    this.roots.set(key, made);
    return made;
  }

  /** PATH(m, D[begin:end]) */
  path(m: number, begin: number, end: number): Uint8Array[] {
    const n = end - begin;
    if (n === 1) return [];
    const k = split(n);
    return m < k
      ? [...this.path(m, begin, begin + k), this.root(begin + k, end)]
      : [...this.path(m - k, begin + k, end), this.root(begin, begin + k)];
  }

  /** PROOF(m, D[n]) */
  consistency(m: number, n: number): Uint8Array[] {
    return this.subproof(m, [0, n], true);
  }

  private subproof(m: number, [begin, end]: [number, number], whole: boolean): Uint8Array[] {
    const n = end - begin;
    if (m === n) return whole ? [] : [this.root(begin, end)];
    const k = split(n);
    return m <= k
      ? [...this.subproof(m, [begin, begin + k], whole), this.root(begin + k, end)]
      : [...this.subproof(m - k, [begin + k, end], false), this.root(begin, begin + k)];
  }

  private hashRange(begin: number, end: number): Uint8Array {
    if (begin === end) return digest();
    if (end - begin === 1) return digest(Uint8Array.of(0), this.leaves[begin]!);
    const k = split(end - begin);
    return digest(Uint8Array.of(1), this.root(begin, begin + k), this.root(begin + k, end));
  }
}

/** `count` different leaves, of different lengths, the first one empty. */
export function someLeaves(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => new Uint8Array(i % 7).fill(i & 255).map((byte, j) => byte ^ (i >> j)));
}
