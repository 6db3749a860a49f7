import { fromBase64, leafBytes, toHex } from '../../src/domain/merkle/encoding';
import { draftPilot } from '../setup/stories';
import {
  close,
  CONTENT,
  detailOf,
  drafted,
  HEARD,
  kindsOf,
  open,
  pilotOf,
  play,
  refused,
  sealed,
  SEEN,
  world,
  FOR,
} from './exemptions-world';

beforeAll(open());
afterAll(close);

describe('a record from draft to sealed', () => {
  it('is drafted, filed, returned, corrected, filed again, heard and sealed, each on record', async () => {
    const pilot = await pilotOf('sponsor');
    const draft = await drafted(pilot, { safeguards: [] });
    expect(draft.code).toMatch(/^BA-513221-2026-\d{4}$/);
    const returned = await play(draft, [
      ['sponsor', 'file', { note: '首次提交' }],
      ['inspector', 'return', { remarks: '请补充保障措施' }],
    ]);
    const edited = await world
      .as('sponsorColleague')
      .put(`/exemptions/${draft.id}`, CONTENT, { ifMatch: returned.version })
      .expect(200);
    expect(edited.body).toMatchObject({ state: 'returned', safeguards: CONTENT.safeguards });
    const done = await play(edited.body, [...HEARD, ['personnel', 'seal', SEEN]]);
    expect(done).toMatchObject({ state: 'sealed', sealedAt: world.clock.now(), countsFrom: '2026-03-03', round: 2 });
    expect(await kindsOf(done)).toEqual([
      'exemption.drafted',
      'exemption.filed',
      'exemption.returned',
      'exemption.edited',
      'exemption.filed',
      'exemption.opinion',
      'exemption.opinion',
      'exemption.sealed',
    ]);
    const detail = await detailOf(done);
    expect(detail.acts.map((one: { act: string; text: string }) => [one.act, one.text])).toEqual([
      ['draft', null],
      ['file', '首次提交'],
      ['return', '请补充保障措施'],
      ['edit', null],
      ['file', null],
      ['opine', '同意备案'],
      ['opine', '同意备案'],
      ['seal', SEEN.reason],
    ]);
    expect(detail).toMatchObject({
      open: ['revoke'],
      sealReason: SEEN.reason,
      rulebook: 'WC-513221@2',
      opinionsDue: [],
    });
  });

  it('gives a receipt: the entry whose payload is the record, and a proof that the log has it', async () => {
    const record = await sealed(await pilotOf('sponsor'));
    const { body } = await world.as('sponsor').get(`/exemptions/${record.id}/receipt`).expect(200);
    expect(body).toMatchObject({ code: record.code, county: '513221', entry: { kind: 'exemption.sealed' } });
    expect(body.entry.payload).toMatchObject({
      exemption: record.id,
      scopeNumber: 1,
      flawKinds: CONTENT.flawKinds,
      safeguards: CONTENT.safeguards,
      lossCapFen: CONTENT.lossCapFen,
      period: CONTENT.period,
      contentSha256: body.contentSha256,
      opinions: [
        { office: 'discipline', stance: 'for' },
        { office: 'organisation', stance: 'for' },
      ],
    });
    expect(JSON.stringify(body.entry.payload)).not.toMatch(/用地手续|同意备案|测试-/);
    const leaf = JSON.parse(Buffer.from(fromBase64(body.proof.leaf)!).toString());
    expect(leaf).toMatchObject({ kind: 'exemption.sealed', subject: record.code, received_at: body.entry.receivedAt });
    expect(toHex(leafBytes(leaf))).toBe(toHex(fromBase64(body.proof.leaf)!));
    const detail = await detailOf(record);
    expect(detail).toMatchObject({ sealedAt: body.entry.receivedAt, contentSha256: body.contentSha256 });
  });

  it('has no receipt before it is sealed', async () => {
    const draft = await drafted(await pilotOf('sponsor'));
    await refused(world.as('sponsor').get(`/exemptions/${draft.id}/receipt`), 409, 'exemption.not-sealed');
  });

  it('answers a repeated Idempotency-Key with the same draft', async () => {
    const pilot = await pilotOf('sponsor');
    const post = () => world.as('sponsor').post(`/pilots/${pilot.id}/exemptions`, CONTENT, { key: 'one' }).expect(201);
    const [first, second] = [await post(), await post()];
    expect(second.body).toEqual(first.body);
  });
});

