import { runningPilot, type PilotNow } from '../setup/stories';
import { openWorld, type PersonKey, type World } from '../setup/world';
import { answer, done, judge, REPORT, sealedRecord, type Now } from './flaw-story';

let world: World;
let pilot: PilotNow;
let record: Now;
beforeAll(async () => {
  world = await openWorld();
  pilot = await runningPilot(world.as('sponsor'));
  world.clock.step('2026-03-04T01:00:00.000Z');
  record = await sealedRecord(world, pilot);
  world.clock.step('2026-06-09T01:00:00.000Z');
});
afterAll(() => world.close());

const reported = (person: PersonKey = 'sponsor', changes: object = {}) =>
  done<Now>(world.as(person).post('/flaws', { ...REPORT, pilotId: pilot.id, ...changes }), 201);

/** The refusal's code of a request that must fail. */
async function refused(test: ReturnType<ReturnType<World['as']>['post']>, status: number): Promise<string> {
  return (await done<{ code: string }>(test, status)).code;
}

describe('who may', () => {
  const people = {
    'sponsor of the unit': 'sponsor',
    'colleague of the unit': 'sponsorColleague',
    'sponsor of another unit': 'otherSponsor',
    department: 'civilAffairs',
    inspector: 'inspector',
    'inspector of the superior unit': 'governmentInspector',
    leader: 'leader',
    auditor: 'auditor',
    'system administrator': 'sysadmin',
    'inspector of the neighbour county': 'neighbourInspector',
    'leader of the city': 'cityLeader',
  } as const;
  const table: [keyof typeof people, { report: number; answer: number; judge: number; check: number; read: number }][] =
    [
      ['sponsor of the unit', { report: 201, answer: 201, judge: 403, check: 201, read: 200 }],
      ['colleague of the unit', { report: 201, answer: 201, judge: 403, check: 201, read: 200 }],
      ['sponsor of another unit', { report: 403, answer: 403, judge: 403, check: 403, read: 200 }],
      ['department', { report: 403, answer: 403, judge: 403, check: 403, read: 200 }],
      ['inspector', { report: 201, answer: 201, judge: 201, check: 201, read: 200 }],
      ['inspector of the superior unit', { report: 403, answer: 403, judge: 403, check: 200, read: 200 }],
      ['leader', { report: 403, answer: 403, judge: 403, check: 403, read: 200 }],
      ['auditor', { report: 403, answer: 403, judge: 403, check: 403, read: 200 }],
      ['system administrator', { report: 403, answer: 403, judge: 403, check: 403, read: 403 }],
      ['inspector of the neighbour county', { report: 404, answer: 404, judge: 404, check: 404, read: 404 }],
      ['leader of the city', { report: 403, answer: 403, judge: 403, check: 403, read: 200 }],
    ];

  it('every act, by every kind of person', async () => {
    const flaw = await reported();
    const found: typeof table = [];
    for (const [name] of table) {
      const hands = world.as(people[name]);
      const status = async (test: ReturnType<typeof hands.get>) => (await test).status;
      found.push([
        name,
        {
          report: await status(hands.post('/flaws', { ...REPORT, pilotId: pilot.id })),
          answer: await status(hands.post(`/flaws/${flaw.id}/facts/remedied`, { value: 'yes', reason: '已补办' })),
          judge: await status(hands.post(`/flaws/${flaw.id}/questions/C13`, { value: 'met', reason: '首次探索' })),
          check: await status(hands.post(`/flaws/${flaw.id}/check`)),
          read: await status(hands.get(`/flaws/${flaw.id}`)),
        },
      ]);
    }
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(table));
  });

  it('an inspector of the sponsor’s superiors is recused by the registry itself', async () => {
    const flaw = await reported();
    const hands = world.as('governmentInspector');
    const body = { value: 'met', reason: '首次探索' };
    expect(await refused(hands.post(`/flaws/${flaw.id}/questions/C13`, body), 403)).toBe('recusal.applies');
  });

  it('a neighbour county sees nothing of a flaw, its list or its findings', async () => {
    const flaw = await reported();
    const finding = await done<Now>(world.as('sponsor').post(`/flaws/${flaw.id}/check`), 201);
    const neighbour = world.as('neighbourInspector');
    for (const path of [`/flaws/${flaw.id}/findings`, `/findings/${finding.id}`, `/findings/${finding.id}/replay`]) {
      await done(neighbour.get(path), 404);
    }
    expect((await done<{ items: object[] }>(neighbour.get('/flaws'), 200)).items).toEqual([]);
    await done(neighbour.get(`/exemptions/${record.id}/safeguards`), 404);
  });
});

