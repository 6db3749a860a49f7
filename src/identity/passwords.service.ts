// Hashing of passwords: argon2id with the OWASP parameters, a few at once. A hash costs 19 MiB and some 40 ms of a core,
// which makes log-in the cheapest flood; beyond the queue callers are turned away instead of starving everybody.
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { randomBytes, randomInt } from 'node:crypto';
import { refusals } from '../domain/errors';

export const hashingRefusal = refusals({
  'login.busy': {
    kind: 'unavailable',
    zh: '登录人数过多，请 {retry_after} 秒后再试',
    en: 'too many log-ins at once; try again in {retry_after} seconds',
  },
});

/** OWASP Password Storage Cheat Sheet: argon2id (the library's default), m = 19 MiB, t = 2, p = 1. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 2;
const QUEUE = 64;
/** No 0/o, 1/l/i: it is read off paper. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

@Injectable()
export class PasswordsService {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy: Promise<string> | undefined;

  /** @throws Refusal login.busy */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password, COST));
  }

  /**
   * Compares with `stored`; without one it hashes all the same, so that an unknown login takes as long as a known one.
   * @throws Refusal login.busy
   */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const target = stored ?? (await this.decoyHash());
    const right = await this.inTurn(() => verify(target, password));
    return stored !== null && right;
  }

  /** Twenty characters of 31, 99 bits, in groups of five. */
  oneTime(): string {
    const characters = Array.from({ length: 20 }, () => ALPHABET[randomInt(ALPHABET.length)]!).join('');
    return characters.replace(/.{5}(?=.)/g, '$&-');
  }

  private decoyHash(): Promise<string> {
    this.decoy ??= hash(randomBytes(24).toString('base64'), COST);
    return this.decoy;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) await this.wait();
    else this.running++;
    try {
      return await work();
    } finally {
      // The place is handed over, not given back, so that nobody overtakes the queue.
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }

  private wait(): Promise<void> {
    if (this.waiting.length >= QUEUE) throw hashingRefusal('login.busy', { figures: { retry_after: 3 } });
    return new Promise(resolve => this.waiting.push(resolve));
  }
}
