import '../setup/plain-papers';
import { openWorld, type PersonKey, type World } from '../setup/world';
import { claimUpTo, establishedFlaw, heldToAccount, move, STATEMENT, type ClaimNow } from './claim-story';
import { done, REPORT, storyUpToTheAct, type Now, type Story } from './flaw-story';

let world: World;
let story: Story;
beforeAll(async () => {
  world = await openWorld();
  story = await storyUpToTheAct(world);
});
afterAll(() => world.close());

const unestablished = (options: object = {}) => ({ story, unestablished: true, ...options });
const newFlaw = () => establishedFlaw(world, story, unestablished());
const body = { statement: STATEMENT, wish: 'exempt' };

async function refused(person: PersonKey, path: string, sent: object, ifMatch?: number): Promise<[number, string]> {
  const answer = await world.as(person).post(path, sent, ifMatch === undefined ? {} : { ifMatch });
  return [answer.status, answer.body.code];
}

describe('accountability', () => {
  let flaw: Now;
  const held = () => ({
    unitId: world.organisation('township'),
    begunOn: '2026-06-09',
    reason: '用地手续未批复即开工建设',
  });
  beforeAll(async () => {
    flaw = await newFlaw();
  });

  it('is recorded by a discipline body, with its route, and ends once', async () => {
    const officer = {
      officerId: world.actor('sponsor').accountId,
      managedBy: 'city',
      documentNumber: '阿纪立〔2026〕3号',
    };
    const path = `/flaws/${flaw.id}/accountability`;
    const matter = await done<Now>(world.as('inspector').post(path, { ...held(), ...officer }), 201);
    expect(matter.code).toMatch(/^WZ-513221-2026-\d{4}$/);
    expect(matter).toMatchObject({
      state: 'begun',
      route: { handling: '513200', routedBy: 'city-managed', zh: '市管干部', en: 'a city-managed officer' },
      receipt: { kind: 'accountability.recorded' },
    });
    expect(await refused('inspector', path, { ...held(), ...officer })).toEqual([409, 'accountability.open-already']);
    const end = { state: 'decided', endedOn: '2026-06-09', document: '汶纪决〔2026〕15号', reason: '已作出决定' };
    expect(await refused('inspector', `/accountability/${matter.id}/end`, end, 7)).toEqual([412, 'version.stale']);
    const sent = world.as('cityInspector').post(`/accountability/${matter.id}/end`, end, { ifMatch: matter.version });
    expect(await done(sent, 200)).toMatchObject({
      state: 'decided',
      version: 2,
      endedOn: '2026-06-09',
      receipt: { kind: 'accountability.ended', county: '513221' },
    });
    const again = await refused('inspector', `/accountability/${matter.id}/end`, end, 2);
    expect(again).toEqual([409, 'accountability.ended-already']);
    // Ended, it may begin anew.
    await done(world.as('inspector').post(path, { ...held(), ...officer }), 201);
  });

  it.each<[string, PersonKey, () => object, [number, string]]>([
    [
      'a unit the flaw does not concern',
      'inspector',
      () => ({ unitId: world.organisation('land') }),
      [400, 'accountability.unit-unconcerned'],
    ],
    [
      'an officer of another unit',
      'inspector',
      () => ({ officerId: world.actor('land').accountId }),
      [400, 'accountability.officer-elsewhere'],
    ],
    ['a day to come', 'inspector', () => ({ begunOn: '2026-06-10' }), [400, 'accountability.day-wrong']],
    ['a day before the act', 'inspector', () => ({ begunOn: '2026-05-31' }), [400, 'accountability.day-wrong']],
    ['an inspector of another kind of unit', 'personnel', () => ({}), [403, 'accountability.not-discipline']],
    ['an inspector with a stake in the pilot', 'sponsorAsInspector', () => ({}), [403, 'recusal.applies']],
    ['a sponsor', 'sponsor', () => ({}), [403, 'access.forbidden']],
    ['an inspector of the neighbour county', 'neighbourInspector', () => ({}), [404, 'flaw.not-found']],
  ])('refuses %s', async (_, person, change, expected) => {
    expect(await refused(person, `/flaws/${flaw.id}/accountability`, { ...held(), ...change() })).toEqual(expected);
  });

  it('a higher body records in the county’s own log, and units concerned are more than the sponsor', async () => {
    const units = [world.organisation('land')];
    const other = await establishedFlaw(world, story, unestablished({ report: { units } }));
    const sent = { ...held(), unitId: units[0] };
    const matter = await done<Now>(world.as('cityInspector').post(`/flaws/${other.id}/accountability`, sent), 201);
    expect(matter).toMatchObject({ county: '513221', actorUnit: world.organisation('cityDiscipline') });
    // What concerns another unit is not shown to the sponsor, nor to departments it does not concern.
    const seenBy = async (person: PersonKey) =>
      (await world.as(person).get(`/flaws/${other.id}/accountability`)).body.map(({ code }: Now) => code);
    expect(await seenBy('land')).toEqual([matter.code]);
    expect([await seenBy('sponsor'), await seenBy('civilAffairs')]).toEqual([[], []]);
    expect([await seenBy('leader'), await seenBy('auditor')]).toEqual([[matter.code], [matter.code]]);
    expect(await refused('sponsor', `/accountability/${matter.id}/claims`, body)).toEqual([
      404,
      'accountability.not-found',
    ]);
  });
});

