// Drafts of forms: nothing typed is lost, nobody else sees it, and it does not lie there for ever.
import { DRAFT_FORMS, DRAFT_LIMITS } from '../../src/domain/form-draft';
import { newId } from '../../src/platform/ids';
import { openWorld, type PersonKey, type World } from '../setup/world';
import { refused } from './identity-app';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const DAY = 86_400_000;
const later = (ms: number) => world.clock.step(new Date(Date.parse(world.clock.now()) + ms).toISOString());
const put = (who: PersonKey, at: string, revision: number, content: unknown = { title: '公墓' }) =>
  world.as(who).put(`/form-drafts/${at}`, { content, revision });
const get = (who: PersonKey, at = '') => world.as(who).get(`/form-drafts${at === '' ? '' : `/${at}`}`);
const rows = async () => (await world.superuser.query('select * from form_draft')).rowCount;
const logSize = async () => (await world.superuser.query('select count(*) from ledger_entry')).rows[0].count;

it('keeps what was typed as it is, and counts its revisions', async () => {
  const content = {
    title: '公益性公墓',
    nested: { list: [1, null, 'a\u0000b', '\ud800', { z: 1, a: 2 }], empty: {} },
    '': 0,
  };
  const [key, at] = [newId(), world.clock.now()];
  const saved = (await put('sponsor', `amendment/${key}`, 0, content).expect(200)).body;
  expect(saved).toEqual({ form: 'amendment', key, revision: 1, savedAt: at, content });
  expect(JSON.stringify(saved.content)).toBe(JSON.stringify(content));
  expect((await get('sponsor', `amendment/${key}`).expect(200)).body).toEqual(saved);
  later(1_000);
  const again = (await put('sponsor', `amendment/${key.toUpperCase()}`, 1, {}).expect(200)).body;
  expect(again).toEqual({ form: 'amendment', key, revision: 2, savedAt: world.clock.now(), content: {} });
});

it('lists the newest first, without their content', async () => {
  await put('land', 'approval/new', 0).expect(200);
  later(1_000);
  await put('land', 'pledge/new', 0).expect(200);
  const { body } = await get('land').expect(200);
  expect(body.map((draft: { form: string }) => draft.form)).toEqual(['pledge', 'approval']);
  expect(Object.keys(body[0]).sort()).toEqual(['form', 'key', 'revision', 'savedAt']);
});

it('takes every form there is and no other, about an id or something new', async () => {
  for (const form of DRAFT_FORMS) await put('leader', `${form}/new`, 0).expect(200);
  for (const at of ['rulebooks/new', 'PILOT/new', 'constructor/new']) {
    refused(await put('leader', at, 0), 404, 'form-draft.form-unknown');
    refused(await get('leader', at), 404, 'form-draft.form-unknown');
    refused(await world.as('leader').delete(`/form-drafts/${at}`), 404, 'form-draft.form-unknown');
  }
  for (const at of ['pilot/old', `pilot/${newId()}x`, 'pilot/%E5%BC%A0%E4%B8%89', `pilot/new%0A`]) {
    refused(await put('leader', at, 0), 400, 'form-draft.key-invalid');
  }
});

test.each([
  ['no content', { revision: 0 }, ['content']],
  ['a list', { content: [], revision: 0 }, ['content']],
  ['a text', { content: 'x', revision: 0 }, ['content']],
  ['no revision', { content: {} }, ['revision']],
  ['a negative revision', { content: {}, revision: -1 }, ['revision']],
  ['a field too many', { content: {}, revision: 0, account: 'x' }, ['account']],
])('refuses %s, naming the field', async (_, body, fields) => {
  const problem = refused(await world.as('sponsor').put('/form-drafts/flaw/new', body), 400, 'request.invalid');
  expect([...new Set(problem.fields.map((fault: { field: string }) => fault.field))]).toEqual(fields);
});

describe('two tabs', () => {
  it('never overwrite each other: the later one is handed the newer content', async () => {
    await put('inspector', 'decision/new', 0, { from: 'both' }).expect(200);
    const newer = (await put('inspector', 'decision/new', 1, { from: 'one' }).expect(200)).body;
    const answer = await put('inspector', 'decision/new', 1, { from: 'two' });
    const problem = refused(answer, 409, 'form-draft.newer');
    expect(problem.newer).toEqual(newer);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect((await get('inspector', 'decision/new')).body).toEqual(newer);
    expect((await put('inspector', 'decision/new', newer.revision, { from: 'two' }).expect(200)).body.revision).toBe(3);
  });

  it('that open the same new form at once keep one and tell the other', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(n => put('inspector', 'statement/new', 0, { n })));
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 409, 409, 409]);
    const kept = answers.find(answer => answer.status === 200)!.body;
    for (const answer of answers.filter(one => one.status === 409)) expect(answer.body.newer).toEqual(kept);
  });

  it('may say the same twice: an answer that was lost is given again', async () => {
    const first = (await put('inspector', 'fact/new', 0, { value: 'yes' }).expect(200)).body;
    later(1_000);
    expect((await put('inspector', 'fact/new', 0, { value: 'yes' }).expect(200)).body).toEqual(first);
  });

  it('do not lose what one typed when the other deleted it', async () => {
    await put('inspector', 'claim/new', 0, { n: 1 }).expect(200);
    await put('inspector', 'claim/new', 1, { n: 2 }).expect(200);
    await world.as('inspector').delete('/form-drafts/claim/new').expect(204);
    await world.as('inspector').delete('/form-drafts/claim/new').expect(204);
    refused(await get('inspector', 'claim/new'), 404, 'form-draft.not-found');
    expect((await put('inspector', 'claim/new', 2, { n: 3 }).expect(200)).body).toMatchObject({
      revision: 3,
      content: { n: 3 },
    });
  });
});

