// Attacks that rewrite or fork the log as a whole, some with its real key in hand.
import { rmSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../src/app.module';
import type { Config } from '../../src/platform/config';
import { CONFIG } from '../../src/platform/platform.module';
import { SigningService } from '../../src/proof/signing.service';
import type { Attack } from './attack';
import { committing, type Row, type Scene } from './scene';
import { COUNTY } from './world';

const publishedFolder = ({ world }: Scene) => world.app.get<Config>(CONFIG).publishedDir;
const publishedFile = (scene: Scene) => join(publishedFolder(scene), COUNTY, 'checkpoint');

/** Every entry as it was, but for the late one, which was received in January. */
export const backDated = (scene: Scene, rows: Row[]): Row[] =>
  rows.map(row =>
    row.position === scene.late ? { ...row, leaf: { ...row.leaf, received_at: '2026-01-05T01:00:00.000Z' } } : row,
  );

/** An entry that was never made, among the first. */
export const slippedIn = (scene: Scene, rows: Row[]): Row[] => {
  const model = rows[scene.early[0]!]!;
  const invented = committing(
    { ...model, leaf: { ...model.leaf, subject: 'BA-513221-2026-9999' } },
    { invented: true },
  );
  return rows.toSpliced(scene.early[1]!, 0, invented);
};

/** The tables of checkpoints and anchors as if the rewritten tree had been signed when the true one was. */
async function resign(scene: Scene, rows: Row[], root: Uint8Array): Promise<string> {
  const note = scene.note(rows.length, root);
  const hash = Buffer.from(root).toString('hex');
  await scene.sql(
    `delete from anchor where county = '${COUNTY}'`,
    `delete from cosignature where county = '${COUNTY}'`,
    `delete from checkpoint where county = '${COUNTY}'`,
    `insert into checkpoint values ('${COUNTY}', ${rows.length}, '\\x${hash}', '${note}', '2026-03-02T01:00:00Z')`,
  );
  return note;
}

export const ATTACKS_ON_HISTORY: Attack[] = [
  {
    attack: 'restore an old dump',
    holds: 'database',
    detector: 'log',
    shows: 'log.behind-published',
    run: scene => scene.restore(),
  },
  {
    attack: 'restore an old dump and write a fork to the same length',
    holds: 'database',
    detector: 'log',
    shows: 'log.differs-from-published',
    run: async scene => {
      await scene.restore();
      for (const subject of ['fork-1', 'fork-2']) await scene.write(subject);
    },
  },
  {
    attack: 'restore an old dump and write a longer fork',
    holds: 'database',
    detector: 'log',
    shows: 'log.differs-from-published',
    run: async scene => {
      await scene.restore();
      for (let at = 0; at < 9; at++) await scene.write(`fork-${at}`);
    },
  },
  {
    attack: 'truncate the tail and rebuild head and nodes to match',
    holds: 'database',
    detector: 'log',
    shows: 'log.behind-published',
    run: async scene => {
      await scene.rewrite((await scene.rows()).slice(0, scene.late));
    },
  },
  {
    attack: 'rewrite the whole tree with one entry back-dated',
    holds: 'database',
    detector: 'log',
    shows: 'log.differs-from-published',
    run: async scene => {
      await scene.rewrite(backDated(scene, await scene.rows()));
    },
  },
  {
    attack: 'insert an entry in the past and rewrite the whole tree',
    holds: 'database',
    detector: 'log',
    shows: 'log.differs-from-published',
    run: async scene => {
      await scene.rewrite(slippedIn(scene, await scene.rows()));
    },
  },
  {
    attack: 'rewrite the tree and remove every checkpoint from the database, as if nothing had been signed yet',
    holds: 'database',
    detector: 'log',
    shows: 'log.differs-from-published',
    run: async scene => {
      await scene.rewrite(backDated(scene, await scene.rows()));
      await scene.sql('truncate anchor, cosignature, checkpoint cascade');
    },
  },
  {
    attack: 'rewrite, re-sign with the real key, replace the checkpoint in the database',
    holds: 'database, log key',
    detector: 'log',
    shows: 'log.differs-from-published',
    run: async scene => {
      const rows = backDated(scene, await scene.rows());
      await resign(scene, rows, await scene.rewrite(rows));
    },
  },
  {
    attack: 'rewrite, re-sign, replace database and published folder, and go on as if nothing had been',
    holds: 'database, log key, published folder',
    detector: 'witness',
    shows: 'contradicts',
    run: async scene => {
      const rows = backDated(scene, await scene.rows());
      writeFileSync(publishedFile(scene), await resign(scene, rows, await scene.rewrite(rows)));
      await scene.write('business-as-usual');
      expect(await scene.sign()).toMatchObject({ state: 'signed' });
      return scene.ask();
    },
  },
  {
    attack: 'the same, and hand out the receipt of the back-dated entry',
    holds: 'database, log key, published folder',
    detector: 'receipt',
    shows: 'ORDER ONLY',
    run: async scene => {
      const rows = backDated(scene, await scene.rows());
      writeFileSync(publishedFile(scene), await resign(scene, rows, await scene.rewrite(rows)));
      return { receipt: await scene.receipt(scene.late) };
    },
  },
  {
    attack: 'the same, with the true cosignatures kept beside the false checkpoint',
    holds: 'database, log key, published folder',
    detector: 'receipt',
    shows: 'INVALID: the signature of the key',
    run: async scene => {
      const { rows: lines } = await scene.world.superuser.query<{ line: string }>(
        'select line from cosignature order by size',
      );
      const rows = backDated(scene, await scene.rows());
      const root = await scene.rewrite(rows);
      await resign(scene, rows, root);
      const { name, keyId } = scene.witness.identity.key;
      await scene.sql(
        `insert into cosignature values ('${COUNTY}', ${rows.length}, '${name}', '${keyId}', '${lines[1]!.line}', '2026-03-03', now())`,
        `insert into anchor values ('${COUNTY}', ${rows.length}, 'quorum', '2026-03-03', now())`,
      );
      return { receipt: await scene.receipt(scene.late) };
    },
  },
  {
    attack: 'set the whole machine back: old dump, old published folder',
    holds: 'database, published folder',
    detector: 'witness',
    shows: 'contradicts',
    run: async scene => {
      await scene.restore();
      writeFileSync(publishedFile(scene), scene.notes[0]);
      await scene.write('after-the-restore');
      expect(await scene.sign()).toMatchObject({ state: 'signed' });
      return scene.ask();
    },
  },
  {
    attack: 'restore an old dump and delete the published folder',
    holds: 'database, published folder',
    detector: 'witness',
    shows: 'contradicts',
    run: async scene => {
      await scene.restore();
      rmSync(publishedFolder(scene), { recursive: true });
      for (let at = 0; at < 5; at++) await scene.write(`fork-${at}`);
      expect(await scene.sign()).toMatchObject({ state: 'signed' });
      return scene.ask();
    },
  },
  {
    attack: 'put another note into the published history',
    holds: 'database, published folder',
    detector: 'fsck',
    shows: 'published.differs',
    run: async scene => {
      const history = join(publishedFolder(scene), COUNTY, 'history.jsonl');
      const [first, ...others] = readFileSync(history, 'utf8').trim().split('\n');
      const forged = { ...(JSON.parse(first!) as object), note: scene.notes[1] };
      writeFileSync(history, [JSON.stringify(forged), ...others, ''].join('\n'));
    },
  },
  {
    attack: 'change the published checkpoint without the key',
    holds: 'database, published folder',
    detector: 'log',
    shows: 'log.published-unreadable',
    run: async scene => writeFileSync(publishedFile(scene), scene.notes[1].replace(/\n(\d+)\n/, '\n1\n')),
  },
  {
    attack: 'sign a fork in a second process, on a copy of the database set back',
    holds: 'database, log key',
    detector: 'log',
    shows: 'log.behind-published',
    run: async scene => {
      const { world } = scene;
      const config = world.app.get<Config>(CONFIG);
      await scene.restore();
      const other = await NestFactory.createApplicationContext(
        AppModule.with({ config, appUrl: world.database.appUrl, clock: world.clock }),
        { logger: false },
      );
      try {
        const standings = await Promise.all([other.get(SigningService).sign(COUNTY), scene.sign()]);
        expect(standings.map(({ state }) => state)).toEqual(['refused', 'refused']);
      } finally {
        await other.close();
      }
    },
  },
  {
    attack: 'set the registry’s clock back and write',
    holds: 'database',
    detector: 'database',
    shows: 'ledger.clock-behind',
    run: async scene => {
      jest.spyOn(scene.world.clock, 'now').mockReturnValue('2026-01-05T01:00:00.000Z');
      try {
        return await scene.write('in January').then(
          () => 'done',
          (error: Error) => error.message,
        );
      } finally {
        jest.restoreAllMocks();
      }
    },
  },
];
