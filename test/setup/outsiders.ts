// Outsiders on the wire, in this process: witnesses with stores of their own, that can be told to misbehave, and a time-stamp
// authority run by the `openssl` program.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VerifierKey } from '../../src/domain/merkle/note-key';
import { ANCHOR_SETTINGS } from '../../src/proof/anchoring.service';
import type { AnchorSettings } from '../../src/proof/anchors-file';
import type { WitnessIdentity } from '../../src/witness/witness';
import { witnessServer } from '../../src/witness/witness-server';
import { openWitnessStore } from '../../src/witness/witness-store';
import { openAuthority } from './authority';
import { witnessKeyed } from './receipts';
import type { World } from './world';

export interface RunningWitness {
  identity: WitnessIdentity;
  url: string;
  /** How often it was asked. */
  asked(): number;
  /** What answers instead of the witness; null for the witness itself. */
  pretend(listener: RequestListener | null): void;
  close(): Promise<void>;
}

// Every answer is a synced write: in memory where the machine has such a folder.
const SCRATCH = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** `logs` is read at every request, so that a test can teach it a new key. */
export async function runWitness(name: string, seed: number, logs: readonly VerifierKey[]): Promise<RunningWitness> {
  const folder = mkdtempSync(join(SCRATCH, 'outsider-'));
  const store = openWitnessStore(folder);
  const { key, sign } = witnessKeyed(name, seed);
  const identity: WitnessIdentity = { key, sign, logs, store, now: () => BigInt(Math.floor(Date.now() / 1000)) };
  const itself = witnessServer(identity, () => undefined);
  let instead: RequestListener | null = null;
  let count = 0;
  const server = createServer((request, response) => {
    count++;
    if (instead) instead(request, response);
    else itself.emit('request', request, response);
  });
  const url = await listening(server);
  return {
    identity,
    url,
    asked: () => count,
    pretend: listener => (instead = listener),
    close: async () => {
      await closed(server);
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface RunningAuthority {
  url: string;
  /** PEM of its root and of a root that signed nothing. */
  pem(name: 'root' | 'other'): string;
  token(request: Uint8Array): Uint8Array;
  asked(): number;
  close(): Promise<void>;
}

export async function runAuthority(): Promise<RunningAuthority> {
  const authority = openAuthority('EC');
  let count = 0;
  const server = createServer((request, response) => {
    count++;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = authority.respond(new Uint8Array(Buffer.concat(chunks)));
      response.writeHead(200, { 'Content-Type': 'application/timestamp-reply' }).end(Buffer.from(answer));
    });
  });
  const url = await listening(server);
  return {
    url,
    pem: name => authority.pem(name),
    token: request => authority.respond(request),
    asked: () => count,
    close: async () => {
      await closed(server);
      authority.close();
    },
  };
}

/** As if ANCHORS_FILE had named these. */
export function turnTo(world: World, settings: AnchorSettings): void {
  Object.assign(world.app.get<AnchorSettings>(ANCHOR_SETTINGS), settings);
}

export const witnessSetting = ({ identity, url }: RunningWitness) => ({ key: identity.key, url });

async function listening(server: Server): Promise<string> {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise(done => server.close(done));
}
