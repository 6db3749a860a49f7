// Who may do what to a record in which state: what is open answers 200 or 201, everything else is refused and changes nothing.
import type { PilotNow } from '../setup/stories';
import type { PersonKey } from '../setup/world';
import {
  close,
  CONTENT,
  detailOf,
  drafted,
  FOR,
  HEARD,
  kindsOf,
  open,
  pilotOf,
  play,
  refused,
  sealed,
  SEALED,
  SEEN,
  world,
  type Now,
  type Step,
} from './exemptions-world';

beforeAll(open());
afterAll(close);

type ShownState = keyof typeof PATHS;
// `heard` is filed with both opinions in.
const PATHS = {
  draft: [],
  filed: [['sponsor', 'file']],
  heard: HEARD,
  returned: [
    ['sponsor', 'file'],
    ['inspector', 'return', { remarks: '请补充' }],
  ],
  sealed: SEALED,
  expired: SEALED,
  refused: [
    ['sponsor', 'file'],
    ['inspector', 'refuse', { reason: '不属于先行先试' }],
  ],
  withdrawn: [['sponsor', 'withdraw']],
  revoked: [...SEALED, ['inspector', 'revoke', { ground: 'false-filing', reason: '会议纪要系伪造' }]],
  superseded: SEALED,
} satisfies Record<string, Step[]>;
const STATES = Object.keys(PATHS) as ShownState[];
const SHORT = { period: { from: '2026-03-02', to: '2026-03-10' } };
const RENEWAL = { opening: CONTENT.opening, period: CONTENT.period };

const ACTS = {
  edit: CONTENT,
  file: {},
  withdraw: {},
  renew: RENEWAL,
  opinion: FOR,
  return: { remarks: '请补充' },
  seal: SEEN,
  refuse: { reason: '不属于先行先试' },
  revoke: { ground: 'other', reason: '情况有变' },
};
type Act = keyof typeof ACTS;
const FILER: readonly Act[] = ['edit', 'file', 'withdraw', 'renew'];

const OPEN: Record<Act, readonly ShownState[]> = {
  edit: ['draft', 'returned'],
  file: ['draft', 'returned'],
  withdraw: ['draft', 'returned'],
  renew: ['sealed', 'expired'],
  opinion: ['filed'],
  return: ['filed', 'heard'],
  seal: ['heard'],
  refuse: ['filed', 'heard'],
  revoke: ['sealed', 'expired'],
};

const PEOPLE: Record<string, 'own' | 'office' | 'other-sponsor' | 'other-inspector' | 'no-permission' | 'elsewhere'> = {
  sponsor: 'own',
  sponsorColleague: 'own',
  otherSponsor: 'other-sponsor',
  civilAffairs: 'no-permission',
  inspector: 'office',
  secondInspector: 'office',
  personnel: 'office',
  governmentInspector: 'other-inspector',
  leader: 'no-permission',
  sysadmin: 'no-permission',
  secadmin: 'no-permission',
  auditor: 'no-permission',
  neighbourSponsor: 'elsewhere',
  neighbourInspector: 'elsewhere',
  cityLeader: 'no-permission',
};

/** In these every person meets every act. */
const WHOLE: readonly ShownState[] = ['filed', 'sealed'];

/**
 * Refused by the right of the role, by sight of the record or by whose it is, all before the state is looked at: two states
 * stand for the others.
 */
const stateless = (answer: string): boolean => /^(403|404) /.test(answer);

/** Status and code of a cell; 'done' where the act goes through. */
function expected(person: string, state: ShownState, act: Act): string {
  const standing = PEOPLE[person]!;
  const filers = FILER.includes(act);
  const sponsors = ['own', 'other-sponsor'].includes(standing) || person === 'neighbourSponsor';
  if (standing === 'no-permission' || filers !== sponsors) return '403 access.forbidden';
  if (standing === 'elsewhere') return '404 exemption.not-found';
  if (standing === 'other-sponsor') return '403 exemption.not-own-unit';
  if (standing === 'other-inspector') return '403 exemption.not-filing-office';
  if (OPEN[act].includes(state)) return 'done';
  if (act === 'edit') return '409 exemption.frozen';
  if (act === 'renew') return '409 exemption.not-renewable';
  if (act === 'opinion' && state === 'heard') {
    return person === 'secondInspector' || person === 'inspector' || person === 'personnel'
      ? '409 exemption.opinion-twice'
      : '';
  }
  if (act === 'seal' && state === 'filed') return '409 exemption.opinions-missing';
  return '409 state.act-not-open';
}