describe('facts that decide', () => {
  it('an inspector’s answer outranks a later one of the sponsor; every answer is kept', async () => {
    const flaw = await reported();
    await answer(world, 'sponsor', { flaw: flaw.id, fact: 'remedied', value: 'yes' });
    await answer(world, 'inspector', { flaw: flaw.id, fact: 'remedied', value: 'no' });
    const late = await done<{ answer: { counts: boolean } }>(
      world.as('sponsor').post(`/flaws/${flaw.id}/facts/remedied`, { value: 'yes', reason: '已补办' }),
      201,
    );
    expect(late.answer.counts).toBe(false);
    const { answers } = await done<{ answers: object[] }>(world.as('inspector').get(`/flaws/${flaw.id}`), 200);
    expect(answers).toMatchObject([
      { value: 'yes', established: false, counts: false },
      { value: 'no', established: true, counts: true },
      { value: 'yes', established: false, counts: false },
    ]);
    const { finding } = await done<{ finding: { applied: { conditions: { code: string; result: string }[] } } }>(
      world.as('inspector').post(`/flaws/${flaw.id}/check`),
      201,
    );
    // No remedy in the sponsor's words counts against the inspector's; the other remedies stay open.
    expect(finding.applied.conditions.find(one => one.code === 'C11')?.result).toBe('unknown');
  });

  it('needs evidence or a reason for yes and no, and evidence that is stored', async () => {
    const flaw = await reported();
    const path = `/flaws/${flaw.id}/facts/remedied`;
    const hands = world.as('inspector');
    expect(await refused(hands.post(path, { value: 'yes' }), 400)).toBe('flaw.evidence-missing');
    expect(await refused(hands.post(path, { value: 'yes', evidence: ['0'.repeat(64)] }), 400)).toBe('file.unknown');
    expect(await refused(hands.post(path, { value: 'yes', reason: '已补办', on: '2026-06-10' }), 400)).toBe(
      'flaw.day-ahead',
    );
    expect(await refused(hands.post(`/flaws/${flaw.id}/facts/nonsense`, { value: 'unknown' }), 400)).toBe(
      'request.invalid',
    );
    await done(hands.post(path, { value: 'unknown' }), 201);
  });

  it('takes judgements on conditions and on the rulebook’s questions only', async () => {
    const flaw = await reported();
    const path = (code: string) => `/flaws/${flaw.id}/questions/${code}`;
    const body = { value: 'met', reason: '谈话与账目核实' };
    for (const code of ['C21', 'R01', 'R99', 'x']) {
      expect(await refused(world.as('inspector').post(path(code), body), 400)).toBe('flaw.question-unknown');
    }
    await judge(world, 'inspector', { flaw: flaw.id, question: 'R18', value: 'unmet' });
    await judge(world, 'inspector', { flaw: flaw.id, question: 'R18', value: 'unknown' });
    const { judgements } = await done<{ judgements: object[] }>(world.as('inspector').get(`/flaws/${flaw.id}`), 200);
    expect(judgements).toMatchObject([{ counts: false }, { counts: true, value: 'unknown' }]);
  });
});

