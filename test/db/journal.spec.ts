// The two doors: nothing is written without an entry, nothing is seen without a region, and what must be run again is.
import { leafHash } from '../../src/domain/merkle/tree';
import { verifyConsistency, verifyInclusion } from '../../src/domain/merkle/proof';
import { fromBase64, fromHex } from '../../src/domain/merkle/encoding';
import { Organisation } from '../../src/identity/organisation.entity';
import { LedgerService } from '../../src/ledger/ledger.service';
import { sha256 } from '../../src/platform/digests';
import { COUNTY, NEIGHBOUR, openWorld, type World } from '../setup/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const scope = () => world.actor('sponsor');
const note = (subject: string) =>
  world.journal.write(scope(), async tx => tx.record('test.noted', subject, { subject }));
const audit = () => world.app.get(LedgerService).audit(scope(), COUNTY);

describe('the writing door', () => {
  it('refuses a write that puts nothing on record, and rolls it back', async () => {
    const write = world.journal.write(scope(), async tx => tx.code('ZZ'));
    await expect(write).rejects.toThrow('records no ledger entry');
    const { rows } = await world.superuser.query("select from code_counter where kind = 'ZZ'");
    expect(rows).toHaveLength(0);
  });

  it('keeps nothing of a transaction whose closure fails, and leaves no gap in the log', async () => {
    const before = (await audit()).size;
    const failing = world.journal.write(scope(), async tx => {
      tx.record('test.noted', 'lost', {});
      await tx.code('ZY');
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    const { receipts } = await note('kept');
    expect(receipts[0]!.position).toBe(before);
    expect((await audit()).faults).toEqual([]);
  });

  it('runs the closure again in a new transaction after a serialisation failure, at most three times', async () => {
    let tries = 0;
    const failUntil = (last: number) =>
      world.journal.write(scope(), async tx => {
        tries++;
        tx.record('test.noted', 'retried', { tries });
        if (tries < last) await tx.sql("do $$ begin raise exception 'again' using errcode = '40001'; end $$");
        return tries;
      });
    expect((await failUntil(3)).value).toBe(3);
    tries = 0;
    await expect(failUntil(9)).rejects.toMatchObject({ code: 'ledger.busy' });
    expect(tries).toBe(3);
  });

  it('does not run the closure again for any other error', async () => {
    let tries = 0;
    const write = world.journal.write(scope(), async tx => {
      tries++;
      await tx.sql('select 1 / 0');
    });
    await expect(write).rejects.toThrow('division by zero');
    expect(tries).toBe(1);
  });

  it('refuses to write when the clock has gone back behind the log', async () => {
    await world.superuser.query(
      "update ledger_head set size = size + 1, last_received_at = '2030-01-01' where county = $1",
      [NEIGHBOUR],
    );
    const first = world.journal.write(world.actor('neighbourSponsor'), async tx =>
      tx.record('test.noted', 'first', {}),
    );
    await first;
    await world.superuser.query(
      "update ledger_head set size = size + 1, last_received_at = '2030-01-01' where county = $1",
      [NEIGHBOUR],
    );
    const late = world.journal.write(world.actor('neighbourSponsor'), async tx => tx.record('test.noted', 'late', {}));
    await expect(late).rejects.toMatchObject({ code: 'ledger.clock-behind' });
  });

  it('carries one instant through a transaction: rows, entry and receipt agree', async () => {
    const { value, receipts } = await world.journal.write(scope(), async tx => {
      tx.record('test.noted', 'timed', {});
      tx.record('test.noted', 'timed', {});
      return tx.now;
    });
    expect(receipts.map(receipt => receipt.receivedAt)).toEqual([value, value]);
  });
});

describe('the reading door', () => {
  it('shows a county its own rows only, the city the rows beneath it, and nobody anything without a region', async () => {
    await note('seen');
    const counties = (person: 'sponsor' | 'neighbourSponsor' | 'cityLeader') =>
      world.journal.read(world.actor(person), async q =>
        (await q.sql<{ county: string }>('select distinct county from ledger_entry order by 1')).map(row => row.county),
      );
    expect(await counties('sponsor')).toEqual([COUNTY]);
    expect(await counties('neighbourSponsor')).toEqual([NEIGHBOUR]);
    expect(await counties('cityLeader')).toEqual([COUNTY]);
  });

  it('never leaks a region from one reader of a pooled connection to the next', async () => {
    const persons = ['sponsor', 'neighbourSponsor'] as const;
    const reads = Array.from({ length: 200 }, (_, at) => {
      const person = persons[at % 2]!;
      const own = world.actor(person).county;
      return world.journal.read(world.actor(person), async q => {
        const rows = await q.sql<{ county: string }>('select county from organisation');
        return rows.every(row => row.county === own) && rows.length > 0;
      });
    });
    expect((await Promise.all(reads)).every(Boolean)).toBe(true);
  });

  it('refuses a condition that TypeORM would silently drop', async () => {
    const read = world.journal.read(scope(), q => q.find(Organisation, { id: undefined }));
    await expect(read).rejects.toThrow('undefined in a condition');
  });
});

describe('many writers at once', () => {
  it('fifty on one county lose nothing, leave no gap and never deadlock', async () => {
    const before = (await audit()).size;
    const written = await Promise.all(Array.from({ length: 50 }, (_, at) => note(`writer-${at}`)));
    const positions = written.map(({ receipts }) => receipts[0]!.position).sort((a, b) => a - b);
    expect(positions).toEqual(Array.from({ length: 50 }, (_, at) => before + at));
    const after = await audit();
    expect(after).toMatchObject({ size: before + 50, faults: [] });
  });

  it('the first writers of a new county agree on its log', async () => {
    const newcomer = { ...scope(), county: '510107', reach: '510107' };
    const written = await Promise.all(
      Array.from({ length: 20 }, () => world.journal.write(newcomer, async tx => tx.record('test.noted', 'first', {}))),
    );
    expect(new Set(written.map(({ receipts }) => receipts[0]!.position)).size).toBe(20);
    expect((await world.app.get(LedgerService).audit(newcomer, '510107')).faults).toEqual([]);
  });
});

describe('the log', () => {
  it('proves every entry and every growth with the code an outsider would use', async () => {
    for (let at = 0; at < 9; at++) await note(`proof-${at}`);
    const ledger = world.app.get(LedgerService);
    const actor = world.actor('auditor');
    const { size } = await ledger.head(actor, COUNTY);
    for (let position = 0; position < size; position += 7) {
      const shown = await ledger.inclusion(actor, COUNTY, { position });
      const fault = verifyInclusion({
        hash: sha256,
        index: BigInt(position),
        size: BigInt(shown.size),
        leafHash: leafHash(sha256, fromBase64(shown.leaf)!),
        proof: shown.proof.map(hash => fromHex(hash)!),
        root: fromHex(shown.root)!,
      });
      expect(fault).toBeNull();
    }
    for (let from = 1; from <= size; from += 5) {
      const shown = await ledger.consistency(actor, COUNTY, { from });
      const fault = verifyConsistency({
        hash: sha256,
        size1: BigInt(from),
        size2: BigInt(shown.size2),
        root1: fromHex(shown.root1)!,
        root2: fromHex(shown.root2)!,
        proof: shown.proof.map(hash => fromHex(hash)!),
      });
      expect(fault).toBeNull();
    }
  });

  it.each([
    [
      'a changed kind',
      "update ledger_entry set kind = 'test.forged' where position = 3",
      'something else than its leaf',
    ],
    ['a changed leaf', "update ledger_entry set leaf = '\\x00' where position = 5", 'leaf hash does not match'],
    ['a changed payload', "update ledger_payload set payload = '\\x7b7d' where position = 7", 'payload does not match'],
    [
      'a removed entry',
      'delete from ledger_payload where position = 9; delete from ledger_entry where position = 9',
      'gap in the log',
    ],
    [
      'a changed root',
      "update ledger_head set root = decode(repeat('00', 32), 'hex')",
      'differs from the rebuilt root',
    ],
  ])('the audit names %s made behind its back', async (_, attack, expected) => {
    // As the superuser, with triggers switched off: the most an insider with the database can do.
    await world.superuser.query('begin; set local session_replication_role = replica');
    await world.superuser.query(attack);
    await world.superuser.query('commit');
    const { faults } = await audit();
    expect(faults.map(fault => fault.en).join('; ')).toContain(expected);
  });

  it('the app role can neither change nor remove an entry, a payload or a node', async () => {
    for (const table of ['ledger_entry', 'ledger_payload', 'ledger_node']) {
      for (const attack of [
        `update ${table} set county = county`,
        `delete from ${table}`,
        `truncate ${table} cascade`,
      ]) {
        await expect(world.journal.keep(scope(), tx => tx.sql(attack))).rejects.toThrow(/permission denied/);
      }
    }
    await expect(world.journal.keep(scope(), tx => tx.sql('update ledger_head set size = size - 1'))).rejects.toThrow(
      'a log only grows',
    );
  });
});
