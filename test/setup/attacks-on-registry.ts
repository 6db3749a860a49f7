// Attacks on the registry's own tables, which the log witnesses row by row.
import { sealedRecord } from '../api/flaw-story';
import type { Attack } from './attack';
import type { Scene } from './scene';
import { PILOT_BODY, runningPilot } from './stories';
import { COUNTY } from './world';

/** A record honestly sealed, signed and anchored in June. */
async function sealed({ world, sign, ask }: Scene): Promise<string> {
  const record = await sealedRecord(world, await runningPilot(world.as('sponsor'), PILOT_BODY));
  await sign();
  await ask();
  return record.id;
}

export const ATTACKS_ON_THE_REGISTRY: Attack[] = [
  {
    attack: 'back-date the sealing in the table of records, which a check reads',
    holds: 'database',
    detector: 'fsck',
    shows: 'row.without-entry',
    run: async scene => {
      const id = await sealed(scene);
      await scene.sql(`update exemption set filed_at = '2026-01-04', sealed_at = '2026-01-05' where id = '${id}'`);
    },
  },
  {
    attack: 'raise the cap of a sealed record',
    holds: 'database',
    detector: 'fsck',
    shows: 'row.differs',
    run: async scene => {
      const id = await sealed(scene);
      await scene.sql(`update exemption set loss_cap_fen = 90000000 where id = '${id}'`);
    },
  },
  {
    attack: 'delete a sealed record from the table',
    holds: 'database',
    detector: 'fsck',
    shows: 'entry.without-row',
    run: async scene => {
      const id = await sealed(scene);
      await scene.sql(`delete from exemption where id = '${id}'`);
    },
  },
  {
    attack: 'put a record into the table that no entry speaks of',
    holds: 'database',
    detector: 'fsck',
    shows: 'row.without-entry',
    run: async scene => {
      const id = await sealed(scene);
      await scene.sql(
        `create temporary table copied as table exemption`,
        `delete from copied where id <> '${id}'`,
        `update copied set id = gen_random_uuid(), code = 'BA-${COUNTY}-2026-9999'`,
        'insert into exemption select * from copied',
      );
    },
  },
];
