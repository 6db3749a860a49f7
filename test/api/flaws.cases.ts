import { checkReplay } from '../../src/cli/check-replay';
import { FindingsService } from '../../src/flaws/findings.service';
import { openWorld, type World } from '../setup/world';
import { answer, CLEAN, done, judge, REPORT, storyUpToTheAct, type Now, type Story } from './flaw-story';

let world: World;
let story: Story;
beforeAll(async () => {
  world = await openWorld();
  story = await storyUpToTheAct(world);
});
afterAll(() => world.close());

interface Shown {
  id: string;
  code: string;
  outcome: string;
  lane: string;
  factsDigest: string;
  findingDigest: string;
  finding: {
    recordPart: string;
    questions: string[];
    missing: string[];
    applied: { conditions: { code: string; result: string; reason: string; figures: object; edits: object[] }[] };
    causes: { kind: string; against: string; figures: Record<string, unknown> }[];
  };
  explanation: Record<'zh' | 'en', { headline: string; conditions: { sentence: string }[] }>;
  receipt: { position: number; kind: string };
}

const condition = ({ finding }: Shown, code: string) => finding.applied.conditions.find(one => one.code === code)!;
const ledgerSize = async () =>
  Number(
    (await world.superuser.query('select count(*) from ledger_entry where county = $1', ['513221'])).rows[0].count,
  );

async function replayed(args: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const io = { out: (line: string) => lines.push(line), err: (line: string) => lines.push(line) };
  return { code: await checkReplay(world.app.get(FindingsService), args, io), lines };
}

describe('a repeated Idempotency-Key', () => {
  const twice = async (path: string, body: object, key: string) => {
    const send = () => world.as('sponsor').post(path, body, { key });
    const [one, two] = [await send(), await send()];
    expect([one.status, two.status, two.body]).toEqual([201, 201, one.body]);
    return one.body as Now;
  };

  it('reports once and answers once', async () => {
    const before = await ledgerSize();
    const flaw = await twice('/flaws', { ...REPORT, pilotId: story.pilot.id }, 'report-1');
    await twice(`/flaws/${flaw.id}/facts/emergency`, { value: 'no', reason: '并非紧急情况' }, 'answer-1');
    expect(await ledgerSize()).toBe(before + 2);
  });
});

