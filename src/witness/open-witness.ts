// A witness opened: its key read, its memory held, its door open. Whoever opens it says which logs it watches and what
// time it is.
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { parseSignerKey, type VerifierKey } from '../domain/merkle/note-key';
import { sha256 } from '../platform/digests';
import { ed25519PublicKey, ed25519Signer } from '../platform/signatures';
import type { WitnessIdentity } from './witness';
import { witnessServer } from './witness-server';
import { openWitnessStore } from './witness-store';

export interface WitnessOpening extends Pick<WitnessIdentity, 'logs' | 'now'> {
  keyFile: string;
  /** Folder of its memory. */
  store: string;
  host: string;
  /** 0: any free one. */
  port: number;
  log(line: string): void;
}

export interface OpenWitness {
  key: VerifierKey;
  /** `http://127.0.0.1:8790` */
  url: string;
  close(): Promise<void>;
}

/** @throws Refusal note.key-malformed; Error when the memory is held by another, or the port is taken */
export async function openWitness({ keyFile, logs, now, log, ...at }: WitnessOpening): Promise<OpenWitness> {
  const written = readFileSync(keyFile, 'utf8').trim();
  const { key, seed } = parseSignerKey(written, { sha256, publicOf: ed25519PublicKey });
  const store = openWitnessStore(at.store);
  const server = witnessServer({ key, sign: ed25519Signer(seed), logs, store, now }, log);
  await new Promise<void>((listening, failed) => server.once('error', failed).listen(at.port, at.host, listening));
  const close = async () => {
    server.closeAllConnections();
    await new Promise(closed => server.close(closed));
    store.close();
  };
  return { key, url: `http://${at.host}:${(server.address() as AddressInfo).port}`, close };
}