describe('the opening question', () => {
  const cases = ['no', 'yes', 'unknown'].flatMap(happened =>
    ['no', 'yes', 'unknown'].map(inspection => {
      const yes = happened === 'yes' || inspection === 'yes';
      const no = happened === 'no' && inspection === 'no';
      return [happened, inspection, no ? 'filed' : yes ? 'exemption.not-foreseen' : 'exemption.opening-unknown'];
    }),
  );
  test.each(cases)(
    'happened %s, inspection %s: may be drafted, and filing gives %s',
    async (happened, inspection, end) => {
      const opening = { alreadyHappened: happened, inspectionOpen: inspection };
      const draft = await drafted(await pilotOf('sponsor'), { opening });
      const filing = world.as('sponsor').post(`/exemptions/${draft.id}/file`, {}, { ifMatch: draft.version });
      if (end === 'filed') expect((await filing.expect(200)).body.state).toBe('filed');
      else await refused(filing, end === 'exemption.not-foreseen' ? 409 : 400, end!);
      expect((await detailOf(draft)).state).toBe(end === 'filed' ? 'filed' : 'draft');
    },
  );

  it('must be answered, and stands before everything else', async () => {
    const pilot = await pilotOf('sponsor');
    const rest = { ...CONTENT, opening: undefined };
    const { body } = await world.as('sponsor').post(`/pilots/${pilot.id}/exemptions`, rest).expect(400);
    expect(body.fields.map((one: { field: string }) => one.field)).toContain('opening');
  });

  it('is asked again by a renewal and nothing is carried over from the old answer', async () => {
    const record = await sealed(await pilotOf('sponsor'));
    const { body } = await world
      .as('sponsor')
      .post(`/exemptions/${record.id}/renew`, { period: CONTENT.period }, { ifMatch: record.version })
      .expect(400);
    expect(body.fields.map((one: { field: string }) => one.field)).toContain('opening');
  });
});

