import { openPledgeWorld, type PledgeWorld } from './pledges-world';

let hands: PledgeWorld;
beforeAll(async () => {
  hands = await openPledgeWorld();
});
afterAll(() => hands.world.close());

describe('the database holds what the pledges room promises', () => {
  const attempt = async (sql: string, values: unknown[]): Promise<string | undefined> => {
    try {
      await hands.world.superuser.query(sql, values);
      return 'done';
    } catch (error) {
      return (error as { constraint?: string }).constraint;
    }
  };

  it('keeps histories and answers as they were', async () => {
    const pledge = await hands.made();
    const { body } = await hands.act('civilAffairs', pledge, 'deliveries', { on: '2026-03-01', amountFen: 5 });
    await hands.act('sponsor', pledge, `deliveries/${body.entry.id}/confirm`);
    const id = [pledge.id];
    const bump = 'version = version + 1';
    for (const [sql, constraint] of [
      ['delete from pledge_standing where pledge_id = $1', 'pledge_standing_append_only'],
      [`update pledge_standing set standing = 'disputed' where pledge_id = $1`, 'pledge_standing_append_only'],
      ['update pledge_terms set amount_fen = 1 where pledge_id = $1', 'pledge_terms_append_only'],
      ['update pledge_tranche set amount_fen = 1 where pledge_id = $1', 'pledge_tranche_append_only'],
      [`update pledge_delivery set amount_fen = 6, ${bump} where pledge_id = $1`, 'pledge_delivery_answered_once'],
      [`update pledge set standing = 'claimed', ${bump} where id = $1`, 'pledge_life'],
      [`update pledge set terms_number = 2, ${bump} where id = $1`, 'pledge_life'],
      [`update pledge set kind = 'staff', ${bump} where id = $1`, 'pledge_parties'],
      ['update pledge set recorded_at = recorded_at where id = $1', 'pledge_version'],
    ] as const) {
      expect([sql, await attempt(sql, id)]).toEqual([sql, constraint]);
    }
  });

  it('takes no answer from the side that entered, no second open revision, no terms that do not add up', async () => {
    const pledge = await hands.made();
    await hands.act('civilAffairs', pledge, 'deliveries', { on: '2026-03-01', amountFen: 5 });
    await hands.act('civilAffairs', pledge, 'revisions', { on: '2026-03-01', amountFen: 5, note: '调整' });
    const own = `update pledge_delivery set state = 'confirmed', version = version + 1, answered_unit = entered_unit,
      answered_by = entered_by, answered_at = entered_at where pledge_id = $1`;
    expect(await attempt(own, [pledge.id])).toBe('pledge_delivery_other_side');
    const second = `insert into pledge_revision (county, id, pledge_id, state, happened_on, amount_fen, note, entered_unit, entered_by, entered_at)
      select county, gen_random_uuid(), pledge_id, state, happened_on, 7, note, entered_unit, entered_by, entered_at
      from pledge_revision where pledge_id = $1`;
    expect(await attempt(second, [pledge.id])).toBe('pledge_revision_one_open');
    const loose = `insert into pledge_terms (county, id, pledge_id, number, reason, what, amount_fen, actor_id, recorded_at)
      select county, gen_random_uuid(), pledge_id, 2, '更正', what, 7, actor_id, recorded_at from pledge_terms where pledge_id = $1`;
    expect(await attempt(loose, [pledge.id])).toBe('pledge_terms_tranches_add_up');
    const late = `insert into pledge_tranche (county, id, pledge_id, terms_number, ordinal, due_on, amount_fen, recorded_at)
      select county, gen_random_uuid(), pledge_id, 1, 3, due_on, 7, recorded_at from pledge_tranche
      where pledge_id = $1 and ordinal = 1`;
    expect(await attempt(late, [pledge.id])).toBe('pledge_terms_tranches_add_up');
  });
});
