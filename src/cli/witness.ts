// `witness create NAME KEYFILE` and `witness run`: a witness is a program of its own, for the city's office, the archive or
// the audit bureau, on their own machine, without this registry's database.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Refusal } from '../domain/errors';
import {
  KEY_TYPE,
  parseVerifierKey,
  printSignerKey,
  printVerifierKey,
  verifierKey,
  type VerifierKey,
} from '../domain/merkle/note-key';
import { sha256 } from '../platform/digests';
import { publish } from '../platform/secret';
import { ed25519PublicKey } from '../platform/signatures';
import { askedToStop } from '../platform/stopping';
import { openWitness } from '../witness/open-witness';
import type { Exit, Io } from './io';

/** Makes a witness key at `path` (0600) and answers its verifier key. @throws Refusal note.key-malformed */
export function createWitnessKey(name: string, path: string): string | null {
  const seed = new Uint8Array(randomBytes(32));
  const key = verifierKey({ name, type: KEY_TYPE.cosignature, publicKey: ed25519PublicKey(seed) }, sha256);
  return publish(path, `${printSignerKey(key, seed)}\n`) ? printVerifierKey(key) : null;
}

export async function witnessCreate([name, path, ...rest]: string[], io: Io): Promise<Exit> {
  if (name === undefined || path === undefined || rest.length > 0) {
    io.err('用法 / usage: npm run cli -- witness create NAME KEYFILE');
    return 2;
  }
  try {
    const printed = createWitnessKey(name, path);
    if (printed === null) {
      io.err(`文件已存在，不覆盖 / the file exists and is not overwritten: ${path}`);
      return 1;
    }
    io.out(printed);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    io.err(`${error.words.zh} / ${error.words.en}`);
    return 2;
  }
}

const USAGE = 'witness run --key KEYFILE --logs LOGSFILE --store FOLDER [--port N] [--host ADDRESS]';

/** LOGSFILE: verifier keys of the logs watched, one a line; empty lines and lines that begin with # are passed over. */
export async function witnessRun(args: string[], io: Io): Promise<Exit> {
  const options = read(args);
  if (options === null) {
    io.err(`用法 / usage: npm run cli -- ${USAGE}`);
    return 2;
  }
  const { key: keyFile, logs: logsFile, store, port, host } = options;
  const logs = logsIn(readFileSync(logsFile, 'utf8'));
  const now = () => BigInt(Math.floor(Date.now() / 1000));
  const witness = await openWitness({ keyFile, store, logs, now, host, port, log: io.err });
  io.out(`见证 / witness ${printVerifierKey(witness.key)}`);
  io.out(`${witness.url}/add-checkpoint  账本 / logs: ${logs.length}`);
  await askedToStop();
  await witness.close();
  return 0;
}

const logsIn = (text: string): VerifierKey[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => parseVerifierKey(line, sha256));

interface WitnessOptions {
  key: string;
  logs: string;
  store: string;
  port: number;
  host: string;
}

function read(args: string[]): WitnessOptions | null {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args, options: { key: text, logs: text, store: text, port: text, host: text } });
    const { key, logs, store, port = '8790', host = '127.0.0.1' } = values;
    if (!key || !logs || !store || !/^\d{1,5}$/.test(port)) return null;
    return { key, logs, store, port: Number(port), host };
  } catch {
    return null;
  }
}
