// What happens to a record later: renewal, expiry, the term of the first look, lists, and a rulebook with one office.
import { sha256Hex } from '../../src/platform/digests';
import { loadRulebooks } from '../../src/platform/rulebook-files';
import { RulebooksService } from '../../src/rulebooks/rulebooks.service';
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
} from './exemptions-world';

// A Friday morning in China.
beforeAll(open('2026-03-06T01:00:00.000Z'));
afterAll(close);

const codesOf = (body: { items: { code: string }[] }) => body.items.map(one => one.code);

describe('the first look', () => {
  it('is due one working day after filing, and overdue from the next day on', async () => {
    const filed = await play(await drafted(await pilotOf('sponsor')), [['sponsor', 'file']]);
    const on = async (day: string) => (await detailOf(filed, `?day=${day}`)).firstLook;
    expect(await on('2026-03-06')).toEqual({
      due: '2026-03-09',
      lookedOn: null,
      overdue: false,
      workdaysLate: 0,
      provisional: false,
    });
    expect(await on('2026-03-09')).toMatchObject({ overdue: false });
    expect(await on('2026-03-11')).toMatchObject({ overdue: true, workdaysLate: 2 });
    await play(filed, [['inspector', 'opinion', FOR]]);
    expect(await on('2026-03-11')).toMatchObject({ lookedOn: '2026-03-06', overdue: false });
  });
});

describe('renewal', () => {
  it('is a new record; sealing it ends the old one in the same instant', async () => {
    const pilot = await pilotOf('sponsor');
    const old = await sealed(pilot, { period: { from: '2026-03-06', to: '2026-06-30' } });
    const before = await detailOf(old);
    const body = { opening: CONTENT.opening, period: { from: '2026-07-01', to: '2026-12-31' } };
    const renew = (now: Now) => world.as('sponsor').post(`/exemptions/${now.id}/renew`, body, { ifMatch: now.version });
    const { body: draft } = await renew(old).expect(201);
    expect(draft).toMatchObject({
      state: 'draft',
      renewsId: old.id,
      flawKinds: CONTENT.flawKinds,
      period: body.period,
    });
    expect(draft.code).not.toBe(old.code);
    await refused(renew(old), 409, 'exemption.renewal-open');
    expect((await detailOf(old)).state).toBe('sealed');
    const done = await play(draft, SEALED);
    const ended = await detailOf(old);
    expect(ended).toMatchObject({
      state: 'superseded',
      endedBy: 'superseded',
      endedAt: world.clock.now(),
      endGround: 'renewed',
    });
    expect(ended.endReason).toContain(done.code);
    for (const field of ['contentSha256', 'risks', 'flawKinds', 'period', 'sealedAt']) {
      expect(ended[field]).toEqual(before[field]);
    }
    expect((await kindsOf(old)).at(-1)).toBe('exemption.superseded');
    await refused(renew(ended), 409, 'exemption.not-renewable');
    expect((await renew(done as Now).expect(201)).body.renewsId).toBe(done.id);
  });

  it('may be withdrawn and begun again', async () => {
    const old = await sealed(await pilotOf('sponsor'));
    const body = { opening: CONTENT.opening, period: CONTENT.period };
    for (const [act] of [['withdraw'], ['withdraw']] as const) {
      const { body: draft } = await world
        .as('sponsor')
        .post(`/exemptions/${old.id}/renew`, body, { ifMatch: old.version })
        .expect(201);
      await play(draft, [['sponsor', act]]);
    }
    expect((await detailOf(old)).state).toBe('sealed');
  });

  it('is not sealed once the old record was revoked', async () => {
    const old = await sealed(await pilotOf('sponsor'));
    const { body: draft } = await world
      .as('sponsor')
      .post(
        `/exemptions/${old.id}/renew`,
        { opening: CONTENT.opening, period: CONTENT.period },
        { ifMatch: old.version },
      )
      .expect(201);
    const heard = await play(draft, HEARD);
    await play(old, [['inspector', 'revoke', { ground: 'blame-shifting', reason: '借备案推责' }]]);
    const sealing = world.as('inspector').post(`/exemptions/${heard.id}/seal`, SEEN, { ifMatch: heard.version });
    await refused(sealing, 409, 'exemption.not-renewable');
    expect((await detailOf(heard)).state).toBe('filed');
  });
});

