// Files that must survive a power cut as they were promised: written beside their place, forced to the disk and only then
// given their name; the folder is forced as well, or the name itself could be lost.
import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Puts `content` at `path` in one step: a reader sees the old content or the new, never a part. */
export function replaceDurably(path: string, content: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.${randomBytes(6).toString('hex')}`;
  try {
    withFile(draft, { flag: 'wx', mode }, file => writeWhole(file, content));
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/** Adds a line at the end of `path`; what a power cut left of an unfinished one is first closed off. */
export function appendLineDurably(path: string, line: string): void {
  mkdirSync(dirname(path), { recursive: true });
  withFile(path, { flag: 'a+', mode: 0o644 }, file => writeWhole(file, `${endsOpen(file) ? '\n' : ''}${line}\n`));
  syncFolder(dirname(path));
}

function withFile(path: string, { flag, mode }: { flag: string; mode: number }, work: (file: number) => void): void {
  const file = openSync(path, flag, mode);
  try {
    work(file);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function writeWhole(file: number, content: string): void {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

function endsOpen(file: number): boolean {
  const { size } = fstatSync(file);
  const last = Buffer.alloc(1);
  return size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a;
}

function syncFolder(folder: string): void {
  // Windows has no way to force a folder and refuses to open one.
  if (process.platform === 'win32') return;
  withFile(folder, { flag: 'r', mode: 0 }, () => undefined);
}
