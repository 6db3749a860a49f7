// A payload is erased on an order, by two persons and in no other way; its leaf and every proof outlive it.
import { Client } from 'pg';
import { readLeaf } from '../../src/ledger/audit';
import { verifyInclusion } from '../../src/domain/merkle/proof';
import { sha256 } from '../../src/platform/digests';
import type { ErasureView, ErasureWritten } from '../../src/erasures/erasures.dto';
import type { EntryView, InclusionView } from '../../src/ledger/ledger.dto';
import { draftPilot, PILOT_BODY } from '../setup/stories';
import { COUNTY, NEIGHBOUR, openWorld, type PersonKey, type World } from '../setup/world';
import { done } from './flaw-story';

let world: World;
let app: Client;
beforeAll(async () => {
  world = await openWorld();
  await draftPilot(world.as('sponsor'));
  await draftPilot(world.as('neighbourSponsor'), { scope: { ...PILOT_BODY.scope, regions: ['510104'] } });
  app = new Client({ connectionString: world.database.appUrl });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await world.close();
});

const ORDER = { legalDocument: '中华人民共和国个人信息保护法', legalArticle: '第四十七条', reason: '本人申请删除' };
const ERASURES = `/ledger/${COUNTY}/erasures`;
const order = (position: number, person: PersonKey = 'secadmin') =>
  done<ErasureWritten>(world.as(person).post(ERASURES, { ...ORDER, position }), 201);
const entries = () => done<EntryView[]>(world.as('auditor').get(`/ledger/${COUNTY}/entries`), 200);

async function note(subject: string): Promise<number> {
  const written = await world.journal.write(world.actor('sponsor'), async tx =>
    tx.record('test.noted', subject, { account: world.actor('sponsor').accountId }),
  );
  return written.receipts[0]!.position;
}

const payloadsAt = async (position: number): Promise<number> => {
  const sql = 'select from ledger_payload where county = $1 and position = $2';
  return (await world.superuser.query(sql, [COUNTY, position])).rowCount!;
};

describe('an erasure', () => {
  it('takes the payload, and leaves leaf, inclusion proof and the answer to what became of it', async () => {
    const position = await note('erased-whole');
    const before = (await entries()).find(entry => entry.position === position)!;
    const ordered = await order(position);
    expect(ordered).toMatchObject({ state: 'ordered', version: 1, county: COUNTY, position });
    expect(await payloadsAt(position)).toBe(1);
    const executed = await done<ErasureWritten>(
      world.as('sysadmin').post(`/erasures/${ordered.id}/execute`, {}, { ifMatch: 1 }),
      200,
    );
    expect(executed).toMatchObject({ state: 'executed', version: 2, receipt: { kind: 'erasure.executed' } });
    expect(await payloadsAt(position)).toBe(0);
    const after = (await entries()).find(entry => entry.position === position)!;
    expect(after).toEqual({ ...before, erased: { at: executed.endedAt, erasure: ordered.code } });
    expect(before.erased).toBeNull();
    const inclusion = `/ledger/${COUNTY}/inclusion?position=${position}`;
    const { size, leafHash, root, proof } = await done<InclusionView>(world.as('auditor').get(inclusion), 200);
    const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
    const claim = { hash: sha256, index: BigInt(position), size: BigInt(size), proof: proof.map(bytes) };
    expect(verifyInclusion({ ...claim, leafHash: bytes(leafHash), root: bytes(root) })).toBeNull();
    expect(readLeaf(Buffer.from(after.leaf, 'base64'))?.subject).toBe('erased-whole');
    const recorded = await world.superuser.query<{ payload: string }>(
      `select convert_from(p.payload, 'UTF8') as payload from ledger_payload p where county = $1 and position = $2`,
      [COUNTY, executed.receipt.position],
    );
    expect(JSON.parse(recorded.rows[0]!.payload)).toMatchObject({ position, leafHash, erasure: ordered.id });
    expect(recorded.rows[0]!.payload).not.toContain(ORDER.reason);
  });

  it('is seen by the two administrators and the auditor, and by nobody else', async () => {
    const { code } = await order(await note('seen'));
    for (const person of ['secadmin', 'sysadmin', 'auditor'] as const) {
      const seen = await done<ErasureView[]>(world.as(person).get(ERASURES), 200);
      expect(seen.map(one => one.code)).toContain(code);
    }
    for (const person of ['sponsor', 'inspector', 'leader', 'department'] as const) {
      const who = person === 'department' ? 'land' : person;
      await world.as(who).get(ERASURES).expect(403);
    }
    await world.as('neighbourAuditor').get(ERASURES).expect(404);
  });

  it('may be dropped before it is carried out, and ordered anew', async () => {
    const position = await note('dropped');
    const first = await order(position);
    const dropping = world.as('secadmin').post(`/erasures/${first.id}/drop`, { reason: '申请已撤回' }, { ifMatch: 1 });
    expect(await done<ErasureView>(dropping, 200)).toMatchObject({ state: 'dropped', dropReason: '申请已撤回' });
    const late = world.as('sysadmin').post(`/erasures/${first.id}/execute`, {}, { ifMatch: 2 });
    expect((await late).body.code).toBe('state.act-not-open');
    expect(await payloadsAt(position)).toBe(1);
    expect((await order(position)).state).toBe('ordered');
  });
});

