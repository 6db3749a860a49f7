// What a witness remembers: for each log the last checkpoint it signed. Written and synced before the answer leaves, in one
// step, so that whatever moment the process dies at, the witness never signs beside what it signed before.
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseCheckpoint } from '../domain/merkle/checkpoint';
import { parseNote } from '../domain/merkle/note';
import { sha256Hex } from '../platform/digests';

export interface Remembered {
  size: bigint;
  root: Uint8Array;
}

export interface WitnessStore {
  /** The last checkpoint signed for an origin, or null. */
  latest(origin: string): Remembered | null;
  /** Durable when it returns. `checkpoint` is the signed note, verbatim. */
  remember(origin: string, checkpoint: string): void;
  close(): void;
}

/**
 * A store in a folder of its own, for one witness process at a time.
 * @throws Error when another living process holds the folder
 */
export function openWitnessStore(folder: string): WitnessStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const held = join(folder, 'lock');
  takeLock(held);
  const fileOf = (origin: string) => join(folder, `${sha256Hex(origin)}.checkpoint`);
  return {
    latest: origin => readLatest(fileOf(origin), origin),
    remember: (origin, checkpoint) => writeDurably(folder, fileOf(origin), checkpoint),
    close: () => rmSync(held, { force: true }),
  };
}

/** A file that cannot be read is no empty memory: the witness would sign a fork. @throws Error */
function readLatest(file: string, origin: string): Remembered | null {
  let note: string;
  try {
    note = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const checkpoint = parseCheckpoint(parseNote(note).text);
  if (checkpoint.origin !== origin) throw new Error(`the witness's store of ${origin} holds ${checkpoint.origin}`);
  return { size: checkpoint.size, root: checkpoint.root };
}

function writeDurably(folder: string, file: string, text: string): void {
  const draft = `${file}.new`;
  const written = openSync(draft, 'w', 0o600);
  try {
    writeSync(written, text);
    fsyncSync(written);
  } finally {
    closeSync(written);
  }
  renameSync(draft, file);
  // The new name itself must survive a power cut.
  const directory = openSync(folder, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

/** Two witnesses on one store could each sign one side of a fork. A lock left behind by a dead process is taken over. */
function takeLock(file: string): void {
  for (let tries = 0; tries < 2; tries++) {
    try {
      const lock = openSync(file, 'wx', 0o600);
      writeSync(lock, `${process.pid}\n`);
      closeSync(lock);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = Number(readFileSync(file, 'utf8'));
      if (holder !== process.pid && isAlive(holder)) {
        throw new Error(`见证存储正被进程 ${holder} 使用 / the witness store is held by process ${holder}: ${file}`);
      }
      rmSync(file, { force: true });
    }
  }
  throw new Error(`the witness store cannot be locked: ${file}`);
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