async function superseded(pilot: PilotNow): Promise<Now> {
  const old = await sealed(pilot);
  const renewal = await world
    .as('sponsor')
    .post(`/exemptions/${old.id}/renew`, RENEWAL, { ifMatch: old.version })
    .expect(201);
  await play(renewal.body, SEALED);
  return (await detailOf(old)) as Now;
}

const send = (person: string, now: Now, act: Act) => {
  const hands = world.as(person as PersonKey);
  const sending = { ifMatch: now.version };
  return act === 'edit'
    ? hands.put(`/exemptions/${now.id}`, ACTS.edit, sending)
    : hands.post(`/exemptions/${now.id}/${act}`, ACTS[act], sending);
};

describe('person x state x act', () => {
  const made = new Map<ShownState, Now>();
  let pilot: PilotNow;
  const fresh = async (state: ShownState): Promise<Now> => {
    if (state === 'superseded') return superseded(pilot);
    return play(await drafted(pilot, state === 'expired' ? SHORT : {}), PATHS[state]);
  };

  beforeAll(async () => {
    pilot = await pilotOf('sponsor');
    for (const state of STATES) made.set(state, await fresh(state));
  });

  test.each(STATES)('every refused cell of state %s', async state => {
    const now = made.get(state)!;
    const before = await detailOf(now);
    const wrong: string[] = [];
    for (const person of Object.keys(PEOPLE)) {
      for (const act of Object.keys(ACTS) as Act[]) {
        const due = expected(person, state, act);
        if (due === 'done' || (stateless(due) && !WHOLE.includes(state))) continue;
        const { body } = await send(person, now, act);
        if (`${body.status} ${body.code}` !== due)
          wrong.push(`${person} ${act}: ${body.status} ${body.code}, not ${due}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await detailOf(now)).toEqual(before);
  });

  const doable = STATES.filter(state => state !== 'expired').flatMap(state =>
    Object.keys(PEOPLE).flatMap(person =>
      (Object.keys(ACTS) as Act[])
        .filter(act => expected(person, state, act) === 'done')
        .map(act => [person, state, act] as const),
    ),
  );
  test.each(doable)('%s in state %s may %s', async (person, state, act) => {
    const { status, body } = await send(person, await fresh(state), act);
    expect({ status, problem: body.detail }).toEqual({ status: act === 'renew' ? 201 : 200, problem: undefined });
    expect(body.receipt.kind).toMatch(/^exemption\.[a-z]+$/);
  });

  it('has cells of every act', () => {
    expect(new Set(doable.map(([, , act]) => act))).toEqual(new Set(Object.keys(ACTS)));
  });

  test.each(Object.keys(PEOPLE))('%s reads it or does not find it', async person => {
    const { status, body } = await world.as(person as PersonKey).get(`/exemptions/${made.get('sealed')!.id}`);
    const found: Record<string, string> = {
      sysadmin: '403 access.forbidden',
      secadmin: '403 access.forbidden',
      neighbourSponsor: '404 exemption.not-found',
      neighbourInspector: '404 exemption.not-found',
    };
    expect(body.code?.startsWith('BA-') ? `${status}` : `${status} ${body.code}`).toBe(found[person] ?? '200');
  });
});

describe('the version the caller read', () => {
  it('is asked for by every act', async () => {
    const draft = await drafted(await pilotOf('sponsor'));
    for (const act of Object.keys(ACTS) as Act[]) {
      const hands = world.as(FILER.includes(act) ? 'sponsor' : 'inspector');
      const path = `/exemptions/${draft.id}`;
      const send = (ifMatch?: number) =>
        act === 'edit' ? hands.put(path, ACTS.edit, { ifMatch }) : hands.post(`${path}/${act}`, ACTS[act], { ifMatch });
      await refused(send(), 428, 'request.if-match-missing');
      await refused(send(9), 412, 'version.stale');
    }
    expect((await world.as('sponsor').get(`/exemptions/${draft.id}`)).headers.etag).toBe('"1"');
  });

  it('lets one of eight inspectors seal', async () => {
    const heard = await play(await drafted(await pilotOf('sponsor')), HEARD);
    const people = ['inspector', 'secondInspector', 'personnel'] as const;
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        world.as(people[at % 3]!).post(`/exemptions/${heard.id}/seal`, SEEN, { ifMatch: heard.version }),
      ),
    );
    expect(answers.map(one => one.status).sort()).toEqual([200, 412, 412, 412, 412, 412, 412, 412]);
    expect((await kindsOf(heard)).filter(kind => kind === 'exemption.sealed')).toHaveLength(1);
    expect((await detailOf(heard)).acts.filter((one: { act: string }) => one.act === 'seal')).toHaveLength(1);
  });

  it('lets one of sealing, returning and refusing happen', async () => {
    const heard = await play(await drafted(await pilotOf('sponsor')), HEARD);
    const answers = await Promise.all(
      (['seal', 'return', 'refuse'] as const).map(act => send('inspector', heard, act)),
    );
    expect(answers.map(one => one.status).sort()).toEqual([200, 412, 412]);
  });
});

describe('recusal of inspectors', () => {
  const seal = (now: Now) => send('inspector', now, 'seal');
  const above = (unit: string, superior: string | null) =>
    world.superuser.query('update organisation set superior_id = $2, version = version + 1 where id = $1', [
      unit,
      superior,
    ]);

  it('of the line of superiors and inferiors, however long', async () => {
    const heard = await play(await drafted(await pilotOf('sponsor')), HEARD);
    const [discipline, township] = [world.organisation('discipline'), world.organisation('township')];
    const government = world.organisation('government');
    for (const [unit, superior] of [
      [discipline, township],
      [government, discipline],
    ] as const) {
      await above(unit, superior);
      await refused(seal(heard), 403, 'exemption.recused');
      await above(unit, null);
    }
    await above(discipline, government);
    await seal(heard).expect(200);
    await above(discipline, null);
  });

  it('of a person who had a hand in it, whatever the account', async () => {
    const heard = await play(await drafted(await pilotOf('sponsor')), HEARD);
    const asPerson = (person: string) =>
      world.superuser.query('update exemption_act set person_id = $1 where exemption_id = $2 and act = $3', [
        person,
        heard.id,
        'draft',
      ]);
    await world.superuser.query('alter table exemption_act disable trigger append_only');
    await asPerson(world.actor('inspector').personId);
    await refused(seal(heard), 403, 'exemption.recused');
    await asPerson(world.actor('sponsor').personId);
    await world.superuser.query('alter table exemption_act enable trigger append_only');
    await seal(heard).expect(200);
  });

  it('of a unit that takes part in the pilot', async () => {
    const scope = {
      regions: ['513221106'],
      activities: ['建设公益性公墓'],
      period: { from: '2026-03-01', to: '2026-12-31' },
      units: [world.organisation('discipline')],
      capFen: null,
      departures: [],
    };
    const filed = await play(await drafted(await pilotOf('sponsor', { scope })), [['sponsor', 'file']]);
    await refused(send('inspector', filed, 'opinion'), 403, 'exemption.recused');
    await send('personnel', filed, 'opinion').expect(200);
  });

  it('of whoever leads the pilot', async () => {
    const filed = await play(await drafted(await pilotOf('sponsor', { leadId: world.actor('inspector').accountId })), [
      ['sponsor', 'file'],
    ]);
    await refused(send('inspector', filed, 'return'), 403, 'exemption.recused');
    await send('secondInspector', filed, 'return').expect(200);
  });
});