describe('who files', () => {
  const matterOf = async (options: object = {}) => heldToAccount(world, await newFlaw(), unestablished(options));
  const file = (person: PersonKey, matter: Now, changes: object = {}) =>
    world.as(person).post(`/accountability/${matter.id}/claims`, { ...body, ...changes });

  it('the unit, for its own matter', async () => {
    const claim = await done<ClaimNow>(file('sponsorColleague', await matterOf()), 201);
    expect(claim.code).toMatch(/^SQ-513221-2026-\d{4}$/);
    expect(claim).toMatchObject({
      state: 'filed',
      stage: 'first',
      claimantKind: 'unit',
      claimantAccount: null,
      route: { handling: '513221', routedBy: 'unit-matter', zh: '单位事项，由本县办理' },
      rulebook: 'WC-513221@2',
      open: ['withdraw', 'admit', 'refuse-admission'],
      receipt: { kind: 'claim.filed' },
    });
  });

  it('the officer himself, under whichever account; his unit for him', async () => {
    const own = await done<ClaimNow>(file('sponsorAsInspector', await matterOf({ officer: 'sponsor' })), 201);
    expect(own).toMatchObject({ claimantKind: 'person', claimantAccount: world.actor('sponsor').accountId });
    const forHim = await done<ClaimNow>(file('sponsorColleague', await matterOf({ officer: 'sponsor' })), 201);
    expect(forHim).toMatchObject({ claimantKind: 'unit', claimantAccount: world.actor('sponsor').accountId });
    // One's own claim is not the colleagues' to read or to withdraw; one filed by the unit is.
    expect((await world.as('sponsorColleague').get(`/claims/${own.id}`)).body.code).toBe('claim.not-found');
    const reason = { reason: '不再申请' };
    expect(await refused('sponsorColleague', `/claims/${own.id}/withdraw`, reason, 1)).toEqual([
      404,
      'claim.not-found',
    ]);
    expect((await world.as('sponsorColleague').get(`/claims/${forHim.id}`)).status).toBe(200);
    await move(world, 'sponsor', own, { act: 'withdraw', body: reason });
  });

  it('the body that handles it, as a proposal; nobody else by calling it one', async () => {
    const matter = await matterOf({ officer: 'sponsor', managedBy: 'city' });
    const path = `/accountability/${matter.id}/claims`;
    const proposed = { ...body, proposed: true };
    expect(await refused('inspector', path, body)).toEqual([403, 'claim.not-concerned']);
    expect(await refused('personnel', path, proposed)).toEqual([403, 'claim.not-concerned']);
    expect(await refused('sponsor', path, proposed)).toEqual([403, 'claim.not-concerned']);
    expect(await refused('sponsorAsInspector', path, proposed)).toEqual([403, 'recusal.applies']);
    expect(await refused('otherSponsor', path, body)).toEqual([404, 'accountability.not-found']);
    expect(await refused('leader', path, body)).toEqual([403, 'access.forbidden']);
    expect(await refused('neighbourInspector', path, proposed)).toEqual([404, 'accountability.not-found']);
    const claim = await done<ClaimNow>(file('cityInspector', matter, { proposed: true }), 201);
    expect(claim).toMatchObject({ claimantKind: 'proposed', county: '513221', route: { handling: '513200' } });
    // Proposed for him, it is his to read and to withdraw.
    expect((await world.as('sponsor').get(`/claims/${claim.id}`)).body.heard).toEqual({
      claimant: false,
      accuser: false,
    });
  });

  it('only while accountability is open, and one claim at a time', async () => {
    const matter = await matterOf();
    const first = await done<ClaimNow>(file('sponsor', matter), 201);
    const path = `/accountability/${matter.id}/claims`;
    expect(await refused('sponsor', path, body)).toEqual([409, 'claim.open-already']);
    await move(world, 'sponsor', first, { act: 'withdraw', body: { reason: '材料有误' } });
    const again = await done<ClaimNow>(file('sponsor', matter), 201);
    const end = { state: 'decided', endedOn: '2026-06-09', reason: '已作出决定' };
    const ended = () =>
      world.as('inspector').post(`/accountability/${matter.id}/end`, end, { ifMatch: matter.version });
    const over = await ended();
    expect([over.status, over.body.code]).toEqual([409, 'accountability.claim-open']);
    expect(over.body.detail.zh).toContain(again.code);
    expect(over.body.fields).toMatchObject([{ field: 'state' }]);
    const past = `update accountability set state = 'decided', ended_on = '2026-06-09', end_reason = '已决定', version = version + 1`;
    await expect(world.superuser.query(`${past} where id = $1`, [matter.id])).rejects.toThrow(/waits for its first/);
    const path2 = `/flaws/${again.flawId}`;
    await done(world.as('inspector').post(`${path2}/check`), 201);
    const { version: ifMatch } = await done<Now>(world.as('inspector').get(path2), 200);
    const { status, body: why } = await world.as('inspector').post(`${path2}/close`, { reason: '办结' }, { ifMatch });
    expect([status, why.code]).toEqual([409, 'claim.flaw-open']);
    await move(world, 'sponsor', again, { act: 'withdraw', body: { reason: '材料有误' } });
    await done(world.as('inspector').post(`/accountability/${matter.id}/end`, end, { ifMatch: matter.version }), 200);
    expect(await refused('sponsor', path, body)).toEqual([409, 'accountability.ended']);
  });

  it('with evidence that is kept, and with nothing else of his own', async () => {
    const matter = await matterOf();
    const path = `/accountability/${matter.id}/claims`;
    expect(await refused('sponsor', path, { ...body, evidence: ['0'.repeat(64)] })).toEqual([400, 'file.unknown']);
    expect(await refused('sponsor', path, { ...body, flawId: matter.id })).toEqual([400, 'request.invalid']);
    expect(await refused('sponsor', path, { ...body, wish: 'refused' })).toEqual([400, 'request.invalid']);
    const upload = world.as('sponsor').post('/files').attach('file', Buffer.from('村民代表会议记录'), 'm.txt');
    const { sha256 } = await done<{ sha256: string }>(upload, 201);
    const claim = await done<ClaimNow & { evidence: string[] }>(
      file('sponsor', matter, { evidence: [sha256, sha256] }),
      201,
    );
    expect(claim.evidence).toEqual([sha256]);
  });

  it('a repeated Idempotency-Key files once', async () => {
    const path = `/accountability/${(await matterOf()).id}/claims`;
    const [one, two] = [
      await world.as('sponsor').post(path, body, { key: 'filing-1' }),
      await world.as('sponsor').post(path, body, { key: 'filing-1' }),
    ];
    expect([one.status, two.status, two.body]).toEqual([201, 201, one.body]);
  });

  it('the log holds ids and digests, no words of anybody', async () => {
    const { rows } = await world.superuser.query<{ payload: string }>(
      `select convert_from(l.payload, 'UTF8') as payload from ledger_entry e join ledger_payload l using (county, position)
       where e.kind in ('claim.filed', 'accountability.recorded', 'accountability.ended', 'claim.withdrawn')`,
    );
    expect(rows.length).toBeGreaterThan(10);
    for (const { payload } of rows) expect(payload).not.toMatch(/[一-龥]/);
  });
});