describe('corrections', () => {
  it('keep each changed value with its reason, and need a version and a real change', async () => {
    const flaw = await reported();
    const path = `/flaws/${flaw.id}/correct`;
    const wanted = { reason: '按合同更正', changes: { lossFen: 100, awareOn: null, posts: ['村委会主任'] } };
    expect(await refused(world.as('sponsor').post(path, wanted), 428)).toBe('request.if-match-missing');
    expect(await refused(world.as('sponsor').post(path, wanted, { ifMatch: 9 }), 412)).toBe('version.stale');
    const corrected = await done(world.as('sponsor').post(path, wanted, { ifMatch: flaw.version }), 200);
    expect(corrected).toMatchObject({ version: flaw.version + 1, lossFen: 100, awareOn: null });
    const same = { reason: '无改动', changes: { lossFen: 100 } };
    expect(await refused(world.as('sponsor').post(path, same, { ifMatch: flaw.version + 1 }), 400)).toBe(
      'flaw.nothing-changed',
    );
    const { edits } = await done<{ edits: object[] }>(world.as('leader').get(`/flaws/${flaw.id}`), 200);
    expect(edits).toMatchObject([
      { field: 'awareOn', from: '2026-06-08', to: null, reason: '按合同更正', established: false },
      { field: 'lossFen', from: '0', to: '100' },
      { field: 'posts', from: '["村党支部书记"]', to: '["村委会主任"]' },
    ]);
  });

  it('a sponsor cannot change what an inspector entered or corrected', async () => {
    const flaw = await reported();
    const correct = (person: PersonKey, changes: object, { id, version }: Now) =>
      world.as(person).post(`/flaws/${id}/correct`, { reason: '更正', changes }, { ifMatch: version });
    const marked = [{ ...REPORT.breaches[0], mark: 'prohibitory' }];
    const next = await done<Now & { breaches: { markedBy: string }[] }>(
      correct('inspector', { breaches: marked }, flaw),
      200,
    );
    expect(next.breaches[0]?.markedBy).toBe(world.actor('inspector').accountId);
    expect(await refused(correct('sponsor', { breaches: REPORT.breaches }, next), 403)).toBe('flaw.value-established');
    await done(correct('sponsor', { lossFen: 5 }, next), 200);
    const byInspector = await reported('inspector', { foundBy: 'inspection' });
    expect(await refused(correct('sponsor', { lossFen: 5 }, byInspector), 403)).toBe('flaw.value-established');
  });

  it('what an inspector found is no self-report until the sponsor makes one, and that is listed as an edit', async () => {
    const flaw = await reported('inspector', { foundBy: 'inspection' });
    expect(flaw).toMatchObject({ selfReport: { made: 'unknown', on: null, recordedAt: null } });
    const path = `/flaws/${flaw.id}/self-report`;
    expect(await refused(world.as('otherSponsor').post(path, {}, { ifMatch: 1 }), 403)).toBe('flaw.not-own-unit');
    const none = { made: 'no', reason: '收文登记簿无记录' };
    const established = await done(world.as('inspector').post(path, none, { ifMatch: 1 }), 200);
    expect(established).toMatchObject({ selfReport: { made: 'no', on: null, recordedAt: null } });
    const own = await done(world.as('sponsor').post(path, { made: 'no' }, { ifMatch: 2 }), 200);
    const recordedAt = '2026-06-09T01:00:00.000Z';
    expect(own).toMatchObject({ selfReport: { made: 'yes', on: '2026-06-09', recordedAt } });
    expect(await refused(world.as('sponsor').post(path, {}, { ifMatch: 3 }), 409)).toBe('flaw.self-reported-already');
    const { edits } = await done<{ edits: object[] }>(world.as('sponsor').get(`/flaws/${flaw.id}`), 200);
    expect(edits).toMatchObject([
      { field: 'selfReport', from: 'unknown', to: 'no', established: true },
      { field: 'selfReport', from: 'no', to: 'yes', established: false },
    ]);
  });

  it('a self-report on paper has a stated day and no ledger time', async () => {
    const flaw = await reported('inspector', { foundBy: 'inspection' });
    const path = `/flaws/${flaw.id}/self-report`;
    const say = (body: object) => world.as('inspector').post(path, body, { ifMatch: 1 });
    expect(await refused(say({}), 400)).toBe('flaw.self-report-unsaid');
    expect(await refused(say({ made: 'yes' }), 400)).toBe('flaw.self-report-unsaid');
    expect(await refused(say({ made: 'yes', on: '2026-06-10' }), 400)).toBe('flaw.day-ahead');
    expect(await refused(say({ made: 'unknown' }), 400)).toBe('flaw.nothing-changed');
    const onPaper = await done(say({ made: 'yes', on: '2026-06-08' }), 200);
    expect(onPaper).toMatchObject({ selfReport: { made: 'yes', on: '2026-06-08', recordedAt: null } });
  });

  it.each([
    [{ kind: 'no-such-kind' }, 'flaw.kind-unknown'],
    [{ regions: ['510104'] }, 'flaw.region-outside'],
    [{ actFrom: '2026-06-06' }, 'flaw.days-reversed'],
    [{ actTo: '2026-06-10' }, 'flaw.day-ahead'],
    [{ description: '短' }, 'request.invalid'],
    [{ breaches: [{ document: '土地管理法' }] }, 'request.invalid'],
  ])('a report with %j is refused as %s', async (changes, code) => {
    const body = { ...REPORT, pilotId: pilot.id, ...changes };
    expect(await refused(world.as('sponsor').post('/flaws', body), 400)).toBe(code);
  });

  it('little need be known: what is missing is no error and makes it undetermined', async () => {
    const bare = { pilotId: pilot.id, foundBy: 'tip', description: '群众反映公墓施工' };
    const flaw = await done<Now>(world.as('inspector').post('/flaws', bare), 201);
    const checked = await done<{ outcome: string; finding: { missing: string[] } }>(
      world.as('inspector').post(`/flaws/${flaw.id}/check`),
      201,
    );
    expect(checked.outcome).toBe('undetermined');
    expect(checked.finding.missing).toEqual(expect.arrayContaining(['flaw.actFrom', 'flaw.lossFen']));
  });

  it('a closed flaw rests', async () => {
    const flaw = await reported();
    const close = (version: number) =>
      world.as('inspector').post(`/flaws/${flaw.id}/close`, { reason: '核对结论已采用' }, { ifMatch: version });
    expect(await refused(close(flaw.version), 409)).toBe('state.act-not-open');
    await done(world.as('inspector').post(`/flaws/${flaw.id}/check`), 201);
    const { version } = await done(world.as('inspector').get(`/flaws/${flaw.id}`), 200);
    await done(close(version), 200);
    const late = world.as('inspector').post(`/flaws/${flaw.id}/facts/remedied`, { value: 'unknown' });
    expect(await refused(late, 409)).toBe('state.act-not-open');
    expect(await refused(world.as('inspector').post(`/flaws/${flaw.id}/check`), 409)).toBe('state.act-not-open');
  });
});