describe('story S1, by hand to a finding', () => {
  let flaw: Now;
  let first: Shown;
  let covered: Shown;

  it('the sponsor reports the flaw: a self-report with the ledger’s time', async () => {
    const reported = await done<Now & { selfReport: object; state: string }>(
      world.as('sponsor').post('/flaws', { ...REPORT, pilotId: story.pilot.id }),
      201,
    );
    expect(reported.code).toMatch(/^XC-513221-2026-\d{4}$/);
    expect(reported).toMatchObject({
      state: 'reported',
      established: false,
      outcome: null,
      selfReport: { made: 'yes', on: '2026-06-09', recordedAt: '2026-06-09T01:00:00.000Z' },
      receipt: { kind: 'flaw.reported' },
    });
    flaw = reported;
  });

  it('the first check says what the record does by itself, who held the days, and what is missing', async () => {
    first = await done<Shown>(world.as('sponsor').post(`/flaws/${flaw.id}/check`), 201);
    expect(first).toMatchObject({ lane: 'pre-registered', outcome: 'undetermined', receipt: { kind: 'flaw.checked' } });
    for (const code of ['C01', 'C02', 'C03', 'C04', 'C05', 'C06', 'C08', 'C10']) {
      expect({ code, result: condition(first, code).result }).toEqual({ code, result: 'met' });
    }
    expect(condition(first, 'C01')).toMatchObject({ figures: { sealedOn: '2026-03-04', actFrom: '2026-06-01' } });
    expect(first.finding.recordPart).toBe('unknown');
    expect(first.finding.questions).toEqual(expect.arrayContaining(['C13', 'C14', 'C15', 'R18']));
    expect(first.finding.missing).toEqual(expect.arrayContaining(['answers.private-gain', 'answers.remedied']));
    const stuck = first.finding.causes.find(cause => cause.kind === 'approval-stuck');
    expect(stuck).toMatchObject({ against: '汶川县自然资源局', figures: { onDesk: 'authority' } });
    const undelivered = first.finding.causes.find(cause => cause.kind === 'pledge-undelivered');
    expect(undelivered).toMatchObject({ against: '汶川县民政局', figures: { missingFen: 40_000_000 } });
    for (const { headline, conditions } of [first.explanation.zh, first.explanation.en]) {
      expect(headline).not.toBe('');
      expect(conditions).toHaveLength(20);
    }
    expect(first.explanation.zh.headline).toMatch(/[一-龥]/);
  });

  it('days by party always sum to the whole', () => {
    const { figures } = first.finding.causes.find(cause => cause.kind === 'approval-stuck')!;
    const { sponsorWorkdays, authorityWorkdays, suspendedWorkdays, totalWorkdays } = figures as Record<string, number>;
    expect(sponsorWorkdays! + authorityWorkdays! + suspendedWorkdays!).toBe(totalWorkdays);
    // From 4 March to 1 June 2026: 20 in March, 21 in April (Qingming), 19 in May (five days of rest, 9 May worked), 1 in June.
    expect({ authorityWorkdays, overdueBy: figures.overdueBy }).toEqual({ authorityWorkdays: 61, overdueBy: 41 });
  });

  it('the same facts and rulebooks return the stored finding, without a new entry', async () => {
    const before = await ledgerSize();
    const again = await done<Shown>(world.as('inspector').post(`/flaws/${flaw.id}/check`), 200);
    expect(again).toEqual(first);
    expect(await ledgerSize()).toBe(before);
  });

  it('parallel checks of the same facts make one finding', async () => {
    await answer(world, 'inspector', { flaw: flaw.id, fact: 'emergency', value: 'no' });
    const made = await Promise.all(
      Array.from({ length: 6 }, () => world.as('inspector').post(`/flaws/${flaw.id}/check`)),
    );
    expect(made.map(one => one.status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
    expect(new Set(made.map(one => one.body.code)).size).toBe(1);
  });

  it('unknown facts leave it undetermined; answered by inspectors it is covered', async () => {
    for (const [fact, value] of CLEAN) await answer(world, 'inspector', { flaw: flaw.id, fact, value });
    const answered = await done<Shown>(world.as('inspector').post(`/flaws/${flaw.id}/check`), 201);
    expect(answered.outcome).toBe('undetermined');
    expect(answered.finding).toMatchObject({ missing: [], questions: ['C13', 'C14', 'C15', 'R18'] });
    for (const question of ['C13', 'C14', 'C15']) {
      await judge(world, 'inspector', { flaw: flaw.id, question, value: 'met' });
    }
    await judge(world, 'secondInspector', { flaw: flaw.id, question: 'R18', value: 'unmet' });
    covered = await done<Shown>(world.as('inspector').post(`/flaws/${flaw.id}/check`), 201);
    expect(covered).toMatchObject({
      outcome: 'covered',
      finding: { recordPart: 'matches', questions: [], missing: [] },
    });
  });

  it('shows the flaw with all that was said, and what its last finding waits for', async () => {
    const detail = await done<{ answers: object[]; judgements: object[]; lastFinding: object; state: string }>(
      world.as('leader').get(`/flaws/${flaw.id}`),
      200,
    );
    expect(detail).toMatchObject({ state: 'checked', outcome: 'covered' });
    expect(detail.answers).toHaveLength(CLEAN.length + 1);
    expect(detail.judgements).toHaveLength(4);
    expect(detail.lastFinding).toMatchObject({ code: covered.code, outcome: 'covered', questions: [], missing: [] });
    const findings = await done<Shown[]>(world.as('leader').get(`/flaws/${flaw.id}/findings`), 200);
    expect(findings).toHaveLength(4);
    expect(findings.map(one => one.code)).toEqual(expect.arrayContaining([covered.code, first.code]));
  });

  it('private gain bars it, whatever else was found', async () => {
    await answer(world, 'secondInspector', { flaw: flaw.id, fact: 'private-gain', value: 'yes' });
    const barred = await done<Shown>(world.as('inspector').post(`/flaws/${flaw.id}/check`), 201);
    expect(barred.outcome).toBe('barred');
    const query = `/findings/${covered.id}/difference?to=${barred.id}`;
    const { facts, finding } = await done<Record<string, { path: string; from: string; to: string }[]>>(
      world.as('inspector').get(query),
      200,
    );
    expect(facts).toContainEqual({ path: 'answers.private-gain.value', from: '"no"', to: '"yes"' });
    expect(finding).toContainEqual({ path: 'outcome', from: '"covered"', to: '"barred"' });
  });

  it('a replay gives identical bytes after everything around it has changed', async () => {
    world.clock.step('2026-07-01T01:00:00.000Z');
    const sponsor = world.as('sponsor');
    const amend = { reason: '民政局要求增加威州镇', changes: { regions: ['513221106', '513221100'] } };
    const path = `/pilots/${story.pilot.id}/amend`;
    const opened = await done(sponsor.post(path, amend, { ifMatch: story.pilot.version }), 201);
    await done(sponsor.post(`${path}/record`, {}, { ifMatch: opened.version }), 200);
    const delivery = { on: '2026-06-20', amountFen: 40_000_000 };
    await done(
      world
        .as('civilAffairs')
        .post(`/pledges/${story.pledge.id}/deliveries`, delivery, { ifMatch: story.pledge.version }),
      201,
    );
    const correction = { day: '2026-05-20', working: false, reason: '县庆放假' };
    await done(world.as('sysadmin').post('/calendar/corrections', correction), 201);
    const wanted = { reason: '现场勘验后确认', changes: { actFrom: '2026-06-02' } };
    const { version } = await done(world.as('inspector').get(`/flaws/${flaw.id}`), 200);
    await done(world.as('inspector').post(`/flaws/${flaw.id}/correct`, wanted, { ifMatch: version }), 200);
    for (const one of [first, covered]) {
      const replay = await done<object>(world.as('auditor').get(`/findings/${one.id}/replay`), 200);
      expect(replay).toMatchObject({ code: one.code, identical: true, differs: [], differences: [] });
      const stored = await done<Shown>(world.as('auditor').get(`/findings/${one.id}`), 200);
      expect(stored).toMatchObject({ findingDigest: one.findingDigest, receipt: one.receipt });
    }
    expect(await replayed([covered.code])).toEqual({ code: 0, lines: ['1 identical, 0 differ'] });
    expect(await replayed(['--county', '513221'])).toEqual({ code: 0, lines: ['5 identical, 0 differ'] });
  });

  it('a new check lists the later edits with their delay, and the scope of the day still counts', async () => {
    const now = await done<Shown>(world.as('inspector').post(`/flaws/${flaw.id}/check`), 201);
    expect(condition(now, 'C03')).toMatchObject({ result: 'met', figures: { scopeVersion: 1 } });
    expect(condition(now, 'C03').edits).toMatchObject([{ about: 'scope', field: 'regions', delayWorkdays: 20 }]);
    expect(condition(now, 'C01').edits).toMatchObject([
      { about: 'flaw', field: 'actFrom', from: '2026-06-01', to: '2026-06-02' },
    ]);
  });

  it('a rewritten finding is found out by its replay', async () => {
    await world.superuser.query('alter table finding disable trigger append_only');
    const changed = `replace(document, '"outcome":"barred"', '"outcome":"covered"')`;
    await world.superuser.query(
      `update finding set document = ${changed}, document_sha256 = encode(sha256(convert_to(${changed}, 'UTF8')), 'hex')
       where outcome = 'barred' and asked_on = '2026-06-09'`,
    );
    const { code, lines } = await replayed(['--county=513221']);
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/^HD-513221-2026-\d{4}: finding, ledger$/);
    expect(lines.at(-1)).toBe('5 identical, 1 differ');
  });

  it.each([[['HD-513221-2026-9999']], [['--county', '5132']], [[]], [['--county', '513221', 'x']]])(
    'a replay refuses %j as bad input',
    async args => {
      expect((await replayed(args)).code).toBe(2);
    },
  );
});