describe('refused', () => {
  it.each<[string, PersonKey, number, string]>([
    ['to order: the system administrator', 'sysadmin', 403, 'access.forbidden'],
    ['to order: the auditor', 'auditor', 403, 'access.forbidden'],
    ['to order: a leader', 'leader', 403, 'access.forbidden'],
    ['to order: the neighbour', 'neighbourSecadmin', 404, 'ledger.not-found'],
  ])('%s', async (_, person, status, code) => {
    const answer = await world.as(person).post(ERASURES, { ...ORDER, position: 0 });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it.each<[string, object, string]>([
    ['a position beyond the log', { position: 999_999 }, 'erasure.entry-not-found'],
    ['a position that is none', { position: -1 }, 'request.invalid'],
    ['no legal basis', { position: 0, legalDocument: undefined }, 'request.invalid'],
  ])('%s', async (_, changes, code) => {
    const answer = await world.as('secadmin').post(ERASURES, { ...ORDER, ...changes });
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe(code);
  });

  it('a second order of the same entry, open or carried out', async () => {
    const position = await note('twice');
    const { id } = await order(position);
    const again = () => world.as('secadmin').post(ERASURES, { ...ORDER, position });
    expect((await again()).body.code).toBe('erasure.ordered-already');
    await done(world.as('sysadmin').post(`/erasures/${id}/execute`, {}, { ifMatch: 1 }), 200);
    expect((await again()).body.code).toBe('erasure.ordered-already');
  });

  it('the entry of an erasure itself: it is the proof that a payload went lawfully', async () => {
    const { receipt } = await order(await note('proof-kept'));
    const answer = await world.as('secadmin').post(ERASURES, { ...ORDER, position: receipt.position });
    expect(answer.body.code).toBe('erasure.not-erasable');
  });

  it('execution by the person who ordered it, whatever accounts that person has', async () => {
    const { id } = await order(await note('one-person'));
    const { secadmin, sysadmin } = { secadmin: world.actor('secadmin'), sysadmin: world.actor('sysadmin') };
    const asPerson = (person: string) =>
      world.superuser.query(
        `begin; set local session_replication_role = replica;
         update account set person_id = '${person}' where id = '${sysadmin.accountId}'; commit`,
      );
    await asPerson(secadmin.personId);
    const answer = await world.as('sysadmin').post(`/erasures/${id}/execute`, {}, { ifMatch: 1 });
    await asPerson(sysadmin.personId);
    expect([answer.status, answer.body.code]).toEqual([403, 'erasure.same-person']);
  });

  it('execution without the version read, at a stale one, by the orderer’s role, or from the neighbour county', async () => {
    const { id } = await order(await note('unready'));
    const path = `/erasures/${id}/execute`;
    await world.as('sysadmin').post(path, {}).expect(428);
    await world.as('sysadmin').post(path, {}, { ifMatch: 7 }).expect(412);
    await world.as('secadmin').post(path, {}, { ifMatch: 1 }).expect(403);
    const dropped = world.as('sysadmin').post(`/erasures/${id}/drop`, { reason: '不宜抹除' }, { ifMatch: 1 });
    expect((await dropped).status).toBe(403);
    const stranger = await world.as('neighbourSysadmin').post(path, {}, { ifMatch: 1 });
    expect(stranger.body.code).toBe('erasure.not-found');
  });
});

describe('the database', () => {
  async function asApp(region: string, ...statements: string[]): Promise<void> {
    await app.query('begin');
    try {
      await app.query("select set_config('app.region', $1, true)", [region]);
      for (const statement of statements) await app.query(statement);
      await app.query('commit');
    } finally {
      await app.query('rollback');
    }
  }
  const at = (position: number) => `county = '${COUNTY}' and position = ${position}`;

  it('lets the app role change and delete no payload', async () => {
    const position = await note('app-role');
    await expect(asApp(COUNTY, `delete from ledger_payload where ${at(position)}`)).rejects.toThrow(
      'permission denied',
    );
    await expect(asApp(COUNTY, `update ledger_payload set payload = '' where ${at(position)}`)).rejects.toThrow(
      'permission denied',
    );
    await expect(asApp(COUNTY, 'truncate ledger_payload')).rejects.toThrow('permission denied');
    expect(await payloadsAt(position)).toBe(1);
  });

  it.each(['superuser', 'ph_owner'])('lets %s do neither, by trigger', async role => {
    const position = await note(`by-${role}`);
    const run = async (statement: string) => {
      await world.superuser.query('begin');
      try {
        if (role !== 'superuser') await world.superuser.query(`set local role ${role}`);
        await world.superuser.query(statement);
      } finally {
        await world.superuser.query('rollback');
      }
    };
    await expect(run(`delete from ledger_payload where ${at(position)}`)).rejects.toThrow('append-only');
    await expect(run(`update ledger_payload set payload = '' where ${at(position)}`)).rejects.toThrow('append-only');
    await expect(run('truncate ledger_payload')).rejects.toThrow('append-only');
  });

  it('erases nothing for an order that nobody carried out, nor for another county', async () => {
    const { id } = await order(await note('only-ordered'));
    await expect(asApp(COUNTY, `select erase_payload('${id}')`)).rejects.toThrow('second person');
    await expect(asApp(NEIGHBOUR, `select erase_payload('${id}')`)).rejects.toThrow('second person');
  });

  it('commits no erasure without its entry in the log, and none that leaves the payload', async () => {
    const { id } = await order(await note('unlogged'));
    const { accountId, personId } = world.actor('sysadmin');
    const execute = `update erasure set version = 2, state = 'executed', ended_by = '${accountId}',
      ended_person = '${personId}', ended_at = now() where id = '${id}'`;
    await expect(asApp(COUNTY, execute, `select erase_payload('${id}')`)).rejects.toThrow(
      'together with its ledger entry',
    );
    await expect(asApp(COUNTY, execute)).rejects.toThrow('together with its ledger entry');
    const own = execute
      .replace(accountId, world.actor('secadmin').accountId)
      .replace(personId, world.actor('secadmin').personId);
    await expect(asApp(COUNTY, own)).rejects.toThrow('erasure_two_persons');
    const posing = execute.replace(personId, world.actor('leader').personId);
    await expect(asApp(COUNTY, posing)).rejects.toThrow('not the one of the account');
  });

  it('changes no erasure that was carried out', async () => {
    const { id } = await order(await note('frozen'));
    await done(world.as('sysadmin').post(`/erasures/${id}/execute`, {}, { ifMatch: 1 }), 200);
    const back = `update erasure set version = 3, state = 'ordered', ended_by = null, ended_person = null, ended_at = null where id = '${id}'`;
    await expect(asApp(COUNTY, back)).rejects.toThrow('once');
  });
});