describe('what is registered already is filled in', () => {
  it('flaw, pilot, record, pledges, approvals, finding, accountability, clock and open acts', async () => {
    const { claim, flaw, matter } = await claimUpTo(world, 'filed', { story });
    const { body: shown } = await world.as('inspector').get(`/claims/${claim.id}?day=2026-06-11`);
    expect(shown).toMatchObject({
      flaw: { id: flaw.id, code: flaw.code, kind: REPORT.kind, actFrom: REPORT.actFrom, state: 'checked' },
      pilot: { code: story.pilot.code },
      accountability: { id: matter.id, code: matter.code, documentNumber: '汶纪立〔2026〕8号' },
      records: [{ code: story.record.code, state: 'sealed', held: true }],
      pledges: [{ code: story.pledge.code, standing: 'made', amountFen: 40_000_000 }],
      approvals: [{ code: story.approval.code, state: 'applied', termWorkdays: 20 }],
      finding: { outcome: 'covered', recordPart: 'matches' },
      clock: { day: '2026-06-11', present: { step: 'claim-admission', used: 2, left: 3, due: '2026-06-16' } },
      heard: { claimant: true, accuser: false },
      recusals: 0,
      decision: null,
      mine: ['admit', 'refuse-admission'],
    });
    expect(shown.finding.causes.map(({ kind }: { kind: string }) => kind)).toEqual([
      'approval-stuck',
      'pledge-undelivered',
    ]);
    const mineOf = async (person: PersonKey) => (await world.as(person).get(`/claims/${claim.id}`)).body.mine;
    expect([await mineOf('sponsor'), await mineOf('leader'), await mineOf('cityInspector')]).toEqual([
      ['withdraw'],
      [],
      [],
    ]);
  });

  it('the list: filters, pages, signals, and to each reader what is his to see', async () => {
    const codesOf = async (person: PersonKey, query: string) => {
      const answer = await world.as(person).get(`/claims${query}`);
      return (answer.body.items as (Now & { signal: string })[]).map(({ code }) => code);
    };
    const all = await codesOf('inspector', '?limit=100');
    expect(all.length).toBeGreaterThan(6);
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body: page }: { body: { items: Now[]; next: string | null } } = await world
        .as('inspector')
        .get(`/claims?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      paged.push(...page.items.map(({ code }) => code));
      cursor = page.next;
    }
    expect(paged).toEqual(all);
    const withdrawn = await codesOf('inspector', '?state=withdrawn');
    expect(withdrawn.length).toBe(3);
    expect((await codesOf('inspector', '?handling=513200')).length).toBe(1);
    expect(await codesOf('inspector', `?q=${all[0]}`)).toEqual([all[0]]);
    expect(await codesOf('inspector', `?q=${story.pilot.code}&limit=100`)).toEqual(all);
    expect(await codesOf('inspector', `?unit=${world.organisation('land')}`)).toEqual([]);
    expect(await codesOf('cityInspector', '?limit=100')).toEqual(all);
    expect(await codesOf('otherSponsor', '')).toEqual([]);
    expect(await codesOf('neighbourInspector', '')).toEqual([]);
    expect((await codesOf('sponsorColleague', '?limit=100')).length).toBe(all.length - 1);
    const [late] = (await world.as('inspector').get('/claims?state=filed&limit=1&day=2026-06-17')).body.items;
    expect(late).toMatchObject({
      step: 'claim-admission',
      due: '2026-06-16',
      signal: 'red',
      pilotCode: story.pilot.code,
    });
  });
});
