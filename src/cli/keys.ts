// Keys of the logs: made, rotated and retired on the machine that signs. Needs no database; a running server takes a new
// key into use by itself.
import { Refusal } from '../domain/errors';
import { printVerifierKey } from '../domain/merkle/note-key';
import { Clock } from '../platform/clock';
import { readConfig } from '../platform/config';
import type { LogKey } from '../proof/log-keys';
import { LogKeysService } from '../proof/log-keys.service';
import type { Exit, Io } from './io';

const SAID = {
  create: '已建立密钥，请把公钥交给见证方和核验方 / key made; give this verifier key to witnesses and verifiers',
  rotate:
    '新旧密钥同时签名；各方换用新公钥后运行 keys retire / both keys sign now; run keys retire once everybody has the new one',
  retire: '旧密钥已停用并销毁，其公钥保留 / the older key is destroyed and signs no more; its verifier key is kept',
} as const;

const change =
  (act: keyof typeof SAID) =>
  async (args: string[], io: Io): Promise<Exit> => {
    const [county, ...rest] = args;
    if (county === undefined || rest.length > 0 || !/^\d{6}$/.test(county)) {
      io.err(`用法 / usage: npm run cli -- keys ${act} COUNTY（六位地区代码 / region code of six digits）`);
      return 2;
    }
    try {
      const changed = keysHere()[act](county);
      io.out(SAID[act]);
      io.out(printVerifierKey(changed.key));
      return 0;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      io.err(`${error.words.zh} / ${error.words.en}`);
      return 1;
    }
  };

export const createKey = change('create');
export const rotateKey = change('rotate');
export const retireKey = change('retire');

/** Turns the optional SM2 line on checkpoints on, and prints the public point as openssl takes it. */
export async function createSm2Key([county, ...rest]: string[], io: Io): Promise<Exit> {
  if (county === undefined || rest.length > 0 || !/^\d{6}$/.test(county)) {
    io.err('用法 / usage: npm run cli -- keys sm2 COUNTY（六位地区代码 / region code of six digits）');
    return 2;
  }
  try {
    const { key, point } = keysHere().createSm2(county);
    io.out('检查点此后另附一行 SM2 签名（用户标识 1234567812345678） / checkpoints carry an SM2 line from now on');
    io.out(`${key.name}+${key.keyId}  ${Buffer.from(point).toString('hex')}`);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    io.err(`${error.words.zh} / ${error.words.en}`);
    return 1;
  }
}

/** Never the private half. */
export async function listKeys(args: string[], io: Io): Promise<Exit> {
  if (args.length > 0) {
    io.err('用法 / usage: npm run cli -- keys list');
    return 2;
  }
  const keys = keysHere();
  const counties = keys.counties();
  if (counties.length === 0) io.out('尚无签名密钥 / no keys yet: npm run cli -- keys create COUNTY');
  for (const county of counties) for (const key of keys.of(county)) io.out(keyLine(county, key));
  return 0;
}

function keyLine(county: string, { key, createdAt, retiredAt }: LogKey): string {
  const state = retiredAt === null ? '在用 / signs' : `停用 / retired ${retiredAt}`;
  return `${county}  ${createdAt}  ${state}  ${printVerifierKey(key)}`;
}

const keysHere = (): LogKeysService => new LogKeysService(readConfig(), new Clock());