describe('safeguards', () => {
  const path = () => `/exemptions/${record.id}/safeguards`;
  const kept = { code: 'collective-decision', done: 'yes', on: '2026-05-20', reason: '有会议纪要原件' };

  it('recorded after the act they prove nothing by themselves: the question goes to people', async () => {
    const flaw = await reported();
    await done(world.as('sponsor').post(path(), kept), 201);
    const c08 = async () => {
      const body = await done<{
        finding: { applied: { conditions: { code: string; result: string; reason: string }[] } };
      }>(world.as('inspector').post(`/flaws/${flaw.id}/check`), 201);
      return body.finding.applied.conditions.find(one => one.code === 'C08')!;
    };
    expect(await c08()).toMatchObject({ result: 'for-people', reason: 'recorded-after-act' });
    await judge(world, 'inspector', { flaw: flaw.id, question: 'C08', value: 'met' });
    expect(await c08()).toMatchObject({ result: 'met' });
    await done(world.as('inspector').post(path(), { ...kept, done: 'no', reason: '纪要系补写' }), 201);
    expect(await c08()).toMatchObject({ result: 'unmet' });
    const listed = await done<object[]>(world.as('leader').get(path()), 200);
    expect(listed).toMatchObject([
      { done: 'yes', established: false },
      { done: 'no', established: true },
    ]);
  });

  it('only what the record promises, by its own unit, with ground', async () => {
    const sponsor = world.as('sponsor');
    expect(await refused(sponsor.post(path(), { ...kept, code: 'legal-review' }), 400)).toBe('safeguard.not-promised');
    const bare = { code: kept.code, done: kept.done };
    expect(await refused(sponsor.post(path(), bare), 400)).toBe('flaw.evidence-missing');
    expect(await refused(world.as('otherSponsor').post(path(), kept), 403)).toBe('flaw.not-own-unit');
  });
});

