// The demo's one witness: in the demo's own process, but with a key and a memory of its own and over a real socket. It shows
// what a witness does; only one that somebody else runs, on a machine of their own, is worth anything as proof.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { printVerifierKey } from '../domain/merkle/note-key';
import { Clock } from '../platform/clock';
import type { Config } from '../platform/config';
import { AskingLoopService } from '../proof/asking-loop.service';
import { AskingService } from '../proof/asking.service';
import { LogKeysService } from '../proof/log-keys.service';
import { SigningService } from '../proof/signing.service';
import type { Running } from '../serve';
import { openWitness } from '../witness/open-witness';
import { createWitnessKey } from './witness';

const WITNESS_NAME = 'witness.demo.example';

export interface DemoWitness {
  /** The configuration with which the application finds the witness. */
  config: Config;
  close(): Promise<void>;
}

/** Gives the county's log a key if it has none, and opens a witness of it. @throws Error when another demo holds the witness */
export async function openDemoWitness(config: Config, county: string, clock: Clock): Promise<DemoWitness> {
  const keys = new LogKeysService(config, new Clock());
  if (keys.of(county).length === 0) keys.create(county);
  const folder = join(config.varDir, 'witness');
  mkdirSync(folder, { recursive: true });
  createWitnessKey(WITNESS_NAME, join(folder, 'key'));
  const { key, url, close } = await openWitness({
    keyFile: join(folder, 'key'),
    store: join(folder, 'store'),
    logs: keys.of(county).map(one => one.key),
    // The machine's time, unless the stories play later than that: a log refuses who claims to have seen it before it was.
    now: () => BigInt(Math.floor(Math.max(Date.now(), Date.parse(clock.now())) / 1000)),
    host: '127.0.0.1',
    port: 0,
    log: line => process.stderr.write(`${line}\n`),
  });
  const anchorsFile = join(folder, 'anchors.json');
  const anchors = { quorum: 1, witnesses: [{ vkey: printVerifierKey(key), url }] };
  writeFileSync(anchorsFile, `${JSON.stringify(anchors, null, 2)}\n`);
  return { config: { ...config, anchorsFile }, close };
}

/** No outsider's true time comes into stories that play in the past. */
export function holdAnchoring({ app }: Running): void {
  app.get(AskingLoopService).hold();
}

/** Signs what the log has grown to and waits for the witness's word on it; false when that took more than `patienceMs`. */
export async function anchorDemoLog({ app }: Running, county: string, patienceMs: number): Promise<boolean> {
  const [signing, asking] = [app.get(SigningService), app.get(AskingService)];
  const until = Date.now() + patienceMs;
  app.get(AskingLoopService).release();
  await signing.sign(county);
  while ((await asking.ask(county)) === 'silent') {
    if (Date.now() > until) return false;
    await pause(250);
  }
  return true;
}