describe('a draft', () => {
  it('is its account’s alone: not its colleague’s, its administrators’, its neighbour’s, its city’s', async () => {
    const at = `exemption/${newId()}`;
    await put('sponsor', at, 0, { secret: '未提交的内容' }).expect(200);
    const others: PersonKey[] = ['sponsorColleague', 'sponsorAsInspector', 'inspector', 'leader'];
    others.push('neighbourSponsor', 'cityLeader', 'cityInspector');
    for (const other of others) {
      refused(await get(other, at), 404, 'form-draft.not-found');
      expect(JSON.stringify((await get(other).expect(200)).body)).not.toContain(at.split('/')[1]);
      await world.as(other).delete(`/form-drafts/${at}`).expect(204);
    }
    for (const administrator of ['sysadmin', 'secadmin', 'auditor'] as const) {
      refused(await get(administrator, at), 403, 'access.forbidden');
    }
    // One's own with the same address stands beside it.
    await put('sponsorColleague', at, 0, { mine: true }).expect(200);
    expect((await get('sponsor', at).expect(200)).body.content).toEqual({ secret: '未提交的内容' });
  });

  it('leaves nothing in the log, and the audit role cannot read it', async () => {
    const before = await logSize();
    await put('sponsor', 'flaw/new', 0).expect(200);
    await world.as('sponsor').delete('/form-drafts/flaw/new').expect(204);
    expect(await logSize()).toBe(before);
    const { rows: rights } = await world.superuser.query(
      `select has_table_privilege('ph_audit', 'form_draft', 'select') as audit,
              has_table_privilege('ph_app', 'form_draft', 'truncate') as truncate`,
    );
    expect(rights).toEqual([{ audit: false, truncate: false }]);
  });

  it('may be 64 KiB and not a byte more', async () => {
    const room = DRAFT_LIMITS.bytes - JSON.stringify({ t: '' }).length;
    const full = '中'.repeat(Math.floor(room / 3)) + 'x'.repeat(room % 3);
    await put('sponsor', 'pledge/new', 0, { t: full }).expect(200);
    const problem = refused(await put('sponsor', 'pledge/new', 1, { t: `${full}x` }), 413, 'form-draft.too-large');
    expect(problem.detail.en).toContain('65537');
  });

  it('is one of fifty: the next is refused, a change of one is not', async () => {
    const slots = Array.from({ length: DRAFT_LIMITS.each + 4 }, () => `flaw/${newId()}`);
    const answers = await Promise.all(slots.map(at => put('civilAffairs', at, 0)));
    expect(answers.filter(answer => answer.status === 200)).toHaveLength(DRAFT_LIMITS.each);
    expect(answers.filter(answer => answer.body.code === 'form-draft.too-many')).toHaveLength(4);
    expect((await get('civilAffairs')).body).toHaveLength(DRAFT_LIMITS.each);
    const mine = slots[answers.findIndex(answer => answer.status === 200)]!;
    await put('civilAffairs', mine, 1, { changed: true }).expect(200);
    await world.as('civilAffairs').delete(`/form-drafts/${mine}`).expect(204);
    await put('civilAffairs', 'flaw/new', 0).expect(200);
  });

  it('is gone ninety days after its last save: unseen at once, deleted when anybody of the county saves', async () => {
    await put('thirdInspector', 'claim/new', 0).expect(200);
    const before = (await rows())!;
    later(DRAFT_LIMITS.days * DAY);
    await get('thirdInspector', 'claim/new').expect(200);
    later(1);
    refused(await get('thirdInspector', 'claim/new'), 404, 'form-draft.not-found');
    expect((await get('thirdInspector').expect(200)).body).toEqual([]);
    expect(await rows()).toBe(before);
    await put('sponsor', 'pilot/new', 0).expect(200);
    expect(await rows()).toBe(1);
    expect((await put('thirdInspector', 'claim/new', 0, { again: true }).expect(200)).body.revision).toBe(1);
  });

  it('is nobody’s who is not logged in', async () => {
    const { default: request } = await import('supertest');
    for (const method of ['get', 'put', 'delete'] as const) {
      const answer = await request(world.app.getHttpServer())[method]('/api/form-drafts/pilot/new');
      refused(answer, 401, 'access.token-missing');
    }
  });
});