describe('what a record rests on', () => {
  test.each([
    [
      'a kind of flaw the rulebook does not know',
      { flawKinds: ['nobody-knows'] },
      'exemption.content-invalid',
      'flawKinds[0]',
    ],
    ['an unknown safeguard', { safeguards: ['prayer'] }, 'exemption.content-invalid', 'safeguards[0]'],
    ['a scope version never recorded', { scopeNumber: 2 }, 'exemption.scope-not-recorded', 'scopeNumber'],
    [
      'a period that ends before it begins',
      { period: { from: '2026-06-01', to: '2026-05-01' } },
      'period.reversed',
      'period.to',
    ],
    ['no risk', { risks: [] }, 'request.invalid', 'risks'],
    ['half fen', { lossCapFen: 0.5 }, 'request.invalid', 'lossCapFen'],
  ])('%s is refused', async (_, changes, code, field) => {
    const pilot = await pilotOf('sponsor');
    const posted = world.as('sponsor').post(`/pilots/${pilot.id}/exemptions`, { ...CONTENT, ...changes });
    const body = await refused(posted, 400, code);
    expect(body.fields.map((one: { field: string }) => one.field)).toContain(field);
  });

  it("takes approvals and pledges of the same pilot and no other's", async () => {
    const [pilot, other] = [await pilotOf('sponsor'), await pilotOf('sponsor')];
    const approval = async (of: { id: string }) => {
      const body = {
        matter: '公墓用地审批',
        fieldClass: 'land',
        approverId: world.organisation('land'),
        legalBasis: '土地管理法第四十四条',
        termWorkdays: 20,
        materials: [],
      };
      return (await world.as('sponsor').post(`/pilots/${of.id}/approvals`, body).expect(201)).body.id as string;
    };
    const pledge = async (of: { id: string }) => {
      const tranches = [{ dueOn: '2026-06-30', amountFen: 100 }];
      const body = {
        kind: 'funds',
        what: '补助资金',
        amountFen: 100,
        tranches,
        giverId: world.organisation('civilAffairs'),
      };
      return (await world.as('sponsor').post(`/pilots/${of.id}/pledges`, body).expect(201)).body.id as string;
    };
    const [own, foreign] = [await approval(pilot), await approval(other)];
    const [promised, elsewhere] = [await pledge(pilot), await pledge(other)];
    const post = (changes: object) =>
      world.as('sponsor').post(`/pilots/${pilot.id}/exemptions`, { ...CONTENT, ...changes });
    const { body } = await post({ approvals: [own], pledges: [promised] }).expect(201);
    expect(body).toMatchObject({ approvals: [own], pledges: [promised] });
    expect((await detailOf(body)).warnings).not.toContainEqual(expect.objectContaining({ code: 'leaning-on-nothing' }));
    for (const changes of [{ approvals: [foreign] }, { pledges: [elsewhere] }, { approvals: [promised] }]) {
      await refused(post(changes), 400, 'exemption.content-invalid');
    }
  });

  it('keeps four things apart', async () => {
    const departure = (number: string, level: string) => ({
      document: '殡葬管理条例实施办法',
      article: number,
      ruleLevel: 'province',
      authorisation: { issuer: '甲', level, number, regions: ['513221'], period: { from: '2026-01-01', to: null } },
    });
    const scope = {
      regions: ['513221106'],
      activities: ['公墓'],
      period: { from: '2026-03-01', to: '2026-12-31' },
      units: [],
      capFen: null,
    };
    const departures = [departure('一', 'province'), departure('二', 'county')];
    const pilot = await pilotOf('sponsor', { scope: { ...scope, departures } });
    const told = { on: '2026-02-20', whom: '县政府办', how: '书面请示' };
    const filing = { on: '2026-02-25', with: '民政局', number: null };
    const draft = await drafted(pilot, { superiorTold: told, departmentFiling: filing });
    const standings = {
      filedWithDepartment: filing,
      superiorTold: told,
      recordSealedAt: null,
      departures: [
        { document: '殡葬管理条例实施办法', article: '一', authorised: true, number: '一' },
        { document: '殡葬管理条例实施办法', article: '二', authorised: false, number: '二' },
      ],
    };
    expect((await detailOf(draft)).standings).toEqual(standings);
    const plain = await sealed(pilot);
    expect((await detailOf(plain)).standings).toEqual({
      ...standings,
      filedWithDepartment: null,
      superiorTold: null,
      recordSealedAt: world.clock.now(),
    });
  });

  it('needs a pilot that is registered or running, to file and to seal as well', async () => {
    const drafting = await draftPilot(world.as('sponsor'));
    await refused(
      world.as('sponsor').post(`/pilots/${drafting.id}/exemptions`, CONTENT),
      409,
      'exemption.pilot-not-open',
    );
    const pilot = await pilotOf('sponsor');
    const [draft, heard] = [await drafted(pilot), await play(await drafted(pilot), HEARD)];
    const paused = { ifMatch: pilot.version };
    await world.as('sponsor').post(`/pilots/${pilot.id}/suspend`, { reason: '暂停' }, paused).expect(200);
    const acts = [
      ['sponsor', draft, 'file', {}],
      ['inspector', heard, 'seal', SEEN],
    ] as const;
    for (const [person, now, act, body] of acts) {
      const sent = world.as(person).post(`/exemptions/${now.id}/${act}`, body, { ifMatch: now.version });
      await refused(sent, 409, 'exemption.pilot-not-open');
    }
  });
});

describe('written opinions', () => {
  it('are due from both offices, by different people, and a voice against stops the sealing', async () => {
    const filed = await play(await drafted(await pilotOf('sponsor')), [['sponsor', 'file']]);
    expect((await detailOf(filed)).opinionsDue).toEqual(['discipline', 'organisation']);
    const seal = (now: { id: string; version: number }) =>
      world.as('inspector').post(`/exemptions/${now.id}/seal`, SEEN, { ifMatch: now.version });
    await refused(seal(filed), 409, 'exemption.opinions-missing');
    const one = await play(filed, [['inspector', 'opinion', FOR]]);
    expect((await detailOf(one)).opinionsDue).toEqual(['organisation']);
    await refused(seal(one), 409, 'exemption.opinions-missing');
    const again = { ifMatch: one.version };
    for (const person of ['inspector', 'secondInspector'] as const) {
      await refused(world.as(person).post(`/exemptions/${one.id}/opinion`, FOR, again), 409, 'exemption.opinion-twice');
    }
    const against = await play(one, [['personnel', 'opinion', { stance: 'against', text: '保障措施不足' }]]);
    await refused(seal(against), 409, 'exemption.opinion-against');
    const returned = await play(against, [['inspector', 'return', { remarks: '请补充' }]]);
    const done = await play(returned, [...HEARD, ['inspector', 'seal', SEEN]]);
    const { opinions } = await detailOf(done);
    expect(opinions.map((o: { round: number; stance: string }) => [o.round, o.stance])).toEqual([
      [1, 'for'],
      [1, 'against'],
      [2, 'for'],
      [2, 'for'],
    ]);
  });
});

