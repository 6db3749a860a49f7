// A sealed record never changes: not through a route, not through SQL as the app role, not as the owner's statements go.
import fc from 'fast-check';
import { Client } from 'pg';
import {
  drafted,
  HEARD,
  open,
  pilotOf,
  play,
  sealed,
  SEALED,
  SEEN,
  world,
  type Now,
  type Step,
} from '../api/exemptions-world';
import type { PersonKey } from '../setup/world';

const COUNTY = '513221';
let app: Client;
let pilot: { id: string };

beforeAll(async () => {
  await open()();
  app = new Client({ connectionString: world.database.appUrl });
  await app.connect();
  pilot = await pilotOf('sponsor');
});
afterAll(async () => {
  await app.end();
  await world.close();
});

/** Runs a statement as the app role within the county, commits, and answers the constraint that stopped it. */
async function attempt(client: Client, sql: string, parameters: unknown[] = []): Promise<string> {
  await client.query(`begin; select set_config('app.region', '${COUNTY}', true)`);
  try {
    const { rowCount } = await client.query(sql, parameters);
    await client.query('commit');
    return `done ${rowCount}`;
  } catch (error) {
    await client.query('rollback');
    const { constraint, code } = error as { constraint?: string; code?: string };
    return constraint ?? `error ${code}`;
  }
}

const rowOf = async (id: string): Promise<Record<string, unknown>> => {
  const { rows } = await world.superuser.query<{ row: Record<string, unknown> }>(
    'select to_jsonb(exemption) as row from exemption where id = $1',
    [id],
  );
  return rows[0]!.row;
};

const ENDED = `ended_at = sealed_at + interval '1 day', ended_by = filed_by, end_ground = 'other', end_reason = '理由'`;

describe('a sealed record under direct SQL', () => {
  it('keeps every column but those of its end', async () => {
    const record = await sealed(pilot);
    const before = await rowOf(record.id);
    const { rows } = await world.superuser.query<{ name: string; type: string }>(
      `select column_name as name, udt_name as type from information_schema.columns where table_name = 'exemption'`,
    );
    const other: Record<string, string> = {
      text: `'draft'`,
      bpchar: `'510104'`,
      uuid: 'gen_random_uuid()',
      int4: '77',
      int8: '77',
      jsonb: `'[{"text":"别的","grade":"low"}]'`,
      date: `'2030-01-01'`,
      timestamptz: `'2020-01-01T00:00:00Z'`,
      _text: `array['changed']`,
      _uuid: 'array[gen_random_uuid()]',
    };
    // Together with a lawful end, which alone would go through: what stops the statement is the one column more.
    const free = ['version', 'state', 'ended_at', 'ended_by', 'end_ground', 'end_reason'];
    const frozen = rows.filter(({ name }) => !free.includes(name));
    expect(frozen.length).toBeGreaterThan(30);
    for (const { name, type } of frozen) {
      const change = `state = 'revoked', ${ENDED}, "${name}" = ${other[type]}, version = version + 1`;
      const outcome = await attempt(app, `update exemption set ${change} where id = $1`, [record.id]);
      expect({ name, outcome }).toEqual({ name, outcome: 'exemption_frozen' });
    }
    expect(await rowOf(record.id)).toEqual(before);
  });

  test.each([
    ['is not deleted', 'delete from exemption where id = $1', 'error 42501'],
    ['is not truncated away', 'truncate exemption cascade', 'error 42501'],
    [
      'is not filed again',
      `update exemption set state = 'filed', version = version + 1 where id = $1`,
      'exemption_frozen',
    ],
    [
      'is not touched by its version alone',
      'update exemption set version = version + 1 where id = $1',
      'exemption_frozen',
    ],
    [
      'does not change while it ends',
      `update exemption set state = 'revoked', ${ENDED}, loss_cap_fen = 1, version = version + 1 where id = $1`,
      'exemption_frozen',
    ],
    [
      'does not end without saying why',
      `update exemption set state = 'revoked', ended_at = now() + interval '9 years', version = version + 1 where id = $1`,
      'exemption_ended_whole',
    ],
    [
      'does not end before it was sealed',
      `update exemption set state = 'revoked', ${ENDED.replace('+', '-')}, version = version + 1 where id = $1`,
      'exemption_ended_whole',
    ],
    ['ends', `update exemption set state = 'revoked', ${ENDED}, version = version + 1 where id = $1`, 'done 1'],
  ])('%s', async (_, sql, outcome) => {
    const record = await sealed(pilot);
    const before = await rowOf(record.id);
    expect(await attempt(app, sql, sql.includes('$1') ? [record.id] : [])).toBe(outcome);
    if (outcome !== 'done 1') expect(await rowOf(record.id)).toEqual(before);
  });

  it('stays even before the superuser, who does not pass triggers by', async () => {
    const record = await sealed(pilot);
    const tries = [
      ['delete from exemption where id = $1', 'exemption_append_only'],
      ['update exemption set loss_cap_fen = 1, version = version + 1 where id = $1', 'exemption_frozen'],
    ] as const;
    for (const [sql, outcome] of tries) expect(await attempt(world.superuser, sql, [record.id])).toBe(outcome);
    expect(await attempt(world.superuser, 'truncate exemption cascade')).toMatch(/_append_only$/);
  });

  it('never moves again once it has ended', async () => {
    const record = await sealed(pilot);
    const revoked = await play(record, [['inspector', 'revoke', { ground: 'other', reason: '情况有变' }]]);
    for (const change of [`state = 'sealed'`, `end_reason = '别的理由'`, `state = 'superseded'`]) {
      const sql = `update exemption set ${change}, version = version + 1 where id = $1`;
      expect(await attempt(app, sql, [revoked.id])).toBe('exemption_frozen');
    }
  });
});

