// The table of docs/threats.md, carried out: each attack is noticed by the one it names, and none of them, whatever else it
// brings about, makes anybody prove a falsehood for a time before it.
import { readFileSync, rmSync } from 'node:fs';
import { cosign } from '../../src/domain/merkle/cosignature';
import { parseNote, printSignature } from '../../src/domain/merkle/note';
import { parsePinnedKeys } from '../../src/domain/merkle/pinned-keys';
import { printProofFile } from '../../src/domain/merkle/proof-file';
import { parseReceipt, printReceipt } from '../../src/domain/merkle/receipt';
import { FsckService } from '../../src/fsck/fsck.service';
import type { Config } from '../../src/platform/config';
import { sha256 } from '../../src/platform/digests';
import { CONFIG } from '../../src/platform/platform.module';
import { PinnedKeysService } from '../../src/proof/pinned-keys.service';
import { attackTable } from '../setup/attack-table';
import { ATTACKS } from '../setup/attacks';
import type { Attack, Forged } from '../setup/attack';
import { backDated } from '../setup/attacks-on-history';
import { invented, stamped } from '../setup/attacks-on-receipts';
import { runAuthority, runWitness, turnTo, witnessSetting, type RunningAuthority } from '../setup/outsiders';
import {
  ATTACK_DAY,
  judged,
  openScene,
  provesAFalsehood,
  stageScene,
  traceOf,
  truthOf,
  type Scene,
  type StagedScene,
  type Truth,
} from '../setup/scene';
import { COUNTY } from '../setup/world';

let authority: RunningAuthority;
let staged: StagedScene;
let scene: Scene;
/** Of a scene that nobody has touched yet. */
let trace: string;
let truth: Truth;
beforeAll(async () => {
  authority = await runAuthority();
  staged = await stageScene(authority);
  scene = await openScene(staged);
  trace = await traceOf(scene);
});
afterAll(async () => {
  await scene.close();
  await staged.world.database.drop();
  await authority.close();
});
// Many attacks are on paper alone and leave the scene as it was; most others leave nothing that cannot be put back. Opening
// another scene costs twenty times as much, so that is for those who asked the witness or changed more than the log.
beforeEach(async () => {
  const isPutBack = async () => {
    await scene.reset();
    return (await traceOf(scene)) === trace;
  };
  if ((await traceOf(scene)) !== trace && !(await isPutBack())) {
    await scene.close();
    scene = await openScene(staged);
    expect(await traceOf(scene)).toBe(trace);
  }
  truth = await truthOf(scene);
});

/** How often fsck found what. Those who people a test's world are known to no entry, and are found as well. */
async function faults(): Promise<Map<string, number>> {
  const { faults: told, untold } = await scene.world.app.get(FsckService).check(COUNTY);
  const found = new Map<string, number>();
  for (const { code, count } of [...told.map(({ code }) => ({ code, count: 1 })), ...untold]) {
    found.set(code, (found.get(code) ?? 0) + count);
  }
  return found;
}

async function noticed(
  { detector }: Attack,
  outcome: Forged | string | void,
  before: Map<string, number>,
): Promise<string> {
  if (typeof outcome === 'string') return outcome;
  if (outcome) return judged(outcome.receipt, outcome.keys ?? scene.pinned);
  if (detector === 'fsck') {
    const risen = [...(await faults())].filter(([code, count]) => count > (before.get(code) ?? 0));
    return risen.map(([code]) => code).join(' ');
  }
  const standing = await scene.sign();
  return standing.state === 'refused' ? standing.refusal.code : standing.state;
}

/** Every receipt that the registry would hand out now. */
async function receiptsNow(): Promise<string[]> {
  const given = await Promise.all([...truth.keys()].map(position => scene.receipt(position).catch(() => null)));
  return given.filter(receipt => receipt !== null);
}

/** What fsck says of a scene nobody touched: the same of every one, since all are played alike. */
let untouched: Map<string, number> | undefined;

it.each(ATTACKS.map(one => [one.attack, one] as const))('%s', async (_, attack) => {
  const before = attack.detector === 'fsck' ? (untouched ??= await faults()) : new Map<string, number>();
  const outcome = await attack.run(scene);
  expect(await noticed(attack, outcome, before)).toContain(attack.shows);
  const forged = typeof outcome === 'object' ? [outcome] : [];
  for (const { receipt, keys = scene.pinned } of forged) {
    expect(await judged(receipt, keys)).not.toContain('PROVEN');
  }
  for (const receipt of await receiptsNow()) {
    expect(await provesAFalsehood(receipt, scene.pinned, truth)).toBe(false);
  }
});

it('would notice a receipt that proves a falsehood', async () => {
  const receipt = await scene.receipt(scene.early[0]!);
  expect(await judged(receipt, scene.pinned)).toContain('PROVEN BEFORE 2026-03-02');
  expect(await provesAFalsehood(receipt, scene.pinned, truth)).toBe(false);
  const row = truth.get(scene.early[0]!)!;
  truth.set(row.position, { ...row, leaf: { ...row.leaf, subject: 'something-else' } });
  expect(await provesAFalsehood(receipt, scene.pinned, truth)).toBe(true);
});

describe('what is not promised, and what it then proves', () => {
  it('a past rewritten before anything was anchored is proven for times after the rewriting only', async () => {
    const { world, keys, late } = scene;
    await scene.rewrite(backDated(scene, await scene.rows()));
    await scene.sql('truncate anchor, cosignature, checkpoint cascade');
    rmSync(world.app.get<Config>(CONFIG).publishedDir, { recursive: true });
    const newcomer = await runWitness(
      'w.test/newcomer',
      9,
      keys.map(({ key }) => key),
    );
    try {
      newcomer.identity.now = scene.witness.identity.now;
      turnTo(world, { witnesses: [witnessSetting(newcomer)], quorum: 1, authorities: [] });
      expect(await scene.sign()).toMatchObject({ state: 'signed' });
      expect(await scene.ask()).toBe('settled');
      const receipt = await scene.receipt(late);
      const pinned = parsePinnedKeys(world.app.get(PinnedKeysService).of(COUNTY), sha256);
      expect(Buffer.from(parseReceipt(receipt).proof.leaf).toString()).toContain('"received_at":"2026-01-05');
      expect(await judged(receipt, pinned)).toBe(`PROVEN BEFORE ${ATTACK_DAY}`);
    } finally {
      await newcomer.close();
    }
  });

  it('a token on a fork proves the day of the stamp', async () => {
    const parts = parseReceipt(invented(scene).receipt);
    const tokens = [stamped(scene, parseNote(parts.proof.checkpoint).text)];
    const receipt = printReceipt({ ...parts, proof: printProofFile(parts.proof), tokens });
    const started = new Date(Date.now() - 60_000).toISOString();
    const verdict = await judged(receipt, { ...scene.pinned, authorities: [authority.pem('root')] });
    expect(verdict > `PROVEN BEFORE ${started}`).toBe(true);
  });

  it('a quorum of witnesses together with the log’s key makes any past', async () => {
    const january = BigInt(Date.parse('2026-01-05T02:00:00Z') / 1000);
    const { receipt } = invented(scene, text => printSignature(cosign(text, january, scene.witness.identity)));
    expect(await judged(receipt, scene.pinned)).toBe('PROVEN BEFORE 2026-01-05T02:00:00.000Z');
  });
});

it('docs/threats.md has the same table', () => {
  expect(readFileSync('docs/threats.md', 'utf8')).toContain(attackTable(ATTACKS));
});