describe('lists', () => {
  it('filter by state, kind, field, place, unit, day and outcome, and find two-character words', async () => {
    const words = { description: '微缩景观项目先实施后签合同', kind: 'contract-after-start' };
    const flaw = await reported('sponsor', { ...words, actFrom: '2026-04-01', actTo: null });
    await done(world.as('sponsor').post(`/flaws/${flaw.id}/check`), 201);
    const found = async (query: string) => {
      const { items } = await done<{ items: Now[] }>(world.as('leader').get(`/flaws?${query}`), 200);
      return items.some(item => item.id === flaw.id);
    };
    const unit = world.organisation('township');
    const hits = [
      'state=checked',
      'kind=contract-after-start',
      'field=civil-affairs',
      'place=513221106',
      'day=2026-04-01',
    ];
    for (const query of [
      ...hits,
      `unit=${unit}`,
      `q=${encodeURIComponent('景观')}`,
      `q=${encodeURIComponent('公墓')}`,
    ]) {
      expect({ query, found: await found(query) }).toEqual({ query, found: true });
    }
    const others = [
      'state=closed',
      'kind=report-late',
      'field=water',
      'place=513221102',
      'day=2026-04-02',
      'outcome=barred',
    ];
    for (const query of [...others, `q=${encodeURIComponent('水利')}`]) {
      expect({ query, found: await found(query) }).toEqual({ query, found: false });
    }
    const own = await done<{ items: Now[] }>(world.as('leader').get(`/pilots/${pilot.id}/flaws?limit=100`), 200);
    expect(own.items.map(item => item.id)).toContain(flaw.id);
  });

  it('pages without repeating or losing a row', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await done<{ items: Now[]; next: string | null }>(
        world.as('leader').get(`/flaws?limit=3${cursor}`),
        200,
      );
      seen.push(...page.items.map(item => item.code));
      cursor = page.next === null ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    const { rows } = await world.superuser.query('select code from flaw');
    expect(seen).toHaveLength(rows.length);
    expect(new Set(seen)).toEqual(new Set(rows.map((row: { code: string }) => row.code)));
  });
});

describe('what the database itself refuses, whoever writes', () => {
  it.each([
    [
      'a self-report taken back',
      `update flaw set version = version + 1, self_report = 'unknown', self_report_on = null, self_reported_at = null`,
    ],
    ['a flaw moved to another reporter', 'update flaw set version = version + 1, established = not established'],
    ['an answer rewritten', `update flaw_answer set value = 'no'`],
    ['an edit removed', 'delete from flaw_edit'],
    ['a judgement rewritten', `update flaw_judgement set value = 'met'`],
    ['a safeguard rewritten', `update safeguard_done set happened_on = '2026-01-01'`],
    ['a finding rewritten', `update finding set outcome = 'covered'`],
    ['findings removed', 'truncate finding cascade'],
  ])('%s', async (_name, statement) => {
    await expect(world.superuser.query(statement)).rejects.toMatchObject({ code: '23001' });
  });
});