describe('sealing by direct SQL', () => {
  const SEAL = `update exemption set state = 'sealed', sealed_at = $2, sealed_by = filed_by, warnings = '[]',
    looked_at = $2, version = version + 1 where id = $1`;

  it('is refused without its ledger entry, and with an entry of another time', async () => {
    const heard = await play(await drafted(pilot), HEARD);
    expect(await attempt(app, SEAL, [heard.id, world.clock.now()])).toBe('exemption_sealed_on_ledger');
    const done = await play(heard, [['inspector', 'seal', SEEN]]);
    const next = await play(await drafted(pilot), HEARD);
    expect(await attempt(app, SEAL, [next.id, '2026-03-02T00:59:59Z'])).toMatch(/^exemption_sealed/);
    expect((await rowOf(done.id)).state).toBe('sealed');
    expect((await rowOf(next.id)).state).toBe('filed');
  });

  test.each([
    ['a draft cannot jump to sealed', 'draft'],
    ['a returned record cannot either', 'returned'],
  ] as const)('%s', async (_, state) => {
    const steps: Step[] =
      state === 'draft'
        ? []
        : [
            ['sponsor', 'file'],
            ['inspector', 'return', { remarks: '请补充' }],
          ];
    const now = await play(await drafted(pilot), steps);
    expect(await attempt(app, SEAL, [now.id, world.clock.now()])).toBe('exemption_frozen');
  });

  it('cannot begin with a sealed row', async () => {
    const record = await sealed(pilot);
    const sql = `insert into exemption select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(),
      'code', 'BA-513221-2020-0001', 'version', 1))).* from exemption e where id = $1`;
    expect(await attempt(app, sql, [record.id])).toBe('exemption_begins_as_draft');
  });

  it('keeps what is before the office as it was filed', async () => {
    const filed = await play(await drafted(pilot), [['sponsor', 'file']]);
    for (const change of [`flaw_kinds = array['x']`, 'loss_cap_fen = 1', `filed_at = '2020-01-01'`, `risks = '[]'`]) {
      const sql = `update exemption set ${change}, version = version + 1 where id = $1`;
      expect(await attempt(app, sql, [filed.id])).toBe('exemption_frozen');
    }
  });
});

