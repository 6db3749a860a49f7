// Where the logs' signing keys live: one file a county below the secrets folder, mode 0600, never in the database, so that
// whoever has the database alone can sign nothing.
import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { originOf } from '../domain/merkle/checkpoint';
import { Clock } from '../platform/clock';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/platform.module';
import { replaceDurably } from './durable-file';
import {
  logKeyRefusal,
  makeLogKey,
  parseKeyFile,
  printKeyFile,
  refuseOtherOrigin,
  signing,
  type LogKey,
} from './log-keys';
import { makeSm2Key, parseSm2File, printSm2File, type Sm2Key } from './sm2-key';

/** Two while rotated: verifiers are given the new key before the old one is retired. */
const MOST_SIGNING = 2;

@Injectable()
export class LogKeysService {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'secretsDir' | 'logHost'>,
    private readonly clock: Clock,
  ) {}

  origin(county: string): string {
    return originOf(this.config.logHost, county);
  }

  /** Counties whose log has a key here, in order. */
  counties(): string[] {
    if (!existsSync(this.folder)) return [];
    return readdirSync(this.folder)
      .flatMap(name => /^(\d{6})\.json$/.exec(name)?.[1] ?? [])
      .sort();
  }

  /**
   * All keys the log ever had, oldest first; none when it was never given one. Read anew each time: a key that was
   * rotated on the command line signs at once.
   * @throws Refusal log-key.malformed, log-key.other-origin
   */
  of(county: string): LogKey[] {
    const file = this.file(county);
    if (!existsSync(file)) return [];
    const keys = parseKeyFile(readFileSync(file, 'utf8'), file);
    for (const { key } of keys) refuseOtherOrigin(key.name, this.origin(county));
    return keys;
  }

  /** @throws Refusal log-key.exists */
  create(county: string): LogKey {
    return this.changing(county, keys => {
      if (keys.length > 0) throw this.refusal('log-key.exists', county);
      const changed = this.fresh(county);
      return { keys: [changed], changed };
    });
  }

  /** Adds a key; old and new sign together until the old one is retired. @throws Refusal log-key.none, log-key.rotating */
  rotate(county: string): LogKey {
    return this.changing(county, keys => {
      if (keys.length === 0) throw this.refusal('log-key.none', county);
      if (signing(keys).length >= MOST_SIGNING) throw this.refusal('log-key.rotating', county);
      const changed = this.fresh(county);
      return { keys: [...keys, changed], changed };
    });
  }

  /** Forgets the older signing key; its public half stays. @throws Refusal log-key.nothing-to-retire */
  retire(county: string): LogKey {
    return this.changing(county, keys => {
      const [oldest, ...others] = signing(keys);
      if (oldest === undefined || others.length === 0) throw this.refusal('log-key.nothing-to-retire', county);
      const changed = { ...oldest, seed: null, retiredAt: this.clock.now() };
      return { keys: keys.map(one => (one === oldest ? changed : one)), changed };
    });
  }

  /** The key of the optional SM2 line, or null: it is off until made. @throws Refusal log-key.malformed, log-key.other-origin */
  sm2(county: string): Sm2Key | null {
    const file = this.sm2File(county);
    if (!existsSync(file)) return null;
    const key = parseSm2File(readFileSync(file, 'utf8'), file);
    refuseOtherOrigin(key.key.name, this.origin(county));
    return key;
  }

  /** Turns the SM2 line on. @throws Refusal log-key.none before the log has a key of its own, log-key.exists */
  createSm2(county: string): Sm2Key {
    if (this.of(county).length === 0) throw this.refusal('log-key.none', county);
    if (this.sm2(county) !== null) throw this.refusal('log-key.exists', county);
    const made = makeSm2Key(this.origin(county));
    replaceDurably(this.sm2File(county), printSm2File(made), 0o600);
    return made;
  }

  private changing(county: string, change: (keys: LogKey[]) => { keys: LogKey[]; changed: LogKey }): LogKey {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const unlock = takeFolder(`${this.file(county)}.lock`);
    try {
      const { keys, changed } = change(this.of(county));
      replaceDurably(this.file(county), printKeyFile(keys), 0o600);
      return changed;
    } finally {
      unlock();
    }
  }

  private fresh(county: string): LogKey {
    return makeLogKey(this.origin(county), randomBytes(32), this.clock.now());
  }

  private refusal(
    code: 'log-key.exists' | 'log-key.none' | 'log-key.rotating' | 'log-key.nothing-to-retire',
    county: string,
  ) {
    return logKeyRefusal(code, { figures: { origin: this.origin(county) } });
  }

  private get folder(): string {
    return join(this.config.secretsDir, 'log-keys');
  }

  private sm2File(county: string): string {
    return this.file(county).replace(/\.json$/, '.sm2');
  }

  private file(county: string): string {
    if (!/^\d{6}$/.test(county)) throw new Error('a log belongs to a region code of six digits');
    return join(this.folder, `${county}.json`);
  }
}

/** A folder is made by one only: of two commands at once the second fails, instead of dropping the first one's key. */
function takeFolder(path: string): () => void {
  try {
    mkdirSync(path);
  } catch {
    throw new Error(
      `另一命令正在更换密钥；若没有，请删除此目录 / another command is changing this key; if none is, remove ${path}`,
    );
  }
  return () => rmdirSync(path);
}
