// Checks of the log on record: asked for by the auditor or begun at night, by one process, seen and told of by alarm.
import request from 'supertest';
import type { Config } from '../../src/platform/config';
import { CONFIG } from '../../src/platform/platform.module';
import type { FsckRunView } from '../../src/fsck/fsck.dto';
import { FsckService } from '../../src/fsck/fsck.service';
import { NightlyService } from '../../src/fsck/nightly.service';
import { asAttacker } from '../setup/proofs';
import { COUNTY, type World } from '../setup/world';
import { done } from './flaw-story';
import { openWholeLog, snapshot } from './fsck-world';

jest.setTimeout(120_000);

let world: World;
let sealedAt: number;
beforeAll(async () => {
  ({ world, sealedAt } = await openWholeLog());
  await snapshot(world);
});
afterAll(() => world.close());

const HERE = `county = '${COUNTY}'`;
const attack = (...statements: string[]) => asAttacker(world, statements);
const at = (position: number) => `${HERE} and position = ${position}`;

describe('a run', () => {
  const path = `/ledger/${COUNTY}/fsck`;
  const runs = () => done<FsckRunView[]>(world.as('auditor').get(path), 200);
  async function ended(id: string): Promise<FsckRunView> {
    for (;;) {
      const found = (await runs()).find(run => run.id === id)!;
      if (found.state !== 'running') return found;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
  const asked = async () => ended((await done<FsckRunView>(world.as('auditor').post(path), 202)).id);
  const metric = async () => {
    const { text } = await request(world.app.getHttpServer()).get('/metrics').expect(200);
    return new RegExp(`^ledger_fsck_failed\\{county="${COUNTY}"\\} (.*)$`, 'm').exec(text)?.[1];
  };

  it('is asked for by the auditor, and shown with what it found', async () => {
    expect(await asked()).toMatchObject({ state: 'passed', origin: 'asked', failed: 0, faults: [] });
    expect(await metric()).toBe('0');
    await attack(`update ledger_payload set payload = '{}' where ${at(sealedAt)}`);
    const failed = await asked();
    await attack(
      `update ledger_payload p set payload = k.payload from kept.ledger_payload k
       where k.county = p.county and k.position = p.position and p.position = ${sealedAt} and p.${HERE}`,
    );
    expect(failed).toMatchObject({
      state: 'failed',
      failed: 1,
      faults: [{ code: 'payload.altered', where: `#${sealedAt}` }],
    });
    expect(await metric()).toBe('1');
  });
  it('is not begun while another is going', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => world.as('auditor').post(path)));
    const answers = [first, second].map(answer => answer!.body.code ?? answer!.body.state).sort();
    expect(answers).toEqual(['fsck.running', 'running']);
    for (const { id } of await runs()) await ended(id);
  });

  it.each([
    ['leader', 403],
    ['sysadmin', 403],
    ['secadmin', 403],
    ['inspector', 403],
    ['neighbourAuditor', 404],
  ] as const)('is neither seen nor asked for by %s', async (person, status) => {
    await world.as(person).get(path).expect(status);
    await world.as(person).post(path).expect(status);
  });

  it('is done at night, of every log, once however many processes there are, and at no other hour', async () => {
    const nightly = world.app.get(NightlyService);
    const config = world.app.get<Config>(CONFIG) as { fsckHour: number | null };
    const count = async () =>
      Number(
        (await world.superuser.query<{ n: string }>(`select count(*) as n from fsck_run where origin = 'nightly'`))
          .rows[0]!.n,
      );
    const beijing = (Number(world.clock.now().slice(11, 13)) + 8) % 24;
    for (const hour of [null, (beijing + 1) % 24, (beijing + 23) % 24]) {
      config.fsckHour = hour;
      await nightly.tick();
    }
    expect(await count()).toBe(0);
    config.fsckHour = beijing;
    await Promise.all([nightly.tick(), nightly.tick()]);
    const logs = await world.app.get(FsckService).counties();
    expect(await count()).toBe(logs.length);
    await nightly.tick();
    expect(await count()).toBe(logs.length);
    const [last] = (await runs()).filter(run => run.origin === 'nightly');
    expect(last).toMatchObject({ state: 'passed', askedBy: null, failed: 0 });
    config.fsckHour = null;
  });

  it('that ended stays as it ended', async () => {
    const change = `update fsck_run set failed = 0, version = version + 1 where ${HERE}`;
    await expect(world.superuser.query(change)).rejects.toThrow('a run ends once');
    await expect(world.superuser.query(`delete from fsck_run where ${HERE}`)).rejects.toThrow('append-only');
  });
});