describe('warnings', () => {
  it('are shown to the inspector, and sealing in spite of them takes a reason', async () => {
    const broad = { lossCapFen: null, safeguards: [], period: { from: '2026-03-02', to: null } };
    const heard = await play(await drafted(await pilotOf('sponsor'), broad), HEARD);
    const { body } = await world.as('inspector').get(`/exemptions/${heard.id}/warnings`).expect(200);
    const codes = body.map((one: { code: string }) => one.code);
    expect(codes).toEqual(
      expect.arrayContaining(['no-end', 'beyond-scope-period', 'no-loss-cap', 'no-safeguards', 'leaning-on-nothing']),
    );
    for (const sent of [{}, { warningsSeen: true }, { reason: '可以' }, { warningsSeen: false, reason: '可以' }]) {
      const sealing = world.as('inspector').post(`/exemptions/${heard.id}/seal`, sent, { ifMatch: heard.version });
      await refused(sealing, 409, 'exemption.warnings-unseen');
    }
    const done = await play(heard, [['inspector', 'seal', SEEN]]);
    const detail = await detailOf(done);
    expect(detail.warnings.map((one: { code: string }) => one.code)).toEqual(codes);
    const receipt = await world.as('sponsor').get(`/exemptions/${done.id}/receipt`).expect(200);
    expect(receipt.body.entry.payload.warnings.map((one: { code: string }) => one.code)).toEqual(codes);
  });

  it('tell of a flaw already found on the pilot', async () => {
    const pilot = await pilotOf('sponsor');
    const draft = await drafted(pilot);
    const codes = async () => (await detailOf(draft)).warnings.map((one: { code: string }) => one.code);
    expect(await codes()).not.toContain('flaw-already-found');
    await flawOn(pilot.id);
    expect(await codes()).toContain('flaw-already-found');
  });

  it('tell of copies and of many filings within a few days', async () => {
    const other = { title: '数字村务平台', problem: '村务公开不便，群众办事跑路多' };
    const risks = [{ text: '平台运维资金可能中断导致停用', grade: 'high' }];
    const pilots = [
      await pilotOf('otherSponsor', scopeOf('513221102')),
      await pilotOf('otherSponsor', { ...other, ...scopeOf('513221102') }),
    ];
    const by = world.as('otherSponsor');
    const first = await drafted(pilots[0]!, { risks }, by);
    const second = await drafted(pilots[1]!, { risks }, by);
    const codes = async (id: string) => (await detailOf({ id })).warnings.map((one: { code: string }) => one.code);
    expect(await codes(second.id)).not.toContain('near-identical');
    await play(first, [['otherSponsor', 'file']]);
    expect(await codes(second.id)).toContain('near-identical');
    for (let filed = 1; filed < 5; filed++) {
      expect(await codes(first.id)).not.toContain('bulk-filing');
      await play(await drafted(pilots[0]!, {}, by), [['otherSponsor', 'file']]);
    }
    expect(await codes(first.id)).toContain('bulk-filing');
  });
});

const scopeOf = (region: string) => ({
  scope: {
    regions: [region],
    activities: ['试点'],
    period: { from: '2026-03-01', to: '2026-12-31' },
    units: [],
    capFen: null,
    departures: [],
  },
});

/** By SQL, because the room of flaws stands to the right of this one. */
async function flawOn(pilotId: string): Promise<void> {
  const { accountId, organisationId } = world.actor('sponsor');
  await world.superuser.query(
    `insert into flaw (county, id, code, state, pilot_id, found_on, found_by, units, posts, description, files,
       self_report, established, reporter_id, reporter_unit, search_text, grams, recorded_at)
     values ('513221', gen_random_uuid(), 'XC-513221-2026-0001', 'reported', $1, '2026-02-27', 'self-report', '{}', '{}',
       '未批先建的情况说明', '{}', 'yes', false, $2, $3, '', '{}', $4)`,
    [pilotId, accountId, organisationId, world.clock.now()],
  );
}