describe('lists and search', () => {
  const find = async (query: string) => {
    const { body } = await world.as('leader').get(`/exemptions?${query}`).expect(200);
    return body as { items: { code: string }[]; next: string | null };
  };

  it('filter by state, field, place, unit, pilot and the day in force, and find two-character words', async () => {
    const scope = { regions: ['513221102'], activities: ['试点'], units: [], capFen: null, departures: [] };
    const other = await pilotOf('otherSponsor', {
      title: '数字村务平台',
      field: 'digital-government',
      scope: { ...scope, period: { from: '2026-03-01', to: '2026-12-31' } },
    });
    const pilot = await pilotOf('sponsor');
    const plain = await sealed(pilot, { period: { from: '2026-03-10', to: '2026-05-31' } });
    const draft = await drafted(other, { risks: [{ text: '运维资金断供', grade: 'high' }] }, world.as('otherSponsor'));
    const sealedDay = (day: string) => find(`pilot=${pilot.id}&day=${day}`).then(codesOf);
    expect(codesOf(await find(`pilot=${pilot.id}&state=sealed`))).toEqual([plain.code]);
    expect(codesOf(await find('field=digital-government'))).toEqual([draft.code]);
    expect(codesOf(await find('place=513221102'))).toEqual([draft.code]);
    expect(codesOf(await find('place=510104'))).toEqual([]);
    expect(codesOf(await find(`unit=${world.organisation('otherTownship')}`))).toEqual([draft.code]);
    for (const word of ['村务', '断供']) {
      expect(codesOf(await find(`q=${encodeURIComponent(word)}`))).toEqual([draft.code]);
    }
    expect(codesOf(await find(`q=${encodeURIComponent('务平断供')}`))).toEqual([]);
    expect(await sealedDay('2026-03-09')).toEqual([]);
    expect(await sealedDay('2026-03-10')).toEqual([plain.code]);
    expect(await sealedDay('2026-06-01')).toEqual([]);
    expect((await detailOf(plain, '?day=2026-03-10')).inForce).toBe(true);
    expect((await detailOf(plain, '?day=2026-06-01')).inForce).toBe(false);
  });

  it('page by cursor, each record once', async () => {
    const pilot = await pilotOf('sponsor');
    const made: string[] = [];
    for (let at = 0; at < 5; at++) made.push((await drafted(pilot)).code);
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await find(`pilot=${pilot.id}&limit=2${cursor}`);
      seen.push(...codesOf(page));
      cursor = page.next === null ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    expect(seen).toEqual(made.reverse());
  });

  it('show the city its counties, read-only, and a neighbour nothing', async () => {
    const record = await sealed(await pilotOf('sponsor'));
    const seen = async (person: 'cityLeader' | 'neighbourInspector') =>
      codesOf((await world.as(person).get('/exemptions?limit=100').expect(200)).body);
    expect(await seen('cityLeader')).toContain(record.code);
    expect(await seen('neighbourInspector')).toEqual([]);
    await world.as('cityLeader').get(`/exemptions/${record.id}`).expect(200);
    await world.as('cityLeader').get(`/exemptions/${record.id}/receipt`).expect(200);
    for (const path of ['', '/warnings', '/receipt']) {
      const sent = world.as('neighbourInspector').get(`/exemptions/${record.id}${path}`);
      await refused(sent, 404, 'exemption.not-found');
    }
    const pilot = await pilotOf('sponsor');
    const foreign = world.as('neighbourSponsor').post(`/pilots/${pilot.id}/exemptions`, CONTENT);
    await refused(foreign, 404, 'pilot.not-found');
    const unit = world.as('otherSponsor').post(`/pilots/${pilot.id}/exemptions`, CONTENT);
    await refused(unit, 403, 'exemption.not-own-unit');
  });
});

describe('a rulebook with one filing office', () => {
  it('seals without written opinions, and refuses one', async () => {
    const county = loadRulebooks().rulebooks.find(
      one => one.rulebook.code === 'WC-513221' && one.rulebook.version === 2,
    )!;
    const rulebook = {
      ...county.rulebook,
      code: 'NB-510104',
      version: 1,
      region: '510104',
      filing: { offices: ['discipline' as const], opinions: 1 },
    };
    await world.app.get(RulebooksService).load([{ ...county, rulebook, sha256: sha256Hex(Buffer.from('one office')) }]);
    const scope = { regions: ['510104'], activities: ['试点'], units: [], capFen: null, departures: [] };
    const pilot = await pilotOf('neighbourSponsor', {
      scope: { ...scope, period: { from: '2026-03-01', to: '2026-12-31' } },
    });
    const filed = await play(await drafted(pilot, {}, world.as('neighbourSponsor')), [['neighbourSponsor', 'file']]);
    const opinion = world
      .as('neighbourInspector')
      .post(`/exemptions/${filed.id}/opinion`, FOR, { ifMatch: filed.version });
    await refused(opinion, 409, 'exemption.no-opinion-asked');
    const done = await play(filed, [['neighbourInspector', 'seal', SEEN]]);
    expect(done).toMatchObject({ state: 'sealed', rulebook: 'NB-510104@1' });
  });
});

describe('expiry', () => {
  it('follows from the period and the day; the row still says sealed', async () => {
    const short = await sealed(await pilotOf('sponsor'), { period: { from: '2026-03-06', to: '2026-03-20' } });
    world.clock.step('2026-03-20T15:59:00.000Z');
    expect(await detailOf(short)).toMatchObject({ state: 'sealed', endedBy: null, inForce: true });
    world.clock.step('2026-03-20T16:00:00.000Z');
    expect(await detailOf(short)).toMatchObject({
      state: 'expired',
      endedBy: 'expired',
      endedAt: '2026-03-20T16:00:00.000Z',
      inForce: false,
      open: ['revoke'],
    });
    const { rows } = await world.superuser.query('select state from exemption where id = $1', [short.id]);
    expect(rows).toEqual([{ state: 'sealed' }]);
    const { body } = await world.as('leader').get('/exemptions?state=expired').expect(200);
    expect(codesOf(body)).toEqual([short.code]);
    const listed = await world.as('leader').get('/exemptions?state=sealed&limit=100').expect(200);
    expect(codesOf(listed.body)).not.toContain(short.code);
    const revoked = await play(short, [['inspector', 'revoke', { ground: 'false-filing', reason: '材料不实' }]]);
    expect(revoked).toMatchObject({ state: 'revoked', endedBy: 'expired' });
  });
});
