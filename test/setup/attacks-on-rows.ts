// Attacks of somebody who holds the database and changes rows, past triggers, keys and policies.
import type { Attack } from './attack';
import { committing, type Scene } from './scene';
import { COUNTY } from './world';
import { leafBytes } from '../../src/domain/merkle/encoding';
import { leafHash } from '../../src/domain/merkle/tree';
import { sha256 } from '../../src/platform/digests';

const hex = (bytes: Uint8Array) => `'\\x${Buffer.from(bytes).toString('hex')}'`;
const at = (position: number) => `county = '${COUNTY}' and position = ${position}`;

/** A leaf row with other contents, its stored hash and columns fitting. */
async function replaceLeaf(scene: Scene, position: number, change: object): Promise<void> {
  const row = (await scene.rows())[position]!;
  const leaf = { ...row.leaf, ...change };
  const bytes = leafBytes(leaf);
  await scene.sql(
    `update ledger_entry set leaf = ${hex(bytes)}, leaf_hash = ${hex(leafHash(sha256, bytes))},
       received_at = '${leaf.received_at}', kind = '${leaf.kind}', subject = '${leaf.subject}' where ${at(position)}`,
  );
}

export const ATTACKS_ON_ROWS: Attack[] = [
  {
    attack: 'back-date an entry: another `received_at` in the leaf, stored hash and column to match',
    holds: 'database',
    detector: 'fsck',
    shows: 'entry.leaf-altered',
    run: scene => replaceLeaf(scene, scene.late, { received_at: '2026-01-05T01:00:00.000Z' }),
  },
  {
    attack: 'the same, and hand out the receipt',
    holds: 'database',
    detector: 'receipt',
    shows: 'INVALID: the computed root differs',
    run: async scene => {
      await replaceLeaf(scene, scene.late, { received_at: '2026-01-05T01:00:00.000Z' });
      return { receipt: await scene.receipt(scene.late) };
    },
  },
  {
    attack: 'back-date only the column that lists show',
    holds: 'database',
    detector: 'fsck',
    shows: 'entry.row-differs',
    run: scene => scene.sql(`update ledger_entry set received_at = '2026-01-05' where ${at(scene.late)}`),
  },
  {
    attack: 'give an entry another subject',
    holds: 'database',
    detector: 'receipt',
    shows: 'INVALID: the computed root differs',
    run: async scene => {
      await replaceLeaf(scene, scene.early[1]!, { subject: 'BA-513221-2026-9999' });
      return { receipt: await scene.receipt(scene.early[1]!) };
    },
  },
  {
    attack: 'alter a payload',
    holds: 'database',
    detector: 'fsck',
    shows: 'payload.altered',
    run: scene => scene.sql(`update ledger_payload set payload = '{"lossCapFen":99}' where ${at(scene.early[0]!)}`),
  },
  {
    attack: 'hand out the receipt of an altered payload',
    holds: 'database',
    detector: 'receipt',
    shows: 'INVALID: the payload does not fit',
    run: async scene => {
      await scene.sql(`update ledger_payload set payload = '{"lossCapFen":99}' where ${at(scene.early[0]!)}`);
      return { receipt: await scene.receipt(scene.early[0]!) };
    },
  },
  {
    attack: 'replace a payload together with the digests in its leaf',
    holds: 'database',
    detector: 'receipt',
    shows: 'INVALID: the computed root differs',
    run: async scene => {
      const position = scene.early[0]!;
      const { leaf, payload } = committing((await scene.rows())[position]!, { lossCapFen: 99 });
      await replaceLeaf(scene, position, leaf);
      await scene.sql(`update ledger_payload set payload = ${hex(payload)} where ${at(position)}`);
      return { receipt: await scene.receipt(position) };
    },
  },
  {
    attack: 'change a salt',
    holds: 'database',
    detector: 'fsck',
    shows: 'payload.altered',
    run: scene => scene.sql(`update ledger_payload set salt = substr(sha256('x'), 1, 16) where ${at(scene.early[0]!)}`),
  },
  {
    attack: 'erase a payload without an order',
    holds: 'database',
    detector: 'fsck',
    shows: 'payload.missing',
    run: scene => scene.sql(`delete from ledger_payload where ${at(scene.early[0]!)}`),
  },
  {
    attack: 'delete an entry, leaving the tree as it is',
    holds: 'database',
    detector: 'fsck',
    shows: 'entry.missing',
    run: scene =>
      scene.sql(
        `delete from ledger_payload where ${at(scene.early[2]!)}`,
        `delete from ledger_entry where ${at(scene.early[2]!)}`,
      ),
  },
  {
    attack: 'truncate the tail: the last entries go, the head stays',
    holds: 'database',
    detector: 'fsck',
    shows: 'entry.missing',
    run: scene =>
      scene.sql(
        `delete from ledger_payload where county = '${COUNTY}' and position >= ${scene.late}`,
        `delete from ledger_entry where county = '${COUNTY}' and position >= ${scene.late}`,
      ),
  },
  {
    attack: 'swap two leaves',
    holds: 'database',
    detector: 'fsck',
    shows: 'entry.out-of-place',
    run: ({ sql, early: [a, b] }) =>
      sql(
        `update ledger_entry set position = 900000 where ${at(a!)}`,
        `update ledger_entry set position = ${a} where ${at(b!)}`,
        `update ledger_entry set position = ${b} where ${at(900000)}`,
      ),
  },
  {
    attack: 'a second entry under the same position, the primary key dropped',
    holds: 'database',
    detector: 'fsck',
    shows: 'entry.leaf-altered',
    run: async scene => {
      const row = (await scene.rows())[scene.early[1]!]!;
      const bytes = leafBytes({ ...row.leaf, subject: 'second' });
      await scene.sql(
        'alter table ledger_payload drop constraint ledger_payload_county_position_fkey',
        'alter table erasure drop constraint erasure_county_position_fkey',
        'alter table ledger_entry drop constraint ledger_entry_pkey',
        `insert into ledger_entry select county, position, kind, 'second', received_at, actor_unit, ${hex(bytes)},
           ${hex(leafHash(sha256, bytes))} from ledger_entry where ${at(row.position)}`,
      );
    },
  },
  {
    attack: 'change a node of the tree',
    holds: 'database',
    detector: 'fsck',
    shows: 'node.altered',
    run: scene =>
      scene.sql(
        `update ledger_node set hash = sha256('x') where county = '${COUNTY}' and level = 0 and index = ${scene.early[1]}`,
      ),
  },
  {
    attack: 'give the log another root',
    holds: 'database',
    detector: 'log',
    shows: 'log.differs-from-published',
    run: ({ sql }) => sql(`update ledger_head set root = sha256('x') where county = '${COUNTY}'`),
  },
  {
    attack: 'spoil the frontier, so that the next append grows another tree',
    holds: 'database',
    detector: 'log',
    shows: 'log.differs-from-published',
    run: async scene => {
      await scene.sql(`update ledger_head set frontier[1] = sha256('x') where county = '${COUNTY}'`);
      await scene.write('next');
    },
  },
  {
    attack: 'drop the head row',
    holds: 'database',
    detector: 'log',
    shows: 'log.behind-published',
    run: ({ sql }) => sql(`delete from ledger_head where county = '${COUNTY}'`),
  },
  {
    attack: 'empty every table of the log (TRUNCATE)',
    holds: 'database',
    detector: 'log',
    shows: 'log.behind-published',
    run: ({ sql }) =>
      sql('truncate ledger_head, ledger_node, ledger_payload, ledger_entry, checkpoint, cosignature, anchor cascade'),
  },
  {
    attack: 'back-date an anchor, so that a check would take a record for proven earlier',
    holds: 'database',
    detector: 'fsck',
    shows: 'anchor.unfounded',
    run: ({ sql }) =>
      sql(
        `insert into anchor select county, size, kind, '2026-01-05', received_at from anchor where county = '${COUNTY}' order by size limit 1`,
      ),
  },
  {
    attack: 'put a checkpoint of a forged tree into the table, unsigned',
    holds: 'database',
    detector: 'fsck',
    shows: 'checkpoint.beyond-log',
    run: async scene => {
      const note = scene.notes[1].replace(
        /\n(\d+)\n[^\n]+/,
        (_, size: string) => `\n${Number(size) + 1}\n${'A'.repeat(43)}=`,
      );
      await scene.sql(
        `insert into checkpoint select county, size + 1, sha256('x'), '${note}', now() from checkpoint
         where county = '${COUNTY}' order by size desc limit 1`,
      );
    },
  },
  {
    attack: 'put an earlier checkpoint’s signed note into the row of a later one',
    holds: 'database',
    detector: 'receipt',
    shows: 'INVALID: the signature of the key',
    run: async scene => {
      await scene.sql(`update checkpoint set note = '${scene.notes[0]}' where county = '${COUNTY}'`);
      return { receipt: await scene.receipt(scene.late) };
    },
  },
  {
    attack: 'change the time in a witness’s cosignature',
    holds: 'database',
    detector: 'receipt',
    shows: 'INVALID: the signature of the key',
    run: async scene => {
      const { rows } = await scene.world.superuser.query<{ line: string }>(
        'select line from cosignature order by size limit 1',
      );
      await scene.sql(
        `update cosignature set line = '${earlier(rows[0]!.line)}', cosigned_at = '2026-01-05' where line = '${rows[0]!.line}'`,
      );
      return { receipt: await scene.receipt(scene.early[0]!) };
    },
  },
  {
    attack: 'the same, found without a receipt',
    holds: 'database',
    detector: 'fsck',
    shows: 'cosignature.invalid',
    run: async scene => {
      const { rows } = await scene.world.superuser.query<{ line: string }>(
        'select line from cosignature order by size limit 1',
      );
      await scene.sql(`update cosignature set line = '${earlier(rows[0]!.line)}' where line = '${rows[0]!.line}'`);
    },
  },
];

/** A cosignature line whose eight bytes of time say some months earlier. */
function earlier(line: string): string {
  const [, head, base64] = /^(.* )(\S+)\n$/.exec(line)!;
  const bytes = Buffer.from(base64!, 'base64');
  bytes.writeBigUInt64BE(bytes.readBigUInt64BE(4) - 5_000_000n, 4);
  return `${head}${bytes.toString('base64')}\n`;
}