describe('what was done and said about a record', () => {
  test.each(['exemption_act', 'exemption_opinion'])('%s only grows', async table => {
    await sealed(pilot);
    expect(await attempt(app, `update ${table} set text = '别的'`)).toBe('error 42501');
    expect(await attempt(app, `delete from ${table}`)).toBe('error 42501');
    expect(await attempt(world.superuser, `update ${table} set text = '别的'`)).toBe(`${table}_append_only`);
  });

  it('is nobody else’s: another county reads and writes nothing', async () => {
    const record = await sealed(pilot);
    await app.query(`begin; select set_config('app.region', '510104', true)`);
    const { rows } = await app.query(
      'select from exemption union all select from exemption_act union all select from exemption_opinion',
    );
    const { rowCount } = await app.query(`update exemption set version = version + 1 where id = $1`, [record.id]);
    await app.query('rollback');
    expect([rows.length, rowCount]).toEqual([0, 0]);
  });
});

describe('property: from its sealing on, no sequence of acts changes what a record says', () => {
  const PEOPLE: PersonKey[] = [
    'sponsor',
    'sponsorColleague',
    'inspector',
    'personnel',
    'otherSponsor',
    'neighbourInspector',
  ];
  const CONTENTS = [{ lossCapFen: 1 }, { safeguards: [] }, { risks: [{ text: '别的风险', grade: 'high' }] }];
  const { CONTENT } = jest.requireActual<typeof import('../api/exemptions-world')>('../api/exemptions-world');
  const BODIES: Record<string, object> = {
    file: {},
    withdraw: {},
    renew: { opening: CONTENT.opening, period: CONTENT.period },
    opinion: { stance: 'for', text: '同意' },
    return: { remarks: '请补充' },
    seal: SEEN,
    refuse: { reason: '不予备案' },
    revoke: { ground: 'other', reason: '情况有变' },
  };
  const SQL = [
    'loss_cap_fen = 1',
    `flaw_kinds = array['x']`,
    `state = 'draft'`,
    `sealed_at = sealed_at - interval '1 day'`,
    `period_to = null`,
  ];

  const act = fc.oneof(
    fc.record({
      by: fc.constantFrom(...PEOPLE),
      act: fc.constantFrom(...Object.keys(BODIES)),
    }),
    fc.record({ by: fc.constantFrom(...PEOPLE), edit: fc.constantFrom(...CONTENTS) }),
    fc.record({ sql: fc.constantFrom(...SQL) }),
  );

  const ENDING = ['state', 'version', 'ended_at', 'ended_by', 'end_ground', 'end_reason'];
  const saysOf = (row: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !ENDING.includes(name)));

  async function perform(id: string, step: { by?: PersonKey; act?: string; edit?: object; sql?: string }) {
    const { version } = (await rowOf(id)) as unknown as Now;
    const sending = { ifMatch: version };
    if (step.sql !== undefined)
      return void (await attempt(app, `update exemption set ${step.sql}, version = version + 1 where id = $1`, [id]));
    const hands = world.as(step.by!);
    if (step.edit) return void (await hands.put(`/exemptions/${id}`, { ...CONTENT, ...step.edit }, sending));
    const { body } = await hands.post(`/exemptions/${id}/${step.act}`, BODIES[step.act!], sending);
    if (step.act === 'renew' && body.state === 'draft') await play(body as Now, SEALED);
  }

  it('through the routes and through SQL alike', async () => {
    const reached = new Set<unknown>();
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async steps => {
        const record = await sealed(pilot);
        const before = await rowOf(record.id);
        for (const step of steps) {
          await perform(record.id, step);
          const now = await rowOf(record.id);
          expect(saysOf(now)).toEqual(saysOf(before));
          expect(['sealed', 'revoked', 'superseded']).toContain(now.state);
          reached.add(now.state);
        }
      }),
      { numRuns: 12 },
    );
    expect(reached).toContain('sealed');
  });

  it('from the draft on: content changes only while the record is the unit’s to edit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async steps => {
        const record = await drafted(pilot);
        let before = await rowOf(record.id);
        for (const step of steps) {
          await perform(record.id, step);
          const now = await rowOf(record.id);
          const editable = before.state === 'draft' || before.state === 'returned';
          if (!editable) expect(now.content_sha256).toBe(before.content_sha256);
          if (before.sealed_at !== null) expect(saysOf(now)).toEqual(saysOf(before));
          before = now;
        }
      }),
      { numRuns: 12 },
    );
  });
});
